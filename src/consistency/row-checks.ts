import { INDUSTRY_LEVELS, PUBLISHED, WITHHELD, type QcewField, type QcewTable } from "../qcew/table.js";
import { Tally, type Finding } from "./finding.js";

const WEEKS = { year: 52, quarter: 13 } as const;

/** What each row says of itself in other words: pay, percents, marks of what is withheld. */
export function checkRows(table: QcewTable): readonly Finding[] {
  return [
    ...checkPay(table),
    ...checkPercents(table),
    ...checkMarks(table),
    checkOwnerships(table),
    checkFractions(table),
  ];
}

/**
 * Printed pay against wages ÷ jobs: a year's in annual files, a week's in all.
 *
 * The publisher divides by unrounded jobs, so that half a job either way is allowed, and half a dollar.
 */
function checkPay(table: QcewTable): readonly Finding[] {
  const { length, disclosure, quarter } = table;
  const { employment, wages } = table.fields;
  const tally = new Tally("pay");
  if (!employment || !wages) return [];
  const none = new Float64Array(0);
  const { annualPay = none, weeklyWage = none } = table.fields;
  let compared = 0;
  for (let row = 0; row < length; row++) {
    if (disclosure[row] !== PUBLISHED) continue;
    const isAnnual = quarter[row] === 0;
    const hasYearly = isAnnual && annualPay[row]! >= 0;
    const printed = (hasYearly ? annualPay : weeklyWage)[row]!;
    const jobs = employment[row]!;
    const dollars = wages[row]!;
    if (!(printed >= 0 && jobs >= 0 && dollars >= 0)) continue;
    if (printed === 0 && (jobs === 0 || dollars === 0)) continue;
    compared++;
    const per = hasYearly ? 1 : isAnnual ? WEEKS.year : WEEKS.quarter;
    const least = dollars / per / (jobs + 0.5);
    const most = jobs > 0.5 ? dollars / per / (jobs - 0.5) : Number.POSITIVE_INFINITY;
    if (printed >= least - 0.5 && printed <= most + 0.5 && !(printed > 0.5 && dollars === 0)) continue;
    const field = hasYearly ? "annualPay" : "weeklyWage";
    const expected = jobs === 0 ? 0 : dollars / per / jobs;
    tally.miss({ row, field, printed, expected }, jobs);
  }
  tally.compared = compared;
  return compared > 0 ? [tally.finding()] : [];
}

/** Whether any row is of a quarter: elsewhere the columns of months are empty. */
function hasQuarters({ quarter }: QcewTable): boolean {
  return [1, 2, 3, 4].some((one) => quarter.includes(one));
}

const isMonthly = (field: QcewField): boolean => field.startsWith("month");

/** Levels with their changes over the year, and these in percent. */
const CHANGES: readonly (readonly [level: QcewField, change: QcewField, percent: QcewField])[] = [
  ["establishments", "changeEstablishments", "changePercentEstablishments"],
  ["employment", "changeEmployment", "changePercentEmployment"],
  ["month1", "changeMonth1", "changePercentMonth1"],
  ["month2", "changeMonth2", "changePercentMonth2"],
  ["month3", "changeMonth3", "changePercentMonth3"],
  ["wages", "changeWages", "changePercentWages"],
];

/** Half of the tenth to which percents are printed. */
const HALF_TENTH = 0.05 + 1e-9;

/** The printed percent of each change against change ÷ (level − change), and that no level before was below zero. */
function checkPercents(table: QcewTable): readonly Finding[] {
  const tally = new Tally("percent");
  const withMonths = hasQuarters(table);
  for (const fields of CHANGES) if (withMonths || !isMonthly(fields[0])) checkPercent(table, fields, tally);
  return tally.compared > 0 ? [tally.finding()] : [];
}

function checkPercent(
  table: QcewTable,
  [levelField, changeField, percentField]: (typeof CHANGES)[number],
  tally: Tally,
): void {
  const { length, disclosure, changeDisclosure, quarter } = table;
  const level = table.fields[levelField];
  const change = table.fields[changeField];
  if (!level || !change) return;
  const percent = table.fields[percentField] ?? new Float64Array(0);
  // Changes of establishments are printed of withheld rows, too.
  const isCount = levelField === "establishments";
  let compared = 0;
  for (let row = 0; row < length; row++) {
    if (!isCount && (disclosure[row] !== PUBLISHED || changeDisclosure[row] !== PUBLISHED)) continue;
    const delta = change[row]!;
    const before = level[row]! - delta;
    // Annual averages are rounded, each by up to a half.
    const slack = quarter[row] === 0 ? 1 : 0;
    if (before > slack) {
      const printed = percent[row]!;
      const computed = (100 * delta) / before;
      const tolerance = HALF_TENTH + (100 * slack * (1 + Math.abs(delta) / before)) / (before - slack);
      if (!(printed > Number.NEGATIVE_INFINITY)) continue;
      compared++;
      if (Math.abs(computed - printed) > tolerance) {
        tally.miss({ row, field: percentField, printed, expected: computed }, level[row]!);
      }
    } else if (before < -slack) {
      compared++;
      tally.miss({ row, field: changeField, printed: delta, expected: level[row]! }, -before);
    }
  }
  tally.compared += compared;
}

/**
 * Marks of what is withheld: `N` rows print neither jobs nor wages, and are withheld in quotients and changes, too;
 * a row that is withheld in both of these is withheld itself.
 */
