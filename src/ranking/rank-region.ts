import { analyzeIndustries, type Analysis, type AnalysisInputs, type AnalysisOptions } from "../region/analysis.js";
import { undefinedBecause, type Datum } from "../core/datum.js";
import { InputError, UsageError, type Place } from "../core/errors.js";
import { caution, type Note } from "../core/notes.js";
import { meaningOfCode, type TableCodes } from "../naics/code-meaning.js";
import { timeInHeading, unlikeVintages, type Vintage } from "../core/vintage.js";
import { contains, contentBetween } from "../projections/content.js";
import type { Thresholds } from "./cautions.js";
import {
  chooseFactors,
  filterCandidates,
  measureIndustries,
  type CriteriaOptions,
  type Filters,
  type RankCandidate,
} from "./criteria.js";
import { markGuesses } from "./guesses.js";
import { listFactorIds, listSuppliedFigures, type FurtherFactor } from "./factor.js";
import { rankIntervals, type RankInterval } from "./rank-intervals.js";
import { rankIndustries, type Ranking, type RankingOptions } from "./rank.js";
import { buildShortList, fewEstablishmentNotes, type ShortListEntry } from "./short-list.js";
import { FURTHER_MEASURES } from "../measures/index.js";
import type { Rule, RuleResults } from "./rules/rules.js";
import { rulesAfter } from "./rules/after-ranking.js";

/** Figures about a table's industries from other tables than QCEW. */
export interface Supply {
  readonly valuesOf: (row: Analysis["table"]["rows"][number]) => Readonly<Record<string, Datum>>;
  readonly notes: readonly Note[];
  /** What a household of the region needs by the hour, where a file of such wages has it. */
  readonly livingWage?: number | undefined;
}

/** Figures about industries that join the measures as factors: the user's own, and those of other tables than QCEW. */
export interface UserFactorValues {
  readonly names: readonly FurtherFactor[];
  /** Makes the figures of other tables that a run names, by id. */
  readonly supply?: (analysis: Analysis, inputs: AnalysisInputs, named: readonly string[]) => Supply;
  /** Figures of other tables that are wanted although no weight and no rule names them. */
  readonly shown?: readonly string[];
  readonly values: ReadonlyMap<string, Readonly<Record<string, Datum>>>;
  /** Where each industry stands in the files. */
  readonly places?: ReadonlyMap<string, readonly Place[]>;
  /** What the reader of a result must know of the files. */
  readonly notes?: readonly Note[];
}

export interface RankRegionOptions extends AnalysisOptions, CriteriaOptions, Filters, RankingOptions {
  readonly top: number;
  readonly thresholds: Thresholds;
  readonly rules?: readonly Rule[];
  /** The rules are applied one after another. */
  readonly eliminate?: boolean;
  /** Measures that are wanted besides those of factors and rules. */
  readonly named?: readonly string[];
  /** What a household needs by the hour, for measures and rules that name it. */
  readonly livingWage?: number | undefined;
  /** Figures that are mostly guesses count as missing, unless this is set. */
  readonly countGuesses?: boolean;
}

export interface RankedRegion {
  readonly analysis: Analysis;
  /** Every industry with its measures, before filters. */
  readonly measured: readonly RankCandidate[];
  readonly ranking: Ranking<RankCandidate>;
  /** Where figures are estimates: the ranks of nine in ten draws of them. */
  readonly rankIntervals: ReadonlyMap<string, RankInterval> | undefined;
  readonly shortList: readonly ShortListEntry[];
  /** What the rules make of the industries left by the filters; undefined if there are no rules. */
  readonly rules?: RuleResults | undefined;
  readonly notes: readonly Note[];
}

/**
 * The main job without its files: the table of industries, its measures, the ranking and the short list.
 *
 * @param given the analysis where the caller has made it, to add to it what takes other files
 * @throws {InputError} NO_INDUSTRY_LEFT where filters or missing figures leave none, and what analyzeIndustries throws
 */
