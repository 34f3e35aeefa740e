import type { Unit } from "../core/units.js";

// What a chart shows, decided before anyone draws: numbers at full precision, words, and which of them matter.

/** The charts that `--chart` can ask for. */
export const CHART_KINDS = ["bubble", "bars", "intervals", "history", "standing", "flow", "pathways"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

interface ChartBase {
  readonly title: string;
  /** Region, years and what the chart says, in a line or two. */
  readonly subtitle: string;
  /** What a reader must know to read it rightly: what is left out, what is estimated. */
  readonly footnotes: readonly string[];
  /** Whose figures they are, and of which years. */
  readonly source: string;
}

export interface ChartAxis {
  readonly label: string;
  readonly unit: Unit;
}

/** One industry in a bubble chart. */
export interface BubblePoint {
  readonly code: string;
  readonly title: string;
  /** What names it where there is no room for its title: its rank, or its place by size. */
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Named in the chart, as the short list is. */
  readonly emphasis: boolean;
  /** At least one of the three is an estimate. */
  readonly estimated: boolean;
  /** Which of the three are estimates of a wide range, and so carry a mark. */
  readonly wide: { readonly x: boolean; readonly y: boolean; readonly size: boolean };
}

/** Growth across, concentration up, jobs as area: the four quadrants of industry life. */
export interface BubbleChart extends ChartBase {
  readonly kind: "bubble";
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly size: ChartAxis;
  /** What the named industries are: `Short list`. */
  readonly emphasisLabel: string;
  readonly points: readonly BubblePoint[];
}

/** Bars made of parts; parts below zero go left. */
export interface BarsChart extends ChartBase {
  readonly kind: "bars";
  readonly axis: ChartAxis;
  readonly series: readonly string[];
  readonly rows: readonly {
    readonly mark?: string;
    readonly label: string;
    /** One a series; undefined if the part is not known. */
    readonly parts: readonly (number | undefined)[];
    /** Stands at the bar's end. */
    readonly total: string;
    /** Where parts of both signs add up to; drawn as a mark. */
    readonly sum?: number;
  }[];
}

/** A value with its range, an industry or area a line. */
export interface IntervalsChart extends ChartBase {
  readonly kind: "intervals";
  readonly axis: ChartAxis;
  /** What the dot is, the filled dot, the range, and where rows have them the wider range and the tick. */
  readonly legend: {
    readonly value: string;
    readonly emphasis?: string;
    readonly range: string;
    readonly wider?: string;
    readonly median?: string;
  };
  readonly rows: readonly {
    /** Its place, before its name. */
    readonly mark?: string;
    readonly label: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly wider?: { readonly low: number; readonly high: number };
    readonly median?: number;
    readonly text: string;
    readonly emphasis: boolean;
  }[];
}

/** Values over years, a panel an industry; gaps where a year has no value. */
export interface HistoryChart extends ChartBase {
  readonly kind: "history";
  readonly axis: ChartAxis;
  readonly years: readonly number[];
  /** Years with which something changed that a reader must know of. */
  readonly revisions: readonly { readonly year: number; readonly label: string }[];
  readonly lines: readonly {
    readonly mark: string;
    readonly label: string;
    /** One a year; an estimate has its range. */
    readonly points: readonly (HistoryPoint | undefined)[];
  }[];
}

export interface HistoryPoint {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** One industry by two figures. */
interface StandingPoint {
  readonly code: string;
  readonly title: string;
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  readonly emphasis: boolean;
  /** Some of the figures behind its rank are estimates. */
  readonly estimated: boolean;
  /** Stands beside its name in the key. */
  readonly note: string;
}

/** One figure across (a rank with the best at the right), another upwards, and four corners. */
export interface StandingChart extends ChartBase {
  readonly kind: "standing";
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** The ends of the scale upwards. */
  readonly range: { readonly low: number; readonly high: number };
  /** Where the lines cross that make four corners. */
  readonly split: { readonly x: number; readonly y: number };
  readonly corners: {
    readonly best: string;
    readonly figures: string;
    readonly people: string;
    readonly neither: string;
  };
  readonly legend: { readonly emphasis: string; readonly other: string; readonly estimated: string };
  readonly points: readonly StandingPoint[];
}

/** What comes in from the left and goes out to the right, as bands as wide as they are large. */
export interface FlowChart extends ChartBase {
  readonly kind: "flow";
  readonly unit: Unit;
  readonly center: { readonly label: string; readonly text: string; readonly note: string };
  readonly sides: {
    readonly left: FlowSide;
    readonly right: FlowSide;
  };
  /** What the stronger bands are. */
  readonly emphasis: string;
}

export interface FlowSide {
  readonly heading: string;
  readonly bands: readonly {
    readonly label: string;
    readonly value: number;
    readonly emphasis: boolean;
    /** The rest of many, which is not a band of its own. */
    readonly isRest: boolean;
  }[];
}

/** Steps between boxes that stand in columns, from the left to the right. */
export interface PathwayChart extends ChartBase {
  readonly kind: "pathways";
  readonly levels: readonly { readonly label: string; readonly note: string }[];
  readonly nodes: readonly {
    readonly id: string;
    /** Place among the levels. */
    readonly level: number;
    readonly title: string;
    /** Two at most, under each other. */
    readonly notes: readonly string[];
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

export type Chart = BubbleChart | BarsChart | IntervalsChart | HistoryChart | StandingChart | FlowChart | PathwayChart;
