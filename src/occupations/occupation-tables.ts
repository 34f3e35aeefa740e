import { findOrigin } from "../files/sources-lock.js";
import { InputError } from "../core/errors.js";
import { readOccupationFacts, readAreaOccupations, shippedNationalWages, shippedOccupations } from "./read/index.js";
import { readAreas } from "../areas/read-areas.js";
import { readStaffing, shippedStaffing } from "./read/staffing.js";
import type { TableContext } from "../files/read-rows.js";
import { caution, information, type Note } from "../core/notes.js";
import type { JobZones } from "./read/facts.js";
import { areaFit, type AreaFit } from "./area-fit.js";
import { formatArea, isCalled, requireNamed, withNamedArea } from "./wage-areas.js";
import type { OccupationTable } from "../staffing/occupation-records.js";
import type { ProvenanceInput } from "../report/provenance.js";
import type { AreaOccupations, SourceOfRecords, StaffingTable } from "../staffing/records.js";
import type { PatternMatch } from "../staffing/match.js";
import { sourcesUsed, withShippedPatterns } from "../staffing/with-shipped.js";
import { formatList } from "../report/words.js";

/** The tables about occupations: the user's files, and what ships with the tool where there are none. */
export interface OccupationTables {
  readonly staffing: StaffingTable;
  readonly national: AreaOccupations;
  /** Areas of the user's wage files but the nation. */
  readonly areas: readonly AreaOccupations[];
  readonly facts: OccupationTable;
  readonly shipped: { readonly staffing: boolean; readonly wages: boolean; readonly facts: boolean };
  readonly jobZones: JobZones | undefined;
  readonly inputs: readonly ProvenanceInput[];
  readonly notes: readonly Note[];
}

interface TableOptions {
  readonly staffing: readonly string[];
  readonly wages: readonly string[];
  readonly education: readonly string[];
  /** The area that a file of wages is of, where it names none itself. */
  readonly wagesArea?: string | undefined;
}

type Context = Required<Pick<TableContext, "cwd" | "hash">> & Pick<TableContext, "onProgress">;

export async function readOccupationTables(options: TableOptions, context: Context): Promise<OccupationTables> {
  const staffing = options.staffing.length > 0 ? await readStaffing(options.staffing, context) : undefined;
  const wages = options.wages.length > 0 ? await readAreaOccupations(options.wages, context) : undefined;
  const facts = options.education.length > 0 ? await readOccupationFacts(options.education, context) : undefined;
  const isNation = ({ area }: AreaOccupations): boolean => areaFit(["US000"], { area }, () => []) === "nation";
  const areas = withNamedArea(wages?.areas ?? [], options.wagesArea);
  const national = areas.find(isNation);
  const table = staffing ? withShippedPatterns(staffing.table, shippedStaffing()) : shippedStaffing();
  const nation = national ?? shippedNationalWages();
  const files = [...(staffing?.files ?? []), ...(wages?.files ?? []), ...(facts?.files ?? [])];
  return {
    staffing: table,
    national: nation,
    areas: areas.filter((area) => !isNation(area)),
    facts: joinFacts(shippedOccupations(), facts?.table),
    shipped: { staffing: !staffing, wages: !national, facts: true },
    jobZones: facts?.jobZones,
    inputs: [
      ...files.map(({ file, rows, sha256 }) => ({
        file,
        rows,
        ...(sha256 !== undefined && { sha256 }),
        ...findOrigin(file, sha256),
      })),
      ...table.sources.filter(isBuiltIn).map(({ file }) => ({ file, publisher: "BLS" })),
      ...(national ? [] : [{ file: nation.source.file, publisher: "BLS" }]),
    ],
    notes: [...(staffing?.notes ?? []), ...(wages?.notes ?? []), ...(facts?.notes ?? [])],
  };
}

export function isBuiltIn({ file }: SourceOfRecords): boolean {
  return file.startsWith("data/");
}

