import { caution, information, type Note } from "../core/notes.js";
import { formatNumber, formatShare } from "../core/number-format.js";
import { formatList } from "../report/words.js";
import type { RelatednessModel } from "./model.js";
import type { ReadPresence } from "./read/read-presence.js";

/** With fewer areas proximities are a handful of coincidences. */
const FEW_AREAS = 50;
/** A quotient of 1 from fewer jobs is an establishment, not a strength. */
const FEW_JOBS = 10;

/** The kind of areas in words. */
export function nameAreaKind({ kind }: Pick<ReadPresence, "kind">): string {
  return { counties: "counties", msas: "metropolitan areas", states: "states", areas: "areas" }[kind];
}

/** What a reader must know of how near industries were found to be. */
export function relatednessNotes(read: ReadPresence, model: RelatednessModel, leastJobs: number): readonly Note[] {
  const { presence, complexity, draws } = model;
  const areas = presence.areas.length;
  const kind = nameAreaKind(read);
  const notes: Note[] = [];
  if (areas < FEW_AREAS) {
    notes.push(
      caution(
        "few-areas",
        `Only ${areas} ${kind} are compared, where the method was made for hundreds: that industries are found together here may be chance. A national file or a store of one gives all counties (\`sector-rank fetch\`, \`sector-rank prepare\`).`,
      ),
    );
  }
  const { estimated, withheld, published } = read.cells;
  const all = estimated + withheld + published;
  if (withheld > 0) {
    notes.push(
      caution(
        "presence-unknown",
        `${formatNumber(withheld, "count")} of ${formatNumber(all, "count")} cells of the areas are withheld (${formatShare(withheld / all)}) and count as not present in the areas compared, so that industries which are often withheld seem rarer and farther than they are. Without --suppressed drop they are estimated.`,
      ),
    );
  }
  if (draws > 0) {
    notes.push(
      information(
        "presence-drawn",
        `Jobs of ${formatNumber(estimated, "count")} of ${formatNumber(all, "count")} cells of the areas are estimated (${formatShare(estimated / all)})${read.isRecovered ? ", and shares of the reference are recovered from published quotients, with ranges" : ""}. Which location quotients are 1 or more is drawn ${draws} times from their ranges, and everything computed from each draw: figures are medians, ranges hold nine in ten draws.`,
      ),
    );
  }
  const few = countFewJobs(read);
  if (few.few > 0 && leastJobs < FEW_JOBS) {
    notes.push(
      information(
        "presence-of-few-jobs",
        `${formatNumber(few.few, "count")} of ${formatNumber(few.present, "count")} presences (${formatShare(few.few / few.present)}) are of fewer than ${FEW_JOBS} jobs, which make a location quotient of 1 in a small area. --present-jobs ${FEW_JOBS} leaves them out.`,
      ),
    );
  }
  if (complexity.whyNone !== undefined) {
    notes.push(caution("no-complexity", `Complexity and strategic gain can't be computed: ${complexity.whyNone}.`));
  } else if (complexity.groups > 1) {
    notes.push(
      information(
        "industry-groups",
        `Industries fall into ${complexity.groups} groups that no area joins; only those of the largest have a complexity.`,
      ),
    );
  }
  if (read.leftOut.length > 0) {
    const reasons = [...new Set(read.leftOut.map(({ reason }) => reason))];
    notes.push(
      information(
        "areas-not-compared",
        `${formatNumber(read.leftOut.length, "count")} areas are left out: ${formatList(
          reasons.map(
            (reason) =>
              `${formatNumber(read.leftOut.filter((one) => one.reason === reason).length, "count")} since ${reason}`,
          ),
        )}.`,
      ),
    );
  }
  return notes;
}

function countFewJobs({ presence: { margins }, jobs }: ReadPresence): {
  readonly few: number;
  readonly present: number;
} {
  let [few, present] = [0, 0];
  for (let cell = 0; cell < margins.length; cell++) {
    if (!(margins[cell]! >= 0)) continue;
    present++;
    if (jobs[cell]! < FEW_JOBS) few++;
  }
  return { few, present };
}
