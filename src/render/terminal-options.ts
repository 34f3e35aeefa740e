import type { TextStyle } from "./text-style.js";

/** How a terminal shows a report, and how much of it. */
export interface TerminalOptions {
  readonly width: number;
  readonly style?: TextStyle;
  /** Columns of the first table, by id or label; those that fit where empty. */
  readonly columns?: readonly string[];
  readonly allColumns?: boolean;
  readonly allRows?: boolean;
  readonly why?: boolean;
  readonly notes?: boolean;
}
