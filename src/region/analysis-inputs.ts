import type { Note } from "../core/notes.js";
import type { AreaChange } from "../areas/area-changes.js";
import type { NaicsVersion } from "../core/codes.js";
import type { AreaSet, BridgeMode, Level, LqBase, Ownership } from "../core/industry-table.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { ChosenProjections } from "../projections/chosen.js";
import type { QcewTable } from "../qcew/table.js";
import type { Signal } from "../signals/signal.js";
import type { ChosenWorkforce } from "../workforce/apply.js";
import type { KeptEstimates } from "./kept-estimates.js";
import type { PeriodRequest, Span } from "./periods.js";
import type { PriceIndex } from "./prices.js";
import type { IndustryGroup } from "./start-figures.js";

/** What the tables of all regions of one reading are made of. */
export interface SharedInputs {
  readonly qcew: QcewTable;
  /** The areas compared with; the nation where the user names none. */
  readonly reference: AreaSet;
  /** The user named the reference, so nothing may stand in for it. */
  readonly referenceChosen: boolean;
  readonly naics: Naics;
  /** How one version of NAICS became a later one. */
  readonly revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision;
  /** Counties of each metropolitan area in the files, whose totals then pin suppressed cells of counties. */
  readonly metropolitanCounties: ReadonlyMap<string, readonly string[]>;
  /** Figures of other publishers, for estimates. */
  readonly signals?: readonly Signal[];
  /** Where several tables are made of one reading: their estimates, so that each is computed once. */
  readonly kept?: KeptEstimates;
  /** The user's clusters, made of the table's own codes. */
  readonly clusters?: (codes: readonly string[], version: NaicsVersion) => readonly IndustryGroup[];
}

export interface AnalysisInputs extends SharedInputs {
  /** Areas of the region as the files hold them; see `regionInFiles`. */
  readonly region: AreaSet;
  /** Years and areas decided when the files were read, for these choices of the user's. */
  readonly chosen?: { readonly request: PeriodRequest; readonly span: Span };
  /** How areas on both sides changed, in order of time. */
  readonly changes?: readonly AreaChange[];
  /** Projections of the region's industries, matched to the table once it exists. */
  readonly projections?: ChosenProjections;
  /** Quarterly Workforce Indicators, matched to the table once it exists. */
  readonly workforce?: ChosenWorkforce;
  /** What was said of the files when they were read. */
  readonly notes?: readonly Note[];
  /** The user's price index, for pay in constant dollars. */
  readonly prices?: PriceIndex;
}

export interface AnalysisOptions {
  readonly year?: number | undefined;
  readonly since?: number | undefined;
  readonly quarter?: PeriodRequest["quarter"];
  readonly level: Level;
  readonly ownership: Ownership;
  readonly lqBase: LqBase;
  readonly suppressed: "estimate" | "drop";
  readonly bridge: BridgeMode;
  readonly annualizeWages?: boolean | undefined;
}