export function rankRegion(
  inputs: AnalysisInputs,
  options: RankRegionOptions,
  userFactors: UserFactorValues = { names: [], values: new Map() },
  given?: Analysis,
): RankedRegion {
  const factors = chooseFactors(options, userFactors.names);
  const named = listNames(options, userFactors.names);
  const computed = withUserFactors(given ?? analyzeIndustries(inputs, options), userFactors, inputs);
  const supplied = withSupply(computed, userFactors, inputs, named);
  const livingWage = supplied.livingWage ?? options.livingWage;
  const analysis = withNamed(withLivingWage(supplied.analysis, livingWage), named);
  const measured = measureIndustries(analysis.table);
  const { candidates, notes } = filterCandidates(measured, options, codeMeanings(analysis.table, inputs));
  const taking =
    options.countGuesses === true
      ? candidates
      : markGuesses(
          candidates,
          factors.map(({ id }) => id),
        );
  const ranking = rankIndustries(taking, factors, options);
  if (ranking.industries.length === 0) throw nothingRanked(candidates.length, options.missing);
  const shortList = buildShortList(ranking, analysis.table, options);
  return {
    analysis,
    measured,
    ranking,
    rankIntervals: rankIntervals(ranking.industries, factors, options),
    shortList,
    ...(options.rules &&
      options.rules.length > 0 && {
        rules: rulesAfter(ranking, candidates, analysis.table, {
          rules: options.rules,
          eliminates: options.eliminate === true,
          top: options.top,
          thresholds: options.thresholds,
        }),
      }),
    notes: [...notes, ...fewEstablishmentNotes(ranking, shortList, options.thresholds)],
  };
}

/** @throws {UsageError} OPTION_CONFLICT where wages are those of a quarter */
function withLivingWage(analysis: Analysis, livingWage: number | undefined): Analysis {
  if (livingWage === undefined) return analysis;
  const { table } = analysis;
  if (table.quarter > 0 && !table.annualised) {
    throw new UsageError("--living-wage is compared with a year's pay", {
      code: "OPTION_CONFLICT",
      found: "wages of one quarter",
      hint: "add --annualize-wages, or --quarter mean",
    });
  }
  return { ...analysis, table: { ...table, livingWage } };
}

/** What a ranking's weights and rules name, and what is wanted besides. */
export function listNames(options: RankRegionOptions, userFactors: readonly FurtherFactor[]): readonly string[] {
  return [
    ...chooseFactors(options, userFactors).map(({ id }) => id),
    ...(options.rules ?? []).flatMap(({ names }) => names),
    ...(options.named ?? []),
  ];
}

/** The analysis with the measures that its factors and rules name, where a table does not have them anyway. */
function withNamed(analysis: Analysis, ids: readonly string[]): Analysis {
  const named = FURTHER_MEASURES.map(({ id }) => id).filter((id) => ids.includes(id));
  return named.length === 0 ? analysis : { ...analysis, table: { ...analysis.table, named } };
}

function nothingRanked(candidates: number, missing: RankRegionOptions["missing"]): InputError {
  const excluding = missing === "exclude";
  return new InputError(
    excluding ? "no industry has a figure for every factor" : "no industry has a figure for any factor",
    {
      code: "NO_INDUSTRY_LEFT",
      found: `${candidates} industries, each lacking a figure`,
      hint: excluding ? "use --missing reweight, or fewer factors" : "choose other --weights",
    },
  );
}

/** The analysis with the figures of other tables that a run names. */
function withSupply(
  analysis: Analysis,
  { names, supply, shown = [] }: UserFactorValues,
  inputs: AnalysisInputs,
  named: readonly string[],
): { readonly analysis: Analysis; readonly livingWage?: number | undefined } {
  const supplied = listSuppliedFigures(names).filter(({ id }) => named.includes(id) || shown.includes(id));
  if (!supply) return { analysis };
  const { valuesOf, notes, livingWage } = supply(analysis, inputs, [...named, ...shown]);
  if (supplied.length === 0) return { analysis: { ...analysis, notes: [...analysis.notes, ...notes] }, livingWage };
  const rows = analysis.table.rows.map((row) => {
    const values = valuesOf(row);
    const own = Object.fromEntries(supplied.map(({ id }) => [id, values[id] ?? undefinedBecause("not known")]));
    return { ...row, userFactors: { ...row.userFactors, ...own } };
  });
  const table = { ...analysis.table, rows, supplied };
  return { analysis: { ...analysis, table, notes: [...analysis.notes, ...notes] }, livingWage };
}

