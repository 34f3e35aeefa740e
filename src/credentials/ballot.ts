import { TOOL } from "../core/version.js";
import { formatWholePercent } from "../core/number-format.js";
import { textField } from "../render/csv.js";
import {
  cellName,
  faint,
  heading,
  type Workbook,
  type WorkbookCell,
  type WorkbookRow,
  type Validation,
} from "../workbook/model.js";
import { BALLOT, BALLOT_KEYS, PARTICIPANT, SESSION, VOTES } from "./read-votes.js";
import type { Judged } from "./threshold.js";

/** Lines over the table: title, how, session, participant, stamp, an empty one, keys, headings. */
const FIRST_ROW = 8;
const VOTE_COLUMN = 3;
const HOW =
  "Retain or remove what passed, add what should be on the list. An empty cell is not a vote. Write your number, not your name.";

/** A ballot: every credential with what the survey says, and a cell to vote in. */
export function ballotBook(judged: readonly Judged[]): Workbook {
  const rows = ballotRows(judged);
  const last = FIRST_ROW + rows.length - 1;
  const range = `${cellName(FIRST_ROW, VOTE_COLUMN)}:${cellName(last, VOTE_COLUMN)}`;
  const votes: Validation = {
    range,
    rule: { kind: "list", values: VOTES },
    prompt: "retain, remove or add",
    error: `Choose ${VOTES.join(", ")}, or leave the cell empty.`,
    mayBeEmpty: true,
  };
  const answer: WorkbookCell = { look: "answer" };
  return {
    title: "Ballot on credentials",
    subject: "Credentials that employers ask for",
    creator: TOOL,
    source: "survey of employers",
    names: [],
    sheets: [
      {
        name: BALLOT,
        about: "One participant's votes",
        rows: [
          [{ value: "Ballot on credentials", look: "title" }],
          [faint(HOW)],
          [{ value: SESSION, look: "label" }, answer],
          [{ value: PARTICIPANT, look: "label" }, answer],
          [faint(BALLOT), faint("1")],
          [],
          KEYS.map(faint),
          HEADINGS.map(heading),
          ...rows.map((row): WorkbookRow => [
            { value: row[0]!, look: "wrapped" },
            { value: row[1]!, look: "wrapped" },
            { value: row[2]!, look: "wrapped" },
            { look: "answer-centered" },
            answer,
          ]),
        ],
        widths: [16, 44, 26, 12, 40],
        freeze: { rows: FIRST_ROW, columns: 2 },
        print: { landscape: true, titles: `${String(FIRST_ROW)}:${String(FIRST_ROW)}` },
        roomy: { from: FIRST_ROW, to: last, lines: 2 },
        validations: [votes],
        isProtected: true,
      },
    ],
  };
}

/** The same as text. */
export function ballotCsv(judged: readonly Judged[]): string {
  const lines: readonly (readonly string[])[] = [
    ["Ballot on credentials"],
    [HOW],
    [SESSION],
    [PARTICIPANT],
    [BALLOT, "1"],
    KEYS,
    HEADINGS,
    ...ballotRows(judged),
  ];
  return lines.map((line) => `${KEYS.map((_, at) => textField(line[at] ?? "")).join(",")}\n`).join("");
}

const KEYS: readonly string[] = [BALLOT_KEYS.credential, "name", "result", BALLOT_KEYS.vote, BALLOT_KEYS.note];
const HEADINGS: readonly string[] = ["Id", "Credential", "Survey", "Vote", "Note"];

function ballotRows(judged: readonly Judged[]): readonly (readonly string[])[] {
  return judged.map(({ tally, outcome }) => {
    const share =
      typeof tally.all === "object"
        ? `, ${formatWholePercent(tally.all.requiredOrPreferred)} required or preferred`
        : "";
    return [tally.credential.id, tally.credential.name, `${outcome}${share}`];
  });
}
