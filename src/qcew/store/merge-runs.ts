import { withoutDuplicates } from "../read/build-table.js";
import type { QcewField } from "../table.js";
import { joinTables, pickRows } from "../join-tables.js";
import { GROUP_ROWS, StoreFileWriter, type StoredFields, type WrittenFile } from "./parquet-writer.js";
import { sortRowsByKey, sortKeys } from "./row-order.js";
import type { StoredFile } from "./stored-file.js";

/**
 * Writes the rows of several sorted files of one period as one. Rows of one key with the same figures are one.
 *
 * A few areas at a time are in memory, so that size does not matter.
 *
 * @throws {InputError} QCEW_DUPLICATE where rows of one key hold different figures
 */
export function mergeRuns(
  runs: readonly StoredFile[],
  path: string,
): { readonly file: WrittenFile; readonly duplicates: number } {
  const fields = [...new Set(runs.flatMap(({ index }) => index.fields))];
  const areas = [...new Set(runs.flatMap(({ index }) => index.areas))].sort((a, b) => (a < b ? -1 : 1));
  // Some rows of a field may turn out blank only later in the file.
  const nullable: StoredFields = new Map(fields.map((field) => [field, { nullable: true }]));
  const writer = new StoreFileWriter(path, nullable);
  const sizes = countRowsByArea(runs);
  let duplicates = 0;
  try {
    for (let first = 0; first < areas.length;) {
      let rows = 0;
      let last = first;
      while (last < areas.length && rows < GROUP_ROWS) {
        rows += sizes.get(areas[last++]!)!;
      }
      const wanted = new Set<string>(areas.slice(first, last));
      const parts = runs.map((run) =>
        run.read(
          run.findRanges((code) => wanted.has(code)),
          fields,
        ),
      );
      const merged = mergeRows(parts, fields);
      duplicates += merged.duplicates;
      writer.writeGroup(merged.table);
      first = last;
    }
    return { file: writer.finish(), duplicates };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function mergeRows(parts: Parameters<typeof joinTables>[0], fields: readonly QcewField[]) {
  const { table, duplicates } = withoutDuplicates(joinTables(parts.filter(({ length }) => length > 0)), fields);
  const order = sortRowsByKey(sortKeys(table));
  return { table: order ? pickRows(table, order) : table, duplicates };
}

/** Rows of each area over all files. */
function countRowsByArea(runs: readonly StoredFile[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { index } of runs) {
    index.areas.forEach((code, number) => {
      const rows = index.starts[number + 1]! - index.starts[number]!;
      sizes.set(code, (sizes.get(code) ?? 0) + rows);
    });
  }
  return sizes;
}
