import { ABSENT, hasValue, sumData, knownValue, type Datum } from "../core/datum.js";
import { information, caution, type Note } from "../core/notes.js";
import { withoutDataFolder } from "../files/shipped-table.js";
import type { IndustryTree } from "../naics/naics.js";
import { analyzeOccupations, type ChosenIndustry, type OccupationsAnalysis } from "../occupations/analysis.js";
import { educationRank } from "../occupations/education.js";
import type { FactsReading } from "../occupations/read/facts.js";
import { readSocLists } from "../occupations/read/soc.js";
import type { OccupationTables } from "../occupations/occupation-tables.js";
import { titleOfOccupation } from "../staffing/read/shipped-occupations.js";
import type { OccupationProjection } from "../staffing/occupation-records.js";
import type { SocCode } from "../staffing/records.js";

/** What an occupation asks for and offers in a year. */
export interface OccupationDemand {
  readonly occupation: SocCode;
  readonly title: string;
  /** Jobs to fill in an average year. */
  readonly openings: Datum;
  /** Typical entry education in BLS's words. */
  readonly education: string | undefined;
  /** Its place from 0 (none) to 7 (doctoral). */
  readonly educationRank: number | undefined;
}

/** Openings by occupation in the region, and where they come from. */
export interface Demand {
  readonly occupations: ReadonlyMap<SocCode, OccupationDemand>;
  /** As a report says it. */
  readonly label: string;
  /** Jobs by occupation over the region's industries; undefined without files of them. */
  readonly analysis: OccupationsAnalysis | undefined;
  /** The code under which openings count an occupation of SOC 2018. */
  readonly codeOf: (occupation: SocCode) => SocCode;
  /** Openings of the nation, for what the region has none of. */
  readonly ofNation: (occupation: SocCode) => number | undefined;
  readonly notes: readonly Note[];
}

/** What openings are made of. */
export interface DemandInputs {
  /** Projections of a state or region by occupation, where files of them are given. */
  readonly projections: FactsReading | undefined;
  /** All industries of the region at one level, where files of jobs are given. */
  readonly industries: readonly ChosenIndustry[] | undefined;
  readonly region: string;
  readonly tables: OccupationTables;
  readonly tree: IndustryTree;
}

/**
 * Openings a year by occupation: those of the projections given; else the region's jobs by occupation times the nation's
 * openings for each job.
 *
 * @returns undefined where neither projections nor jobs are given
 */
export function findDemand(inputs: DemandInputs): Demand | undefined {
  const { projections, industries, tables, tree } = inputs;
  const analysis =
    industries &&
    analyzeOccupations({
      industries,
      staffing: tables.staffing,
      tree,
      national: undefined,
      regional: undefined,
      facts: tables.facts,
      thresholds: [],
    });
  const found = projections ? ofProjections(projections, inputs) : analysis && ofJobs(analysis, inputs);
  if (!found) return undefined;
  const nation = tables.facts.occupations;
  const wholes = new Map([...readSocLists().combined].flatMap(([whole, parts]) => parts.map((part) => [part, whole])));
  return {
    ...found,
    analysis,
    codeOf: (code) => {
      const whole = wholes.get(code);
      if (whole === undefined || found.occupations.has(code)) return code;
      return found.occupations.has(whole) || nation.has(whole) ? whole : code;
    },
    ofNation: (code) => {
      const total = nation.get(code)?.projection?.openings.total;
      return total && knownValue(total);
    },
  };
}

type Found = Pick<Demand, "occupations" | "label" | "notes">;

