import { describe, expect, it } from "vitest";
import type { QcewTable } from "../../src/qcew/table.js";
import { estimateSuppressed, METHODS, type CellEstimates } from "../../src/suppression/estimate.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const COUNTY = "99001";
const [BEFORE, AFTER] = [2022, 2023] as const;

interface YearOf {
  readonly establishments: number;
  readonly employment?: number;
}

/** An industry of an area in two years; withheld where no jobs are given, not there where a year is left out. */
function cell(
  area: string,
  industry: string,
  [before, after]: readonly [YearOf | undefined, YearOf | undefined],
): readonly QcewRow[] {
  return [before, after].flatMap((year, k) =>
    year
      ? [
          {
            area,
            industry,
            year: k === 0 ? BEFORE : AFTER,
            establishments: year.establishments,
            employment: year.employment ?? 0,
            wages: (year.employment ?? 0) * 50_000,
            disclosure: year.employment === undefined ? "N" : "",
          },
        ]
      : [],
  );
}

/** Both years alike. */
function steady(area: string, industry: string, establishments: number, employment: number): readonly QcewRow[] {
  return cell(area, industry, [
    { establishments, employment },
    { establishments, employment },
  ]);
}

/** The nation has 20 jobs an establishment in all industries, `size` in those named. */
function nation(sizes: Readonly<Record<string, number>>): readonly QcewRow[] {
  return [
    ...steady("US000", "10", 100_000, 2_000_000),
    ...Object.entries(sizes).flatMap(([industry, size]) => steady("US000", industry, 1_000, 1_000 * size)),
  ];
}

function rowOf(table: QcewTable, industry: string, year: number): number {
  const found = [...table.area.keys()].find(
    (row) =>
      table.areas[table.area[row]!] === COUNTY &&
      table.industries[table.industry[row]!] === industry &&
      table.year[row] === year,
  );
  if (found === undefined) throw new Error(`no row of ${industry} in ${year}`);
  return found;
}

function worldOf(rows: readonly QcewRow[]) {
  const table = qcewTable([...rows]);
  const estimates = estimateSuppressed(table);
  const at = (industry: string, year: number): number => estimates.employment.value[rowOf(table, industry, year)]!;
  return {
    table,
    estimates,
    at,
    growth: (industry: string): number => at(industry, AFTER) / at(industry, BEFORE) - 1,
    change: (industry: string) => changeOf(estimates, table, industry),
    methodOf: (industry: string, year: number) => METHODS[estimates.method[rowOf(table, industry, year)]!],
  };
}

function changeOf(estimates: CellEstimates, table: QcewTable, industry: string) {
  return estimates.change([rowOf(table, industry, BEFORE)], [rowOf(table, industry, AFTER)]);
}

describe("a parent of 1,000 jobs in both years, whose two children are withheld in both", () => {
  const county = (second: readonly [number, number]): readonly QcewRow[] => [
    ...steady(COUNTY, "10", 200, 5_000),
    ...cell(
      COUNTY,
      "31-33",
      [second[0], second[1]].map((each) => ({ establishments: 2 + each, employment: 1_000 })) as [YearOf, YearOf],
    ),
    ...cell(COUNTY, "333", [{ establishments: 2 }, { establishments: 2 }]),
    ...cell(COUNTY, "337", [{ establishments: second[0] }, { establishments: second[1] }]),
  ];

  it("leaves both as they were where nothing else changed", () => {
    const world = worldOf([...nation({ "31-33": 60, "333": 300, "337": 30 }), ...county([10, 10])]);
    expect(world.growth("333")).toBeCloseTo(0, 6);
    expect(world.growth("337")).toBeCloseTo(0, 6);
  });

  it("moves them as little as establishments do, when 10 of one's become 4", () => {
    const world = worldOf([...nation({ "31-33": 60, "333": 300, "337": 30 }), ...county([10, 4])]);
    const change = world.at("337", AFTER) - world.at("337", BEFORE);
    expect(world.at("333", AFTER) + world.at("337", AFTER)).toBeCloseTo(1_000, 0);
    // Each establishment that went had the jobs of one that is new, 1.3 × √30 ≈ 7: some 43 jobs of 1,000 change hands
    // at most, since the parent lost none.
    expect(change).toBeLessThan(0);
    expect(change).toBeGreaterThan(-6 * 1.3 * Math.sqrt(30));
    expect(world.growth("333")).toBeLessThan(0.08);
    expect(world.growth("337")).toBeGreaterThan(-0.4);
  });

  it("says that levels are of all periods, and knows the change better than the levels", () => {
    const world = worldOf([...nation({ "31-33": 60, "333": 300, "337": 30 }), ...county([10, 10])]);
    expect(world.methodOf("333", BEFORE)).toBe("all-periods");
    const change = world.change("337");
    if (change?.status !== "estimated") throw new Error("no range of the change");
    const row = rowOf(world.table, "337", AFTER);
    const { low, high } = world.estimates.employment;
    expect(change.low).toBeLessThanOrEqual(1);
    expect(change.high).toBeGreaterThanOrEqual(1);
    expect(change.high / change.low).toBeLessThan(high[row]! / low[row]!);
  });
});

