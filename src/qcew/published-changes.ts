import type { QcewTable } from "./table.js";

/** Change of employment: published for years; for quarters the mean of the months' changes. NaN where untold. */
export function employmentChanges(table: QcewTable): Float64Array | undefined {
  const annual = table.fields.changeEmployment;
  const { changeMonth1, changeMonth2, changeMonth3 } = table.fields;
  if (!changeMonth1 || !changeMonth2 || !changeMonth3) return annual;
  const changes = new Float64Array(table.length);
  for (let row = 0; row < table.length; row++) {
    changes[row] =
      table.quarter[row] === 0
        ? (annual?.[row] ?? Number.NaN)
        : (changeMonth1[row]! + changeMonth2[row]! + changeMonth3[row]!) / 3;
  }
  return changes;
}
