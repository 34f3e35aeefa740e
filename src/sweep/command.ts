import { UsageError } from "../core/errors.js";
import { openSweep } from "./read/sweep-inputs.js";
import type { SweepOptions } from "./read/sweep-options.js";
import { MEASURES } from "../measures/index.js";
import { chooseFactors, describeFilters } from "../ranking/criteria.js";
import { covers } from "../naics/levels.js";
import { renderNotes } from "../render/notes.js";
import { planFiles } from "../output/outputs.js";
import { writeFiles, writeReport } from "../output/write.js";
import { buildSweepReport } from "./sweep-report.js";
import { measureNamed } from "../measures/named.js";
import { BEYOND_ASCII } from "../render/csv.js";
import { defineCommand } from "../command/command.js";
import {
  INPUT_GROUP,
  inputOptions,
  rankingOptions,
  ruleOptions,
  thresholdOptions,
  qcewArguments,
} from "../command/options.js";
import { outHelp, outputOptions } from "../command/output-options.js";
import { startProgress } from "../command/progress.js";
import type { StreamedContext } from "../render/xlsx/table-stream.js";
import type { Report } from "../report/report.js";
import { pageSource } from "../workbook/source-line.js";
import { buildProvenance, readWithProgress } from "../command/read-inputs.js";
import { analysisOptions, rankRegionOptions, gatherRules, toThresholds } from "../command/run-options.js";
import { requireOwnFigures } from "./area-rules.js";
import { CsvFiles } from "./csv-files.js";
import { runSweep, turn } from "./run-sweep.js";
import { SecondThread } from "./second-thread.js";
import { industriesAsked, commonLevel } from "./sweep-industries.js";
import { writeLongTable } from "./write-sweep.js";
import { CHOSEN_COLUMNS, dependOnAreaAlone, longColumns, type LongColumn } from "./long-table.js";
import { canMeasureColumns, numberIds, RANK_NUMBERS, type AreaMeasuring } from "./measure-area.js";

const { region, exclude, level, ...choices } = inputOptions;
const { factor, top, ...ranking } = rankingOptions;
const { dropWeakest, ...areaRules } = ruleOptions;
// A whole set would hold the long table several times, which may be millions of rows.
const { outDir, columns: ownColumns, ...output } = outputOptions;
const DATA_EXTENSIONS = [".csv", ".parquet", ".xlsx"];
const LEAGUE_GROUP = "Leagues:";
/** Not by projections, of which a sweep reads none. */
const BY_CHOICES = MEASURES.map(({ id }) => id).filter((id) => !id.startsWith("projected"));

