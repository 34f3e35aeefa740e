import { heading, numberHeading, type WorkbookRow, type WorkbookSheet } from "./model.js";
import { datumOf, type RankingPlan } from "./plan.js";

/** The 90 % range of every estimated measure. */
export function rangesSheet(plan: RankingPlan): readonly WorkbookSheet[] {
  const rows = plan.industries.flatMap((industry) =>
    plan.factors.flatMap((factor): WorkbookRow[] => {
      const datum = datumOf(industry, factor);
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
    }),
  );
  if (rows.length === 0) return [];
  return [
    {
      name: "Ranges",
      about: "The 90% range of every measure that is estimated",
      rows: [
        [{ value: "Ranges", look: "title" }],
        [{ value: "Every measure that is estimated, with its 90% interval." }],
        [],
        [...["NAICS", "Industry", "Measure"].map(heading), ...["Estimate", "Low", "High"].map(numberHeading)],
        ...rows,
      ],
      widths: [9, 44, 30, 16, 16, 16],
      freeze: { rows: 4, columns: 2 },
      filter: `A4:F${4 + rows.length}`,
      print: { landscape: false, titles: "4:4" },
    },
  ];
}
