import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";

// Counties of a nation whose own rows are missing: 5.02 % of its jobs are in 336. Each county prints its quotient.

const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages,lq_disclosure_code,lq_annual_avg_estabs,lq_annual_avg_emplvl,lq_total_annual_wages";
const SHARE = 0.0502;

interface County {
  readonly area: string;
  readonly jobs: number;
  readonly total: number;
}

function rowsOf({ area, jobs, total }: County, year: number): readonly string[] {
  const row = (own: number, industry: string, level: number, count: number, quotient: string): string =>
    `${area},${own},${industry},${level},0,${year},A,,20,${count},${count}000,,1.00,${quotient},${quotient}`;
  return [row(0, "10", 70, total, "1.00"), row(5, "336", 75, jobs, (jobs / total / SHARE).toFixed(2))];
}

const text = (rows: readonly string[]): string => [HEADER, ...rows, ""].join("\n");

// Far more than are read at once from a store, of two to seven percent; one of 99 % pins the nation's share closely.
const MANY: readonly County[] = Array.from({ length: 600 }, (_, k) => ({
  area: String(20_001 + 2 * k),
  jobs: 200 + k,
  total: 10_000 + (k % 7),
})).filter(({ area }) => !/(?:000|999)$/.test(area));
const PINNING: County = { area: "48001", jobs: 990_000, total: 1_000_000 };

let folder: string;
beforeAll(async () => {
  folder = makeFolder();
  writeFileSync(join(folder, "many.csv"), text([...MANY, PINNING].flatMap((county) => rowsOf(county, 2023))));
  await runCli("prepare many.csv --store many", { cwd: folder });
  // 6.00 % ÷ 5.02 % = 1.1952 is printed as 1.20, from which alone the nation's share seems to be 5.00 %.
  const [here, there] = [
    { area: "39049", jobs: 600, total: 10_000 },
    { area: "39041", jobs: 602, total: 10_000 },
  ];
  writeFileSync(join(folder, "few.csv"), text([here, there, PINNING].flatMap((county) => rowsOf(county!, 2023))));
  writeFileSync(
    join(folder, "later.csv"),
    text(["US000,0,10,10,0,2024,A,,20,1000000,1000000000,,,,", "US000,5,336,15,0,2024,A,,20,50000,50000000,,,,"]),
  );
});
afterAll(() => removeFolder(folder));

describe("quotients to a nation that is recovered", () => {
  it("are over one share for all areas, from files as from a store", async () => {
    const options = "--areas counties --level 3 --suppressed drop --format csv";
    const fromFiles = await runCli(`sweep --qcew many.csv ${options}`, { cwd: folder });
    const fromStore = await runCli(`sweep --store many ${options}`, { cwd: folder });
    expect(fromFiles.status, fromFiles.stderr).toBe(0);
    expect(fromStore).toEqual(fromFiles);
    const rows = parse(fromFiles.stdout, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(MANY.length + 1);
    const byArea = new Map([...MANY, PINNING].map((county) => [county.area, county]));
    const shares = rows.map(({ area, lq }) => byArea.get(area!)!.jobs / byArea.get(area!)!.total / Number(lq));
    for (const share of shares) {
      expect(share).toBeCloseTo(shares[0]!, 12);
      // The county of 99 % prints 19.72, which gives the share to 0.005 ÷ 19.72 of it.
      expect(Math.abs(share - SHARE)).toBeLessThan((SHARE * 0.005) / 19.72 + 1e-9);
    }
  });

  it("leave a league in the order of published jobs, and say so", async () => {
    const { stdout } = await runCli(
      "sweep --store many --areas counties --industry 336 --top 3 --suppressed drop --json",
      { cwd: folder },
    );
    const { notes, leagues } = JSON.parse(stdout) as {
      notes: { id: string }[];
      leagues: { areas: { area: string }[] }[];
    };
    expect(notes.map(({ id }) => id)).toContain("recovered-share");
    const order = [...MANY, PINNING].sort((a, b) => b.jobs / b.total - a.jobs / a.total);
    expect(leagues[0]!.areas.map(({ area }) => area)).toEqual(order.map(({ area }) => area));
  });

  it("give a region the place of its share, though its own rows tell another nation", async () => {
    const { stdout, stderr } = await runCli("rank --qcew few.csv --region 39049 --standing --suppressed drop --json", {
      cwd: folder,
    });
    expect(stdout, stderr).not.toBe("");
    const { industries } = JSON.parse(stdout) as {
      industries: { values: { lq: { value: number } }; standing: unknown }[];
    };
    // 1.2000 by its own rows, which is more than the 1.1992 of the county with more jobs: 602 ÷ 10,000 ÷ 5.02 %.
    expect(industries[0]!.values.lq.value).toBeCloseTo(1.2, 3);
    expect(industries[0]!.standing).toEqual({ place: 3, of: 3, withheld: 0 });
  });

  it("are there where the files hold the nation of another year only", async () => {
    await runCli("prepare few.csv later.csv --store later", { cwd: folder });
    const options = "--areas counties --level 3 --year 2023 --suppressed drop --format csv --columns lq";
    const fromFiles = await runCli(`sweep --qcew few.csv --qcew later.csv ${options}`, { cwd: folder });
    expect(fromFiles.status, fromFiles.stderr).toBe(0);
    expect(fromFiles.stdout).toMatch(/^39041,.*,1\.19\d+,estimated,/m);
    expect(await runCli(`sweep --store later ${options}`, { cwd: folder })).toEqual(fromFiles);
  });

  it("leave out a state that has no rows of the year, and say so, with estimates too", async () => {
    const gone: County = { area: "26001", jobs: 600, total: 10_000 };
    writeFileSync(join(folder, "gone.csv"), text(rowsOf(gone, 2024)));
    for (const suppressed of ["estimate", "drop"]) {
      const { stdout, stderr } = await runCli(
        `sweep --qcew few.csv --qcew gone.csv --areas counties --level 3 --year 2023 --suppressed ${suppressed} --json`,
        { cwd: folder },
      );
      expect(stdout, stderr).not.toBe("");
      const { leftOut } = JSON.parse(stdout) as { leftOut: { area: string; reason: string }[] };
      expect(leftOut.map(({ area, reason }) => [area, reason])).toEqual([["26001", "the files hold no rows of 2023"]]);
    }
  });
});
