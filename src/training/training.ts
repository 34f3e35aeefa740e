import { InputError } from "../core/errors.js";
import type { AreaCode } from "../core/codes.js";
import { caution, information, type Note } from "../core/notes.js";
import type { SocCode } from "../staffing/records.js";
import { compareAwards } from "./awards.js";
import { cipVersionOfYear } from "./cip.js";
import type { CipSocCrosswalk, Institution, Program, Training } from "./records.js";
import type { CompletionsReading } from "./read/completions.js";
import type { InstitutionsReading } from "./read/institutions.js";

/** How many years are averaged, the latest. */
export const YEARS_AVERAGED = 3;

/** What files say of completions in some counties. */
export interface TrainingInputs {
  readonly completions: CompletionsReading;
  readonly directory: InstitutionsReading;
  readonly counties: ReadonlySet<AreaCode>;
  readonly crosswalk: CipSocCrosswalk;
  readonly isShipped: boolean;
}

/** The programs of institutions in the counties, with the mean of their completions over the latest three years. */
export function computeTraining(inputs: TrainingInputs): Training {
  const { completions, directory, counties, crosswalk, isShipped } = inputs;
  const years = completions.years.slice(-YEARS_AVERAGED);
  requireSameList(years, inputs);
  const institutions = institutionsIn(directory, counties);
  const programs = completions.cells.flatMap(({ unit, cip, award, byYear }): readonly Program[] => {
    const institution = directory.institutions.get(unit);
    if (!institution) return [];
    const counts = years.map((year) => byYear.get(year)?.count ?? 0);
    const sum = counts.reduce((total, count) => total + count, 0);
    return sum === 0 ? [] : [{ institution, cip, award, completions: counts, mean: sum / years.length }];
  });
  return {
    years,
    programs: programs.sort(
      (a, b) =>
        b.mean - a.mean ||
        (a.cip < b.cip ? -1 : a.cip > b.cip ? 1 : 0) ||
        compareAwards(a.award, b.award) ||
        (a.institution.unit < b.institution.unit ? -1 : 1),
    ),
    institutions,
    crosswalk,
    isShipped,
    institutionsFile: directory.file,
    files: [...completions.files, ...directory.files],
    notes: [...completions.notes, ...buildNotes(inputs, years, institutions)],
  };
}

/** Institutions of the counties, by name. */
export function institutionsIn(
  { institutions }: InstitutionsReading,
  counties: ReadonlySet<AreaCode>,
): readonly Institution[] {
  return [...institutions.values()]
    .filter(({ county }) => county !== undefined && counties.has(county))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.unit < b.unit ? -1 : 1));
}

/** @throws {InputError} CROSSWALK_FILE for a crosswalk of the user's by another list of programs than the completions */
function requireSameList(years: readonly number[], { crosswalk, isShipped }: TrainingInputs): void {
  const others = years.filter((year) => cipVersionOfYear(year) !== crosswalk.cip);
  if (isShipped || others.length === 0) return;
  throw new InputError(
    `a crosswalk of CIP ${crosswalk.cip} beside completions by CIP ${cipVersionOfYear(others[0]!)}`,
    {
      code: "CROSSWALK_FILE",
      where: { file: crosswalk.label },
      found: `completions of ${others.join(", ")}`,
      hint: "give a crosswalk of the list that the completions are by (2020 for files from c2020_a on), or leave --crosswalk out: that of 2020 is built in",
    },
  );
}

function buildNotes(
  { completions, directory, crosswalk, isShipped }: TrainingInputs,
  years: readonly number[],
  institutions: readonly Institution[],
): readonly Note[] {
  const notes: Note[] = [];
  const unused = completions.years.filter((year) => !years.includes(year));
  if (unused.length > 0) {
    const text = `Completions of ${unused.join(", ")} are not used: the mean is of the latest ${years.length} years.`;
    notes.push(information("completions-years", text));
  }
  if (years.length < YEARS_AVERAGED) {
    const text = `Completions of ${years.join(" and ")} alone: a mean of three years evens out small programs.`;
    notes.push(information("completions-few-years", text));
  }
  if (years.some((year, at) => at > 0 && year !== years[at - 1]! + 1)) {
    notes.push(
      caution("completions-gap", `The completions are of ${years.join(", ")}, with years between them left out.`),
    );
  }
  const otherList = years.filter((year) => cipVersionOfYear(year) !== crosswalk.cip);
  if (isShipped && otherList.length > 0) {
    const text = `Completions of ${otherList.join(", ")} are by CIP ${cipVersionOfYear(otherList[0]!)}, and the built-in crosswalk by CIP ${crosswalk.cip}: programs that changed find no occupation.`;
    notes.push(caution("completions-cip", text));
  }
  const present = new Set(years.flatMap((year) => [...(completions.units.get(year) ?? [])]));
  const partly = institutions.filter(
    ({ unit }) => present.has(unit) && !years.every((year) => completions.units.get(year)?.has(unit)),
  );
  if (partly.length > 0) {
    const text = `${named(partly)} ${partly.length === 1 ? "has" : "have"} no rows in some of the years, which count as 0 in the mean.`;
    notes.push(caution("institutions-some-years", text));
  }
  const strangers = [...present].filter((unit) => !directory.institutions.has(unit));
  if (strangers.length > 0) {
    const text = `${strangers.length} institutions with completions are not in ${directory.file}, so their counties are not known and they are left out: ${strangers.slice(0, 5).join(", ")}${strangers.length > 5 ? " …" : ""}. They may have closed or changed numbers.`;
    notes.push(caution("institutions-unknown", text));
  }
  if (directory.year !== undefined && directory.year < years.at(-1)!) {
    const text = `Institutions are as of ${directory.year}, completions to ${years.at(-1)}: institutions opened since are not in.`;
    notes.push(caution("institutions-year", text));
  }
  return notes;
}

function named(institutions: readonly Institution[]): string {
  const names = institutions.slice(0, 5).map(({ name }) => name);
  return `${names.join(", ")}${institutions.length > names.length ? ` and ${institutions.length - names.length} more` : ""}`;
}

/**
 * The programs that teach an occupation, most completions first. A program that leads to several occupations is among
 * those of each, so lists of several occupations must not be added up: see `shareCompletions`.
 */
export function programsTeaching({ programs, crosswalk }: Training, occupation: SocCode): readonly Program[] {
  return programs.filter(({ cip }) => crosswalk.occupations.get(cip)?.includes(occupation));
}
