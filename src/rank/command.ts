import { readFactors } from "../occupations/factors/read-factors.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { chooseFactors } from "../ranking/criteria.js";
import type { Note } from "../core/notes.js";
import { rankRegion, type RankedRegion } from "../ranking/rank-region.js";
import type { FollowedMethod } from "../report/rank-inputs.js";
import { analyzeAmongAreas } from "../relatedness/analyze-among-areas.js";
import { writeReport } from "../output/write.js";
import { buildRankReport } from "../report/rank-report.js";
import { rankReportInputs } from "./report-inputs.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  livingWageOption,
  peopleOptions,
  priceOptions,
  projectionOptions,
  RANKING_GROUP,
  rankingOptions,
  ruleOptions,
  thresholdOptions,
  qcewArguments,
  workforceOptions,
} from "../command/options.js";
import { outputOptions, whyOption } from "../command/output-options.js";
import { changedFromMethod, derivedOptions } from "../command/resolve-options.js";
import { followedMethod, methodNote } from "../published-methods/followed-method.js";
import { readHistory } from "../history/read-history.js";
import { buildProvenance, readInputs, withInputs } from "../command/read-inputs.js";
import { gatherPeople, readPeople, withPeopleFiles } from "./people.js";
import { analysisOptions, rankRegionOptions, gatherRules } from "../command/run-options.js";

export const rankCommand = defineCommand({
  name: "rank",
  description:
    "Computes location quotients, growth and pay of a region's industries, ranks them by weighted factors, and says why each industry of the short list is on it.",
  options: {
    ...inputOptions,
    ...projectionOptions,
    ...priceOptions,
    ...workforceOptions,
    ...rankingOptions,
    standing: {
      type: "boolean",
      group: RANKING_GROUP,
      help: "show each industry's place by location quotient among all areas of the region's kind in the files",
    },
    ...ruleOptions,
    ...peopleOptions,
    ...livingWageOption,
    ...jobFileOptions,
    ...thresholdOptions,
    ...outputOptions,
    ...whyOption,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "Rank the 3-digit industries of an MSA from its counties' files",
      argv: "rank --qcew demo --region C1814",
    },
    {
      says: "Weigh pay double, and write the whole ranking for a spreadsheet",
      argv: "rank --qcew demo --region C1814 --level 4 --weights employment=1,averagePay=2,growth=1,lq=1 --format csv",
    },
    {
      says: "One page for a board, as a Word document and to print",
      argv: "rank --qcew demo --region C1814 --out board.docx --out brief.html",
    },
    {
      says: "Rules of a board beside the rank, applied one after another",
      argv: 'rank --qcew demo --region C1814 --rule "concentrated: lq >= 1.2" --rule "pays: averagePay >= 1.1 * regionPay" --eliminate',
    },
  ],
  async run(typed, io) {
    const { factors: userFactors, inputs: factorFiles } = await readFactors(typed, io);
    const read = await readPeople(typed, userFactors.names, io.cwd);
    const options = read.weights ? derivedOptions(typed, { weights: read.weights }) : typed;
    // Before the files are read, so that a mistyped rule does not cost a computation.
    const rules = gatherRules(options, userFactors.names, () =>
      chooseFactors(rankRegionOptions(options), userFactors.names),
    );
    // A method is YAML, which takes longer to load than a method takes to read.
    const method =
      options.methodOf === undefined
        ? undefined
        : (await import("../published-methods/read-methods.js")).readMethod(options.methodOf);
    const inputs = await readInputs(options, io);
    const wanted = { ...rankRegionOptions(options), ...rules };
    const { analysis, standings } = await analyzeAmongAreas(
      inputs,
      wanted,
      { userFactors: userFactors.names, isAsked: options.standing },
      { ...analysisOptions(options), format: options.format },
      io,
    );
    const ranked = rankRegion(inputs, wanted, userFactors, analysis);
    const people = await gatherPeople(read, ranked, options);
    const { history, sources } = await readHistory(inputs, ranked.analysis, options, io);
    const follows = method && followedMethod(method, ranked, changedFromMethod(options));
    const report = buildRankReport(
      rankReportInputs(ranked, options, {
        standings,
        history,
        follows,
        people,
        provenance: withPeopleFiles(
          withInputs(
            buildProvenance(
              { ...inputs, sources },
              {
                ...options,
                rule: rules.rules.map(({ label, text }) => (label === text ? text : `${label}: ${text}`)),
              },
            ),
            factorFiles,
          ),
          read,
          options,
        ),
        notes: [
          ...(method ? [methodNote(method)] : []),
          ...inputs.notes,
          ...ranked.notes,
          ...(await lookBack(ranked, follows)),
        ],
      }),
    );
    await writeReport(report, options, io, {
      inputs: [...options.factor, ...options.projections, ...(options.clusters ? [options.clusters] : [])],
    });
  },
});

/** What lists of this making once came to; only of sectors was it measured, so that nothing is loaded for others. */
async function lookBack(
  { ranking, analysis: { table } }: RankedRegion,
  follows: FollowedMethod | undefined,
): Promise<readonly Note[]> {
  if (table.level !== "sector") return [];
  const { measuredListNotes } = await import("../backtest/measured-lists.js");
  return measuredListNotes(ranking, table, follows);
}
