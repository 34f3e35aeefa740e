import { InputError, UsageError } from "../../core/errors.js";
import type { Level } from "../../core/industry-table.js";
import { TOOL } from "../../core/version.js";
import { buildProvenance, readInputs, showsChecksums } from "../../command/read-inputs.js";
import { analysisOptions, type InputValues } from "../../command/run-options.js";
import { formatDepth } from "../../naics/levels.js";
import { readNaics } from "../../naics/read-naics.js";
import { readRevisions } from "../../naics/read-revisions.js";
import { chainRevisions } from "../../naics/revision.js";
import type { Io } from "../../output/io.js";
import { analyzeIndustries, type Analysis } from "../../region/analysis.js";
import type { Provenance } from "../../report/provenance.js";
import type { Report } from "../../report/report.js";
import { readResult } from "../../result/result-file.js";
import { readVendorTable } from "../../vendor/read-vendor.js";
import { countLevels, type VendorTable } from "../../vendor/table.js";
import { pathFrom } from "../../region/read/area-rows.js";
import type { Note } from "../../core/notes.js";
import { compareVendor } from "./compare-vendor.js";
import { tableOfAnalysis, tableOfResult, type OurTable } from "./our-table.js";
import { buildVendorReport } from "./vendor-report.js";

/** What a comparison with a vendor's table is asked for. */
export interface WithVendorValues extends Omit<InputValues, "level"> {
  readonly with: string;
  /** A result; without one the region of QCEW files is computed. */
  readonly old?: string | undefined;
  readonly level?: InputValues["level"] | undefined;
  readonly format: string;
  readonly out?: readonly string[];
}

/**
 * Compares a result, or a region of QCEW files, with an industry table of a vendor.
 *
 * @throws {InputError} VENDOR_FILE, what reading results or QCEW files throws; {UsageError} OPTION_MISSING without either
 */
export async function compareWithVendor(options: WithVendorValues, io: Io): Promise<Report> {
  const table = await readVendorTable(pathFrom(io.cwd, options.with), { hash: showsChecksums(options) });
  const side = options.old === undefined ? await computeRegion(options, table, io) : readSide(options.old, io.cwd);
  const { ours } = side;
  const target = {
    level: ours.level,
    version: ours.version,
    codes: ours.industries.map(({ code }) => code),
    naics: readNaics(),
    revisionBetween: (from: OurTable["version"], to: OurTable["version"]) => chainRevisions(readRevisions(), from, to),
  };
  const compared = compareVendor(table, ours, target);
  if (compared.match.rows.size === 0) throw nothingShared(table, ours);
  return buildVendorReport({
    compared,
    target,
    notes: side.notes,
    provenance: {
      ...side.provenance,
      inputs: [
        ...side.provenance.inputs,
        {
          file: table.file,
          rows: table.rows.length,
          publisher: table.vendorName,
          ...(table.sha256 !== undefined && { sha256: table.sha256 }),
          ...(table.release !== undefined && { release: table.release }),
        },
      ],
    },
  });
}

interface Side {
  readonly ours: OurTable;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

function readSide(file: string, cwd: string): Side {
  const { result, sha256 } = readResult(file, cwd);
  return {
    ours: tableOfResult(result),
    provenance: { tool: TOOL, options: {}, inputs: [{ file: result.file, sha256 }] },
    notes: [],
  };
}

/** Our figures at the vendor's level and in its year, where nothing else is asked for and the files hold them. */
async function computeRegion(options: WithVendorValues, table: VendorTable, io: Io): Promise<Side> {
  if (options.qcew.length === 0 && options.store === undefined) {
    throw new UsageError("nothing to compare the vendor's table with", {
      code: "OPTION_MISSING",
      found: options.with,
      hint: "name a result, as in `sector-rank compare RESULT.json --with FILE`, or QCEW files: --qcew PATH --region R",
    });
  }
  const wanted = { ...options, level: options.level ?? chooseLevel(table) };
  let failure: unknown;
  for (const years of listYears(wanted, table)) {
    const asked = { ...wanted, ...years };
    try {
      return await analyzeSide(asked, io);
    } catch (error) {
      if (!(error instanceof InputError) || error.details.code !== "YEAR_MISSING") throw error;
      failure ??= error;
    }
  }
  throw failure;
}

async function analyzeSide(asked: InputValues & { readonly format: string }, io: Io): Promise<Side> {
  const inputs = await readInputs(asked, io);
  const analysis = analyzeIndustries(inputs, analysisOptions(asked));
  return {
    ours: tableOfAnalysis(analysis, overAllOwners(asked, inputs, analysis)),
    provenance: buildProvenance(inputs, asked),
    notes: [...inputs.notes, ...analysis.notes],
  };
}

/** Most rows are at the level that the table is of. */
function chooseLevel(table: VendorTable): Level {
  const [most] = countLevels(table);
  if (most) return most[0];
  throw new InputError("no row of the table has a code of NAICS", {
    code: "VENDOR_FILE",
    where: { file: table.file },
    found: "codes of the vendor's own alone",
    hint: "export the table by NAICS industry",
  });
}

/** Years to try, the vendor's own first. */
function listYears(
  options: Pick<InputValues, "year" | "since">,
  table: VendorTable,
): readonly Partial<Pick<InputValues, "year" | "since">>[] {
  if (options.year !== undefined || options.since !== undefined || table.year === undefined) return [{}];
  const { year } = table;
  const since = table.columns.flatMap((column) =>
    column.kind === "jobs" && column.year! < year ? [column.year!] : [],
  );
  const spans = table.columns.flatMap((column) => (column.year === year && column.since ? [column.since] : []));
  const [first] = [...since, ...spans];
  return [...(first === undefined ? [] : [{ year, since: first }]), { year }, {}];
}

/** The same over all owners, where the files hold it: whether a vendor counts government shows beside it. */
function overAllOwners(
  options: InputValues,
  inputs: Awaited<ReturnType<typeof readInputs>>,
  { table }: Analysis,
): Analysis | undefined {
  if (table.ownership === "total") return undefined;
  try {
    return analyzeIndustries(inputs, { ...analysisOptions(options), ownership: "total" });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function nothingShared(table: VendorTable, ours: OurTable): InputError {
  const levels = countLevels(table);
  const held = levels.map(([level, count]) => `${count} ${formatDepth(level)}`).join(", ");
  const other = levels.find(([level]) => level !== ours.level)?.[0];
  return new InputError(`no industry is on both sides: ${ours.source} has ${formatDepth(ours.level)} industries`, {
    code: "VENDOR_FILE",
    where: { file: table.file },
    found: held || "codes of the vendor's own alone",
    hint:
      other === undefined
        ? "check that both are of one region"
        : `compare that level: write the result with --level ${other}`,
  });
}
