import { createHash } from "node:crypto";
import type { Result } from "../result/result.js";

/**
 * By what a worksheet knows its result: 16 digits of a SHA-256 over what was asked, the figures and the
 * ranks. How the file is laid out, and where it lies, do not enter.
 */
export function resultChecksum({ scope, ranking, industries }: Result): string {
  const content = { scope, ranking, industries };
  return createHash("sha256")
    .update(JSON.stringify(sorted(content)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}
