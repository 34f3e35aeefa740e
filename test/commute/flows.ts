import { gzipSync } from "node:zlib";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAreas } from "../../src/areas/read-areas.js";
import { analyzeCommute, type CommuteAnalysis, type CommuteQuestion } from "../../src/commute/analysis.js";
import { readFlows } from "../../src/commute/read/read-flows.js";

export const areas = readAreas();

const folder = mkdtempSync(join(tmpdir(), "commute-"));

/** Each file of tests calls it at its end: files of tests share this module. */
export function removeFlowFiles(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a file into the folder that `removeFlowFiles` removes; one whose name ends in .gz is packed. */
export function flowFile(name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

/** A table of county pairs of one year, or of none. */
export function pairsFile(
  name: string,
  pairs: readonly (readonly [home: string, work: string, jobs: number | string])[],
  year?: number,
): string {
  const rows = pairs.map(([home, work, jobs]) => [work, home, jobs, ...(year === undefined ? [] : [year])].join(","));
  const header = `w_county_fips,h_county_fips,jobs${year === undefined ? "" : ",year"}`;
  return flowFile(name, `${[header, ...rows].join("\n")}\n`);
}

export async function analyze(
  files: readonly string[],
  question: Partial<CommuteQuestion> & Pick<CommuteQuestion, "region">,
): Promise<CommuteAnalysis> {
  const asked = { exclude: [], regions: {}, lodesYear: undefined, threshold: 0.25, ...question };
  return analyzeCommute(await readFlows(files, areas), asked, areas);
}
