import type { ReportChapter } from "../report/chapters.js";
import type { ReportTable } from "../report/report.js";

/** A chapter with the tables that it shows. */
export interface Section {
  readonly chapter: ReportChapter;
  readonly tables?: readonly ReportTable[];
  /** The same for programs, under the section's id. */
  readonly json?: Readonly<Record<string, unknown>>;
}
