import { information, type Note } from "../core/notes.js";
import { formatNumber, formatWholePercent } from "../core/number-format.js";
import type { ReportChapter } from "../report/chapters.js";
import type { BarsChart } from "../report/chart.js";
import type { Report, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import type { CredentialsReportInputs } from "./credentials-inputs.js";
import { credentialsJson } from "./credentials-json.js";
import {
  groupTables,
  inconsistenciesTable,
  listTable,
  nearTable,
  ratingsTable,
  certificatesTable,
  reachTable,
  shortListTable,
  sweepTable,
  withoutReach,
} from "./credentials-tables.js";
import { DECISIONS, DECISION_WORDS, type Decided } from "./decide.js";
import type { CredentialPrograms } from "./programs.js";
import type { Reach } from "./read-reach.js";
import type { Survey } from "./survey.js";
import type { CountedBy, CredentialTally } from "./tabulate.js";
import type { Threshold } from "./threshold.js";

const COUNT_WORDS: Readonly<Record<CountedBy, string>> = {
  answers: "each answer counts one",
  companies: "each company counts one, divided over its answers",
  jobs: "each company counts its jobs, divided over its answers",
};

/** The list, how it came about, and what to ask about. Nothing in it names a company or a person. */
export function buildCredentialsReport(inputs: CredentialsReportInputs): Report {
  const { survey, threshold, decided, tallies, inconsistencies, occupations, reach, programs } = inputs;
  const nameOf = credentialNames(tallies);
  const list = listTable(decided);
  const groups = groupTables(tallies, survey.breakdowns);
  const optional: readonly (ReportTable | undefined)[] = [
    ratingsTable(tallies),
    threshold.moved && nearTable(threshold, nameOf),
    threshold.moved && sweepTable(threshold, nameOf),
    inconsistencies.length > 0 ? inconsistenciesTable(inconsistencies, nameOf) : undefined,
    ...groups,
    occupations && reachTable(reach, decided, occupations.thresholds),
    programs && certificatesTable(programs, decided),
  ];
  const tables = optional.flatMap((table) => (table && table.rows.length > 0 ? [table] : []));
  const chart = ratingsChart(tallies, survey);
  return {
    command: "credentials",
    title: "Credentials that employers ask for",
    scope: describeScope(inputs),
    tables: [list, shortListTable(list), ...tables],
    sections: [],
    chapters: buildChapters(inputs, tables, chart),
    notes: buildNotes(inputs),
    provenance: inputs.provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/credentials/1",
    json: credentialsJson(inputs),
  };
}

export function credentialNames(tallies: readonly CredentialTally[]): (id: string) => string {
  const names = new Map(tallies.map(({ credential }) => [credential.id, credential.name]));
  return (id) => names.get(id) ?? id;
}

/** "12 respondents of 9 companies" */
export function describeRespondents({ respondents, companies }: Survey): string {
  const people = respondents === 1 ? "1 respondent" : `${formatNumber(respondents, "count")} respondents`;
  if (companies === undefined) return `${people}; companies are not named in the survey`;
  return `${people} of ${companies === 1 ? "1 company" : `${formatNumber(companies, "count")} companies`}`;
}

export function describeRules({ rules, fewest }: Threshold): string {
  return `${formatList(rules.map(({ text }) => text))}, at least ${String(fewest)} answers`;
}

function describeScope({
  survey,
  threshold,
  votes,
  count,
  leavesOutUnknown,
}: CredentialsReportInputs): Report["scope"] {
  return [
    ["Survey", describeRespondents(survey)],
    ["Counted", `${COUNT_WORDS[count]}${leavesOutUnknown ? '; "unknown" is not an answer' : ""}`],
    ["Threshold", describeRules(threshold)],
    [
      "Votes",
      votes.count === 0
        ? "none yet"
        : `${String(votes.count)} in ${String(votes.sessions)} ${votes.sessions === 1 ? "session" : "sessions"}`,
    ],
  ];
}

function buildChapters(
  { threshold, decided, votes, occupations, reach, programs, tallies }: CredentialsReportInputs,
  tables: readonly ReportTable[],
  chart: BarsChart | undefined,
): readonly ReportChapter[] {
  const has = (id: string): boolean => tables.some((table) => table.id === id);
  const some = (...ids: readonly string[]): readonly string[] => ids.filter(has);
  const listed = decided.filter(({ isListed }) => isListed);
  const chapters: readonly (ReportChapter | undefined)[] = [
    {
      id: "list",
      heading: "The list",
      depth: 1,
      paragraphs: [listSentence(listed, decided.length)],
      tables: ["list"],
    },
    {
      id: "decisions",
      heading: "How it came about",
      depth: 2,
      items: decisionItems(decided, votes.count),
    },
    { id: "answers", heading: "What employers said", depth: 1, tables: some("ratings"), ...(chart && { chart }) },
    has("thresholds")
      ? {
          id: "threshold",
          heading: "Near the threshold",
          depth: 2,
          paragraphs: threshold.near.length === 0 ? ["No credential is within 10% of it."] : [],
          tables: some("near", "thresholds"),
        }
      : undefined,
    has("inconsistencies")
      ? { id: "inconsistencies", heading: "To ask about", depth: 2, tables: ["inconsistencies"] }
      : undefined,
    has("industry") || has("size") || has("region")
      ? { id: "groups", heading: "By group", depth: 1, tables: some("industry", "size", "region") }
      : undefined,
    occupations
      ? {
          id: "reach",
          heading: "What the credentials open",
          depth: 1,
          paragraphs: [
            `Jobs are those of ${occupations.region} in the occupations that each credential's SOC codes name, as far as the short list has them. A credential does not guarantee them, and they can be reached without it.`,
            ...missingReach(decided, reach),
            ...(programs ? [describePrograms(programs, decided)] : []),
          ],
          tables: some("reach", "programs"),
        }
      : undefined,
    {
      id: "confidential",
      heading: "What is withheld",
      depth: 2,
      isSmall: true,
      paragraphs: [
        "A figure of fewer than three answers, or of fewer than three companies, is withheld. Where a withheld group would follow from the total and the other groups, further groups are withheld with it. No company and nobody who answered or voted is named.",
        ...(tallies.some(({ all }) => all === "none")
          ? ["Credentials without an answer are those that the list of credentials has and the survey has not."]
          : []),
      ],
    },
  ];
  return chapters.flatMap((chapter) => chapter ?? []);
}

function listSentence(listed: readonly Decided[], all: number): string {
  if (listed.length === 0) return `None of ${String(all)} credentials is on the list.`;
  const names = listed.map(({ judged }) => judged.tally.credential.name);
  const shown = names.length > 12 ? [...names.slice(0, 12), `${String(names.length - 12)} more`] : names;
  return `${String(listed.length)} of ${String(all)} credentials ${listed.length === 1 ? "is" : "are"} on the list: ${formatList(shown)}.`;
}

/** Survey, threshold, vote, final list, and the credentials of each kind. */
function decisionItems(decided: readonly Decided[], votes: number): readonly string[] {
  const passing = decided.filter(({ judged }) => judged.outcome === "passes").length;
  const surveyed = decided.filter(({ judged }) => judged.outcome !== "not in the survey").length;
  const voted = decided.filter(({ vote }) => vote.kind !== "none").length;
  const listed = decided.filter(({ isListed }) => isListed).length;
  return [
    `Survey: ${String(surveyed)} credentials. Threshold: ${String(passing)} pass. Vote: ${votes === 0 ? "none yet" : `on ${String(voted)}`}. Final list: ${String(listed)}.`,
    ...DECISIONS.flatMap((decision) => {
      const own = decided.filter((one) => one.decision === decision);
      if (own.length === 0) return [];
      const names = own.map(({ judged: { tally, outcome } }) =>
        outcome === "too few answers" ? `${tally.credential.name} (too few answers)` : tally.credential.name,
      );
      return [`${DECISION_WORDS[decision]} (${String(own.length)}): ${names.join("; ")}`];
    }),
  ];
}

function describePrograms({ programs, years }: CredentialPrograms, decided: readonly Decided[]): string {
  const without = decided
    .filter(({ isListed, judged: { tally } }) => isListed && programs.get(tally.credential.id)?.length === 0)
    .map(({ judged: { tally } }) => tally.credential.name);
  const of = `Programs are those of the region's institutions that end with a certificate and lead to the same occupations: completions a year, ${formatList(years.map(String))} (IPEDS). IPEDS does not say which credential a program awards.`;
  return without.length === 0 ? of : `${of} There is none for ${formatList(without)}.`;
}

function missingReach(decided: readonly Decided[], reach: ReadonlyMap<string, Reach>): readonly string[] {
  const without = withoutReach(decided, reach);
  return without.length === 0
    ? []
    : [`No SOC code is known of ${formatList(without.map(({ name }) => name))}: add it to the list of credentials.`];
}

const SERIES = ["Required", "Preferred", "Useful", "Not used", "Unknown", "Useful, not used or unknown"];

function ratingsChart(tallies: readonly CredentialTally[], survey: Survey): BarsChart | undefined {
  const rows = tallies.flatMap(({ credential, parts }) => {
    if (!parts) return [];
    const { required, preferred, useful, notUsed, unknown, other } = parts;
    return [
      {
        label: credential.name,
        parts: [required, preferred, useful, notUsed, unknown, other],
        total: formatWholePercent(required + preferred),
      },
    ];
  });
  if (rows.length === 0) return undefined;
  const shown = SERIES.flatMap((_, at) => (rows.some(({ parts }) => (parts[at] ?? 0) > 0) ? [at] : []));
  return {
    kind: "bars",
    title: "What employers say of credentials",
    subtitle: `Share of answers by rating; at the end of each bar required or preferred. ${describeRespondents(survey)}.`,
    footnotes: [
      "Ratings of one or two people stand together with others; credentials of fewer than three answers are left out.",
    ],
    source: "survey of employers",
    axis: { label: "Share of answers", unit: "fraction" },
    series: shown.map((at) => SERIES[at]!),
    rows: rows.map((row) => ({ ...row, parts: shown.map((at) => row.parts[at]) })),
  };
}

function buildNotes({ notes, count, survey }: CredentialsReportInputs): readonly Note[] {
  const companies =
    survey.companies === undefined
      ? [information("companies-not-named", "The survey names no companies: everybody who answered counts as one.")]
      : [];
  const jobs =
    count === "jobs"
      ? [
          information(
            "jobs-dominated",
            "Shares by jobs are also withheld where one company has half of a cell's jobs or more, since its answer could be read off.",
          ),
        ]
      : [];
  return [...notes, ...companies, ...jobs];
}
