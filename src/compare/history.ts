import type { AreaCode } from "../core/codes.js";
import { hasValue, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import type { Result, SidedFigures, Values } from "../result/result.js";

export interface RevisedHistory {
  /** The old result's values from the new result's figures of the same years; measures that stay are left out. */
  readonly values: ReadonlyMap<string, Values>;
  /** Years that both results hold. */
  readonly years: readonly number[];
  /** Industries of which a published figure of such a year differs. */
  readonly published: readonly string[];
  /** Industries of which only estimates differ. */
  readonly estimated: readonly string[];
}

const NOTHING: RevisedHistory = { values: new Map(), years: [], published: [], estimated: [] };

/** Two computations from the same published figures differ by less than this part of them. */
const ROUNDING = 1e-9;

/** Two balancings of the same withheld cells differ by less than this part of an estimate. */
const BALANCING = 1e-4;

const differs = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b));

/**
 * What the old result's measures would be had the figures of its years been those that the new result holds for the
 * same years: the first release against the final one, or estimates made from other files.
 *
 * Only a measure that the old result's own figures reproduce is recomputed; others keep their value, and
 * so count as new data.
 */
export function reviseHistory(old: Result, recent: Result): RevisedHistory {
  const { basis } = old;
  const other = recent.basis;
  const sides = comparableSides(old, recent);
  const ends = sharedEnds(old, recent);
  if (!basis || !other || sides.length === 0 || ends.length === 0) return NOTHING;

  const overlaid = (figures: SidedFigures, newer: SidedFigures | undefined): SidedFigures => {
    if (!newer) return figures;
    const side = (name: "region" | "reference"): SpanFigures => {
      if (!sides.includes(name)) return figures[name];
      const taken = { ...figures[name] };
      for (const [end, from] of ends) {
        const figure = newer[name][from];
        if (figure && taken[end]) taken[end] = figure;
      }
      return taken;
    };
    return { region: side("region"), reference: side("reference") };
  };

  const before = toTable(old, basis.totals);
  const after = toTable(old, overlaid(basis.totals, other.totals));
  const values = new Map<string, Values>();
  const published: string[] = [];
  const estimated: string[] = [];
  for (const industry of old.industries) {
    const figures = basis.industries.get(industry.naics);
    const newer = other.industries.get(industry.naics);
    if (!figures || !newer) continue;
    const revised = overlaid(figures, newer);
    const kind = findDifference(figures, revised);
    if (kind === "published") published.push(industry.naics);
    if (kind === "estimated") estimated.push(industry.naics);
    const changed: Record<string, Datum> = {};
    for (const measure of MEASURES) {
      const printed = industry.values[measure.id];
      if (printed === undefined || !isSame(measure.compute(toRow(industry.naics, figures), before), printed)) continue;
      const recomputed = measure.compute(toRow(industry.naics, revised), after);
      if (!isSame(recomputed, printed)) changed[measure.id] = recomputed;
    }
    if (Object.keys(changed).length > 0) values.set(industry.naics, changed);
  }
  const years = ends.map(([end]) => old.scope.years[end]!);
  return { values, years, published, estimated };
}

type End = "start" | "end";

/** Ends of the old span whose year is also an end of the new one, with which. */
function sharedEnds(old: Result, recent: Result): readonly (readonly [End, End])[] {
  if (old.scope.quarter !== recent.scope.quarter || old.scope.wages !== recent.scope.wages) return [];
  const ends: (readonly [End, End])[] = [];
  for (const end of ["start", "end"] as const) {
    const from = (["start", "end"] as const).find((other) => recent.scope.years[other] === old.scope.years[end]);
    if (old.scope.years[end] !== undefined && from) ends.push([end, from]);
  }
  return ends;
}

function comparableSides(old: Result, recent: Result): readonly ("region" | "reference")[] {
  const same = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join();
  const { region, reference } = old.scope;
  const sides: ("region" | "reference")[] = [];
  // Figures of another region are not a revision, and neither are those of the reference beside it.
  if (!same(region.areas, recent.scope.region.areas)) return sides;
  sides.push("region");
  const isSameReference = same(reference.areas, recent.scope.reference.areas);
  if (isSameReference && reference.recovered === recent.scope.reference.recovered) sides.push("reference");
  return sides;
}

function findDifference(figures: SidedFigures, revised: SidedFigures): "published" | "estimated" | undefined {
  let kind: "published" | "estimated" | undefined;
  for (const side of ["region", "reference"] as const) {
    for (const end of ["start", "end"] as const) {
      const [a, b] = [figures[side][end], revised[side][end]];
      if (!a || !b || a === b) continue;
      for (const name of ["establishments", "employment", "wages"] as const) {
        if (isSame(a[name], b[name])) continue;
        if (a[name].status === "estimated" || b[name].status === "estimated") kind ??= "estimated";
        else kind = "published";
      }
    }
  }
  return kind;
}

function isSame(a: Datum, b: Datum): boolean {
  if (a.status !== b.status) return false;
  const tolerance = a.status === "estimated" ? BALANCING : ROUNDING;
  return !hasValue(a) || !hasValue(b) || !differs(a.value, b.value, tolerance);
}

function toRow(naics: string, figures: SidedFigures): IndustryRow {
  return { naics, title: naics, region: figures.region, reference: figures.reference };
}

function toTable({ scope }: Result, totals: SidedFigures): IndustryTable {
  const areas = (codes: readonly string[]) => codes as readonly AreaCode[];
  return {
    region: { name: scope.region.name, areas: areas(scope.region.areas), composed: true },
    reference: { ...scope.reference, areas: areas(scope.reference.areas), composed: true },
    ownership: scope.ownership,
    level: scope.level,
    naics: scope.naics,
    lqBase: scope.lqBase,
    years: scope.years,
    quarter: scope.quarter as IndustryTable["quarter"],
    annualised: scope.wages === "annualised",
    rows: [],
    total: totals satisfies {
      region: SpanFigures;
      reference: { start: PeriodFigures | undefined; end: PeriodFigures };
    },
  };
}
