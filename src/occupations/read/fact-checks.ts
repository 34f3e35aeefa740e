import { hasValue, type Datum } from "../../core/datum.js";
import { caution, information, type Note } from "../../core/notes.js";
import { formatNumber, formatShare } from "../../core/number-format.js";
import { exchangedTitleNotes, type PrintedTitle } from "../../naics/printed-titles.js";
import { shippedOccupations } from "../../staffing/read/shipped-occupations.js";
import type { OccupationProjection, OccupationTable } from "../../staffing/occupation-records.js";
import type { SocCode } from "../../staffing/records.js";
import { educationRank } from "../education.js";
import { socTitles } from "./soc-titles.js";

/** A change in percent that a table prints beside the levels that it is of. */
export interface PrintedPercent {
  readonly code: SocCode;
  readonly percent: number;
  readonly base: Datum;
  readonly projected: Datum;
}

const TOTAL = "00-0000" as SocCode;
/** Half of the tenth to which percents are printed. */
const PERCENT_ROUNDING = 0.06;
/** Openings, exits, transfers and the change of an average year are rounded, each on its own. */
const ROUNDED_PARTS = 4;
const OPENINGS_RELATIVE = 0.01;
/** States take BLS's assignment of education; few change one. */
const OTHER_EDUCATION = 0.2;
const FEW = 3;
/** Major groups hold all jobs, except for those that a state may not publish. */
const HELD_BY_GROUPS = 0.9;
/** What the occupations of a major group hold of it: of most groups, and of one that has lost rows. */
const WHOLE_GROUP = 0.95;
const BROKEN_GROUP = 0.85;
/** Of the nation's jobs, in occupations that a file leaves out: states leave out those that are rare there. */
const LEFT_OUT = 0.1;

/**
 * Tables of facts about occupations against what they print twice, and against what ships: percents of change against
 * levels, openings against exits, transfers and change, titles against codes, the total against its groups, education against
 * that which BLS assigns. Last, whose openings stand beside each other.
 */
export function factCautions(
  { occupations, soc }: OccupationTable,
  {
    file,
    percents,
    titles,
  }: {
    readonly file: string;
    readonly percents: readonly PrintedPercent[];
    readonly titles: readonly PrintedTitle[];
  },
): readonly Note[] {
  const projected = new Map(
    [...occupations].flatMap(([code, { projection }]) => (projection ? [[code, projection]] : [])),
  );
  const unit = findRounding([...projected.values()].map(({ base }) => base));
  const contradictions = [
    ...describeExamples(
      disagreeingPercents(percents, unit),
      percents.length,
      "printed changes are not those of the levels beside them",
    ),
    ...describeExamples(
      disagreeingOpenings(projected, unit),
      projected.size,
      "openings are not exits + transfers + change",
    ),
    ...missingGroups(projected),
    ...brokenGroups(projected),
  ];
  return [
    ...(contradictions.length === 0
      ? []
      : [
          caution(
            "facts-contradictions",
            `${file}: ${contradictions.join("; ")}, as in a damaged file. Use the file as published.`,
          ),
        ]),
    ...(soc === "2018" ? exchangedTitleNotes(titles, socTitles()) : []),
    ...educationNotes(occupations, file),
    ...sourceNotes(projected),
  ];
}

/** To what levels are rounded: the largest power of ten that divides all. */
function findRounding(levels: readonly Datum[]): number {
  const values = levels.filter(hasValue).map(({ value }) => Math.round(value));
  return [100, 10].find((unit) => values.every((value) => value % unit === 0)) ?? 1;
}

function describeExamples(examples: readonly string[], compared: number, words: string): readonly string[] {
  if (examples.length === 0) return [];
  const of = `${formatNumber(examples.length, "count")} of ${formatNumber(compared, "count")}`;
  return [`${of} ${words} (${examples.slice(0, FEW).join("; ")})`];
}

const jobs = (count: number): string => formatNumber(count, "jobs");

function disagreeingPercents(percents: readonly PrintedPercent[], unit: number): readonly string[] {
  return percents.flatMap(({ code, percent, base, projected }) => {
    if (!hasValue(base) || !hasValue(projected) || base.value <= unit) return [];
    const computed = 100 * (projected.value / base.value - 1);
    const rounding = (50 * unit * (1 + projected.value / base.value)) / (base.value - unit / 2) + PERCENT_ROUNDING;
    // Some write the percent as a part of 1.
    if ([percent, 100 * percent].some((printed) => Math.abs(printed - computed) <= rounding)) return [];
    return [`${code} goes from ${jobs(base.value)} to ${jobs(projected.value)} jobs and prints ${percent}%`];
  });
}

function disagreeingOpenings(projected: ReadonlyMap<SocCode, OccupationProjection>, unit: number): readonly string[] {
  return [...projected].flatMap(([code, { openings }]) => {
    const { total, exits, transfers, growth } = openings;
    if (![total, exits, transfers, growth].every(hasValue)) return [];
    const [all, ...parts] = [total, exits, transfers, growth].map((one) => (hasValue(one) ? one.value : 0));
    const sum = parts.reduce((one, other) => one + other, 0);
    const rounding = ROUNDED_PARTS * unit + OPENINGS_RELATIVE * Math.abs(all!);
    return Math.abs(all! - sum) <= rounding
      ? []
      : [`${code} has ${jobs(all!)} openings, and ${jobs(Math.round(sum))} by its parts`];
  });
}

