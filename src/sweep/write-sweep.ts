import { LongCsvWriter } from "./long-csv.js";
import { BYTE_ORDER_MARK, type LongColumn, type LongPart } from "./long-table.js";
import { DataFile } from "../output/data-file.js";
import type { Io } from "../output/io.js";
import type { StreamedContext } from "../render/xlsx/table-stream.js";
import { turn, type FinishedSweep } from "./run-sweep.js";

/** Where the long table of a sweep goes. */
export interface LongOutputs {
  readonly files: readonly string[];
  readonly toStdout: boolean;
}

interface LongSink {
  add(part: LongPart): void;
  finish(): void;
}

/** Writes the long table to files and standard output, area by area; files are whole or not there at all. */
export async function writeLongTable(
  finished: FinishedSweep,
  { files, toStdout }: LongOutputs,
  {
    io,
    inputs,
    columns,
    isAscii,
    context,
  }: {
    readonly io: Io;
    readonly inputs: readonly string[];
    readonly columns: readonly LongColumn[];
    /** Whether all names of areas are plain letters. */
    readonly isAscii: boolean;
    /** What the table is, for a workbook. */
    readonly context: StreamedContext;
  },
): Promise<void> {
  const { industries } = finished.result;
  const open: DataFile[] = [];
  try {
    const sinks: LongSink[] = toStdout ? [csvSink((bytes) => io.stdout.write(bytes.slice()))] : [];
    for (const file of files) {
      const data = new DataFile(file, io, inputs);
      open.push(data);
      if (/\.parquet$/i.test(file)) {
        const { LongParquetWriter } = await import("./long-parquet.js");
        sinks.push(new LongParquetWriter(columns, industries, (bytes) => data.write(bytes)));
      } else if (/\.xlsx$/i.test(file)) {
        const { LongXlsxWriter } = await import("./long-xlsx.js");
        sinks.push(new LongXlsxWriter(columns, industries, (bytes) => data.write(bytes), context));
      } else {
        if (!isAscii) data.write(BYTE_ORDER_MARK);
        sinks.push(csvSink((bytes) => data.write(bytes)));
      }
    }
    let count = 0;
    for (const part of finished.parts()) {
      for (const sink of sinks) sink.add(part);
      if (++count % 64 === 0) await turn();
    }
    for (const sink of sinks) sink.finish();
    for (const data of open) data.finish();
  } finally {
    for (const data of open) data.abandon();
  }

  function csvSink(write: (bytes: Uint8Array) => void): LongSink {
    return new LongCsvWriter(columns, industries, write);
  }
}
