import { caution, information, type Note } from "./notes.js";

/** The time that figures are of. */
type FiguresTime =
  | { readonly kind: "year"; readonly year: number }
  /** A rate from one year to another, both past. */
  | { readonly kind: "rate"; readonly first: number; readonly last: number }
  /** A projection: it fits any year that it covers. */
  | { readonly kind: "outlook"; readonly first: number; readonly last: number };

/** What a source says of its figures: of which time they are, and by which edition of a list or database. */
export interface Vintage {
  /** What the figures are, as the subject of a sentence: "jobs", "wages of the region". */
  readonly what: string;
  /** Where they are from, as a reader knows it: "QCEW", a file's name. */
  readonly source: string;
  readonly time?: FiguresTime | undefined;
  /** By the name of the list: `{ "O*NET": "29.3" }`. */
  readonly editions?: Readonly<Record<string, string>>;
}

/** Sources that are this many years apart or less are those that anybody would put side by side. */
const NEIGHBORS = 1;

/** Sources of unlike times or editions in words, and whether they are further apart than one release and the next. */
interface Clause {
  readonly words: string;
  readonly isFar: boolean;
}

/**
 * One note that names every source whose figures are of another time or edition than another's beside them.
 *
 * Figures of one year each must be of the same year, a projection must cover it, rates must be of one span, and editions of
 * one list must be the same. A source that does not say when it is of is left out.
 *
 * @returns a caution if years differ by more than one, or if spans or editions differ. Publishers release their tables
 *   months apart, so that neighboring years are the rule and take no more than a note
 */
export function unlikeVintages(vintages: readonly Vintage[]): readonly Note[] {
  const clauses = [...unlikeYears(vintages), ...unlikeRates(vintages), ...unlikeEditions(vintages)];
  if (clauses.length === 0) return [];
  const words = clauses.map((clause) => clause.words).join("; ");
  if (!clauses.some(({ isFar }) => isFar)) {
    return [information("unlike-vintages", `Figures of neighboring years stand side by side: ${words}.`)];
  }
  const text = `Figures of unlike times or editions stand side by side: ${words}. Each is right for its own; a sum, share or rank that takes several mixes them.`;
  return [caution("unlike-vintages", text)];
}

type Timed<Kind extends FiguresTime["kind"]> = Vintage & {
  readonly time: Extract<FiguresTime, { readonly kind: Kind }>;
};

function timed<Kind extends FiguresTime["kind"]>(vintages: readonly Vintage[], kind: Kind): readonly Timed<Kind>[] {
  return vintages.filter((one): one is Timed<Kind> => one.time?.kind === kind);
}

/** The difference between the first and the last of some years; 0 of none. */
const spread = (years: readonly number[]): number => (years.length === 0 ? 0 : Math.max(...years) - Math.min(...years));

function unlikeYears(vintages: readonly Vintage[]): readonly Clause[] {
  const years = timed(vintages, "year");
  const outlooks = timed(vintages, "outlook");
  /** Years from the nearest year that the projection covers. */
  const countGapYears = ({ time: { first, last } }: Timed<"outlook">, { time: { year } }: Timed<"year">): number =>
    Math.max(first - year, year - last, 0);
  const away = outlooks.filter((outlook) => years.some((one) => countGapYears(outlook, one) > 0));
  const between = spread(years.map(({ time }) => time.year));
  // Where years agree, only what a projection does not cover stands against it.
  const named = between > 0 ? years : years.filter((one) => away.some((outlook) => countGapYears(outlook, one) > 0));
  if (named.length === 0) return [];
  const widest = Math.max(between, ...away.flatMap((outlook) => years.map((one) => countGapYears(outlook, one))));
  const words = [...grouped(named, ({ time }) => String(time.year)), ...grouped(away, formatSpan)].join(", ");
  return [{ words, isFar: widest > NEIGHBORS }];
}

function unlikeRates(vintages: readonly Vintage[]): readonly Clause[] {
  const rates = timed(vintages, "rate");
  if (new Set(rates.map(formatSpan)).size < 2) return [];
  return [{ words: grouped(rates, formatSpan).join(", "), isFar: true }];
}

function unlikeEditions(vintages: readonly Vintage[]): readonly Clause[] {
  const names = [...new Set(vintages.flatMap(({ editions }) => Object.keys(editions ?? {})))];
  return names.flatMap((name) => {
    const having = vintages.filter(({ editions }) => editions?.[name] !== undefined);
    if (new Set(having.map(({ editions }) => editions![name])).size < 2) return [];
    return [{ words: grouped(having, ({ editions }) => `${name} ${editions![name]!}`).join(", "), isFar: true }];
  });
}

const formatSpan = ({ time: { first, last } }: Timed<"rate" | "outlook">): string => `${first}–${last}`;

/** "jobs of 2023 (QCEW)", "staffing patterns and wages of 2024 (a.csv, b.csv)", the earliest first. */
function grouped<One extends Vintage>(vintages: readonly One[], timeOf: (one: One) => string): readonly string[] {
  const groups = new Map<string, One[]>();
  for (const one of vintages) groups.set(timeOf(one), [...(groups.get(timeOf(one)) ?? []), one]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([time, ones]) => {
      const whats = [...new Set(ones.map(({ what }) => what))];
      const subject = whats.length > 1 ? `${whats.slice(0, -1).join(", ")} and ${whats.at(-1)!}` : whats[0]!;
      return `${subject} of ${time} (${[...new Set(ones.map(({ source }) => source))].join(", ")})`;
    });
}

const YEARS = /(?<!\d)(?:19|20)\d{2}(?!\d)/g;

/** What a heading says of the time of its column: "growth 2012-2022" a rate, "jobs_2019" a year; else nothing. */
export function timeInHeading(heading: string): FiguresTime | undefined {
  const years = [...heading.matchAll(YEARS)].map(([year]) => Number(year));
  const [first, last] = years;
  if (years.length === 1) return { kind: "year", year: first! };
  if (years.length === 2 && first! < last!) return { kind: "rate", first: first!, last: last! };
  return undefined;
}
