import { UsageError } from "../core/errors.js";
import { TOOL } from "../core/version.js";
import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";
import { writeFiles, writeReport } from "../output/write.js";
import { numberField, textField } from "../render/csv.js";
import { describeSource } from "../report/source-words.js";
import type { Result } from "../result/result.js";
import { pathFrom } from "../region/read/area-rows.js";
import { readResult } from "../result/result-file.js";
import { resultChecksum } from "./checksum.js";
import { shippedCriteria } from "./criteria.js";
import { mergeReport } from "./merge-report.js";
import type { ChartSource } from "./merge-chart.js";
import { mergeWorksheets, order, type Merged } from "./merge.js";
import { readWorksheet } from "./read-worksheet.js";

export const worksheetMergeCommand = defineCommand({
  name: "worksheet merge",
  description:
    "Reads worksheets that people filled in and shows what they say together: mean, raters, spread and disagreement of each criterion, and readiness beside the rank, which stays as the figures give it. An empty cell is not rated, never 0. Everything typed is kept, with who typed it.",
  options: {
    from: {
      type: "string",
      value: "RESULT.json",
      path: true,
      help: "the result that the worksheets were made of: they are checked against it, and outputs name its region",
    },
    qualitativeWeight: {
      type: "number",
      value: "W",
      minimum: 0,
      maximum: 1,
      help: "also place the rated industries by LMI rank and readiness together, readiness counting for this part of 1",
    },
    weightsOut: {
      type: "string",
      value: "FILE",
      path: true,
      help: "write the weights that raters wrote down as CSV, for rank --team",
    },
    ...outputOptions,
  },
  arguments: {
    files: {
      help: "filled-in worksheets, .xlsx or .csv, in any order",
      value: "FILE",
      required: true,
      variadic: true,
      path: true,
    },
  },
  examples: [],
  async run(options, io) {
    const { files } = options;
    const result = options.from === undefined ? undefined : readResult(options.from, io.cwd);
    const read = await Promise.all(files.map((file) => readWorksheet(pathFrom(io.cwd, file))));
    const merged = mergeWorksheets(read, {
      result: result && { checksum: resultChecksum(result.result), file: result.result.file },
      qualitativeWeight: options.qualitativeWeight,
      labelOf: (id) => shippedCriteria(read[0]!.form.id).find((one) => one.id === id)?.label,
    });
    const report = mergeReport({
      merged,
      source: chartSource(merged, result?.result),
      provenance: {
        tool: TOOL,
        options: { qualitativeWeight: options.qualitativeWeight },
        inputs: [
          ...(result ? [{ file: result.result.file, sha256: result.sha256 }] : []),
          ...read
            .map(({ file, sha256 }) => ({ file, ...(sha256 !== undefined && { sha256 }) }))
            .sort((a, b) => order(a.file, b.file)),
        ],
      },
    });
    if (options.weightsOut !== undefined) {
      const content = weightsCsv(merged, options.weightsOut);
      writeFiles([{ file: options.weightsOut, content }], io, [
        ...files,
        ...(options.from === undefined ? [] : [options.from]),
      ]);
      if (!io.listsFiles) io.stderr.write(`wrote ${options.weightsOut}\n`);
    }
    await writeReport(report, options, io);
  },
});

function chartSource({ raters, checksum }: Merged, result: Result | undefined): ChartSource {
  const people = `ratings of ${String(raters.length)} ${raters.length === 1 ? "person" : "people"}`;
  if (!result) return { region: undefined, words: `result ${checksum} of sector-rank; ${people}` };
  const { years, quarter, region } = result.scope;
  const each = [years.start, years.end].filter((year) => year !== undefined);
  return { region: region.name, words: `${describeSource(each, quarter)}; ${people}` };
}

/** @throws {UsageError} OPTION_CONFLICT where nobody wrote weights down */
function weightsCsv({ weights }: Merged, file: string): string {
  if (weights.length === 0) {
    throw new UsageError("no worksheet holds weights", {
      code: "OPTION_CONFLICT",
      found: `--weights-out ${file}`,
      hint: "have the sheet Weights filled in, or leave the option out",
    });
  }
  const rows = weights.flatMap(({ rater, weights: own }) =>
    own.map(({ factor, weight }) => [textField(rater), textField(factor), numberField(weight)].join(",")),
  );
  return `${["person,factor,weight", ...rows].join("\n")}\n`;
}
