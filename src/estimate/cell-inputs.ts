import { resolveRegion } from "../areas/region.js";
import type { AreaCode } from "../core/codes.js";
import { InputError, UsageError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import type { QcewSource, QcewTable } from "../qcew/table.js";
import {
  areasThatBind,
  metropolitanCounties,
  readAreaRows,
  requireFiles,
  type ReadContext,
} from "../region/read/area-rows.js";
import { areasInFiles, type InputOptions } from "../region/read/inputs.js";
import { readAreas } from "../areas/read-areas.js";

export interface CellInputs {
  readonly name: string;
  readonly qcew: QcewTable;
  readonly areas: readonly AreaCode[];
  readonly metropolitanCounties: ReadonlyMap<string, readonly string[]>;
  readonly sources: readonly QcewSource[];
  readonly notes: readonly Note[];
}

/**
 * Reads the rows of the areas whose cells are asked for, and of those that pin them: of a region, of listed
 * areas, or of every county in the files.
 */
export async function readCellInputs(
  options: Omit<InputOptions, "suppressed"> & { readonly areas: readonly string[] },
  context: ReadContext,
): Promise<CellInputs> {
  requireFiles(options);
  const areas = readAreas();
  if (options.areas.length === 1 && options.areas[0] === "counties") {
    const { table, notes } = await readAreaRows(options, undefined, context);
    const counties = table.areas.filter((code) => /^\d{5}$/.test(code) && !/000$/.test(code)).sort();
    if (counties.length === 0) {
      throw new InputError("the files hold no county", {
        code: "AREA_NOT_IN_FILES",
        found: table.areas.slice(0, 6).join(", "),
        hint: "give county files, or name areas with --areas",
      });
    }
    return {
      name: `${counties.length} counties`,
      qcew: table,
      areas: counties,
      metropolitanCounties: metropolitanCounties(areas, table, options.year),
      sources: table.sources,
      notes,
    };
  }
  const text = options.areas.length > 0 ? options.areas.join(",") : options.region;
  if (text === undefined) {
    throw new UsageError("no area was named", {
      code: "OPTION_MISSING",
      hint: "add --region R, --areas 39049,39041 or --areas counties",
    });
  }
  const region = resolveRegion(areas, text, {
    named: options.regions ?? {},
    ...(options.exclude && options.exclude.length > 0 && { exclude: options.exclude }),
    ...(options.year !== undefined && { year: options.year }),
  });
  const wanted = areasThatBind(areas, [region], { ...options, suppressed: "estimate" });
  const { table, notes } = await readAreaRows(options, (code) => wanted.has(code), context);
  const told: Note[] = [...notes];
  const inFiles = areasInFiles(areas, region, table, options.year, told);
  return {
    name: region.name,
    qcew: table,
    areas: inFiles.areas,
    metropolitanCounties: metropolitanCounties(areas, table, options.year),
    sources: table.sources,
    notes: told,
  };
}