describe("a newborn", () => {
  it("gets what new establishments have, not its parent's growth", () => {
    // The parent grows by 300: its one older child withheld, a new one beside it in an industry of 250 jobs each.
    const world = worldOf([
      ...nation({ "336": 90, "3363": 80, "3364": 250 }),
      ...steady(COUNTY, "10", 200, 9_000),
      ...cell(COUNTY, "336", [
        { establishments: 10, employment: 1_000 },
        { establishments: 11, employment: 1_300 },
      ]),
      ...cell(COUNTY, "3363", [{ establishments: 5 }, { establishments: 5 }]),
      ...cell(COUNTY, "3369", [{ establishments: 5 }, { establishments: 5 }]),
      ...cell(COUNTY, "3364", [undefined, { establishments: 1 }]),
    ]);
    expect(world.methodOf("3364", AFTER)).toBe("newborn");
    // One that is new has 1.3 × √250 ≈ 21 jobs; its siblings take the other 279 of the 300, and both grow with their parent.
    expect(world.at("3364", AFTER)).toBeGreaterThan(18);
    expect(world.at("3364", AFTER)).toBeLessThan(30);
    expect(world.growth("3363")).toBeGreaterThan(0.15);
    expect(world.growth("3369")).toBeGreaterThan(0.1);
    // Least squares of changes that are equally sure, one total over both: logarithms move as jobs do, so that what the
    // parent grew beyond expectation goes to the siblings by the squares of their sizes.
    const [large, small] = [world.at("3363", BEFORE), world.at("3369", BEFORE)];
    const log = (code: string): number => Math.log1p(world.growth(code));
    expect(large).toBeGreaterThan(small);
    expect(log("3363") / log("3369")).toBeCloseTo(large / small, 0);
  });

  it("leaves the parent's growth to its one older sibling", () => {
    // 1,000 jobs before, all the sibling's; 1,300 after, some 21 of them the newborn's.
    const world = worldOf([
      ...nation({ "336": 90, "3363": 80, "3364": 250 }),
      ...steady(COUNTY, "10", 200, 9_000),
      ...cell(COUNTY, "336", [
        { establishments: 10, employment: 1_000 },
        { establishments: 11, employment: 1_300 },
      ]),
      ...cell(COUNTY, "3363", [{ establishments: 10, employment: 1_000 }, { establishments: 10 }]),
      ...cell(COUNTY, "3364", [undefined, { establishments: 1 }]),
    ]);
    expect(world.at("3364", AFTER)).toBeGreaterThan(18);
    expect(world.at("3364", AFTER)).toBeLessThan(30);
    expect(world.growth("3363")).toBeGreaterThan(0.27);
  });

  it("leaves siblings that were published once about where they were", () => {
    // 1,900 jobs in the parent; siblings of 900 and 1,000 the year before, now withheld beside a new plant.
    const world = worldOf([
      ...nation({ "336": 90, "3363": 80, "3364": 250, "3369": 80 }),
      ...steady(COUNTY, "10", 200, 9_000),
      ...cell(COUNTY, "336", [
        { establishments: 20, employment: 1_900 },
        { establishments: 21, employment: 1_852 },
      ]),
      ...cell(COUNTY, "3363", [{ establishments: 10, employment: 900 }, { establishments: 10 }]),
      ...cell(COUNTY, "3369", [{ establishments: 10, employment: 1_000 }, { establishments: 10 }]),
      ...cell(COUNTY, "3364", [undefined, { establishments: 1 }]),
    ]);
    expect(world.at("3364", AFTER)).toBeLessThan(60);
    expect(world.at("3363", AFTER)).toBeGreaterThan(810);
    expect(world.at("3369", AFTER)).toBeGreaterThan(900);
  });
});

describe("a cell published in another year", () => {
  it("anchors its withheld siblings too", () => {
    // 2022 publishes one child, so the other two hold 600; in 2023 all three are withheld.
    const world = worldOf([
      ...nation({ "31-33": 60, "311": 40, "333": 60, "337": 20 }),
      ...steady(COUNTY, "10", 200, 9_000),
      ...steady(COUNTY, "31-33", 30, 1_000),
      ...cell(COUNTY, "311", [{ establishments: 10, employment: 400 }, { establishments: 10 }]),
      ...cell(COUNTY, "333", [{ establishments: 10 }, { establishments: 10 }]),
      ...cell(COUNTY, "337", [{ establishments: 10 }, { establishments: 10 }]),
    ]);
    expect(world.at("333", BEFORE) + world.at("337", BEFORE)).toBeCloseTo(600, 0);
    expect(world.at("311", AFTER)).toBeCloseTo(400, -1);
    expect(world.growth("333")).toBeCloseTo(0, 1);
    expect(world.growth("337")).toBeCloseTo(0, 1);
  });
});
