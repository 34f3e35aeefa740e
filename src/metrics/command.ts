import { resolve } from "node:path";
import { InputError, UsageError } from "../core/errors.js";
import { parseDay } from "../core/day.js";
import { information, type Note } from "../core/notes.js";
import { TOOL } from "../core/version.js";
import { defineCommand, type RunStatus } from "../command/command.js";
import { inputOptions } from "../command/options.js";
import type { OptionValues } from "../command/option-types.js";
import { resultOutputOptions } from "../command/output-options.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { analysisOptions } from "../command/run-options.js";
import type { Io } from "../output/io.js";
import { writeReport } from "../output/write.js";
import { analyzeIndustries } from "../region/analysis.js";
import { pathFrom } from "../region/read/area-rows.js";
import type { ProvenanceInput } from "../report/provenance.js";
import { readResult } from "../result/result-file.js";
import { measureEngagement } from "./engagement.js";
import { fillFromLabor } from "./fill.js";
import { toLaborSource, type LaborSource } from "./labor-market.js";
import { measureMetrics, type MeasuredMetric } from "./measure.js";
import { buildMetricsReport } from "./metrics-report.js";
import { readMembers, readMetrics, readObservations } from "./read-metrics.js";
import { readPartnerships } from "./read-roll-up.js";
import { buildRollUpReport } from "./roll-up-report.js";

const GROUP = "Metrics:";
const { layout, chart, ...output } = resultOutputOptions;
void layout;
void chart;

const FAILURES = ["overdue", "no-data", "behind"] as const;

const metricsOptions = {
  metrics: {
    type: "string",
    value: "FILE",
    path: true,
    group: GROUP,
    help: "id, name, group (business, jobseekers, public), kind (process, impact), unit, direction, baseline and target with dates; needed",
  },
  observations: { type: "string", value: "FILE", path: true, group: GROUP, help: "id, date, value, note" },
  members: {
    type: "string",
    value: "FILE",
    path: true,
    group: GROUP,
    help: "meeting (its date), company, attended, in-kind dollars",
  },
  from: {
    type: "string",
    value: "RESULT.json",
    path: true,
    group: GROUP,
    help: "JSON that `rank` wrote: fills in jobs, pay, firms and LQ of the industry, against the reference area",
  },
  naics: {
    type: "list",
    value: "CODES",
    codes: true,
    group: GROUP,
    help: "industries of the partnership (default: the short list)",
  },
  asOf: { type: "string", value: "DATE", group: GROUP, help: "the day on which it is asked (default: today)" },
  rollUp: {
    type: "string",
    value: "DIR",
    path: true,
    group: GROUP,
    help: "many partnerships in place of one, each a folder with metrics.csv and observations.csv: who reports what",
  },
  failOn: {
    type: "choice",
    choices: FAILURES,
    group: GROUP,
    help: "end with status 4 where a metric is so",
  },
  nameMembers: { type: "boolean", group: GROUP, help: "name the companies that fell away" },
  ...inputOptions,
  ...output,
} as const;

type MetricsValues = OptionValues<typeof metricsOptions>;

export const metricsCommand = defineCommand({
  name: "metrics",
  description:
    "What a partnership counts, on one page: latest value, change since the baseline, way to the target, trend, what is overdue or has no data; who comes to its meetings; and the labor market against the nation, so that growth that happened everywhere is not counted as success. `metrics init` writes sample metrics.",
  options: metricsOptions,
  examples: [],
  async run(options, io) {
    const asOf = chooseDay(options.asOf, io);
    return options.rollUp === undefined ? runOne(options, io, asOf) : runRollUp(options, io, options.rollUp, asOf);
  },
});

async function runOne(options: MetricsValues, io: Io, asOf: string): Promise<RunStatus> {
  const { metrics: metricsFile } = options;
  if (metricsFile === undefined) {
    throw new UsageError("metrics need a file", {
      code: "OPTION_MISSING",
      found: "no --metrics",
      hint: "`sector-rank metrics init` writes one; then add --metrics metrics.csv",
    });
  }
  const stated = await readMetrics(pathFrom(io.cwd, metricsFile));
  const [observations, members] = [
    options.observations === undefined
      ? undefined
      : await readObservations(pathFrom(io.cwd, options.observations), stated.rows),
    options.members === undefined ? undefined : await readMembers(pathFrom(io.cwd, options.members)),
  ];
  const labor = await readLabor(options, io);
  const filled = labor
    ? fillFromLabor(stated.rows, observations?.rows ?? [], {
        source: labor.source,
        targets: chooseTargets(options.naics, labor.source),
      })
    : { metrics: stated.rows, observations: observations?.rows ?? [], labor: [], notes: unfilled(stated.rows) };
  const measured = measureMetrics(filled.metrics, filled.observations, asOf);
  const later = filled.observations.filter(({ day }) => day > asOf).length;
  const input = (file: string, sha256: string | undefined): ProvenanceInput => ({
    file,
    ...(sha256 !== undefined && { sha256 }),
  });
  const report = buildMetricsReport({
    asOf,
    measured,
    engagement: members && measureEngagement(members.rows, asOf),
    namesMembers: options.nameMembers,
    labor: labor && { source: labor.source, rows: filled.labor },
    notes: [
      ...stated.notes,
      ...(observations?.notes ?? []),
      ...(members?.notes ?? []),
      ...filled.notes,
      ...(later > 0
        ? [information("later-values", `${String(later)} values are later than ${asOf} and don't count.`)]
        : []),
      ...(labor?.notes ?? []),
    ],
    provenance: {
      tool: TOOL,
      options: { asOf, ...(options.naics.length > 0 && { naics: options.naics }) },
      inputs: [
        input(metricsFile, stated.sha256),
        ...(options.observations === undefined ? [] : [input(options.observations, observations?.sha256)]),
        ...(options.members === undefined ? [] : [input(options.members, members?.sha256)]),
        ...(labor?.inputs ?? []),
      ],
    },
  });
  await writeReport(report, options, io);
  return runStatus(measured, options.failOn);
}

