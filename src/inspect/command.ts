import { findOrigin } from "../files/sources-lock.js";
import { QCEW_FIELDS } from "../qcew/table.js";
import { takeInventory } from "./inventory.js";
import { findHoles } from "../consistency/holes.js";
import { checkPrintedPay } from "./printed-pay.js";
import { checkPublishedQuotients } from "../region/published-quotients.js";
import { checkTotals } from "./totals.js";
import { checkConsistency } from "../consistency/check.js";
import { UsageError } from "../core/errors.js";
import { findProjectionFiles } from "../projections/read/find.js";
import { takeOccupationInventory, type InventoryReading } from "../occupations/read/inventory.js";
import { recogniseOccupationFile } from "../occupations/read/recognise.js";
import { filesIn } from "../files/read-rows.js";
import type { Note } from "../core/notes.js";
import { readSignals, recogniseSignal, type SignalReading } from "../signals/read/read-signals.js";
import { industryDepth } from "../naics/levels.js";
import { industryTitles, plainTitle } from "../naics/printed-titles.js";
import { readNaics } from "../naics/read-naics.js";
import type { QwiWanted } from "../workforce/read/builder.js";
import { isQwiFile, readQwi, type QwiSource } from "../workforce/read/read-qwi.js";
import { inventoryQwi, type QwiInventory } from "./inspect-qwi.js";
import { inventorySignals, type SignalInventory } from "./inspect-signals.js";
import type { OccupationInventory } from "../occupations/inventory.js";
import { isVendorFile, readVendorTable } from "../vendor/read-vendor.js";
import { inventoryVendor } from "./inspect-vendor.js";
import { inspectSideFile, type SideFile } from "./side-files.js";
import type { VendorTable } from "../vendor/table.js";
import { withOtherFiles } from "./inspect-occupations.js";
import { withoutDataFolder } from "../files/shipped-table.js";
import { readPaths } from "../qcew/read-paths.js";
import { readAreas } from "../areas/read-areas.js";
import { contradictoryQuotients } from "../region/recovered-shares.js";
import { writeReport } from "../output/write.js";
import { isStore } from "../qcew/store/is-store.js";
import { pathFrom } from "../region/read/area-rows.js";
import { buildInspectReport } from "./inspect-report.js";
import type { Provenance } from "../report/provenance.js";
import { TOOL } from "../core/version.js";
import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";
import { showsChecksums } from "../command/read-inputs.js";

export const inspectCommand = defineCommand({
  name: "inspect",
  description:
    "Shows layout, years, areas, levels and the share suppressed, and checks that the figures agree: parts with totals, published location quotients with the nation's rows, printed pay with wages and jobs. For files of occupations it shows layout, year, industries, areas and list of codes, for figures of other publishers periods, areas and what they say of jobs, for industry tables of vendors years, levels, classes of worker and the names of their figures, for files of schools, workers and commuters which option takes them. Every row of every file is read. For projection files it shows what `projections` does.",
  options: {
    strict: { type: "boolean", help: "exit with status 4 if a check fails, for scripts" },
    ...outputOptions,
  },
  arguments: {
    files: {
      help: "QCEW files, projection files, tables of occupations, industry tables of vendors, figures for --signal, files of schools, workers and commuters; folders, .zip, .gz or a store",
      value: "FILE",
      required: true,
      variadic: true,
    },
  },
  examples: [
    { says: "What the built-in files hold", argv: "inspect demo" },
    {
      says: "A gate in CI: status 4 if a check fails",
      argv: "inspect demo/columbus-2023.csv --strict",
    },
  ],
  async run(options, io) {
    const hash = showsChecksums(options);
    const projections: string[] = [];
    for (const file of await findProjectionFiles(options.files.filter((path) => !isStore(path)))) {
      // The National Employment Matrix of an industry is a staffing pattern that is projected too.
      const contents = await recogniseOccupationFile(file, io.cwd);
      if (await isVendorFile(file, io.cwd)) continue;
      if (!contents.has("staffing") && !(contents.has("facts") && (await isNoTableOfProjections(file))))
        projections.push(file);
    }
    if (projections.length > 0) {
      requireOneKind(options.files, projections);
      const { explainProjections } = await import("./explain-projections.js");
      const files = projections;
      await writeReport(
        await explainProjections({ command: "inspect", files, areas: [], level: "3", hash }),
        options,
        io,
      );
      return 0;
    }
    const { qcew, inventory, signals, qwi, vendors, sides, read, notes } = await readOtherFiles(options.files, {
      cwd: io.cwd,
      hash,
    });
    const ofQcew = qcew.length > 0 ? await inspectQcew(qcew, hash) : undefined;
    const provenance = { tool: TOOL, options: {}, inputs: read };
    const others = { inventory, signals, qwi, vendors: vendors.map(inventoryVendor), sides, notes, provenance };
    const isQcewAlone = [inventory, signals, qwi, vendors, sides].every((found) => found.length === 0) && ofQcew;
    const report = isQcewAlone ? ofQcew : withOtherFiles(ofQcew, others);
    await writeReport(report, options, io);
    return options.strict && report.failed ? 4 : 0;
  },
});

const EVERYTHING = { isArea: () => true, isYear: () => true };
/** Areas and industries in words are kept as they are; no year is near, so that all are. */
const EVERY_ROW: QwiWanted = {
  isArea: () => true,
  areaNamed: (name) => name,
  industryNamed: (title) =>
    industryTitles(readNaics())
      .codesOf(plainTitle(title))
      .find((code) => industryDepth(code) === "sector"),
  year: NaN,
};

