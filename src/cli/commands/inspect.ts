import { takeInventory } from "../../checks/inventory.js";
import { checkPrintedPay } from "../../checks/printed-pay.js";
import { checkPublishedQuotients } from "../../checks/published-quotients.js";
import { checkTotals } from "../../checks/totals.js";
import { readQcew } from "../../ingest/qcew/read.js";
import { readAreas } from "../../ingest/reference/areas.js";
import { contradictoryQuotients } from "../../reference/recovered-shares.js";
import { writeReport } from "../../render/write.js";
import { buildInspectReport } from "../../report/inspect-report.js";
import { TOOL } from "../../version.js";
import { defineCommand } from "../command.js";
import { outputOptions } from "../options.js";
import { showsChecksums } from "../read-inputs.js";

export const inspectCommand = defineCommand({
  name: "inspect",
  description:
    "Tells layout, years, areas, levels and the share suppressed, and checks that the figures agree: parts with totals, published location quotients with the nation's rows, printed pay with wages and jobs. Every row of every file is read.",
  options: {
    strict: { type: "boolean", help: "exit with status 4 if a check fails, for scripts" },
    ...outputOptions,
  },
  arguments: { files: { help: "QCEW files, folders, .zip or .gz", value: "FILE", required: true, variadic: true } },
  examples: [
    { says: "What the built-in files hold", argv: "inspect data/demo" },
    {
      says: "A gate in CI: status 4 if a check fails",
      argv: "inspect data/demo/columbus-2023.csv --strict",
    },
  ],
  async run(options, io) {
    const areas = readAreas();
    const { table, notes } = await readQcew(options.files, {
      fields: FIELDS,
      strict: true,
      hash: showsChecksums(options),
    });
    const metropolitan = table.areas.filter((code) => /^C\d/.test(code));
    const report = buildInspectReport({
      table,
      inventory: takeInventory(table),
      totals: checkTotals(table, new Map(metropolitan.map((code) => [code, areas.countiesOf(code)]))),
      quotients: checkPublishedQuotients(table),
      contradictory: contradictoryQuotients(table),
      pay: checkPrintedPay(table),
      nameOf: (code) => areas.nameOf(code),
      provenance: {
        tool: TOOL,
        options: {},
        inputs: table.sources.map(({ file, rows, sha256 }) => ({
          file,
          rows,
          ...(sha256 !== undefined && { sha256 }),
        })),
      },
      notes,
    });
    await writeReport(report, options, io);
    return options.strict && report.failed ? 4 : 0;
  },
});

const FIELDS = [
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
  "weeklyWage",
  "annualPay",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
] as const;
