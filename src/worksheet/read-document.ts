import { InputError, UsageError } from "../core/errors.js";
import { parseDay } from "../core/day.js";
import { TOOL } from "../core/version.js";
import { readMetrics } from "../metrics/read-metrics.js";
import { measureMetrics } from "../metrics/measure.js";
import { pathFrom } from "../region/read/area-rows.js";
import type { Report } from "../report/report.js";
import { isListed } from "../result/listed.js";
import { readResult } from "../result/result-file.js";
import type { Result, ResultIndustry } from "../result/result.js";
import type { DocumentId, DocumentParts } from "./documents.js";
import { buildLaunch } from "./launch.js";
import { buildPlan, buildReview } from "./plan-sheet.js";
import { scopeOfResult } from "./result-scope.js";
import { buildSwot } from "./swot.js";

/** What a document was asked for. */
export interface DocumentOptions {
  readonly form: DocumentId;
  readonly from: string;
  readonly naics: readonly string[];
  readonly detail: string | undefined;
  readonly metrics: string | undefined;
  readonly goal: readonly string[];
  readonly launch: string | undefined;
}

/** Reads what a document is made of, and builds it as a report that people edit. */
export async function readDocument(options: DocumentOptions, cwd: string): Promise<Report> {
  const { form, from, detail, metrics: metricsFile, goal } = options;
  const { result, sha256 } = readResult(from, cwd);
  const industries = chooseIndustries(result, options.naics);
  const deeper = detail === undefined ? undefined : readResult(detail, cwd);
  const metrics = metricsFile === undefined ? undefined : await readMetrics(pathFrom(cwd, metricsFile));
  const launch = options.launch === undefined ? undefined : parseDay(options.launch);
  if (options.launch !== undefined && launch === undefined) {
    throw new UsageError("--launch is not a date", {
      code: "OPTION_VALUE",
      found: options.launch,
      hint: "write it like 2026-03-31",
    });
  }
  const parts = ((): DocumentParts => {
    switch (form) {
      case "swot":
        return buildSwot(result, industries);
      case "plan":
        return buildPlan(result, industries, {
          goals: goal,
          metrics: measureMetrics(metrics?.rows ?? [], [], ""),
          metricsFile,
        });
      case "launch":
        return buildLaunch(result, industries, { detail: deeper?.result, launch });
      case "review":
        return buildReview(result, industries);
    }
  })();
  const [first, ...others] = parts.tables;
  return {
    command: "worksheet",
    title: parts.title,
    scope: scopeOfResult(result),
    tables: [first!, ...others],
    sections: [],
    chapters: parts.chapters,
    notes: metrics?.notes ?? [],
    provenance: {
      tool: TOOL,
      options: {
        form,
        ...(options.naics.length > 0 && { naics: options.naics }),
        ...(launch !== undefined && { launch }),
      },
      inputs: [
        { file: result.file, sha256 },
        ...(deeper ? [{ file: deeper.result.file, sha256: deeper.sha256 }] : []),
        ...(metricsFile === undefined
          ? []
          : [{ file: metricsFile, ...(metrics?.sha256 !== undefined && { sha256: metrics.sha256 }) }]),
      ],
    },
    schema: "sector-rank/worksheet-document/1",
    json: { form, region: result.scope.region.name, ...parts.json },
  };
}

/** @throws {UsageError} NAICS_UNKNOWN @throws {InputError} WORKSHEET_RESULT for a result without a short list */
function chooseIndustries(result: Result, asked: readonly string[]): readonly ResultIndustry[] {
  const unknown = asked.find((code) => !result.industries.some(({ naics }) => naics === code));
  if (unknown !== undefined) {
    throw new UsageError("--naics names an industry that the result does not have", {
      code: "NAICS_UNKNOWN",
      found: unknown,
      hint: `choose among ${result.industries
        .slice(0, 8)
        .map(({ naics }) => naics)
        .join(", ")} …, or rank at its level`,
    });
  }
  const chosen =
    asked.length > 0
      ? result.industries.filter(({ naics }) => asked.includes(naics))
      : result.industries.filter(isListed);
  if (chosen.length > 0) return chosen;
  throw new InputError("a sheet needs industries", {
    code: "WORKSHEET_RESULT",
    where: { file: result.file },
    found: `a result of ${result.command} without a short list`,
    hint: "name some with --naics, or give what `sector-rank rank … --out FILE.json` wrote",
  });
}
