import { ABSENT, hasValue, knownValue, type Datum } from "../core/datum.js";
import { formatNumber, formatRange } from "../core/number-format.js";
import type { Unit } from "../core/units.js";
import { ALL_MEASURES, listMeasures } from "../measures/index.js";
import { shortEducation } from "../occupations/education.js";
import { cautionsAbout } from "../ranking/cautions.js";
import { describeCaution } from "../report/cautions.js";
import { historyChart } from "../report/history-table.js";
import type { RegionStandings } from "../report/rank-inputs.js";
import { formatDraws } from "../report/rank-summary.js";
import type { ReportColumn, ReportRow } from "../report/report.js";
import { describeReasons } from "../report/short-list-words.js";
import { STANDING_WORDS } from "../report/standings.js";
import { levelName, formatList, ordinal, describeOwnership, sentence } from "../report/words.js";
import type { JobHistory } from "../region/job-history.js";
import { MATCH_WORDS } from "../staffing/match.js";
import { byFigure, figureColumns, industriesTable, shortened } from "./columns.js";
import type { IndustryProfile } from "./industry-profile.js";
import type { CountyIndustry } from "../counties/places.js";
import { areaName, describeGrowth, perQuarter, spoken } from "./region-chapters.js";
import { qualificationItems } from "./qualification-items.js";
import type { Section } from "./section.js";

/** Occupations shown of an industry. */
export const MOST_OCCUPATIONS = 10;

/** What is known of an industry beside its own profile. */
export interface IndustryBeside {
  readonly history: JobHistory | undefined;
  /** Its place among areas, or why there is none. */
  readonly standings: RegionStandings | string;
  /** Where pay of occupations is of the region. */
  readonly regionalName: string | undefined;
  /** It is one of several in a document, and begins a page. */
  readonly isOneOfSeveral: boolean;
}

/** The chapters of one industry. */
export function industrySections(profile: IndustryProfile, beside: IndustryBeside): readonly Section[] {
  const { naics } = profile.candidate;
  const id = (part: string): string => `${part}-${slug(naics)}`;
  const sections = [
    factorsSection(profile, id),
    safetySection(profile, id),
    historySection(profile, beside, id),
    ...partsSections(profile, id),
    ...placesSections(profile, id),
    firmsSection(profile, id),
    occupationsSection(profile, beside, id),
    standingSection(profile, beside, id),
    {
      chapter: {
        id: id("known"),
        heading: "What people here know",
        depth: 2,
        box: "Employers and their plans, who could lead, what is under way, who trains for it",
      },
    } satisfies Section,
  ];
  const [first, ...rest] = sections;
  const title: Section = {
    chapter: {
      id: id("industry"),
      heading: nameProfile(profile),
      depth: 1,
      paragraphs: composeLead(profile),
    },
  };
  return beside.isOneOfSeveral
    ? [title, first!, ...rest]
    : [{ chapter: { ...title.chapter, heading: "In short", depth: 2 } }, first!, ...rest];
}

/** "621 Ambulatory health care services"; a cluster by its name. */
export function nameProfile({ candidate: { naics, title } }: Pick<IndustryProfile, "candidate">): string {
  return naics === title ? title : `${naics} ${title}`;
}

