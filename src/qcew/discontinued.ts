import type { Note } from "../core/notes.js";
import { caution } from "../core/notes.js";
import type { QcewTable } from "./table.js";
import { NOTHING } from "./table.js";

// The publisher's last quarter of industry detail for metropolitan areas is 2025 Q3.
const FIRST_YEAR_WITHOUT = 2025;
const FIRST_QUARTER_WITHOUT = 4;

/**
 * Whether a row stands for industry detail of a metropolitan area that is no longer published.
 *
 * Such rows are `-` rows with an establishment change of −100 %, as if all establishments had closed: no
 * change or growth may be computed from them.
 */
export function isDiscontinuedDetail(table: QcewTable, row: number): boolean {
  const level = table.level[row]!;
  const isMetropolitanDetail = level > 40 && level < 50;
  if (table.disclosure[row] !== NOTHING || !isMetropolitanDetail) return false;
  const year = table.year[row]!;
  const quarter = table.quarter[row]!;
  return (
    year > FIRST_YEAR_WITHOUT || (year === FIRST_YEAR_WITHOUT && (quarter === 0 || quarter >= FIRST_QUARTER_WITHOUT))
  );
}

/** A note on such rows, where a table has any. */
export function discontinuedDetailNote(table: QcewTable): Note | undefined {
  const areas = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    if (isDiscontinuedDetail(table, row)) areas.add(table.areas[table.area[row]!]!);
  }
  if (areas.size === 0) return undefined;
  const [first, ...others] = [...areas].sort();
  const which = others.length === 0 ? first! : `${first!} and ${others.length} more`;
  const text = `Industry detail of metropolitan areas ends with 2025 Q3 (${which}): its disappearance is not a decline.`;
  return caution("qcew-metropolitan-detail-discontinued", text);
}
