import type { Note } from "../../core/notes.js";
import { caution, information } from "../../core/notes.js";
import { remarkNote, type Remark } from "../../files/remarks.js";

/** What other programs did to files on their way here, which was undone or must be reported. */
export interface Repairs {
  /** Dates that stood for a sector range, each with the range. */
  readonly dates: Map<string, string>;
  /** Numbers that a spreadsheet rounded to six digits. */
  rounded: number;
  /** Files of no QCEW layout, met in a folder or an archive. */
  readonly skipped: string[];
  /** Files of no byte, met in a folder or an archive: a download or a synchronized folder left them. */
  readonly empty: string[];
  /** Files whose last line no line break ends. */
  readonly unended: string[];
  /** Remarks below a table, by file. */
  readonly remarks: Map<string, Remark[]>;
}

export function createRepairs(): Repairs {
  return { dates: new Map(), rounded: 0, skipped: [], empty: [], unended: [], remarks: new Map() };
}

export function joinRepairs(all: readonly Repairs[]): Repairs {
  return {
    dates: new Map(all.flatMap(({ dates }) => [...dates])),
    rounded: all.reduce((sum, { rounded }) => sum + rounded, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
    empty: all.flatMap(({ empty }) => empty),
    unended: all.flatMap(({ unended }) => unended),
    remarks: new Map(all.flatMap(({ remarks }) => [...remarks])),
  };
}

/** What the reader of a result must know of that. */
export function notesOfRepairs(repairs: Repairs, zerosRestored: readonly string[]): Note[] {
  const { dates, rounded, skipped, empty, unended, remarks } = repairs;
  const notes: Note[] = [];
  if (zerosRestored.length > 0) {
    const example = `${zerosRestored[0]!.slice(1)} is read as ${zerosRestored[0]!}`;
    notes.push(
      information(
        "qcew-zeros-restored",
        `${count(zerosRestored.length, "area code")} had lost the leading zero to a spreadsheet; ${example}.`,
      ),
    );
  }
  for (const [date, range] of dates) {
    const text = `A spreadsheet had turned sector ${range} into the date ${date}; it is read as ${range} again.`;
    notes.push(caution("qcew-date-undone", text, [range]));
  }
  if (rounded > 0) {
    const text = `${count(rounded, "number")} had been rounded to six digits by a spreadsheet, as 1.17149E+13 is.`;
    notes.push(caution("qcew-numbers-rounded", `${text} Use the file as published for exact figures.`));
  }
  for (const [file, lines] of remarks) notes.push(remarkNote(file, lines));
  if (unended.length > 0) {
    const text = `No line break ends ${some(unended)}. Where a download broke off, rows are missing.`;
    notes.push(caution("qcew-no-last-line-break", text));
  }
  if (empty.length > 0) {
    const text = `Files that hold nothing, as a download that broke off or a file kept in the cloud: ${some(empty)}. What they should hold is missing here.`;
    notes.push(caution("qcew-files-empty", text));
  }
  if (skipped.length > 0) {
    notes.push(information("qcew-files-skipped", `Left out, since no QCEW files: ${some(skipped)}.`));
  }
  return notes;
}

const SHOWN = 5;

/** The first few names of a list. */
export function some(files: readonly string[]): string {
  const more = files.length - SHOWN;
  return files.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
