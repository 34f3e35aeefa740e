import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedCli, type BuiltCli } from "../cli/built-cli.js";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";
import { annualCsv, type AnnualRow } from "../qcew/store/annual-csv.js";

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await shippedCli();
  folder = makeFolder();
  writeFileSync(join(folder, "national.csv"), states());
  await runCli("prepare national.csv --store store", { cwd: folder });
});
afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

const INDUSTRIES = ["111111", "221111", "311111", "423110", "511111", "611110", "722511"];

/** Four states with three counties each; of some industries one county and the state are suppressed. */
function states(): string {
  const counties = [
    "01001",
    "01003",
    "01005",
    "04001",
    "04003",
    "04005",
    "05001",
    "05003",
    "05005",
    "06001",
    "06003",
    "06005",
  ];
  const stateCodes = ["01000", "04000", "05000", "06000"];
  const jobs = (area: string, k: number): number => 40 + ((Number(area) * 7 + 13 * k) % 60);
  const rowsOf = (area: string, of: readonly string[]): AnnualRow[] => [
    { area, own: 0, industry: "10", employment: of.length * 2_000 },
    ...INDUSTRIES.map((industry, k): AnnualRow => {
      const isHidden = of.length < counties.length && (Number(area.slice(2)) + k) % 4 === 1;
      const sum = of.reduce((total, county) => total + jobs(county, k), 0);
      return { area, industry, employment: isHidden ? 0 : sum, disclosure: isHidden ? "N" : "" };
    }),
  ];
  const text = annualCsv([
    ...counties.flatMap((area) => rowsOf(area, [area])),
    ...stateCodes.flatMap((area) =>
      rowsOf(
        area,
        counties.filter((county) => county.startsWith(area.slice(0, 2))),
      ),
    ),
    ...rowsOf("US000", counties),
  ]);
  // The builder writes levels, establishments and wages of counties.
  return text.replaceAll(/^(US000|\d\d000),(\d),(\d+),7(.*),3,(\d+),1000$/gm, (_, area: string, ...cells: string[]) => {
    const [own, industry, level, employment] = cells;
    const [kind, count] = area === "US000" ? ["1", counties.length] : ["5", 3];
    return [area, own, industry, `${kind}${level}`, 3 * count, employment, 1000 * count].join(",");
  });
}

describe("a sweep of several states on threads", () => {
  const ARGV = "sweep --store store --areas counties --level 6";

  it("gives what one thread gives", async () => {
    // The modules that tests load have no thread to start.
    const alone = await runCli(`${ARGV} --out alone.csv`, { cwd: folder });
    const two = spawnSync(process.execPath, [cli.script, ...ARGV.split(" "), "--out", "two.csv"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect({ status: two.status, stderr: two.stderr }).toEqual({ status: 0, stderr: "" });
    expect(two.stdout).toBe(alone.stdout);
    const text = readFileSync(join(folder, "two.csv"), "utf8");
    expect(text === readFileSync(join(folder, "alone.csv"), "utf8")).toBe(true);
    expect(text.split("\n").length).toBe(1 + 12 * INDUSTRIES.length + 1);
    expect(text).toContain(",estimated,");
  });

  it("gives way to one thread where industries are ranked", async () => {
    const alone = await runCli(`${ARGV} --weights employment=1 --format csv`, { cwd: folder });
    const argv = [...ARGV.split(" "), "--weights", "employment=1", "--format", "csv"];
    const two = spawnSync(process.execPath, [cli.script, ...argv], { cwd: folder, encoding: "utf8" });
    expect(two.stdout === alone.stdout).toBe(true);
    expect(two.stdout.split("\n")[0]).toContain("title,rank,score");
  });
});