function ofProjections({ table, files, notes }: FactsReading, { region, tables }: DemandInputs): Found {
  const occupations = new Map<SocCode, OccupationDemand>();
  const areas = new Set<string>();
  let first: OccupationProjection | undefined;
  const summed: SocCode[] = [];
  for (const [code, { title, projection, typicalEducation }] of table.occupations) {
    if (!projection || !isDetailed(code, tables, typicalEducation?.education)) continue;
    first ??= projection;
    if (projection.area !== undefined) areas.add(projection.area);
    const openings = totalOpenings(projection);
    if (openings.isSummed) summed.push(code);
    const known = tables.facts.occupations.get(code);
    const education = typicalEducation?.education ?? known?.typicalEducation?.education;
    occupations.set(code, {
      occupation: code,
      title: title === code ? titleOfOccupation(code) : title,
      openings: openings.total,
      education,
      educationRank: education === undefined ? undefined : educationRank(education),
    });
  }
  const names = files.map(({ file }) => withoutDataFolder(file)).join(", ");
  const span = first ? `${first.baseYear}–${String(first.projectedYear).slice(2)}` : "";
  const area = [...areas].join("; ");
  return {
    occupations,
    label: `projections ${span} of ${area === "" ? "an area that the file does not name" : area} (${names})`,
    notes: [
      // Of the nation's openings none stand in for those that the files do not have.
      ...notes.filter(({ id }) => id !== "openings-of-two-sources"),
      ...areaNote(area, region, names),
      ...(summed.length > 0
        ? [
            information(
              "openings-summed",
              `Openings of ${summed.length} occupations are not printed and were added up of exits, transfers and growth.`,
              summed,
            ),
          ]
        : []),
    ],
  };
}

/** Openings = exits + transfers + growth, where the file does not print them. */
function totalOpenings({ openings }: OccupationProjection): { readonly total: Datum; readonly isSummed: boolean } {
  if (openings.total.status !== "absent") return { total: openings.total, isSummed: false };
  const parts = [openings.exits, openings.transfers, openings.growth];
  return parts.every(hasValue) ? { total: sumData(parts), isSummed: true } : { total: ABSENT, isSummed: false };
}

function areaNote(area: string, region: string, files: string): readonly Note[] {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]+/g, " ");
  if (area !== "" && (plain(region).includes(plain(area).trim()) || plain(area).includes(plain(region).trim())))
    return [];
  const of = area === "" ? "an area that the file does not name" : area;
  const text = `Openings are those of ${of} (${files}), completions those of ${region}'s institutions: check that both are of the same area.`;
  return [caution("openings-other-area", text)];
}

/** Sums of occupations stand beside their parts: only what BLS gives an entry education is an occupation of its own. */
function isDetailed(code: SocCode, { facts }: OccupationTables, education: string | undefined): boolean {
  const known = facts.occupations.get(code);
  if (known) return known.typicalEducation !== undefined;
  return education !== undefined || !code.endsWith("0");
}

function ofJobs({ entries }: OccupationsAnalysis, { tables }: DemandInputs): Found {
  const occupations = new Map<SocCode, OccupationDemand>();
  const without: SocCode[] = [];
  for (const { code, title, values, facts } of entries) {
    const openings = values["openings"] ?? ABSENT;
    if (openings.status === "absent") without.push(code);
    const education = facts?.typicalEducation?.education;
    occupations.set(code, {
      occupation: code,
      title,
      openings,
      education,
      educationRank: education === undefined ? undefined : educationRank(education),
    });
  }
  const projection = [...tables.facts.occupations.values()].find((one) => one.projection)?.projection;
  const span = projection ? ` ${projection.baseYear}–${String(projection.projectedYear).slice(2)}` : "";
  return {
    occupations,
    label: `the region's jobs by occupation times the nation's openings for each job (BLS projections${span})`,
    notes: [
      information(
        "openings-estimated",
        "Openings are computed: jobs by occupation come from the nation's staffing patterns, and openings for each job are the nation's. A state's own projections take their place with --openings FILE.",
      ),
      ...(without.length > 0
        ? [
            caution(
              "openings-unknown",
              `${without.length} occupations of the region have no projected openings: ${without.slice(0, 6).join(", ")}${without.length > 6 ? " …" : ""}.`,
              without,
            ),
          ]
        : []),
    ],
  };
}
