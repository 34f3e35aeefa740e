import { disclosed } from "../core/datum.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import { MATCH_WORDS } from "../staffing/match.js";
import { patternJobs } from "../staffing/pattern-jobs.js";
import {
  cellName,
  datumCell,
  faint,
  heading,
  indented,
  numberHeading,
  sheetPrefix,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import { SCORING, SHEETS, type RankingPlan } from "./plan.js";

const HEADER = 5;

/** The main occupations of every ranked industry; the rank follows the weights, so that a filter shows a new short list. */
export function occupationsSheet(plan: RankingPlan, occupations: MainOccupations): WorkbookSheet {
  const found = new Map(occupations.industries);
  const buildRows = (index: number): readonly WorkbookRow[] => {
    const industry = plan.industries[index]!;
    const { naics, title, row } = industry.candidate;
    const match = found.get(naics);
    if (!industry.takesPart || !match) return [];
    const pattern = occupations.patterns[match.pattern]!;
    const jobs = row.region.end.employment;
    return pattern.occupations.map((occupation): WorkbookRow => [
      rankCell(plan, index),
      indented({ value: naics, unit: "code" }),
      { value: title },
      indented({ value: occupation.code, unit: "code" }),
      { value: occupation.title },
      { value: occupation.share, unit: "fraction" },
      datumCell(patternJobs(jobs, disclosed(occupation.share), { isBorrowed: match.kind === "ancestor" }), "jobs"),
      datumCell(occupation.medianPay, "dollars"),
      indented({ value: occupation.education }),
      indented({
        value: match.kind === "own" ? MATCH_WORDS.own : `${MATCH_WORDS[match.kind]} ${pattern.code} ${pattern.title}`,
      }),
    ]);
  };
  const listed = plan.eligible.slice(0, plan.listed);
  const first = listed.flatMap(buildRows);
  const rows = [...first, ...plan.order.filter((index) => !listed.includes(index)).flatMap(buildRows)];
  const last = HEADER + rows.length;
  return {
    name: "Occupations",
    about: "The main occupations of each industry: jobs, pay, entry education, and whose staffing pattern they are by",
    rows: [
      [{ value: "Occupations", look: "title" }],
      [
        {
          value:
            "The largest occupations of each industry by the nation's staffing patterns: the short list as run first, which is what is printed. Filter by rank to see those of another.",
        },
      ],
      [
        faint(
          `A pattern borrowed from a wider industry is that of an average of unlike ones. Pay is the U.S. median of the occupation over all industries.${occupations.otherRevision ? " Patterns are by NAICS 2022; codes of another revision may mean other industries." : ""}`,
        ),
      ],
      [faint(`Sources: ${occupations.sources.join("; ")}.`)],
      [],
      [
        numberHeading("Rank"),
        indented(heading("NAICS")),
        heading("Industry"),
        indented(heading("SOC")),
        heading("Occupation"),
        numberHeading("Share"),
        numberHeading("Jobs here"),
        numberHeading("Median pay, U.S."),
        indented(heading("Entry education")),
        indented(heading("Staffing pattern")),
      ],
      ...rows,
    ],
    widths: [8, 9, 42, 11, 46, 9, 11, 13, 34, 50],
    freeze: { rows: HEADER + 1, columns: 3 },
    filter: `${cellName(HEADER, 0)}:${cellName(last, 9)}`,
    print: {
      landscape: true,
      titles: `${HEADER + 1}:${HEADER + 1}`,
      area: { firstColumn: 0, lastRow: HEADER + (first.length || rows.length), lastColumn: 8 },
    },
  };
}

/** The industry's rank as the weights have it. */
function rankCell(plan: RankingPlan, index: number): WorkbookCell {
  return {
    formula: `${sheetPrefix(SHEETS.scoring)}${cellName(SCORING.first + index, SCORING.columns.rank, "both")}`,
    value: plan.industries[index]!.ranked?.rank ?? "",
    unit: "rank",
  };
}
