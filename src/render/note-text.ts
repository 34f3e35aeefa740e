import type { Note } from "../core/notes.js";
import { plainText } from "../core/plain-text.js";

const CODES_SHOWN = 12;

/** A note with the codes of its industries, unless its text already says them. */
export function noteText(note: Note): string {
  const text = plainText(note.text);
  if (note.industries.every((code) => text.includes(code))) return text;
  const codes = note.industries.slice(0, CODES_SHOWN).map(plainText).join(", ");
  const more = note.industries.length - CODES_SHOWN;
  return `${text} (${codes}${more > 0 ? ` and ${more} more` : ""})`;
}
