import {
  cellName,
  faint,
  heading,
  indented,
  numberHeading,
  type CellUnit,
  type WorkbookRow,
  type WorkbookSheet,
} from "./model.js";
import { LEADING } from "../ranking/also-consider.js";
import { formatNumber } from "../core/number-format.js";
import { describeTreatment } from "../ranking/treatment.js";
import {
  settingRow,
  SHEETS,
  weightCell,
  WEIGHTS,
  type ListSetting,
  type PlannedFactor,
  type RankingPlan,
} from "./plan.js";

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
        { value: treatedLabel(factor), look: "label" },
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
    ...SETTING_ROWS.map(({ label, note, unit, value }): WorkbookRow => [
      { value: label, look: "label" },
      { value: value(plan), look: "input", unit },
      indented(faint(note)),
    ]),
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
      ...SETTING_ROWS.map(({ setting, isValid, prompt, error }) => {
        const cell = cellName(settingRow(plan, setting), columns.weight);
        return {
          range: cell,
          rule: { kind: "formula" as const, formula: `AND(ISNUMBER(${cell}),${isValid(cell)})` },
          prompt: prompt(plan),
          error,
        };
      }),
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

/** A factor with what is done to its figures. */
function treatedLabel({ label, treatment, bounds, unit }: PlannedFactor): string {
  if (treatment === undefined) return label;
  const ends = bounds && `${formatNumber(bounds.low, unit)} and ${formatNumber(bounds.high, unit)}, which stay as run`;
  return `${label}, ${describeTreatment(treatment)}${ends ? `: ${ends}` : ""}`;
}

/** Cells under the weights, in the order in which the plan has them. */
const SETTING_ROWS: readonly {
  readonly setting: ListSetting;
  readonly label: string;
  readonly note: string;
  readonly unit: CellUnit;
  readonly value: (plan: RankingPlan) => number;
  readonly isValid: (cell: string) => string;
  readonly prompt: (plan: RankingPlan) => string;
  readonly error: string;
}[] = [
  {
    setting: "top",
    label: "Industries on the short list",
    note: "ties at its end are all on it",
    unit: "count",
    value: ({ inputs, industries }) => Math.min(inputs.top, industries.length),
    isValid: (cell) => `${cell}>=1,${cell}=INT(${cell})`,
    prompt: ({ room }) => `How many industries the short list asks for; the sheet has room for ${room}.`,
    error: "A whole number of 1 or more.",
  },
  {
    setting: "leastPart",
    label: "Least part of the region's jobs",
    note: "an industry with fewer jobs is ranked, but not on the short list",
    unit: "part",
    value: ({ inputs }) => inputs.thresholds.shortListJobs,
    isValid: (cell) => `${cell}>=0,${cell}<=1`,
    prompt: () => "A percentage. 0 lists the smallest industries too.",
    error: "A percentage between 0 and 100.",
  },
  {
    setting: "fewest",
    label: "Fewest establishments",
    note: "with fewer it is not on the short list either, unless there are no others",
    unit: "count",
    value: ({ inputs }) => inputs.thresholds.fewEstablishments,
    isValid: (cell) => `${cell}>=0`,
    prompt: () => "A number. 0 lists industries of few firms too.",
    error: "A number of 0 or more.",
  },
  {
    setting: "alsoPart",
    label: "Also consider: least part of the region's jobs",
    note: "an industry off the short list with fewer jobs is not proposed",
    unit: "part",
    value: ({ inputs }) => inputs.thresholds.alsoConsiderJobs,
    isValid: (cell) => `${cell}>=0,${cell}<=1`,
    prompt: () => "A percentage of the region's jobs.",
    error: "A percentage between 0 and 100.",
  },
  {
    setting: "alsoPlaces",
    label: "Also consider: best places of a factor",
    note: "places by one factor that are worth a look, however few industries there are",
    unit: "count",
    value: () => LEADING.places,
    isValid: (cell) => `${cell}>=0`,
    prompt: () => "A number of places.",
    error: "A number of 0 or more.",
  },
  {
    setting: "alsoBest",
    label: "Also consider: best part of a factor",
    note: "or the best part of the industries that have a figure",
    unit: "percent",
    value: () => LEADING.part,
    isValid: (cell) => `${cell}>=0,${cell}<=1`,
    prompt: () => "A percentage of the industries.",
    error: "A percentage between 0 and 100.",
  },
];

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
