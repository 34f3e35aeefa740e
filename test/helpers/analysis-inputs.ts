import type { AnalysisInputs, AnalysisOptions } from "../../src/region/analysis.js";
import type { AreaCode } from "../../src/core/codes.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { chainRevisions } from "../../src/naics/revision.js";
import type { QcewTable } from "../../src/qcew/table.js";

/** What an analysis is given, from a table and the areas on its two sides. */
export function analysisInputs(
  qcew: QcewTable,
  areas: {
    readonly region: readonly string[];
    /** The nation, not chosen by the user, where left out. */
    readonly reference?: readonly string[];
    readonly clusters?: AnalysisInputs["clusters"];
  },
): AnalysisInputs {
  const { region, reference = ["US000"], clusters } = areas;
  return {
    qcew,
    region: { name: "Test Region", areas: region as AreaCode[], composed: region.length > 1 },
    reference: { name: "Test Reference", areas: reference as AreaCode[], composed: reference.length > 1 },
    referenceChosen: areas.reference !== undefined,
    naics: readNaics(),
    revisionBetween: (from, to) => chainRevisions(readRevisions(), from, to),
    metropolitanCounties: new Map(),
    ...(clusters && { clusters }),
  };
}

/** The choices of a plain run; suppressed cells are left empty, so that every figure is one of the test's. */
export const PLAIN_OPTIONS: AnalysisOptions = {
  level: "sector",
  ownership: "private",
  lqBase: "total-covered",
  suppressed: "drop",
  bridge: "split",
};
