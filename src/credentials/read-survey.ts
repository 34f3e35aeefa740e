import { SURVEY_RATINGS, type SurveyRating } from "../command/option-types.js";
import { InputError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { nearest } from "../core/suggest.js";
import { plainHeader } from "../files/columns.js";
import { parseFigure } from "../files/figure.js";
import { readRoleTable, type RoleRow, type RoleTable } from "../files/role-table.js";
import {
  BREAKDOWNS,
  CredentialNames,
  namedCredentials,
  TRAITS,
  type Credential,
  type Respondent,
  type Survey,
  type SurveyAnswer,
  type Trait,
} from "./survey.js";

export interface ReadSurvey {
  readonly survey: Survey;
  /** Those of the list, or those that answers name where there is no list. */
  readonly credentials: readonly Credential[];
  readonly notes: readonly Note[];
}

const RESPONDENT_NAMES = {
  respondent: ["respondent", "respondent id", "response id", "responseid"],
  company: ["company", "employer", "firm"],
  industry: ["industry", "sector"],
  region: ["region", "area"],
  size: ["size", "company size", "size class"],
  jobs: ["jobs", "employees", "company jobs"],
} as const;

const NAMES = {
  ...RESPONDENT_NAMES,
  credential: ["credential", "credential id"],
  rating: ["rating", "answer"],
  portable: ["portable"],
  alone: ["with degree or alone", "degree or alone", "standing", "alone"],
  stackable: ["stackable"],
  buildingBlock: ["building block"],
} as const;

export type SurveyRole = keyof typeof NAMES;

const YES = ["yes", "y", "true", "1", "x"];
const NO = ["no", "n", "false", "0"];
const NOT_ANSWERED = ["", "unknown", "don't know", "dont know", "n/a", "na"];

/** Where respondents come from, checked: one person has one company, industry, region, size and number of jobs. */
export class Respondents<Role extends string> {
  readonly #known = new Map<string, { readonly respondent: Respondent; readonly line: number }>();
  readonly #jobs = new Map<string, { readonly jobs: number; readonly line: number }>();
  readonly #table: RoleTable<Role>;

  constructor(table: RoleTable<Role>) {
    this.#table = table;
  }

  /**
   * The respondent of a row; undefined where the row names none.
   *
   * @param unnamed stands for the respondent's number where the table has none
   */
  of(row: RoleRow<Role>, unnamed = ""): Respondent | undefined {
    const cell = (role: string): string => row.cell(role as Role);
    const id = cell("respondent") || unnamed;
    if (id === "") {
      this.#refuse(row, "respondent", "a row of nobody", "give each respondent a number");
      return undefined;
    }
    const company = cell("company");
    const respondent: Respondent = {
      id,
      company,
      groups: { industry: cell("industry"), region: cell("region"), size: sizeClass(cell("size")) },
    };
    this.#readJobs(row, company === "" ? id : company);
    const before = this.#known.get(id);
    if (!before) {
      this.#known.set(id, { respondent, line: row.line });
      return respondent;
    }
    const differs = (["company", ...BREAKDOWNS] as const).find((role) =>
      role === "company"
        ? before.respondent.company !== company
        : before.respondent.groups[role] !== respondent.groups[role],
    );
    if (differs !== undefined) {
      const words = `one respondent has two ${differs === "company" ? "companies" : differs === "industry" ? "industries" : `${differs}s`}: line ${String(before.line)} has another`;
      this.#refuse(row, differs, words, "give one respondent the same in every row, or two respondents two numbers");
    }
    return before.respondent;
  }

  get count(): number {
    return this.#known.size;
  }

  get companies(): number | undefined {
    const names = new Set([...this.#known.values()].map(({ respondent }) => respondent.company));
    names.delete("");
    return names.size === 0 ? undefined : names.size;
  }

  get jobs(): ReadonlyMap<string, number> {
    return new Map([...this.#jobs].map(([company, { jobs }]) => [company, jobs]));
  }

  /** Jobs of a company: as stated, or its size where that is a number. */
  #readJobs(row: RoleRow<Role>, company: string): void {
    const role = this.#table.has("jobs" as Role) ? "jobs" : "size";
    const text = row.cell(role as Role);
    const figure = parseFigure(text, this.#table.decimalMark);
    const isNumber = figure.kind === "number" && figure.value >= 0;
    if (role === "jobs" && text !== "" && figure.kind !== "none" && !isNumber) {
      this.#refuse(
        row,
        "jobs",
        "jobs of a company are not a number of 0 or more",
        "write a number such as 120, or nothing",
      );
    }
    if (!isNumber) return;
    const before = this.#jobs.get(company);
    if (before && before.jobs !== figure.value) {
      const words = `one company has two numbers of jobs: line ${String(before.line)} has another`;
      this.#refuse(row, role, words, "give one company the same number in every row");
    } else this.#jobs.set(company, { jobs: figure.value, line: row.line });
  }

  #refuse(row: RoleRow<Role>, role: string, message: string, hint: string): void {
    this.#table.refuse(row, role as Role, { message, hint });
  }
}

/** A size that is a number stands for its class; any other text is a class already. */
function sizeClass(text: string): string {
  const figure = /^[\d,. ]+$/.test(text) ? parseFigure(text) : undefined;
  if (figure?.kind !== "number") return text.replaceAll(/(\d)\s*[-–]\s*(?=\d)/g, "$1 to ");
  if (figure.value < 10) return "under 10";
  if (figure.value < 50) return "10 to 49";
  return figure.value < 250 ? "50 to 249" : "250 and more";
}

/**
 * Reads a survey with a row for each respondent and credential.
 *
 * @param listed the credentials that answers may name; any where there is no list
 * @throws {InputError} SURVEY_FILE with file, line and column
 */
export async function readSurvey(file: string, listed: readonly Credential[] | undefined): Promise<ReadSurvey> {
  const table = await readRoleTable(file, NAMES, {
    required: ["respondent", "credential", "rating"],
    code: "SURVEY_FILE",
    hash: true,
  });
  const credentials = listed ?? namedCredentials(namesIn(table));
  const names = new CredentialNames(credentials);
  const respondents = new Respondents(table);
  const seen = new Map<string, number>();
  const answers: SurveyAnswer[] = [];
  for (const row of table.rows) {
    const respondent = respondents.of(row);
    const credential = matchCredential(row, table, names);
    const rating = requireRating(row, table);
    const traits = parseTraits(row, table);
    if (!respondent || !credential || !rating) continue;
    const key = `${respondent.id}\n${credential.id}`;
    const before = seen.get(key);
    if (before !== undefined) {
      table.refuse(row, "respondent", {
        message: `a respondent answers twice about one credential: line ${String(before)} has an answer, too`,
        hint: "keep one of the two rows",
      });
    }
    seen.set(key, row.line);
    answers.push({ respondent, credential: credential.id, rating, traits });
  }
  table.finish("write a row for each respondent and credential");
  return {
    survey: {
      file: table.file,
      sha256: table.sha256,
      answers,
      respondents: respondents.count,
      companies: respondents.companies,
      jobs: respondents.jobs,
      breakdowns: BREAKDOWNS.filter((role) => table.has(role)),
    },
    credentials,
    notes: table.notes,
  };
}

function namesIn(table: RoleTable<SurveyRole>): readonly string[] {
  return table.rows.map((row) => row.cell("credential")).filter((name) => name !== "");
}

function matchCredential(
  row: RoleRow<SurveyRole>,
  table: RoleTable<SurveyRole>,
  names: CredentialNames,
): Credential | undefined {
  const text = row.cell("credential");
  const found = names.find(text);
  if (found) return found;
  if (text === "") {
    table.refuse(row, "credential", { message: "an answer names no credential", hint: "write the credential's name" });
  } else table.refuse(row, "credential", unlisted(text, names));
  return undefined;
}

/** What is said of a credential that no list names. */
export function unlisted(
  text: string,
  names: CredentialNames,
): { readonly message: string; readonly found: string; readonly hint: string } {
  const [guess] = nearest(text, names.names, 1);
  return {
    message: "there is no such credential",
    found: text,
    hint: guess === undefined ? "add it to the file of --credentials, or correct its name" : `did you mean ${guess}?`,
  };
}

/** What a rating means, however it is spelled. */
export function parseRating(text: string): SurveyRating | undefined {
  const plain = plainHeader(text);
  return SURVEY_RATINGS.find((one) => one === plain);
}

function requireRating(row: RoleRow<SurveyRole>, table: RoleTable<SurveyRole>): SurveyRating | undefined {
  const text = row.cell("rating");
  const rating = parseRating(text);
  if (rating) return rating;
  const [guess] = text === "" ? [] : nearest(text, SURVEY_RATINGS, 1);
  table.refuse(row, "rating", {
    message: "a rating is none of the five",
    hint: guess === undefined ? `write ${SURVEY_RATINGS.join(", ")}` : `did you mean ${guess}?`,
  });
  return undefined;
}

function parseTraits(
  row: RoleRow<SurveyRole>,
  table: RoleTable<SurveyRole>,
): Readonly<Partial<Record<Trait, boolean>>> {
  const traits: Partial<Record<Trait, boolean>> = {};
  for (const trait of TRAITS) {
    const text = row.cell(trait);
    const answer = parseTrait(trait, text);
    if (answer === "unreadable") {
      const hint = trait === "alone" ? "write alone, with degree, or nothing" : "write yes, no, or nothing";
      table.refuse(row, trait, { message: "an answer is neither yes nor no", hint });
    } else if (answer !== undefined) traits[trait] = answer;
  }
  return traits;
}

/** Undefined where nothing is answered. */
export function parseTrait(trait: Trait, text: string): boolean | undefined | "unreadable" {
  const plain = text.toLowerCase();
  if (NOT_ANSWERED.includes(plain)) return undefined;
  if (trait === "alone") {
    if (/^(?:on its own|alone|by itself)$/.test(plain)) return true;
    if (/^with (?:a |the )?degree$/.test(plain)) return false;
  }
  if (YES.includes(plain)) return true;
  return NO.includes(plain) ? false : "unreadable";
}

/** @throws {InputError} SURVEY_FILE where nobody answered about anything */
export function requireAnswers({ survey }: ReadSurvey): void {
  if (survey.answers.length > 0) return;
  throw new InputError("the survey holds no answer", {
    code: "SURVEY_FILE",
    where: { file: survey.file },
    found: "no rating",
    hint: "check that it is the right file, and what the mapping calls its columns",
  });
}
