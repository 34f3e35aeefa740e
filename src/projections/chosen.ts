import type { NaicsVersion } from "../core/codes.js";
import type { Note } from "../core/notes.js";
import type { ProjectionTable } from "./records.js";

/** A line of the chosen projections about one industry, over all chosen areas. */
export interface ChosenRow {
  /** NAICS codes that together are the industry. */
  readonly codes: readonly string[];
  readonly code: string;
  readonly title: string;
  /** Jobs; undefined if a chosen area does not publish them. */
  readonly base: number | undefined;
  readonly projected: number | undefined;
  readonly file: string;
  /** The first of the lines that were added up. */
  readonly line: number | undefined;
}

/** What a ranking uses of projection files: one set of rows, over one span, in one version of NAICS. */
export interface ChosenProjections {
  readonly areas: readonly string[];
  readonly baseYear: number;
  readonly projectedYear: number;
  readonly naics: NaicsVersion;
  readonly rows: readonly ChosenRow[];
  readonly tables: readonly ProjectionTable[];
  /** What the reader must know of the choice: areas added up, spans aligned, columns that disagree. */
  readonly notes: readonly Note[];
}
