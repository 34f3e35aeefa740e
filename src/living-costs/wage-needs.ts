import type { AreaCode } from "../core/codes.js";
import { InputError, UsageError, type Place } from "../core/errors.js";
import { formatNumber } from "../core/number-format.js";
import { caution, information, type Note } from "../core/notes.js";
import { nearest } from "../core/suggest.js";
import { findDelineation, type Areas } from "../areas/areas.js";
import { foldName } from "../measures/named.js";
import type { WageThreshold } from "../staffing/pay.js";
import { weighPlaces, type Ground, type RegionalFigure } from "./ground.js";
import { nameHousehold, type LivingWages } from "./living-wages.js";
import type { PriceParities } from "./price-parities.js";

/** What wages are compared with: thresholds as typed, a table of living wages, price parities. */
export interface WageNeeds {
  readonly typed: readonly WageThreshold[];
  /** A living wage by the hour, as typed. */
  readonly hourly: number | undefined;
  readonly table: LivingWages | undefined;
  /** Households of the table that were asked for, in its own words; empty where none was. */
  readonly households: readonly string[];
  readonly parities: PriceParities | undefined;
}

/** The names that shares of jobs may go by: those of thresholds, and the households of a table. */
export function listNeeds({ typed, table }: WageNeeds): readonly string[] {
  return [...typed.map(({ name }) => name), ...(table?.households ?? [])];
}

/** Those that are shown although nothing names them: what was typed, and the households that were asked for. */
export function listChosenNeeds({ typed, households }: WageNeeds): readonly string[] {
  return [...typed.map(({ name }) => name), ...households];
}

/**
 * The households of a table by what was typed for them.
 *
 * @throws {UsageError} OPTION_VALUE with the nearest household
 */
export function chooseHouseholds(
  texts: readonly string[],
  table: LivingWages | undefined,
  where?: Place,
): readonly string[] {
  const [first] = texts;
  if (first === undefined) return [];
  const place = where && { where };
  if (!table) {
    throw new UsageError("--household needs a table of living wages", {
      code: "OPTION_MISSING",
      ...place,
      found: first,
      hint: "name the table with --living-wage FILE",
    });
  }
  return texts.map((text) => {
    const found = table.households.find((one) => foldName(one) === foldName(nameHousehold(text)));
    if (found !== undefined) return found;
    const [guess] = nearest(nameHousehold(text), table.households, 1);
    throw new UsageError(`no household of ${table.file} is called "${text}"`, {
      code: "OPTION_VALUE",
      ...place,
      found: text,
      hint: guess === undefined ? `choose among ${table.households.join("; ")}` : `did you mean "${guess}"?`,
    });
  });
}

/** Wage needs in a region. */
export interface RegionalNeeds {
  readonly thresholds: readonly WageThreshold[];
  /** By the hour: as typed, or of the one household that was asked for. */
  readonly livingWage: number | undefined;
  readonly notes: readonly Note[];
}

/**
 * The thresholds of a run in dollars of its region: typed ones, brought to its prices where parities are given, and those of
 * the households of a table.
 *
 * @param wanted only these names of households are looked for
 * @throws {InputError} LIVING_COST where the table has no place of the region
 */
export function bringNeedsToRegion(
  needs: WageNeeds,
  ground: Ground,
  areas: Areas,
  wanted: readonly string[],
): RegionalNeeds {
  const { typed, table, households, parities, hourly } = needs;
  const notes: Note[] = [];
  const parity = parities && findPriceParity(parities, ground, areas);
  if (parities && !parity) throw notOfRegion(parities.file, ground, "price parities");
  const factor = parity ? parity.value / 100 : 1;
  if (parities && parity) notes.push(parityNote(parities, parity, ground, typed));
  const own = typed.map((threshold) => ({ ...threshold, amount: threshold.amount * factor }));
  const asked = table ? table.households.filter((name) => wanted.includes(name) || households.includes(name)) : [];
  const ofTable = asked.map((household) => ({ household, figure: findLivingWage(table!, ground, household) }));
  for (const { household, figure } of ofTable) notes.push(...placeNotes(table!, household, figure, ground));
  const livingWage =
    hourly ??
    (households.length === 1 ? ofTable.find((one) => one.household === households[0])?.figure.value : undefined);
  return {
    thresholds: [
      ...own,
      ...ofTable.map(({ household, figure }) => ({ name: household, amount: figure.value, per: "hour" as const })),
    ],
    livingWage: livingWage === undefined || hourly === undefined ? livingWage : hourly * factor,
    notes,
  };
}

