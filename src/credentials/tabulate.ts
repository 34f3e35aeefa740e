import { formatSignificant } from "../core/number-format.js";
import { groupBy } from "./group-by.js";
import { TRAITS, type Breakdown, type Credential, type Survey, type SurveyAnswer, type Trait } from "./survey.js";
import { withhold, type Cell, type Confidential } from "./withhold.js";

/** What counts as one: each answer; each company, split over its answers; or the company's jobs. */
export const COUNTS = ["answers", "companies", "jobs"] as const;
export type CountedBy = (typeof COUNTS)[number];

/** AnswerShares of the answers of at least three people of at least three companies. */
export interface AnswerShares {
  readonly answers: number;
  /** Parts of 1, by what is counted. */
  readonly required: number;
  readonly requiredOrPreferred: number;
}

/** The parts of all answers about a credential. Parts of the last three that would show one or two people stand together in `other`. */
export interface RatingParts {
  readonly required: number;
  readonly preferred: number;
  readonly useful: number | undefined;
  readonly notUsed: number | undefined;
  readonly unknown: number | undefined;
  readonly other: number | undefined;
}

export interface TraitShare {
  readonly answers: number;
  readonly share: number;
}

/** A credential in the survey as it may be shown. `undefined` stands for what is withheld. */
export interface CredentialTally {
  readonly credential: Credential;
  /** Undefined where nobody answered, or too few did. */
  readonly all: Confidential<AnswerShares>;
  readonly parts: RatingParts | undefined;
  /** 1 where all answers are alike, 0 where half stand at either end. */
  readonly agreement: number | undefined;
  /** How likely two answers stand at opposite ends, as a part of the most that is possible. */
  readonly polarisation: number | undefined;
  readonly traits: Readonly<Partial<Record<Trait, TraitShare>>>;
  /** Answers that require the credential and say that it is not portable, where at least three do. */
  readonly requiredNotPortable: number | undefined;
  readonly groups: Readonly<Partial<Record<Breakdown, readonly GroupTally[]>>>;
}

export interface GroupTally {
  readonly group: string;
  readonly shares: Confidential<AnswerShares>;
}

export interface TabulateOptions {
  readonly count: CountedBy;
  /** Whether "unknown" is not an answer. */
  readonly leaveOutUnknown: boolean;
}

/** Answers and companies below which nothing is shown. */
export const FEWEST_ANSWERS = 3;
const NOT_STATED = "not stated";

/**
 * Tabulates a survey so that no figure rests on fewer than three answers or companies, and none of those withheld follows from
 * others. The order of answers does not matter.
 *
 * AnswerShares count answers, companies or jobs; what is withheld is always decided on answers and companies, with jobs also where one
 * company has half of a cell's jobs or more, whose answer the share would give away.
 */
export function tabulate(
  survey: Survey,
  credentials: readonly Credential[],
  options: TabulateOptions,
): readonly CredentialTally[] {
  const counting = new Counting(survey, options.count);
  const counted = options.leaveOutUnknown
    ? survey.answers.filter(({ rating }) => rating !== "unknown")
    : survey.answers;
  const byCredential = groupBy(counted, ({ credential }) => credential);
  const sizes = groupSizes(survey);
  return credentials.map((credential) => {
    const answers = byCredential.get(credential.id) ?? [];
    return tallyAnswers(credential, answers, { survey, counting, sizes });
  });
}

interface Tabulation {
  readonly survey: Survey;
  readonly counting: Counting;
  /** How many respondents each group has, by breakdown. */
  readonly sizes: Readonly<Record<Breakdown, ReadonlyMap<string, number>>>;
}

