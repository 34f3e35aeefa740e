import type { Datum, TopCoded } from "../core/datum.js";
import type { Note } from "../core/notes.js";
import type { Unit } from "../core/units.js";
import type { ReportChapter } from "./chapters.js";
import type { Chart } from "./chart.js";
import type { ChosenStaffing } from "./chosen-staffing.js";
import type { Provenance } from "./provenance.js";
import type { RankReportInputs } from "./rank-inputs.js";

/** A column of a shown table. */
export interface ReportColumn {
  /** Stable id: the CSV header and the JSON key. */
  readonly id: string;
  /** Short header for people. */
  readonly label: string;
  readonly kind: "text" | "code" | "number";
  readonly unit?: Unit;
  /** One sentence, for legends and Excel notes. */
  readonly description?: string;
  /**
   * 1 is always shown; columns of a higher number are left out of a terminal table first when it is too
   * narrow. Files always have all columns.
   */
  readonly priority: 1 | 2 | 3 | 4;
  /** A part of a whole, which a terminal draws as a bar beside the number. */
  readonly bar?: true;
  /** Stands in a line of its own under the row where a terminal has no room for the column. */
  readonly below?: true;
  /** Status and range of its quantities stand in columns of the table's own, so that CSV adds none. */
  readonly statusApart?: true;
  /** People see its figures as they are said: 65,800 jobs, 12%. Files have all digits. */
  readonly spoken?: true;
}

/** Text, a plain number of our own (a rank, a count), or a quantity with its status. */
export type ReportCell = string | number | boolean | Datum | TopCoded | undefined;

export interface ReportRow {
  readonly cells: Readonly<Record<string, ReportCell>>;
  /** Shown stronger, such as the short list. */
  readonly emphasis?: boolean;
  /** Numbers that people see where figures rounded each alone would not add up; files have the cells' own. */
  readonly shown?: Readonly<Record<string, number>>;
  /** Where figures of one column are of unlike kinds, as those of an industry's factors are: by column. */
  readonly units?: Readonly<Record<string, Unit | undefined>>;
}

/** A column as one row has it. */
export function columnIn(row: ReportRow, column: ReportColumn): ReportColumn {
  const { unit: _common, ...others } = column;
  void _common;
  if (!row.units || !Object.hasOwn(row.units, column.id)) return column;
  const unit = row.units[column.id];
  return { ...others, ...(unit && { unit }) };
}

export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** What a suppressed figure is, where not its publisher withheld it. */
  readonly suppressedWords?: string;
  /** What the emphasised rows are, for the legend: `short list`. */
  readonly emphasis?: string;
  /**
   * Where a terminal shows the first rows only: how many, and how to see the rest. Everything else has all.
   */
  readonly leading?: {
    readonly rows: number;
    readonly rest: string;
    /** The title where all rows are shown, where the table's own counts the first ones. */
    readonly whole?: string;
    /** The emphasised rows are shown, wherever they stand, and not the first ones. */
    readonly emphasised?: true;
  };
  /**
   * Where people are shown less than files hold, so that it can be read in a pull request: columns by id, how many
   * rows, and how to see the rest.
   */
  readonly brief?: { readonly columns: readonly string[]; readonly rows: number; readonly rest: string };
}

/** The table that people are shown where it has a shorter form. */
export function briefTable(table: ReportTable): ReportTable {
  const { brief, ...whole } = table;
  if (!brief) return table;
  const { columns, rows, rest } = brief;
  return {
    ...whole,
    columns: table.columns.filter(({ id }) => columns.includes(id)),
    rows: table.rows.slice(0, rows),
    leading: { rows, rest },
  };
}

/** A heading and what is said under it; `items` are a list. */
export interface ReportSection {
  readonly heading: string;
  /** Said before the tables, because it is the answer. */
  readonly before?: boolean;
  /** By which a page finds it again. */
  readonly id?: string;
  /** Where a report has a {@link Screen}: said by it already, or shown only where asked for. */
  readonly onScreen?: "said" | "why" | "notes";
  readonly paragraphs?: readonly string[];
  readonly items?: readonly string[];
}

/**
 * The answer on one screen of a terminal, where nobody asks for more: what leads, what was computed, the first table
 * with few columns, and what matters most of the rest, a line each.
 */
export interface Screen {
  readonly summary: readonly string[];
  readonly scope: Report["scope"];
  /** Of the first table, by id, in this order. */
  readonly columns: readonly string[];
  /** Lines under the table, with what they are. */
  readonly lines: readonly {
    readonly label: string;
    /** With which option all of them are shown in full, in place of these. */
    readonly option: "why" | "notes";
    readonly severity?: "caution";
    /** A name may be cut where the line has no room; the text is not. */
    readonly items: readonly (string | { readonly name: string; readonly text: string })[];
  }[];
  /** How many rows were asked for; ties may make it more. A screen without them is as long as what it says. */
  readonly rows?: number;
  /** How the terminal's options call the rest. */
  readonly options: readonly string[];
}

/**
 * Everything a command has to say, decided once; renderers only decide how it looks.
 *
 * The first table is the one that `--format csv` writes; `json` is the command's JSON without notes and
 * provenance, which the renderer adds, at full precision.
 */
export interface Report {
  readonly command: string;
  readonly title: string;
  /** Label and text of what was asked: region, reference, years, ownership, base, level. */
  readonly scope: readonly (readonly [label: string, text: string])[];
  readonly tables: readonly [ReportTable, ...ReportTable[]];
  /** Said before the tables only where it is the answer, after them otherwise. */
  readonly sections: readonly ReportSection[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
  readonly screen?: Screen;
  /** Of a ranking: all that it was made of, for outputs that rank again when a weight changes, or show the working. */
  readonly ranked?: RankReportInputs;
  /** Of occupations: the staffing patterns of the chosen industries, whole. */
  readonly staffed?: ChosenStaffing;
  /** Of a profile: the whole of it in the order in which it is read, in place of tables, then sections. */
  readonly chapters?: readonly ReportChapter[];
  /** What can be drawn of it, the first where nobody chooses. */
  readonly charts?: readonly Chart[];
  /** `sector-rank/rank/1` */
  readonly schema: string;
  readonly json: Readonly<Record<string, unknown>>;
}
