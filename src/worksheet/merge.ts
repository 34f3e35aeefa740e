import { InputError } from "../core/errors.js";
import { information, type Note } from "../core/notes.js";
import { formatList } from "../report/words.js";
import type { Form } from "./forms.js";
import type { ReadWorksheet } from "./read-worksheet.js";
import type { SheetFacts } from "./read-worksheet-table.js";
import { mixRanks } from "./mix.js";

/** What one person answered, with where it stands. */
export interface Rating {
  readonly rater: string;
  readonly answer: { readonly text: string; readonly score: number } | undefined;
  readonly evidence: string;
  /** `team.xlsx!Ratings, cell F7` */
  readonly from: string;
}

/** All answers about one criterion of one industry, and what they come to. */
export interface Judgement {
  readonly criterion: string;
  /** By rater's name; those with evidence alone are among them. */
  readonly ratings: readonly Rating[];
  /** Answers; an empty cell is none. */
  readonly raters: number;
  readonly mean: number | undefined;
  /** Standard deviation between raters, over n − 1; undefined for fewer than two. */
  readonly spread: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The two farthest answers are as far apart as the form says, or farther. */
  readonly isDisputed: boolean;
}

export interface JudgedIndustry extends SheetFacts {
  readonly naics: string;
  /** Mean of the criteria's means, over those that anybody rated; undefined where nobody rated any. */
  readonly readiness: number | undefined;
  /** Who rated anything of it, by name. */
  readonly raters: readonly string[];
  /** In the order of the form. */
  readonly judgements: readonly Judgement[];
  /** Place by LMI rank and readiness together, among the industries that have both; only where a weight was given. */
  readonly mixed?: { readonly rank: number; readonly score: number } | undefined;
}

/** The weights that one person wrote down. */
export interface RatersWeights {
  readonly rater: string;
  readonly weights: readonly { readonly factor: string; readonly weight: number }[];
}

export interface Merged {
  readonly form: Form;
  readonly checksum: string;
  readonly criteria: readonly { readonly id: string; readonly label: string }[];
  /** Everybody who rated, by name. */
  readonly raters: readonly string[];
  readonly industries: readonly JudgedIndustry[];
  readonly weights: readonly RatersWeights[];
  /** Part of 1 that readiness counts for beside the LMI rank, where that was asked for. */
  readonly qualitativeWeight: number | undefined;
  readonly notes: readonly Note[];
}

export interface MergeOptions {
  /** Of the result that all must be of, with the file's name. */
  readonly result?: { readonly checksum: string; readonly file: string } | undefined;
  readonly qualitativeWeight?: number | undefined;
  readonly labelOf: (criterion: string) => string | undefined;
}

/**
 * Puts filled-in worksheets together. In which order they are given makes no difference.
 *
 * @throws {InputError} WORKSHEET_RESULT where they are not of one result or one form, WORKSHEET_RATER where two of one name differ
 */
export function mergeWorksheets(given: readonly ReadWorksheet[], options: MergeOptions): Merged {
  const sheets = [...given].sort((a, b) => order(a.rater ?? "", b.rater ?? "") || order(a.file, b.file));
  requireOneResult(given, options.result);
  const { own, notes } = withoutTwins(sheets);
  const first = sheets[0]!;
  const { form } = first;
  const criteria = [...new Set(sheets.flatMap((sheet) => sheet.criteria))];
  const facts = new Map(sheets.flatMap((sheet) => [...sheet.facts]));
  const codes = [...new Set(sheets.flatMap(({ industries }) => industries))];
  const labels = new Map(sheets.flatMap((sheet) => [...sheet.labels]));
  const industries = codes.map((naics): JudgedIndustry => {
    const judgements = criteria.map((criterion) => judge(own, naics, criterion, form.apart));
    const means = judgements.flatMap(({ mean }) => (mean === undefined ? [] : [mean]));
    const known = facts.get(naics) ?? { title: naics, list: "", rank: undefined, isEstimated: false };
    const raters = judgements.flatMap(({ ratings }) =>
      ratings.filter(({ answer }) => answer).map(({ rater }) => rater),
    );
    return {
      naics,
      ...known,
      readiness: means.length === 0 ? undefined : average(means),
      raters: [...new Set(raters)].sort(order),
      judgements,
    };
  });
  const { qualitativeWeight } = options;
  const mixed = qualitativeWeight === undefined ? undefined : mixRanks(industries, qualitativeWeight);
  return {
    form,
    checksum: first.checksum,
    criteria: criteria.map((id) => ({ id, label: options.labelOf(id) ?? labels.get(id) ?? id })),
    raters: [...new Set(industries.flatMap(({ raters }) => raters))].sort(order),
    industries: industries.map((one) => (mixed ? { ...one, mixed: mixed.get(one.naics) } : one)),
    weights: own
      .filter(({ weights }) => weights.length > 0)
      .map(({ rater, weights }) => ({
        rater: rater!,
        weights: weights.map(({ factor, weight }) => ({ factor, weight })),
      })),
    qualitativeWeight,
    notes: [...notes, ...blankNotes(own), ...differingCriteria(sheets)],
  };
}

