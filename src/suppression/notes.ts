import { caution, information, type Note } from "../core/notes.js";
import type { Quantity } from "./cells.js";
import { type Constraints } from "./constraints.js";
import { FAMILIES, type Family } from "./constraint-groups.js";
import type { SignalUse } from "./other-publishers.js";
import { signalNote } from "./signal-notes.js";
import { formatNumber } from "../core/number-format.js";
import type { EstimatedSystem } from "./sums.js";

const NAMES: Readonly<Record<Family, string>> = {
  industries: "industries within an area",
  ownerships: "ownerships",
  "counties-to-state": "counties within a state",
  "counties-to-msa": "counties within a metropolitan area",
  "states-to-nation": "states within the nation",
};

/** Jobs, and dollars, beyond the rounding of a total; less is lost in what is printed. */
const WORTH_TELLING: Readonly<Record<Quantity, number>> = { employment: 2, wages: 50_000 };

/** What a reader of the estimates must know: how many there are, which totals bind them, what could not bind. */
export function tellEstimates(
  system: EstimatedSystem,
  { estimated, recomputable }: { readonly estimated: number; readonly recomputable: number },
  {
    every,
    largestMiss,
    signalUses,
  }: {
    readonly every: Constraints;
    readonly largestMiss: Readonly<Record<Quantity, number>>;
    /** What other publishers' figures gave, in the periods asked for. */
    readonly signalUses: readonly SignalUse[];
  },
): Note[] {
  const notes: Note[] = [];
  if (estimated > 0) {
    const totals = FAMILIES.map((family) => [equalities(system.constraints, family), NAMES[family]] as const);
    const used = totals.filter(([number]) => number > 0);
    const each = used.map(([number, name]) => `${formatNumber(number, "count")} of ${name}`);
    const held = used.length > 0 ? `the totals that bound them: ${each.join(", ")}` : "no total bounds them";
    notes.push(
      information(
        "suppressed-estimated",
        `Suppressed cells of the files in the years shown, of all areas and levels: ${formatNumber(estimated, "count")} are estimated; ${held}.`,
      ),
    );
  }
  notes.push(...signalUses.map(signalNote));
  if (recomputable > 0) {
    notes.push(
      information(
        "suppressed-recomputable",
        `${formatNumber(recomputable, "count")} suppressed ${recomputable === 1 ? "cell follows" : "cells follow"} from published figures by adding and subtracting.`,
      ),
    );
  }
  if (every.largestRounding > 0) {
    notes.push(
      information(
        "totals-rounded",
        `Published annual averages miss their totals by up to ${formatNumber(every.largestRounding, "jobs")} jobs, which is rounding.`,
      ),
    );
  }
  const missed = [
    ...(largestMiss.employment >= WORTH_TELLING.employment
      ? [`${formatNumber(largestMiss.employment, "jobs")} jobs`]
      : []),
    ...(largestMiss.wages >= WORTH_TELLING.wages ? [`${formatNumber(largestMiss.wages, "dollars")} of wages`] : []),
  ];
  if (missed.length > 0) {
    notes.push(
      caution(
        "totals-missed",
        `The published totals could not all be met at once: the estimates used here miss one by ${missed.join(", and one by ")} at most, since totals contradict each other a little or the search for a balance was ended.`,
      ),
    );
  }
  const unusable = FAMILIES.filter((family) => every.unusable[family] > 0);
  for (const family of unusable) {
    notes.push(
      caution(
        `totals-unusable-${family}`,
        `${every.unusable[family]} published totals over ${NAMES[family]} were not used: their parts hold more establishments.`,
      ),
    );
  }
  return notes;
}

/** Cells whose bounds are those of the totals one by one, though totals cross. */
export function tellLooseBounds(cells: number): Note[] {
  if (cells === 0) return [];
  return [
    information(
      "bounds-loose",
      `The bounds of ${cells} cells are those that published totals allow one by one: all totals together may allow less, but are too many to be solved at once. Ask for fewer areas or a coarser level.`,
    ),
  ];
}

function equalities({ length, family, atMost }: Constraints, name: Family): number {
  let found = 0;
  for (let c = 0; c < length; c++) if (FAMILIES[family[c]!] === name && atMost[c] === 0) found++;
  return found;
}
