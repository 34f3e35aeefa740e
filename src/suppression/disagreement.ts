import { InputError, MAXIMUM_PROBLEMS, throwProblems, type Place } from "../core/errors.js";
import type { QcewTable } from "../qcew/table.js";
import type { Bounds } from "./bounds.js";
import type { Cells, Quantity } from "./cells.js";
import type { Constraints, Disagreement } from "./constraints.js";
import type { Family } from "./constraint-groups.js";

const PARTS_OF: Readonly<Record<Family, string>> = {
  industries: "its industries",
  ownerships: "its ownerships",
  "counties-to-state": "its counties",
  "counties-to-msa": "its counties",
  "states-to-nation": "its states",
};

const HINT =
  "use files of one release: a final and a preliminary release, or a file edited by hand, don't add up with the others; --suppressed drop uses published figures only, without these totals";

/**
 * Throws when published figures contradict each other beyond rounding.
 *
 * @throws {InputError} `TOTALS_DISAGREE`, with the total's place and the places of what it is made of
 */
export function requireAgreement(constraints: Constraints, cells: Cells): void {
  const contradictions = constraints.disagreements.filter((found) => !isHarmless(found, cells));
  throwProblems(contradictions.slice(0, MAXIMUM_PROBLEMS).map((found) => describe(found, cells)));
}

/**
 * Whether nothing that is shown depends on a contradiction, so that `inspect` may report it and a ranking go on.
 *
 * The nation has no suppressed cell to be filled from its totals, and national rows that were derived (as
 * sums of states, or from the next year's changes) round once a part. Rows that stand for an earlier
 * year lack the codes that ended before the file's own year, so their totals are above their parts.
 */
function isHarmless({ total, printed, added }: Disagreement, { table }: Cells): boolean {
  if (table.areas[table.area[total]!] === "US000") return true;
  return printed > added && table.year[total] === table.derivedYear;
}

/**
 * The same for contradictions that only show through several totals: they leave a cell no room.
 *
 * @throws {InputError} `TOTALS_DISAGREE`
 */
export function requireRoom(bounds: Bounds, constraints: Constraints, cells: Cells, quantity: Quantity): void {
  const { table } = cells;
  // A year computed from changes is without some rows, so its sums may miss without anybody's fault.
  const conflicts = bounds.conflicts.filter(({ unknown }) => !cells.lacksRows[cells.period[cells.rows[unknown]!]!]);
  throwProblems(
    conflicts.map(({ unknown, low, high, lowFrom, highFrom }) => {
      const row = cells.rows[unknown]!;
      const totals = [lowFrom, highFrom].filter((c) => c !== -1).map((c) => constraints.total[c]!);
      const where = locateRow(table, totals[0] ?? row);
      const others = totals
        .slice(1)
        .map((total) => `${describeRow(table, total)} (${formatPlace(locateRow(table, total))})`);
      return new InputError(
        `published ${quantity} of ${describeRow(table, totals[0] ?? row)} leaves no room for the suppressed ${describeRow(table, row)}`,
        {
          code: "TOTALS_DISAGREE",
          where,
          found: [
            `at least ${number(low)} and at most ${number(high)} for ${formatPlace(locateRow(table, row))}`,
            ...(others.length > 0 ? [`against ${others.join(", ")}`] : []),
          ].join("; "),
          hint: HINT,
        },
      );
    }),
  );
}

function describe({ total, members, family, quantity, printed, added }: Disagreement, { table }: Cells): InputError {
  const places = members.slice(0, 6).map((row) => `${table.industries[table.industry[row]!]} of ${placeText(row)}`);
  const rest = members.length > places.length ? ` and ${members.length - places.length} more` : "";
  return new InputError(
    `${quantity} of ${describeRow(table, total)} is printed as ${number(printed)}, but what is published of ${PARTS_OF[family]} adds up to ${number(added)}`,
    {
      code: "TOTALS_DISAGREE",
      where: locateRow(table, total),
      found: `${places.join(", ")}${rest}`,
      hint: HINT,
    },
  );

  function placeText(row: number): string {
    return `${table.areas[table.area[row]!]} at ${formatPlace(locateRow(table, row))}`;
  }
}

function describeRow(table: QcewTable, row: number): string {
  const period = table.quarter[row] === 0 ? `${table.year[row]}` : `${table.year[row]} Q${table.quarter[row]}`;
  const industry = table.industries[table.industry[row]!];
  return `industry ${industry}, ownership ${table.ownership[row]}, area ${table.areas[table.area[row]!]}, ${period}`;
}

function locateRow(table: QcewTable, row: number): Place {
  const file = table.sources[table.source[row]!]?.file ?? "input";
  return { file, line: table.line[row]! };
}

function formatPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}

// Quarterly employment is a mean of three months; a third of a job says nothing to a reader here.
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
