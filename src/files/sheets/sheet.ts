/** A table of text cells with the line, or the row of the sheet, that each stands in. */
export interface Sheet {
  /** For messages: the file; for one part of several `file!part`. */
  readonly file: string;
  /** The worksheet's or member's own name, where there are several. */
  readonly name: string | undefined;
  /** Rows with anything in them. */
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** Counts from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
