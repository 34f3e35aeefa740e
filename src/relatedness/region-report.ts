import { caution, information, type Note } from "../core/notes.js";
import { formatDatum, formatNumber, formatShare, formatWholePercent } from "../core/number-format.js";
import type { Analysis } from "../region/analysis.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportColumn, ReportSection, ReportTable } from "../report/report.js";
import { formatList, levelName, nameIndustry, scopeJson, scopeLines } from "../report/words.js";
import { AREAS_COLUMN, COMPLEXITY_COLUMN, DENSITY_COLUMN, GAIN_COLUMN } from "./columns.js";
import { findOpportunities, REACHABILITY, type Opportunities, type Opportunity } from "./quadrants.js";
import type { ReadPresence } from "./read/read-presence.js";
import type { RegionRelatedness, RelatedIndustry } from "./region-relatedness.js";
import { opportunityChart } from "./relatedness-chart.js";
import { nameAreaKind, relatednessNotes } from "./relatedness-notes.js";

export interface RegionReportInputs {
  readonly analysis: Analysis;
  readonly read: ReadPresence;
  readonly related: RegionRelatedness;
  readonly leastJobs: number;
  readonly top: number;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** Industries whose strengths are named. */
const NAMED = 5;

/** What a region is without, by how near it is and what it would bring. */
export function buildRegionReport(inputs: RegionReportInputs): Report {
  const { analysis, read, related } = inputs;
  const { table } = analysis;
  const found = findOpportunities(related.industries);
  const chart = opportunityChart(found, table);
  return {
    command: "relatedness",
    title: `What is within reach of ${table.region.name}`,
    scope: [...scopeLines(table), ["Proximity", describeAreas(inputs)]],
    tables: [opportunityTable(inputs, found), peerTable(related, read)],
    ...(chart && { charts: [chart] }),
    sections: [answerSection(found), strengthSection(found)],
    notes: [
      ...ownNotes(related),
      ...relatednessNotes(read, related.model, inputs.leastJobs),
      ...analysis.notes,
      ...inputs.notes,
      information(
        "found-together",
        "Density says what is found together, not why, and no more of a plant that would come: pay and growth are the industry's in the reference area.",
      ),
    ],
    provenance: inputs.provenance,
    schema: "sector-rank/relatedness/1",
    json: {
      scope: scopeJson(table),
      ...comparedJson(read, related.model.draws, inputs.leastJobs),
      regionAmongAreas: related.isAmongAreas,
      ...(found.split && { split: { density: found.split.density, strategicGain: found.split.gain } }),
      industries: related.industries.map((one) => ({
        ...industryJson(one),
        quadrant: found.industries.find(({ naics }) => naics === one.naics)?.quadrant,
      })),
      order: found.industries.map(({ naics }) => naics),
      peers: related.peers.map(({ area, name, likeness, complexity, industries }) => ({
        area,
        title: name,
        likeness,
        complexity,
        industries,
      })),
    },
  };

  function describeAreas({ leastJobs }: RegionReportInputs): string {
    const count = formatNumber(read.presence.areas.length, "count");
    const whose = related.isAmongAreas
      ? "the region is one of them"
      : "the region is none of them, though its parts may be";
    const least = leastJobs > 0 ? ` and ${formatNumber(leastJobs, "jobs")} jobs` : "";
    return `industries with a location quotient of 1${least} in ${count} ${nameAreaKind(read)}; ${whose}`;
  }
}

/** What was compared, as JSON. */
export function comparedJson(
  { kind, presence, span, cells, leftOut }: ReadPresence,
  draws: number,
  leastJobs: number,
): Readonly<Record<string, unknown>> {
  return {
    compared: {
      kind,
      areas: presence.areas.length,
      industries: presence.industries.length,
      year: span.end.year,
      cells,
    },
    presentJobs: leastJobs,
    draws,
    leftOut: leftOut.map(({ area, name, reason }) => ({ area, title: name, reason })),
  };
}

function industryJson(one: RelatedIndustry) {
  const { naics, title, presence, quotient, jobs, density, gain, complexity, bounds, ubiquity } = one;
  return {
    naics,
    title,
    ...(presence !== undefined && { presence }),
    lq: quotient,
    employment: jobs,
    density,
    strategicGain: gain,
    complexity,
    ...(bounds && { bounds: { density: bounds.density, strategicGain: bounds.gain } }),
    ubiquity,
    payElsewhere: one.payElsewhere,
    growthElsewhere: one.growthElsewhere,
    strengths: one.strengths,
  };
}

function opportunityTable({ analysis, top }: RegionReportInputs, { industries, split }: Opportunities): ReportTable {
  const { table } = analysis;
  const columns: readonly ReportColumn[] = [
    NAICS_COLUMN,
    TITLE_COLUMN,
    DENSITY_COLUMN,
    GAIN_COLUMN,
    ...(industries.some(({ bounds }) => bounds) ? BOUND_COLUMNS : []),
    {
      id: "quadrant",
      label: "Quadrant",
      kind: "text",
      description: "Density and gain beside their medians over the industries that the region is without.",
      priority: 2,
    },
    COMPLEXITY_COLUMN,
    {
      id: "payElsewhere",
      label: "Pay there",
      kind: "number",
      unit: "dollars",
      description: `Average pay of the industry in ${table.reference.name}.`,
      priority: 1,
    },
    {
      id: "growthElsewhere",
      label: "Growth there",
      kind: "number",
      unit: "fraction",
      description: `Growth of the industry in ${table.reference.name} over the span.`,
      priority: 1,
    },
    {
      id: "employment",
      label: "Jobs here",
      kind: "number",
      unit: "jobs",
      description: "Jobs of the industry in the region.",
      priority: 2,
    },
    {
      id: "lq",
      label: "LQ",
      kind: "number",
      unit: "ratio",
      description: "Location quotient in the region.",
      priority: 3,
    },
    {
      id: "presence",
      label: "P(LQ≥1)",
      kind: "number",
      unit: "fraction",
      description: "How likely the region's location quotient is 1 or more; empty where its cell is withheld.",
      priority: 3,
    },
    AREAS_COLUMN,
    {
      id: "strengths",
      label: "Related strengths",
      kind: "text",
      description: "What the region has that is found together with it, and what part of the density each makes up.",
      priority: 4,
    },
  ];
  const rows = industries.map((one) => ({
    emphasis: one.quadrant === "within",
    cells: {
      naics: one.naics,
      title: one.title,
      density: one.density,
      strategicGain: one.gain,
      densityLeast: one.bounds?.density.low,
      densityMost: one.bounds?.density.high,
      quadrant: one.quadrant && REACHABILITY[one.quadrant],
      complexity: one.complexity,
      payElsewhere: one.payElsewhere,
      growthElsewhere: one.growthElsewhere,
      employment: one.jobs,
      lq: one.quotient,
      presence: one.presence,
      ubiquity: one.ubiquity,
      strengths: one.strengths
        .map(({ naics, title, share }) => `${nameIndustry({ naics, title })} ${formatShare(share)}`)
        .join("; "),
    },
  }));
  return {
    id: "opportunities",
    title: `${industries.length} ${levelName(table)} that the region is without${split ? ", the nearest with the highest gain first" : ""}`,
    columns,
    rows,
    emphasis: REACHABILITY.within,
    ...(rows.length > top && {
      leading: {
        rows: top,
        rest: `${formatNumber(rows.length - top, "count")} more: --format csv lists them, --top shows more.`,
      },
    }),
  };
}

/** Where cells of the region are withheld and nothing is estimated. */
const BOUND_COLUMNS: readonly ReportColumn[] = [
  {
    id: "densityLeast",
    label: "Least",
    kind: "number",
    unit: "ratio",
    description: "The least that the density may be: none of the withheld industries of the region is present.",
    priority: 1,
  },
  {
    id: "densityMost",
    label: "Most",
    kind: "number",
    unit: "ratio",
    description: "The most that the density may be: all of the withheld industries of the region are present.",
    priority: 1,
  },
];

function peerTable({ peers }: RegionRelatedness, read: ReadPresence): ReportTable {
  return {
    id: "peers",
    title: `${nameAreaKind(read).replace(/^./, (first) => first.toUpperCase())} with the most alike mix of industries`,
    columns: [
      { id: "area", label: "Code", kind: "code", priority: 2 },
      { id: "area_title", label: "Area", kind: "text", priority: 1 },
      {
        id: "likeness",
        label: "Alike",
        kind: "number",
        unit: "ratio",
        description: "Industries that both have, over the number of industries of the one that has more.",
        priority: 1,
      },
      {
        id: "complexity",
        label: "Complex.",
        kind: "number",
        unit: "ratio",
        description: "Mean complexity of the area's industries, in standard deviations from the mean of areas.",
        priority: 1,
      },
      {
        id: "industries",
        label: "Industries",
        kind: "number",
        unit: "count",
        description: "Industries with a location quotient of 1 or more, as far as is expected.",
        priority: 2,
      },
    ],
    rows: peers.map(({ area, name, likeness, complexity, industries }) => ({
      cells: { area, area_title: name, likeness, complexity, industries },
    })),
  };
}

function answerSection({ industries, split }: Opportunities): ReportSection {
  const count = (quadrant: Opportunity["quadrant"]): number =>
    industries.filter((one) => one.quadrant === quadrant).length;
  const paragraphs = split
    ? [
        `Of ${industries.length} industries that the region is without, ${count("within")} are nearer than half of them and bring more than half of them: density of at least ${formatNumber(split.density, "ratio")}, gain of at least ${formatNumber(split.gain, "ratio")}. ${count("stretch")} would bring as much but are farther, ${count("easy")} are as near but bring less.`,
      ]
    : [
        `The region is without ${industries.length} industries, and none of them has both a density and a gain${industries.some(({ bounds }) => bounds) ? ": they rest on withheld cells. In order of the least density that each may have" : ""}.`,
      ];
  return { heading: "What is within reach", before: true, paragraphs };
}

function strengthSection({ industries }: Opportunities): ReportSection {
  return {
    heading: "Related strengths behind them",
    items: industries
      .filter(({ strengths }) => strengths.length > 0)
      .slice(0, NAMED)
      .map(
        (one) =>
          `${nameIndustry(one)} (density ${formatDatum(one.density, "ratio")}): ${formatList(
            one.strengths.map((each) => `${nameIndustry(each)} ${formatWholePercent(each.share)}`),
          )}`,
      ),
  };
}

/** What is not known of the region's own industries. */
function ownNotes({ industries }: RegionRelatedness): readonly Note[] {
  const unsure = industries.filter(({ presence }) => presence !== undefined && presence > 0.05 && presence < 0.95);
  const unknown = industries.filter(({ presence }) => presence === undefined);
  const notes: Note[] = [];
  if (unsure.length > 0) {
    notes.push(
      information(
        "own-presence-uncertain",
        `Of ${unsure.length} industries it is not sure whether the region has them: the range of their estimated location quotient holds 1. Those likelier absent are listed.`,
        unsure.map(({ naics }) => naics),
      ),
    );
  }
  if (unknown.length > 0) {
    notes.push(
      caution(
        "own-presence-withheld",
        `Cells of ${unknown.length} industries of the region are withheld, so that it is not known whether it has them. Density and gain that rest on them are left empty; JSON gives the least and most that they may be.`,
        unknown.map(({ naics }) => naics),
      ),
    );
  }
  return notes;
}
