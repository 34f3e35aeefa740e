import { hasValue } from "../../core/datum.js";
import { caution, type Note } from "../../core/notes.js";
import { formatNumber } from "../../core/number-format.js";
import { shippedOccupations } from "../../staffing/read/shipped-occupations.js";
import type { OccupationProjection, OccupationTable } from "../../staffing/occupation-records.js";
import type { SocCode } from "../../staffing/records.js";

/** No occupation grows or shrinks this many times over the years of a projection. */
const MOST_GROWTH = 3;
/** Openings for each job, compared with the nation's of the occupation: turnover is much alike everywhere. */
const FAR_FROM_NATION = 8;
/** Below this many jobs, and openings a year, rounding moves both too far. */
const FEW_JOBS = 100;
const FEW_OPENINGS = 5;

/** What an occupation's own figures say that no occupation's do; undefined where they may be right. */
function oddity(
  code: SocCode,
  { base, projected, openings }: OccupationProjection,
  nation: OccupationProjection | undefined,
): string | undefined {
  if (!hasValue(base) || base.value < FEW_JOBS) return undefined;
  const jobs = (count: number): string => formatNumber(count, "jobs");
  if (hasValue(projected)) {
    const growth = projected.value / base.value;
    if (growth > MOST_GROWTH || growth < 1 / MOST_GROWTH) {
      return `${code} goes from ${jobs(base.value)} jobs to ${jobs(projected.value)}`;
    }
  }
  const { total } = openings;
  if (!hasValue(total) || total.value < FEW_OPENINGS) return undefined;
  if (!nation || !hasValue(nation.base) || !hasValue(nation.openings.total)) return undefined;
  const here = total.value / base.value;
  const there = nation.openings.total.value / nation.base.value;
  if (here <= there * FAR_FROM_NATION && here >= there / FAR_FROM_NATION) return undefined;
  return `${code} has ${jobs(total.value)} openings a year for ${jobs(base.value)} jobs`;
}

/**
 * Levels and openings of projected occupations against each other: a column in thousands, ten times, exchanged with another
 * or shifted by a row shows in growth that no occupation has, or in openings far from the nation's for each job.
 */
export function projectionCautions({ occupations }: OccupationTable, file: string): readonly Note[] {
  const nation = shippedOccupations().occupations;
  const projected = [...occupations].flatMap(([code, { projection }]) => (projection ? [{ code, projection }] : []));
  const odd = projected.flatMap(({ code, projection }) => oddity(code, projection, nation.get(code)?.projection) ?? []);
  if (odd.length === 0) return [];
  const text = `${file}: figures of ${odd.length} of ${projected.length} projected occupations are such as no occupation has (${odd.slice(0, 3).join("; ")}). A column may be of another unit, or stand under another heading.`;
  return [caution("occupation-projections-odd", text)];
}
