import type { AreaCode, NaicsVersion, Quarter } from "./codes.js";
import type { Datum } from "./datum.js";
import type { Unit } from "./units.js";

/** The industry levels a table can be made at. */
export const LEVELS = ["3", "4", "5", "6", "sector", "supersector"] as const;
export type Level = (typeof LEVELS)[number];

export const OWNERSHIPS = ["private", "total", "federal", "state", "local", "government"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

export const LQ_BASES = ["total-covered", "ownership"] as const;
export type LqBase = (typeof LQ_BASES)[number];

/**
 * What stands for withheld cells: estimates; estimates that count in a ranking even where they are mostly a guess;
 * nothing.
 */
export const SUPPRESSED_MODES = ["estimate", "estimate-all", "drop"] as const;

/** The quarters of a year, and the mean of its four. */
export const QUARTER_CHOICES = ["1", "2", "3", "4", "mean"] as const;

/** How years of two NAICS versions meet. */
export const BRIDGE_MODES = ["split", "group", "none"] as const;
export type BridgeMode = (typeof BRIDGE_MODES)[number];

/**
 * One industry in one area and period. Employment is annual-average jobs, or a quarter's monthly mean;
 * wages are dollars of the period.
 */
export interface PeriodFigures {
  readonly establishments: Datum;
  readonly employment: Datum;
  readonly wages: Datum;
  /** Average pay, where its range is known better than from wages and jobs apart. */
  readonly pay?: Datum;
  /** How many of the jobs stand in cells that the publisher withheld; left out where none do, or where it is not known. */
  readonly estimatedJobs?: number;
}

/** The two ends of the span; `start` is there only where the files reach back. */
export interface SpanFigures {
  readonly start: PeriodFigures | undefined;
  readonly end: PeriodFigures;
  /**
   * Jobs of the end ÷ jobs of the start, where its range is known better than from the two apart: a cell that is
   * withheld at both ends was estimated as one, and errs at both alike.
   */
  readonly employmentRatio?: Datum;
}

/** How an industry's start-year figures were brought to the end year's NAICS version. */
export interface BridgeLabel {
  readonly kind: "unchanged" | "moved" | "split" | "refused" | "grouped";
  /** What happened, in words. */
  readonly text: string;
}

/** A line of a projection file behind a figure. Levels are jobs as the projection counts them. */
export interface ProjectionLine {
  readonly file: string;
  readonly line?: number;
  readonly code: string;
  readonly title: string;
  readonly base: Datum;
  readonly projected: Datum;
}

/** Which lines of a projection an industry's figures come from. */
export interface ProjectionMatch {
  /** `ancestor`: a wider industry's, whose yearly rate stands in and whose jobs do not. */
  readonly kind: "exact" | "sum" | "ancestor" | "none";
  readonly codes: readonly string[];
  /** In words. */
  readonly text: string;
  readonly lines: readonly ProjectionLine[];
}

/** Projected jobs of an industry, on the projection's own base and span. */
export interface ProjectionFigures {
  readonly base: Datum;
  readonly projected: Datum;
  readonly baseYear: number;
  readonly projectedYear: number;
  readonly match: ProjectionMatch;
}

/** Where an industry's location quotient stands among areas of the region's kind. */
export interface PlaceAmongAreas {
  /** 1 for the highest; a range where the quotient is an estimate, or where figures of other areas are withheld. */
  readonly place: Datum;
  /** Areas with a figure, the region among them. */
  readonly areas: Datum;
  /** Standard deviations from the mean over the areas. */
  readonly z: Datum;
}

/** What a region is near to, by which industries are found together in other areas. */
export interface RelatedFigures {
  readonly density: Datum;
  readonly strategicGain: Datum;
  readonly complexity: Datum;
}

/**
 * What QWI counts of an industry, as means of four quarters: jobs at the beginning of a quarter (`jobs`), those held
 * through it (`stableJobs`), hires and separations of each, new hires who stayed (`newHires`) and the sum of their monthly
 * pay, and jobs of people of 55 and older (`older`). `stableMoves` is half of stable hires and separations together.
 */
export const WORKFORCE_QUANTITIES = [
  "jobs",
  "hires",
  "separations",
  "stableJobs",
  "stableHires",
  "stableMoves",
  "newHires",
  "newHirePayroll",
  "older",
] as const;
export type WorkforceQuantity = (typeof WORKFORCE_QUANTITIES)[number];
export type WorkforceSide = Readonly<Record<WorkforceQuantity, Datum>>;

/** Quarterly Workforce Indicators of an industry. */
export interface WorkforceFigures {
  readonly region: WorkforceSide;
  /** Where the files hold the reference area, too. */
  readonly reference?: WorkforceSide;
  readonly match: {
    /** `ancestor`: a wider industry's, whose rates and pay stand in and whose counts do not. */
    readonly kind: "exact" | "sum" | "ancestor" | "none";
    readonly codes: readonly string[];
    /** In words. */
    readonly text: string;
  };
  /** Quantities with a cell that its publisher marks as significantly distorted (9), and with a withheld one (5). */
  readonly distorted: readonly WorkforceQuantity[];
  readonly withheld: readonly WorkforceQuantity[];
}

/** Of what the table's Quarterly Workforce Indicators are. */
export interface TableWorkforce {
  /** The first and the last of the four quarters: `2022-Q1`. */
  readonly quarters: readonly [first: string, last: string];
  readonly ownership: "private" | "all";
  /** Which quantities the files give. */
  readonly quantities: readonly WorkforceQuantity[];
  readonly hasReference: boolean;
  /** All industries together, with what the files say of the region. */
  readonly total: WorkforceFigures;
  /** Counties of the region that the figures lack. */
  readonly missing: readonly string[];
}

export interface IndustryRow {
  /** A NAICS code, or the name of a cluster. */
  readonly naics: string;
  readonly title: string;
  readonly region: SpanFigures;
  /** In jobs; or as shares of a total of 1 where the reference was recovered from published quotients. */
  readonly reference: SpanFigures;
  readonly bridge?: BridgeLabel;
  readonly projection?: ProjectionFigures;
  /** Where QWI files are given. */
  readonly workforce?: WorkforceFigures;
  /** Only where a run names it: it takes the files' other areas. */
  readonly amongAreas?: PlaceAmongAreas;
  /** The same. */
  readonly related?: RelatedFigures;
  /** The user's own factors, and figures of other tables than QCEW, by name. */
  readonly userFactors?: Readonly<Record<string, Datum>>;
  /** The codes a cluster or group is made of. */
  readonly members?: readonly string[];
  /** The first year's codes that its start figures were made of, where those differ. */
  readonly startMembers?: readonly string[];
}

/** What a figure about industries is called and means that comes from other tables than QCEW: only who names it has it. */
export interface SuppliedFigure {
  readonly id: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
  readonly definition: string;
  readonly source: string;
}

export interface AreaSet {
  readonly name: string;
  /** Under the codes of the last year. */
  readonly areas: readonly AreaCode[];
  /** The same ground under the codes of the first year, where those differ. */
  readonly startAreas?: readonly AreaCode[];
  /** Areas of it without rows in one of the years, which are in no figure. */
  readonly leftOut?: readonly AreaCode[];
  /** Whether the publisher's own rows of the area were used, or its areas summed. */
  readonly composed: boolean;
}

export interface ReferenceSet extends AreaSet {
  /** Shares recovered from the published quotients of the region's own files, not read from reference rows. */
  readonly recovered: boolean;
}

/** A price index in the two years of a span. */
export interface TablePrices {
  /** What the index is called: its file's name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** One region against one reference: one ownership, one NAICS version, one level, one span. */
export interface IndustryTable {
  readonly region: AreaSet;
  readonly reference: ReferenceSet;
  readonly ownership: Ownership;
  readonly level: Level;
  readonly naics: NaicsVersion;
  readonly lqBase: LqBase;
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** 0 for annual averages. */
  readonly quarter: Quarter;
  /** Wages of a quarter were multiplied by four. */
  readonly annualised: boolean;
  /** The user's price index in the span's two years, where it and both years are there. */
  readonly prices?: TablePrices;
  /** What a household needs by the hour, in dollars, as the user states it. */
  readonly livingWage?: number;
  /** Where Quarterly Workforce Indicators are given. */
  readonly workforce?: TableWorkforce;
  /** Measures that this run names beside those of every table, by id. */
  readonly named?: readonly string[];
  /** Figures of other tables that this run names; their values stand with the user's own factors. */
  readonly supplied?: readonly SuppliedFigure[];
  readonly rows: readonly IndustryRow[];
  /** All industries: the denominators that `lqBase` names, on both sides. */
  readonly total: { readonly region: SpanFigures; readonly reference: SpanFigures };
}
