import type { FetchTarget } from "./targets.js";
import { mirrored } from "./web.js";

export const URL_FORMS = ["plain", "curl", "powershell"] as const;

/**
 * The addresses of a plan for a machine that reaches them, one a line: alone, or as commands that put each file where
 * `--adopt` looks for it. The years that a publisher may serve otherwise name the archive in a comment.
 *
 * @param to the folder, as the user named it
 */
export function renderUrls(
  targets: readonly FetchTarget[],
  form: (typeof URL_FORMS)[number],
  { to, userAgent, mirror }: { readonly to: string; readonly userAgent: string; readonly mirror: URL | undefined },
): string {
  const folder = to.replaceAll("\\", "/").replace(/\/+$/, "");
  const lines = targets.map(({ address, file }) => {
    const url = mirrored(address, mirror).href;
    const path = `${folder}/${file}`;
    switch (form) {
      case "plain":
        return url;
      case "curl":
        return `curl --fail --location --create-dirs --user-agent ${shell(userAgent)} --output ${shell(path)} ${shell(url)}`;
      case "powershell":
        return `Invoke-WebRequest -Uri ${powershell(url)} -OutFile ${powershell(path)} -UserAgent ${powershell(userAgent)}`;
    }
  });
  if (form === "powershell") {
    const folders = [...new Set(targets.map(({ file }) => `${folder}/${file.slice(0, file.lastIndexOf("/"))}`))];
    lines.unshift(...folders.map((each) => `New-Item -ItemType Directory -Force -Path ${powershell(each)} | Out-Null`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** A word of a POSIX shell. */
function shell(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function powershell(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