/** A table whose major groups hold less than its total has lost rows; without groups, so has one whose rows hold half of it. */
function missingGroups(projected: ReadonlyMap<SocCode, OccupationProjection>): readonly string[] {
  const base = (code: SocCode): number => {
    const level = projected.get(code)?.base;
    return level && hasValue(level) ? level.value : 0;
  };
  const total = base(TOTAL);
  const codes = [...projected.keys()].filter((code) => code !== TOTAL);
  const groups = codes.filter((code) => code.endsWith("-0000"));
  if (total === 0 || codes.length === 0) return [];
  const held = (groups.length > 0 ? groups : codes).reduce((sum, code) => sum + base(code), 0) / total;
  if (held >= (groups.length > 0 ? HELD_BY_GROUPS : 0.5)) return [];
  const what = groups.length > 0 ? `${groups.length} major groups` : `${codes.length} occupations`;
  return [`${what} hold ${formatShare(held)} of the jobs of its total, so that rows are missing`];
}

/** Where the rows of most major groups hold all but a little of them, and those of one don't, it has lost rows. */
function brokenGroups(projected: ReadonlyMap<SocCode, OccupationProjection>): readonly string[] {
  const codes = [...projected.keys()];
  // Broad occupations and minor groups whose parts stand in the table, too.
  const wholes = new Set(
    codes.flatMap((code) => [`${code.slice(0, 4)}000`, `${code.slice(0, 6)}0`].filter((one) => one !== code)),
  );
  const held = new Map<string, number>();
  for (const [code, { base }] of projected) {
    if (code.endsWith("-0000") || wholes.has(code) || !hasValue(base)) continue;
    held.set(code.slice(0, 2), (held.get(code.slice(0, 2)) ?? 0) + base.value);
  }
  const groups = [...projected].flatMap(([code, { base }]) => {
    if (code === TOTAL || !code.endsWith("-0000") || !hasValue(base) || base.value === 0) return [];
    return [{ code, share: (held.get(code.slice(0, 2)) ?? 0) / base.value }];
  });
  const broken = groups.filter(({ share }) => share < BROKEN_GROUP);
  if (groups.filter(({ share }) => share >= WHOLE_GROUP).length <= groups.length / 2) return [];
  return describeExamples(
    broken.map(({ code, share }) => `the rows of ${code} hold ${formatShare(share)} of it`),
    groups.length,
    "major groups have lost rows",
  );
}

/** Where many occupations ask for another education than BLS says, the column stands beside other rows. */
function educationNotes(occupations: OccupationTable["occupations"], file: string): readonly Note[] {
  const shipped = shippedOccupations().occupations;
  const compared = [...occupations].flatMap(([code, { typicalEducation: own }]) => {
    const known = shipped.get(code)?.typicalEducation;
    const [here, there] = [own, known].map((one) => one && educationRank(one.education));
    return here === undefined || there === undefined ? [] : [{ code, own, known, isOther: here !== there }];
  });
  const others = compared.filter(({ isOther }) => isOther);
  if (others.length < FEW || others.length <= OTHER_EDUCATION * compared.length) return [];
  const named = others
    .slice(0, FEW)
    .map(({ code, own, known }) => `${code} has "${own!.education}", BLS "${known!.education}"`)
    .join("; ");
  const text = `${file}: ${others.length} of ${compared.length} occupations ask for another education than BLS assigns (${named}). Check that codes and education stand in the rows that they belong to.`;
  return [
    caution(
      "education-differs",
      text,
      others.map(({ code }) => code),
    ),
  ];
}

/** Openings that a file does not have are those of the nation that ship: one column of two sources. */
function sourceNotes(projected: ReadonlyMap<SocCode, OccupationProjection>): readonly Note[] {
  if (projected.size === 0) return [];
  const areas = new Set([...projected.values()].flatMap(({ area }) => area ?? []));
  const known = shippedOccupations().occupations;
  const broad = new Set([...known.keys()].flatMap((code) => (code.endsWith("0") ? [] : [`${code.slice(0, 6)}0`])));
  const shipped = [...known].filter(([code]) => !code.endsWith("000") && !broad.has(code));
  const others = shipped.filter(([code]) => !projected.has(code));
  const sumBaseJobs = (of: typeof shipped): number =>
    of.reduce(
      (sum, [, { projection }]) => sum + (projection && hasValue(projection.base) ? projection.base.value : 0),
      0,
    );
  const own =
    areas.size > 0 ? `Projected openings are those of ${[...areas].join(", ")}` : "Projected openings are the files'";
  const left = sumBaseJobs(others) / sumBaseJobs(shipped);
  if (others.length === 0) return areas.size > 0 ? [information("projections-area", `${own}.`)] : [];
  const text = `${own} for ${formatNumber(projected.size, "count")} occupations. Those of ${formatNumber(others.length, "count")} others, with ${formatShare(left)} of the nation's jobs, are BLS's for the nation: the files have none of them.`;
  return [(left > LEFT_OUT ? caution : information)("openings-of-two-sources", text)];
}
