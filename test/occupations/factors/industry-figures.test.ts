import { describe, expect, it } from "vitest";
import { disclosed, estimated } from "../../../src/core/datum.js";
import { OccupationFigures } from "../../../src/occupations/factors/industry-figures.js";
import type { OccupationTable } from "../../../src/staffing/occupation-records.js";
import type { AreaOccupations } from "../../../src/staffing/records.js";
import { runCli } from "../../cli/run-cli.js";
import { digitTree, occupationRow, soc, staffingTable, wages } from "../../helpers/staffing.js";

const NURSE = "29-1141";
const AIDE = "31-1131";
const CLERK = "43-9061";
const MANAGER = "11-9111";

const pay = (p25: number, median: number) =>
  wages({ annual: { p25, median, p10: p25 - 5_000, p75: median + 5_000, p90: median + 9_000 } });

const national: AreaOccupations = {
  source: { file: "wages", label: "wages", year: 2024, soc: "2018" },
  area: "99",
  areaTitle: "nation",
  total: disclosed(1_000_000),
  overall: pay(35_000, 48_000),
  occupations: new Map(
    [
      occupationRow(NURSE, { employment: 1, wages: pay(70_000, 90_000) }),
      occupationRow(AIDE, { employment: 1, wages: pay(30_000, 31_000) }),
      occupationRow(MANAGER, { employment: 1, wages: pay(90_000, 120_000) }),
    ].map((row) => [row.occupation, row]),
  ),
};

const projection = (base: number, total: number) => ({
  baseYear: 2024,
  projectedYear: 2034,
  base: disclosed(base),
  projected: disclosed(base),
  openings: { total: disclosed(total), exits: disclosed(0), transfers: disclosed(0), growth: disclosed(0) },
});
const education = (text: string) => ({ education: text, experience: "None", training: "None" });

const facts: OccupationTable = {
  soc: "2018",
  occupations: new Map([
    [
      soc(NURSE),
      {
        code: soc(NURSE),
        title: "Nurses",
        related: [],
        typicalEducation: education("Bachelor's degree"),
        projection: projection(1_000, 60),
      },
    ],
    [
      soc(AIDE),
      {
        code: soc(AIDE),
        title: "Aides",
        related: [],
        typicalEducation: education("High school diploma or equivalent"),
        projection: projection(1_000, 150),
      },
    ],
    [
      soc(MANAGER),
      {
        code: soc(MANAGER),
        title: "Managers",
        related: [],
        typicalEducation: education("Associate's degree"),
        projection: projection(1_000, 80),
      },
    ],
  ]),
};

/** 623 has 20 % nurses, 50 % aides, 10 % managers, 10 % clerks of whom no wage is known, 10 % in no published occupation. */
const figures = new OccupationFigures({
  staffing: staffingTable({
    "623": { total: 1_000, occupations: { [NURSE]: 200, [AIDE]: 500, [MANAGER]: 100, [CLERK]: 100 } },
  }),
  tree: digitTree(),
  national,
  regional: undefined,
  facts,
  thresholds: [{ name: "family", amount: 30, per: "hour" }],
});

const of = (id: string, naics = "623", jobs = disclosed(2_000)) => figures.of(id, naics, jobs);

describe("figures of occupations about an industry", () => {
  it("are the share of jobs that pay a threshold, with what is not known above it", () => {
    // 30 an hour is 62,400 a year: nurses and managers, 0.2 + 0.1; of clerks and the rest, 0.1 + 0.1, nothing is known.
    expect(of("familyWageShare[family]")).toEqual(
      estimated(0.30000000000000004, { low: 0.30000000000000004, high: 0.5 }),
    );
  });

  it("are good jobs where they ask for less than a bachelor's degree, which clerks may do", () => {
    expect(of("goodJobShare[family]")).toMatchObject({ status: "estimated", value: 0.1 });
  });

  it("are low-paid below two thirds of the nation's median, 32,000", () => {
    expect(of("lowPaidShare")).toMatchObject({ value: 0.5 });
    // Below 62,400 are aides alone, too.
    expect(of("lowPaidShare[family]")).toMatchObject({ value: 0.5 });
  });

  it("are the openings that its occupations have in the nation for each job", () => {
    // 0.2 × 0.06 + 0.5 × 0.15 + 0.1 × 0.08 = 0.095; of 2,000 jobs 190.
    expect(of("openingsRate")).toMatchObject({ value: expect.closeTo(0.095, 12) as number });
    expect(of("openings")).toMatchObject({ value: expect.closeTo(190, 9) as number });
  });

  it("are the mean of 25th percentiles over the occupations that have one", () => {
    // (0.2 × 70,000 + 0.5 × 30,000 + 0.1 × 90,000) ÷ 0.8
    expect(of("entryPay")).toEqual({ status: "disclosed", value: expect.closeTo(47_500, 6) as number });
  });

  it("are undefined for an industry that no pattern holds", () => {
    expect(of("entryPay", "111")).toEqual({ status: "undefined", reason: "no staffing pattern holds the industry" });
  });
});

