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
export function signalNote({ signal, year, quarter, kinds }: SignalUse): Note {
  const [withheld, moved] = [countCells(kinds, "withheld"), countCells(kinds, "moved")];
  const parts = kinds.filter((one) => one.withheld.length > 0).map(describeKind);
  const counts = { name: nameSignal(signal), period: formatSignalPeriod({ year, quarter }), withheld, moved };
  return summaryNote(counts, `: ${parts.join("; ")}.`);
}

/** How many withheld cells of some areas a publisher's figures say something of, and how many guesses they moved. */
export interface SignalCount {
  readonly name: string;
  readonly period: string;
  readonly withheld: number;
  readonly moved: number;
}

/** Counts of signals in cells of some areas alone, as plain values that another thread can hand over. */
export function countSignals(uses: readonly SignalUse[], areas: ReadonlySet<string>): readonly SignalCount[] {
  return uses.map(({ signal, year, quarter, kinds }) => ({
    name: nameSignal(signal),
    period: formatSignalPeriod({ year, quarter }),
    withheld: countCells(kinds, "withheld", areas),
    moved: countCells(kinds, "moved", areas),
  }));
}

/** One note a file and period, of counts of areas that have no cell in common. */
export function signalCountNotes(parts: readonly SignalCount[]): readonly Note[] {
  const joined = new Map<string, SignalCount>();
  for (const one of parts) {
    const key = `${one.name}|${one.period}`;
    const { withheld = 0, moved = 0 } = joined.get(key) ?? {};
    joined.set(key, { ...one, withheld: withheld + one.withheld, moved: moved + one.moved });
  }
  return [...joined.values()].map((one) =>
    summaryNote(one, ` (it says something of ${formatNumber(one.withheld, "count")}).`),
  );
}

function summaryNote({ name, period, withheld, moved }: SignalCount, rest: string): Note {
  if (withheld === 0) return caution("signal-unused", `${name} says nothing of a suppressed cell of ${period}.`);
  if (moved === 0) return caution("signal-unused", `${name} moved no guess of ${period}${rest}`);
  const guesses =
    moved === 1 ? "guess of 1 suppressed cell" : `guesses of ${formatNumber(moved, "count")} suppressed cells`;
  return information(
    "signal-used",
    `${name} moved the ${guesses} of ${period}, within what published totals allow${rest}`,
  );
}

function nameSignal(signal: SignalUse["signal"]): string {
  return `${PUBLISHER_NAMES[signal.publisher]} of ${formatSignalPeriod(signal)} (${signal.file})`;
}

function countCells(kinds: readonly KindUse[], which: "withheld" | "moved", areas?: ReadonlySet<string>): number {
  const isCounted = (area: string): boolean => areas === undefined || areas.has(area);
  return kinds.reduce((sum, one) => sum + one[which].filter(isCounted).length, 0);
}

function describeKind({ kind, compared, error, errorWithout, withheld, moved: ofMoved }: KindUse): string {
  const moved = ofMoved.length;
  const cells = `${formatNumber(moved > 0 ? moved : withheld.length, "count")} by ${KIND_WORDS[kind]}`;
  if (compared === 0) return `${cells}, which no published cell could be compared with`;
  const off = `off by a factor of ${formatFactor(error)} on ${formatNumber(compared, "count")} published ${compared === 1 ? "cell" : "cells"}, where a guess without it may be off by ${formatFactor(errorWithout)}`;
  return moved > 0 ? `${cells} (${off})` : `${cells} were left out (${off})`;
}

/** A root mean square of logarithms as a factor. */
function formatFactor(logarithm: number): string {
  return formatNumber(Math.exp(logarithm), "ratio");
}

function formatSignalPeriod({ year, quarter }: { readonly year: number; readonly quarter: number }): string {
  return quarter === 0 ? String(year) : `quarter ${quarter} of ${year}`;
}
