import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NaicsVersion } from "../../src/core/codes.js";
import { ABSENT, disclosed, SUPPRESSED, knownValue, type Datum } from "../../src/core/datum.js";
import type { Level, PeriodFigures } from "../../src/core/industry-table.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { bridgeFigures, type BridgedIndustry } from "../../src/naics/bridge.js";
import { isUnchanged, planBridge, type BridgePlan } from "../../src/naics/bridge-plan.js";
import { ancestorAt, industryDepth, findSector } from "../../src/naics/levels.js";
import { chainRevisions, WHOLE, type Revision, type MeasuredShares } from "../../src/naics/revision.js";
import { fitSplit } from "../../src/naics/split-fit.js";

const naics = readNaics();
const revision = (from: NaicsVersion, to: NaicsVersion): Revision => chainRevisions(readRevisions(), from, to);
const plans = new Map<string, BridgePlan>();
function plan(level: Level, from: NaicsVersion = 2017, to: NaicsVersion = 2022): BridgePlan {
  const key = `${from} ${to} ${level}`;
  if (!plans.has(key)) plans.set(key, planBridge(naics, revision(from, to), level));
  return plans.get(key)!;
}

/** Jobs by code as an area's figures: as many dollars of wages per job as 40,000, an establishment per 10 jobs. */
type Jobs = ReadonlyMap<string, number | "suppressed">;

function figuresOf(jobs: number | "suppressed" | undefined): PeriodFigures {
  const scaled = (factor: number): Datum => {
    if (jobs === undefined) return ABSENT;
    return jobs === "suppressed" ? SUPPRESSED : disclosed(jobs * factor);
  };
  return { employment: scaled(1), establishments: scaled(0.1), wages: scaled(40_000) };
}

function earlierOf(jobs: Jobs): (codes: readonly string[]) => PeriodFigures {
  return (codes) => {
    const there = codes.flatMap((code) => jobs.get(code) ?? []);
    if (there.length === 0) return figuresOf(undefined);
    return figuresOf(
      there.reduce((sum, each) => (sum === "suppressed" || each === "suppressed" ? "suppressed" : sum + each)),
    );
  };
}

function bridge(
  of: BridgePlan,
  jobs: Jobs,
  options: { readonly later?: Jobs; readonly years?: number } = {},
): ReadonlyMap<string, BridgedIndustry> {
  const { later, years = 3 } = options;
  return bridgeFigures({
    plan: of,
    naics,
    earlierCodes: jobs.keys(),
    earlier: earlierOf(jobs),
    ...(later && { later: (code: string) => figuresOf(later.get(code)) }),
    years,
  });
}

const employment = (bridged: ReadonlyMap<string, BridgedIndustry>, code: string): Datum =>
  bridged.get(code)!.figures.employment;

/** Six-digit jobs with all their sums up to the sector, as QCEW prints them. */
function withSums(leaves: Iterable<readonly [string, number]>): Map<string, number> {
  const jobs = new Map<string, number>();
  for (const [leaf, value] of leaves) {
    const codes = [leaf, ...(["5", "4", "3", "sector"] as const).map((level) => ancestorAt(leaf, level))];
    for (const code of codes) jobs.set(code, (jobs.get(code) ?? 0) + value);
  }
  return jobs;
}

