import { undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import type { OccupationEntry } from "./occupation-entry.js";
import { shortEducation } from "./education.js";
import { deriveShare } from "./education-table.js";
import { qualificationColumns } from "./qualification-columns.js";
import type { IndustryPart } from "./region-jobs.js";
import { OCCUPATION_MEASURES } from "./measures.js";
import type { ThresholdAnswer, WageThreshold } from "../staffing/pay.js";
import { formatNumber } from "../core/number-format.js";
import type { Wage } from "../staffing/records.js";
import type { ReportCell, ReportColumn } from "../report/report.js";
import { sectorName } from "../report/sector-words.js";

/** What decides which columns there are. */
export interface ColumnChoice {
  readonly thresholds: readonly WageThreshold[];
  /** How the regional wages are called, where there are some. */
  readonly regionalName: string | undefined;
  readonly industries: number;
  readonly isNation: boolean;
  /** Whether an industry takes a wider one's pattern: then each row says how much of it is borrowed. */
  readonly isBorrowing: boolean;
  /** Of all chosen industries together. */
  readonly jobs: Datum;
  readonly entries: readonly OccupationEntry[];
}

type Cell = (entry: OccupationEntry) => ReportCell;
type ColumnWithCell = readonly [column: ReportColumn, cell: Cell];

/** Words for the part of workers who earn a threshold. */
export const ANSWER_WORDS: Readonly<Record<ThresholdAnswer, string>> = {
  p10: "9 in 10",
  p25: "3 in 4",
  median: "half",
  p75: "1 in 4",
  p90: "1 in 10",
  none: "fewer",
  unknown: "?",
};

/** `24.50 an hour` */
export function formatThreshold({ amount, per }: WageThreshold): string {
  return `${formatNumber(amount, per === "hour" ? "hourly" : "dollars")} ${per === "hour" ? "an hour" : "a year"}`;
}

const text = (id: string, label: string, priority: ReportColumn["priority"], description?: string): ReportColumn => ({
  id,
  label,
  kind: "text",
  priority,
  ...(description !== undefined && { description }),
});

const measureDefinition = (id: string): string => OCCUPATION_MEASURES.find((one) => one.id === id)!.definition;

/** A wage that may be missing: a file without it is named as the reason, so that no dash reads as no pay. */
function wage(of: (entry: OccupationEntry) => Wage | undefined): Cell {
  return (entry) => {
    const found = of(entry);
    return found === undefined || found.status === "absent" ? undefinedBecause("no wage published") : found;
  };
}

/** The columns of the occupations' table with what stands in them. */
export function occupationColumns(choice: ColumnChoice, ranks: RankOf): readonly ColumnWithCell[] {
  const { thresholds, regionalName, industries, isNation, isBorrowing } = choice;
  const where = isNation ? "the nation" : "the region";
  return [
    [{ id: "soc", label: "SOC", kind: "code", priority: 1 }, ({ code }) => code],
    [text("title", "Occupation", 1), ({ title }) => title],
    [
      { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1, description: measureDefinition("jobs") },
      ({ jobs }) => jobs,
    ],
    [
      {
        id: "share",
        label: "Share",
        kind: "number",
        unit: "fraction",
        priority: 2,
        description: "Part of all jobs of the chosen industries.",
      },
      ({ jobs }) => deriveShare(jobs, choice.jobs),
    ],
    ...(regionalName === undefined
      ? []
      : [
          money(
            "regionalMedian",
            "Pay here",
            1,
            `Median annual wage in ${regionalName}, over all industries.`,
            (entry) => entry.regional?.annual.median,
          ),
        ]),
    money(
      "nationalMedian",
      regionalName === undefined ? "Median pay" : "Pay U.S.",
      1,
      "Median annual wage in the nation, over all industries.",
      (entry) => entry.national?.annual.median,
    ),
    [
      text("education", "Entry education", 1, "Typical education needed for entry (BLS)."),
      ({ facts }) => facts?.typicalEducation && shortEducation(facts.typicalEducation.education),
    ],
    ...thresholds.map((threshold): ColumnWithCell => [
      text(
        `earn_${toColumnId(threshold.name)}`,
        threshold.name,
        1,
        `How many in the occupation earn ${formatThreshold(threshold)} or more: at least 9 in 10, 3 in 4, half, 1 in 4 or 1 in 10, or fewer.`,
      ),
      ({ answers }) => ANSWER_WORDS[answers[threshold.name]!],
    ]),
    ...(industries > 1
      ? [
          [
            {
              id: "neededBy",
              label: `Inds. of ${industries}`,
              kind: "number",
              unit: "count",
              priority: 1,
              description: measureDefinition("shared"),
            },
            ({ sharedBy }) => sharedBy.length,
          ] satisfies ColumnWithCell,
        ]
      : []),
    [
      {
        id: "openings",
        label: "Openings a year",
        kind: "number",
        unit: "jobs",
        // Two columns of pay leave the title no room for a third.
        priority: regionalName === undefined ? 1 : 2,
        description: measureDefinition("openings"),
      },
      ({ values }) => values["openings"],
    ],
    [
      {
        id: "projectedGrowth",
        label: "Growth/yr",
        kind: "number",
        unit: "fraction",
        priority: 2,
        description: measureDefinition("projectedGrowth"),
      },
      ({ values }) => values["projectedGrowth"],
    ],
    money("entryPay", "Entry pay", 2, describeEntryWage(regionalName), (entry) => entry.pay?.entry),
    money("experiencedPay", "Exp. pay", 3, describeExperiencedWage(regionalName), (entry) => entry.pay?.experienced),
    [
      {
        id: "jobZone",
        label: "Zone",
        kind: "number",
        priority: 2,
        description: "O*NET job zone: 1 little preparation, 5 extensive.",
      },
      ({ facts }) => facts?.jobZone,
    ],
    [
      text("experience", "Experience", 3, "Work experience in a related occupation (BLS)."),
      ({ facts }) => facts?.typicalEducation?.experience,
    ],
    [
      text("training", "Training", 3, "Typical on-the-job training (BLS)."),
      ({ facts }) => facts?.typicalEducation?.training,
    ],
    ...qualificationColumns(choice.entries),
    ...(regionalName === undefined
      ? []
      : ([
          [
            {
              id: "regionalEmployment",
              label: "All jobs here",
              kind: "number",
              unit: "jobs",
              priority: 3,
              description: `Persons in ${regionalName} over all industries, as published.`,
            },
            ({ regionalEmployment }) => regionalEmployment,
          ],
          [
            {
              id: "quotient",
              label: "LQ",
              kind: "number",
              unit: "ratio",
              priority: 3,
              description: measureDefinition("quotient"),
            },
            ({ quotient }) => quotient,
          ],
        ] satisfies ColumnWithCell[])),
    [
      {
        id: "borrowed",
        label: "Borrowed",
        kind: "number",
        unit: "fraction",
        priority: isBorrowing ? 1 : 3,
        description:
          "Part of the jobs that is spread by the staffing pattern of a wider industry; their range is then as wide as the industry.",
      },
      ({ borrowed }) => borrowed,
    ],
    money(
      "industryPay",
      "Mean in inds.",
      3,
      "Mean annual wage in the chosen industries in the nation, where their patterns publish it.",
      (entry) => entry.industryWage,
    ),
    [
      text("elsewhere", "Where it works", 3, "The nation's industries with most of its jobs, and their part of them."),
      (entry) => describeElsewhere(entry, 3),
    ],
    [
      {
        id: "rank",
        label: "Rank",
        kind: "number",
        unit: "rank",
        priority: 3,
        description: `Rank among the occupations of ${where} shown, by the weights named above.`,
      },
      (entry) => ranks(entry)?.rank,
    ],
    [
      {
        id: "score",
        label: "Score",
        kind: "number",
        unit: "score",
        priority: 4,
        description: "Weighted mean of the factor scores.",
      },
      (entry) => ranks(entry)?.score,
    ],
    money(
      "p10",
      "10th pct.",
      4,
      "10th percentile of annual wages, of the area of the entry pay.",
      (entry) => entry.pay?.annual.p10,
    ),
    money(
      "p90",
      "90th pct.",
      4,
      "90th percentile of annual wages, of the area of the entry pay.",
      (entry) => entry.pay?.annual.p90,
    ),
    money(
      "nationalMean",
      "Mean U.S.",
      4,
      "Mean annual wage in the nation, over all industries.",
      (entry) => entry.national?.annual.mean,
    ),
    hourly(
      "hourlyMedian",
      "Hourly",
      3,
      "Median hourly wage, of the area of the entry pay.",
      (entry) => entry.pay?.hourly.median,
    ),
    ...(regionalName === undefined
      ? []
      : [
          [
            text("payDerived", "Pay made of", 4, "Where annual pay here was made of hourly pay: times 2,080 hours."),
            ({ regional }) => (regional?.isAnnualDerived ? "hourly × 2,080" : undefined),
          ] satisfies ColumnWithCell,
        ]),
    [
      text(
        "typicalEducation",
        "Entry education (BLS's words)",
        4,
        "Typical education needed for entry (BLS), in full.",
      ),
      ({ facts }) => facts?.typicalEducation?.education,
    ],
    [
      text(
        "industries",
        "Chosen industries with most of its jobs",
        4,
        "Chosen industries that employ it with their jobs, most first.",
      ),
      ({ parts }) =>
        parts
          .slice(0, 5)
          .map((part) => `${partName(part)} ${formatNumber(knownValue(part.jobs)!, "jobs")}`)
          .join("; "),
    ],
  ];
}

/** Rank and score of an occupation, where it is ranked. */
export type RankOf = (entry: OccupationEntry) => { readonly rank: number; readonly score: number } | undefined;

function money(
  id: string,
  label: string,
  priority: ReportColumn["priority"],
  description: string,
  of: (entry: OccupationEntry) => Wage | undefined,
): ColumnWithCell {
  return [{ id, label, kind: "number", unit: "dollars", priority, description }, wage(of)];
}

function hourly(
  id: string,
  label: string,
  priority: ReportColumn["priority"],
  description: string,
  of: (entry: OccupationEntry) => Wage | undefined,
): ColumnWithCell {
  return [{ id, label, kind: "number", unit: "hourly", priority, description }, wage(of)];
}

const describeArea = (regionalName: string | undefined): string =>
  regionalName === undefined ? "in the nation" : `in ${regionalName} where published there, else in the nation`;

function describeEntryWage(regionalName: string | undefined): string {
  return `25th percentile of annual wages ${describeArea(regionalName)}: three in four earn more. States' entry wage, the mean of the lowest third, is a little less.`;
}

function describeExperiencedWage(regionalName: string | undefined): string {
  return `75th percentile of annual wages ${describeArea(regionalName)}. States' experienced wage, the mean of the upper two thirds, is near it.`;
}

/** An industry among those that employ an occupation: `621`, `6221 (borrowed)`. */
export function partName({ naics, kind }: Pick<IndustryPart, "naics" | "kind">): string {
  return kind === "ancestor" ? `${naics} (borrowed)` : naics;
}

/** "health care 58%, retail trade 9%" */
export function describeElsewhere({ elsewhere }: Pick<OccupationEntry, "elsewhere">, most: number): string {
  return elsewhere
    .slice(0, most)
    .map(({ code, title, share }) => `${sectorName(code) ?? title} ${formatNumber(share, "fraction")}`)
    .join(", ");
}

/** A threshold's name as the end of a column id. */
export function toColumnId(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
  return id === "" ? "threshold" : id;
}
