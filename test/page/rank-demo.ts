import { readIndustryInputs } from "../../src/region/read/inputs.js";
import { demoFiles } from "../../src/demo/demo-files.js";
import { rankRegion } from "../../src/ranking/rank-region.js";
import type { RankReportInputs } from "../../src/report/rank-inputs.js";
import { ROOT } from "../cli/run-cli.js";

type Level = "sector" | "3" | "4";

const ranked = new Map<Level, Promise<RankReportInputs>>();

/** The built-in region's ranking, as `demo` computes it: once for all tests of a worker, which only read it. */
export function rankDemo(level: Level): Promise<RankReportInputs> {
  let made = ranked.get(level);
  if (!made) ranked.set(level, (made = rankDemoToChange(level)));
  return made;
}

/** The same, for a test that changes it. */
export async function rankDemoToChange(level: Level): Promise<RankReportInputs> {
  const options = {
    qcew: [...demoFiles()],
    region: "C1814",
    exclude: [],
    reference: "US000",
    level,
    ownership: "private",
    lqBase: "total-covered",
    suppressed: "estimate",
    bridge: "split",
    regions: {},
    projections: [],
  } as unknown as Parameters<typeof readIndustryInputs>[0] & Parameters<typeof rankRegion>[1];
  const thresholds = {
    smallBase: 100,
    fewEstablishments: 12,
    highLq: 1.2,
    shortListJobs: 0.0005,
    alsoConsiderJobs: 0.0025,
  };
  const inputs = await readIndustryInputs(options, { cwd: ROOT, hash: false, onProgress: () => undefined });
  const ranking = rankRegion(inputs, {
    ...options,
    profile: "start",
    method: "mean-rank",
    missing: "reweight",
    top: 10,
    thresholds,
  });
  const provenance = { tool: "sector-rank", options: {}, inputs: [] };
  return { ...ranking, filters: [], thresholds, top: 10, provenance, notes: [...inputs.notes, ...ranking.notes] };
}
