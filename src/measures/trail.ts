import { ABSENT, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable, WorkforceQuantity } from "../core/industry-table.js";
import type { Unit } from "../core/units.js";
import type { Calculation } from "./calculation.js";
import { IndustryFigures } from "./industry-figures.js";
import type { TablePlaceParts } from "./table-places.js";

/** One figure that a measure is made of. */
export interface TrailInput {
  /** In words: "jobs of all industries in the reference area, 2023". */
  readonly label: string;
  readonly datum: Datum;
  readonly unit: Unit;
  /** Where it stands in the table, if that is where it comes from. */
  readonly place?: {
    readonly side: "region" | "reference";
    readonly end: "start" | "end";
    readonly isTotal: boolean;
    readonly quantity: "employment" | "establishments" | "wages";
  };
}

/** How a figure was computed: a formula over named inputs, with + − × ÷ ^ and brackets. */
export interface Trail {
  readonly expression: string;
  readonly inputs: Readonly<Record<string, TrailInput>>;
}

/** What a calculation is made of, down to figures of the table; absent for those that are not there. */
export function buildTrail(of: Calculation, row: IndustryRow, table: IndustryTable): Trail {
  return {
    expression: composeExpression(of),
    inputs: Object.fromEntries(collectInputs(of, "", { row, table, figures: new IndustryFigures(row, table) })),
  };
}

interface Industry {
  readonly row: IndustryRow;
  readonly table: IndustryTable;
  readonly figures: IndustryFigures;
}

function collectInputs(
  of: Calculation,
  prefix: string,
  industry: Industry,
): readonly (readonly [string, TrailInput])[] {
  return of.inputs.flatMap(({ name, place, result, prefix: inner, standIn }) => {
    if (!place) return collectInputs(result!, prefixed(prefix, inner), industry);
    const found = industry.figures.at(place) ?? ABSENT;
    const isStandIn = standIn !== undefined && found.status === "absent" && industry.figures.at(place) !== undefined;
    return [[prefixed(prefix, name), { ...describe(place, industry), datum: isStandIn ? standIn : found }] as const];
  });
}

function prefixed(prefix: string, name: string): string {
  return prefix === "" || name === "" ? prefix + name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The expression with those of results in place of their names. */
function composeExpression(of: Calculation, prefix = ""): string {
  return of.expression.replace(/[A-Za-z]+/g, (name, at: number) => {
    const input = of.inputs.find((one) => one.name === name);
    if (!input?.result) return prefixed(prefix, name);
    const inner = composeExpression(input.result, prefixed(prefix, input.prefix));
    const before = of.expression.slice(0, at).trimEnd().at(-1);
    const after = of.expression.slice(at + name.length).trimStart()[0];
    return needsBrackets(inner, [before, after]) ? `(${inner})` : inner;
  });
}

/** Whether an operator beside an expression would be applied before those in it. */
function needsBrackets(expression: string, beside: readonly (string | undefined)[]): boolean {
  let outside = expression;
  for (let shorter = ""; shorter !== outside;) [shorter, outside] = [outside, outside.replace(/\([^()]*\)/g, "")];
  const bindsTight = beside.some((sign) => sign !== undefined && "×÷^".includes(sign));
  return bindsTight ? /[+−×÷^]/.test(outside) : beside[0] === "−" && /[+−]/.test(outside);
}

const UNITS = { employment: "jobs", establishments: "establishments", wages: "dollars" } as const;
const WORDS = { employment: "jobs", establishments: "establishments", wages: "wages" } as const;

function describe(place: TablePlaceParts, { row, table }: Industry): Omit<TrailInput, "datum"> {
  switch (place.kind) {
    case "figure": {
      const { isTotal, side, end, quantity } = place;
      if (quantity === "estimatedJobs") return { label: "jobs in withheld cells, as estimated", unit: "jobs" };
      if (quantity === "pay") throw new Error("unreachable: pay enters as wages and jobs");
      const isShare = side === "reference" && table.reference.recovered;
      const what = isTotal ? "all industries" : row.naics;
      return {
        label: `${isShare ? "share of " : ""}${WORDS[quantity]}, ${what}, ${table[side].name}, ${table.years[end] ?? "no earlier year"}`,
        unit: isShare ? "fraction" : UNITS[quantity],
        place: { side, end, isTotal, quantity },
      };
    }
    case "price":
      return {
        label: `price index, ${table.prices?.name ?? "none given"}, ${table.years[place.end] ?? "no earlier year"}`,
        unit: "ratio",
      };
    case "projection":
      return place.level === "years" ? BETWEEN : { label: projectionLabel(row, place.level), unit: "jobs" };
    case "years":
      return BETWEEN;
    case "livingWage":
      return { label: "living wage by the hour, as given", unit: "hourly" };
    case "among":
      return AMONG[place.what];
    case "related":
      return RELATED[place.what];
    case "workforce": {
      const { quarters: [first = "", last = ""] = [] } = table.workforce ?? {};
      const span = first === "" ? "no QWI given" : `QWI ${first} to ${last}`;
      const codes = row.workforce?.match.codes.join(" + ") || row.naics;
      return {
        label: `${WORKFORCE_WORDS[place.what]}, ${codes}, ${table[place.side].name}, ${span}`,
        unit: unitOfWorkforce(place.what),
      };
    }
    case "ratio":
      throw new Error("unreachable: a ratio stands in for jobs at both ends");
  }
}

const WORKFORCE_WORDS: Readonly<Record<WorkforceQuantity, string>> = {
  jobs: "jobs at the beginning of a quarter",
  hires: "hires a quarter",
  separations: "separations a quarter",
  stableJobs: "jobs held through a quarter",
  stableHires: "hires into such jobs a quarter",
  stableMoves: "half of the beginnings and ends of such jobs a quarter",
  newHires: "new hires who stayed for a quarter",
  newHirePayroll: "their monthly pay together",
  older: "jobs of people of 55 and older",
};

function unitOfWorkforce(what: WorkforceQuantity): Unit {
  return what === "newHirePayroll" ? "dollars" : "jobs";
}

const AMONG = {
  place: { label: "areas with a higher location quotient, and one", unit: "rank" },
  areas: { label: "areas with a location quotient", unit: "count" },
  z: { label: "location quotient in standard deviations from the areas' mean", unit: "ratio" },
} as const;

const RELATED = {
  density: { label: "proximities to industries present over proximities to all", unit: "ratio" },
  strategicGain: { label: "complexity brought nearer, less density times own complexity", unit: "ratio" },
  complexity: { label: "second eigenvector of industries found together, standardized", unit: "ratio" },
} as const;

const BETWEEN = { label: "years between", unit: "count" } as const;

function projectionLabel({ projection }: IndustryRow, level: "base" | "projected"): string {
  const wider = projection?.match.kind === "ancestor" ? ` of ${projection.match.codes.join(" + ")}` : "";
  const words = level === "base" ? "projection's jobs" : "projected jobs";
  return `${words}${wider}, ${projection?.[`${level}Year`] ?? "no projection"}`;
}
