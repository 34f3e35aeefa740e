import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";
import { annualCsv, type AnnualRow } from "../qcew/store/annual-csv.js";

let folder: string;
beforeAll(() => {
  folder = makeFolder();
  writeFileSync(join(folder, "2023.csv"), text());
});
afterAll(() => removeFolder(folder));

/** 39997 is no county that the built-in list of areas has. */
const JOBS: Readonly<Record<string, number>> = { "39001": 20, "39003": 30, "39997": 50 };

/** Jobs of one industry in three counties, their state and the nation; one county's are withheld. */
function text(): string {
  const rowsOf = (area: string, jobs: number, total = 1_000): readonly AnnualRow[] => [
    { area, own: 0, employment: total },
    area === "39001"
      ? { area, industry: "311111", employment: 0, disclosure: "N" }
      : { area, industry: "311111", employment: jobs },
  ];
  const counties = Object.entries(JOBS).flatMap(([area, jobs]) => rowsOf(area, jobs));
  const written = annualCsv([...counties, ...rowsOf("39000", 100, 3_000), ...rowsOf("US000", 9_000, 900_000)]);
  // The builder writes levels of counties, and 3 establishments a row.
  return written
    .replaceAll(/^(39000,\d,\d+,)7(.*),3,(\d+),1000$/gm, "$15$2,9,$3,3000")
    .replaceAll(/^(US000,\d,\d+,)7(.*),3,(\d+),1000$/gm, "$11$2,900,$3,900000");
}

/** The jobs of 39001, with their status, in a CSV that a command prints. */
async function jobsOf(argv: string): Promise<readonly string[]> {
  const { stdout, stderr, status } = await runCli(`${argv} --qcew 2023.csv --level 6 --format csv`, { cwd: folder });
  expect(status, stderr).toBe(0);
  const [header, ...lines] = stdout.trimEnd().split("\n");
  const line = lines.find((each) => !header!.startsWith("area,") || each.startsWith("39001,"))!;
  const cells = new Map(header!.split(",").map((name, at) => [name, line.match(/("[^"]*"|[^,]*)(?:,|$)/g)![at]!]));
  return ["employment", "employment_status"].map((name) => cells.get(name)!.replace(",", ""));
}

describe("a county that no list has", () => {
  // The state's 100 jobs less 30 and 50 are 20: only with all three counties does the state's total tell that.
  it.each(["industries --region 39001", "sweep --areas counties", "sweep --areas 39001"])(
    "is one of its state's counties: %s",
    async (argv) => {
      expect(await jobsOf(argv)).toEqual(["20", "estimated"]);
    },
  );
});
