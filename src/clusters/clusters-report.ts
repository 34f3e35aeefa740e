import { caution, information, type Note } from "../core/notes.js";
import { formatNumber, formatShare, formatSignificant } from "../core/number-format.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportColumn, ReportTable } from "../report/report.js";
import { levelName, formatList } from "../report/words.js";
import type { Level } from "../core/industry-table.js";
import type { Cut } from "./agglomerate.js";
import type { ClusterComparison } from "./compare-clusters.js";
import type { Proposal, StaffedIndustryShares } from "./propose.js";
import type { SimilarityMeasure } from "./similarity.js";

export interface ClustersReportInputs {
  readonly level: Level;
  readonly measure: SimilarityMeasure;
  readonly cut: Cut;
  readonly proposal: Proposal;
  readonly comparison: ClusterComparison | undefined;
  readonly staffing: readonly string[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

const SIMILARITY: Pick<ReportColumn, "kind" | "unit" | "priority"> = { kind: "number", unit: "ratio", priority: 1 };

/** Clusters proposed, a line for each industry, as `rank --clusters` reads them. */
export function buildClustersReport(inputs: ClustersReportInputs): Report {
  const { level, measure, cut, proposal, comparison, staffing } = inputs;
  const { clusters, singles, industries, leftOut } = proposal;
  return {
    command: "clusters",
    title: "Clusters of industries that share occupations",
    scope: [
      [
        "Industries",
        `${industries.length} ${levelName({ level })}, NAICS 2022; ${leftOut.length} more have no pattern of their own`,
      ],
      ["Staffing", formatList(staffing)],
      ["Similarity", measure.label],
      ["Grouped by", `average linkage, cut ${describeCut(cut)}`],
    ],
    tables: [clustersTable(inputs), singlesTable(inputs), ...(comparison ? [comparisonTable(comparison)] : [])],
    sections: [
      {
        heading: "What they share",
        items: clusters.map(
          ({ name, members, height, occupations }) =>
            `${name} (${members.length} industries, similarity ${formatNumber(1 - height, "ratio")}): ${formatList(occupations.map(({ title, share }) => `${title} ${formatShare(share)}`))}`,
        ),
      },
    ],
    notes: [...buildNotes(inputs), ...inputs.notes],
    provenance: inputs.provenance,
    schema: "sector-rank/clusters/1",
    json: {
      level: Number(level) || level,
      naics: 2022,
      similarity: measure.id,
      linkage: "average",
      cut,
      clusters: clusters.map(({ name, height, members, occupations }) => ({
        name,
        height,
        industries: members.map((one) => ({ ...industryJson(one), similarity: one.similarity })),
        occupations: occupations.map(({ code, title, share }) => ({ soc: code, title, share })),
      })),
      singles: singles.map((one) => ({ ...industryJson(one), ...(one.nearest && { nearest: one.nearest }) })),
      leftOut: leftOut.map(({ naics, title, borrowedFrom }) => ({
        naics,
        title,
        ...(borrowedFrom !== undefined && { borrowedFrom }),
      })),
      merges: proposal.merges.map(({ left, right, height }) => ({
        left: left.map((place) => industries[place]!.naics),
        right: right.map((place) => industries[place]!.naics),
        height,
      })),
      ...(comparison && {
        comparison: {
          file: comparison.file,
          compared: comparison.compared,
          agreement: comparison.agreement,
          clusters: comparison.clusters,
        },
      }),
    },
  };
}

function describeCut(cut: Cut): string {
  return "number" in cut
    ? `into ${cut.number} groups`
    : `at height ${cut.height} (similarity ${formatNumber(1 - cut.height, "ratio")})`;
}

function industryJson({ naics, title, jobs, group, market }: StaffedIndustryShares) {
  return {
    naics,
    title,
    ...(jobs !== undefined && { jobs }),
    ...(group !== undefined && { group }),
    ...(market && { market: market.market }),
  };
}

const MARKET: ReportColumn = {
  id: "market",
  label: "Market",
  kind: "code",
  description: "traded: jobs are concentrated over counties, so it serves demand from elsewhere; local: they are not.",
  priority: 2,
};

function clustersTable({ proposal: { clusters } }: ClustersReportInputs): ReportTable {
  return {
    id: "clusters",
    title: `${clusters.length} clusters`,
    columns: [
      { id: "cluster", label: "Cluster", kind: "text", priority: 1 },
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      {
        id: "jobs",
        label: "Jobs",
        kind: "number",
        unit: "jobs",
        description: "Of the nation in the staffing pattern; of its whole group where the pattern is a group's.",
        priority: 2,
      },
      { id: "similarity", label: "Alike", ...SIMILARITY, description: "Mean similarity to the others of the cluster." },
      MARKET,
    ],
    rows: clusters.flatMap(({ name, members }) =>
      members.map(({ naics, title, jobs, similarity, market }) => ({
        cells: { cluster: name, naics, title, jobs, similarity, market: market?.market },
      })),
    ),
  };
}

function singlesTable({ proposal: { singles } }: ClustersReportInputs): ReportTable {
  return {
    id: "singles",
    title: "Industries in no cluster",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      { id: "nearest", label: "Most like", kind: "text", priority: 1 },
      { id: "similarity", label: "Alike", ...SIMILARITY },
      MARKET,
    ],
    rows: singles.map(({ naics, title, nearest, market }) => ({
      cells: {
        naics,
        title,
        nearest: nearest && `${nearest.naics} ${nearest.title}`,
        similarity: nearest?.similarity,
        market: market?.market,
      },
    })),
  };
}

function comparisonTable({ file, clusters }: ClusterComparison): ReportTable {
  return {
    id: "comparison",
    title: `The clusters of ${file}`,
    columns: [
      { id: "cluster", label: "Cluster", kind: "text", priority: 1 },
      { id: "industries", label: "Industries", kind: "number", unit: "count", priority: 1 },
      { id: "within", label: "Within", ...SIMILARITY, description: "Mean similarity of two of its industries." },
      {
        id: "beyond",
        label: "To others",
        ...SIMILARITY,
        description: "Mean similarity of one of its industries and one of all others.",
      },
      { id: "nearest", label: "Most of it is proposed as", kind: "text", priority: 2 },
      { id: "shared", label: "Of them", kind: "number", unit: "count", priority: 2 },
    ],
    rows: clusters.map(({ name, industries, within, beyond, nearest }) => ({
      cells: {
        cluster: name,
        industries: industries.length,
        within,
        beyond,
        nearest: nearest?.name,
        shared: nearest?.industries,
      },
    })),
  };
}

/** Codes named before it is said how many there are more. */
const NAMED = 12;

function buildNotes({ proposal, comparison, level }: ClustersReportInputs): readonly Note[] {
  const { leftOut, industries } = proposal;
  const borrowed = leftOut.filter(({ borrowedFrom }) => borrowedFrom !== undefined);
  const without = leftOut.length - borrowed.length;
  const groups = [...new Set(industries.flatMap(({ group }) => group ?? []))];
  return [
    ...(leftOut.length === 0
      ? []
      : [
          caution(
            "pattern-borrowed",
            `Left out: ${borrowed.length} industries whose pattern would be that of a wider one, which would make them alike by construction${without === 0 ? "" : `, and ${without} of which no pattern is published`}. --staffing FILE with patterns of ${level} digits includes them: ${leftOut
              .slice(0, NAMED)
              .map(({ naics }) => naics)
              .join(", ")}${leftOut.length > NAMED ? ` and ${leftOut.length - NAMED} more` : ""}.`,
          ),
        ]),
    ...(groups.length === 0
      ? []
      : [
          information(
            "pattern-of-group",
            `One pattern is published for several industries, which are alike by it: ${groups.join("; ")}.`,
          ),
        ]),
    ...(comparison
      ? [
          information(
            "clusters-compared",
            `${comparison.compared} industries of ${comparison.file} have a pattern. Agreement of both groupings (adjusted Rand index, 0 by chance, 1 the same): ${comparison.agreement === undefined ? "not available" : formatSignificant(comparison.agreement, 2)}.`,
          ),
        ]
      : []),
    information(
      "staffing-alone",
      "Industries that share occupations draw on the same workers; they need not buy from each other or be in one place. Shares are of published occupations of the nation.",
    ),
  ];
}
