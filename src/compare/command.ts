import { codeChanges } from "./code-changes.js";
import { compareResults, WATCHED } from "./compare.js";
import type { Result } from "../result/result.js";
import { UsageError } from "../core/errors.js";
import { readNaics } from "../naics/read-naics.js";
import { readRevisions } from "../naics/read-revisions.js";
import { readResult } from "../result/result-file.js";
import { chainRevisions } from "../naics/revision.js";
import { writeReport } from "../output/write.js";
import { buildCompareReport } from "./compare-report.js";
import { TOOL } from "../core/version.js";
import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";

export const compareCommand = defineCommand({
  name: "compare",
  description:
    "Takes the JSON of two runs of rank (or of industries): two years, two regions, or two weightings. Shows who came on the short list and who left, and divides each move into what new figures of each factor, changed weights, revised figures, a NAICS revision and other industries did. The parts add up.",
  options: {
    failOnChange: { type: "boolean", help: "exit with status 4 if the short list changed, for scripts" },
    failOn: {
      type: "choice",
      choices: WATCHED,
      help: "exit with status 4 if the short list, any rank, or anything at all changed",
    },
    ...outputOptions,
  },
  arguments: {
    old: { help: "JSON of the older run", value: "OLD.json", required: true, path: true },
    new: { help: "JSON of the newer run", value: "NEW.json", required: true, path: true },
  },
  examples: [],
  async run(options, io) {
    const old = readResult(options.old, io.cwd);
    const recent = readResult(options.new, io.cwd);
    const watched = options.failOn ?? (options.failOnChange ? "short-list" : undefined);
    if (watched !== undefined && watched !== "any" && old.result.command !== "rank") {
      throw new UsageError(`results of ${old.result.command} have no ranks to watch`, {
        code: "OPTION_CONFLICT",
        found: options.failOn === undefined ? "--fail-on-change" : `--fail-on ${watched}`,
        hint: "use --fail-on any",
      });
    }
    const report = buildCompareReport({
      comparison: compareResults(old.result, recent.result, changesBetween(old.result, recent.result)),
      watched,
      provenance: {
        tool: TOOL,
        options: {},
        inputs: [old, recent].map(({ result, sha256 }) => ({ file: result.file, sha256 })),
      },
    });
    await writeReport(report, options, io);
    return report.failed ? 4 : 0;
  },
});

/** What the revisions of NAICS between two results did to the codes of their level. */
function changesBetween({ scope: old }: Result, { scope: recent }: Result) {
  if (old.naics === recent.naics) return undefined;
  const [from, to] = old.naics < recent.naics ? [old.naics, recent.naics] : [recent.naics, old.naics];
  return codeChanges(readNaics(), chainRevisions(readRevisions(), from, to), recent.level);
}