export const sweepCommand = defineCommand({
  name: "sweep",
  description:
    "Computes the measures of every county, metropolitan area or state at once. A terminal shows where each industry leads, or with --by and --industry the areas that lead in it. CSV, Parquet and Excel hold one row an area and industry, as `industries` shows it, with the area's place and standardized location quotient among all.",
  options: {
    ...choices,
    level: {
      type: "choice",
      value: "LEVEL",
      choices: level.choices,
      help: "NAICS digits of the industries, 2 being the same as sector (default: 3, or those of --industry where more)",
    },
    areas: {
      type: "list",
      value: "WHICH",
      codes: true,
      group: INPUT_GROUP,
      help: "`counties`, `msas` or `states` that the files hold, or a list of areas as for a region",
    },
    industry: {
      type: "list",
      value: "CODES",
      codes: true,
      group: LEAGUE_GROUP,
      help: "only these industries, or those under them",
    },
    by: {
      type: "choice",
      value: "MEASURE",
      choices: BY_CHOICES,
      named: (text) => measureNamed(text, MEASURES)?.id,
      group: LEAGUE_GROUP,
      help: "areas are ordered by this measure, in CSV too (default: lq)",
    },
    top: { type: "integer", value: "N", default: 10, minimum: 1, group: LEAGUE_GROUP, help: "length of a league" },
    lowest: { type: "boolean", group: LEAGUE_GROUP, help: "the lowest figures come first" },
    columns: {
      type: "list",
      value: "IDS",
      group: LEAGUE_GROUP,
      help: "columns of the long table beside area and industry, such as employment,lq,lq_z: measures by the names of --by, and rank, score, lq_place, lq_areas, lq_z, lq_z_cutoff (default: all)",
    },
    ...areaRules,
    ranks: { type: "boolean", group: LEAGUE_GROUP, help: "rank each area's industries, as `rank` does" },
    ...ranking,
    minEmployment: { ...ranking.minEmployment, help: "areas with fewer jobs in an industry take no place in it" },
    minEstablishments: {
      ...ranking.minEstablishments,
      help: "areas with fewer establishments in an industry take no place in it",
    },
    minLq: { ...ranking.minLq, help: "areas with a lower location quotient in an industry take no place in it" },
    minPay: { ...ranking.minPay, help: "areas with lower average annual pay in an industry take no place in it" },
    ...thresholdOptions,
    ...output,
    out: { ...output.out, help: outHelp(DATA_EXTENSIONS) },
  },
  dataExtensions: DATA_EXTENSIONS,
  arguments: qcewArguments,
  examples: [
    {
      says: "Where each sector leads among the counties in the files",
      argv: "sweep --qcew demo --areas counties --level sector --min-employment 100",
    },
    {
      says: "The counties with the highest location quotient in transportation equipment",
      argv: "sweep --qcew demo --areas counties --by lq --industry 336 --top 5",
    },
  ],
  async run(typed, io) {
    const options = { ...typed, level: typed.level ?? commonLevel(typed.industry) ?? level.default };
    const asked = industriesAsked(options);
    const values = { ...options, region: undefined, exclude: [], factor: [] };
    const analysis = analysisOptions(values);
    const ranked = rankRegionOptions(values);
    const hasRanks = options.ranks || options.weights !== undefined;
    const { rules, eliminate } = gatherRules({ ...options, dropWeakest: undefined }, [], () => []);
    requireOwnFigures(rules);
    const measuring: AreaMeasuring = {
      industries: asked,
      ranking: hasRanks ? { ...ranked, factors: chooseFactors(ranked, []) } : undefined,
      rules: rules.length > 0 ? { rules, eliminates: eliminate, filters: ranked } : undefined,
    };
    const numbers = numberIds(measuring);
    const columns = longColumns(numbers, chosenColumns(options.columns, numbers));
    const by = MEASURES.find(({ id }) => id === (options.by ?? "lq"))!;
    const isLeague = options.industry.length > 0;
    const outputs = longOutputs(options);
    const { minEmployment, minEstablishments, minLq, minPay } = ranked;
    const filters = { minEmployment, minEstablishments, minLq, minPay };
    const keep = isLeague ? (options.industry.length === 1 ? Infinity : options.top) : 1;
    const direction = options.lowest === (by.better === "higher") ? "lower" : "higher";

    const sweptOptions = { ...analysis, areas: options.areas };
    const second = new SecondThread(canUseThread(sweptOptions, measuring));
    let hash = false;
    const opened = await readWithProgress(
      { ...options, out: hashedOutputs(options), format: hashedFormat(options) },
      io,
      (context) => {
        ({ hash } = context);
        return openSweep(sweptOptions, { ...context, sharesRows: (rows) => second.sharesRows(rows) });
      },
    ).catch(async (error: unknown) => {
      await second.stop();
      throw error;
    });
    const progress = startProgress(io, "sweeping", "areas");
    const request = {
      measuring,
      filters,
      league: { by: by.id, direction, keep },
    } as const;
    const isAscii = opened.areas.every(({ set }) => !BEYOND_ASCII.test(set.name));
    const rows = canWriteAtOnce(outputs, columns, sweptOptions)
      ? new CsvFiles(outputs.files, columns, { io, isAscii })
      : undefined;
    const isKept = rows === undefined && (outputs.files.length > 0 || outputs.toStdout);
    const finished = await runSweep(
      opened,
      {
        request,
        opening: { options: sweptOptions, cwd: io.cwd, hash },
        keeps: isKept ? columns : undefined,
        rows,
        second,
      },
      { io, progress },
    ).finally(async () => {
      progress.end();
      await second.stop();
    });
    try {
      const { result, leftOut } = finished;
      if (!result.sample || result.rows === 0) throw nothingFound(asked);
      const report = buildSweepReport({
        kind: opened.kind,
        areas: opened.areas.map(({ code, set }) => ({ code, name: set.name })),
        result: { ...result, sample: result.sample },
        by,
        direction,
        top: isLeague ? options.top : 1,
        isLeague,
        filters: describeFilters(filters),
        isReadAtOnce: opened.groups.length === 1,
        notFound: asked.filter((code) => !result.industries.some((industry) => covers(code, industry))),
        leftOut,
        thresholds: toThresholds(options),
        provenance: buildProvenance(
          { sources: finished.sources, signalSources: opened.signalSources },
          { ...options, rule: rules.map(({ label, text }) => (label === text ? text : `${label}: ${text}`)) },
        ),
        notes: [...finished.notes, ...opened.notes],
      });
      io.accept?.(report);
      if (isKept) {
        await writeLongTable(finished, outputs, {
          io,
          inputs: report.provenance.inputs.map(({ file }) => file),
          columns,
          isAscii,
          context: tableContext(report),
        });
      }
      // An interrupt that came meanwhile is heard first: in the second turn at the latest, since one may have begun.
      for (let count = 0; rows && count < 2; count++) await turn();
      rows?.finish();
      // Its columns are those of the long table.
      const rest = { ...options, columns: [], out: reportFiles(options) };
      if (!outputs.toStdout) return await writeReport(report, rest, io);
      const files = planFiles(rest).map(async ({ file, render }) => ({ file, content: await render(report, rest) }));
      writeFiles(await Promise.all(files), io);
      if (options.about === undefined)
        io.stderr.write(renderNotes(report.notes, io.stderr.isTerminal ? (io.columns ?? 80) : 80));
    } finally {
      finished.end();
      rows?.abandon();
    }
  },
});

