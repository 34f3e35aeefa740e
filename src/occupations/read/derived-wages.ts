import type { ColumnPlaces } from "../../files/columns.js";
import { comparable, HOURS_A_YEAR } from "../../staffing/pay.js";
import type { OewsColumn } from "../../staffing/read/layouts.js";
import { sharedFigure, type TopCodes } from "../../staffing/read/marks.js";
import { shippedNationalWages } from "../../staffing/read/shipped-occupations.js";
import type { OccupationRow, SocCode, Wage, WageDistribution } from "../../staffing/records.js";

const PERCENTILES = ["p10", "p25", "median", "p75", "p90"] as const;
const ANNUAL_COLUMNS = ["annual10", "annual25", "annual50", "annual75", "annual90"] as const;
const HOURLY_COLUMNS = ["hourly10", "hourly25", "hourly50", "hourly75", "hourly90"] as const;
/** A printed annual mean is rounded to ten dollars. */
const CLOSE = 0.005;

/** Whether a file has percentiles of wages by the hour alone, as some states publish them. */
export function isHourlyAlone(places: ColumnPlaces<OewsColumn>): boolean {
  return ANNUAL_COLUMNS.every((column) => places[column] < 0) && HOURLY_COLUMNS.some((column) => places[column] >= 0);
}

/**
 * A row with annual wages made of its hourly ones: times the hours of a full-time year, as BLS makes them. Left as it is
 * where the publisher gives no annual wage, or one that is not a full-time year's: of actors and of teachers.
 */
export function withAnnualWages(
  row: OccupationRow,
  places: ColumnPlaces<OewsColumn>,
  topCodes: TopCodes,
): OccupationRow {
  const { hourly, annual } = row.wages;
  if (PERCENTILES.every((point) => comparable(hourly[point]) === undefined)) return row;
  const hasMeans = places.annualMean >= 0;
  const [byHour, byYear] = [comparable(hourly.mean), comparable(annual.mean)];
  const isFullYear = hasMeans
    ? byHour !== undefined && byYear !== undefined && Math.abs(byHour * HOURS_A_YEAR - byYear) <= CLOSE * byYear
    : !isPaidByTheHourAlone(row.occupation);
  if (!isFullYear) return row;
  const byTheYear = (wage: Wage): Wage => {
    if (wage.status === "disclosed") return sharedFigure(Math.round(wage.value * HOURS_A_YEAR));
    return wage.status === "top-coded" ? { ...wage, atLeast: topCodes.annual } : wage;
  };
  const points = Object.fromEntries(PERCENTILES.map((point) => [point, byTheYear(hourly[point])])) as Omit<
    WageDistribution,
    "mean"
  >;
  const mean = hasMeans ? annual.mean : byTheYear(hourly.mean);
  return { ...row, wages: { hourly, annual: { mean, ...points }, isAnnualDerived: true } };
}

/** Actors, musicians and their like, of whom the nation has no annual wage. */
function isPaidByTheHourAlone(code: SocCode): boolean {
  const wages = shippedNationalWages().occupations.get(code)?.wages;
  return (
    wages !== undefined &&
    comparable(wages.annual.median) === undefined &&
    comparable(wages.hourly.median) !== undefined
  );
}
