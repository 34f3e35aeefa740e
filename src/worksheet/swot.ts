import { hasValue } from "../core/datum.js";
import type { ReportTable } from "../report/report.js";
import type { Result, ResultIndustry } from "../result/result.js";
import { takeFigure, textColumn, type DocumentParts, type TakenFigure } from "./documents.js";

const BOXES = ["Strengths", "Weaknesses", "Opportunities", "Threats"] as const;
type Box = (typeof BOXES)[number];

/** Where a figure goes: into one box above a limit, into another below one; between the two it says nothing. */
interface Sorting {
  readonly id: string;
  readonly high?: { readonly from: number; readonly box: Box; readonly says: string };
  readonly low?: { readonly below: number; readonly box: Box; readonly says: string };
}

/** The least number of employers that the manual wants for a partnership. */
const FEW_FIRMS = 12;
/** Average establishments of so many jobs are large: one employer may be most of the industry. */
const LARGE_EMPLOYER = 0.25;

const SORTINGS: readonly Sorting[] = [
  {
    id: "lq",
    high: { from: 1.2, box: "Strengths", says: "more concentrated here than in the reference area" },
    low: { below: 0.8, box: "Weaknesses", says: "less concentrated here than in the reference area" },
  },
  {
    id: "competitiveShare",
    high: { from: 0.5, box: "Strengths", says: "jobs gained beyond what nation and industry explain" },
    low: { below: -0.5, box: "Weaknesses", says: "jobs lost against what nation and industry explain" },
  },
  {
    id: "payRatio",
    high: { from: 1, box: "Strengths", says: "pays at least the region's average" },
    low: { below: 1, box: "Weaknesses", says: "pays less than the region's average" },
  },
  {
    id: "livingWageRatio",
    high: { from: 1, box: "Strengths", says: "average pay reaches the living wage" },
    low: { below: 1, box: "Weaknesses", says: "average pay is below the living wage" },
  },
  {
    id: "projectedGrowth",
    high: { from: 0, box: "Opportunities", says: "projected to grow" },
    low: { below: 0, box: "Threats", says: "projected to decline" },
  },
  {
    id: "growth",
    high: { from: 0, box: "Opportunities", says: "grew" },
    low: { below: 0, box: "Threats", says: "lost jobs" },
  },
  {
    id: "lqChange",
    high: { from: 0.05, box: "Opportunities", says: "concentration is rising" },
    low: { below: -0.05, box: "Threats", says: "concentration is falling" },
  },
  { id: "hires", high: { from: 1, box: "Opportunities", says: "people hired each quarter" } },
  { id: "share55", high: { from: 0.25, box: "Threats", says: "a quarter of its workers or more are 55 or older" } },
  { id: "establishments", low: { below: FEW_FIRMS, box: "Threats", says: "fewer than 12 establishments" } },
];

/** What no figure of the result could say, with what would. */
const NEEDS: readonly { readonly ids: readonly string[]; readonly says: string }[] = [
  { ids: ["projectedGrowth"], says: "Projected growth: rank with --projections" },
  { ids: ["livingWageRatio"], says: "Whether pay sustains a family: rank with --living-wage" },
  { ids: ["share55", "hires"], says: "Age of workers and hires: rank with files of Quarterly Workforce Indicators" },
  { ids: ["supplyGap"], says: "Supply gap and openings: sector-rank supply with completions of schools" },
];

/** What the figures say in each of the four boxes, industry by industry; people add what they know. */
export function buildSwot(result: Result, industries: readonly ResultIndustry[]): DocumentParts {
  const sorted = industries.map((industry) => ({ industry, lines: listLines(result, industry) }));
  const tables = sorted.flatMap(({ industry, lines }) =>
    BOXES.map((box): ReportTable => ({
      id: `${industry.naics}-${box.toLowerCase()}`,
      title: "",
      columns: [textColumn("says", "What the figures say"), textColumn("figure", "Figure"), textColumn("from", "From")],
      rows: lines
        .filter((line) => line.box === box)
        .map(({ says, taken }) => ({
          cells: { says: `${taken.label}: ${says}`, figure: taken.text, from: taken.from },
        })),
    })),
  );
  const missing = NEEDS.filter(({ ids }) => industries.every((one) => ids.every((id) => !takeFigure(result, one, id))));
  return {
    title: `Strengths, weaknesses, opportunities, threats: ${result.scope.region.name}`,
    tables,
    chapters: [
      ...sorted.flatMap(({ industry }) => [
        {
          id: industry.naics,
          heading: `${industry.title} (${industry.naics})`,
          depth: 1 as const,
          paragraphs: [describePlaceIn(result, industry)],
        },
        ...BOXES.map((box) => {
          const id = `${industry.naics}-${box.toLowerCase()}`;
          const hasRows = tables.find((table) => table.id === id)!.rows.length > 0;
          return {
            id: `${id}-box`,
            heading: box,
            depth: 2 as const,
            ...(hasRows ? { tables: [id] } : { paragraphs: ["No figure of the result says so."] }),
            box: "What people here know",
          };
        }),
      ]),
      ...(missing.length === 0
        ? []
        : [{ id: "missing", heading: "Not in the result", depth: 2 as const, items: missing.map(({ says }) => says) }]),
    ],
    json: {
      industries: sorted.map(({ industry, lines }) => ({
        naics: industry.naics,
        title: industry.title,
        boxes: Object.fromEntries(
          BOXES.map((box) => [
            box.toLowerCase(),
            lines
              .filter((line) => line.box === box)
              .map(({ says, taken: { id, datum, from } }) => ({ measure: id, says, datum, from })),
          ]),
        ),
      })),
    },
  };
}

function describePlaceIn({ industries, scope }: Result, { ranked }: ResultIndustry): string {
  const all = industries.filter((one) => one.ranked).length;
  const place = ranked ? `Place ${String(ranked.rank)} of ${String(all)} in the ranking of ${scope.region.name}. ` : "";
  return `${place}Each box says what the figures say, and from where; add what people here know.`;
}

interface Line {
  readonly box: Box;
  readonly says: string;
  readonly taken: TakenFigure;
}

function listLines(result: Result, industry: ResultIndustry): readonly Line[] {
  const sorted = SORTINGS.flatMap(({ id, high, low }): readonly Line[] => {
    const taken = takeFigure(result, industry, id);
    if (!taken || !hasValue(taken.datum)) return [];
    const { value } = taken.datum;
    if (high && value >= high.from) return [{ box: high.box, says: high.says, taken }];
    return low && value < low.below ? [{ box: low.box, says: low.says, taken }] : [];
  });
  return [...sorted, ...oneEmployer(result, industry)];
}

/** Where one establishment of average size would be a quarter of the industry, there are four at most. */
function oneEmployer(result: Result, industry: ResultIndustry): readonly Line[] {
  const taken = takeFigure(result, industry, "establishments");
  if (!taken || !hasValue(taken.datum) || taken.datum.value === 0 || 1 / taken.datum.value < LARGE_EMPLOYER) return [];
  return [{ box: "Threats", says: "one employer may be a quarter of it or more", taken }];
}
