import type { Chart } from "./chart.js";

/**
 * A part of a report that is read from top to bottom, as a page for a meeting is: words, then its tables and its
 * picture, then room to write.
 */
export interface ReportChapter {
  readonly id: string;
  readonly heading: string;
  /** 1 begins a page on paper. */
  readonly depth: 1 | 2;
  readonly paragraphs?: readonly string[];
  readonly items?: readonly string[];
  /** Of the report's tables, by id, in this order. */
  readonly tables?: readonly string[];
  readonly chart?: Chart;
  /** An empty box, with what people may write into it. */
  readonly box?: string;
  /** For whoever checks, in smaller letters. */
  readonly isSmall?: boolean;
}
