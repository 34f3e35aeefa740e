import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED, type Datum } from "../../src/core/datum.js";
import { compareVendor, findRatio } from "../../src/compare/vendor/compare-vendor.js";
import type { OurIndustry, OurTable } from "../../src/compare/vendor/our-table.js";
import { buildVendorReport } from "../../src/compare/vendor/vendor-report.js";
import { summarizeComparison } from "../../src/compare/vendor/vendor-words.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { chainRevisions } from "../../src/naics/revision.js";
import { renderCsv } from "../../src/render/csv.js";
import type { VendorColumn, VendorRow, VendorTable } from "../../src/vendor/table.js";
import { renderJson } from "../../src/render/json.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";

const COLUMNS: readonly VendorColumn[] = [
  { id: "then", kind: "jobs", header: "2020 Jobs", year: 2020 },
  { id: "jobs", kind: "jobs", header: "2023 Jobs", year: 2023 },
  { id: "self", kind: "jobs", header: "2023 Self-Employed", year: 2023, workers: "selfEmployed" },
  { id: "pay", kind: "earnings", header: "Avg. Earnings Per Job" },
];

function vendorRow(code: string, jobs: number | Datum, self = 0, then = 100): VendorRow {
  const figures = new Map<string, Datum>([
    ["then", disclosed(then)],
    ["jobs", typeof jobs === "number" ? disclosed(jobs) : jobs],
    ["self", disclosed(self)],
    ["pay", disclosed(60_000)],
  ]);
  return { code, title: code, line: 2, level: "3", figures };
}

function vendorTable(rows: readonly VendorRow[], more: Partial<VendorTable> = {}): VendorTable {
  return {
    vendor: "lightcast",
    vendorName: "Lightcast",
    file: "vendor.csv",
    heading: "",
    sha256: undefined,
    columns: COLUMNS,
    rows,
    foreign: [],
    total: undefined,
    year: 2023,
    release: undefined,
    workers: ["qcew", "selfEmployed"],
    versions: [2022],
    marks: { few: 0, insufficient: 0 },
    notes: [],
    ...more,
  };
}

function ourIndustry(code: string, jobs: Datum | undefined, more: Partial<OurIndustry> = {}): OurIndustry {
  const nothing = { start: undefined, quotient: undefined, pay: disclosed(50_000), allOwners: undefined };
  return { code, title: `Industry ${code}`, jobs, ...nothing, ...more };
}

function ourTable(industries: readonly OurIndustry[]): OurTable {
  return {
    source: "QCEW files",
    region: "Somewhere",
    ownership: "private",
    level: "3",
    version: 2022,
    years: { start: 2020, end: 2023 },
    quarter: 0,
    industries,
  };
}

function targetFor(ours: OurTable) {
  return {
    level: ours.level,
    version: ours.version,
    codes: ours.industries.map(({ code }) => code),
    naics: readNaics(),
    revisionBetween: (from: OurTable["version"], to: OurTable["version"]) => chainRevisions(readRevisions(), from, to),
  };
}

const OURS = ourTable([
  ourIndustry("611", disclosed(100), { allOwners: disclosed(900) }),
  ourIndustry("541", disclosed(1000), { start: disclosed(800) }),
  ourIndustry("622", estimated(50, { low: 40, high: 60 })),
  ourIndustry("493", disclosed(400)),
  ourIndustry("722", disclosed(2000)),
  ourIndustry("238", SUPPRESSED),
  ourIndustry("484", disclosed(70)),
  ourIndustry("713", disclosed(20)),
]);
const VENDOR = vendorTable([
  // 900 over all owners: 5 of 805 remain.
  vendorRow("611", 905),
  vendorRow("541", 1120, 120, 900),
  vendorRow("622", 58),
  vendorRow("493", 450),
  vendorRow("722", 2001),
  vendorRow("238", 30),
  vendorRow("484", SUPPRESSED),
]);
const compared = compareVendor(VENDOR, OURS, targetFor(OURS));
const first = (code: string) => compared.industries.find((one) => one.code === code)!;

