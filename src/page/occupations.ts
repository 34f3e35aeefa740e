import { disclosed, type Datum } from "../core/datum.js";
import { EDUCATION_LEVELS } from "../occupations/education.js";
import type { IndustryPattern, MainOccupations } from "../staffing/main-occupations.js";
import { patternJobs } from "../staffing/pattern-jobs.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import { figuresHead, ROLES } from "../render/rows.js";

/** The table that ships writes levels as BLS does: a page need not know how others write them. */
const SHORT_EDUCATION: ReadonlyMap<string, string> = new Map(
  EDUCATION_LEVELS.map(({ label, short }) => [label, short]),
);

// The occupations of an industry, below its figures.

export function occupationsHtml(naics: string, jobs: Datum, occupations: MainOccupations | undefined): string {
  if (!occupations) return "";
  const found = occupations.industries.find(([code]) => code === naics);
  if (!found) {
    return `<h3>Main occupations</h3><p class="about">No built-in staffing pattern holds this industry; <code>sector-rank occupations --staffing FILE</code> takes one.</p>`;
  }
  const { title, code, occupations: main } = occupations.patterns[found[1].pattern]!;
  const words = [
    describePattern(found[1].kind, `${code} ${title}`),
    "Shares are the nation's, so jobs here are as sure as staffing here is alike. Pay is the U.S. median of the occupation over all industries.",
    ...(occupations.otherRevision
      ? ["The pattern is by NAICS 2022; codes of another revision may mean other industries."]
      : []),
  ];
  return [
    `<h3>Main occupations</h3><p class="about">${words.map((one) => escapeMarkup(one)).join(" ")}</p>`,
    `<div class="scroll" tabindex="0" role="region" aria-label="Main occupations">${figuresHead(["Occupation", "SOC", "Share", "Jobs here", "Median pay, U.S.", "Entry education"], [2, 3, 4])}<tbody role="rowgroup">`,
    ...main.map(({ code: soc, title: name, share, medianPay, education }) => {
      const here = patternJobs(jobs, disclosed(share), { isBorrowed: found[1].kind === "ancestor" });
      const cells = [formatNumber(share, "fraction"), formatDatum(here, "jobs"), formatDatum(medianPay, "dollars")].map(
        (text) => `<td class="n"${ROLES.cell}>${escapeMarkup(text)}`,
      );
      const asked = education === "" ? "–" : (SHORT_EDUCATION.get(education) ?? education);
      return `<tr${ROLES.row}><th scope="row"${ROLES.title}>${escapeMarkup(name)}<td${ROLES.cell} class="soc">${soc}${cells.join("")}<td${ROLES.cell}>${escapeMarkup(asked)}`;
    }),
    `</table></div><p class="about">Sources: ${escapeMarkup(occupations.sources.join("; "))}.</p>`,
  ].join("");
}

/** Whose pattern an industry takes: it must not pass for its own. */
export function describePattern(kind: IndustryPattern["kind"], pattern: string): string {
  return {
    own: "By the industry's own staffing pattern.",
    aggregate: `By the staffing pattern of its group, ${pattern}.`,
    parts: "By the staffing patterns of its parts, added up.",
    ancestor: `Borrowed from a wider industry, ${pattern}: its own occupations can be far from these.`,
  }[kind];
}