describe("the plan of a NAICS revision", () => {
  it("treats the same code with other content as the break it is", () => {
    const sameCodes = (level: Level): readonly string[] =>
      [...plan(level).industries.values()]
        .filter(({ code, kind }) => kind !== "unchanged" && naics.inQcew(code, 2017))
        .map(({ code }) => code);
    // Census concordance 2017–2022, by hand.
    expect(sameCodes("3")).toEqual(["441", "444", "445", "519"]);
    expect(sameCodes("4")).toEqual(["4412", "4413", "4441", "4442", "4451", "4452", "4453"]);
    expect(sameCodes("6")).toEqual(["325314", "425120"]);
    expect(sameCodes("sector")).toEqual([]);
    expect(plan("supersector").touched).toEqual([]);
  });

  it("has no such code in 2012 to 2017", () => {
    for (const level of ["3", "4", "5", "6"] as const) {
      const before = plan(level, 2012, 2017);
      const same = [...before.industries.values()].filter(
        ({ code, kind }) => kind !== "unchanged" && naics.inQcew(code, 2012),
      );
      expect(same, level).toEqual([]);
    }
  });

  it("makes whole moves of the fewest and widest codes", () => {
    // Gasoline stations (447) and fuel dealers (45431) became fuel dealers and stations (457).
    expect(plan("3").industries.get("457")).toEqual({ code: "457", kind: "moved", whole: ["447", "45431"], parts: [] });
    // 445 kept all it had; vending machines (4542) came whole, online shops of food in part.
    const food = plan("3").industries.get("445")!;
    expect([food.kind, food.whole]).toEqual(["split", ["445", "4542"]]);
    expect(food.parts.map(({ code }) => code)).toEqual(["454110", "454390"]);
  });

  it("is exact above a split: scientific research was split within 5417", () => {
    expect(plan("4", 2012, 2017).industries.get("5417")!.kind).toBe("unchanged");
    expect(plan("6", 2012, 2017).industries.get("541715")!.kind).toBe("split");
  });

  it("leaves QCEW's halves of 238 and the unclassified alone", () => {
    for (const code of ["238111", "238992", "999999"]) {
      expect(plan("6").industries.get(code)).toEqual({ code, kind: "unchanged", whole: [code], parts: [] });
    }
    // 2007–2012: roofing-like parts of 238190 and 238330 came to 238310, residential to residential.
    const drywall = plan("6", 2007, 2012).industries.get("238311")!;
    expect(drywall.parts.map(({ code }) => code)).toEqual(["238191", "238331"]);
  });

  it("chains two revisions", () => {
    // 452112 of 2012 → 452210, 452311 of 2017 → 455110, 455211 of 2022; at 3 digits all in 455.
    const chained = plan("3", 2012, 2022).industries.get("455")!;
    expect(chained.whole).toEqual(["452"]);
    expect(
      plan("6", 2012, 2022)
        .industries.get("455110")!
        .parts.map(({ code }) => code),
    ).toContain("452112");
  });

  it("finds the finest groups whose borders did not move", () => {
    const changed = plan("3").groups.filter((group) => !isUnchanged(group));
    expect(changed.map((group) => [group.code, group.from.join()])).toEqual([
      ["44-45", "441,442,443,444,445,446,447,448,451,452,453,454"],
      ["513+516+519", "511,515,519"],
    ]);
    expect(changed[1]!.title).toBe("Information, 3 industries together");
  });
});

describe("groups", () => {
  it.each(["3", "4", "5", "6"] as const)("part both versions at level %s, and no content crosses them", (level) => {
    const { groups } = plan(level);
    expect(groups.flatMap((group) => group.to).sort()).toEqual(naics.codes(2022, level));
    expect(groups.flatMap((group) => group.from).sort()).toEqual(naics.codes(2017, level));
    const groupOf = new Map(groups.flatMap((group) => group.from.map((code) => [code, group])));
    for (const [code, pieces] of revision(2017, 2022).pieces) {
      const group = groupOf.get(ancestorAt(code, level))!;
      for (const { to } of pieces) expect(group.to).toContain(ancestorAt(to, level));
    }
    expect(new Set(groups.map((group) => group.code)).size).toBe(groups.length);
  });
});

