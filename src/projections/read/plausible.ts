import { median } from "simple-statistics";
import { InputError } from "../../core/errors.js";
import type { ProjectionTable } from "../records.js";

/** No industry of a whole table grows or shrinks by as much a year on average over a projection. */
const FASTEST = 0.1;
/** More jobs than the nation will have: 170 million in 2024. */
const MOST_JOBS = 400_000_000;
/** Fewer than the nation has had since 1960. */
const FEWEST_NATIONAL = 60_000_000;

/**
 * Checks that what was taken for jobs can be jobs: columns of codes, of years, of other units and of other things come
 * under headings that look like those of levels.
 *
 * @throws {InputError} PROJECTION_LEVELS
 */
export function requirePlausibleLevels(table: ProjectionTable): void {
  const rows = table.rows.flatMap(({ base, projected, code, title, where }) =>
    base === undefined || projected === undefined ? [] : [{ base, projected, code, title, where }],
  );
  const [first] = rows;
  if (!first) return;
  const columns = table.levelColumns ?? ["", ""];
  const scale = table.unit === "thousands" ? 1_000 : 1;
  const refuse = (message: string, column: string, found: string, hint: string): never => {
    throw new InputError(message, { code: "PROJECTION_LEVELS", where: { ...first.where, column }, found, hint });
  };
  for (const [at, role] of (["base", "projected"] as const).entries()) {
    const column = columns[at]!;
    const levels = rows.map((row) => ({ level: row[role] / scale, code: Number(row.code.replace(/0+$/, "")) }));
    const codes = levels.filter(({ level, code }) => code > 0 && Number(String(level).replace(/0+$/, "")) === code);
    const share = (count: number): boolean => count >= 2 && count >= 0.8 * levels.length;
    const choose = `name the columns of jobs in the config under mapping: columns: { base: …, projected: … }`;
    if (share(codes.length))
      refuse("codes where jobs should be", column, `${first[role] / scale} for ${first.code} ${first.title}`, choose);
    const years = levels.filter(({ level }) => Number.isInteger(level) && level >= 1990 && level <= 2060);
    if (share(years.length)) refuse("years where jobs should be", column, String(first[role] / scale), choose);
    const most = rows.reduce((best, row) => (row[role] > best[role] ? row : best));
    if (most[role] > MOST_JOBS) {
      refuse(
        "more jobs than the nation has: persons seem to be read as thousands",
        column,
        `${Math.round(most[role])} jobs in ${most.title || most.code}`,
        "state the unit in the config: mapping: { units: jobs, … }",
      );
    }
    if (/^(?:united states|u\.?s\.?a?\.?|nation)$/i.test(table.area) && isTotal(most) && most[role] < FEWEST_NATIONAL) {
      refuse(
        "fewer jobs than the nation has: thousands seem to be read as persons",
        column,
        `${Math.round(most[role])} jobs in ${most.title || most.code}`,
        "state the unit in the config: mapping: { units: thousands, … }",
      );
    }
  }
  const years = table.projectedYear - table.baseYear;
  const rates = rows
    .filter(({ base, projected }) => base > 0 && projected > 0)
    .map(({ base, projected }) => Math.log(projected / base) / years);
  if (rates.length < 2 || Math.abs(median(rates)) <= Math.log(1 + FASTEST)) return;
  refuse(
    "two columns that can't both be jobs: half of the industries would change by more than 10% a year",
    columns[0],
    `${first.base / scale} to ${first.projected / scale} in ${first.title || first.code}`,
    "name the columns of jobs in the config under mapping: columns: { base: …, projected: … }",
  );
}

function isTotal({ code, title }: { readonly code: string; readonly title: string }): boolean {
  return /^(?:0+|10+|TE\w*|)$/i.test(code) && /\btotal\b|\ball\b/i.test(title);
}
