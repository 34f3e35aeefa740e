import { PUBLISHER_NAMES, SIGNAL_KINDS, type Signal, type SignalKind } from "../signals/signal.js";
import type { ReportTable } from "../report/report.js";

/** What a file of another publisher's figures holds of one period. */
export interface SignalInventory {
  readonly file: string;
  readonly publisher: Signal["publisher"];
  readonly year: number;
  /** 0 for a year. */
  readonly quarter: number;
  readonly areas: number;
  /** Cells by what they say of jobs: a number, one marked as noisy, establishments by size, a range. */
  readonly cells: Readonly<Record<SignalKind, number>>;
}

/** What is in signals that were read whole; means of quarters are left out, since the file has none. */
export function inventorySignals(signals: readonly Signal[]): readonly SignalInventory[] {
  const isMean = ({ publisher, quarter }: Signal): boolean => publisher === "qwi" && quarter === 0;
  return signals
    .filter((signal) => !isMean(signal))
    .map(({ file, publisher, year, quarter, areas }) => {
      const cells = Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, 0])) as Record<SignalKind, number>;
      for (const industries of areas.values()) for (const { kind } of industries.values()) cells[kind]++;
      return { file, publisher, year, quarter, areas: areas.size, cells };
    });
}

/** A table of files that say how large suppressed cells are. */
export function signalTable(inventory: readonly SignalInventory[]): ReportTable {
  return {
    id: "signal-files",
    title: "Figures of other publishers, for --signal",
    columns: [
      { id: "file", label: "File", kind: "text", priority: 1 },
      { id: "publisher", label: "Holds", kind: "text", priority: 1 },
      { id: "period", label: "Period", kind: "text", priority: 1 },
      { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 1 },
      { id: "jobs", label: "Numbers", kind: "number", unit: "count", priority: 1 },
      { id: "noisy", label: "Noisy numbers", kind: "number", unit: "count", priority: 2 },
      { id: "sizes", label: "By size", kind: "number", unit: "count", priority: 2 },
      { id: "range", label: "Ranges", kind: "number", unit: "count", priority: 2 },
    ],
    rows: inventory.map(({ file, publisher, year, quarter, areas, cells }) => ({
      cells: {
        file,
        publisher: PUBLISHER_NAMES[publisher],
        period: quarter === 0 ? String(year) : `${year} Q${quarter}`,
        areas,
        ...cells,
      },
    })),
  };
}