/** BLS's workbook of occupations has ten tables, of which none is a table of projections of industries. */
async function isNoTableOfProjections(file: string): Promise<boolean> {
  const { readProjections } = await import("../projections/read/read.js");
  try {
    await readProjections([file], { mapping: undefined, hash: false });
    return false;
  } catch {
    return true;
  }
}

function requireOneKind(files: readonly string[], projections: readonly string[]): void {
  if (projections.length === files.length) return;
  throw new UsageError("projections are inspected apart from QCEW files", {
    code: "OPTION_CONFLICT",
    found: projections.join(", "),
    hint: `run \`sector-rank inspect ${projections[0]}\` by itself`,
  });
}

interface OtherFiles {
  /** What is neither of occupations nor of another publisher. */
  readonly qcew: readonly string[];
  readonly inventory: readonly OccupationInventory[];
  readonly signals: readonly SignalInventory[];
  readonly qwi: readonly QwiInventory[];
  readonly vendors: readonly VendorTable[];
  readonly sides: readonly SideFile[];
  readonly read: Provenance["inputs"];
  readonly notes: readonly Note[];
}

/**
 * Reads those of the files that are tables of occupations, or other publishers' figures, one by one, so that releases can
 * be looked at together.
 */
async function readOtherFiles(
  paths: readonly string[],
  context: { readonly cwd: string; readonly hash: boolean },
): Promise<OtherFiles> {
  const qcew: string[] = [];
  const readings: InventoryReading[] = [];
  const signals: SignalReading[] = [];
  const workforce: { readonly inventory: readonly QwiInventory[]; readonly sources: readonly QwiSource[] }[] = [];
  const vendors: VendorTable[] = [];
  const sides: SideFile[] = [];
  for (const path of paths) {
    if (isStore(path)) {
      qcew.push(path);
      continue;
    }
    const others: string[] = [];
    const countFound = () => readings.length + signals.length + workforce.length + vendors.length + sides.length;
    const before = countFound();
    for (const file of filesIn(path)) {
      if (await isVendorFile(file, context.cwd)) {
        vendors.push(await readVendorTable(pathFrom(context.cwd, file), context));
        continue;
      }
      const contents = await recogniseOccupationFile(file, context.cwd);
      if (contents.size > 0) {
        readings.push(await takeOccupationInventory(file, contents, context));
        continue;
      }
      const publisher = await recogniseSignal(file, context.cwd);
      const isQwi = publisher !== "cbp" && (await isQwiFile(file, context.cwd));
      if (publisher) signals.push(await readSignals([{ publisher, path: file }], EVERYTHING, context));
      if (isQwi) {
        const { reading, sources } = await readQwi([file], EVERY_ROW, context);
        workforce.push({ inventory: inventoryQwi(reading, file), sources: publisher ? [] : sources });
      }
      if (publisher || isQwi) continue;
      const side = await inspectSideFile(file, context);
      if (side) sides.push(side);
      else others.push(file);
    }
    qcew.push(...(countFound() === before ? [path] : others));
  }
  return {
    qcew,
    inventory: readings.flatMap(({ inventory }) => inventory),
    signals: signals.flatMap((reading) => inventorySignals(reading.signals)),
    qwi: workforce.flatMap(({ inventory }) => inventory),
    vendors,
    sides,
    read: [
      ...sides,
      ...readings.flatMap(({ files }) => files),
      ...vendors.map(({ file, rows, foreign, sha256 }) => ({ file, rows: rows.length + foreign.length, sha256 })),
      ...[...signals, ...workforce].flatMap(({ sources }) => sources),
    ].map(({ file, rows, sha256 }) => ({
      file,
      rows,
      ...(sha256 !== undefined && { sha256 }),
      ...findOrigin(file, sha256),
    })),
    // Files that say nothing about withheld cells may still hold measures.
    notes: [
      ...readings.flatMap(({ notes }) => notes),
      ...vendors.flatMap(({ notes }) => notes),
      ...(workforce.length > 0 ? [] : signals.flatMap(({ notes }) => notes)),
    ],
  };
}

async function inspectQcew(files: readonly string[], hash: boolean): Promise<ReturnType<typeof buildInspectReport>> {
  const areas = readAreas();
  const { table: read, notes } = await readPaths(files, { fields: QCEW_FIELDS, strict: true, hash });
  const table = { ...read, sources: read.sources.map((one) => ({ ...one, file: withoutDataFolder(one.file) })) };
  const metropolitan = table.areas.filter((code) => /^C\d/.test(code));
  const latest = table.year.reduce((last, year) => Math.max(last, year), 0);
  const counties = new Map(metropolitan.map((code) => [code, areas.countiesOf(code, latest)]));
  return buildInspectReport({
    table,
    inventory: takeInventory(table),
    totals: checkTotals(table, counties),
    quotients: checkPublishedQuotients(table),
    contradictory: contradictoryQuotients(table),
    pay: checkPrintedPay(table),
    consistency: checkConsistency(table, counties),
    grid: findHoles(table, areas),
    nameOf: (code) => areas.nameOf(code),
    provenance: {
      tool: TOOL,
      options: {},
      inputs: table.sources.map(({ file, rows, sha256 }) => ({
        file,
        rows,
        ...(sha256 !== undefined && { sha256 }),
        ...findOrigin(file, sha256),
      })),
    },
    notes,
  });
}
