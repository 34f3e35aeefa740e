import { caution, information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { PUBLISHER_NAMES, type SignalKind } from "../signals/signal.js";
import type { KindUse, SignalUse } from "./other-publishers.js";

const KIND_WORDS: Readonly<Record<SignalKind, string>> = {
  jobs: "numbers of jobs",
  noisy: "numbers that the publisher marks as noisy",
  sizes: "establishments by size",
  range: "ranges of jobs",
};

/** What another publisher's figures gave: how many withheld cells lean on them, and how close they lead to published ones. */
export function signalNote({ signal, year, quarter, kinds }: SignalUse): Note | undefined {
  const name = `${PUBLISHER_NAMES[signal.publisher]} of ${periodWords(signal)} (${signal.file})`;
  const period = periodWords({ year, quarter });
  const withheld = kinds.reduce((sum, one) => sum + one.withheld, 0);
  if (withheld === 0) return undefined;
  const moved = kinds.reduce((sum, one) => sum + one.moved, 0);
  const parts = kinds.filter((one) => one.withheld > 0).map(kindWords);
  return moved === 0
    ? caution("signal-unused", `${name} moved no guess of ${period}: ${parts.join("; ")}.`)
    : information(
        "signal-used",
        `${name} moved the ${moved === 1 ? "guess of 1 suppressed cell" : `guesses of ${formatNumber(moved, "count")} suppressed cells`} of ${period}, within what published totals allow: ${parts.join("; ")}.`,
      );
}

function kindWords({ kind, compared, error, errorWithout, withheld, moved }: KindUse): string {
  const cells = `${formatNumber(moved > 0 ? moved : withheld, "count")} by ${KIND_WORDS[kind]}`;
  if (compared === 0) return `${cells}, which no published cell could be compared with`;
  const off = `off by a factor of ${factorWords(error)} on ${formatNumber(compared, "count")} published ${compared === 1 ? "cell" : "cells"}, where a guess without it may be off by ${factorWords(errorWithout)}`;
  return moved > 0 ? `${cells} (${off})` : `${cells} were left out (${off})`;
}

/** A root mean square of logarithms as a factor. */
function factorWords(logarithm: number): string {
  return formatNumber(Math.exp(logarithm), "ratio");
}

function periodWords({ year, quarter }: { readonly year: number; readonly quarter: number }): string {
  return quarter === 0 ? String(year) : `quarter ${quarter} of ${year}`;
}
