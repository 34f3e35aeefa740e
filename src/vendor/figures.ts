import type { Unit } from "../core/units.js";

/** What is known of a kind of figure that vendors' industry tables have. */
export interface FigureMeaning {
  /** How its factor is named behind the vendor: `Jobs` makes `lightcastJobs2023`. */
  readonly name: string;
  readonly label: string;
  readonly short: string;
  readonly unit: Unit;
  /** Of what it can't be below zero. */
  readonly isCount?: true;
  readonly definition: string;
}

/** Figures of vendors' industry tables by kind. All of them count as better where they are higher. */
const FIGURES = {
  jobs: {
    name: "Jobs",
    label: "Jobs",
    short: "Jobs",
    unit: "jobs",
    isCount: true,
    definition: "Jobs as the vendor counts them.",
  },
  nationalJobs: {
    name: "NationalJobs",
    label: "Jobs in the nation",
    short: "US jobs",
    unit: "jobs",
    isCount: true,
    definition: "The nation's jobs as the vendor counts them.",
  },
  change: {
    name: "Change",
    label: "Change of jobs",
    short: "Jobs ±",
    unit: "change",
    definition: "Change of the vendor's jobs over the span.",
  },
  percentChange: {
    name: "Growth",
    label: "Growth of jobs",
    short: "Growth",
    unit: "fraction",
    definition: "Change of the vendor's jobs over the whole span, divided by the first year's.",
  },
  nationalPercentChange: {
    name: "NationalGrowth",
    label: "Growth of jobs in the nation",
    short: "US growth",
    unit: "fraction",
    definition: "The same of the nation.",
  },
  yearlyGrowth: {
    name: "YearlyGrowth",
    label: "Growth of jobs a year",
    short: "Growth/year",
    unit: "fraction",
    definition: "Growth of the vendor's jobs in an average year of the span.",
  },
  quotient: {
    name: "Lq",
    label: "Location quotient",
    short: "LQ",
    unit: "ratio",
    isCount: true,
    definition: "The vendor's location quotient, of its own jobs here and in the nation.",
  },
  earnings: {
    name: "Earnings",
    label: "Earnings per job",
    short: "Earnings",
    unit: "dollars",
    isCount: true,
    definition: "The vendor's average earnings of a job.",
  },
  wages: {
    name: "Wages",
    label: "Average wages",
    short: "Wages",
    unit: "dollars",
    isCount: true,
    definition: "The vendor's average annual wages.",
  },
  establishments: {
    name: "Establishments",
    label: "Establishments",
    short: "Establ.",
    unit: "establishments",
    isCount: true,
    definition: "Establishments as the vendor counts them.",
  },
  competitiveEffect: {
    name: "CompetitiveEffect",
    label: "Competitive effect",
    short: "Compet.",
    unit: "change",
    definition: "The vendor's shift-share: jobs that neither the nation's growth nor the industry's explains.",
  },
  industryMixEffect: {
    name: "IndustryMixEffect",
    label: "Industry mix effect",
    short: "Mix",
    unit: "change",
    definition: "The vendor's shift-share: jobs by how the industry grew in the nation beyond all industries.",
  },
  nationalGrowthEffect: {
    name: "NationalGrowthEffect",
    label: "National growth effect",
    short: "US effect",
    unit: "change",
    definition: "The vendor's shift-share: jobs by the nation's growth of all industries.",
  },
  totalDemand: {
    name: "TotalDemand",
    label: "Projected demand",
    short: "Demand",
    unit: "jobs",
    definition: "Jobs to fill over the vendor's forecast: exits, transfers and growth.",
  },
  exits: {
    name: "Exits",
    label: "Projected exits",
    short: "Exits",
    unit: "jobs",
    definition: "Jobs to fill over the vendor's forecast because people leave the labor force.",
  },
  transfers: {
    name: "Transfers",
    label: "Projected transfers",
    short: "Transfers",
    unit: "jobs",
    definition: "Jobs to fill over the vendor's forecast because people change to another occupation.",
  },
  projectedChange: {
    name: "ProjectedChange",
    label: "Projected change of jobs",
    short: "Proj. ±",
    unit: "change",
    definition: "Change of jobs over the vendor's forecast.",
  },
  projectedYearlyGrowth: {
    name: "ProjectedYearlyGrowth",
    label: "Projected growth a year",
    short: "Proj./year",
    unit: "fraction",
    definition: "Growth of jobs in an average year of the vendor's forecast.",
  },
} as const satisfies Readonly<Record<string, FigureMeaning>>;

export type FigureKind = keyof typeof FIGURES;
export const FIGURE_KINDS = Object.keys(FIGURES) as readonly FigureKind[];

/** What a kind of figure means. */
export function describeFigure(kind: FigureKind): FigureMeaning {
  return FIGURES[kind];
}
