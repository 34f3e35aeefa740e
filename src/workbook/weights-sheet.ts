import { cellName, faint, heading, indented, numberHeading, type WorkbookRow, type WorkbookSheet } from "./model.js";
import { SHEETS, topRow, weightCell, WEIGHTS, type RankingPlan } from "./plan.js";

/** The cells to change: a weight and a direction for every factor, and how long the short list is. */
export function weightsSheet(plan: RankingPlan): WorkbookSheet {
  const { factors, inputs } = plan;
  const { first, header, columns } = WEIGHTS;
  const last = first + factors.length - 1;
  const weights = `${cellName(first, columns.weight, "both")}:${cellName(last, columns.weight, "both")}`;
  const sum = factors.reduce((total, { weight }) => total + weight, 0);
  const stated = new Map(inputs.ranking.factors.map((factor) => [factor.id, factor]));
  const rows: WorkbookRow[] = [
    [{ value: "Weights", look: "title" }],
    [
      {
        value: `Change the yellow cells: the ranking, the short list and the chart follow. Weights need not add up to 1; 0 leaves a factor out. Method: ${plan.method.label}.`,
      },
    ],
    [faint("Factors are ranked among the industries that take part; see the sheet Scoring for every step.")],
    [],
    [
      heading("Factor"),
      numberHeading("Weight"),
      indented(heading("Which end is good")),
      numberHeading("Share of all weights"),
      indented(heading("What it is")),
      numberHeading("Share of the ranking it decided, as run"),
    ],
    ...factors.map((factor, index): WorkbookRow => {
      const effective = stated.get(factor.id)?.effectiveWeight;
      return [
        { value: factor.label, look: "label" },
        { value: factor.weight, look: "input" },
        { value: factor.direction, look: "input", indent: true },
        {
          formula: `IF(SUM(${weights})>0,${cellName(first + index, columns.weight)}/SUM(${weights}),0)`,
          value: factor.weight / sum,
          unit: "fraction",
          look: "top",
        },
        { value: factor.description, look: "wrapped", indent: true },
        effective === undefined ? undefined : { value: effective, unit: "fraction", look: "top" },
      ];
    }),
    [
      { value: "All weights", look: "strong" },
      { formula: `SUM(${weights})`, value: sum, look: "strong" },
      {
        formula: `IF(SUM(${weights})>0,"","Give at least one factor a weight above 0.")`,
        value: "",
        look: "warning",
      },
    ],
    [],
    [
      { value: "Industries on the short list", look: "label" },
      { value: Math.min(inputs.top, plan.industries.length), look: "input" },
      indented(faint("ties at its end are all on it")),
    ],
  ];
  return {
    name: SHEETS.weights,
    about: "The cells to change: weights, directions, length of the short list",
    rows,
    widths: [44, 12, 18, 14, 78, 18],
    freeze: { rows: header + 1, columns: 1 },
    print: { landscape: true, onePage: true },
    validations: [
      {
        range: `${cellName(first, columns.weight)}:${cellName(last, columns.weight)}`,
        // Relative to the first cell of the range.
        rule: {
          kind: "formula",
          formula: `AND(ISNUMBER(${cellName(first, columns.weight)}),${cellName(first, columns.weight)}>=0,SUM(${weights})>0)`,
        },
        prompt: "A number, 0 or more. 0 leaves the factor out.",
        error: "A weight is a number of 0 or more, and not all may be 0.",
      },
      {
        range: `${cellName(first, columns.direction)}:${cellName(last, columns.direction)}`,
        rule: { kind: "list", values: ["higher", "lower"] },
        prompt: "higher: high values are good. lower: low values are good.",
        error: "Choose higher or lower.",
      },
      {
        range: cellName(topRow(plan), columns.weight),
        rule: {
          kind: "formula",
          formula: `AND(ISNUMBER(${cellName(topRow(plan), columns.weight)}),${cellName(topRow(plan), columns.weight)}>=1,${cellName(topRow(plan), columns.weight)}=INT(${cellName(topRow(plan), columns.weight)}))`,
        },
        prompt: `How many industries the short list asks for; the sheet has room for ${plan.room}.`,
        error: "A whole number of 1 or more.",
      },
    ],
    highlights: [
      {
        range: `${cellName(first + factors.length, columns.weight)}`,
        formula: `SUM(${weights})<=0`,
        look: "wrong",
      },
    ],
  };
}

/** Names of the cells to change, for formulas of the user's own. */
export function weightNames(plan: RankingPlan): readonly { readonly name: string; readonly range: string }[] {
  const range = (column: "weight" | "direction"): string => {
    const last = weightCell(plan.factors.length - 1, column);
    return `${weightCell(0, column)}:${last.slice(last.indexOf("!") + 1)}`;
  };
  return [
    { name: "Weights_of_factors", range: range("weight") },
    { name: "Directions_of_factors", range: range("direction") },
  ];
}
