import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

let folder: string;
beforeAll(async () => {
  folder = makeFolder();
  await runCli("prepare data/demo --store store", { cwd: folder });
});
afterAll(() => removeFolder(folder));

/** Lines of a sweep by area, without the area in front and what compares areas at the end. */
async function sweepByArea(argv: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { stdout, status, stderr } = await runCli(`sweep ${argv} --format csv`, { cwd: folder });
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const byArea = new Map<string, string[]>();
  for (const line of stdout.trimEnd().split("\n")) {
    const [, area, rest] = /^([^,"]+),(?:"[^"]*"|[^,]*),(.*)$/.exec(line)!;
    const own = rest!.split(",").slice(0, -4).join(",");
    byArea.set(area!, [...(byArea.get(area!) ?? []), own]);
  }
  return byArea;
}

/** The lines of `industries` without its last column, the type of an industry, which sweep does not have. */
function measuresOf(stdout: string): readonly string[] {
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toMatch(/,quadrant$/);
  return lines.map((line) => line.replace(/,[^,"]*$/, ""));
}

describe("every area of a sweep", () => {
  const CASES = [
    "--level sector --suppressed drop",
    "--level 3 --suppressed drop --since 2020",
    "--level 4 --suppressed drop --since 2020",
    "--level 6 --suppressed drop --since 2020",
    "--level 5 --suppressed drop --year 2023 --since 2022",
    "--level 4 --suppressed drop --ownership local --lq-base ownership",
    "--level 3 --suppressed drop --ownership government",
    "--level 3 --bridge group --suppressed drop",
    "--level 4 --bridge none --lq-base ownership",
    "--level 3",
    "--level sector --ownership total",
  ];
  /** Estimates of one area take a second. */
  const isTried = (area: string, options: string): boolean =>
    options.includes("drop") || ["39041", "39049", "39159"].includes(area);
  it.each(CASES)("has the lines that industries prints for it alone: %s", async (options) => {
    const swept = await sweepByArea(`--qcew data/demo --areas counties ${options}`);
    expect(swept.size).toBe(11);
    let from = "--qcew data/demo";
    for (const [area, lines] of swept) {
      if (area === "area" || !isTried(area, options)) continue;
      const alone = await runCli(`industries ${from} --region ${area} ${options} --format csv`, {
        cwd: folder,
      });
      // The first area from the files, others from the store, which gives the same and reads only their rows.
      from = "--store store";
      expect([swept.get("area")![0], ...lines]).toEqual(measuresOf(alone.stdout));
    }
  });

  it("has the same bytes from a store", async () => {
    for (const suppressed of ["drop", "estimate"]) {
      const options = `--areas counties --level 3 --suppressed ${suppressed} --format csv`;
      const fromFiles = await runCli(`sweep --qcew data/demo ${options}`, { cwd: folder });
      const fromStore = await runCli(`sweep --store store ${options}`, { cwd: folder });
      expect(fromStore.stdout).toBe(fromFiles.stdout);
      expect(fromFiles.stdout.length).toBeGreaterThan(100_000);
    }
  });

  // Of 2020 the files hold no year before, and 2023 beside it shows what withheld cells have had.
  it("takes what withheld cells had in years beside the span, as industries does", async () => {
    for (const from of ["--qcew data/demo", "--store store"]) {
      const options = "--level 3 --year 2020";
      const swept = await sweepByArea(`${from} --areas 39049,39159 ${options}`);
      for (const area of ["39049", "39159"]) {
        const alone = await runCli(`industries ${from} --region ${area} ${options} --format csv`, { cwd: folder });
        expect([swept.get("area")![0], ...swept.get(area)!]).toEqual(measuresOf(alone.stdout));
      }
    }
  });

  it("has the columns that are chosen, as they are among all", async () => {
    const { parse } = await import("csv-parse/sync");
    const rowsOf = async (more: string): Promise<readonly Record<string, string>[]> => {
      const argv = `sweep --qcew data/demo --areas counties --level 4 --suppressed drop --format csv ${more}`;
      const { stdout } = await runCli(argv, { cwd: folder });
      return parse(stdout, { columns: true }) as Record<string, string>[];
    };
    const all = await rowsOf("");
    const chosen = await rowsOf("--columns lq_z,growth,employment");
    const of = (id: string): readonly string[] => [id, `${id}_status`, `${id}_low`, `${id}_high`];
    const ids = ["area", "area_title", "naics", "title", ...of("employment"), ...of("growth"), "lq_z"];
    expect(Object.keys(chosen[0]!)).toEqual(ids);
    expect(chosen).toEqual(all.map((row) => Object.fromEntries(ids.map((id) => [id, row[id]!]))));
  });

  it("is ranked as rank ranks it", async () => {
    const weights = "--level sector --weights employment=2,averagePay=1,lq=1";
    const { stdout } = await runCli(`sweep --qcew data/demo --areas 39049,39159 ${weights} --format csv`, {
      cwd: folder,
    });
    const ranked = await runCli(`rank --qcew data/demo --region 39159 ${weights} --format json`, { cwd: folder });
    const { industries } = JSON.parse(ranked.stdout) as {
      industries: { naics: string; rank: number; score: number }[];
    };
    const header = stdout.split("\n")[0]!.split(",");
    expect(header.slice(0, 6)).toEqual(["area", "area_title", "naics", "title", "rank", "score"]);
    const lines = stdout.split("\n").filter((line) => line.startsWith("39159,"));
    const found = lines.map((line) => /^39159,"[^"]*",([^,]+),(?:"[^"]*"|[^,]*),([^,]*),([^,]*),/.exec(line)!.slice(1));
    const expected = industries.map(({ naics, rank, score }) => [naics, String(rank), String(score)]);
    expect(found.filter(([naics]) => naics !== "99")).toEqual(expected.sort(([a], [b]) => (a! < b! ? -1 : 1)));
  });

  it("sums a metropolitan area from its counties where the files hold those only", async () => {
    const swept = await sweepByArea("--qcew data/demo --areas msas --level sector --suppressed drop");
    const alone = await runCli(
      "industries --qcew data/demo --region C1814 --level sector --suppressed drop --format csv",
      {
        cwd: folder,
      },
    );
    expect([swept.get("area")![0], ...swept.get("C1814")!]).toEqual(measuresOf(alone.stdout));
  });

  it("is in the Parquet file as in the CSV file", async () => {
    const { status } = await runCli(
      "sweep --qcew data/demo --areas counties --level 3 --out all.csv --out all.parquet",
      { cwd: folder },
    );
    expect(status).toBe(0);
    const { parquetReadObjects } = await import("hyparquet");
    const bytes = readFileSync(join(folder, "all.parquet"));
    const rows = await parquetReadObjects({
      file: {
        byteLength: bytes.length,
        slice: (start, end) =>
          bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + (end ?? bytes.length)) as ArrayBuffer,
      },
    });
    const { parse } = await import("csv-parse/sync");
    const lines = parse(readFileSync(join(folder, "all.csv"), "utf8"), { columns: true }) as Record<string, string>[];
    expect(rows.length).toBe(lines.length);
    for (const [at, line] of lines.entries()) {
      const row = Object.fromEntries(
        Object.entries(rows[at]!).map(([id, cell]) => [id, cell === null ? "" : String(cell)]),
      );
      expect(row).toEqual(line);
    }
  });
});
