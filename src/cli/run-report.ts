import { TOOL } from "../core/version.js";
import type { Report } from "../report/report.js";

export interface FinishedRun {
  readonly command: string;
  /** As the config names them. */
  readonly files: readonly string[];
}

/** What a config's runs have written. */
export function buildRunReport(config: string, runs: readonly FinishedRun[]): Report {
  return {
    command: "run",
    title: `${config}: ${runs.length === 1 ? "1 run" : `${runs.length} runs`} done`,
    scope: [],
    tables: [
      {
        id: "runs",
        title: "",
        columns: [
          { id: "run", label: "Run", kind: "number", unit: "count", priority: 1 },
          { id: "command", label: "Command", kind: "code", priority: 1 },
          { id: "file", label: "File written", kind: "text", priority: 1 },
        ],
        rows: runs.flatMap(({ command, files }, index) =>
          files.map((file) => ({ cells: { run: index + 1, command, file } })),
        ),
      },
    ],
    sections: [],
    notes: [],
    provenance: { tool: TOOL, options: {}, inputs: [] },
    schema: "sector-rank/run/1",
    json: { config, runs: runs.map(({ command, files }, index) => ({ run: index + 1, command, files })) },
  };
}
