import { caution, information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { PUBLISHER_NAMES, type SignalKind } from "../signals/signal.js";
import type { SignalUse } from "./other-publishers.js";

const KIND_WORDS: Readonly<Record<SignalKind, string>> = {
  jobs: "numbers of jobs",
  distorted: "numbers that the publisher marks as distorted",
  range: "ranges of jobs",
  sizes: "establishments by size",
};

/** What another publisher's figures gave: how many withheld cells lean on them, and how well they do on published ones. */
export function signalNote({ signal, year, quarter, kinds }: SignalUse): Note {
  const name = `${PUBLISHER_NAMES[signal.publisher]} of ${periodWords(signal)}`;
  const period = periodWords({ year, quarter });
  const used = kinds.filter((one) => one.used > 0);
  if (used.length === 0) {
    return caution(
      "signal-unused",
      `${signal.file} (${name}) says nothing of the withheld cells of ${period}: it has other areas, industries or years.`,
    );
  }
  const parts = used.map(({ kind, compared, used: cells, medianError }) => {
    const measured =
      compared > 0
        ? `; on ${formatNumber(compared, "count")} published cells half of what it leads to is within ${formatNumber(medianError, "fraction")}`
        : "; no published cell could be compared with it";
    return `${formatNumber(cells, "count")} by ${KIND_WORDS[kind]}${measured}`;
  });
  return information(
    "signal-used",
    `Suppressed cells of ${period} guessed with ${name} (${signal.file}): ${parts.join("; ")}.`,
  );
}

function periodWords({ year, quarter }: { readonly year: number; readonly quarter: number }): string {
  return quarter === 0 ? String(year) : `quarter ${quarter} of ${year}`;
}
