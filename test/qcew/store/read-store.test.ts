import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import type { QcewRequest } from "../../../src/qcew/read/request.js";
import { QCEW_FIELDS, STORED_FIELDS, type QcewSource } from "../../../src/qcew/table.js";
import { prepareStore } from "../../../src/qcew/store/prepare.js";
import { readStore } from "../../../src/qcew/store/read-store.js";
import { makeFolder, removeFolder, runCli } from "../../cli/run-cli.js";
import { describeShared, sharedData } from "../../helpers/shared.js";
import { annualCsv, firstDifference, type AnnualRow } from "./annual-csv.js";

let folder: string;
let store: string;
beforeEach(() => {
  folder = makeFolder();
  store = join(folder, "store");
});
afterEach(() => {
  removeFolder(folder);
});

const prepare = (...paths: string[]): ReturnType<typeof prepareStore> =>
  prepareStore({ paths, store, rebuild: false }, { onInterrupt: () => () => undefined });

/** A store of the built-in files, in a folder of its own. It is only read, so that one is enough. */
let demoFolder: string;
let demoPrepared: Promise<string> | undefined;
function demoStore(): Promise<string> {
  return (demoPrepared ??= prepareDemo());
}

async function prepareDemo(): Promise<string> {
  demoFolder = makeFolder();
  expect((await runCli("prepare data/demo --store store", { cwd: demoFolder })).status).toBe(0);
  return join(demoFolder, "store");
}

afterAll(() => {
  removeFolder(demoFolder);
});

/** What results say of a source. */
const describeSource = ({ file, layout, bytes, rows, sha256 }: QcewSource) => ({ file, layout, bytes, rows, sha256 });

/** Reads files, and a store made of them, and expects the same of both. */
async function expectSame(paths: readonly string[], request: QcewRequest): Promise<number> {
  await prepare(...paths);
  return expectSameFrom(store, paths, request);
}

/** Expects the same of files as of the store that was made of them. */
async function expectSameFrom(made: string, paths: readonly string[], request: QcewRequest): Promise<number> {
  const files = await readQcew(paths, request);
  const kept = await readStore(made, request);
  expect(firstDifference(kept.table, files.table)).toBe("");
  // A store of several years names the files of those that are wanted.
  const named = new Set(kept.table.sources.map(({ file }) => file));
  const wanted = files.table.sources.filter(({ file }) => named.has(file));
  expect(kept.table.sources.map(describeSource)).toEqual(wanted.map(describeSource));
  if (!request.years) expect(named.size).toBe(files.table.sources.length);
  expect(kept.notes).toEqual(files.notes);
  return kept.table.length;
}

describe("a store", () => {
  // Named as the store's files are.
  const demo = "data/demo";

  it("gives the rows of the files, each with its file and line", async () => {
    expect(await expectSameFrom(await demoStore(), [demo], { fields: QCEW_FIELDS })).toBe(33_655);
  });

  it("would be found to differ in one figure", async () => {
    const { table } = await readQcew([demo], { fields: ["employment"] });
    const employment = table.fields.employment!.slice();
    employment[5]! += 1;
    expect(firstDifference({ ...table, fields: { employment } }, table)).toContain("employment");
  });

  it.each<[string, Omit<QcewRequest, "fields">]>([
    ["areas", { areas: (code) => code === "39049" || code === "US000" }],
    ["years", { years: (year) => year === 2020 }],
    ["ownerships", { ownerships: (code) => code === 5 }],
    ["levels", { levels: (level) => level === 6 }],
    ["nothing", { areas: () => false }],
  ])("picks %s as files do", async (_, request) => {
    await expectSameFrom(await demoStore(), [demo], { ...request, fields: ["employment", "lqWages"] });
  });

  it("keeps blanks apart from zeros", async () => {
    const file = join(folder, "na.csv");
    // Blank jobs are only let pass in suppressed rows.
    writeFileSync(
      file,
      annualCsv([
        { area: "39001", employment: 7 },
        { area: "39003", employment: "", disclosure: "N" },
        { area: "39005", employment: 0 },
      ]),
    );
    await expectSame([file], { fields: ["employment", "establishments"] });
    const { table } = await readStore(store, { fields: ["employment"] });
    expect([...table.fields.employment!]).toEqual([7, Number.NaN, 0]);
  });

  it("sorts rows that come in no order, over more than memory is given for", async () => {
    // 150 areas × 900 industries, in an order that jumps by a prime.
    const count = 150 * 900;
    const rows = Array.from({ length: count }, (_, index): AnnualRow => {
      const number = (index * 7_919) % count;
      const area = String(1001 + Math.floor(number / 900) * 2).padStart(5, "0");
      return { area, industry: String(111_111 + (number % 900)), employment: number };
    });
    const file = join(folder, "shuffled.csv");
    writeFileSync(file, annualCsv(rows));
    expect(await expectSame([file], { fields: ["employment"] })).toBe(count);
  });

  it("joins periods of files and of another store", async () => {
    const [first, second] = [join(folder, "2022.csv"), join(folder, "2023.csv")];
    writeFileSync(first, annualCsv([{ area: "39001", year: 2022, employment: 5 }]));
    writeFileSync(second, annualCsv([{ area: "39001", year: 2023, employment: 6 }]));
    await prepare(first);
    const { readPaths } = await import("../../../src/qcew/read-paths.js");
    const mixed = await readPaths([store, second], { fields: QCEW_FIELDS });
    const files = await readQcew([second, first], { fields: QCEW_FIELDS });
    expect(firstDifference(mixed.table, files.table)).toBe("");
  });
});

