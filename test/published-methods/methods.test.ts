import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { measureIndustries } from "../../src/ranking/criteria.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { applyRules, readRules, type RuleText } from "../../src/ranking/rules/rules.js";
import { followedMethod } from "../../src/published-methods/followed-method.js";
import {
  methodNames,
  readMethod,
  rulesOfMethod,
  type PublishedMethod,
} from "../../src/published-methods/read-methods.js";
import { applyOccupationRules, readOccupationRules } from "../../src/occupations/rules.js";
import type { OccupationEntry } from "../../src/occupations/occupation-entry.js";
import type { OccupationTable } from "../../src/staffing/occupation-records.js";
import { industryTable } from "../helpers/industry-table.js";
import { makeFolder, runCli } from "../cli/run-cli.js";

/**
 * Four industries of a region of 1,000 and then 1,100 jobs (50 and 60.5 million dollars of wages: 55,000 a job) in a
 * nation of 100,000 and then 105,000.
 *
 * | | location quotient before | after | growth | pay before → after |
 * | --- | --- | --- | --- | --- |
 * | 311 | 0.1 ÷ 0.12 = 0.83 | 0.1364 ÷ 0.12 = 1.14 | 50% | 40,000 → 50,000 |
 * | 541 | 0.08 ÷ 0.1 = 0.8 | 0.1091 ÷ 0.1 = 1.09 | 50% | 80,000 → 90,000 |
 * | 621 | 0.3 ÷ 0.25 = 1.2 | 0.2636 ÷ 0.2571 = 1.03 | −3% | 50,000 → 55,000 |
 * | 722 | 0.2 ÷ 0.21 = 0.95 | 0.1909 ÷ 0.2 = 0.95 | 5% | 20,000 → 20,000 |
 *
 * 722: 0.9524 before, 0.9545 after.
 */
const TABLE = {
  ...industryTable({
    level: "3",
    region: {
      total: { start: { employment: 1000, wages: 50e6 }, end: { employment: 1100, wages: 60.5e6 } },
      "311": span([100, 10, 4e6], [150, 10, 7.5e6]),
      "541": span([80, 20, 6.4e6], [120, 22, 10.8e6]),
      "621": span([300, 30, 15e6], [290, 33, 15.95e6]),
      "722": span([200, 50, 4e6], [210, 45, 4.2e6]),
    },
    reference: {
      total: { start: 100_000, end: 105_000 },
      "311": { start: 12_000, end: 12_600 },
      "541": { start: 10_000, end: 10_500 },
      "621": { start: 25_000, end: 27_000 },
      "722": { start: 21_000, end: 21_000 },
    },
  }),
  livingWage: 24,
};

type Figures = readonly [employment: number, establishments: number, wages: number];

function span(start: Figures, end: Figures) {
  const figures = ([employment, establishments, wages]: Figures) => ({ employment, establishments, wages });
  return { start: figures(start), end: figures(end) };
}

/** The rules of a method as they stand in its file. */
function textsOf(method: PublishedMethod): readonly RuleText[] {
  return rulesOfMethod(method).map(({ key, node, where }) => ({
    name: key,
    text: node.kind === "scalar" ? node.source : "",
    where,
  }));
}

/** What a method picks of the table, by its own rules. */
function picksOf(name: string, table: typeof TABLE = TABLE): readonly string[] {
  const method = readMethod(name);
  const rules = readRules(textsOf(method), []);
  const candidates = measureIndustries({ ...table, named: rules.flatMap(({ names }) => names) });
  const ranking = rankIndustries(candidates, [{ id: "employment", label: "Jobs", weight: 1, direction: "higher" }], {
    method: "mean-rank",
    missing: "reweight",
  });
  const ranked = { ranking, shortList: [], rules: applyRules(candidates, table, rules, false) };
  return followedMethod(method, ranked, []).picks.map(({ naics }) => naics);
}

describe("a published method, on a table worked by hand, picks", () => {
  it.each([
    // 311 pays 50,000 < 55,000; 621 was concentrated before; 722 is not now.
    ["emerging", ["541"]],
    // 50% > 10%. 621 shrinks, and pays just the average; 722 grows by 10 jobs, and the mean is (50 + 40 − 10 + 10) ÷ 4 = 22.5.
    ["new-york", ["311", "541"]],
    // 621 has 3 firms more, pays 10% more, and a quotient above 1; the pay of 722 stands still.
    ["california", ["621", "311", "541"]],
    // Of 120, 150, 210, 290 the median is 180: 621 and 722 are large; 621 shrinks; 722 pays less than (50,000 + 55,000) ÷ 2.
    ["elimination", []],
    // 722 becomes more concentrated below 1, 621 less above.
    ["quadrants", ["311", "541"]],
    // A year at 24 dollars an hour is 49,920: 722 pays 20,000, and 311 and 541 have 10 and 22 establishments.
    ["urban-institute", ["621"]],
  ])("by %s %s", (name, expected) => {
    expect(picksOf(name)).toEqual(expected);
  });

  it("an industry that New York's projections lift", () => {
    const projection = (base: number, projected: number) => ({
      base: disclosed(base),
      projected: disclosed(projected),
      baseYear: 2022,
      projectedYear: 2032,
      match: { kind: "exact" as const, codes: [], text: "", lines: [] },
    });
    // All together 1,000 → 1,030; 621 grows by 10%, 722 by 2%.
    const rows = TABLE.rows.map((row) => {
      const own = { "621": projection(300, 330), "722": projection(200, 204) }[row.naics] ?? projection(250, 248);
      return { ...row, projection: own };
    });
    expect(picksOf("new-york", { ...TABLE, rows })).toEqual(["621", "311", "541"]);
  });
});

