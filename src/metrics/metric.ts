// What a partnership counts, as its files state it.

export const METRIC_GROUPS = ["business", "jobseekers", "public"] as const;
export type MetricGroup = (typeof METRIC_GROUPS)[number];

export const METRIC_KINDS = ["process", "impact"] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

export const GROUP_LABELS: Readonly<Record<MetricGroup, string>> = {
  business: "Business",
  jobseekers: "Job seekers and workers",
  public: "Public partners",
};

/** Figures of the labor market that fill a metric in by themselves. */
export const LABOR_FIGURES = ["jobs", "pay", "firms", "lq", "turnover"] as const;
export type LaborFigure = (typeof LABOR_FIGURES)[number];

/** A value with its day. */
export interface Dated {
  readonly day: string;
  readonly value: number;
  /** 90 % range of a value that was filled in from an estimate. */
  readonly range?: { readonly low: number; readonly high: number };
}

export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly group: MetricGroup;
  readonly kind: MetricKind;
  /** What is counted, in words; "%" and "$" write the values so. */
  readonly unit: string;
  /** Which way is success. */
  readonly direction: "up" | "down";
  readonly baseline: Dated | undefined;
  readonly target: Dated | undefined;
  /** The figure of the labor market that it is, with the industry where the file names one. */
  readonly labor: { readonly figure: LaborFigure; readonly naics: string | undefined } | undefined;
}

export interface Observation extends Dated {
  readonly metric: string;
  readonly note: string;
}

/** One company at one meeting. */
export interface Attendance {
  readonly meeting: string;
  readonly company: string;
  readonly attended: boolean;
  /** Worth of what it gave, in dollars. */
  readonly inKind: number;
}