describe("commands", () => {
  beforeAll(demoStore);

  it.each([
    "rank --region C1814 --suppressed drop --json",
    "rank --region 39049 --level 4 --format csv",
    "industries --region 39049,39159 --level 4 --json",
    "explain 336 --region 39159 --json",
    "estimate --region 39159 --level sector --format csv",
    "shift-share --region C1814 --level sector --json",
    "sensitivity --region 39159 --level sector --draws 100 --json",
  ])("print the same from the store: %s", async (command) => {
    const fromFiles = await runCli(`${command} --qcew data/demo`, { cwd: demoFolder });
    expect(fromFiles.status, fromFiles.stderr).toBe(0);
    expect(await runCli(`${command} --store store`, { cwd: demoFolder })).toEqual(fromFiles);
    expect(await runCli(`${command} --qcew store`, { cwd: demoFolder })).toEqual(fromFiles);
  });

  it.each(["", " --json", " --strict"])("inspect a store as they do its files:%s", async (options) => {
    const fromFiles = await runCli(`inspect data/demo${options}`, { cwd: demoFolder });
    expect(fromFiles.stdout).toContain("2023");
    expect(await runCli(`inspect store${options}`, { cwd: demoFolder })).toEqual(fromFiles);
  });

  it("read the years of the span only, as from the files of those years", async () => {
    const files = [2001, 2020, 2023].map((year) => {
      const file = join(folder, `${year}.csv`);
      writeFileSync(file, annualCsv(smallWorld(year)));
      return file;
    });
    await prepare(...files);
    const command = "industries --region 39001 --reference 39003 --level 6 --suppressed drop --json";
    const wanted = files.slice(1).map((file) => `--qcew ${file}`);
    const fromFiles = await runCli(`${command} ${wanted.join(" ")}`, { cwd: folder });
    expect(fromFiles.status, fromFiles.stderr).toBe(0);
    expect(await runCli(`${command} --store store`, { cwd: folder })).toEqual(fromFiles);
    // A file of 2001 beside them has no part in the result either.
    const all = files.map((file) => `--qcew ${file}`);
    expect(await runCli(`${command} ${all.join(" ")}`, { cwd: folder })).toEqual(fromFiles);
    expect(await runCli(`${command} --qcew store --qcew ${files[0]}`, { cwd: folder })).toEqual(fromFiles);
  });

  it.each([
    "industries --region 39001 --reference 39003 --level 6 --suppressed drop --json",
    "sweep --areas counties --reference 39003 --level 6 --suppressed drop --json",
    "sweep --areas 39001 --reference 39003 --level 6 --suppressed drop --json",
  ])("name no file of another year, of the areas asked for or of others: %s", async (command) => {
    for (const year of [2001, 2020, 2023]) {
      const [here, there] = [2, 3].map((county) =>
        smallWorld(year).map((row) => ({ ...row, area: row.area === "39003" ? `390${county}3` : row.area })),
      );
      writeFileSync(join(folder, `${year}.csv`), annualCsv(smallWorld(year)));
      writeFileSync(join(folder, `${year}-others.csv`), annualCsv([...here!, ...there!].filter(isOfOther)));
    }
    const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    expect(files).toHaveLength(6);
    await runCli(`prepare ${files.join(" ")} --store store`, { cwd: folder });
    const fromFiles = await runCli(`${command} ${files.map((file) => `--qcew ${file}`).join(" ")}`, { cwd: folder });
    const { provenance } = JSON.parse(fromFiles.stdout) as { provenance: { inputs: { file: string }[] } };
    expect(provenance.inputs.map(({ file }) => file)).toEqual(files.filter((file) => !file.startsWith("2001")));
    expect(await runCli(`${command} --store store`, { cwd: folder })).toEqual(fromFiles);
  });
});

const isOfOther = ({ area }: AnnualRow): boolean => area === "39023" || area === "39033";

/** One county and its nation, with two industries. */
function smallWorld(year: number): readonly AnnualRow[] {
  return ["39001", "39003"].flatMap((area) => [
    { area, own: 0, year, employment: 100 },
    { area, own: 5, year, employment: 90 },
    { area, own: 5, industry: "111110", year, employment: year - 1990 },
    { area, own: 5, industry: "111120", year, employment: 50 },
  ]);
}

const PUBLISHED: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ["four quarters by area", ["qcew/quarterly/2016_qtrly_by_area_ohio.zip"]],
  ["a quarter by industry", ["qcew/quarterly/2018_1_by_industry.zip"]],
  ["four years by county", ["qcew/annual/columbus-oh"]],
  [
    "layouts of all kinds",
    ["qcew/quarterly/2020_1_48201_R.csv", "qcew/annual/us/2024_a_US000.csv", "qcew/annual/states/2019_a_states.zip"],
  ],
];

for (const [name, paths] of PUBLISHED) {
  describeShared(`published files: ${name}`, paths, () => {
    it("are the same from the store", async () => {
      expect(await expectSame(paths.map(sharedData), { fields: STORED_FIELDS })).toBeGreaterThan(40_000);
    });
  });
}