/**
 * What a household needs by the hour in a region: its own row, else the mean over its counties, else over its states.
 *
 * @throws {InputError} LIVING_COST where the table has no place of the region
 */
export function findLivingWage(
  table: LivingWages,
  ground: Ground,
  household: string,
): RegionalFigure & { readonly ofState: boolean } {
  const findHourly = (area: AreaCode) => table.places.get(area)?.hourly.get(household);
  const own = weighPlaces(ground, findHourly);
  if (own) return { ...own, ofState: false };
  const ofState = weighPlaces(ground, (county) => findHourly(`${county.slice(0, 2)}000` as AreaCode));
  if (ofState) return { ...ofState, ofState: true };
  throw notOfRegion(table.file, ground, `a living wage of "${household}"`);
}

function notOfRegion(file: string, ground: Ground, what: string): InputError {
  return new InputError(`the table has no ${what.replace(/^a /, "")} in ${ground.name}`, {
    code: "LIVING_COST",
    where: { file },
    found: `no row of ${ground.areas.slice(0, 5).join(", ")}${ground.areas.length > 5 ? " …" : ""}, of its counties or of its states`,
    hint: "give a table that holds the region's counties",
  });
}

/** What things cost in a region, the nation being 100; of its metropolitan areas, of counties outside them, of its states. */
export function findPriceParity(
  { all, nonmetropolitan }: Pick<PriceParities, "all" | "nonmetropolitan">,
  ground: Ground,
  areas: Areas,
): RegionalFigure | undefined {
  const metropolitan = new Map(
    ground.counties.map((county) => [
      county,
      areas.areasOver([county], findDelineation(LATEST).name).find((area) => all.has(area)),
    ]),
  );
  const [first, ...others] = new Set(metropolitan.values());
  // All of it in one metropolitan area, whose figure is not a mean of its counties'.
  if (first !== undefined && others.length === 0) {
    const value = all.get(first)!;
    return { value, low: value, high: value, places: [first], lacking: [], weighed: "jobs" };
  }
  return weighPlaces(ground, (area) => {
    const own = all.get(area) ?? all.get(metropolitan.get(area) ?? area);
    return own ?? nonmetropolitan ?? all.get(`${area.slice(0, 2)}000` as AreaCode);
  });
}

/** Tables of BEA follow the newest delineation. */
const LATEST = 9999;

function parityNote(
  { file, year }: PriceParities,
  { value, places }: RegionalFigure,
  { name }: Ground,
  typed: readonly WageThreshold[],
): Note {
  const where = places.length === 1 ? places[0]! : `${places.length} counties, weighed by their jobs`;
  const moved = typed.map((one) => {
    const amount = formatNumber(one.amount, one.per === "hour" ? "hourly" : "dollars");
    const here = formatNumber((one.amount * value) / 100, one.per === "hour" ? "hourly" : "dollars");
    return `"${one.name}" ${amount} is ${here} here`;
  });
  return information(
    "price-parity",
    `Prices in ${name} are ${formatNumber(value / 100, "fraction")} of the nation's (${file}, ${year}, ${where}). Thresholds as typed are taken at the nation's prices and brought to the region's${moved.length > 0 ? `: ${moved.join("; ")}` : ""}.`,
  );
}

function placeNotes(
  { file, year }: LivingWages,
  household: string,
  figure: RegionalFigure & { readonly ofState: boolean },
  { name }: Ground,
): readonly Note[] {
  const { value, low, high, places, lacking, weighed, ofState } = figure;
  const amount = `${formatNumber(value, "hourly")} an hour`;
  const source = `${file}${year === undefined ? "" : `, ${year}`}`;
  if (ofState) {
    return [
      caution(
        `living-wage-state-${household}`,
        `The living wage of "${household}" is the state's, ${amount}, since the table has no county of ${name} (${source}).`,
      ),
    ];
  }
  const range = low === high ? "" : `, from ${formatNumber(low, "hourly")} to ${formatNumber(high, "hourly")}`;
  const how =
    places.length === 1
      ? places[0]!
      : `the mean over ${places.length} counties ${weighed === "jobs" ? "by their jobs" : "alike"}${range}`;
  return [
    information(
      `living-wage-${household}`,
      `The living wage of "${household}" in ${name} is ${amount}: ${how} (${source}).`,
    ),
    ...(lacking.length > 0
      ? [
          caution(
            `living-wage-lacking-${household}`,
            `The table of living wages has no figure of ${lacking.join(", ")}, so that the mean is without ${lacking.length === 1 ? "it" : "them"}.`,
          ),
        ]
      : []),
  ];
}
