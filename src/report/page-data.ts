import { deflateSync, inflateSync, strToU8 } from "fflate";
import { type Datum, type TopCoded, knownValue } from "../core/datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { Note } from "../core/notes.js";
import type { MainOccupations } from "../staffing/main-occupations.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { Factor } from "../ranking/factor.js";
import type { Rule } from "../ranking/rules/rules.js";
import { FEW_NOT_LISTED } from "../ranking/short-list.js";
import type { MissingRule } from "../ranking/rank.js";
import type { RankingMethodId } from "../ranking/methods.js";
import { formatSignificant } from "../core/number-format.js";
import { fromBase85, toBase85 } from "./base85.js";
import { longOccupations, pageOccupations, shortOccupations, type ShortOccupations } from "./page-occupations.js";
import type { RankReportInputs, RegionStandings, Standing } from "./rank-inputs.js";
import type { PeopleShown } from "./people-data.js";
import type { Provenance } from "./provenance.js";

// What a page carries so that it can rank again by itself: the table of industries and the choices made.

export interface PageData {
  readonly table: IndustryTable;
  readonly factors: readonly Factor[];
  readonly method: RankingMethodId;
  readonly missing: MissingRule;
  /** Set where figures that are mostly guesses count. */
  readonly countGuesses?: boolean;
  readonly top: number;
  readonly thresholds: Thresholds;
  readonly filters: readonly string[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
  /** The user's rules, which a page holds against the industries that its own filters leave. */
  readonly rules?: { readonly rules: readonly Rule[]; readonly eliminates: boolean };
  readonly occupations?: MainOccupations;
  /** What people said of the industries. */
  readonly people?: PeopleShown;
  /** Where the industries stand among areas, by code. */
  readonly standings?: Omit<RegionStandings, "standings"> & {
    readonly standings: readonly (readonly [string, Standing])[];
  };
}

/** The data of a ranking's page: the industries that take part, and no others. */
export function pageData(
  {
    analysis,
    ranking,
    thresholds,
    countGuesses,
    top,
    provenance,
    filters,
    notes,
    rules,
    standings,
    people,
  }: RankReportInputs,
  occupations?: MainOccupations,
): PageData {
  const taking = new Set([...ranking.industries, ...ranking.unranked].map(({ candidate }) => candidate.naics));
  const rows = analysis.table.rows.filter(({ naics }) => taking.has(naics)).map(withoutTrail);
  return {
    table: { ...analysis.table, rows },
    factors: ranking.factors.map(({ id, label, weight, direction, treatment, group }) => ({
      id,
      label,
      weight,
      direction,
      ...(treatment && { treatment }),
      ...(group !== undefined && { group }),
    })),
    method: ranking.method,
    missing: ranking.missingRule,
    ...(countGuesses === true && { countGuesses }),
    top,
    thresholds,
    filters,
    // Which industries have too few establishments for the short list follows the weights.
    notes: [...analysis.notes, ...notes].filter(({ id }) => id !== FEW_NOT_LISTED),
    provenance,
    ...(people && { people: pagePeople(people) }),
    ...(rules && { rules: { rules: rules.rules, eliminates: rules.elimination !== undefined } }),
    ...(occupations && { occupations: pageOccupations(taking, occupations) }),
    ...(standings && {
      standings: { ...standings, standings: [...standings.standings].filter(([naics]) => taking.has(naics)) },
    }),
  };
}

/** What people said of single industries; a mixed rank follows the rank, and a page ranks again. */
function pagePeople({ columns, cells, added, notes, sections }: PeopleShown): PeopleShown {
  const kept = columns.filter(({ id }) => id !== "mixedRank");
  return {
    columns: kept,
    cells,
    added,
    notes,
    sections,
    onScreen: [],
    decided: [],
    farthest: [],
    json: {},
    industryJson: {},
  };
}

/** The places among areas that a page carries, by code. */
export function pageStandings({ standings }: PageData): RegionStandings | undefined {
  return standings && { ...standings, standings: new Map(standings.standings) };
}

/** The lines of a projection's file are for `explain`; that nothing happened to a code need not be said. */
function withoutTrail(row: IndustryRow): IndustryRow {
  const { bridge, projection, ...rest } = row;
  return {
    ...rest,
    ...(bridge && bridge.kind !== "unchanged" && { bridge }),
    ...(projection && { projection: { ...projection, match: { ...projection.match, lines: [] } } }),
  };
}

/** As text that no HTML around it can be ended by: JSON with quantities written short, deflated, in base 85. */
export function encodePageData({ occupations, ...data }: PageData): string {
  const short: WrittenPage = { ...data, ...(occupations && { occupations: shortOccupations(occupations) }) };
  const json = JSON.stringify(short, (_, value: unknown) => shortened(value));
  return toBase85(deflateSync(strToU8(json), { level: 9 }));
}

export function decodePageData(text: string): PageData {
  const json = new TextDecoder().decode(inflateSync(fromBase85(text)));
  const { occupations, ...data } = JSON.parse(json, (_, value: unknown) => restored(value)) as WrittenPage;
  return { ...data, ...(occupations && { occupations: longOccupations(occupations) }) };
}

type WrittenPage = Omit<PageData, "occupations"> & { readonly occupations?: ShortOccupations };

/** A row is a list: code, title, the figures of both areas at both ends, and what only some rows have. */
type ShortRow = readonly [string, string, ...(readonly unknown[])];

// A factor of the user's own may have any name that can be typed: these can't.
const DATUM = "\u0001d";
const ROW = "\u0001r";

function shortened(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("status" in value && typeof value.status === "string") return { [DATUM]: shortDatum(value as Datum | TopCoded) };
  if ("naics" in value && typeof value.naics === "string" && "region" in value && "reference" in value) {
    return { [ROW]: shortRow(value as IndustryRow) };
  }
  return value;
}

function shortRow({ naics, title, region, reference, ...others }: IndustryRow): ShortRow {
  const periods = [region.start, region.end, reference.start, reference.end].map(shortPeriod);
  const { employmentRatio } = region;
  const more = employmentRatio ? { ...others, employmentRatio: shortRatio(employmentRatio, region) } : others;
  return [naics, title, ...periods, ...(Object.keys(more).length > 0 ? [more] : [])];
}

function longRow([naics, title, ...more]: ShortRow): IndustryRow {
  const [regionStart, regionEnd, referenceStart, referenceEnd] = more.slice(0, 4).map(longPeriod);
  const { employmentRatio, ...others } = (more[4] ?? {}) as { readonly employmentRatio?: unknown };
  const region = { start: regionStart, end: regionEnd! };
  return {
    naics,
    title,
    region: {
      ...region,
      ...(employmentRatio !== undefined && { employmentRatio: longRatio(employmentRatio, region) }),
    },
    reference: { start: referenceStart, end: referenceEnd! },
    ...others,
  };
}

/** The ratio is mostly the later jobs over the earlier ones as carried: then only its range is written. */
function shortRatio(ratio: Datum, region: SpanFigures): unknown {
  const quotient = growthRatio(region);
  if (ratio.status !== "estimated" || quotient === undefined) return ratio;
  if (Math.abs(ratio.value / quotient - 1) > 1e-11) return ratio;
  return (shortDatum(ratio) as readonly number[]).slice(1);
}

function longRatio(short: unknown, region: SpanFigures): Datum {
  return Array.isArray(short) ? longDatum([growthRatio(region), ...(short as readonly number[])]) : (short as Datum);
}

function growthRatio({ start, end }: SpanFigures): number | undefined {
  const [before, after] = [start, end].map((figures) => figures && knownValue(figures.employment));
  return before === undefined || after === undefined || before === 0 ? undefined : after / before;
}

function shortPeriod(figures: PeriodFigures | undefined): unknown {
  if (!figures) return 0;
  const short = [figures.establishments, figures.employment, figures.wages].map(shortDatum);
  const { pay, estimatedJobs } = figures;
  if (estimatedJobs !== undefined) {
    // The other jobs are mostly a whole number.
    const published = (knownValue(figures.employment) ?? 0) - estimatedJobs;
    return [...short, pay ? shortPay(pay, short) : null, Math.round(published * 1e9) / 1e9];
  }
  return pay ? [...short, shortPay(pay, short)] : short;
}

function longPeriod(short: unknown): PeriodFigures | undefined {
  if (short === 0) return undefined;
  const [establishments, employment, wages, pay, published] = short as readonly unknown[];
  const figures = {
    establishments: longDatum(establishments),
    employment: longDatum(employment),
    wages: longDatum(wages),
  };
  return {
    ...figures,
    ...(pay !== undefined && pay !== null && { pay: longPay(pay, figures) }),
    ...(published !== undefined && {
      estimatedJobs: Math.max((knownValue(figures.employment) ?? 0) - (published as number), 0),
    }),
  };
}

/** Pay is mostly wages over jobs: then only its range is written, or nothing. */
function shortPay(pay: Datum, [, employment, wages]: readonly unknown[]): unknown {
  const short = shortDatum(pay);
  const quotient = payPerJob(longDatum(wages), longDatum(employment));
  if (quotient === undefined) return short;
  if (short === quotient) return true;
  if (!Array.isArray(short)) return short;
  const [value, low, high] = short as [number, number, number];
  // The two were cut at twelve digits each.
  return Math.abs(value / quotient - 1) < 1e-11 ? [low, high] : short;
}

function longPay(short: unknown, { employment, wages }: PeriodFigures): Datum {
  const quotient = payPerJob(wages, employment) ?? 0;
  if (short === true) return longDatum(quotient);
  if (Array.isArray(short) && short.length === 2) return longDatum([quotient, ...(short as number[])]);
  return longDatum(short);
}

function payPerJob(wages: Datum, employment: Datum): number | undefined {
  const jobs = knownValue(employment);
  const paid = knownValue(wages);
  return jobs === undefined || paid === undefined || jobs === 0 ? undefined : paid / jobs;
}

function shortDatum(datum: Datum | TopCoded): unknown {
  switch (datum.status) {
    case "disclosed":
      return datum.value;
    case "estimated":
      // Twelve digits distinguish any two figures; the ends of a range are good to fewer.
      return [
        Number(formatSignificant(datum.value, 12)),
        Number(formatSignificant(datum.low, 7)),
        Number(formatSignificant(datum.high, 7)),
      ];
    case "undefined":
      return { reason: datum.reason };
    case "top-coded":
      return { atLeast: datum.atLeast };
    default:
      return datum.status;
  }
}

function restored(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (DATUM in value) {
    const short = value[DATUM];
    return isTopCode(short) ? { status: "top-coded", ...short } : longDatum(short);
  }
  if (ROW in value) return longRow(value[ROW] as ShortRow);
  return value;
}

function isTopCode(short: unknown): short is { readonly atLeast: number } {
  return typeof short === "object" && short !== null && "atLeast" in short;
}

function longDatum(short: unknown): Datum {
  if (typeof short === "number") return { status: "disclosed", value: short };
  if (Array.isArray(short)) {
    const [value, low, high] = short as [number, number, number];
    return { status: "estimated", value, low, high };
  }
  if (typeof short === "object" && short !== null) {
    return { status: "undefined", reason: (short as { readonly reason: string }).reason };
  }
  return { status: short as "suppressed" | "absent" };
}
