import type { Report } from "../report/report.js";

/** The report as one JSON object: what the command defines, then notes and provenance; two spaces, full precision. */
export function renderJson(report: Report): string {
  const whole = { schema: report.schema, ...report.json, notes: report.notes, provenance: report.provenance };
  return `${JSON.stringify(whole, requireFinite, 2)}\n`;
}

/** JSON would turn NaN and infinity into null, which reads as a fact. */
function requireFinite(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`unreachable: ${key} is ${value}`);
  return value;
}