function checkMarks(table: QcewTable): readonly Finding[] {
  const { disclosure, lqDisclosure, changeDisclosure, fields, length } = table;
  const { establishments, employment, wages, lqEmployment, lqMonth3, changeEmployment, changeMonth3 } = fields;
  if (!establishments || !employment || !wages) return [];
  const figures = new Tally("withheld-figures");
  const flags = new Tally("withheld-flags");
  const lost = new Tally("lost-mark");
  const flagFigures = new Tally("flag-figures");
  const hasMarksOf = sourcesWithMarks(table);
  const { source } = table;
  let wholly = 0;
  for (let row = 0; row < length; row++) {
    const hasMarks = hasMarksOf[source[row]!] === 1;
    const mark = disclosure[row];
    const ofQuotient = lqDisclosure[row];
    const ofChange = changeDisclosure[row];
    // Most rows are published, and marked so throughout.
    if (mark === PUBLISHED && ofQuotient !== WITHHELD && ofChange !== WITHHELD) {
      if (hasMarks) wholly++;
      continue;
    }
    const jobs = employment[row]!;
    const isWithheldBeside = ofQuotient === WITHHELD && ofChange === WITHHELD;
    if (mark === WITHHELD) {
      figures.compared++;
      if (jobs > 0 || wages[row]! > 0) {
        figures.miss(
          { row, field: jobs > 0 ? "employment" : "wages", printed: jobs || wages[row]!, expected: 0 },
          jobs,
        );
      }
      if (hasMarks) {
        flags.compared++;
        if (!isWithheldBeside) {
          flags.miss(
            { row, field: "establishments", printed: establishments[row]!, expected: 0 },
            establishments[row]!,
          );
        }
      }
    } else if (mark === PUBLISHED && hasMarks) {
      lost.compared++;
      if (isWithheldBeside && jobs === 0 && wages[row] === 0 && establishments[row]! > 0) {
        lost.miss({ row, field: "employment", printed: 0, expected: Number.NaN }, establishments[row]!);
      }
    }
    const quotient = ofQuotient === WITHHELD ? lqEmployment?.[row] || lqMonth3?.[row] || 0 : 0;
    const change = ofChange === WITHHELD ? changeEmployment?.[row] || changeMonth3?.[row] || 0 : 0;
    if (ofQuotient === WITHHELD || ofChange === WITHHELD) flagFigures.compared++;
    if (quotient !== 0 || change !== 0) {
      const field = quotient === 0 ? "changeEmployment" : "lqEmployment";
      flagFigures.miss({ row, field, printed: quotient || change, expected: 0 }, establishments[row]!);
    }
  }
  lost.compared += wholly;
  return [figures, flags, lost, flagFigures].filter(({ compared }) => compared > 0).map((tally) => tally.finding());
}

/**
 * For each source, whether it marks what is withheld in quotients and changes: it holds both, and a mark of one at least.
 * Rewritten files have lost these columns.
 */
function sourcesWithMarks({ source, sources, length, fields, lqDisclosure, changeDisclosure }: QcewTable): Uint8Array {
  const found = new Uint8Array(sources.length);
  const { lqEmployment, lqMonth3, changeEmployment, changeMonth3 } = fields;
  for (let row = 0; row < length; row++) {
    const of = source[row]!;
    if (found[of] === ALL_MARKS) continue;
    if (hasNumber(lqEmployment, row) || hasNumber(lqMonth3, row)) found[of]! |= 1;
    if (hasNumber(changeEmployment, row) || hasNumber(changeMonth3, row)) found[of]! |= 2;
    if (lqDisclosure[row] === WITHHELD || changeDisclosure[row] === WITHHELD) found[of]! |= 4;
  }
  return found.map((marks) => (marks === ALL_MARKS ? 1 : 0));
}

/** A bit each: quotients, changes, a mark. */
const ALL_MARKS = 7;

function hasNumber(column: Float64Array | undefined, row: number): boolean {
  return column !== undefined && !Number.isNaN(column[row]);
}

/** Ownerships that only have totals of all industries: all, international, all government, all U.I. */
const OF_TOTALS = Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1);

function checkOwnerships({ length, level, ownership, fields }: QcewTable): Finding {
  const tally = new Tally("ownership");
  tally.compared = length;
  for (let row = 0; row < length; row++) {
    if (OF_TOTALS[ownership[row]!] === 0 || level[row]! > 90 || level[row]! % 10 < INDUSTRY_LEVELS.domain) continue;
    const printed = fields.establishments![row]!;
    tally.miss({ row, field: "establishments", printed, expected: Number.NaN }, printed);
  }
  return tally.finding();
}

const COUNTS: readonly QcewField[] = ["establishments", "month1", "month2", "month3", "wages"];

/** Establishments, monthly jobs and dollars are whole numbers, annual averages of jobs, too. */
function checkFractions(table: QcewTable): Finding {
  const { length, quarter } = table;
  const tally = new Tally("fractions");
  const withMonths = hasQuarters(table);
  for (const field of COUNTS) {
    const column = table.fields[field];
    if (!column || (isMonthly(field) && !withMonths)) continue;
    // A quarter's jobs are the mean of its months here.
    const isMean = field === "employment" && withMonths;
    for (let row = 0; row < length; row++) {
      const value = column[row]!;
      if (value === Math.floor(value) || !(value >= 0) || (isMean && quarter[row] !== 0)) continue;
      tally.miss({ row, field, printed: value, expected: Math.round(value) }, value);
    }
    tally.compared += length;
  }
  return tally.finding();
}
