import { S0101_AGES, S0101_TOTAL, type AcsPeriod, type AcsTableId } from "../acs.js";

/** What a column of a file of the survey holds. */
export interface AcsColumn {
  readonly table: AcsTableId;
  /** Of the table; of S0101 the line of its age, under our own numbers. */
  readonly line: number;
  readonly kind: "estimate" | "margin";
  /** A percentage of the total, as S0101 had ages until 2016. */
  readonly isPercent: boolean;
}

/** data.census.gov and the API: B15003_001E, S0101_C01_002M. */
const DETAILED = /^(B\d{5})_(\d{3})(E|M)$/;
const SUBJECT = /^S0101_C(0[1-6])_(\d{3})(E|M)$/;
/** American FactFinder: HD01 estimates, HD02 margins, lines VD01 on; subject tables HC01_EST_VC01. */
const FACTFINDER = /^HD0(1|2)_VD(\d{2,3})$/;
const FACTFINDER_SUBJECT = /^HC\d\d_(EST|MOE)_VC\d{2,3}$/;

/** The table that a file's name says it is of. */
export function tableInName(name: string): string | undefined {
  return /(?:^|[^a-z0-9])([bcs]\d{4,5}[a-z]?)(?![a-z0-9])/i.exec(name)?.[1]?.toUpperCase();
}

/** The years in a file's name: ACS_16_5YR, ACSDT5Y2020, ACSST1Y2019, acs5_2023; undefined where it says none. */
export function periodInName(name: string): AcsPeriod | undefined {
  const found =
    /ACS_(?<end>\d\d)_(?<span>[135])YR/i.exec(name) ??
    /ACS[A-Z]{2}(?<span>[135])Y(?<end>20\d\d)/i.exec(name) ??
    /acs(?<span>[135])\D{0,3}(?<end>20\d\d)/i.exec(name) ??
    /(?<end>20\d\d)\D{0,3}acs(?<span>[135])/i.exec(name);
  if (!found?.groups) return undefined;
  const end = Number(found.groups["end"]!.padStart(4, "20"));
  return { start: end - Number(found.groups["span"]!) + 1, end };
}

/**
 * What the columns of a header hold; undefined for those that are not wanted.
 *
 * @param labels the second header, where the file has one: it says what American FactFinder's lines are
 * @param named the table in the file's name, for American FactFinder, whose headers don't say it
 */
export function findAcsColumns(
  header: readonly string[],
  labels: readonly string[] | undefined,
  named: string | undefined,
): readonly (AcsColumn | undefined)[] {
  return header.map((cell, at) => {
    const detailed = DETAILED.exec(cell);
    if (detailed && isWanted(detailed[1]!)) {
      return column(detailed[1]!, Number(detailed[2]), detailed[3] === "E");
    }
    const label = labels?.[at] ?? "";
    const subject = SUBJECT.exec(cell);
    if (subject) return label === "" ? subjectByNumber(subject) : subjectByLabel(label);
    const factFinder = FACTFINDER.exec(cell);
    if (factFinder && named !== undefined && isWanted(named)) {
      return column(named, Number(factFinder[2]), factFinder[1] === "1");
    }
    if (FACTFINDER_SUBJECT.test(cell) && (named ?? "S0101") === "S0101") return subjectByLabel(label);
    return undefined;
  });
}

function isWanted(table: string): table is Exclude<AcsTableId, "S0101"> {
  return table === "B01001" || table === "B15003" || table === "B23025";
}

function column(table: Exclude<AcsTableId, "S0101">, line: number, isEstimate: boolean): AcsColumn {
  return { table, line, kind: isEstimate ? "estimate" : "margin", isPercent: false };
}

/** Since 2017: C01 counts both sexes, line 1 all, lines 2 to 19 ages of five years. */
function subjectByNumber([, group, line, kind]: RegExpExecArray): AcsColumn | undefined {
  if (group !== "01" || Number(line) > S0101_AGES.length + 1) return undefined;
  return { table: "S0101", line: Number(line), kind: kind === "E" ? "estimate" : "margin", isPercent: false };
}

/**
 * A column of S0101 by its label: `Total; Estimate; AGE - 55 to 59 years` (American FactFinder, percentages),
 * `Estimate!!Total!!Total population!!AGE!!55 to 59 years`. Sexes, selected ages and summaries are not wanted.
 */
function subjectByLabel(label: string): AcsColumn | undefined {
  const parts = label.split(/!!|;| - /).map((part) => part.replace(/:$/, "").trim().toLowerCase());
  if (
    parts.some((part) => part === "male" || part === "female" || part === "percent male" || part === "percent female")
  ) {
    return undefined;
  }
  const kind = parts.some((part) => part.startsWith("margin of error")) ? "margin" : "estimate";
  const last = parts.at(-1)!;
  const isOfPercents = parts.includes("percent");
  if (last === "total population" && !isOfPercents)
    return { table: "S0101", line: S0101_TOTAL, kind, isPercent: false };
  if (!parts.includes("age")) return undefined;
  const at = S0101_AGES.findIndex((age, place) => {
    const next = S0101_AGES[place + 1];
    if (next === undefined) return last === `${age} years and over`;
    return last === (age === 0 ? "under 5 years" : `${age} to ${next - 1} years`);
  });
  if (at < 0) return undefined;
  // Until 2016 the column of the total held percentages of it (`Total; Estimate; …`); since then there are both.
  if (isOfPercents) return undefined;
  return { table: "S0101", line: S0101_TOTAL + 1 + at, kind, isPercent: parts[0] === "total" };
}
