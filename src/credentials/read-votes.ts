import { MAXIMUM_PROBLEMS, throwProblems, InputError, type Place } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import { nearest } from "../core/suggest.js";
import { readRoleTable } from "../files/role-table.js";
import { readSheets, type Sheet } from "../files/read-sheets.js";
import { columnLetters } from "../workbook/model.js";
import { unlisted } from "./read-survey.js";
import type { CredentialNames } from "./survey.js";

export const VOTES = ["retain", "remove", "add"] as const;
export type VoteKind = (typeof VOTES)[number];

/** One participant's vote. Whose it is never leaves the reading but as a count. */
export interface Vote {
  readonly session: string;
  readonly participant: string;
  readonly credential: string;
  readonly vote: VoteKind;
  readonly place: Place;
}

export interface ReadVotes {
  readonly votes: readonly Vote[];
  readonly sources: readonly { readonly file: string; readonly sha256: string | undefined }[];
  readonly notes: readonly Note[];
}

/** What stands first in the stamp row of a ballot. */
export const BALLOT = "Ballot";
export const SESSION = "Session";
export const PARTICIPANT = "Participant";
export const BALLOT_KEYS = { credential: "credential", vote: "vote", note: "note" } as const;

const NAMES = {
  session: ["session", "meeting", "focus group"],
  participant: ["participant", "participant id", "person"],
  credential: ["credential", "credential id"],
  vote: ["vote"],
  note: ["note", "notes", "comment"],
} as const;

/**
 * Reads votes: tables with a row for each vote, and ballots that were filled in.
 *
 * @throws {InputError} VOTES_FILE with file, line and column
 */
export async function readVotes(files: readonly string[], names: CredentialNames): Promise<ReadVotes> {
  const read: ReadVotes[] = [];
  for (const file of files) {
    const { sheets, sha256 } = await readSheets(file, { code: "VOTES_FILE", hash: true });
    const ballot = sheets.find(({ rows }) => rows.some(({ cells }) => cells[0] === BALLOT));
    read.push(ballot ? readBallot(ballot, file, sha256, names) : await readVoteTable(file, names));
  }
  const votes = read.flatMap((one) => one.votes);
  requireOnce(votes);
  return { votes, sources: read.flatMap(({ sources }) => sources), notes: read.flatMap(({ notes }) => notes) };
}

async function readVoteTable(file: string, names: CredentialNames): Promise<ReadVotes> {
  const table = await readRoleTable(file, NAMES, {
    required: ["participant", "credential", "vote"],
    code: "VOTES_FILE",
    hash: true,
  });
  const votes: Vote[] = [];
  for (const row of table.rows) {
    const [participant, credential] = [row.cell("participant"), names.find(row.cell("credential"))];
    const vote = parseVote(row.cell("vote"));
    if (participant === "") {
      table.refuse(row, "participant", { message: "a vote of nobody", hint: "give each participant a number" });
    }
    if (!credential) table.refuse(row, "credential", unlisted(row.cell("credential"), names));
    if (!vote) table.refuse(row, "vote", unreadableVote(row.cell("vote")));
    if (participant === "" || !credential || !vote) continue;
    votes.push({
      session: row.cell("session"),
      participant,
      credential: credential.id,
      vote,
      place: row.at("participant"),
    });
  }
  table.finish("write a row for each vote: session, participant, credential, vote");
  return { votes, sources: [{ file, sha256: table.sha256 }], notes: table.notes };
}

/** A ballot with its lines of keys, session and participant; rows without a vote are not voted on. */
function readBallot(sheet: Sheet, file: string, sha256: string | undefined, names: CredentialNames): ReadVotes {
  const findRow = (label: string) => sheet.rows.find(({ cells }) => cells[0] === label);
  const keys = sheet.rows.findIndex(
    ({ cells }) => cells.includes(BALLOT_KEYS.credential) && cells.includes(BALLOT_KEYS.vote),
  );
  if (keys < 0) {
    throw new InputError("the ballot has no row of keys over its headings", {
      code: "VOTES_FILE",
      where: { file: sheet.file },
      found: "no row with credential and vote",
      hint: "fill in the ballot as `sector-rank credentials --ballot` wrote it",
    });
  }
  const at = {
    credential: sheet.rows[keys]!.cells.indexOf(BALLOT_KEYS.credential),
    vote: sheet.rows[keys]!.cells.indexOf(BALLOT_KEYS.vote),
  };
  const session = (findRow(SESSION)?.cells[1] ?? "").trim();
  const participant = (findRow(PARTICIPANT)?.cells[1] ?? "").trim();
  const problems: InputError[] = [];
  const votes: Vote[] = [];
  const locateCell = (line: number, column: number): Place => ({
    file: sheet.file,
    line,
    column: columnLetters(column),
  });
  for (const { line, cells } of sheet.rows.slice(keys + 2)) {
    const text = (cells[at.vote] ?? "").trim();
    if (text === "") continue;
    const refuse = (column: number, problem: { message: string; found: string; hint: string }): void => {
      const { message, found, hint } = problem;
      problems.push(new InputError(message, { code: "VOTES_FILE", where: locateCell(line, column), found, hint }));
    };
    const named = (cells[at.credential] ?? "").trim();
    const credential = names.find(named);
    const vote = parseVote(text);
    if (!credential) refuse(at.credential, unlisted(named || "nothing", names));
    if (!vote) refuse(at.vote, unreadableVote(text));
    if (credential && vote) {
      votes.push({ session, participant, credential: credential.id, vote, place: locateCell(line, at.vote) });
    }
  }
  if (participant === "" && votes.length > 0) {
    const line = findRow(PARTICIPANT)?.line;
    problems.push(
      new InputError("the ballot has votes, but no participant", {
        code: "VOTES_FILE",
        where: line === undefined ? { file: sheet.file } : locateCell(line, 1),
        found: `no number beside "${PARTICIPANT}"`,
        hint: "write the participant's number there",
      }),
    );
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return { votes, sources: [{ file, sha256 }], notes: [] };
}

function parseVote(text: string): VoteKind | undefined {
  const plain = text.toLowerCase();
  return VOTES.find((one) => one === plain);
}

function unreadableVote(text: string): { readonly message: string; readonly found: string; readonly hint: string } {
  const [guess] = text === "" ? [] : nearest(text, VOTES, 1);
  return {
    message: "a vote is none of the three",
    found: text || "nothing",
    hint: guess === undefined ? "write retain, remove or add" : `did you mean ${guess}?`,
  };
}

/** One participant has one vote on a credential in a session, in whatever files it stands. */
function requireOnce(votes: readonly Vote[]): void {
  const seen = new Map<string, Vote>();
  const problems: InputError[] = [];
  for (const vote of votes) {
    const key = `${vote.session}\n${vote.participant}\n${vote.credential}`;
    const before = seen.get(key);
    if (!before) {
      seen.set(key, vote);
      continue;
    }
    const { file, line } = before.place;
    const elsewhere = file === vote.place.file ? `line ${String(line)}` : `${file}, line ${String(line)},`;
    problems.push(
      new InputError(`a participant votes twice on one credential: ${elsewhere} has a vote, too`, {
        code: "VOTES_FILE",
        where: vote.place,
        found: vote.credential,
        hint: "keep one of the two votes",
      }),
    );
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
}