/** By code of letters, the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function judge(sheets: readonly ReadWorksheet[], naics: string, criterion: string, apart: number): Judgement {
  const ratings = sheets.flatMap(({ rater, answers }) =>
    answers
      .filter((one) => one.naics === naics && one.criterion === criterion)
      .map(({ answer, evidence, place }): Rating => ({
        rater: rater!,
        answer,
        evidence,
        from: `${place.file}, cell ${place.column ?? ""}${String(place.line ?? "")}`,
      })),
  );
  const scores = ratings.flatMap(({ answer }) => (answer === undefined ? [] : [answer.score]));
  const mean = scores.length === 0 ? undefined : average(scores);
  const [low, high] = scores.length === 0 ? [] : [Math.min(...scores), Math.max(...scores)];
  return {
    criterion,
    ratings,
    raters: scores.length,
    mean,
    spread: scores.length < 2 ? undefined : standardDeviation(scores, mean!),
    low,
    high,
    isDisputed: low !== undefined && high !== undefined && high - low >= apart,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[], mean: number): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

function requireOneResult(sheets: readonly ReadWorksheet[], result: MergeOptions["result"]): void {
  const wanted = result ?? sheets[0]!;
  const other = sheets.find(({ checksum }) => checksum !== wanted.checksum);
  if (other) {
    throw new InputError("the worksheet is of another result, whose figures may differ", {
      code: "WORKSHEET_RESULT",
      where: { file: other.file },
      found: `result ${other.checksum}; ${wanted.file} is ${wanted.checksum}`,
      hint: "merge worksheets of one result, or make them again from the new one",
    });
  }
  const { form } = sheets[0]!;
  const unlike = sheets.find((sheet) => sheet.form.id !== form.id);
  if (!unlike) return;
  throw new InputError("the worksheets are of two forms", {
    code: "WORKSHEET_RESULT",
    where: { file: unlike.file },
    found: `${unlike.form.id}; ${sheets[0]!.file} is ${form.id}`,
    hint: "merge each form by itself",
  });
}

/** What a sheet says, without where. */
function collectAnswers({ answers, weights }: ReadWorksheet): ReadonlyMap<string, string> {
  return new Map([
    ...answers.map(({ naics, criterion, answer, evidence }): [string, string] => [
      `${criterion} of ${naics}`,
      [answer?.text ?? "not rated", ...(evidence === "" ? [] : [evidence])].join(", "),
    ]),
    ...weights.map(({ factor, weight }): [string, string] => [`the weight of ${factor}`, String(weight)]),
  ]);
}

/** Of one person's two files of one content one counts; with different contents nobody knows which. */
function withoutTwins(sheets: readonly ReadWorksheet[]): {
  readonly own: readonly ReadWorksheet[];
  readonly notes: readonly Note[];
} {
  const own: ReadWorksheet[] = [];
  const notes: Note[] = [];
  const raterKey = ({ rater }: ReadWorksheet): string | undefined => rater?.toLowerCase();
  for (const sheet of sheets) {
    const twin = sheet.rater === undefined ? undefined : own.find((one) => raterKey(one) === raterKey(sheet));
    if (!twin) {
      own.push(sheet);
      continue;
    }
    const [a, b] = [collectAnswers(twin), collectAnswers(sheet)];
    const differing = [...a.keys(), ...b.keys()].find((key) => a.get(key) !== b.get(key));
    if (differing !== undefined) {
      throw new InputError(`two worksheets are of ${sheet.rater!}, and differ`, {
        code: "WORKSHEET_RATER",
        where: { file: sheet.file },
        found: `${differing}: ${b.get(differing) ?? "nothing"}; ${a.get(differing) ?? "nothing"} in ${twin.file}`,
        hint: "keep the one that counts, or give two people two names",
      });
    }
    const files = formatList([twin.file, sheet.file].sort(order));
    notes.push(information("worksheet-twice", `${files} are of ${twin.rater!} and say the same: they count once.`));
  }
  return { own, notes };
}

function blankNotes(sheets: readonly ReadWorksheet[]): readonly Note[] {
  const blank = sheets.filter(({ answers }) => answers.every(({ answer }) => answer === undefined));
  if (blank.length === 0) return [];
  const names = blank.map(({ file, rater }) => (rater === undefined ? file : `${rater} (${file})`)).sort(order);
  return [information("worksheet-blank", `Rated nothing, which is not 0: ${formatList(names)}.`)];
}

/** Raters that were not asked a criterion can't be missed in it. */
function differingCriteria(sheets: readonly ReadWorksheet[]): readonly Note[] {
  const lists = new Set(sheets.map(({ criteria }) => [...criteria].sort(order).join()));
  if (lists.size < 2) return [];
  const text = "The worksheets ask different criteria: a criterion counts over those that have it.";
  return [information("worksheet-criteria", text)];
}