function tallyAnswers(
  credential: Credential,
  answers: readonly SurveyAnswer[],
  tabulation: Tabulation,
): CredentialTally {
  const { survey, counting, sizes } = tabulation;
  const total = counting.cell(answers);
  const groups = Object.fromEntries(
    survey.breakdowns.map((breakdown) => {
      const members = groupBy(answers, ({ respondent }) => groupName(respondent.groups[breakdown]));
      const cells = [...sizes[breakdown]]
        .sort(([a, of], [b, others]) => of - others || (a < b ? -1 : 1))
        .map(([group]) => ({ group, ...counting.cell(members.get(group) ?? []) }));
      const withheld = withhold(total, cells);
      const shown = cells.flatMap(({ group, answers: count, shares }, at): readonly GroupTally[] => {
        if (withheld.has(at)) return [{ group, shares: "withheld" }];
        return count === 0 ? [] : [{ group, shares: shares ?? "withheld" }];
      });
      return [breakdown, shown.sort(byGroup)];
    }),
  );
  const isShown = answers.length > 0 && !total.isSmall && total.shares !== undefined;
  const parts = isShown ? splitRatings(answers, counting, total.shares!) : undefined;
  return {
    credential,
    all: isShown ? total.shares! : answers.length === 0 ? "none" : "withheld",
    parts,
    agreement: parts && consensus(parts.required, parts.preferred),
    polarisation: parts && 4 * parts.required * (1 - parts.required - parts.preferred),
    traits: isShown ? shareTraits(answers, counting) : {},
    requiredNotPortable: isShown ? requiredNotPortable(answers) : undefined,
    groups,
  };
}

/** Counts answers in cells. */
class Counting {
  readonly #count: CountedBy;
  readonly #jobs: ReadonlyMap<string, number>;

  constructor({ jobs }: Survey, count: CountedBy) {
    this.#count = count;
    this.#jobs = jobs;
  }