interface Made {
  readonly pay: number;
  readonly education?: number;
  /** Of the nation: in the first year, in the last, openings a year. */
  readonly projection: readonly [base: number, projected: number, openings: number];
}

function projectionOf([base, projected, openings]: Made["projection"]) {
  const total = disclosed(openings);
  const none = disclosed(0);
  return {
    baseYear: 2024,
    projectedYear: 2034,
    base: disclosed(base),
    projected: disclosed(projected),
    openings: { total, exits: none, transfers: none, growth: none },
  };
}

/** What a method picks among occupations of 100 jobs each, in a nation whose jobs grow from 1,000,000 to 1,100,000. */
function occupationsPicked(name: string, made: Readonly<Record<string, Made>>): readonly string[] {
  const all = { title: "All", projection: projectionOf([1_000_000, 1_100_000, 100_000]), related: [] };
  const entries = Object.entries(made).map(([naics, { pay, education = 1, projection }]) => {
    const [base, projected] = projection;
    return {
      naics,
      jobs: disclosed(100),
      facts: { title: naics, projection: projectionOf(projection), related: [] },
      values: {
        medianPay: disclosed(pay),
        education: disclosed(education),
        projectedGrowth: disclosed((projected / base) ** 0.1 - 1),
      },
    } as unknown as OccupationEntry;
  });
  const method = readMethod(name);
  const rules = applyOccupationRules(entries, readOccupationRules(textsOf(method), []), {
    facts: { occupations: new Map([["00-0000", all]]) } as unknown as OccupationTable,
    thresholds: [],
    livingWage: 20,
    eliminates: false,
  });
  const ranking = rankIndustries(entries, [{ id: "medianPay", label: "Pay", weight: 1, direction: "higher" }], {
    method: "mean-rank",
    missing: "reweight",
  });
  return followedMethod(method, { ranking, shortList: [], rules }, []).picks.map(({ naics }) => naics);
}

describe("a published method of occupations, worked by hand, picks", () => {
  it("what Washington has in demand: nine tenths of 0.957% are 0.861% a year, and 0.08% of 100,000 openings are 80", () => {
    const pay = 1;
    expect(
      occupationsPicked("washington", {
        // 109 ÷ 100 over ten years is 0.866% a year.
        "11": { pay, projection: [100, 109, 80] },
        "12": { pay, projection: [100, 109, 79] },
        // 108 ÷ 100: 0.773% a year, balanced.
        "13": { pay, projection: [100, 108, 500] },
        "14": { pay, projection: [100, 101, 500] },
      }),
    ).toEqual(["11"]);
  });

  it("the highest fifth of Massachusetts's points: of ten occupations in one order by all three the first two", () => {
    const made = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        String(10 + index),
        // Projected jobs 110, 120 … and changes 10, 20 …: the best has 10 points of each, the next 9, the third 8.
        { pay: 1000 * (index + 1), projection: [100, 110 + 10 * index, 1] } as const,
      ]),
    );
    expect(occupationsPicked("massachusetts", made)).toEqual(["19", "18"]);
  });

  it("Puget Sound's: above 20 dollars for 2,080 hours, growing, below a bachelor's degree", () => {
    expect(
      occupationsPicked("puget-sound", {
        "11": { pay: 41_601, education: 4, projection: [100, 101, 1] },
        "12": { pay: 41_600, education: 4, projection: [100, 101, 1] },
        "13": { pay: 50_000, education: 5, projection: [100, 101, 1] },
        "14": { pay: 50_000, education: 0, projection: [100, 100, 1] },
      }),
    ).toEqual(["11"]);
  });
});

describe("every published method", () => {
  it.each(methodNames())("%s says whose it is, what it picks, and what it leaves", (name) => {
    const method = readMethod(name);
    expect(method.source).toMatch(/^https?:\/\//);
    for (const text of [method.title, method.publisher, method.meantFor, method.picks]) expect(text).not.toBe("");
    expect(method.leftOut.length).toBeGreaterThan(0);
    const labels = rulesOfMethod(method).map(({ key }) => key);
    expect(["short list", "all rules", ...labels]).toContain(method.chosenBy);
  });
});

describe("following a method", () => {
  const folder = makeFolder();
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const published = async (argv: string) => {
    const { stdout, stderr } = await runCli(argv, { cwd: folder });
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout) as {
      readonly publishedMethod: { readonly name: string; readonly changedBy: readonly string[] };
      readonly scope: { readonly level: string; readonly ownership: string };
    };
  };

  it("sets the method's options, below those of a config and of the command line", async () => {
    writeFileSync(join(folder, "with.yaml"), "qcew: [demo]\nregion: C1814\nmethod-of: new-york\nlevel: sector\n");
    const result = await published("rank --config with.yaml --json");
    expect(result.publishedMethod).toMatchObject({ name: "new-york", changedBy: ["level"] });
    expect(result.scope).toMatchObject({ level: "sector", ownership: "total" });
    const typed = await published("rank --config with.yaml --json --ownership private");
    expect(typed.publishedMethod.changedBy).toEqual(["level", "ownership"]);
    expect(typed.scope).toMatchObject({ level: "sector", ownership: "private" });
  });

  it("that picks occupations is refused by a command that ranks industries", async () => {
    const { status, stderr } = await runCli("demo --method-of washington", { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain("write occupations --method-of washington");
  });

  it("names the nearest of a name that no method has, with its place in a config", async () => {
    writeFileSync(join(folder, "wrong.yaml"), "qcew: [demo]\nregion: C1814\nmethod-of: newyork\n");
    const { status, stderr } = await runCli("run --config wrong.yaml", { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain("wrong.yaml:3:12");
    expect(stderr).toContain("did you mean new-york?");
  });
});
