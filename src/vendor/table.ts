import type { NaicsVersion } from "../core/codes.js";
import type { Datum } from "../core/datum.js";
import type { Level } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { FigureKind } from "./figures.js";
import type { VendorId, WorkerClass } from "./vendors.js";

/** A column of figures whose meaning is known. */
export interface VendorColumn {
  /** A name for weights and files: `lightcastJobs2023`. */
  readonly id: string;
  readonly kind: FigureKind;
  /** As the file heads it. */
  readonly header: string;
  /** The year of the figures, or the last of a span; undefined if the file does not say. */
  readonly year?: number | undefined;
  /** The first year of a span. */
  readonly since?: number | undefined;
  /** Of one class of worker alone. */
  readonly workers?: WorkerClass | undefined;
}

/** An industry of a vendor's table. */
export interface VendorRow {
  /** As QCEW writes it: 31-33 for 31. */
  readonly code: string;
  /** As the file has it, without what must not be printed. */
  readonly title: string;
  readonly line: number;
  readonly level: Level;
  /** By column id. A figure that the vendor does not show is suppressed or undefined, never 0. */
  readonly figures: ReadonlyMap<string, Datum>;
}

/** An industry table of a vendor, as it was exported. */
export interface VendorTable {
  readonly vendor: VendorId;
  readonly vendorName: string;
  /** The file, or its sheet. */
  readonly file: string;
  /** The first text above the table; empty if there is none. */
  readonly heading: string;
  readonly sha256: string | undefined;
  readonly columns: readonly VendorColumn[];
  /** Rows with a code of NAICS or QCEW, in the file's order. */
  readonly rows: readonly VendorRow[];
  /** Rows with codes of the vendor's own, such as 90 for government. */
  readonly foreign: readonly VendorRow[];
  /** The row of all industries, of a table that has one. */
  readonly total: VendorRow | undefined;
  /** The latest year of its jobs, projections left out; undefined if the file does not say. */
  readonly year: number | undefined;
  /** What the file says of its date: `2023Q4`, `2024.1`. */
  readonly release: string | undefined;
  /** Whom its jobs count, as far as the file says. */
  readonly workers: readonly WorkerClass[];
  /** Versions of NAICS that have all of its codes, earliest first. */
  readonly versions: readonly NaicsVersion[];
  /** Cells that the vendor shows as a mark: `<10`, and insufficient data. */
  readonly marks: { readonly few: number; readonly insufficient: number };
  readonly notes: readonly Note[];
}

/** Rows at a level, and how many there are at others. */
export interface LevelRows {
  readonly level: Level;
  readonly rows: readonly VendorRow[];
  readonly others: readonly (readonly [level: Level, count: number])[];
}

/** How many rows a table has at each level, most first. */
export function countLevels({ rows }: Pick<VendorTable, "rows">): readonly (readonly [level: Level, count: number])[] {
  const counts = new Map<Level, number>();
  for (const { level } of rows) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** One level of a table, so that no industry is counted beside its parts. */
export function rowsAtLevel(table: Pick<VendorTable, "rows">, level: Level): LevelRows {
  return {
    level,
    rows: table.rows.filter((row) => row.level === level),
    others: countLevels(table).filter(([one]) => one !== level),
  };
}

/** The column of a kind, of a year where one is named; the vendor's own total of workers, not one class. */
export function findVendorColumn(
  { columns }: Pick<VendorTable, "columns">,
  kind: FigureKind,
  year?: number,
): VendorColumn | undefined {
  const found = columns.filter((column) => column.kind === kind && column.workers === undefined);
  return year === undefined ? found.at(-1) : found.find((column) => column.year === year);
}
