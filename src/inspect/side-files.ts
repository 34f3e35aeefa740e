import { findFlowLayout } from "../commute/read/layout.js";
import { readFlows } from "../commute/read/read-flows.js";
import { readAreas } from "../areas/read-areas.js";
import { formatNumber } from "../core/number-format.js";
import { isCensusReply, readCensusReply } from "../files/census-reply.js";
import { readRows, type TableContext } from "../files/read-rows.js";
import type { ReportTable } from "../report/report.js";
import { isCompletionsHeader, readCompletions } from "../training/read/completions.js";
import { isCrosswalkHeader, readCrosswalk } from "../training/read/crosswalk.js";
import { isInstitutionsHeader, readInstitutions } from "../training/read/institutions.js";
import { isAcsHeader, readAcs, surveyYears } from "../workers/read/acs.js";
import { isLaborForceRow, readLaborForce } from "../workers/read/labor-force.js";

/** A file of schools, workers or commuters, and which option takes it. */
export interface SideFile {
  readonly file: string;
  readonly what: string;
  readonly option: string;
  /** Of which years or period, in words; empty if the file does not say. */
  readonly years: string;
  /** How much it holds, in words. */
  readonly holds: string;
  /** Lines that were read, headers among them. */
  readonly rows: number;
  readonly sha256: string | undefined;
}

/** What a reader found. */
type Held = Pick<SideFile, "years" | "holds"> & {
  readonly files: readonly { readonly rows?: number; readonly sha256?: string }[];
};

interface SideKind {
  readonly what: string;
  readonly option: string;
  /** Whether a row among the first says that the file is of this kind. */
  readonly isFirst: (cells: readonly string[], file: string) => boolean;
  readonly read: (file: string, context: TableContext) => Promise<Held>;
}

const KINDS: readonly SideKind[] = [
  {
    what: "commuter flows",
    option: "--lodes",
    isFirst: (cells) => findFlowLayout(cells) !== undefined,
    read: async (file, context) => {
      const { parts, inputs } = await readFlows([file], readAreas(), context);
      const years = parts.flatMap((part) => [...part.years.keys()]);
      return {
        years: listYears(years),
        holds: `pairs of ${listOnce(parts.map(({ geography }) => geography))}`,
        files: inputs,
      };
    },
  },
  {
    what: "completions (IPEDS C…_A)",
    option: "--completions",
    isFirst: isCompletionsHeader,
    read: async (file, context) => {
      const { years, cells, units, files } = await readCompletions([file], () => true, context);
      const institutions = new Set([...units.values()].flatMap((ofYear) => [...ofYear])).size;
      const programs = new Set(cells.map(({ cip }) => cip)).size;
      return {
        years: listYears(years),
        holds: `${countNoun(programs, "program")} of ${countNoun(institutions, "institution")}`,
        files,
      };
    },
  },
  {
    what: "institutions (IPEDS HD)",
    option: "--institutions",
    isFirst: isInstitutionsHeader,
    read: async (file, context) => {
      const { institutions, year, files } = await readInstitutions(file, context);
      return { years: listYears([year]), holds: countNoun(institutions.size, "institution"), files };
    },
  },
  {
    what: "programs and occupations (CIP, SOC)",
    option: "--crosswalk",
    isFirst: isCrosswalkHeader,
    read: async (file, context) => {
      const { crosswalk, files } = await readCrosswalk(file, context);
      return { years: "", holds: `${countNoun(crosswalk.occupations.size, "program")} of CIP ${crosswalk.cip}`, files };
    },
  },
  {
    what: "age and education of residents (ACS)",
    option: "--acs",
    isFirst: isAcsHeader,
    read: async (file, context) => {
      const { tables, kinds, files } = await readAcs([file], context);
      const periods = [...tables.values()].map(({ period }) => surveyYears(period));
      return { years: listOnce(periods), holds: `${listOnce([...tables.keys()])}: ${listOnce([...kinds])}`, files };
    },
  },
  {
    what: "labor force by county (LAUS)",
    option: "--laus",
    isFirst: isLaborForceRow,
    read: async (file, context) => {
      const { years, files } = await readLaborForce([file], context);
      const counties = new Set([...years.values()].flatMap((ofYear) => [...ofYear.keys()])).size;
      return {
        years: listYears([...years.keys()]),
        holds: `${formatNumber(counties, "count")} ${counties === 1 ? "county" : "counties"}`,
        files,
      };
    },
  },
];

function countNoun(number: number, noun: string): string {
  return `${formatNumber(number, "count")} ${noun}${number === 1 ? "" : "s"}`;
}

function listYears(years: readonly (number | undefined)[]): string {
  const known = [...new Set(years.filter((year) => year !== undefined))].sort((a, b) => a - b);
  return known.length > 3 ? `${known[0]!} to ${known.at(-1)!}` : known.join(", ");
}

function listOnce(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== "").join(", ");
}

/** Titles may stand above a header. */
const ROWS_LOOKED_AT = 40;
/** Members of an archive, or sheets of a workbook, that are looked at. */
const TEXTS_LOOKED_AT = 20;

/** Which of the kinds a file is, by its first rows; undefined for any other file, and for one that can't be read. */
async function recogniseSideFile(file: string, cwd: string): Promise<SideKind | undefined> {
  let found: SideKind | undefined;
  let rows = 0;
  const look = (cells: readonly string[]): boolean => {
    found ??= KINDS.find(({ isFirst }) => isFirst(cells, file));
    return !found && ++rows < ROWS_LOOKED_AT;
  };
  let texts = 0;
  const begin = () => {
    // Archives of QCEW have thousands of members.
    rows = ++texts > TEXTS_LOOKED_AT ? ROWS_LOOKED_AT : 0;
    return look;
  };
  try {
    const reply = isCensusReply(file) ? readCensusReply(file, "ACS_FILE")?.[0] : undefined;
    if (reply) look(reply.cells);
    else await readRows([file], { begin, end: () => undefined }, { cwd });
  } catch {
    return found;
  }
  return found;
}

/**
 * What a file of schools, workers or commuters holds, read whole by the reader of its option; undefined for another file.
 *
 * @throws {InputError} those of that reader
 */
export async function inspectSideFile(
  file: string,
  { cwd, hash }: { readonly cwd: string; readonly hash: boolean },
): Promise<SideFile | undefined> {
  const kind = await recogniseSideFile(file, cwd);
  if (!kind) return undefined;
  const { years, holds, files } = await kind.read(file, { cwd, hash });
  const { what, option } = kind;
  const rows = files.reduce((sum, one) => sum + (one.rows ?? 0), 0);
  return { file, what, option, years, holds, rows, sha256: files[0]?.sha256 };
}

/** A table of files of schools, workers and commuters. */
export function sideFilesTable(found: readonly SideFile[]): ReportTable {
  return {
    id: "side-files",
    title: "Files of schools, workers and commuters",
    columns: [
      { id: "file", label: "File", kind: "text", priority: 1 },
      { id: "what", label: "Holds", kind: "text", priority: 1 },
      { id: "option", label: "For", kind: "text", priority: 1 },
      { id: "years", label: "Years", kind: "text", priority: 1 },
      { id: "holds", label: "How much", kind: "text", priority: 1 },
    ],
    rows: found.map(({ file, what, option, years, holds }) => ({
      cells: { file, what, option, years, holds },
    })),
  };
}
