import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { buildZip } from "../qcew/read/zip-builder.js";
import { workbookMembers } from "./tables/workbooks.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Every command that reads files of a kind, with the file in its place. */
const READERS: Readonly<Record<string, (path: string) => string>> = {
  inspect: (path) => `inspect ${path}`,
  "rank --qcew": (path) => `rank --qcew ${path} --region 39049`,
  projections: (path) => `projections ${path}`,
  "rank --projections": (path) => `rank --qcew demo --region 39049 --suppressed drop --projections ${path}`,
  "rank --factor": (path) => `rank --qcew demo --region 39049 --suppressed drop --factor ${path}`,
  "rank --clusters": (path) => `rank --qcew demo --region 39049 --suppressed drop --clusters ${path}`,
  "rank --price-index": (path) => `rank --qcew demo --region 39049 --suppressed drop --price-index ${path}`,
  "occupations --staffing": (path) => `occupations --industries 62 --staffing ${path}`,
  "occupations --wages": (path) => `occupations --industries 62 --wages ${path}`,
  "occupations --education": (path) => `occupations --industries 62 --education ${path}`,
};

/** Refused as the user's: neither a mistake of the program nor a result; what was read is less than the file says. */
async function refusal(command: string, path: string): Promise<string> {
  const { status, stdout, stderr } = await runCli(READERS[command]!(path));
  expect(stdout).toBe("");
  expect(status, stderr).toBe(3);
  return stderr.split("\n")[0]!;
}

const commands = Object.keys(READERS);

describe("a workbook of 20,000 sheets that share a part", () => {
  const [types, rels, workbook, targets, part] = workbookMembers([{ name: "A", rows: [["area_fips", "own_code"]] }]);
  const many = (text: string | Uint8Array, pattern: RegExp, repeat: (number: number) => string): string =>
    String(text).replace(pattern, Array.from({ length: 20_000 }, (_, at) => repeat(at + 1)).join(""));
  const path = file(
    "shared.xlsx",
    buildZip([
      types!,
      rels!,
      {
        ...workbook!,
        content: many(workbook!.content, /<sheet .*?\/>/, (at) => `<sheet name="s${at}" sheetId="${at}" r:id="rId1"/>`),
      },
      targets!,
      part!,
    ]),
  );

  it.each(commands)("is refused by %s", async (command) => {
    expect(await refusal(command, path)).toMatch(/more sheets than it can honestly hold|can't be opened|too many/);
  });
});

describe("a gzip of one line of 3 GB", () => {
  // Members of a gzip follow each other: 400 of 8 MB, each some kilobytes.
  const member = gzipSync(Buffer.alloc(8_000_000, "a"));
  const path = file("endless.csv.gz", Buffer.concat(Array.from({ length: 400 }, () => member)));

  it.each(commands)("is refused by %s", async (command) => {
    expect(await refusal(command, path)).toContain("error:");
  });
});

describe("a line that never ends, of a file that compresses as honest ones do", () => {
  // A tenth of it is noise, so that it expands some nine times.
  let state = 1;
  const noise = Buffer.from(
    Array.from(
      { length: 100_000 },
      () => 97 + (((state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16) % 26),
    ),
  );
  const member = gzipSync(Buffer.concat([noise, Buffer.alloc(900_000, "b")]));
  const path = file("line.csv.gz", Buffer.concat(Array.from({ length: 90 }, () => member)));

  it.each(["inspect", "rank --qcew", "occupations --staffing"])("is refused by %s", async (command) => {
    expect(await refusal(command, path)).toContain("error:");
  });
});

describe("rows without end", () => {
  it("are refused as projections", async () => {
    const rows = Array.from({ length: 201_000 }, (_, at) => `${at},x,1,2`).join("\n");
    const path = file("rows.csv", `NAICS code,Industry,2022 employment,2032 employment\n${rows}\n`);
    expect(await refusal("projections", path)).toMatch(/more than 200000 rows/);
  });
});

describe("a sheet of elements within elements", () => {
  it("is read or refused, and nothing breaks", async () => {
    const [types, rels, workbook, targets, part] = workbookMembers([{ name: "A", rows: [["naics", "a"]] }]);
    const deep = String(part!.content).replace(
      "<sheetData>",
      `${"<x>".repeat(200_000)}${"</x>".repeat(200_000)}<sheetData>`,
    );
    const path = file("deep.xlsx", buildZip([types!, rels!, workbook!, targets!, { ...part!, content: deep }]));
    for (const command of ["inspect", "rank --factor"]) await refusal(command, path);
  });
});

describe("a member outside its archive", () => {
  it.each(["../out.csv", "/etc/out.csv", "a/../../out.csv"])("is refused: %s", async (name) => {
    const path = file("paths.zip", buildZip([{ name, content: "area_fips,own_code\n" }]));
    expect(await refusal("rank --qcew", path)).toContain("outside");
    expect(await refusal("occupations --wages", path)).toContain("error:");
  });
});

describe("what the system refuses", () => {
  const plain = async (argv: string): Promise<string> => {
    const { status, stderr } = await runCli(argv);
    expect(status, stderr).toBeGreaterThan(1);
    expect(stderr).not.toContain("mistake in sector-rank");
    return stderr;
  };

  it("is an error in words: a link to itself, a name of 300 bytes, a manifest that is a folder", async () => {
    const links = join(folder, "links");
    mkdirSync(links);
    symlinkSync("loop.csv", join(links, "loop.csv"));
    await plain(`inspect ${links}`);
    await plain(`rank --qcew ${links} --region 39049`);
    const long = join(folder, `${"n".repeat(300)}.csv`);
    await plain(`rank --qcew ${long} --region 39049`);
    expect(
      await plain(`industries --qcew demo --region 39049 --level sector --suppressed drop --out ${long}`),
    ).toContain("a name that is too long");
    await plain(`prepare demo --store ${join(folder, "s".repeat(300))}`);
    const store = join(folder, "store");
    mkdirSync(join(store, "manifest.json"), { recursive: true });
    await plain(`prepare demo --store ${store}`);
    await plain(`prepare demo --store ${file("no-folder", "x")}`);
  });
});
