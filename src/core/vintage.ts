import { caution, type Note } from "./notes.js";

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

/**
 * One caution that names every source whose figures are of another time or edition than another's beside them.
 *
 * Figures of one year each must be of the same year, a projection must cover it, rates must be of one span, and editions of
 * one list must be the same. A source that does not say when it is of is left out.
 */
export function unlikeVintages(vintages: readonly Vintage[]): readonly Note[] {
  const clauses = [...unlikeYears(vintages), ...unlikeRates(vintages), ...unlikeEditions(vintages)];
  if (clauses.length === 0) return [];
  const text = `Figures of unlike times or editions stand side by side: ${clauses.join("; ")}. Each is right for its own; a sum, share or rank that takes several mixes them.`;
  return [caution("unlike-vintages", text)];
}

type Timed<Kind extends FiguresTime["kind"]> = Vintage & {
  readonly time: Extract<FiguresTime, { readonly kind: Kind }>;
};

function timed<Kind extends FiguresTime["kind"]>(vintages: readonly Vintage[], kind: Kind): readonly Timed<Kind>[] {
  return vintages.filter((one): one is Timed<Kind> => one.time?.kind === kind);
}

function unlikeYears(vintages: readonly Vintage[]): readonly string[] {
  const years = timed(vintages, "year");
  const outlooks = timed(vintages, "outlook");
  const isOutside = ({ time: { first, last } }: Timed<"outlook">, { time }: Timed<"year">): boolean =>
    time.year < first || time.year > last;
  const away = outlooks.filter((outlook) => years.some((one) => isOutside(outlook, one)));
  const isUnlike = new Set(years.map(({ time }) => time.year)).size > 1;
  // Where years agree, only what a projection does not cover stands against it.
  const named = isUnlike ? years : years.filter((one) => away.some((outlook) => isOutside(outlook, one)));
  if (named.length === 0) return [];
  return [[...grouped(named, ({ time }) => String(time.year)), ...grouped(away, spanWords)].join(", ")];
}

function unlikeRates(vintages: readonly Vintage[]): readonly string[] {
  const rates = timed(vintages, "rate");
  if (new Set(rates.map(spanWords)).size < 2) return [];
  return [grouped(rates, spanWords).join(", ")];
}

function unlikeEditions(vintages: readonly Vintage[]): readonly string[] {
  const names = [...new Set(vintages.flatMap(({ editions }) => Object.keys(editions ?? {})))];
  return names.flatMap((name) => {
    const having = vintages.filter(({ editions }) => editions?.[name] !== undefined);
    if (new Set(having.map(({ editions }) => editions![name])).size < 2) return [];
    return [grouped(having, ({ editions }) => `${name} ${editions![name]!}`).join(", ")];
  });
}

const spanWords = ({ time: { first, last } }: Timed<"rate" | "outlook">): string => `${first}–${last}`;

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
