import type { Io } from "../output/io.js";
import type { ReportChapter } from "../report/chapters.js";
import type { ProvenanceInput } from "../report/provenance.js";
import type { ReportTable } from "../report/report.js";
import { flowChart } from "./commute-chart.js";
import { commuteJson } from "./commute-json.js";
import { commuteNotes } from "./commute-notes.js";
import { countiesTable } from "./commute-tables.js";
import { describeFlows, sourceOfFlows, summarizeCommute } from "./commute-words.js";
import { commuteContext, readCommute } from "./read-commute.js";

/** Commuting as a chapter of a page that has others. */
export interface CommutingPart {
  readonly chapter: ReportChapter;
  readonly tables: readonly ReportTable[];
  readonly json: Readonly<Record<string, unknown>>;
  readonly inputs: readonly ProvenanceInput[];
}

/** Rows that a page has room for. */
const SHOWN = 12;
const COLUMNS = ["name", "to_region", "from_region", "workers_share", "jobs_share", "advice"];

/**
 * Who works in the region and where its residents work; undefined where no file of flows is given.
 *
 * @throws {InputError} those of `readCommute`
 */
export async function readCommutingPart(
  options: Parameters<typeof readCommute>[0],
  io: Io,
): Promise<CommutingPart | undefined> {
  if (options.lodes.length === 0) return undefined;
  const analysis = await readCommute(options, io);
  const context = commuteContext();
  const { areas } = context;
  const { leading: _ofTerminals, ...table } = { ...countiesTable(analysis, areas), id: "commuters" };
  void _ofTerminals;
  const left = table.rows.length - SHOWN;
  const chart = flowChart(analysis, areas);
  return {
    chapter: {
      id: "commuting",
      heading: "Commuting",
      depth: 2,
      paragraphs: [summarizeCommute(analysis, areas).join(" ")],
      tables: [table.id],
      items: [
        ...commuteNotes(analysis, context)
          .filter(({ severity }) => severity === "caution")
          .map(({ text }) => text),
        `Flows: ${describeFlows(analysis)}; ${sourceOfFlows(analysis)}.`,
      ],
      ...(chart && { chart }),
    },
    tables: [
      left <= 2
        ? table
        : {
            ...table,
            brief: {
              columns: COLUMNS,
              rows: SHOWN,
              rest: `${left} more counties: --out FILE.xlsx and --json have them.`,
            },
          },
    ],
    json: commuteJson(analysis, undefined, areas),
    inputs: analysis.files.inputs,
  };
}
