import type { IndustryTable, WorkforceQuantity } from "../core/industry-table.js";
import { calculation, type Calculation } from "./calculation.js";
import { defineMeasure, type Measure } from "./measure.js";

const SOURCE = "Census Bureau, Quarterly Workforce Indicators (LEHD)";
const NOT_GIVEN = (): string => "no file of Quarterly Workforce Indicators was given";

type Side = "region" | "reference";

/** A count: the mean of four quarters, which a wider industry's says nothing of. */
function count(of: "hires" | "separations"): Calculation {
  return calculation({
    inputs: { [of]: `workforce.region.${of}` } as Record<typeof of, `workforce.region.${typeof of}`>,
    expression: of,
    missing: NOT_GIVEN,
    unless: ({ workforce }) => (workforce?.match.kind === "ancestor" ? "only a wider industry is given" : undefined),
  });
}

/** A part of jobs, or pay over people: sums of counts over four quarters and all counties, divided once. */
function ratio<Part extends WorkforceQuantity, Whole extends WorkforceQuantity>(
  part: Part,
  whole: Whole,
  side: Side,
): Calculation {
  return calculation<string>({
    inputs: { [part]: `workforce.${side}.${part}`, [whole]: `workforce.${side}.${whole}` },
    formula: (values) => (values[whole] === 0 ? undefined : values[part]! / values[whole]!),
    expression: `${part} ÷ ${whole}`,
    missing: NOT_GIVEN,
  });
}

const hiresMeasure = defineMeasure({
  id: "hires",
  label: "Hires a quarter",
  shortLabel: "Hires/qtr",
  unit: "count",
  better: "higher",
  definition: "Hires of all kinds, recalls among them, as the mean of four quarters over the region's counties.",
  source: SOURCE,
  priority: 4,
  calculation: count("hires"),
});

const separationsMeasure = defineMeasure({
  id: "separations",
  label: "Separations a quarter",
  shortLabel: "Separ./qtr",
  unit: "count",
  better: "lower",
  definition: "People who left an employer, as the mean of four quarters over the region's counties.",
  source: SOURCE,
  priority: 4,
  calculation: count("separations"),
});

/** A measure of the region, and the same of the reference area. */
interface RatioWords {
  readonly id: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly unit: "fraction" | "dollars";
  readonly better: "higher" | "lower";
  readonly definition: string;
  readonly priority: 2 | 3 | 4;
  readonly part: WorkforceQuantity;
  readonly whole: WorkforceQuantity;
}

const RATIOS: readonly RatioWords[] = [
  {
    id: "turnover",
    label: "Turnover of stable jobs",
    shortLabel: "Turnover",
    unit: "fraction",
    better: "lower",
    definition:
      "Half of the stable jobs that begin and end in a quarter, divided by stable jobs, those held through a quarter: counts of four quarters and all counties added up first.",
    priority: 3,
    part: "stableMoves",
    whole: "stableJobs",
  },
  {
    id: "hireRate",
    label: "Hires per job a quarter",
    shortLabel: "Hire rate",
    unit: "fraction",
    better: "higher",
    definition: "Hires of all kinds in a quarter, divided by jobs at its beginning; counts added up first.",
    priority: 4,
    part: "hires",
    whole: "jobs",
  },
  {
    id: "separationRate",
    label: "Separations per job a quarter",
    shortLabel: "Sep. rate",
    unit: "fraction",
    better: "lower",
    definition: "People who left an employer in a quarter, divided by jobs at its beginning; counts added up first.",
    priority: 4,
    part: "separations",
    whole: "jobs",
  },
  {
    id: "stableHireRate",
    label: "Stable hires per stable job a quarter",
    shortLabel: "Stable hires",
    unit: "fraction",
    better: "higher",
    definition:
      "Hires into jobs that then last a whole quarter, divided by jobs held through a quarter; counts added up first.",
    priority: 4,
    part: "stableHires",
    whole: "stableJobs",
  },
  {
    id: "newHirePay",
    label: "Pay of new hires a month",
    shortLabel: "New-hire pay",
    unit: "dollars",
    better: "higher",
    definition:
      "Average monthly pay of new hires who stayed for a whole quarter, weighted by their number in each county and quarter.",
    priority: 3,
    part: "newHirePayroll",
    whole: "newHires",
  },
  {
    id: "share55",
    label: "Jobs held by people of 55 and older",
    shortLabel: "55+",
    unit: "fraction",
    better: "higher",
    definition:
      "Jobs at the beginning of a quarter held by people of 55 and older, divided by those of all ages: how many may soon have to be replaced.",
    priority: 3,
    part: "older",
    whole: "jobs",
  },
];

function ratioMeasure({ part, whole, ...words }: RatioWords): Measure {
  return defineMeasure({ ...words, source: SOURCE, calculation: ratio(part, whole, "region") });
}

function elsewhereMeasure({ part, whole, ...words }: RatioWords): Measure {
  return defineMeasure({
    ...words,
    id: `${words.id}Elsewhere`,
    label: `${words.label}, reference area`,
    shortLabel: `${words.shortLabel} ref.`,
    definition: `The same in the reference area, where the files have it. ${words.definition}`,
    source: SOURCE,
    priority: 4,
    calculation: ratio(part, whole, "reference"),
  });
}

/** What each measure takes of the files. */
const TAKES: readonly (readonly [measure: Measure, quantities: readonly WorkforceQuantity[], side: Side])[] = [
  [hiresMeasure, ["hires"], "region"],
  [separationsMeasure, ["separations"], "region"],
  ...RATIOS.map((one) => [ratioMeasure(one), [one.part, one.whole], "region"] as const),
  ...RATIOS.map((one) => [elsewhereMeasure(one), [one.part, one.whole], "reference"] as const),
];

/** The measures that need Quarterly Workforce Indicators. */
export const WORKFORCE_MEASURES: readonly Measure[] = TAKES.map(([measure]) => measure);

/** Those that a table's files give. */
export function listWorkforceMeasures({ workforce }: Pick<IndustryTable, "workforce">): readonly Measure[] {
  if (!workforce) return [];
  return TAKES.filter(
    ([, quantities, side]) =>
      (side === "region" || workforce.hasReference) && quantities.every((one) => workforce.quantities.includes(one)),
  ).map(([measure]) => measure);
}
