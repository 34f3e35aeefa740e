import { SURVEY_RATINGS, type SurveyMapping } from "../command/option-types.js";
import { readSmallTable } from "../files/small-table.js";
import { RoleTable, type RoleNames } from "../files/role-table.js";
import { plainHeader } from "../files/columns.js";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { parseRating, parseTrait, Respondents, unlisted, type ReadSurvey } from "./read-survey.js";
import {
  BREAKDOWNS,
  CredentialNames,
  namedCredentials,
  TRAITS,
  type Credential,
  type SurveyAnswer,
  type Trait,
} from "./survey.js";

/** Exports of survey tools have a column for each question, shown or not. */
const MOST_COLUMNS = 5_000;
const COLUMNS_OF_RESPONDENTS = ["respondent", "company", "industry", "region", "size", "jobs"] as const;

/**
 * Reads an export with a row for each respondent and a column for each credential.
 *
 * @param mapping which heading means what
 * @throws {InputError} SURVEY_FILE with file, line and column
 */
export async function readWideSurvey(
  file: string,
  mapping: SurveyMapping,
  listed: readonly Credential[] | undefined,
): Promise<ReadSurvey> {
  const asked = Object.keys(mapping.ratings);
  const table = await readSmallTable(file, {
    code: "SURVEY_FILE",
    columns: [[asked[0]!.toLowerCase()]],
    hash: true,
    maximumColumns: MOST_COLUMNS,
  });
  const questions = listQuestions(mapping);
  const headings = [
    ...COLUMNS_OF_RESPONDENTS.flatMap((role) => mapping[role] ?? []),
    ...questions.map(({ heading }) => heading),
  ];
  for (const heading of headings) requireHeading(heading, table);
  const credentials = listed ?? namedCredentials(questions.map(({ credential }) => credential));
  const names = new CredentialNames(credentials);
  const rows = table.rows.slice(mapping.skip ?? 0);
  const roles: RoleNames<string> = Object.fromEntries([
    ...COLUMNS_OF_RESPONDENTS.flatMap((role) => {
      const heading = mapping[role];
      return heading === undefined ? [] : [[role, [plainHeader(heading)]]];
    }),
    ...questions.map(({ heading }) => [heading, [plainHeader(heading)]]),
  ]);
  const wide = new RoleTable<string>({ ...table, rows }, roles, "SURVEY_FILE");
  const respondents = new Respondents(wide);
  const seen = new Map<string, number>();
  const answers: SurveyAnswer[] = [];
  for (const row of wide.rows) {
    const respondent = respondents.of(row, mapping.respondent === undefined ? `line ${String(row.line)}` : undefined);
    if (!respondent) continue;
    const before = seen.get(respondent.id);
    if (before !== undefined) {
      wide.refuse(row, "respondent", {
        message: `a respondent appears twice: line ${String(before)} is of the same`,
        hint: "keep one of the two rows",
      });
    }
    seen.set(respondent.id, row.line);
    const traits = new Map<string, Partial<Record<Trait, boolean>>>();
    for (const { heading, credential, trait } of questions) {
      if (trait === undefined) continue;
      const answer = parseTrait(trait, row.cell(heading));
      if (answer === "unreadable") {
        wide.refuse(row, heading, { message: "an answer is neither yes nor no", hint: "write yes, no, or nothing" });
      } else if (answer !== undefined) traits.set(credential, { ...traits.get(credential), [trait]: answer });
    }
    for (const { heading, credential, trait } of questions) {
      if (trait !== undefined) continue;
      const named = names.find(credential);
      if (!named) {
        wide.refuse(row, heading, unlisted(credential, names));
        continue;
      }
      const text = row.cell(heading);
      if (text === "") continue;
      const rating = mapping.values?.[text.toLowerCase()] ?? parseRating(text);
      if (rating) answers.push({ respondent, credential: named.id, rating, traits: traits.get(credential) ?? {} });
      else {
        wide.refuse(row, heading, {
          message: "a rating is none of the five",
          hint: `say under values: in the mapping what it means: ${SURVEY_RATINGS.join(", ")}`,
        });
      }
    }
  }
  wide.finish("export the answers, too");
  return {
    survey: {
      file: table.file,
      sha256: table.sha256,
      answers,
      respondents: respondents.count,
      companies: respondents.companies,
      jobs: respondents.jobs,
      breakdowns: BREAKDOWNS.filter((role) => mapping[role] !== undefined),
    },
    credentials,
    notes: table.notes,
  };
}

interface Question {
  readonly heading: string;
  readonly credential: string;
  /** Undefined for the rating. */
  readonly trait: Trait | undefined;
}

function listQuestions(mapping: SurveyMapping): readonly Question[] {
  const of = (columns: Readonly<Record<string, string>> | undefined, trait?: Trait): readonly Question[] =>
    Object.entries(columns ?? {}).map(([heading, credential]) => ({ heading, credential, trait }));
  return [...of(mapping.ratings), ...TRAITS.flatMap((trait) => of(mapping[trait], trait))];
}

function requireHeading(
  heading: string,
  {
    header,
    file,
    headerLine,
  }: { readonly header: readonly string[]; readonly file: string; readonly headerLine: number },
): void {
  if (header.some((name) => plainHeader(name) === plainHeader(heading))) return;
  const [guess] = nearest(heading, header, 1);
  throw new InputError(`the mapping names a column that the survey does not have`, {
    code: "SURVEY_FILE",
    where: { file, line: headerLine },
    found: heading,
    hint: guess === undefined ? "write headings as they stand in the export" : `did you mean ${guess}?`,
  });
}
