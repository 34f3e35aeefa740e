import type { Report } from "../report/report.js";

/** The report as one JSON object: what the command defines, then notes and provenance; two spaces, full precision. */
export function renderJson(report: Report): string {
  const whole = { schema: report.schema, ...report.json, notes: report.notes, provenance: report.provenance };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
