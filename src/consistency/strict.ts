import type { Areas } from "../areas/areas.js";
import { InputError } from "../core/errors.js";
import type { QcewTable } from "../qcew/table.js";
import { findHoles, describeHole } from "./holes.js";

/** How many areas the error names. */
const NAMED = 6;

/**
 * What `--strict` asks of files beyond rows that can be read: that every area has the periods that others of its kind have.
 *
 * @param table rows of files, or one row of each area and period
 * @throws {InputError} CHECK_FAILED, which ends with status 4
 */
export function requireNoHoles(table: QcewTable, areas: Areas): void {
  const { holes } = findHoles(table, areas);
  if (holes.length === 0) return;
  const named = holes.slice(0, NAMED).map((hole) => describeHole(hole, (code) => areas.nameOf(code)));
  const more = holes.length > NAMED ? `; and ${holes.length - NAMED} more` : "";
  throw new InputError(
    holes.length === 1
      ? "an area has no rows of periods that others of its kind have in the files"
      : `${holes.length} areas have no rows of periods that others of their kind have in the files`,
    {
      code: "CHECK_FAILED",
      found: `${named.join("; ")}${more}`,
      hint: "add their files; or run without --strict, and read the cautions",
    },
  );
}
