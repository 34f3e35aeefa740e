import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../cli/run-cli.js";
import { OFFICE } from "./programs.js";

// Its own choice is to trust the values in a file: here it must calculate every formula again.
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

type Books = Readonly<Record<string, Uint8Array>>;

/**
 * Workbooks opened in LibreOffice and saved as another format with everything calculated again. The same bytes in the
 * same program give the same: what it made once is kept, so that a second Node has only its own work tested.
 */
export function convertInOffice(files: Books, format: "xlsx" | "pdf"): Books {
  const kept = join(ROOT, "node_modules/.cache/office");
  mkdirSync(kept, { recursive: true });
  const program = realpathSync(OFFICE.path!);
  const made = `${program} ${statSync(program).mtimeMs} ${format} ${ALWAYS_RECALCULATE}`;
  const places = Object.entries(files).map(([name, bytes]) => {
    const hash = createHash("sha256").update(made).update(bytes).digest("hex");
    return { name, place: join(kept, `${hash}.${format}`) };
  });
  const missing = places.filter(({ place }) => !existsSync(place));
  const books = missing.length === 0 ? {} : openInOffice(pick(files, missing), format);
  for (const { name, place } of missing) {
    writeFileSync(`${place}.${process.pid}`, books[name]!);
    renameSync(`${place}.${process.pid}`, place);
  }
  return Object.fromEntries(places.map(({ name, place }) => [name, new Uint8Array(readFileSync(place))]));
}

const pick = (files: Books, names: readonly { readonly name: string }[]): Books =>
  Object.fromEntries(names.map(({ name }) => [name, files[name]!]));

/** All in one start of the program. */
function openInOffice(files: Books, format: string): Books {
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
