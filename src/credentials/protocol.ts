import { formatShare, formatWholePercent } from "../core/number-format.js";
import type { Report, ReportTable } from "../report/report.js";
import type { CredentialsReportInputs } from "./credentials-inputs.js";
import { credentialNames, describeRespondents, describeRules } from "./credentials-report.js";
import type { Inconsistency } from "./inconsistencies.js";

/** Who the focus group is for, in the user's words. */
export interface ProtocolPlace {
  readonly state: string | undefined;
  readonly industry: string | undefined;
}

/** A focus group has time for so many questions on inconsistencies. */
const QUESTIONS = 3;

/** The script of a focus group, filled in: who leads it edits it as a Word document. */
export function buildProtocol(inputs: CredentialsReportInputs, { state, industry }: ProtocolPlace): Report {
  const { threshold, decided, tallies, survey, inconsistencies, provenance } = inputs;
  const nameOf = credentialNames(tallies);
  const passing = decided.filter(({ judged }) => judged.outcome === "passes");
  const below = threshold.near.filter(({ distance }) => distance < 0).map(({ id }) => id);
  const above = threshold.near.filter(({ distance }) => distance >= 0).map(({ id }) => id);
  const place = [state ?? "[state]", industry ?? "[industry]"];
  const list: ReportTable = {
    id: "list",
    title: `Draft list: ${String(passing.length)} credentials that pass`,
    columns: [
      { id: "credential", label: "Credential", kind: "text", priority: 1 },
      { id: "wanted", label: "Required or preferred", kind: "number", unit: "fraction", priority: 1 },
      { id: "answers", label: "Answers", kind: "number", unit: "count", priority: 1 },
      { id: "vote", label: "Retain or remove", kind: "text", priority: 1 },
    ],
    rows: passing.map(({ judged: { tally } }) => ({
      cells: {
        credential: tally.credential.name,
        wanted: typeof tally.all === "object" ? tally.all.requiredOrPreferred : undefined,
        answers: typeof tally.all === "object" ? tally.all.answers : undefined,
        vote: "",
      },
    })),
  };
  const shareOf = new Map(threshold.near.map(({ id, value }) => [id, value]));
  const nearItems = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => `${nameOf(id)}: ${formatShare(shareOf.get(id)!)}`);
  const questions = chosenQuestions(inconsistencies);
  return {
    command: "credentials protocol",
    title: `Focus group on credentials: ${place.join(", ")}`,
    scope: [
      ["State", place[0]!],
      ["Industry", place[1]!],
      ["Survey", describeRespondents(survey)],
      ["Threshold", describeRules(threshold)],
    ],
    tables: [list],
    sections: [],
    chapters: [
      {
        id: "before",
        heading: "Before the session",
        depth: 2,
        paragraphs: [
          `For: employers of ${place[1]!} in ${place[0]!}. Survey: ${describeRespondents(survey)}. Threshold of the draft list: ${describeRules(threshold)}.`,
        ],
        items: [
          "Print a ballot for each participant, or send it as a sheet. A ballot carries a number, no name.",
          "Have the draft list and the picture of the answers ready for everybody.",
          "Name one person who keeps time and one who takes notes.",
        ],
      },
      {
        id: "opening",
        heading: "1. Opening (10 minutes)",
        depth: 2,
        items: [
          "Thank everybody for coming; say who you are and how long it takes.",
          `Purpose: a list of credentials short of a degree that employers of ${place[1]!} in ${place[0]!} ask for, so that schools and programs know which ones count.`,
          "Nothing that is said is attributed to a person or a company. Figures of fewer than three answers are not shown.",
          "Ask everybody for the jobs they hire for most often.",
        ],
      },
      {
        id: "list",
        heading: "2. The draft list (25 minutes)",
        depth: 2,
        paragraphs: [
          "Read the list aloud. Of each credential: do you look for it when you hire? Does it tell you that a person can do the work? Then everybody marks retain or remove on the ballot.",
        ],
        tables: ["list"],
      },
      {
        id: "near",
        heading: "3. Near the threshold (15 minutes)",
        depth: 2,
        paragraphs: [
          `The threshold is a choice. These are within ${formatWholePercent(0.1)} of it: should they be on the list?`,
        ],
        items: [
          ...(above.length > 0 ? [`Just above: ${nearItems(above).join("; ")}`] : ["Just above: none"]),
          ...(below.length > 0
            ? [`Just below; whoever wants one on the list marks add: ${nearItems(below).join("; ")}`]
            : ["Just below: none"]),
        ],
      },
      {
        id: "questions",
        heading: "4. What the answers leave open (20 minutes)",
        depth: 2,
        paragraphs:
          questions.length === 0
            ? ["The answers contradict each other nowhere. Ask: what would make a credential worth more to you?"]
            : ["Ask, and listen before you explain the figures:"],
        items: questions.map(({ question, finding }) => `${question} (${finding})`),
      },
      {
        id: "missing",
        heading: "5. What is missing (10 minutes)",
        depth: 2,
        items: [
          "Which credential do you look for that nobody has named?",
          "Write it on the ballot's empty lines; it is added to the list of credentials before votes are counted.",
        ],
        box: "Named in the session",
      },
      {
        id: "closing",
        heading: "6. Closing (5 minutes)",
        depth: 2,
        items: [
          "Collect the ballots; say when the list will be out and whom it goes to.",
          "Afterwards: `sector-rank credentials --votes` counts the ballots and keeps a log of every change.",
        ],
        box: "Notes",
      },
    ],
    notes: [],
    provenance,
    schema: "sector-rank/credentials/1",
    json: {},
  };
}

/** At most three, of different credentials and kinds as far as there are such. */
function chosenQuestions(found: readonly Inconsistency[]): readonly Inconsistency[] {
  const chosen: Inconsistency[] = [];
  const isNew = (one: Inconsistency, by: "kind" | "credential"): boolean =>
    chosen.every((other) => other[by] !== one[by]);
  for (const one of found) if (isNew(one, "kind") && isNew(one, "credential")) chosen.push(one);
  for (const one of found) if (isNew(one, "credential")) chosen.push(one);
  for (const one of found) if (!chosen.includes(one)) chosen.push(one);
  return chosen.slice(0, QUESTIONS);
}
