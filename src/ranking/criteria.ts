import { hasValue, knownValue, type Datum } from "../core/datum.js";
import { InputError, UsageError, type Place } from "../core/errors.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { ALL_MEASURES, listMeasures } from "../measures/index.js";
import { listHeaders, measureNamed } from "../measures/named.js";
import { caution, information, type Note } from "../core/notes.js";
import { covers } from "../naics/levels.js";
import { nearest } from "../core/suggest.js";
import { listFactorIds, listSuppliedFigures, type Candidate, type Factor, type FurtherFactor } from "./factor.js";
import { PROFILES, type Profile } from "./profiles.js";

/** Weights as the user states them, by measure or user factor. */
export type StatedWeights = Readonly<
  Record<
    string,
    Pick<Factor, "weight" | "treatment" | "group"> & { readonly direction?: "higher" | "lower" | undefined }
  >
>;

export interface CriteriaOptions {
  readonly weights?: StatedWeights | undefined;
  readonly profile: Profile["id"];
  /** Where a stated weight stands in a config. */
  readonly placeOfWeight?: (id: string) => Place | undefined;
}

/** An industry to rank, with every measure and every factor of the user's. */
export interface RankCandidate extends Candidate {
  readonly row: IndustryRow;
  readonly title: string;
}

/** Every measure of every industry of a table. */
export function measureIndustries(table: IndustryTable): readonly RankCandidate[] {
  const measures = listMeasures(table);
  return table.rows.map((row) => ({
    row,
    naics: row.naics,
    title: row.title,
    values: {
      ...Object.fromEntries(measures.map((measure) => [measure.id, measure.compute(row, table)])),
      ...row.userFactors,
    },
  }));
}

/**
 * The factors of a ranking from stated weights, or from the profile. A weight of 0 leaves a factor out.
 *
 * @throws {UsageError} WEIGHTS_UNKNOWN with the nearest name, WEIGHTS_NEGATIVE, WEIGHTS_ZERO
 */
export function chooseFactors(options: CriteriaOptions, further: readonly FurtherFactor[]): readonly Factor[] {
  const profile = PROFILES.find(({ id }) => id === options.profile)!;
  const userFactors = further.filter((factor) => typeof factor === "string");
  const measures = [...ALL_MEASURES, ...listSuppliedFigures(further)];
  const stated: StatedWeights =
    options.weights ??
    Object.fromEntries(
      [...Object.entries(profile.weights), ...userFactors.map((name) => [name, 1] as const)].map(([id, weight]) => [
        id,
        { weight },
      ]),
    );
  const known = [...ALL_MEASURES.map(({ id }) => id), ...listFactorIds(further)];
  const factors: Factor[] = [];
  for (const [name, { weight, direction, treatment, group }] of Object.entries(stated)) {
    const measure = userFactors.includes(name) ? undefined : measureNamed(name, measures);
    const id = measure?.id ?? name;
    const place = options.placeOfWeight?.(name);
    const where = place && { where: place };
    if (!known.includes(id)) throw unknownWeight(name, known, where);
    if (factors.some((factor) => factor.id === id)) {
      throw new UsageError(`two weights are for ${measure?.label.toLowerCase() ?? id}`, {
        code: "OPTION_CONFLICT",
        ...where,
        found: name,
        hint: `give ${id} one weight`,
      });
    }
    if (!Number.isFinite(weight) || weight < 0) {
      throw new UsageError(`the weight of ${id} is negative`, {
        code: "WEIGHTS_NEGATIVE",
        ...where,
        found: String(weight),
        hint: `to count low values as good, write ${id}=${Math.abs(weight)}:lower`,
      });
    }
    if (weight === 0) continue;
    factors.push({
      id,
      label: measure?.label ?? id,
      weight,
      direction: direction ?? measure?.better ?? "higher",
      ...(treatment && { treatment }),
      ...(group !== undefined && { group }),
      ...(measure && !ALL_MEASURES.some((one) => one === measure) && { unit: measure.unit }),
    });
  }
  if (factors.length === 0) {
    throw new UsageError("all weights are zero, so nothing can be ranked", {
      code: "WEIGHTS_ZERO",
      found: Object.keys(stated).join(", ") || "no weights",
      hint: "give at least one measure a weight above 0",
    });
  }
  return factors;
}

function unknownWeight(id: string, known: readonly string[], where: { readonly where: Place } | undefined): UsageError {
  const [guess] = nearest(id, known.concat(listHeaders(ALL_MEASURES)));
  return new UsageError(`no measure is called "${id}"`, {
    code: "WEIGHTS_UNKNOWN",
    ...where,
    found: id,
    hint: guess ? `did you mean ${guess}? \`sector-rank measures\` lists all` : `choose among ${known.join(", ")}`,
  });
}

export interface Filters {
  readonly minEmployment?: number | undefined;
  readonly minEstablishments?: number | undefined;
  readonly minLq?: number | undefined;
  readonly minPay?: number | undefined;
  readonly only?: readonly string[] | undefined;
  readonly excludeIndustries?: readonly string[] | undefined;
}

/** A measure that a filter holds against a least value. */
const LEAST: readonly (readonly [option: keyof Filters, measure: string, words: string])[] = [
  ["minEmployment", "employment", "jobs"],
  ["minEstablishments", "establishments", "establishments"],
  ["minLq", "lq", "location quotient"],
  ["minPay", "averagePay", "average pay"],
];