/** Which industries take a built-in pattern, where there are files of the user's own. */
export function builtInNotes(
  { staffing, shipped }: Pick<OccupationTables, "staffing" | "shipped">,
  industries: readonly { readonly naics: string; readonly match: PatternMatch }[],
): readonly Note[] {
  if (shipped.staffing) return [];
  const filled = industries.filter(
    ({ match }) => match.pattern && sourcesUsed(staffing, [match]).some((source) => isBuiltIn(source)),
  );
  if (filled.length === 0) return [];
  const codes = filled.map(({ naics }) => naics);
  const which = formatList([
    ...new Set(
      sourcesUsed(
        staffing,
        filled.map(({ match }) => match),
      )
        .filter(isBuiltIn)
        .map(({ label }) => label),
    ),
  ]);
  return [
    information(
      "pattern-built-in",
      `The staffing files hold ${filled.length === industries.length ? "none" : `${industries.length - filled.length} of ${industries.length}`} of the industries; the others take built-in patterns (${which}): ${codes.slice(0, 12).join(", ")}${codes.length > 12 ? ` and ${codes.length - 12} more` : ""}.`,
      codes,
    ),
  ];
}

/** What the user's files say of an occupation takes the place of what ships; the rest stays. */
function joinFacts(shipped: OccupationTable, own: OccupationTable | undefined): OccupationTable {
  if (!own) return shipped;
  const occupations = new Map(shipped.occupations);
  for (const [code, facts] of own.occupations) {
    const before = occupations.get(code);
    const related = facts.related.length > 0 ? facts.related : (before?.related ?? []);
    // A table without titles, as O*NET's text edition has them, leaves ours.
    const title = facts.title === code ? (before?.title ?? code) : facts.title;
    occupations.set(code, { ...before, ...facts, title, related });
  }
  return { soc: own.soc, occupations };
}

/** From the best to the worst. */
const FITS: readonly AreaFit[] = ["same", "wider", "unknown", "other"];

/**
 * The area of the user's wage files that stands for the region, with a caution where it is another one.
 *
 * @param wanted the user's own choice, by code or by a part of the name
 * @throws {InputError} AREA_NOT_IN_FILES where several areas are there and none fits, or none is the wanted one
 */
export function chooseWageArea(
  areas: readonly AreaOccupations[],
  region: { readonly name: string; readonly areas: readonly string[] },
  wanted: string | undefined,
): { readonly area: AreaOccupations | undefined; readonly notes: readonly Note[] } {
  if (areas.length === 0) return { area: undefined, notes: [] };
  const places = readAreas();
  const rated = (wanted === undefined ? requireNamed(areas) : areas.filter((area) => isCalled(area, wanted)))
    .map((area) => ({ area, fit: areaFit(region.areas, area, (code) => places.countiesOf(code)) }))
    .sort((a, b) => FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || areaSize(a.area) - areaSize(b.area));
  const [best] = rated;
  const isUnclear = rated.length > 1 && best !== undefined && (best.fit === "other" || best.fit === "unknown");
  if (!best || (isUnclear && wanted === undefined)) {
    throw new InputError(
      wanted === undefined
        ? `none of the wage areas is known to hold ${region.name}`
        : `no wage area is called "${wanted}"`,
      {
        code: "AREA_NOT_IN_FILES",
        missing: "wages",
        found: `${areas.length} areas: ${areas.slice(0, 6).map(formatArea).join("; ")}${areas.length > 6 ? " …" : ""}`,
        hint: "name one with --wages-area, by code or by a part of its name",
      },
    );
  }
  return { area: best.area, notes: fitNotes(best.area, best.fit, region.name) };
}

function fitNotes(area: AreaOccupations, fit: AreaFit, region: string): readonly Note[] {
  const name = formatArea(area);
  if (fit === "other") {
    return [
      caution(
        "wages-other-area",
        `The regional wages are of ${name}, which is another area than ${region}: don't read them as its own.`,
      ),
    ];
  }
  if (fit === "wider") {
    return [information("wages-wider-area", `The regional wages are of ${name}, which holds ${region} and more.`)];
  }
  if (fit === "unknown") {
    return [
      caution(
        "wages-unknown-area",
        `The regional wages are of ${name}; check that this is ${region}, since the file's area can't be matched with it.`,
      ),
    ];
  }
  return [];
}

function areaSize({ total }: AreaOccupations): number {
  return total.status === "disclosed" ? total.value : Infinity;
}