describe("a borrowed pattern", () => {
  /** Of each of three sectors with 20 % nurses nine industries: the 27 have from 10 % to 36 %. */
  const sectors = ["54", "61", "62"];
  const children = Object.fromEntries(
    Array.from({ length: 27 }, (_, at) => [
      `${sectors[Math.floor(at / 9)]!}${String(at % 9)}`,
      { total: 100, occupations: { [NURSE]: 10 + at, [AIDE]: 90 - at } },
    ]),
  );
  const whole = Object.fromEntries(
    sectors.map((code) => [code, { total: 1_000, occupations: { [NURSE]: 200, [AIDE]: 800 } }]),
  );
  const borrowed = new OccupationFigures({
    staffing: staffingTable({ ...whole, ...children }),
    tree: digitTree(),
    national,
    regional: undefined,
    facts,
    thresholds: [{ name: "family", amount: 30, per: "hour" }],
  });

  it("makes an estimate with the range of nine in ten patterns around the wider one", () => {
    // Ratios to 0.2 run from 0.5 to 1.8 in steps of 0.05; the 2nd of 27 (0.05 × 26 = 1.3) is 0.55, the 26th 1.75.
    const figure = borrowed.of("familyWageShare[family]", "629", disclosed(100));
    expect(figure).toMatchObject({ status: "estimated", value: 0.2 });
    expect(figure).toMatchObject({ low: expect.closeTo(0.11, 9) as number, high: expect.closeTo(0.35, 9) as number });
  });
});

describe("familyWageShare over the short list", () => {
  it("has the job-weighted mean that `occupations --threshold` gives", async () => {
    const region = [
      "--qcew",
      "demo",
      "--region",
      "C1814",
      "--level",
      "sector",
      "--top",
      "4",
      "--threshold",
      "family=24.50/hour",
    ];
    const ranked = await runCli(["rank", ...region, "--json"]);
    const { industries } = JSON.parse(ranked.stdout) as {
      readonly industries: readonly {
        readonly shortList?: boolean;
        readonly ranked?: { readonly shortList: boolean };
        readonly values: Readonly<Record<string, { readonly value: number }>>;
      }[];
    };
    const listed = industries.filter((one) => one.ranked?.shortList ?? one.shortList);
    expect(listed.length).toBeGreaterThan(2);
    const jobs = listed.reduce((sum, { values }) => sum + values["employment"]!.value, 0);
    const paid = listed.reduce(
      (sum, { values }) => sum + values["employment"]!.value * values["familyWageShare[family]"]!.value,
      0,
    );
    const { stdout } = await runCli(["occupations", ...region, "--rows", "1"]);
    const said = /family, \$24\.50 an hour: ~?([\d,]+) jobs \(([\d.]+)% of all\)/.exec(stdout.replaceAll(/\s+/g, " "))!;
    expect(Math.round(paid)).toBe(Number(said[1]!.replaceAll(",", "")));
    expect(paid / jobs).toBeCloseTo(Number(said[2]) / 100, 3);
  });

  it.each([
    ["--weights familyWageShare=1", "needs a wage to measure by", "OPTION_MISSING"],
    ["--threshold f=24/hour --weights familyWageShare=1", "familyWageShare is of one threshold", "OPTION_VALUE"],
    ["--threshold f=24/hour --weights goodJobShare[g]=1", 'no measure is called "goodJobShare[g]"', "WEIGHTS_UNKNOWN"],
    ["--household 1Adult", "--household needs a table of living wages", "OPTION_MISSING"],
    ["--living-wage 900", "--living-wage takes a number from 1 to 500, or a file", "OPTION_VALUE"],
  ])("is refused with %s", async (options, message, code) => {
    const { status, stderr } = await runCli(`rank --qcew demo --region C1814 --json ${options}`);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(code);
  });
});
