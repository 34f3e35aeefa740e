import { UsageError } from "../core/errors.js";
import { pathFrom } from "../region/read/area-rows.js";
import { writeReport } from "../output/write.js";
import { periodNotes } from "./check-periods.js";
import { buildPrepareReport } from "./prepare-report.js";
import { checkStore } from "../qcew/store/check.js";
import { prepareStore } from "../qcew/store/prepare.js";
import { TOOL } from "../core/version.js";
import { defineCommand } from "../command/command.js";
import type { Io } from "../output/io.js";
import { outputOptions } from "../command/output-options.js";
import { startProgress } from "../command/progress.js";

// The folder of the store is where all that it makes goes.
const { outDir: _outDir, ...output } = outputOptions;
void _outDir;

export const prepareCommand = defineCommand({
  name: "prepare",
  description:
    "Keeps QCEW files in a store: one Parquet file a year or quarter, sorted by area, which every other command reads in place of the files and which any data tool can read. Files that the store has already are passed over; a later release takes the place of an earlier one. An interrupt leaves the store whole.",
  options: {
    store: { type: "string", value: "DIR", path: true, help: "folder of the store; made if it is not there" },
    rebuild: { type: "boolean", help: "start from nothing, and remove what the store holds" },
    check: { type: "boolean", help: "compare every file of the store with its checksum" },
    ...output,
  },
  arguments: { files: { help: "QCEW files, folders, .zip or .gz", value: "FILE", variadic: true } },
  examples: [
    {
      says: "Keep the built-in files in a store, and rank a region from it",
      argv: "prepare demo --store store",
    },
  ],
  async run(options, io) {
    if (options.store === undefined) {
      throw new UsageError("no store was named", { code: "OPTION_MISSING", hint: "add --store DIR" });
    }
    const store = pathFrom(io.cwd, options.store);
    const paths = (options.files ?? []).map((path) => pathFrom(io.cwd, path));
    if (paths.length === 0 && !options.check) {
      throw new UsageError("no file was named", {
        code: "ARGUMENT_MISSING",
        hint: "name QCEW files, folders, .zip or .gz; or check the store with --check",
      });
    }
    const prepared = paths.length > 0 ? await prepare({ paths, store, rebuild: options.rebuild }, io) : undefined;
    const checked = options.check ? await checkStore(store) : undefined;
    const changed = (prepared?.periods ?? []).filter(({ change }) => change !== "unchanged");
    const contradictions = await periodNotes(store, changed);
    const report = buildPrepareReport({
      store: options.store,
      prepared: prepared && { ...prepared, notes: [...contradictions, ...prepared.notes] },
      checked,
      provenance: {
        tool: TOOL,
        options: {},
        inputs: (prepared?.inputs ?? []).map(({ file, rows, sha256 }) => ({ file, rows, sha256 })),
      },
    });
    await writeReport(report, options, io);
  },
});

async function prepare(request: Parameters<typeof prepareStore>[0], io: Io): ReturnType<typeof prepareStore> {
  const progress = startProgress(io, "preparing", "bytes");
  try {
    return await prepareStore(request, {
      onInterrupt: (cleanUp) => io.onInterrupt(cleanUp),
      onProgress: ({ bytesDone, bytesTotal }) => progress.update(bytesDone, bytesTotal),
    });
  } finally {
    progress.end();
  }
}
