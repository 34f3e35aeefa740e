import type { IndustryTable } from "../../core/industry-table.js";

/** START's tabs by their letters. */
export interface TabNames {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

export const TABS = {
  d: "D Growth",
  e: "E Projections",
  f: "F Region jobs",
  g: "G Reference jobs",
  h: "H LQ",
  i: "I All factors",
  j: "J Highlights",
  k: "K Ranks",
} as const;

/** `A QCEW 2023 raw`, `B QCEW 2023 q3`: the tabs that a year is in the name of. */
export function tabNames({ years, quarter }: Pick<IndustryTable, "years" | "quarter">): TabNames {
  const period = quarter === 0 ? "" : ` q${quarter}`;
  return {
    a: `A QCEW ${years.end}${period} raw`,
    b: `B QCEW ${years.end}${period}`,
    c: years.start === undefined ? "C QCEW earlier raw" : `C QCEW ${years.start}${period} raw`,
  };
}
