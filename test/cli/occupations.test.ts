import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasValue, knownValue, type Datum } from "../../src/core/datum.js";
import { shippedNationalWages } from "../../src/occupations/read/index.js";
import { shippedStaffing } from "../../src/occupations/read/staffing.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { validator } from "../helpers/json-schema.js";
import { runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-occupations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Json {
  readonly schema: string;
  readonly industries: readonly {
    readonly naics: string;
    readonly jobs: Datum;
    readonly match: string;
    readonly pattern?: { readonly codes: readonly string[]; readonly total: Datum };
  }[];
  readonly totals: { readonly jobs: Datum; readonly uncovered: Datum };
  readonly occupations: readonly {
    readonly soc: string;
    readonly values: Readonly<Record<string, Datum>>;
    readonly industries: readonly { readonly naics: string; readonly share: Datum; readonly jobs: Datum }[];
    readonly neededBy: readonly string[];
    readonly asks?: { readonly education: string };
    readonly thresholds: Readonly<Record<string, string>>;
    readonly rank?: number;
  }[];
  readonly nation: {
    readonly employment: Datum;
    readonly industries: readonly { readonly code: string; readonly depth: number; readonly employment: Datum }[];
  };
  readonly notes: readonly { readonly id: string; readonly text: string }[];
}

/** Runs the command as JSON, which must be what its schema says. */
async function json(argv: string): Promise<Json> {
  const { status, stdout, stderr } = await runCli(`occupations ${argv} --json`);
  expect([status, stderr]).toEqual([0, ""]);
  const result = JSON.parse(stdout) as Json;
  const validate = validator(jsonSchemas()[result.schema.split("/")[1]!]!);
  expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  return result;
}

async function failure(argv: string): Promise<readonly [status: number, code: string, found: string]> {
  const { status, stderr } = await runCli(`occupations ${argv} --json`);
  const { error } = JSON.parse(stderr.slice(stderr.indexOf('{"error"'))) as { error: { code: string; found: string } };
  return [status, error.code, error.found];
}

const COLUMBUS = "--qcew data/demo --region C1814";
/** A ranking of Columbus's 4-digit industries, so that its suppressed cells are estimated once. */
const RANKED = join(folder, "rank.json");
const FROM = `--from ${RANKED}`;
beforeAll(async () => {
  await runCli(`rank ${COLUMBUS} --level 4 --out ${RANKED}`);
});
const jobsOf = (result: Json, soc: string) => result.occupations.find((one) => one.soc === soc)!.values["jobs"]!;

describe("the occupations of a region's short list", () => {
  it("add up, with what no published occupation covers, to the jobs of its industries", async () => {
    const { occupations, totals, industries } = await json(FROM);
    const each = occupations.reduce((sum, { values }) => sum + (knownValue(values["jobs"]!) ?? 0), 0);
    expect(each + knownValue(totals.uncovered)!).toBeCloseTo(knownValue(totals.jobs)!, 3);
    expect(industries.reduce((sum, { jobs }) => sum + knownValue(jobs)!, 0)).toBeCloseTo(knownValue(totals.jobs)!, 3);
  });

  it("tell jobs, pay and education of the leading ones, and where else they work", async () => {
    const { stdout } = await runCli(`occupations ${COLUMBUS}`, { terminal: 80, env: { NO_COLOR: "1" } });
    const lines = stdout.split("\n").slice(0, 20).join("\n");
    for (const word of ["Jobs", "Median", "Entry", "Inds."]) expect(lines).toContain(word);
    // Registered nurses: $93,600 in May 2024, a bachelor's degree (BLS).
    // 617,920 of 8,644,100 jobs in 621, 21,530 of 2,834,720 in 551, 14,310 of 10,793,370 in 541, 160 of 890,240 in 325.
    const nurses = (65_792 * 617_920) / 8_644_100 + (39_336 * 21_530) / 2_834_720 + (66_702 * 14_310) / 10_793_370;
    const shown = Number(
      /29-1141 {2}Registered nurses +~?([\d,]+) +\$93,600 {2}Bachelor's/.exec(stdout)![1]!.replace(",", ""),
    );
    expect(Math.abs(shown - nurses - (7_825 * 160) / 890_240)).toBeLessThan(1);
    expect(stdout).toContain("health care 85.0%");
    expect(stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("are the same from the result of an earlier ranking", async () => {
    const direct = await json(`${COLUMBUS} --level 4`);
    const later = await json(FROM);
    expect(later.industries).toEqual(direct.industries);
    expect(later.occupations).toEqual(direct.occupations);
  });

  it("say which industries borrow the pattern of a wider one", async () => {
    const { industries, occupations, notes } = await json(`${FROM} --industries 5417,5416`);
    expect(industries.map(({ naics, match, pattern }) => [naics, match, pattern?.codes])).toEqual([
      ["5417", "own", ["5417"]],
      ["5416", "ancestor", ["541"]],
    ]);
    expect(notes.find(({ id }) => id === "pattern-borrowed")?.text).toContain("5416: 541");
    // Of a borrowed pattern nothing is known but that the industry has no more jobs than it has; it needs no occupation by it.
    const managers = occupations.find(({ soc }) => soc === "11-1021")!;
    const [own, borrowed] = ["5417", "5416"].map((naics) => managers.industries.find((one) => one.naics === naics)!);
    const all = industries[1]!.jobs as Extract<Datum, { value: number }>;
    expect(borrowed!.jobs).toMatchObject({ status: "estimated", low: 0, high: "high" in all ? all.high : all.value });
    expect(knownValue(own!.share)).toBeGreaterThan(0.01);
    expect(knownValue(borrowed!.share)).toBeGreaterThan(0.01);
    expect(managers.neededBy).toEqual(["5417"]);
  });

  it("are filtered to good jobs without a bachelor's degree", async () => {
    const { occupations } = await json(`${FROM} --industries 5417,4238 --threshold family=24.50/hour --good-jobs`);
    expect(occupations.length).toBeGreaterThan(10);
    for (const { soc, asks, thresholds } of occupations) {
      expect(["p10", "p25", "median"], soc).toContain(thresholds["family"]);
      expect(asks?.education, soc).not.toMatch(/Bachelor|Master|Doctoral/);
    }
  });

  it("come in the order of their weighted ranks when asked", async () => {
    const { occupations } = await json(
      `${FROM} --industries 6221,5417 --sort rank --occupation-weights jobs=1,medianPay=3`,
    );
    const ranks = occupations.flatMap(({ rank }) => rank ?? []);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(ranks.length).toBeGreaterThan(300);
  });
});

describe("several industries that are published as one", () => {
  it("count it once in the nation", async () => {
    const { industries, occupations } = await json("--industries 3321,3326,3329");
    // National Employment Matrix, 3320A1: 467.8 thousand jobs, of them 25.2 thousand welders.
    expect(industries.map(({ jobs, pattern }) => [jobs, pattern?.codes])).toEqual([
      [{ status: "disclosed", value: 467_800 }, ["3320A1"]],
    ]);
    const welders = occupations.find(({ soc }) => soc === "51-4121")!;
    expect(knownValue(welders.values["jobs"]!)).toBeCloseTo(25_200, 6);
  });

  it("share its staffing in a region, their jobs together once", async () => {
    const trio = await json(`${FROM} --industries 3321,3326,3329`);
    // 25.2 of 467.8
    const all = knownValue(trio.totals.jobs)!;
    expect(knownValue(jobsOf(trio, "51-4121"))).toBeCloseTo((all * 25.2) / 467.8, 6);
  });
});

describe("the built-in staffing patterns", () => {
  it("never add up to more than the published total, except for its rounding", () => {
    const { industries, sources } = shippedStaffing();
    // OEWS: 20 sectors, 85 industries of 3 digits, 62 of 5 and 6; the matrix: 19.
    expect(industries.size).toBe(20 + 85 + 62 + 19);
    for (const { code, total, occupations, source } of industries.values()) {
      const detailed = occupations.filter(({ level }) => level === "detailed");
      const sum = detailed.reduce((all, { employment }) => all + (knownValue(employment) ?? 0), 0);
      // Each figure is rounded: to tens in OEWS, to hundreds in the matrix.
      const half = sources[source ?? 0]!.label.includes("Matrix") ? 50 : 5;
      expect(sum, code).toBeLessThanOrEqual(knownValue(total)! + half * (detailed.length + 1));
      expect(sum, code).toBeGreaterThan(knownValue(total)! * 0.5);
    }
  });

  it("of the sectors add up to each occupation's published employment in the nation", async () => {
    for (const soc of ["29-1141", "51-4041", "43-9061", "15-1252"]) {
      const { nation } = await json(`--inverse ${soc}`);
      const published = knownValue(
        [...shippedNationalWages().occupations].find(([code]) => code === soc)![1].employment,
      )!;
      const top = nation.industries.filter(({ depth }) => depth === 0);
      const sum = top.reduce((all, { employment }) => all + knownValue(employment)!, 0);
      expect(nation.employment).toEqual({ status: "disclosed", value: sum });
      // Sectors whose figure is withheld are missing, and each of the others is rounded to tens.
      expect(sum / published).toBeGreaterThan(0.999);
      expect(sum).toBeLessThanOrEqual(published + 5 * (top.length + 1));
    }
  });
});

describe("where an occupation works", () => {
  it("is given for a region's industries too", async () => {
    const result = (await json(`--inverse 51-4041 ${COLUMBUS} --level 4`)) as unknown as {
      region: { jobs: Datum; industries: readonly { naics: string; share: Datum; jobs: Datum }[] };
    };
    const shops = result.region.industries.find(({ naics }) => naics === "3327")!;
    // National Employment Matrix 3327: 73.3 of 333.2 thousand.
    expect(knownValue(shops.share)).toBeCloseTo(73.3 / 333.2, 9);
    expect(hasValue(result.region.jobs)).toBe(true);
  });
});

describe("wages of an area", () => {
  const file = join(folder, "wages.csv");
  writeFileSync(
    file,
    [
      "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,LOC_QUOTIENT,A_MEAN,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90",
      '18140,"Columbus, OH",4,OH,000000,Cross-industry,cross-industry,1235,00-0000,All Occupations,total,1000000,1.00,60000,30000,38000,48000,70000,110000',
      '18140,"Columbus, OH",4,OH,000000,Cross-industry,cross-industry,1235,29-1141,Registered Nurses,detailed,21320,1.00,85000,66000,75000,83000,95000,105000',
    ].join("\n"),
  );

  it("stand beside the nation's where they are the region's", async () => {
    const { stdout } = await runCli(`occupations ${COLUMBUS} --wages ${file}`, {
      terminal: 100,
      env: { NO_COLOR: "1" },
    });
    expect(stdout).toMatch(/Registered nurses +~?[\d,]+ +[\d.]+% +\$83,000 +\$93,600/);
    expect(stdout).not.toContain("another area");
  });

  it("are flagged where they are another area's", async () => {
    const other = join(folder, "other.csv");
    writeFileSync(other, readFileSync(file, "utf8").replaceAll('18140,"Columbus, OH"', '15940,"Canton-Massillon, OH"'));
    const elsewhere = await json(`${FROM} --industries 6221 --wages ${other}`);
    expect(elsewhere.notes.map(({ id }) => id)).toContain("wages-other-area");
  });

  it("reproduce the quotient that the file carries", async () => {
    const { notes, occupations } = await json(`${FROM} --industries 6221 --wages ${file}`);
    // 21,320 of 1,000,000 over 3,282,010 of 154,187,380 is 1.0016.
    expect(notes.find(({ id }) => id === "occupation-quotients")?.text).toMatch(/^1 of 1 /);
    expect(occupations.find(({ soc }) => soc === "29-1141")?.values["quotient"]).toEqual({
      status: "disclosed",
      value: 1,
    });
  });
});

describe("what can't be answered", () => {
  it.each([
    ["", 2, "OPTION_MISSING", undefined],
    [`${COLUMBUS} --good-jobs`, 2, "OPTION_MISSING", "no --threshold"],
    [`${COLUMBUS} --threshold 24.50`, 2, "OPTION_VALUE", "24.50"],
    [`${COLUMBUS} --threshold a=52000/hour`, 2, "OPTION_VALUE", "a=52000/hour"],
    [`${COLUMBUS} --threshold a=20/hour --threshold a=30/hour`, 2, "OPTION_VALUE", "a=30/hour"],
    ["--industries 62,6221", 2, "OPTION_CONFLICT", "62,6221"],
    ["--industries 9", 2, "NAICS_UNKNOWN", "9"],
    [
      "--industries 6221,5415",
      3,
      "STAFFING_BORROWED",
      "6221 only within 622 Hospitals; 5415 only within 541 Professional, Scientific, and Technical Services",
    ],
    ["--industries 99", 3, "NAICS_UNKNOWN", "99"],
    [`${FROM} --industries 6229`, 3, "NAICS_UNKNOWN", "6229"],
    [`${COLUMBUS} --from x.json`, 2, "OPTION_CONFLICT", "--from x.json"],
    ["--from missing.json", 3, "FILE_NOT_FOUND", undefined],
    ["--inverse nurses", 2, "OPTION_VALUE", "nurses"],
    ["--inverse 29-9999", 2, "OPTION_VALUE", "29-9999"],
    ["--industries 622 --occupation-weights pay=1", 2, "WEIGHTS_UNKNOWN", "pay"],
    ["--industries 622 --min-wage 900000", 3, "NO_OCCUPATION_LEFT", undefined],
  ])("is refused: %s", async (argv, status, code, found) => {
    const [gotStatus, gotCode, gotFound] = await failure(argv);
    expect([gotStatus, gotCode]).toEqual([status, code]);
    if (found !== undefined) expect(gotFound).toBe(found);
  });
});
