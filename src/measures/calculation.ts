import { disclosed, isDatum, undefinedBecause, type Datum } from "../core/datum.js";
import type { BridgeLabel, ProjectionFigures, WorkforceFigures } from "../core/industry-table.js";
import { readPlace, type TablePlace, type TablePlaceParts } from "./table-places.js";

/** What is known of a row besides its figures, for saying why there is no answer. */
export interface TableFacts {
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** Shares recovered from published quotients stand in for the reference area. */
  readonly isRecovered: boolean;
  readonly bridge?: BridgeLabel | undefined;
  readonly projection?: ProjectionFigures | undefined;
  readonly workforce?: WorkforceFigures | undefined;
}

export type Why = (facts: TableFacts) => string;

/** A figure that enters a formula. */
export type Input =
  | TablePlace
  | {
      readonly place: TablePlace;
      /** Where there is no such activity: the number that stands in, or why the formula then has no answer. */
      readonly ifAbsent: 0 | Why;
    }
  | {
      readonly result: Calculation;
      /** Put before the names of its inputs when they are listed: `end` makes `regionTotal` `endRegionTotal`. */
      readonly prefix?: string;
    };

type Numbers<Name extends string> = Readonly<Record<Name, number>>;

/** How a figure is computed, declared once: one industry's figure, columns and the trail of `explain` follow from it. */
export interface Declaration<Name extends string> {
  /** By their names in formula and expression. Their order is the order in which reasons and errors are passed on. */
  readonly inputs: Readonly<Record<Name, Input>>;
  /** The formula with + − × ÷ ^ and brackets. */
  readonly expression: string;
  /** Left out if the figure is its only input, as published. */
  readonly formula?: (values: Numbers<Name>) => number | undefined;
  /** Instead of a formula over numbers: where statuses themselves are the matter. */
  readonly ofData?: (data: Readonly<Record<Name, Datum>>) => Datum;
  /** What is said where the formula has no answer. */
  readonly noAnswer?: string;
  /** What is said where the table has no place for an input. */
  readonly missing?: Why;
  /** Why nothing is computed, whatever the inputs are. */
  readonly unless?: (facts: TableFacts) => string | undefined;
  /** A figure of the table that is used where it is there: its range is known better than the formula gives it. */
  readonly known?: TablePlace;
  /** The same figure by the ratio of jobs at both ends, where that is known better than both apart. */
  readonly byRatio?: Calculation;
}

interface ReadInput {
  readonly name: string;
  readonly place: TablePlaceParts | undefined;
  readonly result: Calculation | undefined;
  readonly prefix: string;
  readonly standIn: Datum | undefined;
  readonly whyNone: Why | undefined;
}

/** A declaration, read once so that no name is parsed for a figure. */
export interface Calculation {
  readonly inputs: readonly ReadInput[];
  readonly expression: string;
  readonly formula: ((values: Numbers<string>) => number | undefined) | undefined;
  readonly ofData: ((data: Readonly<Record<string, Datum>>) => Datum) | undefined;
  readonly noAnswer: string | undefined;
  readonly missing: Why;
  readonly unless: Declaration<string>["unless"];
  readonly known: TablePlaceParts | undefined;
  readonly byRatio: Calculation | undefined;
}

export const NOT_BACK: Why = () => "the files do not reach back";

export function calculation<Name extends string>(declared: Declaration<Name>): Calculation {
  const { expression, formula, ofData, noAnswer, missing = NOT_BACK, unless, known } = declared;
  return {
    inputs: Object.entries<Input>(declared.inputs).map(([name, input]) => readInput(name, input)),
    expression,
    formula,
    ofData,
    noAnswer,
    missing,
    unless,
    known: known && readPlace(known),
    byRatio: declared.byRatio ?? byRatioOfJobs(declared),
  };
}

function readInput(name: string, input: Input): ReadInput {
  const nothing = { place: undefined, result: undefined, prefix: "", standIn: undefined, whyNone: undefined };
  if (typeof input === "string") return { ...nothing, name, place: readPlace(input) };
  if ("result" in input) return { ...nothing, name, result: input.result, prefix: input.prefix ?? "" };
  const { place, ifAbsent } = input;
  return {
    ...nothing,
    name,
    place: readPlace(place),
    ...(ifAbsent === 0 ? { standIn: disclosed(0) } : { whyNone: ifAbsent }),
  };
}

