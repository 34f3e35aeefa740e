import { aggregateRows, groupByIndustry, publishedValues } from "./aggregate.js";
import { naicsVersionOfYear } from "../core/codes.js";
import type { AreaSet, Ownership } from "../core/industry-table.js";
import { planBridge } from "../naics/bridge-plan.js";
import type { Naics } from "../naics/naics.js";
import { sharesOfArea } from "../naics/split-shares.js";
import type { Revision } from "../naics/revision.js";
import { information, type Note } from "../core/notes.js";
import type { Period } from "../core/codes.js";
import { codesAtLevel, type QcewTable } from "../qcew/table.js";

/**
 * Years on both sides of a break that are no further apart show its shares better than those that are shipped, which
 * are of years three apart: the closer, the less growth is taken for content.
 */
const CLOSE_YEARS = 2;

export interface OwnSharesRequest {
  readonly qcew: QcewTable;
  /** Rows of the reference area alone, of whatever period and ownership. */
  readonly among: Uint32Array;
  readonly reference: AreaSet;
  readonly ownership: Ownership;
  readonly naics: Naics;
  /** 0 for annual averages: shares are taken from periods of the same kind. */
  readonly quarter: number;
}

/**
 * The shares of split codes from the reference area's own published six-digit figures, where the files hold them for
 * two years close to the break, one on either side.
 */
export function withOwnShares(
  revision: Revision,
  request: OwnSharesRequest,
): { readonly revision: Revision; readonly notes: readonly Note[] } {
  const { qcew, among, ownership, naics, quarter, reference } = request;
  const years = yearsAround(revision, qcew, among, quarter);
  if (!years) return { revision, notes: [] };
  const groupRows = (year: number): ReadonlyMap<string, readonly number[]> =>
    groupByIndustry(qcew, among, { year, quarter: quarter as Period["quarter"], ownership });
  const [before, after] = [groupRows(years.before), groupRows(years.after)];
  if ([before, after].some((rows) => codesAtLevel(qcew, rows, "6").length === 0)) return { revision, notes: [] };
  const published = publishedValues(qcew);
  const figures = (rows: ReadonlyMap<string, readonly number[]>, codes: readonly string[]) =>
    aggregateRows(
      codes.flatMap((code) => rows.get(code) ?? []),
      qcew,
      published,
    );
  const { revision: own, codes } = sharesOfArea(revision, {
    plan: planBridge(naics, revision, "6"),
    naics,
    earlierCodes: before.keys(),
    earlier: (wanted) => figures(before, wanted),
    later: (code) => (after.has(code) ? figures(after, [code]) : undefined),
    years: years.after - years.before,
  });
  if (codes === 0) return { revision, notes: [] };
  return {
    revision: own,
    notes: [
      information(
        "bridge-own-shares",
        `The shares of ${codes} codes that NAICS ${revision.to} split are taken from ${reference.name} of ${years.before} and ${years.after} in the files, at six digits.`,
      ),
    ],
  };
}

/** The last year before the break and the first after it, of which the area has rows. */
function yearsAround(
  { from, to }: Revision,
  { year, quarter: quarters }: QcewTable,
  among: Uint32Array,
  quarter: number,
): { readonly before: number; readonly after: number } | undefined {
  const years = new Set<number>();
  for (const row of among) if (quarters[row] === quarter) years.add(year[row]!);
  const of = (version: number): number[] => [...years].filter((one) => naicsVersionOfYear(one) === version);
  const [before, after] = [Math.max(...of(from)), Math.min(...of(to))];
  return after - before <= CLOSE_YEARS ? { before, after } : undefined;
}
