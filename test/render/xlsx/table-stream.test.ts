import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { XlsxTableStream, type StreamedCell } from "../../../src/render/xlsx/table-stream.js";

function written(rows: Iterable<readonly StreamedCell[]>, mostRows?: number): Buffer {
  const chunks: Uint8Array[] = [];
  const stream = new XlsxTableStream(
    ["naics", "title", "jobs", "jobs_status"],
    (bytes) => chunks.push(bytes),
    mostRows === undefined ? {} : { mostRows },
  );
  for (const row of rows) stream.addRow(row);
  stream.finish();
  return Buffer.concat(chunks);
}

const ROWS: readonly (readonly StreamedCell[])[] = [
  ["31-33", "=1+1", 1234.5, "disclosed"],
  ["0111", "<b> & co", { estimate: 40 }, "estimated"],
  ["99", "", undefined, "suppressed"],
  ["44", "#N/A", 0, "disclosed"],
];

describe("a workbook written while its rows come", () => {
  it("holds every row, codes as text, estimates as numbers, empty cells empty", async () => {
    const { sheets } = await readXlsx(new Uint8Array(written(ROWS)));
    expect(sheets.map(({ name }) => name)).toEqual(["Data"]);
    expect(sheets[0]!.rows).toEqual([
      ["naics", "title", "jobs", "jobs_status"],
      ["31-33", "=1+1", 1234.5, "disclosed"],
      ["0111", "<b> & co", 40, "estimated"],
      ["99", "", null, "suppressed"],
      ["44", "#N/A", 0, "disclosed"],
    ]);
  });

  it("goes on in another sheet, with the header again, where a sheet is full", async () => {
    const { sheets } = await readXlsx(new Uint8Array(written(ROWS, 3)));
    expect(sheets.map(({ name, rows }) => [name, rows.length, rows[0]![0], rows[1]![0]])).toEqual([
      ["Data", 3, "naics", "31-33"],
      ["Data 2", 3, "naics", "99"],
    ]);
  });

  it("is the same bytes each time", () => {
    expect(written(ROWS).equals(written(ROWS))).toBe(true);
  });

  it("hands bytes on long before the last row", () => {
    let handedOn = 0;
    const stream = new XlsxTableStream(["a", "b"], (bytes) => (handedOn += bytes.length));
    for (let row = 0; row < 60_000; row++) stream.addRow([row * 1.37, row / 7]);
    // 60,000 rows are 4 MB of text; a hundredth of them may wait to be packed.
    expect(handedOn).toBeGreaterThan(300_000);
    stream.finish();
  });

  it("refuses a number that no cell can hold", () => {
    expect(() => written([["1", "x", Number.NaN, ""]])).toThrow("unreachable");
  });
});
