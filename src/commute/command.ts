import { defineCommand } from "../command/command.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { analysisOptions, rankRegionOptions } from "../command/run-options.js";
import { Analyses } from "../counties/analyses.js";
import type { Io } from "../output/io.js";
import { writeReport } from "../output/write.js";
import { readUserFactors } from "../ranking/read-user-factors.js";
import type { CommuteAnalysis } from "./analysis.js";
import { buildCommuteReport } from "./commute-report.js";
import { commuteOptions, type CommuteValues } from "./options.js";
import { commuteContext, readCommute } from "./read-commute.js";
import { reviewRegion } from "./review.js";

export const commuteCommand = defineCommand({
  name: "commute",
  description:
    "Shows where those who work in a region live and where its residents work: labor shed, commute shed, containment both ways, and which counties belong to the region by their ties. With QCEW files it looks at the short list county by county, inside and just outside. Ends with the --region to go on with.",
  options: commuteOptions,
  arguments: {
    files: {
      help: "files of commuter flows, as with --lodes",
      value: "FILE",
      variadic: true,
      path: true,
      joins: "lodes",
    },
  },
  examples: [
    {
      says: "Who works in Wichita, and which counties belong to it",
      argv: "commute built-in/commuting/kansas-2021.csv --region C4862",
    },
    {
      says: "A county alone, with a page and a picture",
      argv: "commute --lodes built-in/commuting/kansas-2021.csv --region 20173 --out sedgwick.html --out flow.png",
    },
  ],
  async run(options, io) {
    const analysis = await readCommute(options, io);
    const { review, inputs } =
      options.qcew.length > 0 || options.store !== undefined ? await readReview(analysis, options, io) : {};
    const own = buildProvenance(inputs ?? { sources: [] }, options);
    const report = buildCommuteReport({
      ...commuteContext(),
      analysis,
      review,
      notes: inputs?.notes ?? [],
      provenance: { ...own, inputs: [...analysis.files.inputs, ...own.inputs] },
    });
    await writeReport(report, options, io, { inputs: [...options.lodes, ...options.factor] });
  },
});

/** The short list of the region by QCEW files, county by county. */
async function readReview(analysis: CommuteAnalysis, options: CommuteValues, io: Io) {
  const userFactors = await readUserFactors(options.factor);
  const inputs = await readInputs(options, io);
  const wanted = rankRegionOptions(options);
  const analyses = new Analyses(inputs, wanted, userFactors);
  await analyses.rank(wanted.level, { ...analysisOptions(options), format: options.format }, io);
  const { areas } = commuteContext();
  const review = reviewRegion(analyses, wanted.level, { sheds: analysis.sheds, areas, thresholds: wanted.thresholds });
  return { review, inputs };
}