function slug(naics: string): string {
  return naics.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

type Id = (part: string) => string;

function composeLead(profile: IndustryProfile): readonly string[] {
  const { candidate, ranked, entry, isListed, inputs, growthElsewhere } = profile;
  const { table } = inputs.analysis;
  const { values } = candidate;
  const figure = (id: string, unit: Unit): string => spoken(values[id] ?? ABSENT, unit);
  const of = `${formatNumber(inputs.ranking.industries.length, "count")} ${levelName(table)} of ${table.region.name}`;
  const place = ranked
    ? `It ranks ${ordinal(ranked.rank)} of the ${of}, ${isListed ? "on the short list" : "not on the short list"}.`
    : `It is not ranked among the ${of}.`;
  const reasons = entry ? ` ${describeReasons(entry)}` : "";
  const growth =
    table.years.start === undefined
      ? ""
      : `; since ${table.years.start} they ${describeGrowth(values["growth"] ?? ABSENT)} (in ${areaName(table.reference.name)} they ${describeGrowth(growthElsewhere)})`;
  const jobs = `${candidate.title} had ${figure("employment", "jobs")} ${describeOwnership(table.ownership)} jobs in ${figure("establishments", "establishments")} establishments in ${table.years.end}${growth}. They pay ${figure("averagePay", "dollars")}${perQuarter(table)} on average and are ${figure("lq", "ratio")} times as concentrated here as in ${areaName(table.reference.name)}.`;
  return [jobs, `${place}${reasons}`];
}

function factorsSection({ candidate, ranked, inputs }: IndustryProfile, id: Id): Section {
  const { ranking, analysis } = inputs;
  const factors = ranking.factors.filter(({ count }) => count > 0);
  const taken = new Set(factors.map((factor) => factor.id));
  const findUnit = (measure: string): Unit | undefined => ALL_MEASURES.find((one) => one.id === measure)?.unit;
  const row = (measure: string, label: string, further: ReportRow["cells"]): ReportRow => {
    const figure = candidate.values[measure] ?? ABSENT;
    return {
      cells: {
        factor: label,
        figure,
        range: figure.status === "estimated" ? formatRange(figure, findUnit(measure)) : "",
        ...further,
      },
      units: { figure: findUnit(measure) },
    };
  };
  const others = listMeasures(analysis.table).filter(
    (measure) => !taken.has(measure.id) && hasValue(candidate.values[measure.id] ?? ABSENT),
  );
  const factorRows = factors.map((factor) =>
    row(factor.id, factor.label, {
      place: ranked?.ranks[factor.id],
      of: factor.count,
      weight: factor.share,
    }),
  );
  const otherRows = others.map((measure) => row(measure.id, measure.label, {}));
  return {
    chapter: {
      id: id("factors"),
      heading: "What its rank is made of",
      depth: 2,
      tables: [id("factors"), id("further")],
    },
    tables: [
      {
        id: id("factors"),
        title: "",
        columns: [
          { id: "factor", label: "Factor", kind: "text", priority: 1 },
          { id: "figure", label: "Figure", kind: "number", spoken: true, priority: 1 },
          ...rangeColumn(factorRows),
          { id: "place", label: "Place", kind: "number", unit: "rank", priority: 1 },
          { id: "of", label: "of", kind: "number", unit: "count", priority: 1 },
          { id: "weight", label: "Weight", kind: "number", unit: "fraction", spoken: true, priority: 1 },
        ],
        rows: factorRows,
      },
      {
        id: id("further"),
        title: "Further figures",
        columns: [
          { id: "factor", label: "Measure", kind: "text", priority: 1 },
          { id: "figure", label: "Figure", kind: "number", priority: 1 },
          ...rangeColumn(otherRows),
        ],
        rows: otherRows,
      },
    ],
  };
}

/** The ranges of estimates, where any figure is one. */
function rangeColumn(rows: readonly ReportRow[]): readonly ReportColumn[] {
  const hasAny = rows.some(({ cells }) => cells["range"] !== "");
  return hasAny ? [{ id: "range", label: "90% range", kind: "code", priority: 1 }] : [];
}

function safetySection({ candidate, ranked, inputs }: IndustryProfile, id: Id): Section {
  const { weightSpread, rankIntervals, top, analysis, thresholds } = inputs;
  const spread = weightSpread?.get(candidate.naics);
  const interval = rankIntervals?.get(candidate.naics);
  const rank = (value: number): string => formatNumber(value, "rank");
  const cautions = cautionsAbout(candidate, analysis.table, thresholds).map(
    (one) => `${sentence(describeCaution(one, thresholds))}.`,
  );
  return {
    chapter: {
      id: id("safety"),
      heading: "How safe its place is",
      depth: 2,
      items: [
        ...(spread
          ? [
              `Among the first ${top} in ${formatDraws(spread.topShare)} of 100 draws of weights near the stated ones, and of the estimates.`,
              `Its rank in nine of ten of these draws: ${rank(spread.low)} to ${rank(spread.high)}, half of them ${rank(spread.median)} or better.`,
            ]
          : []),
        ...(interval && ranked
          ? [
              interval.low === interval.high
                ? `With the weights as they are, estimates don't move it from rank ${rank(ranked.rank)}.`
                : `With the weights as they are, estimates move it between ranks ${rank(interval.low)} and ${rank(interval.high)}.`,
            ]
          : []),
        ...(ranked ? [] : ["It has no rank, so there is none to be safe."]),
        ...cautions,
      ],
    },
  };
}

function historySection({ candidate, history, inputs }: IndustryProfile, beside: IndustryBeside, id: Id): Section {
  const { table } = inputs.analysis;
  const mark = { naics: candidate.naics, title: candidate.title, mark: "" };
  const chart = beside.history && historyChart(beside.history, [mark], table, candidate.title);
  return {
    chapter: {
      id: id("history"),
      heading: "Jobs by year",
      depth: 2,
      tables: [id("history")],
      ...(chart && { chart }),
    },
    tables: [
      {
        id: id("history"),
        title: "",
        columns: history.map(({ year }): ReportColumn => ({
          id: `jobs_${year}`,
          label: String(year),
          kind: "number",
          unit: "jobs",
          spoken: true,
          priority: 1,
        })),
        rows: [{ cells: Object.fromEntries(history.map(({ year, jobs }) => [`jobs_${year}`, jobs])) }],
      },
    ],
  };
}

function partsSections({ candidate, parts }: IndustryProfile, id: Id): readonly Section[] {
  if (parts.length === 0) return [];
  const isCluster = candidate.row.members !== undefined && !/^\d/.test(candidate.naics);
  return [
    {
      chapter: {
        id: id("parts"),
        heading: isCluster ? "Its industries" : "What it is made of",
        depth: 2,
        tables: parts.map(({ level }) => id(`parts-${level}`)),
      },
      tables: parts.map(({ level, industries, table }) =>
        industriesTable(
          { id: id(`parts-${level}`), title: sentence(levelName(table)) },
          byFigure("employment", industries),
          table,
        ),
      ),
    },
  ];
}

function placesSections({ counties, outside, inputs }: IndustryProfile, id: Id): readonly Section[] {
  const { table } = inputs.analysis;
  const { thresholds } = inputs;
  const held = counties.filter(({ isInFiles }) => isInFiles);
  const lacking = counties.filter(({ isInFiles }) => !isInFiles).map(({ name }) => name);
  const rows = (of: readonly CountyIndustry[]): ReportRow[] =>
    of.map(({ name, industry }) => ({ cells: { county: name, ...(industry?.values ?? NO_FIGURES) } }));
  const county: ReportColumn = { id: "county", label: "County", kind: "text", priority: 1 };
  const columns = [county, ...figureColumns(table)];
  const inside: Section = {
    chapter: {
      id: id("counties"),
      heading: "Where in the region",
      depth: 2,
      tables: held.length > 0 ? [id("counties")] : [],
      items: lacking.length === 0 ? [] : [`The files hold no rows of ${formatList(lacking)}.`],
    },
    tables: held.length > 0 ? [shortened({ id: id("counties"), title: "", columns, rows: rows(held) })] : [],
  };
  const around: Section = {
    chapter: {
      id: id("outside"),
      heading: "Strong counties just outside",
      depth: 2,
      paragraphs: [
        `Counties of the files with a location quotient of ${thresholds.highLq} or more and at least ${formatNumber(thresholds.smallBase, "jobs")} jobs: first all that share a metropolitan or combined statistical area with the region, then the five with the most jobs elsewhere in its states. Which counties touch is in none of the lists.`,
      ],
      tables: [id("outside")],
    },
    tables: [
      {
        id: id("outside"),
        title: "",
        columns: [county, { id: "within", label: "In", kind: "text", priority: 2 }, ...figureColumns(table)],
        rows: outside.map(({ name, within, industry }) => ({ cells: { county: name, within, ...industry!.values } })),
      },
    ],
  };
  return [...(counties.length > 1 ? [inside] : []), ...(outside.length > 0 ? [around] : [])];
}

const NO_FIGURES: Readonly<Record<string, Datum>> = {
  employment: ABSENT,
  establishments: ABSENT,
  averagePay: ABSENT,
  growth: ABSENT,
  lq: ABSENT,
};

function firmsSection({ candidate }: IndustryProfile, id: Id): Section {
  const { employment, establishments } = candidate.row.region.end;
  const [jobs, firms] = [knownValue(employment), knownValue(establishments)];
  const mean = jobs !== undefined && firms !== undefined && firms > 0 ? jobs / firms : undefined;
  const about = employment.status === "estimated" ? "about " : "";
  return {
    chapter: {
      id: id("firms"),
      heading: "Firms",
      depth: 2,
      paragraphs: [
        `${spoken(establishments, "establishments")} establishments${mean === undefined ? "" : `, ${about}${formatNumber(mean, mean < 10 ? "score" : "jobs")} jobs each on average`}.`,
      ],
      items: [
        "By size: not shown; counts by size class of County Business Patterns serve estimates alone (--signal cbp=FILE).",
      ],
    },
  };
}

function occupationsSection(profile: IndustryProfile, { regionalName }: IndustryBeside, id: Id): Section {
  const { occupations, match } = profile;
  if (!match.pattern || occupations.length === 0) {
    const items = ["No staffing pattern is published for it."];
    return { chapter: { id: id("occupations"), heading: "Leading occupations", depth: 2, items } };
  }
  const pattern =
    match.kind === "own"
      ? "By the nation's staffing pattern of the industry"
      : `By the nation's staffing pattern, ${MATCH_WORDS[match.kind]} ${match.pattern.code} ${match.pattern.title}`;
  const pay = regionalName === undefined ? "the nation" : `${regionalName} where published, else of the nation`;
  return {
    chapter: {
      id: id("occupations"),
      heading: "Leading occupations",
      depth: 2,
      paragraphs: [`${pattern}. Pay is the median over all industries of ${pay}.`],
      tables: [id("occupations")],
      items: qualificationItems(occupations, MOST_OCCUPATIONS),
    },
    tables: [
      {
        id: id("occupations"),
        title: "",
        columns: [
          { id: "soc", label: "SOC", kind: "code", priority: 1 },
          { id: "title", label: "Occupation", kind: "text", priority: 1 },
          { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", spoken: true, priority: 1 },
          { id: "medianPay", label: "Median pay", kind: "number", unit: "dollars", spoken: true, priority: 1 },
          { id: "education", label: "Entry education", kind: "text", priority: 1 },
          { id: "openings", label: "Openings a year", kind: "number", unit: "jobs", spoken: true, priority: 2 },
        ],
        rows: occupations.slice(0, MOST_OCCUPATIONS).map((entry) => ({
          cells: {
            soc: entry.code,
            title: entry.title,
            ...entry.values,
            education: entry.facts?.typicalEducation && shortEducation(entry.facts.typicalEducation.education),
          },
        })),
      },
    ],
  };
}

function standingSection({ candidate }: IndustryProfile, { standings }: IndustryBeside, id: Id): Section {
  const chapter = { id: id("areas"), heading: "Among other areas", depth: 2 } as const;
  if (typeof standings === "string") return { chapter: { ...chapter, items: [standings] } };
  const standing = standings.standings.get(candidate.naics);
  const kind = STANDING_WORDS[standings.kind];
  if (!standing) return { chapter: { ...chapter, items: [`No ${kind} publish a figure of it to be placed among.`] } };
  const withheld =
    standing.withheld === 0
      ? ""
      : ` ${formatNumber(standing.withheld, "count")} more have it and withhold its figure: any of them might stand before.`;
  return {
    chapter: {
      ...chapter,
      items: [
        `By location quotient ${ordinal(standing.place)} of ${formatNumber(standing.of, "count")} ${kind} with a published figure${standings.isOfKind ? "" : ", as if the region were one of them"}.${withheld}`,
      ],
    },
  };
}