void region;
void exclude;
void factor;
void outDir;
void ownColumns;
void top;
void dropWeakest;

/** What stands beside the long table in a workbook. */
function tableContext(report: Report): StreamedContext {
  return {
    about: [
      ["Table", report.title],
      ...report.scope,
      ["Italic", "an estimate, at least in part; its 90% range is in the columns folded away beside it (+)"],
      ["Shaded", "no figure: suppressed by the publisher, not published, or a question without an answer; not zero"],
      ...report.notes.map(
        ({ severity, text }) => [severity === "caution" ? "Be careful" : "Good to know", text] as const,
      ),
      ["Source", pageSource(report)],
    ],
    source: pageSource(report),
  };
}

interface Outputs {
  readonly out: readonly string[];
  readonly format: string;
  readonly by: string | undefined;
}

/** Parquet is always the long table; CSV and a workbook are the league where one was asked for. */
function isLong(file: string, { by }: Outputs): boolean {
  return /\.parquet$/i.test(file) || (/\.(?:csv|xlsx)$/i.test(file) && by === undefined);
}

function longOutputs(options: Outputs): { readonly files: readonly string[]; readonly toStdout: boolean } {
  return {
    files: options.out.filter((file) => isLong(file, options)),
    toStdout: options.format === "csv" && options.by === undefined,
  };
}

/**
 * Whether rows are written as areas are computed; other formats are written by column. Estimates come from several
 * threads, state by state.
 */
function canWriteAtOnce(
  { files, toStdout }: ReturnType<typeof longOutputs>,
  columns: readonly LongColumn[],
  { suppressed }: SweepOptions,
): boolean {
  if (toStdout || suppressed === "estimate") return false;
  return files.length > 0 && files.every((file) => /\.csv$/i.test(file)) && dependOnAreaAlone(columns);
}

/** Whether areas can be computed by two threads: neither the factors of a ranking nor clusters can be handed over. */
function canUseThread({ suppressed, bridge, clusters, areas }: SweepOptions, measuring: AreaMeasuring): boolean {
  return (
    suppressed === "drop" &&
    bridge !== "group" &&
    clusters === undefined &&
    canMeasureColumns(measuring) &&
    (areas.join() === "counties" || areas.join() === "msas")
  );
}

function reportFiles(options: Outputs): readonly string[] {
  return options.out.filter((file) => !isLong(file, options));
}

/** Checksums cost a reading of every byte: only what shows them asks for them. */
function hashedOutputs(options: Outputs): readonly string[] {
  return options.out.filter((file) => !/\.(?:csv|parquet)$/i.test(file));
}

function hashedFormat({ format }: Outputs): string {
  return format === "csv" ? "table" : format;
}

/** @throws {UsageError} OPTION_VALUE, OPTION_CONFLICT */
function chosenColumns(names: readonly string[], numbers: readonly string[]): readonly string[] {
  const known = [...new Set([...CHOSEN_COLUMNS, ...numbers])];
  const ids = names.map((name) => (known.includes(name) ? name : (measureNamed(name, MEASURES)?.id ?? name)));
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new UsageError(`--columns names ${unknown.join(", ")}, which is not a column of the long table`, {
      code: "OPTION_VALUE",
      found: `--columns ${ids.join(",")}`,
      hint: `choose among ${known.join(", ")}`,
    });
  }
  if (ids.some((id) => RANK_NUMBERS.some((rank) => rank === id) && !numbers.includes(id))) {
    throw new UsageError("ranks are a column only where industries are ranked", {
      code: "OPTION_CONFLICT",
      found: `--columns ${ids.join(",")} without --ranks`,
      hint: "add --ranks, or --weights",
    });
  }
  return ids;
}

function nothingFound(industries: readonly string[]): UsageError {
  return new UsageError("no area has an industry of that kind", {
    code: "NAICS_UNKNOWN",
    found: industries.length > 0 ? `--industry ${industries.join(",")}` : "areas without industries of that level",
    hint: "see `sector-rank industries` for the codes of a level, or choose another --level",
  });
}
