import { defineCommand } from "../command/command.js";
import {
  INPUT_GROUP,
  inputOptions,
  qcewArguments,
  RANKING_GROUP,
  rankingOptions,
  thresholdOptions,
} from "../command/options.js";
import { resultOutputOptions } from "../command/output-options.js";
import { startProgress } from "../command/progress.js";
import { buildProvenance, readWithProgress } from "../command/read-inputs.js";
import { analysisOptions, toThresholds } from "../command/run-options.js";
import { UsageError } from "../core/errors.js";
import { writeReport } from "../output/write.js";
import { buildBacktestReport } from "./backtest-report.js";
import { choosePickers } from "./choose-pickers.js";
import { runBacktest } from "./run-backtest.js";

const { region, exclude, since, bridge, signal, ...inputs } = inputOptions;
const GROUP = "Looking back:";
/** Lists are looked at again after at most so many years: no file reaches farther. */
const LONGEST = 40;

export const backtestCommand = defineCommand({
  name: "backtest",
  description:
    "Makes the lists of every county, metropolitan area or state from the figures of an earlier year, by each factor and published method, and shows whether their industries then grew more than the others.",
  options: {
    ...inputs,
    areas: {
      type: "list",
      value: "WHICH",
      codes: true,
      group: INPUT_GROUP,
      help: "`counties`, `msas` or `states` that the files hold, or a list of areas as for a region",
    },
    year: {
      ...inputs.year,
      help: "year of the lists (default: the latest with the longest of 3 and 5 years behind it)",
    },
    horizon: {
      type: "list",
      value: "YEARS",
      group: GROUP,
      help: "years after which the lists are looked at again (default: 3,5 as far as the files reach)",
    },
    by: {
      type: "list",
      value: "NAMES",
      group: GROUP,
      help: "only lists by these: measures, or published methods that `sector-rank methods` lists (default: all that need no other files)",
    },
    top: { ...rankingOptions.top, group: GROUP, help: "length of the lists that are ranked" },
    only: { ...rankingOptions.only, group: GROUP, help: "only these industries take part, or those under them" },
    weights: { ...rankingOptions.weights, help: "try a list by weights of your own, as in `rank`; alone without --by" },
    method: { ...rankingOptions.method, group: RANKING_GROUP, help: "how --weights are made comparable" },
    draws: {
      type: "integer",
      value: "N",
      minimum: 100,
      default: 1000,
      group: GROUP,
      help: "how many times areas are drawn again for the ranges",
    },
    seed: { type: "integer", value: "N", minimum: 0, default: 1, group: GROUP, help: "start of the draws" },
    ...thresholdOptions,
    ...resultOutputOptions,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "Whether lists of the ten counties of the built-in files found what grew",
      argv: "backtest --qcew demo --areas counties",
    },
    {
      says: "Lists of five by your own weights, by location quotient and by growth",
      argv: "backtest --qcew demo --areas counties --weights lq=2,averagePay=1 --by lq,growth --top 5",
    },
  ],
  async run(options, io) {
    const horizons = parseHorizons(options.horizon);
    const thresholds = toThresholds(options);
    const chosen = choosePickers({
      by: options.by,
      weights: options.weights,
      method: options.method,
      length: { top: options.top, thresholds },
    });
    const analysis = analysisOptions({
      ...options,
      bridge: bridge.default,
      region: undefined,
      exclude: [],
      signal: [],
      since: undefined,
    });
    const result = await readWithProgress(options, io, (context) =>
      runBacktest(
        {
          options: { ...analysis, areas: options.areas },
          pickers: chosen.pickers,
          only: options.only,
          horizons,
          draws: options.draws,
          seed: options.seed,
        },
        { context, startProgress: () => startProgress(io, "looking back", "areas") },
      ),
    );
    const report = buildBacktestReport({
      result,
      chosen,
      level: analysis.level,
      ownership: analysis.ownership,
      top: options.top,
      draws: options.draws,
      seed: options.seed,
      suppressed: analysis.suppressed,
      provenance: buildProvenance(result, options),
    });
    await writeReport(report, options, io);
  },
});

void region;
void exclude;
void since;
void signal;

/** @throws {UsageError} OPTION_VALUE */
function parseHorizons(texts: readonly string[]): readonly number[] {
  return texts.map((text) => {
    const years = Number(text);
    if (Number.isInteger(years) && years >= 1 && years <= LONGEST) return years;
    throw new UsageError("--horizon is a whole number of years", {
      code: "OPTION_VALUE",
      found: `--horizon ${texts.join(",")}`,
      hint: "write --horizon 3, or --horizon 3,5",
    });
  });
}
