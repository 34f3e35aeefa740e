import { faint, heading, numberHeading, type WorkbookRow, type WorkbookSheet } from "./model.js";
import { factorDatum, type PlannedIndustry, type RankingPlan } from "./plan.js";

const HEADER = 4;

/** The 90 % range of every estimated measure: the short list first, which is what is printed. */
export function rangesSheet(plan: RankingPlan): readonly WorkbookSheet[] {
  const listed = plan.eligible.slice(0, plan.listed);
  const others = plan.industries.flatMap((_, index) => (listed.includes(index) ? [] : [index]));
  const buildRows = (indices: readonly number[]): readonly WorkbookRow[] =>
    indices.flatMap((index) => listRanges(plan, plan.industries[index]!));
  const first = buildRows(listed);
  const rows = [...first, ...buildRows(others)];
  if (rows.length === 0) return [];
  return [
    {
      name: "Ranges",
      about: "The 90% range of every measure that is estimated",
      rows: [
        [{ value: "Ranges", look: "title" }],
        [{ value: "Every measure that is estimated, with its 90% range: the short list first, then all others." }],
        first.length > 0 && first.length < rows.length ? [faint("On paper: the short list as run.")] : [],
        [...["NAICS", "Industry", "Measure"].map(heading), ...["Estimate", "Low", "High"].map(numberHeading)],
        ...rows,
      ],
      widths: [9, 54, 44, 18, 18, 18],
      freeze: { rows: HEADER, columns: 2 },
      filter: `A${HEADER}:F${HEADER + rows.length}`,
      print: {
        landscape: true,
        titles: `${HEADER}:${HEADER}`,
        area: { firstColumn: 0, lastRow: HEADER - 1 + (first.length || rows.length), lastColumn: 5 },
      },
    },
  ];
}

function listRanges(plan: RankingPlan, industry: PlannedIndustry): readonly WorkbookRow[] {
  return plan.factors.flatMap((factor): WorkbookRow[] => {
    const datum = factorDatum(industry, factor);
    if (datum.status !== "estimated") return [];
    const { unit } = factor;
    return [
      [
        { value: industry.candidate.naics, unit: "code" },
        { value: industry.candidate.title },
        { value: factor.label },
        { value: datum.value, unit, status: "estimated" },
        { value: datum.low, unit },
        { value: datum.high, unit },
      ],
    ];
  });
}
