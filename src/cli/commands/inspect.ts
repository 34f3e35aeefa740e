import { takeInventory } from "../../checks/inventory.js";
import { checkPrintedPay } from "../../checks/printed-pay.js";
import { checkPublishedQuotients } from "../../checks/published-quotients.js";
import { checkTotals } from "../../checks/totals.js";
import { UsageError } from "../../errors.js";
import { findProjectionFiles } from "../../ingest/projections/find.js";
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
    "Tells layout, years, areas, levels and the share suppressed, and checks that the figures agree: parts with totals, published location quotients with the nation's rows, printed pay with wages and jobs. Every row of every file is read. Of projection files it tells what `projections` does.",
  options: {
    strict: { type: "boolean", help: "exit with status 4 if a check fails, for scripts" },
    ...outputOptions,
  },
  arguments: {
    files: {
      help: "QCEW files, folders, .zip or .gz; or projection files",
      value: "FILE",
      required: true,
      variadic: true,
    },
  },
  examples: [
    { says: "What the built-in files hold", argv: "inspect data/demo" },
    {
      says: "A gate in CI: status 4 if a check fails",
      argv: "inspect data/demo/columbus-2023.csv --strict",
    },
  ],
  async run(options, io) {
    const projections = await findProjectionFiles(options.files);
    if (projections.length > 0) {
      requireOneKind(options.files, projections);
      const { explainProjections } = await import("../explain-projections.js");
      const files = projections;
      const hash = showsChecksums(options);
      await writeReport(
        await explainProjections({ command: "inspect", files, areas: [], level: "3", hash }),
        options,
        io,
      );
      return 0;
    }
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

function requireOneKind(files: readonly string[], projections: readonly string[]): void {
  if (projections.length === files.length) return;
  throw new UsageError("projections are inspected apart from QCEW files", {
    code: "OPTION_CONFLICT",
    found: projections.join(", "),
    hint: `run \`sector-rank inspect ${projections[0]}\` by itself`,
  });
}

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
