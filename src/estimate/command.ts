import { missingLevel, parentlessNotes } from "../region/analysis-checks.js";
import { requireOneConnecticut } from "../region/connecticut.js";
import { listCells, rowsOfScope } from "../region/estimated-cells.js";
import { readCellInputs } from "./cell-inputs.js";
import { readNaics } from "../naics/read-naics.js";
import { chooseCellPeriods } from "../region/periods.js";
import { codesAtLevel } from "../qcew/table.js";
import { writeReport } from "../output/write.js";
import { buildEstimateReport } from "./estimate-report.js";
import { levelName, describeOwnership } from "../report/words.js";
import { estimateCells } from "../suppression/whole-year.js";
import { loadHighsSolver } from "../suppression/highs-solver.js";
import { defineCommand } from "../command/command.js";
import { INPUT_GROUP, inputOptions, qcewArguments } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { buildProvenance, readWithProgress } from "../command/read-inputs.js";
import { analysisOptions } from "../command/run-options.js";

const { reference, lqBase, bridge, annualizeWages, ...choices } = inputOptions;

export const estimateCommand = defineCommand({
  name: "estimate",
  description:
    "Lists the suppressed cells of a region's areas with their estimates, 90% intervals, the bounds that published totals set, and the method. Estimates are never official figures.",
  options: {
    ...choices,
    areas: {
      type: "list",
      value: "LIST",
      codes: true,
      group: INPUT_GROUP,
      help: "areas in place of a region: codes, or `counties` for every county in the files",
    },
    all: { type: "boolean", help: "list published cells as well" },
    ...outputOptions,
  },
  arguments: qcewArguments,
  examples: [
    {
      says: "The suppressed sectors of Union County, Ohio",
      argv: "estimate --qcew demo --region 39159 --level sector",
    },
    {
      says: "Every county in the files, as CSV",
      argv: "estimate --qcew demo --areas counties --level sector --format csv",
    },
  ],
  async run(options, io) {
    const asked = analysisOptions({
      ...options,
      reference: reference.default,
      lqBase: lqBase.default,
      bridge: bridge.default,
      annualizeWages: false,
      clusters: undefined,
    });
    const inputs = await readWithProgress(options, io, (context) =>
      readCellInputs({ ...asked, areas: options.areas }, context),
    );
    requireOneConnecticut(inputs.qcew, inputs.areas, asked);
    const { periods, notes } = chooseCellPeriods(inputs.qcew, inputs, asked);
    const scope = { ...asked, areas: inputs.areas, periods, all: options.all };
    const { rows, every } = rowsOfScope(inputs.qcew, scope);
    if (codesAtLevel(inputs.qcew, every, asked.level).length === 0) {
      throw missingLevel(inputs.qcew, every, inputs, asked);
    }
    const estimates =
      asked.suppressed === "estimate"
        ? await estimateCells(inputs.qcew, {
            counties: inputs.metropolitanCounties,
            periods,
            signals: inputs.signals,
          }).tightened(rows, loadHighsSolver)
        : undefined;
    const naics = readNaics();
    const report = buildEstimateReport({
      title: `${options.all ? "Cells" : "Suppressed cells"} of ${inputs.name}`,
      scope: [["Industries", `${levelName(asked)}, ${describeOwnership(asked.ownership)}`]],
      cells: listCells(inputs.qcew, rows, estimates),
      isFilled: estimates !== undefined,
      titleOf: (code) => naics.title(code) ?? code,
      provenance: buildProvenance(inputs, options),
      notes: [
        ...notes,
        ...inputs.notes,
        ...parentlessNotes(inputs.qcew, [...every.values()].flat(), asked.level, inputs.notes),
        ...(estimates?.notes ?? []),
      ],
    });
    await writeReport(report, options, io);
  },
});

void annualizeWages;
