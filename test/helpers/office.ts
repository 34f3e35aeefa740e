import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OFFICE } from "./programs.js";

// Its own choice is to trust the values in a file: here it must calculate every formula again.
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Opens workbooks in LibreOffice, all in one start, and saves them as another format with everything calculated again. */
export function convertInOffice(
  files: Readonly<Record<string, Uint8Array>>,
  format: "xlsx" | "pdf",
): Readonly<Record<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-office-"));
  try {
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user/registrymodifications.xcu"), ALWAYS_RECALCULATE);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.xlsx`), bytes);
    const run = spawnSync(
      OFFICE.path!,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        "--headless",
        "--convert-to",
        format,
        "--outdir",
        join(folder, "out"),
        ...Object.keys(files).map((name) => join(folder, `${name}.xlsx`)),
      ],
      { encoding: "utf8", timeout: 540_000 },
    );
    if (run.status !== 0) throw new Error(`soffice ended with ${run.status}: ${run.stderr}`);
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, new Uint8Array(readFileSync(join(folder, "out", `${name}.${format}`)))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
