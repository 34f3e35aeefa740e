import type { Datum, TopCoded } from "../core/datum.js";
import { formatSignificant } from "../core/number-format.js";
import type { IndustryPattern, MainOccupations, MainPattern } from "../staffing/main-occupations.js";
import type { SocCode } from "../staffing/records.js";

// The main occupations of industries as a page carries them: each occupation once, however many patterns have it.

/** A borrowed pattern is that of an average of unlike industries: its largest occupations say what it can say. */
const MOST_BORROWED = 6;

/** What a page shows of the industries that take part: tenths of a percent, and whole jobs of some ten thousand. */
export function pageOccupations(
  taking: ReadonlySet<string>,
  { industries, patterns, ...rest }: MainOccupations,
): MainOccupations {
  const shown = industries.filter(([naics]) => taking.has(naics));
  const notBorrowed = new Set(shown.flatMap(([, { kind, pattern }]) => (kind === "ancestor" ? [] : [pattern])));
  const carried = [...new Set(shown.map(([, { pattern }]) => pattern))].sort((a, b) => a - b);
  return {
    ...rest,
    industries: shown.map(([naics, match]) => [naics, { ...match, pattern: carried.indexOf(match.pattern) }]),
    patterns: carried.map((place) => {
      const { occupations, ...pattern } = patterns[place]!;
      const most = notBorrowed.has(place) ? occupations.length : MOST_BORROWED;
      return {
        ...pattern,
        occupations: occupations.slice(0, most).map((one) => ({
          ...one,
          share: Number(formatSignificant(one.share, 5)),
        })),
      };
    }),
  };
}

type About = readonly [code: SocCode, title: string, medianPay: Datum | TopCoded, education: string];

/** The same as lists, as they are written. */
export interface ShortOccupations extends Pick<MainOccupations, "sources" | "otherRevision"> {
  readonly about: readonly About[];
  /** Code, title, and in turn the place in `about` and the share of each occupation. */
  readonly patterns: readonly (readonly [code: string, title: string, occupations: readonly number[]])[];
  readonly industries: readonly (readonly [naics: string, kind: IndustryPattern["kind"], pattern: number])[];
}

export function shortOccupations({ patterns, industries, ...rest }: MainOccupations): ShortOccupations {
  const about = new Map<SocCode, About>();
  const places = new Map<SocCode, number>();
  for (const { code, title, medianPay, education } of patterns.flatMap(({ occupations }) => occupations)) {
    if (about.has(code)) continue;
    places.set(code, about.size);
    about.set(code, [code, title, medianPay, education]);
  }
  return {
    ...rest,
    about: [...about.values()],
    patterns: patterns.map(({ code, title, occupations }) => [
      code,
      title,
      occupations.flatMap((one) => [places.get(one.code)!, one.share]),
    ]),
    industries: industries.map(([naics, { kind, pattern }]) => [naics, kind, pattern]),
  };
}

export function longOccupations({ about, patterns, industries, ...rest }: ShortOccupations): MainOccupations {
  return {
    ...rest,
    patterns: patterns.map(([code, title, list]): MainPattern => ({
      code,
      title,
      occupations: list.flatMap((place, at) => {
        if (at % 2 === 1) return [];
        const [soc, name, medianPay, education] = about[place]!;
        return [{ code: soc, title: name, share: list[at + 1]!, medianPay, education }];
      }),
    })),
    industries: industries.map(([naics, kind, pattern]) => [naics, { kind, pattern }]),
  };
}
