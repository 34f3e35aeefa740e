import { ABSENT, disclosed, SUPPRESSED, type Datum } from "../../core/datum.js";
import { parseFigure } from "../../files/figure.js";
import type { Wage } from "../records.js";

// A file of all areas holds millions of figures, but few different ones: equal figures share one record.
const known = new Map<number, Datum>();
const MOST_KNOWN = 200_000;

/** A published figure, shared by all cells that hold it. */
export function sharedFigure(value: number): Datum {
  let datum = known.get(value);
  if (datum === undefined) {
    datum = disclosed(value);
    if (known.size < MOST_KNOWN) known.set(value, datum);
  }
  return datum;
}

/** The least that a wage printed as `#` may be. */
export interface TopCodes {
  readonly hourly: number;
  readonly annual: number;
}

/** OEWS's top codes by their first year. Sources: the notes in the files of those years. */
const TOP_CODES: readonly (readonly [firstYear: number, codes: TopCodes])[] = [
  [2022, { hourly: 115, annual: 239_200 }],
  [2016, { hourly: 100, annual: 208_000 }],
  [2011, { hourly: 90, annual: 187_200 }],
  [2006, { hourly: 80, annual: 166_400 }],
];

/** The top codes of a year; where it isn't known, the lowest there were, which are true of every year. */
export function findTopCodes(year: number | undefined): TopCodes {
  const found = year === undefined ? undefined : TOP_CODES.find(([first]) => year >= first);
  return (found ?? TOP_CODES.at(-1)!)[1];
}

/** A cell of a table of wages or jobs, as far as its mark says. */
export type Mark = "value" | "withheld" | "top" | "none" | "unreadable";

/** Footnotes before a cell, as the BLS query system prints them: `(8)-`, `(5)-`, `(2)52,300`. */
const FOOTNOTE = /^\((\d+)\)\s*/;
/** (5): at or above the top code; (4): paid by the hour or the year only; (8): not released. */
const TOP_NOTE = "5";
const ONE_PERIOD_NOTE = "4";
/** `*` and `**` not available; `~` under half a percent of establishments; dashes: no figure. */
const WITHHELD = new Set(["*", "**", "~", "-", "–", "—", "N/A", "n/a", "NA", "ND"]);

export interface MarkedCell {
  readonly mark: Mark;
  readonly value: number;
}

const PLAIN = /^\d+(?:\.\d+)?$/;
const NONE: MarkedCell = { mark: "none", value: NaN };
const WITHHELD_CELL: MarkedCell = { mark: "withheld", value: NaN };
const TOP: MarkedCell = { mark: "top", value: NaN };
const UNREADABLE: MarkedCell = { mark: "unreadable", value: NaN };

/** Reads a cell with the marks of OEWS, with footnotes before it or without. */
export function parseMarked(cell: string): MarkedCell {
  if (cell === "") return NONE;
  // Nearly every cell of a file is this.
  if (PLAIN.test(cell)) return { mark: "value", value: Number(cell) };
  const note = FOOTNOTE.exec(cell);
  const text = note ? cell.slice(note[0].length) : cell;
  if (text === "#") return TOP;
  if (note && !/\d/.test(text)) {
    if (note[1] === TOP_NOTE) return TOP;
    return note[1] === ONE_PERIOD_NOTE ? NONE : WITHHELD_CELL;
  }
  if (WITHHELD.has(text)) return WITHHELD_CELL;
  const figure = parseFigure(text);
  return figure.kind === "number" && figure.unit !== "%" ? { mark: "value", value: figure.value } : UNREADABLE;
}

/** A wage of a cell; undefined if it can't be read. */
export function toWage({ mark, value }: MarkedCell, atLeast: number): Wage | undefined {
  if (mark === "value") return sharedFigure(value);
  if (mark === "top") return { status: "top-coded", atLeast };
  if (mark === "none") return ABSENT;
  return mark === "withheld" ? SUPPRESSED : undefined;
}

/** A count of a cell in persons; undefined if it can't be read or is left empty. */
export function toCount({ mark, value }: MarkedCell, scale = 1): Datum | undefined {
  if (mark === "value") return value < 0 ? undefined : sharedFigure(scale === 1 ? value : Math.round(value * scale));
  return mark === "withheld" ? SUPPRESSED : undefined;
}
