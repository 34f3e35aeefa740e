import type { Note } from "../core/notes.js";
import { noteText } from "./note-text.js";
import { hangingText } from "./text-layout.js";

/** Notes as lines for standard error, beside output that has no place for them. */
export function renderNotes(notes: readonly Note[], width: number): string {
  const lines = notes.flatMap((note) => {
    const label = note.severity === "caution" ? "caution: " : "note: ";
    return hangingText(label, noteText(note), Math.max(width, 40));
  });
  return lines.map((line) => `${line}\n`).join("");
}
