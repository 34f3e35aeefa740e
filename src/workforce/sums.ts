import { ABSENT, disclosed, SUPPRESSED, undefinedBecause, type Datum } from "../core/datum.js";
import {
  WORKFORCE_QUANTITIES,
  type WorkforceFigures,
  type WorkforceQuantity,
  type WorkforceSide,
} from "../core/industry-table.js";
import type { Indicator, QuarterNumber, QwiAreas, QwiCell, QwiCells } from "./cells.js";

/** A quantity of one cell, made of its figures; undefined if the files have none of the columns that it takes. */
type OfCell = (cells: QwiCells) => QwiCell | undefined;

const NOTHING: QwiCell = { state: "none", value: NaN };

const OF_CELL: Readonly<Record<WorkforceQuantity, OfCell>> = {
  jobs: ({ Emp }) => Emp,
  hires: ({ HirA }) => HirA,
  separations: ({ Sep }) => Sep,
  stableJobs: ({ EmpS }) => EmpS,
  stableHires: ({ HirAS }) => HirAS,
  stableMoves: ({ HirAS, SepSnx, TurnOvrS, EmpS }) => {
    const counted = HirAS && SepSnx && together([HirAS, SepSnx], ([hires, separations]) => (hires! + separations!) / 2);
    if (counted && counted.state !== "unavailable") return counted;
    return (TurnOvrS && EmpS && together([TurnOvrS, EmpS], ([rate, jobs]) => rate! * jobs!)) ?? counted;
  },
  newHires: ({ HirNS }) => HirNS,
  newHirePayroll: ({ HirNS, EarnHirNS }) => {
    if (!HirNS || !EarnHirNS) return undefined;
    // Nobody hired has no pay, whatever stands there.
    if (HirNS.state === "none" || HirNS.value === 0) return NOTHING;
    return together([HirNS, EarnHirNS], ([hires, pay]) => hires! * pay!);
  },
  older: ({ Emp55, Emp65 }) => Emp55 && Emp65 && sumOfParts([Emp55, Emp65]),
};

/** What each quantity is computed from, to say which columns are missing. */
export const COLUMNS_OF: Readonly<Record<WorkforceQuantity, readonly (readonly Indicator[])[]>> = {
  jobs: [["Emp"]],
  hires: [["HirA"]],
  separations: [["Sep"]],
  stableJobs: [["EmpS"]],
  stableHires: [["HirAS"]],
  stableMoves: [
    ["HirAS", "SepSnx"],
    ["TurnOvrS", "EmpS"],
  ],
  newHires: [["HirNS"]],
  newHirePayroll: [["HirNS", "EarnHirNS"]],
  older: [["Emp55", "Emp65"]],
};

/** A cell of several: known only if all of them are. */
function together(cells: readonly QwiCell[], formula: (values: readonly number[]) => number): QwiCell {
  for (const state of ["withheld", "unavailable", "none"] as const) {
    if (cells.some((cell) => cell.state === state)) return { state, value: NaN };
  }
  const state = cells.some((cell) => cell.state === "distorted") ? "distorted" : "number";
  return { state, value: formula(cells.map(({ value }) => value)) };
}

/** The sum of parts, of which one that is not there adds nothing. */
function sumOfParts(cells: readonly QwiCell[]): QwiCell {
  const there = cells.filter(({ state }) => state !== "none");
  return there.length === 0 ? NOTHING : together(there, (values) => values.reduce((sum, value) => sum + value, 0));
}

/** Where sums are taken: areas of one owner, four quarters. */
export interface SumScope {
  readonly areas: QwiAreas;
  readonly codes: readonly string[];
  readonly quarters: readonly QuarterNumber[];
}

interface SideSums {
  readonly side: WorkforceSide;
  readonly distorted: readonly WorkforceQuantity[];
  readonly withheld: readonly WorkforceQuantity[];
}

const UNAVAILABLE = undefinedBecause("not in the files for all four quarters");

/**
 * Means of four quarters of an industry, or of several together, over areas: counts are added up first.
 *
 * One withheld cell leaves the sum unknown; a row that an area with others in the quarter does not have means no such activity.
 */
export function sumIndustries({ areas, codes, quarters }: SumScope, industries: readonly string[]): SideSums {
  const distorted = new Set<WorkforceQuantity>();
  const withheld = new Set<WorkforceQuantity>();
  const cells = codes.flatMap((area) =>
    quarters.flatMap((quarter) => {
      const held = areas.get(area)?.get(quarter);
      return industries.map((naics) => (held ? (held.get(naics) ?? NO_ROW) : undefined));
    }),
  );
  const side = Object.fromEntries(
    WORKFORCE_QUANTITIES.map((quantity) => {
      const { datum, isDistorted } = averageQuarters(cells, OF_CELL[quantity], quarters.length);
      if (isDistorted) distorted.add(quantity);
      if (datum.status === "suppressed") withheld.add(quantity);
      return [quantity, datum];
    }),
  ) as Record<WorkforceQuantity, Datum>;
  return { side, distorted: [...distorted], withheld: [...withheld] };
}

const NO_ROW = "no row";

function averageQuarters(
  cells: readonly (QwiCells | typeof NO_ROW | undefined)[],
  ofCell: OfCell,
  quarters: number,
): { readonly datum: Datum; readonly isDistorted: boolean } {
  let [sum, isThere, isDistorted, isWithheld] = [0, false, false, false];
  for (const cell of cells) {
    if (cell === NO_ROW) continue;
    const found = cell && ofCell(cell);
    if (!found || found.state === "unavailable") return { datum: UNAVAILABLE, isDistorted: false };
    if (found.state === "withheld") isWithheld = true;
    if (found.state !== "number" && found.state !== "distorted") continue;
    sum += found.value;
    isThere = true;
    if (found.state === "distorted") isDistorted = true;
  }
  if (isWithheld) return { datum: SUPPRESSED, isDistorted };
  return { datum: isThere ? disclosed(sum / quarters) : ABSENT, isDistorted };
}

/** The figures of an industry that no row, or nothing but a wider one, matches. */
export function noFigures(reason: string): WorkforceSide {
  const none = undefinedBecause(reason);
  return Object.fromEntries(WORKFORCE_QUANTITIES.map((quantity) => [quantity, none])) as WorkforceSide;
}

/** Nothing matched. */
export function buildUnmatched(reason: string): WorkforceFigures {
  const match = { kind: "none", codes: [], text: reason } as const;
  return { region: noFigures(reason), match, distorted: [], withheld: [] };
}
