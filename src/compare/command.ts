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
import { inputOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";

const { default: _level, ...level } = inputOptions.level;
void _level;

export const compareCommand = defineCommand({
  name: "compare",
  description:
    "Takes the JSON of two runs of rank (or of industries): two years, two regions, or two weightings. Shows who came on the short list and who left, and divides each move into what new figures of each factor, changed weights, revised figures, a NAICS revision and other industries did. The parts add up. With --with, a result or a region of QCEW files is compared with an industry table that a vendor exported: which industries differ, by how much, and the likely reason.",
  options: {
    failOnChange: { type: "boolean", help: "exit with status 4 if the short list changed, for scripts" },
    failOn: {
      type: "choice",
      choices: WATCHED,
      help: "exit with status 4 if the short list, any rank, or anything at all changed",
    },
    with: {
      type: "string",
      value: "FILE",
      path: true,
      help: "industry table of a vendor, CSV or workbook: Lightcast's (Emsi) or JobsEQ's; beside one result, or a region of QCEW files",
    },
    ...inputOptions,
    level: { ...level, help: "with --with and QCEW files: NAICS digits of the industries (default: the vendor's)" },
    ...outputOptions,
  },
  arguments: {
    old: { help: "JSON of the older run, or of the one for --with", value: "OLD.json", path: true },
    new: { help: "JSON of the newer run", value: "NEW.json", path: true },
  },
  examples: [],
  async run(options, io) {
    if (options.with !== undefined) {
      requireNoFurther(options);
      const { compareWithVendor } = await import("./vendor/with-vendor.js");
      await writeReport(await compareWithVendor({ ...options, with: options.with }, io), options, io, {
        inputs: [options.with],
      });
      return 0;
    }
    const [first, second] = requireTwo(options);
    const old = readResult(first, io.cwd);
    const recent = readResult(second, io.cwd);
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

/** @throws {UsageError} ARGUMENT_MISSING */
function requireTwo({ old, new: recent }: { readonly old?: string | undefined; readonly new?: string | undefined }) {
  if (old !== undefined && recent !== undefined) return [old, recent] as const;
  throw new UsageError(`compare needs ${old === undefined ? "two results" : "a second result"}`, {
    code: "ARGUMENT_MISSING",
    found: old ?? "nothing",
    hint: "write `sector-rank compare OLD.json NEW.json`, or name a vendor's table: `compare RESULT.json --with FILE`",
  });
}

/** @throws {UsageError} OPTION_CONFLICT for what only two results can be asked for */
function requireNoFurther(options: {
  readonly new?: string | undefined;
  readonly failOn?: string | undefined;
  readonly failOnChange?: boolean;
}): void {
  const found =
    options.new ??
    (options.failOn === undefined ? (options.failOnChange ? "--fail-on-change" : undefined) : "--fail-on");
  if (found === undefined) return;
  throw new UsageError("--with compares one result, or one region, with a vendor's table", {
    code: "OPTION_CONFLICT",
    found,
    hint: "leave it out, or compare two results without --with",
  });
}

/** What the revisions of NAICS between two results did to the codes of their level. */
function changesBetween({ scope: old }: Result, { scope: recent }: Result) {
  if (old.naics === recent.naics) return undefined;
  const [from, to] = old.naics < recent.naics ? [old.naics, recent.naics] : [recent.naics, old.naics];
  return codeChanges(readNaics(), chainRevisions(readRevisions(), from, to), recent.level);
}
