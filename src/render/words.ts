import { escapeMarkup } from "./chart/svg.js";
import type { Report, ReportSection } from "../report/report.js";

// Text of a page beside its tables, written by one code when the page is made and when a reader moves a slider.

export function scopeHtml(scope: Report["scope"]): string {
  return scope.map(([label, text]) => `<dt>${escapeMarkup(label)}<dd>${escapeMarkup(text)}`).join("");
}

export function sectionHtml({ heading, paragraphs = [], items = [] }: ReportSection): string {
  const list = items.length > 0 ? `<ul>${items.map((item) => `<li>${escapeMarkup(item)}`).join("\n")}</ul>` : "";
  return `<h2>${escapeMarkup(heading)}</h2>${paragraphs.map((text) => `<p>${escapeMarkup(text)}</p>`).join("")}${list}`;
}
