import type { AreaChange, HasRows } from "../../areas/area-changes.js";
import { followBack, inUseIn } from "../../areas/area-changes.js";
import type { Areas } from "../../areas/areas.js";
import { countiesMoved, standInFor } from "../../areas/delineation-changes.js";
import type { AreaCode } from "../../core/codes.js";
import { caution, information, type Note } from "../../core/notes.js";
import type { Span } from "../periods.js";

/** What changed in a region between the two years of a span, and whether its figures are of the same ground. */
export function changeNotes(
  areas: Areas,
  placed: { readonly composed: boolean; readonly changes: readonly AreaChange[] },
  span: Span,
  hasRows: HasRows,
): readonly Note[] {
  const { start, end, startFromChange } = span;
  if (!start || startFromChange) return [];
  const { exact, inexact } = followBack(span.areas, placed.changes, { from: start.year, to: end.year, hasRows });
  const notes: Note[] = [];
  if (exact.length > 0) {
    notes.push(
      information(
        "areas-followed",
        `The region is the same ground in both years, under other codes: ${exact.map((change) => describeSuccession(change, start.year, end.year)).join("; ")}.`,
      ),
    );
  }
  for (const change of inexact) {
    const { kind, what, effective, before, after } = change;
    const among = after.filter((code) => span.areas.includes(code));
    const text = `${what} (${effective}): growth of ${listed(areas, among)} over that day compares different ground at its two ends`;
    notes.push(
      kind === "boundary"
        ? information("boundary-moved", `${text}.`)
        : caution(
            "areas-changed",
            `${text}. Together ${[...new Set([...before, ...after])].sort().join(", ")} cover the same in every year.`,
          ),
    );
  }
  for (const code of span.areas) {
    const moved = placed.composed ? undefined : countiesMoved(areas, code, start.year, end.year);
    if (!moved) continue;
    notes.push(
      caution(
        "delineation-changed",
        `${areas.nameOf(code)} (${code}) is not the same area in ${start.year} and ${end.year}: QCEW went from the delineation of ${moved.from.month} to that of ${moved.to.month}${moved.joined.length > 0 ? `; ${listed(areas, moved.joined)} joined` : ""}${moved.left.length > 0 ? `; ${listed(areas, moved.left)} left` : ""}. Growth over the change compares different counties: \`--region "counties of ${code}"\` with county files compares the same ones.`,
      ),
    );
  }
  return notes;
}

/** Why files of a year can't have rows of an area, and where its figures are instead; undefined if they can. */
export function whyMissing(areas: Areas, code: AreaCode, year: number, hasRows: HasRows): string | undefined {
  const [change] = inUseIn([code], areas.changes, year, hasRows).inexact;
  if (change) {
    const isGone = change.before.includes(code) && !change.after.includes(code);
    const instead = isGone ? change.after : change.before;
    return `${change.what} (${change.effective}): in ${year} ${isGone ? "its" : "that"} ground is in ${listed(areas, instead)}`;
  }
  const other = standInFor(areas, code, year);
  if (!other) return undefined;
  const without = other.missing.length > 0 ? ` without ${listed(areas, other.missing)}` : "";
  const also = other.adds.length > 0 ? ` with ${listed(areas, other.adds)} besides` : "";
  return `${code} ${areas.nameOf(code)} is of the delineation of ${other.own.month}; in ${year} QCEW has ${other.area} ${areas.nameOf(other.area)} in its place${without}${also}: take that one for ${year}, or "counties of ${code}" with county files`;
}

function describeSuccession({ before, after, what, effective }: AreaChange, start: number, end: number): string {
  return `${before.join(", ")} in ${start} is ${after.join(", ")} in ${end} (${what}, ${effective})`;
}

function listed(areas: Areas, codes: readonly AreaCode[]): string {
  const shown = codes.slice(0, 4).map((code) => `${code} ${areas.nameOf(code)}`);
  return codes.length > shown.length ? `${shown.join("; ")} and ${codes.length - shown.length} more` : shown.join("; ");
}
