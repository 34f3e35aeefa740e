import { InputError, type Place } from "../../core/errors.js";
import { parseFigure, plainCode } from "../../files/figure.js";
import { SEGMENT_COUNT } from "../segments.js";
import type { FlowLayout } from "./layout.js";

/** One row of a table of flows. */
export interface FlowRow {
  /** County codes as numbers. */
  readonly work: number;
  readonly home: number;
  /** The codes as they stand, by which a row is found twice. */
  readonly key: string;
  readonly year: number | undefined;
  /** One a segment, 0 where the table has no such column; undefined if a cell has a mark for no figure. */
  readonly counts: readonly number[] | undefined;
}

/**
 * Parses a row.
 *
 * @returns undefined for a row of shares beside the counts
 * @throws {InputError} FLOW_ROW_WIDTH, FLOW_CODE, FLOW_NUMBER, FLOW_YEARS
 */
export function parseFlowRow(cells: readonly string[], layout: FlowLayout, where: Place): FlowRow | undefined {
  const { header, work, home, counts, year, measure } = layout;
  if (cells.length !== header.length) {
    throw new InputError(`a row of ${cells.length} cells under a header of ${header.length}`, {
      code: "FLOW_ROW_WIDTH",
      where,
      found: cells.join(",").slice(0, 200),
      hint: "get the file again: a row that ends early is what a broken transfer leaves",
    });
  }
  if (measure >= 0 && cells[measure]!.toLowerCase() !== "number") return undefined;
  const at = (index: number): Place => ({ ...where, column: header[index]! });
  const figures = counts.map((index) => (index < 0 ? 0 : parseCount(cells[index]!, at(index))));
  const [workCode, homeCode] = [cells[work]!, cells[home]!].map((cell) =>
    /^\d+$/.test(cell) ? cell : plainCode(cell),
  ) as [string, string];
  return {
    work: parseCounty(workCode, layout, at(work)),
    home: parseCounty(homeCode, layout, at(home)),
    key: `${workCode} ${homeCode}`,
    year: year < 0 ? undefined : parseYear(cells[year]!, at(year)),
    counts: figures.some((figure) => figure === undefined) ? undefined : (figures as number[]).slice(0, SEGMENT_COUNT),
  };
}

/** A county by the code of an area in it; a spreadsheet takes the zero of the states 01 to 09. */
function parseCounty(text: string, { digits, geography }: FlowLayout, where: Place): number {
  const code = text.replace(/\.0$/, "");
  if (/^\d+$/.test(code)) {
    if (code.length === digits) return Number(code.slice(0, 5));
    if (code.length === digits - 1) return Number(code.slice(0, 4));
  }
  const isRounded = /^\d(?:[.,]\d+)?e\+?\d+$/i.test(code);
  throw new InputError(
    isRounded ? "a code that a spreadsheet rounded, so that its area is lost" : "a code of no area",
    {
      code: "FLOW_CODE",
      where,
      found: text,
      hint: isRounded
        ? "get the file again, and don't save it from a spreadsheet"
        : `codes of ${geography} have ${digits} digits, or ${digits - 1} where a leading zero is lost`,
    },
  );
}

function parseCount(text: string, where: Place): number | undefined {
  // Nearly all: a state has tens of thousands of pairs.
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const figure = parseFigure(text);
  if (figure.kind === "none") return undefined;
  if (figure.kind === "number" && figure.value >= 0 && Number.isInteger(figure.value)) return figure.value;
  const isNegative = figure.kind === "number" && figure.value < 0;
  throw new InputError(isNegative ? "a flow of fewer than no jobs" : "not a number of jobs", {
    code: "FLOW_NUMBER",
    where,
    found: text,
    hint: "use the file as published; an empty cell stands for a figure that is withheld",
  });
}

function parseYear(text: string, where: Place): number {
  const value = Number(text);
  if (/^(?:19|20)\d\d$/.test(text.trim())) return value;
  throw new InputError("not a year", { code: "FLOW_YEARS", where, found: text, hint: "write four digits, as 2021" });
}