  /** A part of the answers, by what is counted; undefined where that is nothing. */
  share(answers: readonly SurveyAnswer[], isIn: (answer: SurveyAnswer) => boolean): number | undefined {
    if (this.#count === "answers")
      return answers.length === 0 ? undefined : answers.filter(isIn).length / answers.length;
    let [part, whole] = [0, 0];
    for (const [company, own] of inOrder(answers)) {
      const weight = this.#weight(company);
      whole += weight;
      part += (weight * own.filter(isIn).length) / own.length;
    }
    // Sums of thirds and the like: 0.6 must not fall below 60% by its last digit.
    return whole === 0 ? undefined : Number(formatSignificant(part / whole, 12));
  }

  cell(answers: readonly SurveyAnswer[]): Cell & { readonly shares: AnswerShares | undefined } {
    const required = answers.filter(isRequired).length;
    const wanted = answers.filter(isWanted).length;
    const companies = new Set(answers.map(companyKey));
    const shares = {
      required: this.share(answers, isRequired),
      requiredOrPreferred: this.share(answers, isWanted),
    };
    const { required: first, requiredOrPreferred: second } = shares;
    const isDefined = first !== undefined && second !== undefined;
    return {
      answers: answers.length,
      required,
      wanted,
      companies,
      isSmall:
        answers.length > 0 &&
        (answers.length < FEWEST_ANSWERS || companies.size < FEWEST_ANSWERS || this.#isDominated(answers)),
      shares: isDefined ? { answers: answers.length, required: first, requiredOrPreferred: second } : undefined,
    };
  }

  #weight(company: string): number {
    return this.#count === "jobs" ? (this.#jobs.get(company) ?? 0) : 1;
  }

  /** Whether the share of one company can be read off, because it has half of the weight or more; or nothing can be weighed. */
  #isDominated(answers: readonly SurveyAnswer[]): boolean {
    if (this.#count !== "jobs") return false;
    const weights = [...new Set(answers.map(companyKey))].map((company) => this.#weight(company));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return 2 * Math.max(...weights) >= sum;
  }
}

/** Companies by name, so that sums do not depend on the order of rows. */
function inOrder(answers: readonly SurveyAnswer[]): readonly (readonly [string, readonly SurveyAnswer[]])[] {
  return [...groupBy(answers, companyKey)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where the survey names no company, everybody counts as one. */
function companyKey({ respondent: { company, id } }: SurveyAnswer): string {
  return company === "" ? id : company;
}

const isRequired = ({ rating }: SurveyAnswer): boolean => rating === "required";
const isWanted = ({ rating }: SurveyAnswer): boolean => rating === "required" || rating === "preferred";

function groupName(text: string): string {
  return text === "" ? NOT_STATED : text;
}

function groupSizes({ answers }: Survey): Tabulation["sizes"] {
  const respondents = [...new Map(answers.map(({ respondent }) => [respondent.id, respondent])).values()];
  const countGroups = (breakdown: Breakdown): ReadonlyMap<string, number> => {
    const groups = groupBy(respondents, ({ groups: own }) => groupName(own[breakdown]));
    return new Map([...groups].map(([group, own]) => [group, own.length]));
  };
  return { industry: countGroups("industry"), size: countGroups("size"), region: countGroups("region") };
}

/** By the number that a class begins with, then by name; what is not stated comes last. */
function byGroup(a: GroupTally, b: GroupTally): number {
  const order = ({ group }: GroupTally): number => {
    if (group === NOT_STATED) return Infinity;
    if (/^(?:under|less|fewer|up to)\b/i.test(group)) return -1;
    return Number(/^\D{0,3}(\d+)/.exec(group.replaceAll(",", ""))?.[1] ?? 0);
  };
  const [first, second] = [order(a), order(b)];
  return first === second ? (a.group < b.group ? -1 : 1) : first < second ? -1 : 1;
}

/** The last three ratings stand apart only where none of them is one or two people's. */
function splitRatings(answers: readonly SurveyAnswer[], counting: Counting, shares: AnswerShares): RatingParts {
  const preferred = shares.requiredOrPreferred - shares.required;
  const rest = ["useful", "not used", "unknown"] as const;
  const counts = rest.map((rating) => answers.filter((answer) => answer.rating === rating).length);
  const isShown = counts.every((count) => count === 0 || count >= FEWEST_ANSWERS);
  const [useful, notUsed, unknown] = rest.map((rating) =>
    isShown ? counting.share(answers, (answer) => answer.rating === rating) : undefined,
  );
  return {
    required: shares.required,
    preferred,
    useful,
    notUsed,
    unknown,
    other: isShown ? undefined : 1 - shares.requiredOrPreferred,
  };
}

/**
 * Consensus of answers on three steps: required, preferred, neither.
 *
 * Finer steps would give away how many said each of the last three.
 *
 * @returns 1 where all are alike, 0 where half stand at either end
 * @source Tastle and Wierman, "Consensus and dissention: a measure of ordinal dispersion", International Journal of Approximate
 *   Reasoning 45(3), 2007
 */
export function consensus(required: number, preferred: number): number {
  const steps = [
    [0, 1 - required - preferred],
    [1, preferred],
    [2, required],
  ] as const;
  const mean = steps.reduce((sum, [step, part]) => sum + step * part, 0);
  const total = steps.reduce((sum, [step, part]) => {
    return part <= 0 ? sum : sum + part * Math.log2(1 - Math.abs(step - mean) / 2);
  }, 1);
  return Math.min(1, Math.max(0, total));
}

function shareTraits(
  answers: readonly SurveyAnswer[],
  counting: Counting,
): Readonly<Partial<Record<Trait, TraitShare>>> {
  const shares: Partial<Record<Trait, TraitShare>> = {};
  for (const trait of TRAITS) {
    const given = answers.filter(({ traits }) => traits[trait] !== undefined);
    const { isSmall } = counting.cell(given);
    const share = counting.share(given, ({ traits }) => traits[trait] === true);
    if (given.length > 0 && !isSmall && share !== undefined) shares[trait] = { answers: given.length, share };
  }
  return shares;
}

function requiredNotPortable(answers: readonly SurveyAnswer[]): number | undefined {
  const own = answers.filter((answer) => isRequired(answer) && answer.traits.portable === false);
  const companies = new Set(own.map(companyKey)).size;
  return own.length >= FEWEST_ANSWERS && companies >= FEWEST_ANSWERS ? own.length : undefined;
}
