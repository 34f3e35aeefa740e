import { consistencyNotes, joinSummaries } from "../consistency/notes.js";
import type { Note } from "../core/notes.js";
import type { OpenSweep, SweepGroup } from "./read/sweep-inputs.js";
import { packArea, unpackArea, type AreaColumns } from "./area-columns.js";
import { AreaPieces } from "./area-pieces.js";
import type { LeftOut } from "./area-tables.js";
import type { QcewSource } from "../qcew/table.js";
import { dependOnAreaAlone, type LongColumn, type LongPart } from "./long-table.js";
import { canMeasureColumns, numberIds } from "./measure-area.js";
import type { SecondThread } from "./second-thread.js";
import { comparedMeasures, Sweep, type SweepRequest, type SweepResult } from "./sweep.js";
import { Spool } from "../output/data-file.js";
import type { Io } from "../output/io.js";
import { signalCountNotes, type SignalCount } from "../suppression/signal-notes.js";
import {
  computeOnThreads,
  SWEEP_THREAD,
  type GroupThread,
  type SharedGroup,
  type SharedOpening,
  type SweepOpening,
} from "./sweep-threads.js";
import type { Progress } from "../command/progress.js";
import type { CsvFiles } from "./csv-files.js";

export interface FinishedSweep {
  readonly result: SweepResult;
  readonly leftOut: readonly { readonly area: number; readonly reason: string }[];
  /** The files that were read. */
  readonly sources: readonly QcewSource[];
  /** That rows contradict each other, where they do; what other publishers' figures gave. */
  readonly notes: readonly Note[];
  /** The long table, area by area; needs `keeps`. */
  parts(): Iterable<LongPart>;
  /** Removes what waits on the disk; to be called whatever happens. */
  end(): void;
}

const THREAD: GroupThread = { module: SWEEP_THREAD, asking: import.meta.url };

/** The event loop gets a turn this often, so that an interrupt is heard and progress is drawn. */
const TURN = 50;

/**
 * Computes every area of a sweep, one at a time. With `keeps` the results wait on the disk, since how an area
 * stands among all is known only after the last.
 */
export async function runSweep(
  sweep: OpenSweep,
  {
    request,
    opening,
    keeps,
    rows,
    second,
  }: {
    readonly request: SweepRequest;
    /** What the sweep was opened with, for a thread that opens it again. */
    readonly opening: SweepOpening;
    /** The columns of the long table that wait to be written; undefined if none is. */
    readonly keeps: readonly LongColumn[] | undefined;
    /** Where rows of the long table are written as areas are computed; undefined if none are. */
    readonly rows: CsvFiles | undefined;
    /** For a table that two threads see. */
    readonly second: SecondThread;
  },
  { io, progress }: { readonly io: Io; readonly progress: Progress },
): Promise<FinishedSweep> {
  const analysis = opening.options;
  const collected = new Sweep(request);
  const leftOut: { area: number; reason: string }[] = [];
  const kept: {
    readonly area: number;
    readonly piece: number;
    readonly length: number;
    readonly numbers: number;
  }[] = [];
  const spool = keeps && new Spool(io);
  const measures = (keeps ?? []).flatMap(({ quantity }) => quantity ?? []);
  let sources: readonly QcewSource[] = [];
  const found: ReturnType<SweepGroup["findContradictions"]>[] = [];
  const signals: SignalCount[] = [];
  const keep = (area: number, columns: AreaColumns | LeftOut): void => {
    if ("reason" in columns) leftOut.push({ area, reason: columns.reason });
    else if (spool && columns.length > 0) {
      const { length, numbers } = columns;
      const piece = spool.add(packArea(columns, measures));
      kept.push({ area, piece, length, numbers: numbers.length });
    }
  };
  let done = 0;
  let next = io.now() + TURN;
  const breathe = async (): Promise<void> => {
    progress.update(++done, sweep.areas.length);
    if (io.now() < next) return;
    await turn();
    next = io.now() + TURN;
  };
  try {
    const { measuring } = request;
    // The factors of a ranking are functions, which no other thread can be handed.
    const isShared = sweep.isShareable && analysis.suppressed === "estimate" && canMeasureColumns(measuring);
    const computed = isShared
      ? await computeOnThreads<SharedGroup, SharedOpening>(sweep, { ...opening, measuring }, THREAD)
      : undefined;
    if (computed) {
      for await (const { group, members, sources: read, contradictions } of computed) {
        sources = read;
        found.push(contradictions);
        signals.push(...group.signals);
        for (const [place, area] of members.entries()) {
          const one = group.areas[place]!;
          keep(area, "reason" in one ? one : collected.addComputed(area, one, group));
          await breathe();
        }
      }
    } else {
      for (const { members, read } of sweep.groups) {
        const { inputs, sources: files, findContradictions } = await read();
        sources = files;
        const areas = members.map((area) => sweep.areas[area]!);
        const task = { analysis, span: sweep.span, measuring, areas, written: rows?.columns };
        const isOfTwo = second.sees(inputs.qcew);
        if (isOfTwo) second.begin({ ...task, inputs, measures: [...comparedMeasures(request), ...measures] });
        found.push(findContradictions());
        const pieces = new AreaPieces(inputs, task, collected.reasons);
        let member = 0;
        for await (const piece of isOfTwo ? second.finish(pieces, collected.reasons) : pieces.computeAll()) {
          for (const one of piece.areas) {
            const area = members[member++]!;
            keep(area, "reason" in one ? one : collected.addPart(area, one, pieces.industries));
            await breathe();
          }
          rows?.write(piece.text, sources);
        }
        signals.push(...pieces.tables.signalCounts(areas.map(({ set }) => set)));
      }
    }
  } catch (error) {
    spool?.remove();
    rows?.abandon();
    throw error;
  }
  const result = collected.finish(keeps !== undefined && !dependOnAreaAlone(keeps));
  return {
    result,
    sources,
    notes: [...consistencyNotes(joinSummaries(found)), ...signalCountNotes(signals)],
    leftOut: leftOut.sort((a, b) => a.area - b.area),
    *parts() {
      for (const { area, piece, ...shape } of kept.sort((a, b) => a.area - b.area)) {
        const { code, set } = sweep.areas[area]!;
        yield {
          length: shape.length,
          area: code,
          areaTitle: set.name,
          columns: unpackArea(spool!.get(piece), { ...shape, measures }),
          numberIds: numberIds(request.measuring),
          standing: result.standings.get(area),
        };
      }
    },
    end: () => spool?.remove(),
  };
}

/** Lets the event loop see to what waits. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