describe("a bridged figure", () => {
  it("is exact where codes came whole", () => {
    const bridged = bridge(plan("3"), withSums([["447110", 70], ["447190", 30], ["454310", 20]])); // prettier-ignore
    expect(employment(bridged, "457")).toEqual(disclosed(120));
    expect(bridged.get("457")!.figures.wages).toEqual(disclosed(120 * 40_000));
    expect(bridged.get("457")!.text).toBe("NAICS 2017 447, 45431 together, each whole");
    expect(employment(bridged, "449")).toEqual(ABSENT);
  });

  it("is whole codes and a share of split ones, with a range", () => {
    const half = (value: number): MeasuredShares => {
      const share = { value, deviation: 0 };
      return { employment: share, establishments: share, wages: share };
    };
    const pieces = new Map([
      ["442110", [{ to: "449110", shares: WHOLE }]],
      [
        "454110",
        [
          { to: "449110", shares: half(0.25) },
          { to: "458110", shares: half(0.75) },
        ],
      ],
    ]);
    const made = planBridge(naics, { from: 2017, to: 2022, pieces }, "4");
    const bridged = bridge(made, withSums([["442110", 400], ["454110", 1000]])); // prettier-ignore
    const furniture = employment(bridged, "4491");
    // 400 + 1000 × 0.25. With 100 establishments, 1 + 100 ÷ 500 draws: deviation 1000 × √(0.25 × 0.75 ÷ 1.2) = 395.3;
    // 90 % of it is 650.3, cut at nothing and at all of 454110.
    expect(furniture).toMatchObject({ status: "estimated", value: 650, low: 400 });
    expect((furniture as { high: number }).high).toBeCloseTo(650 + 1.645 * 395.2847, 3);
    expect(employment(bridged, "4581")).toMatchObject({ value: 750 });
    expect(bridged.get("4491")!.text).toBe(
      "NAICS 2017 4421 whole, and parts of 454110, shared out by the nation's shares",
    );
  });

  it("follows the region's own later figures where there are any", () => {
    const before = withSums([["454110", 6800], ["448110", 2800], ["442110", 750], ["452210", 3800]]); // prettier-ignore
    // Nearly all of this region's online jobs turned up in clothing.
    const later = withSums([["458110", 9400], ["449110", 770], ["455110", 4000]]); // prettier-ignore
    const blind = knownValue(employment(bridge(plan("3"), before, { years: 1 }), "458"))!;
    const seeing = knownValue(employment(bridge(plan("3"), before, { later, years: 1 }), "458"))!;
    expect(blind).toBeLessThan(4000);
    expect(seeing).toBeGreaterThan(8000);
    expect(seeing).toBeLessThanOrEqual(9600);
  });

  it("stays suppressed where a split code is, and nowhere else", () => {
    const jobs = new Map<string, number | "suppressed">(withSums([["519130", 50], ["519120", 10], ["441110", 5]])); // prettier-ignore
    jobs.set("519130", "suppressed");
    const bridged = bridge(plan("3"), jobs);
    expect(employment(bridged, "519")).toEqual(SUPPRESSED);
    expect(employment(bridged, "513")).toEqual(SUPPRESSED);
    expect(employment(bridged, "441")).toEqual(disclosed(5));
  });

  it("is summed from the children of a suppressed code where those are known", () => {
    const jobs = new Map<string, number | "suppressed">(withSums([["447110", 70], ["447190", 30]])); // prettier-ignore
    jobs.set("447", "suppressed");
    expect(employment(bridge(plan("3"), jobs), "457")).toEqual(disclosed(100));
  });

  it("says so when the files have no six-digit codes", () => {
    const jobs = new Map([["44-45", 100], ["454", 60], ["442", 40]]); // prettier-ignore
    expect(employment(bridge(plan("3"), jobs), "449")).toEqual({
      status: "undefined",
      reason: "the files hold no 6-digit codes of NAICS 2017",
    });
  });
});

