import { caution, information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { GrowthReading } from "./growths.js";
import type { ParsedRows } from "./rows.js";
import type { VendorTable } from "./table.js";
import { nameWorkers } from "./vendors.js";

/** What was found while the table was read. */
interface ReadingFacts extends Pick<ParsedRows, "zeros" | "isWhole"> {
  readonly unknown: readonly string[];
  readonly growths: GrowthReading;
  /** Text, and no workbook. */
  readonly isText: boolean;
}

const NAMED = 6;

/** The first few of a list, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `${names.slice(0, NAMED).join(", ")}${more}`;
}

/** Whom the jobs of a table count, as a clause: "counts QCEW employees and self-employed people". */
export function describeBase({ vendorName, workers }: Pick<VendorTable, "vendorName" | "workers">): string {
  if (workers.length === 0) return `${vendorName}'s file does not say whether its jobs count the self-employed`;
  return `${vendorName}'s jobs count ${workers
    .map(nameWorkers)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1")}`;
}

/** What the reader of figures from a vendor's table must know of how it was read. */
export function describeReading(table: Omit<VendorTable, "notes">, facts: ReadingFacts): readonly Note[] {
  const { file, marks, foreign, columns } = table;
  const { unknown, growths, zeros } = facts;
  const count = (number: number) => formatNumber(number, "count");
  const notes: Note[] = [];
  if (marks.few + marks.insufficient > 0) {
    const parts = [
      ...(marks.few > 0 ? [`${count(marks.few)} with fewer jobs than it shows ("<10")`] : []),
      ...(marks.insufficient > 0 ? [`${count(marks.insufficient)} with insufficient data`] : []),
    ];
    notes.push(
      information(
        "vendor-marks",
        `${file}: cells without a figure: ${parts.join(", ")}. They count as missing, not as 0.`,
      ),
    );
  }
  if (foreign.length > 0) {
    const codes = foreign.map(({ code }) => code);
    const text = `${file}: ${count(codes.length)} ${codes.length === 1 ? "code is" : "codes are"} the vendor's own and no industry of QCEW: ${nameSome(codes)}.`;
    notes.push(information("vendor-codes", text, codes));
  }
  if (unknown.length > 0) {
    const text = `${file}: ${count(unknown.length)} ${unknown.length === 1 ? "column is" : "columns are"} not known and not read: ${nameSome(unknown.map((name) => `"${name}"`))}.`;
    notes.push(information("vendor-columns", text));
  }
  if (growths.percentages.length > 0) {
    const names = nameSome(growths.percentages.map(({ header }) => `"${header}"`));
    notes.push(information("vendor-percent", `${file}: ${names}: read as percentages, which its own jobs bear out.`));
  }
  if (growths.unknown.length > 0) {
    const names = nameSome(growths.unknown.map(({ header }) => `"${header}"`));
    const text = `${file}: ${names}: nothing shows whether the numbers are percentages or fractions, so that they are not used. Export them with a percent sign.`;
    notes.push(caution("vendor-percent-unknown", text));
  }
  if (zeros.pay > 0) {
    const text = `${file}: ${count(zeros.pay)} ${zeros.pay === 1 ? "cell" : "cells"} of pay hold 0, which is no pay: they count as missing.`;
    notes.push(information("vendor-zero-pay", text));
  }
  if (table.vendor === "lightcast" && facts.isText && facts.isWhole && zeros.jobs > 0) {
    const text = `${file}: ${count(zeros.jobs)} ${zeros.jobs === 1 ? "cell" : "cells"} of jobs hold 0. In its CSV Lightcast may write 0 where its workbook has "<10": a 0 is not sure to be none. Export the table as .xlsx to see which.`;
    notes.push(caution("vendor-zero-jobs", text));
  }
  if (table.year === undefined) {
    const text = `${file}: nothing says of which year the figures are ("data as of 2023Q4" below the table does).`;
    notes.push(caution("vendor-year-unknown", text));
  }
  if (table.versions.length === 0 && columns.length > 0) {
    notes.push(caution("vendor-versions-mixed", `${file}: no version of NAICS has all of its codes.`));
  }
  return notes;
}
