import { hasValue, type Datum } from "../core/datum.js";
import { formatNumber, formatSpokenDatum } from "../core/number-format.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Unit } from "../core/units.js";
import { ALL_MEASURES } from "../measures/index.js";
import { regionContext } from "../region/context/region-context.js";
import { contextSection } from "../report/context-section.js";
import { historyTable } from "../report/history-table.js";
import { NAICS_COLUMN, RANK_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import { rankStatements } from "../report/rank-statements.js";
import type { Chart } from "../report/chart.js";
import type { ReportColumn } from "../report/report.js";
import { ALSO_CONSIDER, alternativeLine } from "../report/also-consider-words.js";
import { describeEntry } from "../report/short-list-words.js";
import { levelName, formatList, lowerFirst, describeOwnership } from "../report/words.js";
import { byFigure, industriesTable, shortened, spokenColumn } from "./columns.js";
import { LARGEST_BY, type RegionFigures, type RegionProfile } from "./region-profile.js";
import { FURTHER_SECTIONS } from "./region-sections.js";
import type { Section } from "./section.js";

/** How many counties are named. */
const NAMED = 30;

/** The chapters of a region, in the order in which a meeting reads them. */
export function regionSections(profile: RegionProfile, bubbles: Chart | undefined): readonly Section[] {
  const { inputs } = profile;
  const statements = rankStatements(inputs, [...inputs.analysis.notes, ...inputs.notes]);
  const built = FURTHER_SECTIONS.flatMap(({ build }) => build?.(profile) ?? []);
  const missing = FURTHER_SECTIONS.filter(({ build }) => build?.(profile) === undefined);
  const words = (id: string, heading: string, items: readonly string[]): readonly Section[] =>
    items.length === 0 ? [] : [{ chapter: { id, heading, depth: 2, items } }];
  return [
    shortListSection(profile, statements.summary, bubbles),
    figuresSection(profile),
    sectorsSection(profile),
    largestSection(profile),
    ...words(
      "why",
      "Why each industry is on the short list",
      inputs.shortList.map((entry) => describeEntry(entry, inputs.thresholds)),
    ),
    ...words(
      "also-consider",
      ALSO_CONSIDER,
      statements.alternatives.map(alternativeLine).map(({ name, text }) => `${name}${text}.`),
    ),
    historySection(profile),
    ...built,
    ...words(
      "missing",
      "Not shown",
      missing.map(({ heading, needs }) => `${heading}: needs ${needs}, which no file given holds.`),
    ),
    ...words(
      "careful",
      "Be careful",
      statements.cautions.map(({ text }) => text),
    ),
    {
      chapter: {
        id: "known",
        heading: "What people here know",
        depth: 2,
        box: "What no file says: employers' plans, who could lead, what is under way, what these figures get wrong",
      },
    },
  ];
}

export const areaName = (name: string): string => (name === "United States" ? "the United States" : name);

export const spoken = (datum: Datum, unit: Unit): string => formatSpokenDatum(datum, unit);

function shortListSection(profile: RegionProfile, summary: readonly string[], bubbles: Chart | undefined): Section {
  const { ranking, shortList, weightSpread, analysis, top } = profile.inputs;
  const { table } = analysis;
  const factors = ranking.factors.filter(({ count }) => count > 0);
  const measures = ALL_MEASURES.filter(({ id }) => factors.some((factor) => factor.id === id));
  const columns: readonly ReportColumn[] = [
    RANK_COLUMN,
    NAICS_COLUMN,
    TITLE_COLUMN,
    ...measures.map(({ id }) => spokenColumn(id, table)),
    ...factors
      .filter(({ id }) => !measures.some((one) => one.id === id))
      .map(({ id, label }): ReportColumn => ({ id, label, kind: "number", priority: 1 })),
    ...(weightSpread
      ? [
          {
            id: "top_share",
            label: `Top ${top}`,
            kind: "number",
            unit: "fraction",
            spoken: true,
            description: `Share of draws of weights near the stated ones, and of the estimated figures, in which it is in the top ${top}.`,
            priority: 1,
          } as const,
        ]
      : []),
  ];
  return {
    chapter: {
      id: "in-short",
      heading: "In short",
      depth: 2,
      paragraphs: [regionSentence(profile), summary.join(" ")],
      tables: ["short-list"],
      ...(bubbles && { chart: bubbles }),
    },
    tables: [
      {
        id: "short-list",
        title: `The short list: ${shortList.length} of ${ranking.industries.length} ${levelName(table)}, ${describeOwnership(table.ownership)}`,
        columns,
        rows: shortList.map(({ industry: { candidate, rank } }) => ({
          cells: {
            rank,
            naics: candidate.naics,
            title: candidate.title,
            ...candidate.values,
            top_share: weightSpread?.get(candidate.naics)?.topShare,
          },
        })),
      },
    ],
  };
}

/** "In 2023 Columbus, OH had 1,130,000 jobs in 52,100 establishments, paying $66,000 on average …" */
function regionSentence({ inputs, region, reference }: RegionProfile): string {
  const { table } = inputs.analysis;
  const { years } = table;
  const grew =
    years.start === undefined
      ? ""
      : ` From ${years.start} to ${years.end} its jobs ${describeGrowth(region.growth)}; those of ${areaName(table.reference.name)} ${describeGrowth(reference.growth)}.`;
  const whose = table.lqBase === "ownership" ? `${describeOwnership(table.ownership)} jobs` : "jobs of all ownerships";
  return `In ${years.end} ${table.region.name} had ${spoken(region.employment, "jobs")} ${whose} in ${spoken(region.establishments, "establishments")} establishments, paying ${spoken(region.pay, "dollars")}${perQuarter(table)} on average.${grew}`;
}

/** " a quarter" after pay that is a quarter's and was not multiplied by four. */
export function perQuarter({ quarter, annualised }: IndustryTable): string {
  return quarter > 0 && !annualised ? " a quarter" : "";
}

/** "grew by 8%", "fell by 3%" */
export function describeGrowth(growth: Datum): string {
  if (!hasValue(growth)) return "changed by an unknown part";
  const verb = growth.value < 0 ? "fell" : "grew";
  return `${verb} by ${spoken(growth.value < 0 ? { ...growth, value: -growth.value } : growth, "fraction")}`;
}

const FIGURE_COLUMNS: readonly (readonly [id: keyof RegionFigures, label: string, unit: Unit])[] = [
  ["employment", "Jobs", "jobs"],
  ["establishments", "Establishments", "establishments"],
  ["pay", "Average pay", "dollars"],
  ["growth", "Job growth", "fraction"],
  ["cagr", "Growth a year", "fraction"],
];

function figuresSection(profile: RegionProfile): Section {
  const { inputs, counties, region, reference } = profile;
  const { table } = inputs.analysis;
  const named = counties.map(({ name }) => name.replace(/,.*$/, ""));
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : "";
  const countyWords =
    counties.length === 0
      ? []
      : [
          `${counties.length === 1 ? "One county" : `${counties.length} counties`}: ${more === "" ? formatList(named) : named.slice(0, NAMED).join(", ")}${more}.`,
        ];
  return {
    chapter: {
      id: "region",
      heading: "The region in figures",
      depth: 2,
      paragraphs: countyWords,
      tables: ["region"],
      items: contextSection(() => regionContext(inputs.analysis), table).items ?? [],
    },
    tables: [
      {
        id: "region",
        title: `All industries, ${table.lqBase === "ownership" ? describeOwnership(table.ownership) : "all ownerships"}, ${table.years.end}${table.years.start === undefined ? "" : `; growth since ${table.years.start}`}`,
        columns: [
          { id: "area", label: "Area", kind: "text", priority: 1 },
          ...FIGURE_COLUMNS.map(([id, label, unit]): ReportColumn => ({
            id,
            label,
            kind: "number",
            unit,
            ...(id !== "cagr" && { spoken: true }),
            priority: 1,
          })),
        ],
        rows: [
          { cells: { area: table.region.name, ...region } },
          { cells: { area: table.reference.name, ...reference } },
        ],
      },
    ],
  };
}

function sectorsSection({ sectors }: RegionProfile): Section {
  if (!sectors) {
    const items = ["The files hold no rows of sectors."];
    return { chapter: { id: "sectors", heading: "Sectors", depth: 2, items } };
  }
  const { table, industries } = sectors;
  const jobs = byFigure("employment", industries);
  return {
    chapter: { id: "sectors", heading: "Sectors", depth: 2, tables: ["sectors"] },
    tables: [industriesTable({ id: "sectors", title: ownershipTitle(table), most: Infinity }, jobs, table)],
  };
}

function ownershipTitle({ ownership, years }: IndustryTable): string {
  return `Sectors, ${describeOwnership(ownership)}, ${years.end}`;
}

function largestSection({ largest, inputs }: RegionProfile): Section {
  const { table } = inputs.analysis;
  const { thresholds } = inputs;
  const shown = LARGEST_BY.filter((id) => largest[id].length > 0);
  const without = LARGEST_BY.filter((id) => largest[id].length === 0).map((id) =>
    lowerFirst(ALL_MEASURES.find((one) => one.id === id)!.label),
  );
  return {
    chapter: {
      id: "largest",
      heading: "Ten largest",
      depth: 2,
      paragraphs: [
        `Of the industries that may be short-listed: with at least ${thresholds.fewEstablishments} establishments and ${formatNumber(thresholds.shortListJobs, "fraction")} of the region's jobs.`,
      ],
      tables: shown.map(tableOfLargest),
      items: without.map((label) => `By ${label}: no figures in the files given.`),
    },
    tables: shown.map((id) => {
      const measure = ALL_MEASURES.find((one) => one.id === id)!;
      return {
        id: tableOfLargest(id),
        title: `By ${lowerFirst(measure.label)}`,
        columns: [NAICS_COLUMN, TITLE_COLUMN, spokenColumn(id, table)],
        rows: largest[id].map(({ naics, title, values }) => ({ cells: { naics, title, [id]: values[id] } })),
      };
    }),
  };
}

const WORDS_OF_LARGEST: Readonly<Record<(typeof LARGEST_BY)[number], string>> = {
  employment: "jobs",
  averagePay: "pay",
  lq: "LQ",
  growth: "growth",
  projectedGrowth: "projected",
};

const tableOfLargest = (id: (typeof LARGEST_BY)[number]): string => `ten-by-${WORDS_OF_LARGEST[id]}`;

function historySection({ inputs }: RegionProfile): Section {
  const { history, shortList, analysis } = inputs;
  if (!history) {
    const { start, end } = analysis.table.years;
    const held = start === undefined ? String(end) : `${start} and ${end}`;
    const items = [`Jobs by year need files of three years or more; these hold ${held}.`];
    return { chapter: { id: "history", heading: "Jobs by year", depth: 2, items } };
  }
  const industries = shortList.map(({ industry }) => industry.candidate);
  const table = historyTable(history, industries, industries.length);
  const columns = table.columns.map((column): ReportColumn =>
    column.kind === "number" ? { ...column, spoken: true } : column,
  );
  return {
    chapter: { id: "history", heading: "Jobs by year", depth: 2, tables: ["history"] },
    tables: [shortened({ ...table, title: "The short list", columns })],
  };
}
