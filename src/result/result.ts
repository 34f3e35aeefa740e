import type { NaicsVersion } from "../core/codes.js";
import type { Datum } from "../core/datum.js";
import type { Level, LqBase, Ownership, SpanFigures } from "../core/industry-table.js";
import type { Direction } from "../ranking/factor.js";
import type { Treatment } from "../ranking/treatment.js";
import type { RankingMethodId } from "../ranking/methods.js";
import type { MissingRule } from "../ranking/rank.js";

/** What an earlier run was asked, as its JSON says. */
export interface ResultScope {
  readonly region: { readonly name: string; readonly areas: readonly string[] };
  readonly reference: { readonly name: string; readonly areas: readonly string[]; readonly recovered: boolean };
  readonly ownership: Ownership;
  readonly level: Level;
  readonly naics: NaicsVersion;
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** 0 for annual averages. */
  readonly quarter: number;
  readonly wages: "annual" | "quarter" | "annualised";
  readonly lqBase: LqBase;
}

export interface ResultFactor {
  readonly id: string;
  /** As the run stated it, not as a part of 1. */
  readonly weight: number;
  readonly direction: Direction;
  readonly treatment?: Treatment;
}

export type Values = Readonly<Record<string, Datum>>;

/** An industry of a result; those that the ranking left out have no rank. */
export interface ResultIndustry {
  readonly naics: string;
  readonly title: string;
  readonly members?: readonly string[];
  readonly values: Values;
  readonly ranked?: { readonly rank: number; readonly score: number; readonly shortList: boolean };
  /** What people said of it, beside its rank. */
  readonly readiness?: number;
  /** Place by rank and readiness together, where the run was asked for it. */
  readonly mixed?: { readonly rank: number; readonly score: number };
  /** It was added to the list or struck off it by decision. */
  readonly decision?: { readonly decision: "added" | "struck"; readonly who: string; readonly why: string };
  /** Factors without a value. */
  readonly missing: readonly string[];
}

/** Both sides of one industry, or of all industries, at both ends of the span. */
export interface SidedFigures {
  readonly region: SpanFigures;
  readonly reference: SpanFigures;
}

/** The figures by year that a result's measures were computed from. */
export interface ResultBasis {
  readonly totals: SidedFigures;
  readonly industries: ReadonlyMap<string, SidedFigures>;
}

/** A file that a result was computed from, with whose it is where that is known. */
export interface ResultInput {
  readonly file: string;
  readonly publisher?: string;
  readonly release?: string;
}

export interface Result {
  readonly command: "rank" | "industries";
  /** As the user named the file. */
  readonly file: string;
  readonly tool: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly scope: ResultScope;
  /** Of `rank` alone. */
  readonly ranking?: {
    readonly method: RankingMethodId;
    readonly missing: MissingRule;
    readonly factors: readonly ResultFactor[];
  };
  /** Part of 1 that readiness counted for beside the rank, where the run was asked for it. */
  readonly qualitativeWeight?: number;
  readonly industries: readonly ResultIndustry[];
  /** Industries off the short list that it proposes to look at, too; empty for results without a short list. */
  readonly alsoConsider: readonly string[];
  /** The files that it was computed from. */
  readonly inputs: readonly ResultInput[];
  /** Results made before figures by year were kept have none. */
  readonly basis: ResultBasis | undefined;
}
