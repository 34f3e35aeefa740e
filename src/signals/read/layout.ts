import { cellAt } from "../../files/columns.js";
import { parseFigure } from "../../files/figure.js";
import type { NaicsVersion } from "../../core/codes.js";
import type { Publisher } from "../signal.js";
import type { AreaPlaces } from "./areas-of-rows.js";
import type { Draft } from "./draft.js";

/** What is wrong with a cell. */
export type OnProblem = (message: string, place: number, hint: string) => void;

/** A row says something, is one of the parts that are not wanted, or says otherwise than one before it. */
export type RowReading = "taken" | "other" | "contradiction";

/** How the rows of a file are read. */
export interface Layout {
  readonly publisher: Publisher;
  readonly places: AreaPlaces;
  /** The column of the year; −1 where there is none. */
  readonly year: number;
  /** Quarters stand beside years in columns or texts of their own. */
  periodOf?(cells: readonly string[]): { readonly year: number; readonly quarter: number } | "unreadable";
  /** The revision that the header names. */
  readonly naics: NaicsVersion | undefined;
  /** Whether the publisher's rows are of today's revision whatever their year. */
  readonly isOfToday?: boolean;
  /** The industry of a row as QCEW writes it: undefined where it can't be read, empty for all of them together. */
  keyOf(cells: readonly string[]): { readonly naics: string | undefined; readonly place: number };
  read(cells: readonly string[], draft: () => Draft, problem: OnProblem): RowReading;
}

/** A count; undefined, and the problem reported, if the cell holds none. */
export function parseSignalFigure(cells: readonly string[], place: number, problem: OnProblem): number | undefined {
  const text = cellAt(cells, place);
  const figure = parseFigure(text);
  if (figure.kind === "none") return undefined;
  if (figure.kind !== "number" || figure.unit !== undefined) {
    problem("not a number", place, "use the file as downloaded from its publisher");
    return undefined;
  }
  if (figure.value < 0) {
    problem("a count is negative", place, "use the file as downloaded from its publisher");
    return undefined;
  }
  return figure.value;
}