/** A formula of the region's jobs at both ends: the same with the first year's as those of the latest by their ratio. */
function byRatioOfJobs<Name extends string>({ inputs, formula, ...declared }: Declaration<Name>) {
  const findName = (place: TablePlace): Name | undefined =>
    (Object.keys(inputs) as Name[]).find((name) => {
      const input = inputs[name];
      return input === place || (typeof input === "object" && "place" in input && input.place === place);
    });
  const start = findName("region.start.employment");
  const end = findName("region.end.employment");
  if (start === undefined || end === undefined || !formula) return undefined;
  const { [start]: first, [end]: last, ...others } = inputs as Readonly<Record<string, Input>>;
  void first;
  // One object for all figures: a formula reads its values at once.
  const names = [end, ...(Object.keys(others) as Name[])];
  const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, 0])) as Record<Name, number>;
  return calculation({
    expression: declared.expression,
    ...(declared.missing && { missing: declared.missing }),
    inputs: { [end]: last!, ratio: "region.employmentRatio", ...others },
    formula: (values) => {
      for (const name of names) given[name] = values[name]!;
      given[start] = values[end]! / values["ratio"]!;
      return formula(given);
    },
  });
}

/** Many figures at once, or one: what a calculation reads and what it is computed with. */
export interface FigureSource<Figure> {
  readonly facts: TableFacts;
  /** A datum if it is the same for all; undefined if the table has no such place. */
  readonly at: (place: TablePlaceParts) => Figure | Datum | undefined;
  /** The same datum for all. */
  readonly all: (datum: Datum) => Figure;
  /** See `derive`. */
  readonly derive: (
    inputs: Readonly<Record<string, Figure | Datum>>,
    formula: (values: Numbers<string>) => number | undefined,
    noAnswer: string | undefined,
  ) => Figure;
  /** What a formula makes of data, whatever is known of them. */
  readonly map: (
    inputs: Readonly<Record<string, Figure | Datum>>,
    formula: (data: Readonly<Record<string, Datum>>) => Datum,
  ) => Figure;
  /** The figure, or another where `where` is absent. */
  readonly whereAbsent: (figure: Figure, where: Figure | Datum, then: Datum) => Figure;
  /** The first where it has a value, else the second. */
  readonly prefer: (first: Figure, second: () => Figure) => Figure;
  /** What several calculations are made of, computed for the first. */
  readonly once: (of: Calculation, compute: () => Figure) => Figure;
}

const RATIO = readPlace("region.employmentRatio");

/** Computes what a calculation declares, for one industry or for columns of many. */
export function evaluate<Figure extends object>(of: Calculation, figures: FigureSource<Figure>): Figure {
  return figures.once(of, () => compute(of, figures));
}

function compute<Figure extends object>(of: Calculation, figures: FigureSource<Figure>): Figure {
  const { facts } = figures;
  const why = of.unless?.(facts);
  if (why !== undefined) return figures.all(undefinedBecause(why));
  const inputs: Record<string, Figure | Datum> = {};
  const absent: (readonly [where: Figure | Datum, why: Why])[] = [];
  for (const { name, place, result, standIn, whyNone } of of.inputs) {
    const found = place ? figures.at(place) : evaluate(result!, figures);
    if (found === undefined) return figures.all(undefinedBecause(of.missing(facts)));
    inputs[name] = standIn ? figures.whereAbsent(asFigure(found, figures), found, standIn) : found;
    if (whyNone) absent.push([found, whyNone]);
  }
  let figure = byBestKnown(of, inputs, figures);
  for (const [where, whyNone] of absent) {
    figure = figures.whereAbsent(figure, where, undefinedBecause(whyNone(facts)));
  }
  return figure;
}

function byBestKnown<Figure extends object>(
  of: Calculation,
  inputs: Readonly<Record<string, Figure | Datum>>,
  figures: FigureSource<Figure>,
): Figure {
  const known = of.known && figures.at(of.known);
  if (known) return asFigure(known, figures);
  const apart = (): Figure => {
    if (of.formula) return figures.derive(inputs, of.formula, of.noAnswer);
    if (of.ofData) return figures.map(inputs, of.ofData);
    return asFigure(inputs[of.inputs[0]!.name]!, figures);
  };
  if (!of.byRatio || figures.at(RATIO) === undefined) return apart();
  return figures.prefer(evaluate(of.byRatio, figures), apart);
}

function asFigure<Figure extends object>(found: Figure | Datum, figures: FigureSource<Figure>): Figure {
  return isDatum(found) ? figures.all(found) : found;
}
