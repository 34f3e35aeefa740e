import { derive, hasValue, type Datum } from "../core/datum.js";
import { dayAfter } from "../core/day.js";
import { formatDatum } from "../core/number-format.js";
import type { ReportTable } from "../report/report.js";
import { ABSENT } from "../core/datum.js";
import type { Result, ResultIndustry } from "../result/result.js";
import { shippedChecklist, textColumn, WORDS_ARE_OURS, type DocumentParts } from "./documents.js";

/** Companies at the table at least, better, and to invite, after the manual. */
const WANTED = { least: 12, better: "25 to 30", invited: 100 } as const;

/**
 * The launch of a partnership: how many companies there are to invite, and what to do by when.
 *
 * @param detail a result at a deeper level, whose industries are the sub-sectors
 * @param launch the day, of the form 2026-03-31; undefined where it is not known
 */
export function buildLaunch(
  result: Result,
  industries: readonly ResultIndustry[],
  { detail, launch }: { readonly detail: Result | undefined; readonly launch: string | undefined },
): DocumentParts {
  const firms = firmsTable(result, industries, detail);
  const counts = industries.map((industry) => ({ industry, count: industry.values["establishments"] ?? ABSENT }));
  const items = shippedChecklist("launch");
  const checklist: ReportTable = {
    id: "checklist",
    title: "",
    columns: [
      textColumn("by", launch === undefined ? "Days before" : "By"),
      textColumn("item", "What"),
      textColumn("who", "Who"),
      textColumn("done", "Done"),
    ],
    rows: items.map(({ days = 0, item }) => ({
      cells: { by: launch === undefined ? String(days) : dayAfter(launch, -days), item, who: "", done: "" },
    })),
  };
  const cautions = counts.flatMap(({ industry, count }) => listCautions(industry, count));
  return {
    title: `Launch of a partnership: ${result.scope.region.name}`,
    tables: [firms, checklist],
    chapters: [
      {
        id: "firms",
        heading: "Whom to invite",
        depth: 1,
        paragraphs: [
          `A partnership needs ${String(WANTED.least)} companies at the table at least; ${WANTED.better} are better; about ${String(WANTED.invited)} are invited for that.`,
          ...cautions,
          "Establishments are places of work: a company may have several. How many have which number of jobs is in County Business Patterns, not in these files; the mean says what an average one has.",
        ],
        tables: ["firms"],
        box: "Companies, whom to ask there, who asks",
      },
      {
        id: "checklist",
        heading:
          launch === undefined ? "Checklist back from the launch" : `Checklist back from the launch on ${launch}`,
        depth: 1,
        tables: ["checklist"],
      },
      { id: "words", heading: "Where this is from", depth: 2, isSmall: true, paragraphs: [WORDS_ARE_OURS] },
    ],
    json: {
      ...(launch !== undefined && { launch }),
      industries: counts.map(({ industry, count }) => ({
        naics: industry.naics,
        title: industry.title,
        establishments: count,
        enoughToInvite: hasValue(count) && count.value >= WANTED.invited,
      })),
      checklist: items.map(({ days = 0, item }) => ({
        item,
        daysBefore: days,
        ...(launch !== undefined && { by: dayAfter(launch, -days) }),
      })),
    },
  };
}

function listCautions({ title }: ResultIndustry, count: Datum): readonly string[] {
  if (!hasValue(count)) return [`How many establishments ${title} has here is not known.`];
  const number = formatDatum(count, "establishments");
  if (count.value < WANTED.least) {
    return [
      `Caution: ${title} has ${number} establishments here, fewer than the ${String(WANTED.least)} that a partnership needs. Widen the area or the industry.`,
    ];
  }
  if (count.value >= WANTED.invited) return [];
  return [
    `Caution: ${title} has ${number} establishments here, too few to invite ${String(WANTED.invited)}: invite all of them, or widen the area or the industry.`,
  ];
}

function firmsTable(result: Result, industries: readonly ResultIndustry[], detail: Result | undefined): ReportTable {
  const row = (source: Result, { naics, title, values }: ResultIndustry, depth: string) => {
    const [firms, jobs] = [values["establishments"] ?? ABSENT, values["employment"] ?? ABSENT];
    const size = derive({ firms, jobs }, (of) => (of.firms === 0 ? undefined : of.jobs / of.firms));
    return {
      cells: {
        naics,
        industry: `${depth}${title}`,
        establishments: firms,
        jobs,
        size,
        from: `${source.file}, ${String(source.scope.years.end)}`,
      },
      emphasis: depth === "",
    };
  };
  const findParts = (code: string): readonly ResultIndustry[] =>
    (detail?.industries ?? []).filter(({ naics }) => naics.startsWith(code) && naics.length > code.length);
  return {
    id: "firms",
    title: "",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      textColumn("industry", "Industry"),
      { id: "establishments", label: "Establishments", kind: "number", unit: "establishments", priority: 1 },
      { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
      { id: "size", label: "Jobs each", kind: "number", unit: "score", priority: 1 },
      textColumn("from", "From"),
    ],
    rows: industries.flatMap((industry) => [
      row(result, industry, ""),
      ...findParts(industry.naics).map((part) => row(detail!, part, "– ")),
    ]),
  };
}
