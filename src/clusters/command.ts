import { UsageError } from "../core/errors.js";
import type { Level } from "../core/industry-table.js";
import { defineCommand } from "../command/command.js";
import { resultOutputOptions } from "../command/output-options.js";
import { buildProvenance, showsChecksums } from "../command/read-inputs.js";
import { industryTree, readNaics } from "../naics/read-naics.js";
import { occupationsOptions } from "../occupations/options.js";
import { readOccupationTables } from "../occupations/occupation-tables.js";
import { writeReport } from "../output/write.js";
import { StaffingPatterns } from "../staffing/match.js";
import type { Cut } from "./agglomerate.js";
import { buildClustersReport } from "./clusters-report.js";
import { compareWithFile } from "./compare-clusters.js";
import { proposeClusters } from "./propose.js";
import { SIMILARITY_MEASURES, similarityMeasure } from "./similarity.js";

const GROUP = "Clusters:";
const HEIGHT = 0.5;

export const clustersCommand = defineCommand({
  name: "clusters",
  description:
    "Proposes clusters of industries that employ the same occupations: similarity of staffing patterns, grouped by average linkage. The CSV is what `rank --clusters` reads. Each industry is marked as traded or local.",
  options: {
    level: {
      type: "choice",
      value: "LEVEL",
      choices: ["3", "4", "5", "6"],
      default: "4",
      group: GROUP,
      help: "NAICS digits of the industries",
    },
    height: {
      type: "number",
      value: "H",
      minimum: 0,
      maximum: 1,
      group: GROUP,
      help: `join industries up to this distance, 1 less their similarity (default: ${HEIGHT})`,
    },
    number: { type: "integer", value: "N", minimum: 1, group: GROUP, help: "cut into this many groups instead" },
    similarity: {
      type: "choice",
      choices: SIMILARITY_MEASURES.map(({ id }) => id),
      default: "overlap",
      group: GROUP,
      help: "overlap of shares of jobs by occupation (1 less Bray and Curtis's distance), or their cosine",
    },
    staffing: { ...occupationsOptions.staffing, group: GROUP },
    against: {
      type: "string",
      value: "FILE",
      path: true,
      group: GROUP,
      help: "CSV of your own clusters to compare with, as `rank --clusters` reads it",
    },
    ...resultOutputOptions,
  },
  examples: [
    { says: "Clusters of the 4-digit industries, ready for rank", argv: "clusters --out clusters.csv" },
    { says: "Tighter ones, by cosine", argv: "clusters --height 0.3 --similarity cosine" },
  ],
  async run(options, io) {
    const cut = parseCut(options);
    const hash = showsChecksums(options);
    const tables = await readOccupationTables(
      { staffing: options.staffing, wages: [], education: [] },
      { cwd: io.cwd, hash },
    );
    const proposal = proposeClusters(options.level as Level, {
      naics: readNaics(),
      patterns: new StaffingPatterns(tables.staffing, industryTree()),
      measure: similarityMeasure(options.similarity),
      cut,
    });
    const comparison = options.against === undefined ? undefined : await compareWithFile(options.against, proposal);
    const { against } = options;
    const own = buildProvenance({ sources: [] }, options);
    const report = buildClustersReport({
      level: options.level,
      measure: similarityMeasure(options.similarity),
      cut,
      proposal,
      comparison,
      staffing: [...new Set(tables.staffing.sources.map(({ label }) => label))],
      notes: [...tables.notes, ...(comparison?.notes ?? [])],
      provenance: { ...own, inputs: tables.inputs.filter(({ file }) => !file.includes("wages")) },
    });
    await writeReport(report, options, io, { inputs: against === undefined ? [] : [against] });
  },
});

/** @throws {UsageError} OPTION_CONFLICT */
function parseCut({
  height,
  number,
}: {
  readonly height: number | undefined;
  readonly number: number | undefined;
}): Cut {
  if (height !== undefined && number !== undefined) {
    throw new UsageError("--height and --number both say where to cut", {
      code: "OPTION_CONFLICT",
      found: `--height ${height} --number ${number}`,
      hint: "give one of them",
    });
  }
  return number === undefined ? { height: height ?? HEIGHT } : { number };
}
