import { readAreas } from "../areas/read-areas.js";
import { checkConsistency } from "../consistency/check.js";
import { consistencyNotes, joinSummaries, summarizeFindings } from "../consistency/notes.js";
import type { Note } from "../core/notes.js";
import { readStore } from "../qcew/store/read-store.js";
import type { QcewField } from "../qcew/table.js";
import { metropolitanCounties } from "../region/read/area-rows.js";

/** What a store keeps of the figures that say one thing twice. */
const CHECKED: readonly QcewField[] = ["establishments", "employment", "wages", "weeklyWage", "annualPay"];

/** In what the rows of periods that were just stored contradict each other, a period at a time. */
export async function periodNotes(
  store: string,
  periods: readonly { readonly year: number; readonly quarter: number }[],
): Promise<readonly Note[]> {
  const areas = readAreas();
  const found = [];
  for (const { year, quarter } of periods) {
    const { table } = await readStore(store, {
      fields: CHECKED,
      years: (one) => one === year,
      quarters: (one) => one === quarter,
    });
    found.push(summarizeFindings(checkConsistency(table, metropolitanCounties(areas, table, year)), table));
  }
  return consistencyNotes(joinSummaries(found));
}
