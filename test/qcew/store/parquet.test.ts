import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { crc32 } from "node:zlib";
import { QCEW_FIELDS } from "../../../src/qcew/table.js";
import { checksumByTable } from "../../../src/qcew/store/checksum.js";
import { columnOfField, DISCLOSURE_TEXTS } from "../../../src/qcew/store/columns.js";
import { prepareStore } from "../../../src/qcew/store/prepare.js";
import { readStore } from "../../../src/qcew/store/read-store.js";
import { makeFolder, removeFolder, ROOT } from "../../cli/run-cli.js";
import { annualCsv } from "./annual-csv.js";

let folder: string;
let store: string;
beforeEach(() => {
  folder = makeFolder();
  store = join(folder, "store");
});
afterEach(() => {
  removeFolder(folder);
});

/** All rows of a file of the store, as another reader of Parquet sees them. */
async function readByHyparquet(name: string): Promise<readonly Record<string, unknown>[]> {
  const { buffer, byteOffset, length } = readFileSync(join(store, name));
  const file = buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
  return parquetReadObjects({
    file,
    metadata: parquetMetadata(file),
    compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gunzipSync(bytes)) },
  });
}

describe("a file of the store", () => {
  it("holds for any reader of Parquet what it holds for us", async () => {
    const paths = [join(ROOT, "data/demo")];
    await prepareStore({ paths, store, rebuild: false }, { onInterrupt: () => () => undefined });
    const { table } = await readStore(store, { fields: QCEW_FIELDS, years: (year) => year === 2023 });
    const rows = await readByHyparquet("qcew-2023-annual.parquet");
    expect(rows).toHaveLength(table.length);
    const stored = new Set(Object.keys(rows[0]!));
    const ours = Array.from({ length: table.length }, (_, row) => {
      // What no file of the year has is no column; what some lack is null in their rows.
      const figures = QCEW_FIELDS.filter((field) => stored.has(columnOfField(field))).map((field) => {
        const value = table.fields[field]![row]!;
        return [columnOfField(field), Number.isNaN(value) ? null : value] as const;
      });
      return {
        area: table.areas[table.area[row]!],
        ownership: table.ownership[row],
        industry: table.industries[table.industry[row]!],
        level: table.level[row],
        year: table.year[row],
        quarter: table.quarter[row],
        disclosure: DISCLOSURE_TEXTS[table.disclosure[row] as 0],
        lq_disclosure: DISCLOSURE_TEXTS[table.lqDisclosure[row] as 0],
        change_disclosure: DISCLOSURE_TEXTS[table.changeDisclosure[row] as 0],
        source_file: table.sources[table.source[row]!]!.file,
        source_line: table.line[row],
        ...Object.fromEntries(figures),
      };
    });
    const key = (row: Record<string, unknown>): string => `${String(row["source_file"])}:${String(row["source_line"])}`;
    const byKey = new Map(rows.map((row) => [key(row), row]));
    for (const row of ours) expect(byKey.get(key(row))).toEqual(row);
  });

  it("is sorted by area, ownership and industry, and writes nothing for what is blank", async () => {
    const file = join(folder, "a.csv");
    writeFileSync(
      file,
      annualCsv([
        { area: "39003", own: 5, industry: "111110", employment: 3 },
        { area: "39001", own: 5, industry: "111120", employment: "", disclosure: "N" },
        { area: "39001", own: 1, industry: "111120", employment: 2 },
      ]),
    );
    await prepareStore({ paths: [file], store, rebuild: false }, { onInterrupt: () => () => undefined });
    const rows = await readByHyparquet("qcew-2023-annual.parquet");
    expect(rows.map(({ area, ownership, employment }) => [area, ownership, employment])).toEqual(
      [
        ["39001", 1, 2],
        ["39001", 5, undefined],
        ["39003", 5, 3],
      ].map((row) => row.map((cell) => cell ?? null)),
    );
  });

  it("says in its row groups which areas they hold, so that tools skip the others", async () => {
    // 3 areas of 40,000 rows each: an area's rows stand in one group, and a group ends with an area.
    const rows = ["01001", "01003", "01005"].flatMap((area) =>
      Array.from({ length: 40_000 }, (_, number) => ({ area, industry: String(111_111 + number), employment: number })),
    );
    const file = join(folder, "a.csv");
    writeFileSync(file, annualCsv(rows));
    await prepareStore({ paths: [file], store, rebuild: false }, { onInterrupt: () => () => undefined });
    const { buffer, byteOffset, length } = readFileSync(join(store, "qcew-2023-annual.parquet"));
    const { row_groups: groups } = parquetMetadata(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer);
    const statistics = groups.map(({ columns }) => columns[0]!.meta_data!.statistics!);
    expect(statistics.map(({ min_value: least, max_value: most }) => [least, most])).toEqual([
      ["01001", "01001"],
      ["01003", "01003"],
      ["01005", "01005"],
    ]);
  });
});

describe("the checksum", () => {
  it.runIf(crc32 !== undefined)("is the one that Node computes", () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, number) => (number * 31) % 256);
    expect(checksumByTable(bytes)).toBe(crc32(bytes));
  });

  it("is that of the standard's example", () => {
    // CRC-32 check value of "123456789".
    expect(checksumByTable(Buffer.from("123456789"))).toBe(0xcbf43926);
  });
});
