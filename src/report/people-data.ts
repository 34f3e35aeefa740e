import type { Note } from "../core/notes.js";
import type { Unit } from "../core/units.js";

// What people said of a ranking's industries and factors. It stands beside the rank by the figures, which it never changes.

/** What one person answered about one criterion of an industry. */
export interface PersonsRating {
  readonly criterion: string;
  readonly rater: string;
  readonly answer?: string;
  readonly evidence?: string;
}

export interface IndustryRatings {
  readonly readiness?: number;
  readonly raters: readonly string[];
  /** Labels of criteria on which raters disagree. */
  readonly disputed: readonly string[];
  /** Empty where the merged file has only means. */
  readonly ratings: readonly PersonsRating[];
  /** Place by rank and readiness together, where that was asked for. */
  readonly mixed?: { readonly rank: number; readonly score: number };
}

export interface TeamRatings {
  readonly file: string;
  readonly sha256: string | undefined;
  readonly unit: Unit;
  /** In words: `1 (not at all) to 5 (fully)`. */
  readonly scale: string;
  readonly raters: readonly string[];
  /** The result that people rated on, and its region, where the merge knew it. */
  readonly result?: string;
  readonly region?: string;
  readonly qualitativeWeight?: number | undefined;
  readonly industries: Readonly<Record<string, IndustryRatings>>;
}

/** An industry that a board put on its list, or took off it, whatever its rank. */
export interface Decision {
  readonly naics: string;
  readonly decision: "added" | "struck";
  readonly who: string;
  readonly why: string;
  readonly date?: string;
}

/** One person's weights, and how far they lead to the team's ranking. */
export interface TeamPerson {
  readonly name: string;
  /** How the weights were stated. */
  readonly from: "weights" | "pairs" | "link";
  readonly weights: readonly {
    readonly factor: string;
    readonly label: string;
    readonly share: number;
    readonly direction: "higher" | "lower";
  }[];
  /** Spearman's, with the team's ranking. */
  readonly correlation?: number;
  /** How many of the team's first N are among the person's. */
  readonly common: number;
  /** Of judgements in pairs: Saaty's consistency ratio. */
  readonly consistency?: number;
  readonly ranks: Readonly<Record<string, number>>;
}

export interface TeamWeights {
  readonly file: string;
  readonly top: number;
  readonly people: readonly TeamPerson[];
}

export interface People {
  readonly ratings?: TeamRatings | undefined;
  readonly decisions?: readonly Decision[] | undefined;
  readonly team?: TeamWeights | undefined;
}

/** A column of what people said; a ReportColumn. */
interface PeopleColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: "text" | "code" | "number";
  readonly unit?: Unit;
  readonly description?: string;
  readonly priority: 1 | 2 | 3 | 4;
}

/** What people said, in the columns, notes and sentences of a report: plain data, so that a page can carry it. */
export interface PeopleShown {
  readonly columns: readonly PeopleColumn[];
  /** By industry and column. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, string | number | undefined>>>>;
  /** Industries added by decision. */
  readonly added: readonly string[];
  readonly notes: readonly Note[];
  readonly sections: readonly {
    readonly heading: string;
    readonly onScreen: "why";
    readonly items: readonly string[];
  }[];
  /** Columns that stand on a first screen, by id. */
  readonly onScreen: readonly string[];
  /** Decisions in words. */
  readonly decided: readonly string[];
  /** Who disagrees most with the team. */
  readonly farthest: readonly string[];
  readonly team?: TeamWeights | undefined;
  /** Of the whole, and by industry. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly industryJson: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
