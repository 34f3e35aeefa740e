import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program that some tests need besides Node. */
export interface Program {
  /** Its file; undefined if it is not on this system. */
  readonly path: string | undefined;
  /** What to do to have it, for the names of tests that are skipped without it. */
  readonly advice: string;
}

/** Looks in an environment variable, along PATH, and where installers put the program. */
function findProgram(
  name: string,
  variable: string,
  { commands, places }: { readonly commands: readonly string[]; readonly places: readonly string[] },
): Program {
  const named = process.env[variable];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) =>
    commands.flatMap((command) => [join(folder, command), join(folder, `${command}.exe`)]),
  );
  const candidates = named === undefined ? [...onPath, ...places] : [named];
  return {
    path: candidates.find(isProgram),
    advice: `skipped without ${name}: install it, or set ${variable} to its program`,
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export const CHROMIUM = findProgram("Chromium", "CHROMIUM", {
  commands: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"],
  places: [
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
});

export const OFFICE = findProgram("LibreOffice", "SOFFICE", {
  commands: ["soffice", "libreoffice"],
  places: [
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
  ],
});
