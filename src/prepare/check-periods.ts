import { readAreas } from "../areas/read-areas.js";
import { checkConsistency } from "../consistency/check.js";
import { consistencyNotes, joinSummaries, summarizeFindings } from "../consistency/notes.js";
import type { Note } from "../core/notes.js";
import { openStore } from "../qcew/store/open-store.js";
import type { QcewField } from "../qcew/table.js";
import { metropolitanCounties } from "../region/read/area-rows.js";

/** What a store keeps of the figures that say one thing twice; of a year's pay that of a week says what that of the year does. */
const CHECKED: readonly QcewField[] = ["establishments", "employment", "wages"];
const PAY_OF_YEARS: QcewField = "annualPay";
const PAY_OF_WEEKS: QcewField = "weeklyWage";

/** In what the rows of periods that were just stored contradict each other, a period at a time. */
export async function periodNotes(
  path: string,
  periods: readonly { readonly year: number; readonly quarter: number }[],
): Promise<readonly Note[]> {
  const areas = readAreas();
  const found = [];
  for (const { year, quarter } of periods) {
    const store = openStore(path, (one) => one.year === year && one.quarter === quarter);
    try {
      for (const file of store.periods) {
        // As they lie in the file, by area: to put them in the order of the publisher's files takes as long as the check.
        const pay = quarter === 0 && file.index.fields.includes(PAY_OF_YEARS) ? PAY_OF_YEARS : PAY_OF_WEEKS;
        const table = file.read(file.findRanges(undefined), [...CHECKED, pay]);
        found.push(summarizeFindings(checkConsistency(table, metropolitanCounties(areas, table, year)), table));
      }
    } finally {
      store.close();
    }
  }
  return consistencyNotes(joinSummaries(found));
}
