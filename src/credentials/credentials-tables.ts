import { disclosed, SUPPRESSED, type Datum } from "../core/datum.js";
import { formatWholePercent } from "../core/number-format.js";
import type { ReportCell, ReportColumn, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import type { Decided, VoteResult } from "./decide.js";
import type { Inconsistency } from "./inconsistencies.js";
import type { CredentialPrograms } from "./programs.js";
import type { Reach } from "./read-reach.js";
import { TRAIT_LABELS, TRAITS, type Breakdown, type Credential } from "./survey.js";
import type { AnswerShares, CredentialTally } from "./tabulate.js";
import type { Threshold } from "./threshold.js";
import type { Confidential } from "./withhold.js";

export const WITHHELD_WORDS = "withheld: fewer than 3 answers or companies, or needed to hide such a cell";

const text = (id: string, label: string, priority: ReportColumn["priority"] = 1): ReportColumn => ({
  id,
  label,
  kind: "text",
  priority,
});
const share = (
  id: string,
  label: string,
  priority: ReportColumn["priority"] = 1,
  description?: string,
): ReportColumn => ({
  id,
  label,
  kind: "number",
  unit: "fraction",
  priority,
  spoken: true,
  ...(description && { description }),
});
const count = (id: string, label: string, priority: ReportColumn["priority"] = 1): ReportColumn => ({
  id,
  label,
  kind: "number",
  unit: "count",
  priority,
});

/** How many programs a credential shows; the JSON has all. */
const MOST_PROGRAMS = 10;

const NAME = text("credential", "Credential");
const ANSWERS = count("answers", "Answers");
const REQUIRED = share("required", "Required", 1, "Share of answers that call it required.");
const WANTED = share(
  "requiredOrPreferred",
  "Required or preferred",
  1,
  "Share of answers that call it required or preferred.",
);

/** A share that may be shown, and the other two cases in words of the tool. */
export function shownShare(
  shares: Confidential<AnswerShares>,
  of: (shares: AnswerShares) => number,
): Datum | undefined {
  if (shares === "none") return undefined;
  return shares === "withheld" ? SUPPRESSED : disclosed(of(shares));
}

function sharesCells(shares: Confidential<AnswerShares>): Readonly<Record<string, ReportCell>> {
  return {
    answers: shownShare(shares, ({ answers }) => answers),
    required: shownShare(shares, ({ required }) => required),
    requiredOrPreferred: shownShare(shares, ({ requiredOrPreferred }) => requiredOrPreferred),
  };
}

/** Columns that people see of the list; files have all. */
const READ = ["credential", "decision", "vote", "answers", "required", "requiredOrPreferred"];

/** The list with the columns that are read on a page. */
export function shortListTable(whole: ReportTable): ReportTable {
  return { ...whole, id: "list", title: "", columns: whole.columns.filter(({ id }) => READ.includes(id)) };
}

/** The list, and what is off it: what a CSV holds. */
export function listTable(decided: readonly Decided[]): ReportTable {
  const listed = decided.filter(({ isListed }) => isListed).length;
  return {
    id: "credentials",
    title: `The list: ${String(listed)} of ${String(decided.length)} credentials`,
    emphasis: "on the list",
    suppressedWords: WITHHELD_WORDS,
    columns: [
      NAME,
      { id: "id", label: "Id", kind: "code", priority: 4 },
      { ...text("list", "List"), priority: 4 },
      text("decision", "Decision"),
      text("threshold", "Threshold", 2),
      text("vote", "Vote", 2),
      ANSWERS,
      REQUIRED,
      WANTED,
      share("agreement", "Agreement", 3, "1 where all answers are alike, 0 where half stand at either end."),
      share("polarisation", "Polarization", 3, "How likely two answers stand at opposite ends, of the most possible."),
      ...TRAITS.map((trait) => share(trait, TRAIT_LABELS[trait], 4)),
    ],
    rows: decided.map(({ judged: { tally, outcome }, decision, isListed, vote }) => ({
      emphasis: isListed,
      cells: {
        credential: tally.credential.name,
        id: tally.credential.id,
        list: isListed ? "yes" : "no",
        decision,
        threshold: outcome,
        vote: describeVote(vote),
        ...sharesCells(tally.all),
        agreement: known(tally.agreement, tally),
        polarisation: known(tally.polarisation, tally),
        ...Object.fromEntries(TRAITS.map((trait) => [trait, known(tally.traits[trait]?.share, tally)])),
      },
    })),
  };
}

function known(value: number | undefined, { all }: CredentialTally): Datum | undefined {
  if (value !== undefined) return disclosed(value);
  return all === "none" ? undefined : SUPPRESSED;
}

/** "5 for, 1 against in 2 sessions"; the side alone where fewer than three voted. */
export function describeVote(vote: VoteResult): string {
  if (vote.kind === "none") return "no vote";
  const sessions = vote.sessions === 1 ? "1 session" : `${String(vote.sessions)} sessions`;
  if (!vote.counts) return `${vote.kind}, fewer than 3 votes`;
  const { retain, add, remove } = vote.counts;
  return `${vote.kind}: ${String(retain + add)} for, ${String(remove)} against, ${sessions}`;
}

/** How answers divide over the ratings; columns without a figure are left out. */
export function ratingsTable(tallies: readonly CredentialTally[]): ReportTable {
  const rows = tallies
    .filter(({ all }) => all !== "none")
    .map(({ credential, all, parts }) => {
      const own = Object.entries(parts ?? {}).filter(([, value]) => value !== undefined);
      return {
        cells: {
          credential: credential.name,
          ...sharesCells(all),
          ...(parts ? {} : { preferred: SUPPRESSED }),
          ...Object.fromEntries(own.map(([part, value]) => [part, disclosed(value as number)])),
        } as Readonly<Record<string, ReportCell>>,
      };
    });
  const columns = [
    NAME,
    ANSWERS,
    REQUIRED,
    share("preferred", "Preferred"),
    share("useful", "Useful"),
    share("notUsed", "Not used"),
    share("unknown", "Unknown"),
    share("other", "Other", 1, "Useful, not used and unknown together, where one of them is of one or two people."),
  ];
  return {
    id: "ratings",
    title: "How answers divide",
    suppressedWords: WITHHELD_WORDS,
    columns: columns.filter(({ id }) => rows.some(({ cells }) => cells[id] !== undefined)),
    rows,
  };
}

const BREAKDOWN_WORDS: Readonly<Record<Breakdown, string>> = {
  industry: "By industry",
  size: "By company size",
  region: "By region",
};

/** AnswerShares by group, a table for each breakdown. */
export function groupTables(
  tallies: readonly CredentialTally[],
  breakdowns: readonly Breakdown[],
): readonly ReportTable[] {
  return breakdowns.map((breakdown) => ({
    id: breakdown,
    title: BREAKDOWN_WORDS[breakdown],
    suppressedWords: WITHHELD_WORDS,
    columns: [NAME, text("group", "Group"), ANSWERS, REQUIRED, WANTED],
    leading: { rows: 12, rest: "--all-rows shows all groups; files have all.", whole: BREAKDOWN_WORDS[breakdown] },
    rows: tallies.flatMap(({ credential, groups }) =>
      (groups[breakdown] ?? []).map(({ group, shares }) => ({
        cells: { credential: credential.name, group, ...sharesCells(shares) },
      })),
    ),
  }));
}

/** What lies just above and below the threshold. */
export function nearTable(threshold: Threshold, nameOf: (id: string) => string): ReportTable {
  const outcomes = new Map(threshold.judged.map(({ tally, outcome }) => [tally.credential.id, outcome]));
  return {
    id: "near",
    title: `Within ${formatWholePercent(0.1)} of the threshold`,
    columns: [
      NAME,
      share("value", threshold.moved?.figure === "required" ? "Required" : "Share"),
      share("distance", "Above or below"),
      text("threshold", "Threshold"),
    ],
    rows: threshold.near.map(({ id, value, distance }) => ({
      cells: { credential: nameOf(id), value, distance, threshold: outcomes.get(id) },
    })),
  };
}

/** How the list before votes changes with the threshold. */
export function sweepTable({ sweep, moved }: Threshold, nameOf: (id: string) => string): ReportTable {
  return {
    id: "thresholds",
    title: "The list at other thresholds, before votes",
    columns: [
      share("threshold", "Threshold"),
      text("chosen", "Chosen"),
      count("passing", "Pass"),
      text("falls", "Fall out since the line above"),
    ],
    rows: sweep.map(({ at, passing }, index) => {
      const before = sweep[index - 1]?.passing ?? passing;
      const fallen = before.filter((id) => !passing.includes(id)).map(nameOf);
      return {
        cells: {
          threshold: at,
          chosen: at === moved?.at ? "this one" : "",
          passing: passing.length,
          falls: fallen.join("; ") || "none",
        },
      };
    }),
  };
}

export function inconsistenciesTable(found: readonly Inconsistency[], nameOf: (id: string) => string): ReportTable {
  return {
    id: "inconsistencies",
    title: "",
    columns: [NAME, text("kind", "What"), text("finding", "What the answers say")],
    rows: found.map(({ credential, kind, finding }) => ({ cells: { credential: nameOf(credential), kind, finding } })),
  };
}

/** What each credential opens among the occupations of the short list. */
export function reachTable(
  reaches: ReadonlyMap<string, Reach>,
  decided: readonly Decided[],
  thresholds: readonly string[],
): ReportTable {
  return {
    id: "reach",
    title: "Occupations of the short list that it opens",
    columns: [
      NAME,
      text("occupations", "Occupations"),
      { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      { id: "openings", label: "Openings a year", kind: "number", unit: "jobs", priority: 1 },
      {
        id: "pay",
        label: "Median pay",
        kind: "number",
        unit: "dollars",
        priority: 1,
        description: "Mean of the occupations' medians, by jobs.",
      },
      ...thresholds.map((name, index) =>
        share(
          `earning_${String(index + 1)}`,
          `Earn ${name}`,
          2,
          "Part of these jobs in occupations where at least half of the workers earn it.",
        ),
      ),
    ],
    rows: decided
      .filter(({ isListed }) => isListed)
      .flatMap(({ judged: { tally } }) => {
        const reach = reaches.get(tally.credential.id);
        if (!reach) return [];
        const earning = thresholds.map((name, index) => [`earning_${String(index + 1)}`, reach.earning.get(name)]);
        return [
          {
            cells: {
              credential: tally.credential.name,
              occupations: describeOccupations(reach),
              jobs: reach.jobs,
              openings: reach.openings,
              pay: reach.pay,
              ...Object.fromEntries(earning),
            },
          },
        ];
      }),
  };
}

/** Programs of the listed credentials' occupations, the ten with the most completions of each. */
export function certificatesTable({ programs }: CredentialPrograms, decided: readonly Decided[]): ReportTable {
  return {
    id: "programs",
    title: "Certificate programs for their occupations",
    columns: [
      NAME,
      text("program", "Program"),
      text("award", "Award", 2),
      text("institution", "Institution"),
      { id: "completions", label: "Completions a year", kind: "number", unit: "count", priority: 1 },
    ],
    rows: decided
      .filter(({ isListed }) => isListed)
      .flatMap(({ judged: { tally } }) =>
        (programs.get(tally.credential.id) ?? [])
          // One person every third year would show as 0.
          .filter(({ completions }) => completions >= 0.5)
          .slice(0, MOST_PROGRAMS)
          .map(({ title, award, institution, completions }) => ({
            cells: {
              credential: tally.credential.name,
              program: title,
              award,
              institution,
              completions: disclosed(completions),
            },
          })),
      ),
  };
}

function describeOccupations({ occupations, elsewhere }: Reach): string {
  const titles = occupations.map(({ soc, title }) => `${title} (${soc})`);
  const none = elsewhere.length === 0 ? [] : [`no jobs of the short list in ${formatList(elsewhere)}`];
  return [...titles, ...none].join("; ");
}

/** Credentials whose jobs are not known. */
export function withoutReach(decided: readonly Decided[], reaches: ReadonlyMap<string, Reach>): readonly Credential[] {
  return decided
    .filter(({ isListed, judged }) => isListed && !reaches.has(judged.tally.credential.id))
    .map(({ judged }) => judged.tally.credential);
}
