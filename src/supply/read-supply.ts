import { findOrigin } from "../files/sources-lock.js";
import { withoutDataFolder } from "../files/shipped-table.js";
import { readAreas } from "../areas/read-areas.js";
import { resolveRegion, type NamedRegionAreas } from "../areas/region.js";
import type { AreaCode } from "../core/codes.js";
import type { Note } from "../core/notes.js";
import type { ReadFile, TableContext } from "../files/read-rows.js";
import { pathFrom } from "../region/read/area-rows.js";
import { industryTree } from "../naics/read-naics.js";
import type { ChosenIndustry } from "../occupations/analysis.js";
import { readOccupationFacts } from "../occupations/read/facts.js";
import type { OccupationTables } from "../occupations/occupation-tables.js";
import type { ProvenanceInput } from "../report/provenance.js";
import { readTraining, requireWholeOptions } from "../training/read-training.js";
import type { Training } from "../training/records.js";
import { areasOfResidents, countResidents, type Residents } from "../workers/residents.js";
import { readAcs } from "../workers/read/acs.js";
import { readLaborForce } from "../workers/read/labor-force.js";
import { findDemand, type Demand } from "./demand.js";
import { supplyByIndustry, type IndustrySupply } from "./industry-supply.js";
import { findSupply, type OccupationSupply, type TrainingSupply } from "./occupation-supply.js";
import { rankOfEducationId, type EducationId } from "../occupations/education.js";

/** Files about training and workers, as the options name them. */
export interface SupplyFiles {
  readonly completions: readonly string[];
  readonly institutions: string | undefined;
  readonly crosswalk: string | undefined;
  readonly laborShed: string | undefined;
  readonly openings: readonly string[];
  readonly openingsArea: string | undefined;
  readonly laus: readonly string[];
  readonly acs: readonly string[];
}

/** For which region, and with what of its industries. */
export interface SupplyOf {
  readonly region: { readonly name: string; readonly areas: readonly AreaCode[] };
  /** Decides which counties the region has; the latest where left out. */
  readonly year: number | undefined;
  readonly named: Readonly<Record<string, NamedRegionAreas>>;
  /** Every industry of the region at one level, and the short list, where files of jobs are given. */
  readonly industries:
    { readonly all: readonly ChosenIndustry[]; readonly shortList: readonly ChosenIndustry[] } | undefined;
  readonly tables: OccupationTables;
  readonly minEducation: EducationId;
}

/** All that `supply` knows of a region. */
export interface SupplyFindings {
  readonly region: SupplyOf["region"];
  readonly counties: readonly AreaCode[];
  /** Further counties whose institutions count. */
  readonly shed: { readonly name: string; readonly counties: readonly AreaCode[] } | undefined;
  readonly training: Training | undefined;
  readonly demand: Demand | undefined;
  readonly supply: TrainingSupply | undefined;
  /** Those at the wanted entry education or above, in the order of the supply. */
  readonly shown: readonly OccupationSupply[];
  readonly minEducation: EducationId;
  readonly industries: readonly IndustrySupply[] | undefined;
  readonly residents: Residents | undefined;
  readonly inputs: readonly ProvenanceInput[];
  /** Files read, by their paths. */
  readonly paths: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Reads completions, openings, labor force and survey of a region, and sets them beside each other.
 *
 * @throws {InputError} what is wrong with a file; {UsageError} for areas that are not known
 */
export async function readSupply(
  files: SupplyFiles,
  of: SupplyOf,
  context: TableContext & { readonly cwd: string },
): Promise<SupplyFindings> {
  requireWholeOptions(files);
  const areas = readAreas();
  const inYear = of.year === undefined ? {} : { year: of.year };
  const countiesIn = (codes: readonly AreaCode[]): readonly AreaCode[] => [
    ...new Set(codes.flatMap((code) => areas.countiesOf(code, of.year))),
  ];
  const counties = countiesIn(of.region.areas);
  const shedRegion =
    files.laborShed === undefined ? undefined : resolveRegion(areas, files.laborShed, { named: of.named, ...inYear });
  const shed = shedRegion && {
    name: shedRegion.name,
    counties: countiesIn(shedRegion.areas).filter((one) => !counties.includes(one)),
  };
  const at = (path: string): string => atFolder(context.cwd, path);
  const training =
    files.institutions === undefined
      ? undefined
      : await readTraining(
          {
            completions: files.completions.map(at),
            institutions: at(files.institutions),
            crosswalk: files.crosswalk === undefined ? undefined : at(files.crosswalk),
          },
          new Set([...counties, ...(shed?.counties ?? [])]),
          context,
        );
  const projections =
    files.openings.length === 0
      ? undefined
      : await readOccupationFacts(files.openings.map(at), { ...context, area: files.openingsArea });
  const demand = findDemand({
    projections,
    industries: of.industries?.all,
    region: of.region.name,
    tables: of.tables,
    tree: industryTree(),
  });
  const laborForce = files.laus.length === 0 ? undefined : await readLaborForce(files.laus.map(at), context);
  const acs = files.acs.length === 0 ? undefined : await readAcs(files.acs.map(at), context);
  const residents =
    laborForce || acs ? countResidents(areasOfResidents(areas, of.region), { laborForce, acs }) : undefined;
  const supply = training && findSupply(training, demand);
  const shown = supply ? chooseShown(supply, demand, of.minEducation) : [];
  const read = [
    ...(training?.files ?? []),
    ...(projections?.files ?? []),
    ...(laborForce?.files ?? []),
    ...(acs?.files ?? []),
  ];
  return {
    region: of.region,
    counties,
    shed,
    training,
    demand,
    supply,
    shown,
    minEducation: of.minEducation,
    industries: supply && demand && of.industries && supplyByIndustry(shown, demand, of.industries.shortList),
    residents,
    inputs: read.map(toInput),
    paths: read.map(({ file }) => file),
    notes: [...(training?.notes ?? []), ...(demand?.notes ?? []), ...(residents?.notes ?? [])],
  };
}

/** The file behind a year that stands before it: `2023=FILE`. */
function atFolder(cwd: string, text: string): string {
  const year = /^(?:19|20)\d\d=/.exec(text)?.[0] ?? "";
  return `${year}${pathFrom(cwd, text.slice(year.length))}`;
}

function toInput({ file, rows, sha256 }: ReadFile): ProvenanceInput {
  return {
    file: withoutDataFolder(file),
    rows,
    ...(sha256 !== undefined && { sha256 }),
    ...findOrigin(file, sha256),
  };
}

/** Without openings the education is not known, so that all with completions are shown. */
function chooseShown(
  { occupations }: TrainingSupply,
  demand: Demand | undefined,
  least: EducationId,
): readonly OccupationSupply[] {
  const rank = rankOfEducationId(least);
  return occupations.filter(({ educationRank, completions }) =>
    demand === undefined || educationRank === undefined ? completions > 0 : rank === 0 || educationRank >= rank,
  );
}