describe("bridging any figures", () => {
  const versions: readonly (readonly [NaicsVersion, NaicsVersion])[] = [
    [2017, 2022],
    [2012, 2022],
    [2007, 2022],
  ];
  const leavesOf = (from: NaicsVersion): readonly string[] =>
    naics.codes(from, "6").filter((code) => /^(2|33|42|4|51|54)/.test(code));
  const anyJobs = (from: NaicsVersion): fc.Arbitrary<(readonly [string, number])[]> =>
    fc.uniqueArray(fc.tuple(fc.constantFrom(...leavesOf(from)), fc.integer({ min: 0, max: 90_000 })), {
      selector: ([code]) => code,
      minLength: 1,
      maxLength: 120,
    });

  it.each(versions)("keeps the jobs of every sector, NAICS %s to %s", (from, to) => {
    fc.assert(
      fc.property(
        anyJobs(from),
        anyJobs(to),
        fc.constantFrom("3", "4", "5", "6"),
        fc.boolean(),
        (leaves, after, level, seeing) => {
          const jobs = withSums(leaves);
          const later = withSums(after.filter(([code]) => naics.inQcew(code, to)));
          const bridged = bridge(plan(level as Level, from, to), jobs, seeing ? { later } : {});
          const sums = new Map<string, number>();
          for (const { code, figures } of bridged.values()) {
            const { employment: datum } = figures;
            expect(["disclosed", "estimated", "absent"]).toContain(datum.status);
            sums.set(findSector(code), (sums.get(findSector(code)) ?? 0) + (knownValue(datum) ?? 0));
            if (datum.status !== "estimated") continue;
            expect(datum.low).toBeLessThanOrEqual(datum.value);
            expect(datum.value).toBeLessThanOrEqual(datum.high);
            expect(datum.low).toBeGreaterThanOrEqual(0);
          }
          for (const [code, total] of jobs) {
            if (industryDepth(code) === "sector") expect(sums.get(code)).toBeCloseTo(total, 4);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not depend on the order of the codes", () => {
    fc.assert(
      fc.property(anyJobs(2017), (leaves) => {
        const [one, other] = [withSums(leaves), withSums([...leaves].reverse())];
        const strip = (bridged: ReadonlyMap<string, BridgedIndustry>): unknown =>
          [...bridged.values()].map(({ code, figures }) => [code, figures]);
        expect(strip(bridge(plan("4"), other))).toEqual(strip(bridge(plan("4"), one)));
      }),
      { numRuns: 20 },
    );
  });
});

describe("sharing out a total", () => {
  it("joins what was known with the evidence by precision, then conserves by variance", () => {
    const parts = fitSplit(
      [
        // (50 + 70) ÷ 2 = 60, of half the variance.
        { mean: 50, variance: 100, evidence: { value: 70, variance: 100 }, cap: 100 },
        { mean: 50, variance: 100, cap: 100 },
      ],
      100,
    );
    // 10 too many: 50 ÷ 150 of it from the first, 100 ÷ 150 from the second.
    expect(parts[0]!.value).toBeCloseTo(60 - 10 / 3, 9);
    expect(parts[1]!.value).toBeCloseTo(50 - 20 / 3, 9);
    // What one gains the other loses: the same deviation, √(50 − 50² ÷ 150).
    expect(parts[0]!.deviation).toBeCloseTo(Math.sqrt(50 - 2500 / 150), 9);
    expect(parts[1]!.deviation).toBeCloseTo(Math.sqrt(100 - 10_000 / 150), 9);
  });

  it("stays between nothing and all, whatever the evidence", () => {
    const target = fc.record({
      mean: fc.double({ min: 0, max: 100, noNaN: true }),
      variance: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
      evidence: fc.record({
        value: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        variance: fc.double({ min: 1, max: 1e6, noNaN: true }),
      }),
    });
    fc.assert(
      fc.property(fc.array(target, { minLength: 1, maxLength: 8 }), (targets) => {
        const total = targets.reduce((sum, { mean }) => sum + mean, 0);
        const parts = fitSplit(
          targets.map((each) => ({ ...each, cap: total })),
          total,
        );
        for (const { value } of parts) {
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual(total + 1e-9);
        }
        expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 6);
      }),
    );
  });
});
