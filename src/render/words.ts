import type { Note } from "../core/notes.js";
import { escapeMarkup } from "./chart/svg.js";
import type { RankTableInputs } from "../report/rank-inputs.js";
import { rankStatements } from "../report/rank-statements.js";
import { rankScope } from "../report/rank-table.js";
import type { Report, ReportSection } from "../report/report.js";
import { WHY_ID } from "../report/short-list-words.js";
import { noteText } from "./note-text.js";

// Text of a page beside its tables, written by one code when the page is made and when a reader moves a slider.

export function scopeHtml(scope: Report["scope"]): string {
  return scope.map(([label, text]) => `<dt>${escapeMarkup(label)}<dd>${escapeMarkup(text)}`).join("");
}

/** A section of a page, by the id by which it is found again; items beyond `most` are folded. */
export function sectionElement({ heading, id, paragraphs = [], items = [] }: ReportSection, most = Infinity): string {
  const shown = items.length > most + 1 ? items.slice(0, most) : items;
  const rest = items.slice(shown.length);
  const folded =
    rest.length === 0 ? "" : `<details><summary>${String(rest.length)} more</summary>${listHtml(rest)}</details>`;
  const words = paragraphs.map((text) => `<p>${escapeMarkup(text)}</p>`).join("");
  return `<section${id === undefined ? "" : ` id="${id}"`}><h2>${escapeMarkup(heading)}</h2>${words}${listHtml(shown)}${folded}</section>`;
}

function listHtml(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${escapeMarkup(item)}`).join("\n")}</ul>`;
}

/** How many items of a list are read; the reasons of the short list are all kept. */
const MOST = 6;

/** What a ranking's page says outside of its table, by one code when it is made and when a slider moves. */
export function describeRanking(
  inputs: RankTableInputs,
  given: readonly Note[],
): Readonly<Record<"before" | "after" | "scope" | "notes", string>> {
  const { sections, cautions, notes } = rankStatements(inputs, given);
  const careful = { heading: "Be careful", id: "careful", items: cautions.map(({ text }) => text) };
  const why = sections.filter(({ id }) => id === WHY_ID);
  const others = sections.filter(({ before, id }) => !before && id !== WHY_ID);
  const elements = (some: readonly ReportSection[], most?: number): string =>
    some.map((one) => sectionElement(one, most)).join("\n");
  return {
    before: elements(sections.filter(({ before }) => before)),
    after: elements([...(careful.items.length > 0 ? [careful] : []), ...others], MOST) + elements(why),
    scope: scopeHtml(rankScope(inputs)),
    notes: notesHtml(notes, "caution", "Be careful") + notesHtml(notes, "information", "Good to know"),
  };
}

export function notesHtml(notes: readonly Note[], severity: Note["severity"], heading: string): string {
  const shown = notes.filter((note) => note.severity === severity);
  if (shown.length === 0) return "";
  return `<section class="${severity}"><h2>${heading}</h2><ul>${shown.map((note) => `<li>${escapeMarkup(noteText(note))}`).join("\n")}</ul></section>`;
}