describe("a vendor's table beside ours", () => {
  it.each([
    ["611", "differs", "ownership", "likely"],
    ["541", "differs", "workers", "likely"],
    ["622", "differs", "withheld", "likely"],
    ["493", "differs", "unexplained", "none"],
    ["238", "ours-without-figure", "withheld", "likely"],
  ])("finds for %s that it %s, by what is %s", (code, state, kind, strength) => {
    expect(first(code).state).toBe(state);
    expect(first(code).reasons.map((reason) => [reason.kind, reason.strength])).toEqual([[kind, strength]]);
  });

  it("gives no reason where a job is all that differs, or where a side shows none", () => {
    expect(["722", "484", "713"].map((code) => first(code).state)).toEqual([
      "agrees",
      "vendor-without-figure",
      "vendor-without-row",
    ]);
    expect(["722", "484", "713"].flatMap((code) => first(code).reasons)).toEqual([]);
  });

  it("adds up those with figures on both sides, and sorts by jobs", () => {
    // 100 + 1,000 + 50 + 400 + 2,000 and 905 + 1,120 + 58 + 450 + 2,001.
    expect(compared.totals).toEqual({ ours: 3550, vendor: 4534 });
    // By difference: 805, 120, 50, 8; 30 that we lack; 70 that the vendor hides; 20 without a row; and 1, which agrees.
    expect(compared.industries.map(({ code }) => code)).toEqual([
      "611",
      "541",
      "493",
      "622",
      "238",
      "484",
      "713",
      "722",
    ]);
    expect(summarizeComparison(compared)[0]).toBe(
      "1 of 5 industries with jobs on both sides agree, to a job or 0.5%; 4 differ.",
    );
  });

  it("compares growth over our span: 1,120 ÷ 900 − 1 and 1,000 ÷ 800 − 1", () => {
    expect(first("541").growth.difference).toBeCloseTo(1120 / 900 - 1000 / 800, 12);
  });

  it("says in which part the figures behind a reason fall short", () => {
    const ours = ourTable([ourIndustry("611", disclosed(100), { allOwners: disclosed(820) })]);
    const [one] = compareVendor(vendorTable([vendorRow("611", 905)]), ours, targetFor(ours)).industries;
    // 720 of 805 are the other owners': 85 remain, 11 %.
    expect(one!.reasons[0]!.text).toBe("all owners have 820 jobs in QCEW; +85 remain");
  });

  it("does not take another count for the reason that is no nearer to the vendor's", () => {
    // Ours 1,000, all owners 1,002, the vendor's 1,009: 7 of the 9 would remain.
    const ours = ourTable([ourIndustry("611", disclosed(1000), { allOwners: disclosed(1002) })]);
    const [one] = compareVendor(vendorTable([vendorRow("611", 1009)]), ours, targetFor(ours)).industries;
    expect(one!.reasons.map(({ kind }) => kind)).toEqual(["unexplained"]);
  });

  it("takes a year of ours that is the vendor's", () => {
    const ours = ourTable([ourIndustry("493", disclosed(400), { start: disclosed(300) })]);
    const old = vendorTable([vendorRow("493", SUPPRESSED, 0, 301)], { columns: COLUMNS.slice(0, 1), year: 2020 });
    expect(compareVendor(old, ours, targetFor(ours)).industries[0]!.reasons).toMatchObject([
      { kind: "year", strength: "likely", text: "QCEW has 300 jobs in 2020, the vendor's year" },
    ]);
  });

  it("does not call a file's word for self-employed people a proof", () => {
    const ours = ourTable([ourIndustry("493", disclosed(400))]);
    const table = vendorTable([vendorRow("493", 450)], { columns: COLUMNS.filter(({ id }) => id !== "self") });
    expect(compareVendor(table, ours, targetFor(ours)).industries[0]!.reasons).toMatchObject([
      { kind: "workers", strength: "possible" },
    ]);
  });

  it("does not match codes that another version of NAICS gives other content", () => {
    // 448 went into 458, and NAICS 2022 moved parts of 454 into 444; 722 is the same in both.
    const ours = ourTable(["444", "458", "722"].map((code) => ourIndustry(code, disclosed(100))));
    const older = vendorTable([vendorRow("444", 90), vendorRow("448", 95), vendorRow("722", 100)], {
      versions: [2017],
    });
    const { match } = compareVendor(older, ours, targetFor(ours));
    expect([...match.rows.keys()]).toEqual(["722"]);
    expect(match.redefined.map(({ code }) => code)).toEqual(["444", "448"]);
  });

  it("keeps status and range in CSV, and the JSON follows its schema", () => {
    const report = buildVendorReport({
      compared,
      target: targetFor(OURS),
      notes: [],
      provenance: { tool: "test", options: {}, inputs: [] },
    });
    const lines = renderCsv(report).split("\n");
    const header = lines[0]!.split(",");
    const row = lines.find((line) => line.startsWith("622"))!.split(",");
    const cell = (name: string) => row[header.indexOf(name)];
    expect(["jobs_ours_status", "jobs_ours_low", "jobs_ours_high", "jobs_difference"].map(cell)).toEqual([
      "estimated",
      "40",
      "60",
      "8",
    ]);
    const validate = new Ajv2020({ strict: false }).compile(jsonSchemas()["compare-vendor"]!);
    expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe("a ratio by which nearly all industries differ", () => {
  it("is the middle one where seven in ten are about the same, as of another base or region", () => {
    const alike = Array.from({ length: 9 }, () => 1.08);
    expect(findRatio([...alike, 1.5])).toEqual({ value: 1.08, alike: 9, of: 10 });
    expect(findRatio(Array.from({ length: 10 }, () => 1.01))).toBeUndefined();
    expect(findRatio([...alike.slice(0, 6), 1.5, 0.5, 0.7, 2])).toBeUndefined();
  });
});