function withUserFactors(analysis: Analysis, userFactors: UserFactorValues, inputs: AnalysisInputs): Analysis {
  const own = userFactors.names.filter((name) => typeof name === "string");
  if (own.length === 0) return analysis;
  const rows = analysis.table.rows.map((row) => ({
    ...row,
    userFactors: Object.fromEntries(
      own.map((name): [string, Datum] => [
        name,
        userFactors.values.get(row.naics)?.[name] ?? undefinedBecause("not rated"),
      ]),
    ),
  }));
  const notes = [
    ...(userFactors.notes ?? []),
    ...unusedCodes(analysis, userFactors, inputs),
    ...unlikeVintages(listVintages(analysis, userFactors)),
  ];
  return { ...analysis, table: { ...analysis.table, rows }, notes: [...analysis.notes, ...notes] };
}

/** Of which years the table's figures are, and the user's, as far as their headings say. */
function listVintages({ table }: Analysis, { names }: UserFactorValues): readonly Vintage[] {
  const { start, end } = table.years;
  return [
    { what: "jobs and pay", source: "QCEW", time: { kind: "year", year: end } },
    ...(start === undefined
      ? []
      : [{ what: "growth", source: "QCEW", time: { kind: "rate", first: start, last: end } } as const]),
    ...listFactorIds(names.filter((name) => typeof name === "string")).map((name): Vintage => ({
      what: "your figures",
      source: `"${name}"`,
      time: timeInHeading(name),
    })),
  ];
}

/** What codes that are not industries of a table stand for: 238110 is 238111 and 238112. */
export function codeMeanings(
  { rows, naics: version }: Analysis["table"],
  { naics, revisionBetween }: Pick<AnalysisInputs, "naics" | "revisionBetween">,
): (code: string) => string {
  const codes = rows.flatMap((row) => row.members ?? [row.naics]);
  return (code) => meaningOfCode(code, { codes, naics, version, revisionBetween }).words;
}

/** Lines of the user's files named before it is said how many there are more. */
const LISTED = 8;

/** The codes of the user's files that are not industries of the table, and what each of them stands for. */
function unusedCodes(
  { table }: Analysis,
  { values, places }: UserFactorValues,
  { naics, revisionBetween }: AnalysisInputs,
): readonly Note[] {
  const used = new Set(table.rows.map((row) => row.naics));
  const unused = [...values.keys()].filter((code) => !used.has(code));
  if (unused.length === 0) return [];
  const codes = table.rows.flatMap((row) => row.members ?? [row.naics]);
  const context = { codes, naics, version: table.naics, revisionBetween };
  const shown = unused.slice(0, LISTED).map((code) => {
    const lines = (places?.get(code) ?? []).map(({ file, line }) => `${file}, line ${line}`).join("; ");
    const cluster = table.rows.find(({ members }) => members?.includes(code))?.title;
    const meaning = cluster === undefined ? meaningOfCode(code, context).words : `in the cluster "${cluster}"`;
    return `${code} (${lines || "no place"}), ${meaning}`;
  });
  const more = unused.length > LISTED ? `; and ${unused.length - LISTED} more` : "";
  const verb = unused.length === 1 ? "is not an industry" : "are not industries";
  const text = `${unused.length} of ${values.size} codes with figures of yours ${verb} of the table, so that their figures are not used: ${shown.join("; ")}${more}.`;
  return [caution("factor-codes-unused", text, unused), ...olderContent(unused, [...values.keys()], context)];
}

/** Codes of an older version show that all of a file may be: of its others, those with other content now. */
function olderContent(unused: readonly string[], codes: readonly string[], context: TableCodes): readonly Note[] {
  const { naics, version, revisionBetween } = context;
  const older = unused
    .map((code) => meaningOfCode(code, context).version)
    .find((one) => one !== undefined && one < version);
  if (older === undefined) return [];
  const content = contentBetween(naics, { table: version, projection: older }, revisionBetween);
  const changed = codes.filter((code) => {
    const [now, then] = [content.ofTable(code), content.ofProjection(code)];
    return now.size > 0 && then.size > 0 && !(now.size === then.size && contains(now, then));
  });
  if (changed.length === 0) return [];
  const text = `Your codes seem to be of NAICS ${older}. ${changed.slice(0, LISTED).join(", ")}${changed.length > LISTED ? " and more" : ""} kept the number with other content in NAICS ${version}: check that your figures are of the industries named here.`;
  return [caution("factor-codes-older", text, changed)];
}
