import type { AreaChange } from "../areas/area-changes.js";
import { resolveRegion, type Region } from "../areas/region.js";
import type { Areas } from "../areas/areas.js";
import { checkConsistency } from "../consistency/check.js";
import { consistencyNotes, summarizeFindings } from "../consistency/notes.js";
import { requireNoHoles } from "../consistency/strict.js";
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
import type { InputOptions } from "../region/read/inputs.js";
import { everyArea, placeInFiles } from "../region/read/region-in-files.js";
import { readChosenSignals, parseSignalFiles } from "../region/read/signals.js";
import type { SignalSource } from "../signals/read/read-signals.js";
import type { Signal } from "../signals/signal.js";
import { readAreas } from "../areas/read-areas.js";

export interface CellInputs {
  readonly name: string;
  readonly qcew: QcewTable;
  /** Under the codes of every year in the files. */
  readonly areas: readonly AreaCode[];
  /** How the areas changed, in order of time. */
  readonly changes: readonly AreaChange[];
  readonly metropolitanCounties: ReadonlyMap<string, readonly string[]>;
  /** Figures of other publishers. */
  readonly signals: readonly Signal[];
  readonly sources: readonly QcewSource[];
  readonly signalSources: readonly SignalSource[];
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
  const signalFiles = parseSignalFiles(options);
  const areas = readAreas();
  if (options.areas.length === 1 && options.areas[0] === "counties") {
    const { table, notes } = await readAreaRows(options, undefined, context);
    if (options.strict) requireNoHoles(table, areas);
    const counties = table.areas.filter((code) => /^\d{5}$/.test(code) && !/000$/.test(code)).sort();
    if (counties.length === 0) {
      throw new InputError("the files hold no county", {
        code: "AREA_NOT_IN_FILES",
        found: table.areas.slice(0, 6).join(", "),
        hint: "give county files, or name areas with --areas",
      });
    }
    const signals = await readChosenSignals(signalFiles, options, table, context);
    return {
      name: `${counties.length} counties`,
      qcew: table,
      areas: counties,
      changes: areas.changes,
      ...gatherContext(areas, table, options.year, [...notes, ...signals.notes]),
      signals: signals.signals,
      signalSources: signals.sources,
    };
  }
  const text = options.areas.length > 0 ? options.areas.join(",") : options.region;
  if (text === undefined) {
    throw new UsageError("no area was named", {
      code: "OPTION_MISSING",
      hint: "add --region R, --areas 39049,39041 or --areas counties",
    });
  }
  const { exclude = [], year } = options;
  const regionIn = (inYear: number | undefined): Region =>
    resolveRegion(areas, text, {
      named: options.regions ?? {},
      exclude,
      ...(inYear !== undefined && { year: inYear }),
    });
  const wanted = areasThatBind(areas, [everyArea(regionIn, year)], { ...options, suppressed: "estimate" });
  const { table, notes } = await readAreaRows(options, (code) => wanted.has(code), context);
  if (options.strict) requireNoHoles(table, areas);
  const placed = placeInFiles(areas, regionIn, table, options);
  const signals = await readChosenSignals(signalFiles, options, table, context);
  return {
    name: placed.name,
    qcew: table,
    areas: placed.everyCode,
    changes: placed.changes,
    ...gatherContext(areas, table, year ?? placed.year, [...notes, ...placed.notes, ...signals.notes]),
    signals: signals.signals,
    signalSources: signals.sources,
  };
}

function gatherContext(
  areas: Areas,
  table: QcewTable,
  year: number | undefined,
  notes: readonly Note[],
): Pick<CellInputs, "metropolitanCounties" | "sources" | "notes"> {
  const counties = metropolitanCounties(areas, table, year);
  const contradictions = consistencyNotes(summarizeFindings(checkConsistency(table, counties), table));
  return { metropolitanCounties: counties, sources: table.sources, notes: [...contradictions, ...notes] };
}
