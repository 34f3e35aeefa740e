import type { Analysis } from "../region/analysis.js";
import type { Note } from "../core/notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankInterval } from "../ranking/rank-intervals.js";
import type { IndustrySpread } from "../ranking/near-spread.js";
import type { Ranking } from "../ranking/rank.js";
import type { ShortListEntry } from "../ranking/short-list.js";
import type { JobHistory } from "../region/job-history.js";
import type { RuleResults } from "../ranking/rules/rules.js";
import type { PeopleShown } from "./people-data.js";
import type { Provenance } from "./provenance.js";

/** Where a region's location quotient in one industry stands among areas. */
export interface Standing {
  /** 1 is the highest; ties share the mean of their places. */
  readonly place: number;
  /** Areas with a figure, the region itself among them. */
  readonly of: number;
  /** Areas that have the industry and whose figure is suppressed: any of them might stand before. */
  readonly withheld: number;
}

/** Where a region's industries stand among the areas of the country. */
export interface RegionStandings {
  readonly kind: "counties" | "msas" | "states";
  /** Areas compared with, besides the region. */
  readonly areas: number;
  /** Whether the region is itself such an area; a region of several areas is set beside them. */
  readonly isOfKind: boolean;
  readonly standings: ReadonlyMap<string, Standing>;
}

export interface RankReportInputs {
  readonly analysis: Analysis;
  readonly ranking: Ranking<RankCandidate>;
  readonly shortList: readonly ShortListEntry[];
  /** Where figures are estimates: the ranks of nine in ten draws of them. */
  readonly rankIntervals?: ReadonlyMap<string, RankInterval> | undefined;
  /** Over draws of weights near the stated ones: how often an industry is on top, and its ranks. */
  readonly weightSpread?: ReadonlyMap<string, IndustrySpread> | undefined;
  /** What the user's rules make of the industries; they change no rank. */
  readonly rules?: RuleResults | undefined;
  /** Where the industries stand among the areas of the country, if that was asked for. */
  readonly standings?: RegionStandings | undefined;
  /** Jobs by year, where an output shows them. */
  readonly history?: JobHistory | undefined;
  readonly thresholds: Thresholds;
  /** Set where figures that are mostly guesses count. */
  readonly countGuesses?: boolean | undefined;
  /** How many industries the short list asks for; ties at its end are all on it. */
  readonly top: number;
  readonly provenance: Provenance;
  /** What people said of the industries and factors; it changes no rank. */
  readonly people?: PeopleShown | undefined;
  /** The published method that is followed. */
  readonly follows?: FollowedMethod | undefined;
  /** The filters in words; empty where all industries are ranked. */
  readonly filters: readonly string[];
  /** From reading and filtering. */
  readonly notes: readonly Note[];
}

/** What the table and the words about it need; a page that ranks again has no more. */
export type RankTableInputs = Omit<RankReportInputs, "analysis"> & { readonly analysis: Pick<Analysis, "table"> };

/** A published method that a ranking follows, and what it picks. */
export interface FollowedMethod {
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly source: string;
  /** Names of its options that were typed or configured otherwise. */
  readonly changedBy: readonly string[];
  /** In rank order. */
  readonly picks: readonly MethodPick[];
}

/** An industry that a method picks; uncertain where an estimate's range leaves room for the opposite. */
export interface MethodPick {
  readonly naics: string;
  readonly uncertain: boolean;
}
