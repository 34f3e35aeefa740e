import { hasValue, type Datum } from "../core/datum.js";
import { formatDatum } from "../core/number-format.js";
import type { Unit } from "../core/units.js";
import { readReferenceTable } from "../files/shipped-table.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { ReportChapter } from "../report/chapters.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import type { Result, ResultIndustry } from "../result/result.js";

// What the sheets that a team fills in as documents are made of: a strategy of strengths and threats, a plan, a launch, reviews.

export const DOCUMENT_IDS = ["swot", "plan", "launch", "review"] as const;
export type DocumentId = (typeof DOCUMENT_IDS)[number];

/** Tables and chapters of a document, before it is a report. */
export interface DocumentParts {
  readonly title: string;
  readonly tables: readonly ReportTable[];
  readonly chapters: readonly ReportChapter[];
  /** The same for programs. */
  readonly json: Readonly<Record<string, unknown>>;
}

export const textColumn = (id: string, label: string): ReportColumn => ({ id, label, kind: "text", priority: 1 });

/** A figure as a document says it: what it is, how much, and where it was taken from. */
export interface TakenFigure {
  readonly id: string;
  readonly label: string;
  readonly datum: Datum;
  readonly text: string;
  readonly from: string;
}

/** A measure of an industry in a result; undefined if it has no value there. */
export function takeFigure(result: Result, { naics, values }: ResultIndustry, id: string): TakenFigure | undefined {
  const datum = values[id];
  if (!datum || !hasValue(datum)) return undefined;
  const measure = ALL_MEASURES.find((one) => one.id === id);
  const unit: Unit | undefined = measure?.unit;
  const { start, end } = result.scope.years;
  const years =
    measure && SPANS.includes(id) && start !== undefined ? `${String(start)} to ${String(end)}` : String(end);
  return {
    id,
    label: measure?.label ?? id,
    datum,
    text: formatDatum(datum, unit),
    from: `${result.file}: ${id} of ${naics}, ${years}`,
  };
}

const SPANS: readonly string[] = ["growth", "cagr", "competitiveShare", "lqChange", "payGrowth", "growthElsewhere"];

/** One line of a checklist that ships with the tool. */
export interface ChecklistItem {
  readonly section: string;
  /** Before the day it is about; undefined where it has none. */
  readonly days: number | undefined;
  readonly item: string;
}

/** The checklists of a document; subjects after the Next Generation Sector Partnerships manual. */
export function shippedChecklist(form: DocumentId): readonly ChecklistItem[] {
  return readReferenceTable("worksheet/checklists.csv")
    .filter(([of]) => of === form)
    .map(([, section, days, item]) => ({
      section: section!,
      days: days === "" ? undefined : Number(days),
      item: item!,
    }));
}

export const WORDS_ARE_OURS =
  "Subjects follow the Next Generation Sector Partnerships manual; words, order and days are ours.";
