import { hasValue, sumData, type Datum } from "../../core/datum.js";
import { InputError } from "../../core/errors.js";
import { information, type Note } from "../../core/notes.js";
import { computeOpenings } from "../../staffing/read/openings.js";
import type { OccupationProjection } from "../../staffing/occupation-records.js";
import type { FactsBuilder } from "./facts-builder.js";
import type { ProjectedRow, ProjectedRows } from "./projected-rows.js";

/**
 * Hands projections of the wanted area to the builder, with openings a year.
 *
 * @param asked an area by its name, or a part of it that no other has
 * @returns notes on openings that were of the whole period
 * @throws {InputError} PROJECTION_AREA where a file holds several areas and none was asked for, or none has the name
 */
export function settleProjections(
  tables: readonly ProjectedRows[],
  builder: FactsBuilder,
  problems: InputError[],
  asked?: string,
): readonly Note[] {
  const area = chosenArea(tables, asked);
  const notes: Note[] = [];
  for (const { file, isAnnual, rows } of tables) {
    const wanted = rows.filter((row) => area === undefined || row.area === undefined || row.area === area);
    const isOfPeriod = !isAnnual && isWholePeriod(wanted);
    if (isOfPeriod) {
      const { baseYear, projectedYear } = wanted[0]!;
      const text = `${file}: openings, exits and transfers are of all ${projectedYear - baseYear} years from ${baseYear} to ${projectedYear} together, and were divided by that number.`;
      notes.push(information("openings-of-period", text));
    }
    for (const row of wanted) {
      const projection = toProjection(row, isOfPeriod ? row.projectedYear - row.baseYear : 1);
      const { code, line, percent, base, projected } = row;
      if (percent !== undefined) builder.percents.push({ code, percent, base, projected });
      const problem = builder.projection(code, projection, { file, line });
      if (problem) problems.push(problem);
    }
  }
  return notes;
}

function toProjection(row: ProjectedRow, years: number): OccupationProjection {
  const { baseYear, projectedYear, base, projected, area } = row;
  const aYear = (figure: Datum): Datum =>
    years === 1 || figure.status !== "disclosed" ? figure : { ...figure, value: figure.value / years };
  return {
    baseYear,
    projectedYear,
    base,
    projected,
    openings: computeOpenings(
      { total: aYear(row.openings), exits: aYear(row.exits), transfers: aYear(row.transfers) },
      { base, projected, years: projectedYear - baseYear },
    ),
    ...(area !== undefined && { area }),
  };
}

/** Yearly openings are about a tenth of jobs, those of ten years about all of them. */
const MOST_OF_A_YEAR = 0.3;

/**
 * Whether openings are of the whole period: openings = exits + transfers + growth holds with the growth of the period, or
 * with that of one year. Where exits and transfers are not printed, or both hold, the openings for each job decide.
 */
function isWholePeriod(rows: readonly ProjectedRow[]): boolean {
  let [openings, ofPeriod, ofYear] = [0, 0, 0];
  for (const { base, projected, openings: printed, exits, transfers, baseYear, projectedYear } of rows) {
    if (![base, projected, printed, exits, transfers].every(hasValue)) continue;
    const value = (datum: Datum): number => (hasValue(datum) ? datum.value : 0);
    const growth = value(projected) - value(base);
    openings += value(printed);
    ofPeriod += Math.abs(value(printed) - value(exits) - value(transfers) - growth);
    ofYear += Math.abs(value(printed) - value(exits) - value(transfers) - growth / (projectedYear - baseYear));
  }
  if (openings > 0 && Math.abs(ofPeriod - ofYear) > openings / 100) return ofPeriod < ofYear;
  const [all, jobs] = [sumOfKnown(rows.map((row) => row.openings)), sumOfKnown(rows.map((row) => row.base))];
  return jobs > 0 && all / jobs > MOST_OF_A_YEAR;
}

function sumOfKnown(data: readonly Datum[]): number {
  const sum = sumData(data.filter(hasValue));
  return hasValue(sum) ? sum.value : 0;
}

function chosenArea(tables: readonly ProjectedRows[], asked: string | undefined): string | undefined {
  const listAreas = (rows: readonly ProjectedRow[]): readonly string[] => [
    ...new Set(rows.flatMap(({ area }) => area ?? [])),
  ];
  if (asked === undefined) {
    const mixed = tables.find(({ rows }) => listAreas(rows).length > 1);
    if (mixed) throw areaError("the projections are of several areas", mixed.file, listAreas(mixed.rows));
    return undefined;
  }
  const all = listAreas(tables.flatMap(({ rows }) => rows));
  const wanted = asked.trim().toLowerCase();
  const same = all.find((area) => area.toLowerCase() === wanted);
  const near = all.filter((area) => area.toLowerCase().includes(wanted));
  if (same !== undefined) return same;
  if (near.length === 1) return near[0];
  const message =
    near.length === 0 ? `no area of the projections is called "${asked}"` : `several areas are called "${asked}"`;
  throw areaError(message, tables[0]?.file ?? "", near.length === 0 ? all : near);
}

function areaError(message: string, file: string, areas: readonly string[]): InputError {
  const shown = areas.slice(0, 8).join("; ");
  return new InputError(message, {
    code: "PROJECTION_AREA",
    where: { file },
    found: areas.length === 0 ? "no column of areas" : `${areas.length} areas: ${shown}${areas.length > 8 ? " …" : ""}`,
    hint: "name one of them with --openings-area, or keep the rows of one area in the file",
  });
}
