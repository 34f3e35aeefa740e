import { hasValue } from "../../core/datum.js";
import { InputError } from "../../core/errors.js";
import type { SocVersion } from "../../staffing/records.js";
import { readSoc } from "./soc.js";
import type { OccupationGroup } from "./groups.js";

/** Half of the last digit of jobs: OEWS rounds to tens, the matrix to hundreds. */
const ROUNDING_JOBS = 50;
const ROUNDING_SHARE = 0.005;

/**
 * Checks that detailed occupations don't add up to more than all together: then levels are mixed that no column
 * separates. Publishers round jobs, and the total on its own.
 */
export function checkLevels(group: OccupationGroup): InputError | undefined {
  if (!hasValue(group.total)) return undefined;
  let sum = 0;
  let count = 0;
  for (const { level, employment } of group.rows) {
    if (level !== "detailed" || !hasValue(employment)) continue;
    sum += employment.value;
    count++;
  }
  if (sum <= group.total.value * (1 + ROUNDING_SHARE) + count * ROUNDING_JOBS) return undefined;
  return new InputError(
    `the detailed occupations of ${nameGroup(group)} add up to more jobs than all its occupations have`,
    {
      code: "OCCUPATION_LEVELS",
      where: { file: group.file, line: group.line },
      found: `${sum} jobs in ${count} occupations, ${group.total.value} in the total`,
      hint: "leave the publisher's column of levels as it is (O_GROUP, Occupation Type), so that groups and their parts are distinguished",
    },
  );
}

/** A total this far from the known one is not of another year, but in another unit. */
const MANY_TIMES = 100;

/**
 * Checks a total against one that is known for the same industry or area, of whatever year: a file in thousands has a
 * thousandth of it.
 *
 * @param known persons
 * @param isPart the known total is of a larger industry, so that only too large a total shows it
 */
export function checkUnits(group: OccupationGroup, known: number | undefined, isPart = false): InputError | undefined {
  if (known === undefined || known === 0 || !hasValue(group.total)) return undefined;
  const ratio = group.total.value / known;
  const isTooLarge = ratio > (isPart ? PART : MANY_TIMES);
  if (!isTooLarge && (isPart || ratio >= 1 / MANY_TIMES)) return undefined;
  return unitsError(
    group,
    `${group.total.value} jobs in all, where ${isPart ? "the sector alone has" : "there are"} about ${known}`,
    isTooLarge ? "persons that are read as thousands" : "thousands that are read as persons",
  );
}

/** An industry has at most the jobs of its sector; surveys differ. */
const PART = 2;

/** Checks a file of persons for decimals: publishers print none, but thousands have them. */
export function checkWholePersons(group: OccupationGroup): InputError | undefined {
  const fractions = group.rows.filter(({ employment }) => hasValue(employment) && !Number.isInteger(employment.value));
  const [first] = fractions;
  if (first === undefined || !hasValue(first.employment)) return undefined;
  return unitsError(
    group,
    `${first.employment.value} jobs in line ${first.line}`,
    "thousands that are read as persons",
    first.line,
  );
}

function unitsError(group: OccupationGroup, found: string, what: string, line = group.line): InputError {
  return new InputError(`the jobs of ${nameGroup(group)} seem to be ${what}`, {
    code: "OCCUPATION_UNITS",
    where: { file: group.file, line },
    found,
    hint: "write persons under OEWS's column names; the National Employment Matrix, in thousands, is known by its own",
  });
}

function nameGroup({ code, title }: OccupationGroup): string {
  return [code, title].filter((part) => part !== "").join(" ");
}

/** Which list of occupations a file follows, and whether all of its codes can be of that list. */
export interface ListOfCodes {
  readonly version: SocVersion;
  readonly problem?: InputError;
}

/** Finds out by the codes which list of occupations the groups of one file follow. */
export function findVintage(groups: readonly OccupationGroup[], file: string, year: number | undefined): ListOfCodes {
  const lines = new Map<string, number>();
  for (const { rows } of groups)
    for (const { occupation, line } of rows) lines.set(occupation, lines.get(occupation) ?? line);
  const { version, decisive, against } = readSoc().evidenceOf(lines.keys(), year);
  const [first] = against;
  if (first === undefined) return { version };
  const other = version === "2010" ? "2018" : "2010";
  return {
    version,
    problem: new InputError(`codes of SOC ${version} and of SOC ${other} in one file`, {
      code: "SOC_MIXED",
      where: { file, line: lines.get(first)! },
      found: `${first}, which only SOC ${other} has, beside ${decisive.slice(0, 3).join(", ")}`,
      hint: "name files as downloaded, one release each; rows of two lists can't be added up",
    }),
  };
}

/** The error for files that follow different lists of occupations; they can't be used together. */
export function mixedVintages(
  sources: readonly { readonly file: string; readonly soc: SocVersion }[],
): InputError | undefined {
  const [first, ...rest] = sources;
  const other = rest.find(({ soc }) => soc !== first!.soc);
  if (first === undefined || other === undefined) return undefined;
  return new InputError(`files of two lists of occupations, ${words(first.soc)} and ${words(other.soc)}`, {
    code: "SOC_MIXED",
    where: { file: other.file },
    found: `${words(first.soc)} in ${first.file}`,
    hint: "name files of years that follow one list: SOC 2010 to 2018, a hybrid in 2019 and 2020, SOC 2018 from 2021",
  });
}

function words(soc: SocVersion): string {
  return soc === "hybrid" ? "the hybrid of 2019 and 2020" : `SOC ${soc}`;
}
