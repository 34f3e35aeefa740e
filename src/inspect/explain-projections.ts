import { withoutDataFolder } from "../files/shipped-table.js";
import { findOrigin } from "../files/sources-lock.js";
import type { Level } from "../core/industry-table.js";
import type { ProjectionMapping } from "../projections/read/mapping.js";
import { readProjections } from "../projections/read/read.js";
import { readNaics } from "../naics/read-naics.js";
import { readRevisions } from "../naics/read-revisions.js";
import { chainRevisions } from "../naics/revision.js";
import { caution, type Note } from "../core/notes.js";
import { listProjectedAreas, chooseProjectionAreas } from "../projections/areas.js";
import type { NaicsVersion } from "../core/codes.js";
import { chooseProjections, projectionVersion } from "../projections/choose.js";
import { findGrowthMeanings } from "../projections/growth-meaning.js";
import { matchProjections } from "../projections/match.js";
import { buildProjectionsReport, type MatchedCode } from "./projections-report.js";
import type { Report } from "../report/report.js";
import { levelName } from "../report/words.js";
import { TOOL } from "../core/version.js";

/** NAICS as QCEW has had it since the data of 2022. */
const LATEST = 2022;

export interface ExplainOptions {
  readonly command: string;
  readonly files: readonly string[];
  readonly areas: readonly string[];
  readonly level: Level;
  readonly mapping?: ProjectionMapping | undefined;
  readonly hash: boolean;
}

const OF_OCCUPATIONS = caution(
  "projections-of-occupations",
  "These are projections of occupations, which say nothing of industries: give them to `occupations` with --education.",
);

/** Reads projection files and reports what was understood; of several areas with none chosen, which there are. */
export async function explainProjections({
  command,
  files,
  areas: asked,
  level,
  mapping,
  hash,
}: ExplainOptions): Promise<Report> {
  const naics = readNaics();
  const revisionBetween = (from: NaicsVersion, to: NaicsVersion) => chainRevisions(readRevisions(), from, to);
  const { tables, readings, sources } = await readProjections(files, { mapping, hash });
  const areas = listProjectedAreas(tables);
  const chosen = areas.length === 1 || asked.length > 0 ? chooseProjectionAreas(areas, asked) : [];
  const shown = chosen
    .flatMap((area) => area.tables)
    .map((table) => ({ table, findings: findGrowthMeanings(table), version: projectionVersion([table], naics) }));
  const isMatched = shown.length > 0 && shown.every(({ table }) => table.subject === "industries");
  const projections = isMatched ? chooseProjections(tables, asked, naics, revisionBetween) : undefined;
  const codes = naics.codes(LATEST, level).filter((code) => !/^(?:99|92|1028|1029)/.test(code));
  const figures = projections
    ? matchProjections(
        codes.map((code) => ({ naics: code })),
        projections,
        {
          naics,
          version: LATEST,
          revisionBetween,
        },
      )
    : [];
  const notes: readonly Note[] = [
    ...(projections?.notes.filter(({ id }) => !id.startsWith("projections-growth")) ?? []),
    ...(tables.some(({ subject }) => subject === "occupations") ? [OF_OCCUPATIONS] : []),
  ];
  return buildProjectionsReport({
    command,
    files: files.map(withoutDataFolder),
    readings,
    areas,
    shown,
    matches: projections && {
      levelName: levelName({ level }),
      version: LATEST,
      codes: codes.map((code, index): MatchedCode => ({ code, figures: figures[index]! })),
    },
    naics,
    notes,
    provenance: {
      tool: TOOL,
      options: { ...(asked.length > 0 && { projectionsArea: asked }), ...(mapping && { mapping }) },
      inputs: sources.map(({ file, rows, sha256 }) => ({
        file: withoutDataFolder(file),
        rows,
        ...(sha256 !== undefined && { sha256 }),
        ...findOrigin(file, sha256),
      })),
    },
  });
}
