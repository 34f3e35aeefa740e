import { readNaics } from "../../naics/read-naics.js";
import { readRevisions } from "../../naics/read-revisions.js";
import { chainRevisions } from "../../naics/revision.js";
import type { SharedInputs } from "../../region/analysis-inputs.js";

/** What tables of areas need to know of industry codes. */
export function naicsInputs(): Pick<SharedInputs, "naics" | "revisionBetween"> {
  return {
    naics: readNaics(),
    revisionBetween: (from, to) => chainRevisions(readRevisions(), from, to),
  };
}
