import type { Note } from "../core/notes.js";
import { rankCharts } from "../report/charts.js";
import type { Provenance } from "../report/provenance.js";
import { rankScope } from "../report/rank-table.js";
import type { RankReportInputs, RegionStandings } from "../report/rank-inputs.js";
import type { Report, ReportTable } from "../report/report.js";
import { rankStatements } from "../report/rank-statements.js";
import { scopeJson } from "../report/words.js";
import { industrySections, nameProfile, type IndustryBeside } from "./industry-chapters.js";
import type { IndustryProfile } from "./industry-profile.js";
import { industryJson, regionJson } from "./profile-json.js";
import { regionSections } from "./region-chapters.js";
import type { RegionProfile } from "./region-profile.js";

/** What a document of profiles is made of: the region, or industries of it, or both. */
export interface ProfileReportInputs {
  /** The ranking of the level asked for. */
  readonly inputs: RankReportInputs;
  readonly region: RegionProfile | undefined;
  readonly industries: readonly (Omit<IndustryBeside, "isOneOfSeveral"> & {
    readonly profile: IndustryProfile;
    readonly standings: RegionStandings | string;
  })[];
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** A document to meet over: chapters in the order in which they are read, with all tables for files. */
export function buildProfileReport({ inputs, region, industries, notes, provenance }: ProfileReportInputs): Report {
  const { table } = inputs.analysis;
  const listed = new Set(inputs.shortList.map(({ industry }) => industry.candidate.naics));
  const charts = rankCharts({
    ranking: inputs.ranking,
    table,
    listed,
    rankIntervals: inputs.rankIntervals,
    history: inputs.history,
  });
  const bubbles = charts.find(({ kind }) => kind === "bubble");
  const isOneOfSeveral = industries.length > 1 || region !== undefined;
  const sections = [
    ...(region ? regionSections(region, bubbles) : []),
    ...industries.flatMap(({ profile, ...beside }) => industrySections(profile, { ...beside, isOneOfSeveral })),
  ];
  const [first, ...others] = sections.flatMap(({ tables = [] }) => tables);
  const [only] = industries;
  return {
    command: "profile",
    title:
      only && !isOneOfSeveral
        ? `${nameProfile(only.profile)}: ${table.region.name}`
        : region
          ? `Profile of ${table.region.name}`
          : `Industries of ${table.region.name}`,
    scope: rankScope(only && !isOneOfSeveral ? only.profile.inputs : inputs),
    tables: [first ?? NO_TABLE, ...others],
    sections: [],
    chapters: sections.map(({ chapter }) => chapter),
    notes: collectNotes(inputs, industries, region !== undefined, notes),
    provenance,
    charts: region ? charts : industries.flatMap(({ profile, ...beside }) => collectCharts(profile, beside)),
    schema: "sector-rank/profile/1",
    json: {
      scope: scopeJson(table),
      ...(region && { region: regionJson(region) }),
      industries: industries.map(({ profile, standings }) => industryJson(profile, standings)),
    },
  };
}

const NO_TABLE: ReportTable = { id: "nothing", title: "", columns: [], rows: [] };

function collectCharts(profile: IndustryProfile, beside: Omit<IndustryBeside, "isOneOfSeveral">) {
  return industrySections(profile, { ...beside, isOneOfSeveral: false }).flatMap(({ chapter }) => chapter.chart ?? []);
}

/** All notes of the rankings shown; of an industry alone those of its own and of the whole result. */
function collectNotes(
  inputs: RankReportInputs,
  industries: ProfileReportInputs["industries"],
  isOfRegion: boolean,
  further: readonly Note[],
): readonly Note[] {
  const codes = new Set(industries.map(({ profile }) => profile.candidate.naics));
  const rankings = isOfRegion ? [inputs] : [...new Set(industries.map(({ profile }) => profile.inputs))];
  const all = rankings.flatMap((one) => rankStatements(one, [...one.analysis.notes, ...one.notes]).notes);
  const shown = isOfRegion
    ? all
    : all.filter(({ industries: about }) => about.length === 0 || about.some((code) => codes.has(code)));
  return [...new Map([...shown, ...further].map((note) => [`${note.id} ${note.text}`, note])).values()];
}