async function runRollUp(options: MetricsValues, io: Io, folder: string, asOf: string): Promise<RunStatus> {
  const partnerships = await readPartnerships(resolve(io.cwd, folder), folder, asOf);
  const provenance = { tool: TOOL, options: { asOf }, inputs: partnerships.flatMap(({ inputs }) => inputs) };
  await writeReport(buildRollUpReport(partnerships, { asOf, provenance }), options, io);
  return runStatus(
    partnerships.flatMap(({ measured }) => measured),
    options.failOn,
  );
}

function runStatus(measured: readonly MeasuredMetric[], failOn: MetricsValues["failOn"]): RunStatus {
  const fails: Readonly<Record<(typeof FAILURES)[number], (one: MeasuredMetric) => boolean>> = {
    overdue: ({ isOverdue }) => isOverdue,
    "no-data": ({ latest }) => !latest,
    behind: ({ state }) => state === "behind" || state === "overdue",
  };
  return failOn !== undefined && measured.some(fails[failOn]) ? 4 : 0;
}

/** SOURCE_DATE_EPOCH stands in for the clock where a run is to be repeated as it was. */
function chooseDay(asOf: string | undefined, { env }: Io): string {
  if (asOf === undefined) {
    const epoch = env["SOURCE_DATE_EPOCH"];
    const now = epoch !== undefined && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1_000) : new Date();
    return now.toISOString().slice(0, 10);
  }
  const day = parseDay(asOf);
  if (day !== undefined) return day;
  throw new UsageError("--as-of is not a date", {
    code: "OPTION_VALUE",
    found: asOf,
    hint: "write it like 2026-03-31",
  });
}

interface ReadLabor {
  readonly source: LaborSource;
  readonly inputs: readonly ProvenanceInput[];
  readonly notes: readonly Note[];
}

/** The labor market of a ranking that was written, or of files; undefined if neither is given. */
async function readLabor(options: MetricsValues, io: Io): Promise<ReadLabor | undefined> {
  const { from, qcew, store } = options;
  const hasFiles = qcew.length > 0 || store !== undefined;
  if (from !== undefined && hasFiles) {
    throw new UsageError("--from and QCEW files both say where figures come from", {
      code: "OPTION_CONFLICT",
      found: `--from ${from}`,
      hint: "give one of them",
    });
  }
  if (from !== undefined) {
    const { result, sha256 } = readResult(from, io.cwd);
    const source = toLaborSource(result);
    if (source) return { source, inputs: [{ file: result.file, sha256 }], notes: [] };
    throw new InputError("the result holds no figures by year", {
      code: "RESULT_SCHEMA",
      where: { file: result.file },
      found: "no basis",
      hint: "write it again with this version of sector-rank",
    });
  }
  if (!hasFiles) return undefined;
  const inputs = await readInputs(options, io);
  const { table } = analyzeIndustries(inputs, analysisOptions(options));
  return {
    source: {
      region: table.region.name,
      reference: table.reference.name,
      years: table.years,
      totals: table.total,
      industries: new Map(
        table.rows.map(({ naics, title, region, reference }) => [naics, { title, sides: { region, reference } }]),
      ),
      targets: [],
    },
    inputs: buildProvenance(inputs, options).inputs,
    notes: inputs.notes,
  };
}

/** @throws {UsageError} NAICS_UNKNOWN */
function chooseTargets(asked: readonly string[], source: LaborSource): readonly string[] {
  const unknown = asked.find((naics) => !source.industries.has(naics));
  if (unknown === undefined) return asked.length > 0 ? asked : source.targets;
  throw new UsageError("--naics names an industry that the figures don't have", {
    code: "NAICS_UNKNOWN",
    found: unknown,
    hint: `choose among ${[...source.industries.keys()].slice(0, 8).join(", ")} …, or rank at its level`,
  });
}

function unfilled(metrics: readonly { readonly name: string; readonly labor: unknown }[]): readonly Note[] {
  const names = metrics.filter(({ labor }) => labor !== undefined).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    information(
      "labor-market-not-given",
      `Not filled in, since no ranking was given with --from: ${names.join("; ")}.`,
    ),
  ];
}
