import type { AreaCode } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { IncompleteYear, QcewTable } from "../qcew/table.js";
import { QUARTERS } from "../qcew/whole-year.js";

/**
 * Ends where a year is asked for, or none is there, of which the files hold all four quarters of the areas.
 *
 * @throws {InputError} QUARTER_MISSING, with the quarters that are missing
 */
export function requireWholeYears(
  table: QcewTable,
  areas: readonly AreaCode[],
  { year, since }: { readonly year?: number | undefined; readonly since?: number | undefined },
): void {
  const { ofQuarters } = table;
  if (!ofQuarters || ofQuarters.table.length === 0) return;
  if (!ofQuarters.table.quarter.some((quarter) => quarter > 0)) {
    throw new InputError("the files hold annual averages, no quarters", {
      code: "QUARTER_MISSING",
      found: "--quarter mean",
      hint: "leave --quarter out: annual averages are whole years",
    });
  }
  const incomplete = findIncompleteYears(table, areas);
  const asked = [year, since].filter((one) => one !== undefined);
  const lacking =
    incomplete.find((one) => asked.includes(one.year)) ?? (table.length === 0 ? incomplete.at(-1) : undefined);
  if (lacking) throw missingQuarters(lacking);
}

function missingQuarters({ area, year, missing }: IncompleteYear): InputError {
  const there = QUARTERS.filter((quarter) => !missing.includes(quarter));
  return new InputError(
    `${listQuarters(missing)} of ${year} ${missing.length === 1 ? "is" : "are"} not in the files of ${area}`,
    {
      code: "QUARTER_MISSING",
      found: `${listQuarters(there)} of ${year}; --quarter mean takes all four`,
      hint: `add the ${missing.length === 1 ? "file" : "files"} of ${listQuarters(missing)}, or choose --quarter ${there.join(" or ")}`,
    },
  );
}

function listQuarters(quarters: readonly number[]): string {
  return `${quarters.length === 1 ? "quarter" : "quarters"} ${quarters.join(", ")}`;
}

function findIncompleteYears({ ofQuarters }: QcewTable, areas: readonly AreaCode[]): readonly IncompleteYear[] {
  const wanted = new Set<string>(areas);
  return ofQuarters?.incomplete.filter(({ area }) => wanted.has(area)) ?? [];
}

/** How years of four quarters were made, and what is left out. */
export function wholeYearNotes(table: QcewTable, areas: readonly AreaCode[], end: number): readonly Note[] {
  const { ofQuarters } = table;
  if (!ofQuarters) return [];
  const notes = [
    information(
      "year-of-quarters",
      "Years are made of four quarters: jobs are the mean of twelve months, establishments of four quarters, wages the sum. BLS's annual averages are the same, rounded.",
    ),
  ];
  const [later] = findIncompleteYears(table, areas).filter(({ year }) => year > end);
  if (later) {
    notes.push(
      information(
        "year-incomplete",
        `${later.year} is left out: the files of ${later.area} hold no ${listQuarters(later.missing)} of it.`,
      ),
    );
  }
  if (ofQuarters.partial > 0) {
    notes.push(
      information(
        "quarters-without-row",
        `${formatNumber(ofQuarters.partial, "count")} cells of all areas and levels have no row in some quarter of a year, and count nothing there.`,
      ),
    );
  }
  return notes;
}
