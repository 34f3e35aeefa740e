import { UsageError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { ALL_MEASURES } from "../measures/index.js";
import { foldName, measureNamed } from "../measures/named.js";
import type { ReportColumn, ReportTable } from "./report.js";

/**
 * The columns of a table that a user names, by id or label, behind those that say what a row is.
 *
 * @throws {UsageError} COLUMN_UNKNOWN with the nearest name
 */
export function chosenColumns({ columns }: ReportTable, names: readonly string[]): readonly ReportColumn[] {
  const keys = columns.slice(0, columns.findIndex(({ kind }) => kind === "text") + 1);
  const chosen = names.map((name) => {
    const measure = measureNamed(name, ALL_MEASURES)?.id;
    const found =
      columns.find(({ id, label }) => foldName(id) === foldName(name) || foldName(label) === foldName(name)) ??
      columns.find(({ id }) => id === measure);
    if (found) return found;
    const [guess] = nearest(
      name,
      columns.flatMap(({ id, label }) => [id, label]),
      1,
    );
    throw new UsageError(`no column of the table is called "${name}"`, {
      code: "COLUMN_UNKNOWN",
      found: name,
      hint: guess === undefined ? `choose among ${columns.map(({ id }) => id).join(", ")}` : `did you mean ${guess}?`,
    });
  });
  return [...new Set([...keys, ...chosen])];
}