/** The filters in words, for the lines above a table. */
export function describeFilters(filters: Filters): readonly string[] {
  const words: string[] = [];
  if (filters.only) words.push(`industries under ${filters.only.join(", ")}`);
  if (filters.excludeIndustries) words.push(`none under ${filters.excludeIndustries.join(", ")}`);
  for (const [option, , name] of LEAST) {
    const least = filters[option];
    if (least !== undefined) words.push(`${name} of ${String(least)} or more`);
  }
  return words;
}

export interface Filtered {
  readonly candidates: readonly RankCandidate[];
  readonly notes: readonly Note[];
}

/**
 * The industries that are ranked. QCEW's "unclassified" (99) is not an industry to back and is left out. A code
 * names the industry itself or any industry under it. An industry whose figure a filter needs but does
 * not know is left out too, and named in a note.
 *
 * @param meaningOf what a code that is not an industry of the table stands for, as a sentence goes on after it
 * @throws {InputError} NAICS_UNKNOWN, NO_INDUSTRY_LEFT
 */
export function filterCandidates(
  all: readonly RankCandidate[],
  filters: Filters,
  meaningOf?: (code: string) => string,
): Filtered {
  const notes: Note[] = [];
  let candidates = all.filter(({ naics }) => !/^99/.test(naics));
  if (candidates.length < all.length) {
    notes.push(information("unclassified-left-out", "Unclassified establishments (NAICS 99) are not ranked."));
  }
  if (filters.only) {
    const wanted = filters.only;
    requireCodes(wanted, all, { option: "--only", meaningOf });
    candidates = candidates.filter((candidate) => wanted.some((code) => covers(code, candidate)));
  }
  if (filters.excludeIndustries) {
    const unwanted = filters.excludeIndustries;
    requireCodes(unwanted, all, { option: "--exclude-industries", meaningOf });
    candidates = candidates.filter((candidate) => !unwanted.some((code) => covers(code, candidate)));
  }
  for (const [option, measure, words] of LEAST) {
    const least = filters[option] as number | undefined;
    if (least === undefined) continue;
    const unknown = candidates.filter(({ values }) => !hasValue(findDatum(values, measure)));
    candidates = candidates.filter(({ values }) => (knownValue(findDatum(values, measure)) ?? -Infinity) >= least);
    if (unknown.length > 0) {
      const names = unknown.map(({ naics }) => naics);
      notes.push(
        caution(
          `filter-unknown-${measure}`,
          `Left out because their ${words} are not known, so that the filter can't be checked: ${names.join(", ")}.`,
          names,
        ),
      );
    }
  }
  if (candidates.length === 0) {
    throw new InputError("no industry is left to rank", {
      code: "NO_INDUSTRY_LEFT",
      found: `${all.length} industries before the filters`,
      hint: looseningHint(filters),
    });
  }
  return { candidates, notes };
}

/** What to loosen: the filters that were given. */
function looseningHint(filters: Filters): string {
  const given = [
    ...LEAST.filter(([option]) => filters[option] !== undefined).map(([option]) => optionName(option)),
    ...(filters.only ? ["--only"] : []),
    ...(filters.excludeIndustries ? ["--exclude-industries"] : []),
  ];
  return given.length > 0 ? `loosen ${given.join(" or ")}` : "choose another --level or --ownership";
}

/** `minEmployment` as it is typed: `--min-employment`. */
function optionName(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The least values asked for, and of which measures. */
export function listMinimums(filters: Filters): readonly { readonly measure: string; readonly least: number }[] {
  return LEAST.flatMap(([option, measure]) => {
    const least = filters[option] as number | undefined;
    return least === undefined ? [] : [{ measure, least }];
  });
}

const findDatum = (values: Readonly<Record<string, Datum>>, id: string): Datum => values[id] ?? { status: "absent" };

function requireCodes(
  codes: readonly string[],
  all: readonly RankCandidate[],
  { option, meaningOf }: { readonly option: string; readonly meaningOf: ((code: string) => string) | undefined },
): void {
  for (const code of codes) {
    if (all.some((candidate) => covers(code, candidate))) continue;
    const guesses = nearestCodes(code, all);
    throw new InputError(`${option} names ${code}, which is not an industry of this table`, {
      code: "NAICS_UNKNOWN",
      found: meaningOf ? `${code}, ${meaningOf(code)}` : code,
      hint:
        guesses.length > 0
          ? `nearest in the table: ${guesses.join("; ")}`
          : "see `sector-rank industries` for the codes",
    });
  }
}

/** The three nearest industries of a table to a code that is not in it. */
export function nearestCodes(code: string, all: readonly Pick<RankCandidate, "naics" | "title">[]): readonly string[] {
  const shared = (other: string): number => {
    let length = 0;
    while (length < code.length && code[length] === other[length]) length++;
    return length;
  };
  // Of 337 and 331, the former is nearer to 338.
  const gap = (other: string): number => (other.length === code.length ? Math.abs(Number(other) - Number(code)) : 0);
  return [...all]
    .sort((a, b) => shared(b.naics) - shared(a.naics) || gap(a.naics) - gap(b.naics) || (a.naics < b.naics ? -1 : 1))
    .slice(0, 3)
    .filter(({ naics }) => shared(naics) > 0)
    .map(({ naics, title }) => `${naics} ${title}`);
}
