import { ABSENT, disclosed, estimated, SUPPRESSED, undefinedBecause, type Datum } from "../../src/core/datum.js";
import { caution, information } from "../../src/core/notes.js";
import type { Report, ReportColumn, ReportRow } from "../../src/report/report.js";

// A made-up region (state 99 is no state's code) with one of every kind of cell.

const COLUMNS: readonly ReportColumn[] = [
  { id: "rank", label: "Rank", kind: "number", unit: "rank", priority: 1 },
  { id: "naics", label: "NAICS", kind: "code", priority: 1 },
  { id: "title", label: "Industry", kind: "text", priority: 1 },
  { id: "score", label: "Mean rank", kind: "number", unit: "score", priority: 1 },
  { id: "employment", label: "Jobs 2023", kind: "number", unit: "jobs", priority: 1, description: "Annual average." },
  { id: "averagePay", label: "Average pay", kind: "number", unit: "dollars", priority: 1 },
  { id: "growth", label: "Growth 2020–2023", kind: "number", unit: "fraction", priority: 1 },
  { id: "lq", label: "Location quotient", kind: "number", unit: "ratio", priority: 1 },
  { id: "establishments", label: "Establish- ments", kind: "number", unit: "establishments", priority: 2 },
  { id: "projectedGrowth", label: "Projected growth a year", kind: "number", unit: "fraction", priority: 2 },
  { id: "change", label: "Change in jobs", kind: "number", unit: "change", priority: 3 },
  { id: "jobShare", label: "Share of jobs", kind: "number", unit: "fraction", priority: 4 },
];

function row(
  rank: number,
  naics: string,
  title: string,
  figures: Readonly<Record<string, Datum | number>>,
  emphasis = false,
): ReportRow {
  return { cells: { rank, naics, title, ...figures }, emphasis };
}

export const SAMPLE_ROWS: readonly ReportRow[] = [
  row(
    1,
    "622",
    "Hospitals",
    {
      score: 2.8,
      employment: disclosed(45012),
      averagePay: disclosed(71234.5),
      growth: disclosed(0.0421),
      lq: disclosed(1.4249),
      establishments: disclosed(48),
      projectedGrowth: disclosed(0.0112),
      change: disclosed(1820),
      jobShare: disclosed(0.0512),
    },
    true,
  ),
  row(
    2.5,
    "336",
    "Transportation equipment manufacturing",
    {
      score: 5.25,
      employment: estimated(12345.4, { low: 11000, high: 13800 }),
      averagePay: estimated(83100, { low: 80000, high: 88000 }),
      growth: estimated(-0.031, { low: -0.12, high: 0.07 }),
      lq: estimated(2.104, { low: 1.9, high: 2.4 }),
      establishments: disclosed(31),
      projectedGrowth: ABSENT,
      change: estimated(-395, { low: -1500, high: 900 }),
      jobShare: estimated(0.014, { low: 0.012, high: 0.016 }),
    },
    true,
  ),
  row(2.5, "493", "Warehousing and storage", {
    score: 5.25,
    employment: disclosed(22110),
    averagePay: disclosed(49870),
    growth: disclosed(0.318),
    lq: disclosed(2.61),
    establishments: disclosed(190),
    projectedGrowth: disclosed(0.0204),
    change: disclosed(5334),
    jobShare: disclosed(0.0251),
  }),
  row(4, "518", "Computing infrastructure providers, data processing, web hosting, and related services", {
    score: 8,
    employment: disclosed(3120),
    averagePay: disclosed(104220),
    growth: undefinedBecause("no jobs in 2020 to grow from"),
    lq: disclosed(0.97),
    establishments: disclosed(210),
    projectedGrowth: disclosed(0.031),
    change: disclosed(3120),
    jobShare: disclosed(0.00035),
  }),
  row(5, "111", "Crop production", {
    score: 11,
    employment: SUPPRESSED,
    averagePay: SUPPRESSED,
    growth: SUPPRESSED,
    lq: SUPPRESSED,
    establishments: disclosed(0),
    projectedGrowth: ABSENT,
    change: SUPPRESSED,
    jobShare: SUPPRESSED,
  }),
];

export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    command: "rank",
    title: "Industries of Green Valley, ranked by five equally weighted factors",
    scope: [
      [
        "Region",
        "Green Valley: Alder, Birch, Cedar, Dogwood and Elm counties (99001, 99003, 99005, 99007, 99009), summed",
      ],
      ["Reference", "United States (US000)"],
      ["Years", "2023, growth from 2020"],
      ["Industries", "private, NAICS 2022, 3 digits"],
    ],
    tables: [{ id: "industries", title: "", columns: COLUMNS, rows: SAMPLE_ROWS, emphasis: "short list" }],
    sections: [
      {
        heading: "Why these are on the short list",
        paragraphs: ["The short list holds 2 industries with 79 establishments."],
        items: [
          "622 Hospitals: lifted by jobs (1st of 5) and growth (2nd); held back by average pay (4th).",
          "336 Transportation equipment manufacturing: lifted by location quotient (2nd) and average pay (2nd); held back by growth (4th).",
        ],
      },
    ],
    notes: [
      caution("small-base", "Grew from fewer than 100 jobs, so its growth says little.", ["518"]),
      caution("estimated", "Figures with ~ are at least in part estimates of suppressed cells, with a 90 % range.", [
        "336",
      ]),
      information("lq-base", "Location quotients divide by all covered jobs, of all ownerships, as BLS does."),
    ],
    provenance: {
      tool: "sector-rank 0.1.0",
      options: { level: "3" },
      inputs: [
        { file: "qcew/2020_a_99001.csv", sha256: "a".repeat(64), rows: 12, publisher: "BLS" },
        { file: "qcew/2023_a_99001.csv", sha256: "b".repeat(64), rows: 14, publisher: "BLS" },
      ],
    },
    schema: "sector-rank/rank/1",
    json: { scope: { level: 3 }, industries: [{ naics: "622", values: { lq: disclosed(1.4249) } }] },
    ...changes,
  };
}
