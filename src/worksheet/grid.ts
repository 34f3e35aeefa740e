import type { Datum } from "../core/datum.js";
import { ABSENT } from "../core/datum.js";
import type { Unit } from "../core/units.js";
import type { Worksheet, WorksheetIndustry } from "./worksheet.js";

// A worksheet as tables, the same for a workbook and for CSV. Over each table stand who fills it in and a stamp of the result; a row
// of keys says what a column holds, so that a file can be read again whatever became of its looks.

export const RATER = "Rater";
export const STAMP = "Stamp";
/** Before the name of a criterion, in the key of a column. */
export const RATE = "rate:";
export const EVIDENCE = "evidence:";
const FIGURE = "lmi:";
/** Keys of a table with a row for each industry and criterion. */
export const LONG_KEYS = { criterion: "criterion", answer: "answer", evidence: "evidence" } as const;
export const WEIGHT_KEYS = { factor: "factor", weight: "weight" } as const;

export type SheetCell = string | number | Datum | undefined;

export interface SheetColumn {
  readonly key: string;
  readonly label: string;
  /** In characters. */
  readonly width: number;
  readonly unit?: Unit | undefined;
  readonly isCode?: boolean;
  /** People type here: one of a few answers, a text, or a number of 0 or more. */
  readonly input?: readonly string[] | "text" | "number";
  /** What is said where the pointer rests on the cell. */
  readonly prompt?: string;
}

export interface WorksheetGrid {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Columns that stay in sight. */
  readonly frozen: number;
}

/** Form, result, criteria and industries of a worksheet, by which a filled-in one is known again. */
export function makeStamp({ form, checksum, criteria, industries }: Worksheet): string {
  return [
    form.id,
    checksum,
    joinNames(criteria.map(({ id }) => id)),
    joinNames(industries.map(({ naics }) => naics)),
  ].join(" | ");
}

/** A cluster's name may hold what stands between names. */
function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll(/[%;|]/g, (mark) => encodeURIComponent(mark))).join("; ");
}

export function namesIn(text: string): readonly string[] {
  return text.split("; ").map((name) => name.replaceAll(/%(?:25|3B|7C)/g, decodeURIComponent));
}

const CODE: SheetColumn = { key: "naics", label: "NAICS", width: 8, isCode: true };
const TITLE: SheetColumn = { key: "title", label: "Industry", width: 32 };
const LIST: SheetColumn = { key: "list", label: "List", width: 9 };
const RANK: SheetColumn = { key: "rank", label: "LMI rank", width: 6, unit: "rank" };
const listWord = ({ isListed }: WorksheetIndustry): string => (isListed ? "short list" : "also consider");

/** The sheets of a workbook that people fill in, weights last. */
export function worksheetGrids(worksheet: Worksheet): readonly WorksheetGrid[] {
  const weights = weightsGrid(worksheet);
  if (worksheet.form.id !== "ratings") return [longGrid(worksheet), weights];
  const { rates, evidence } = criteriaColumns(worksheet);
  const { form, industries, criteria } = worksheet;
  const blank = criteria.map(() => undefined);
  return [
    {
      name: form.sheet,
      about: `The figures, and a rating of each criterion: ${form.scale}`,
      columns: [...leftColumns(worksheet), ...rates],
      rows: industries.map((industry) => [...leftCells(industry, worksheet), ...blank]),
      frozen: 2,
    },
    {
      name: "Evidence",
      about: "What each rating rests on",
      columns: [CODE, TITLE, ...evidence],
      rows: industries.map(({ naics, title }) => [naics, title, ...blank]),
      frozen: 2,
    },
    weights,
  ];
}

/** What a CSV holds: all that people are asked about industries in one table. */
export function worksheetTable(worksheet: Worksheet): WorksheetGrid {
  if (worksheet.form.id !== "ratings") return longGrid(worksheet);
  const { rates, evidence } = criteriaColumns(worksheet);
  const { form, industries } = worksheet;
  const asked = rates.flatMap((rate, index) => [rate, evidence[index]!]);
  return {
    name: form.sheet,
    about: "",
    columns: [...leftColumns(worksheet), ...asked],
    rows: industries.map((industry) => [...leftCells(industry, worksheet), ...asked.map(() => undefined)]),
    frozen: 2,
  };
}

function criteriaColumns({ criteria, form }: Worksheet) {
  return {
    rates: criteria.map(({ id, label, question }): SheetColumn => ({
      key: `${RATE}${id}`,
      label,
      width: Math.max(10, longestWord(label) + 2),
      input: form.answers.map(({ text }) => text),
      prompt: `${question} ${form.scale}; leave empty what you can't judge.`,
    })),
    evidence: criteria.map(({ id, label, question }): SheetColumn => ({
      key: `${EVIDENCE}${id}`,
      label: `${form.evidence}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
      width: 20,
      input: "text",
      prompt: question,
    })),
  };
}

function longestWord(text: string): number {
  return Math.max(...text.split(" ").map(({ length }) => length));
}

function leftColumns({ figures }: Worksheet): readonly SheetColumn[] {
  return [
    CODE,
    TITLE,
    LIST,
    RANK,
    ...figures.map(({ id, label, unit }): SheetColumn => ({ key: `${FIGURE}${id}`, label, unit, width: 10 })),
    { key: `${FIGURE}status`, label: "Estimated (90% range) or not known", width: 26 },
  ];
}

function leftCells(industry: WorksheetIndustry, { figures }: Worksheet): readonly SheetCell[] {
  const { naics, title, rank, values, status } = industry;
  return [naics, title, listWord(industry), rank, ...figures.map(({ id }) => values[id] ?? ABSENT), status];
}

/** A row for each industry and criterion. */
function longGrid({ form, criteria, industries }: Worksheet): WorksheetGrid {
  const isReview = form.id === "lmi-review";
  return {
    name: form.sheet,
    about: `${form.title}: ${form.scale}`,
    columns: [
      CODE,
      { ...TITLE, width: 30 },
      LIST,
      RANK,
      { key: LONG_KEYS.criterion, label: "Item", width: 16, isCode: true },
      { key: "question", label: isReview ? "Question" : "What is asked", width: isReview ? 28 : 44 },
      ...(isReview ? [{ key: "computed", label: "What the figures say", width: 44 }] : []),
      {
        key: LONG_KEYS.answer,
        label: form.answer,
        width: 13,
        input: form.answers.map(({ text }) => text),
        prompt: form.scale,
      },
      { key: LONG_KEYS.evidence, label: form.evidence, width: 46, input: "text" },
    ],
    rows: industries.flatMap((industry) =>
      criteria.map(({ id, question }): readonly SheetCell[] => [
        industry.naics,
        industry.title,
        listWord(industry),
        industry.rank,
        id,
        question,
        ...(isReview ? [industry.computed?.[id] ?? ""] : []),
        undefined,
        undefined,
      ]),
    ),
    frozen: 2,
  };
}

function weightsGrid({ weights }: Worksheet): WorksheetGrid {
  return {
    name: "Weights",
    about: "How much each factor should count, in your view",
    columns: [
      { key: WEIGHT_KEYS.factor, label: "Factor", width: 18, isCode: true },
      { key: "label", label: "What it is", width: 34 },
      { key: "share", label: "Weight in the ranking", width: 14, unit: "fraction" },
      {
        key: WEIGHT_KEYS.weight,
        label: "Your weight",
        width: 14,
        input: "number",
        prompt: "A number of 0 or more, in any scale: only the proportions count. Leave all empty to say nothing.",
      },
    ],
    rows: weights.map(({ factor, label, share }) => [factor, label, share, undefined]),
    frozen: 2,
  };
}
