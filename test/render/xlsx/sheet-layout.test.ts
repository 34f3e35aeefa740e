import { describe, expect, it } from "vitest";
import { footer } from "../../../src/render/xlsx/footer.js";
import { layOut } from "../../../src/render/xlsx/sheet-layout.js";
import type { WorkbookRow, WorkbookSheet } from "../../../src/workbook/model.js";

function sheet(rows: readonly WorkbookRow[], widths: readonly number[]): WorkbookSheet {
  return { name: "Sheet", about: "", rows, widths, print: { landscape: false } };
}

describe("the layout of a sheet", () => {
  it("makes a column as wide as the longest word of its heading, and breaks at hyphens", () => {
    const rows: WorkbookRow[] = [
      [
        { value: "Projected a year", look: "number-heading" },
        { value: "Establish-ments", look: "heading" },
        { value: "a value of any length", look: "faint" },
      ],
    ];
    const [projected, establishments, plain] = layOut(sheet(rows, [5, 5, 5])).widths;
    // Nine bold letters of about a digit's width each, and room at the sides.
    expect(projected).toBeGreaterThan(9);
    expect(projected).toBeLessThan(14);
    // "Establish-", not all fifteen letters.
    expect(establishments).toBeLessThan(13);
    expect(plain).toBe(5);
  });

  it("breaks a line that is longer than the printed page over its columns, and no other", () => {
    const long = "word ".repeat(40).trim();
    const rows: WorkbookRow[] = [
      [{ value: "Title", look: "title" }],
      [undefined, { value: long }],
      [{ value: long }, { value: 1 }],
    ];
    const { longLines, heights } = layOut({ ...sheet(rows, [10, 30, 40, 99]), hiddenColumns: [2] });
    // 200 characters on 30 + 99: two lines.
    expect(longLines).toEqual([{ row: 1, firstColumn: 1, lastColumn: 3, lines: 2 }]);
    expect([...heights]).toEqual([[1, 30]]);
  });

  it("gives wrapped text the lines that it takes, and no line more", () => {
    const rows: WorkbookRow[] = [
      [{ value: "ninety letters or fewer fit into a column of a hundred digits", look: "wrapped" }],
      [{ value: "0000000000 ".repeat(10).trim(), look: "wrapped" }],
    ];
    expect([...layOut(sheet(rows, [60])).heights]).toEqual([[1, 30]]);
  });
});

describe("the foot of a page", () => {
  it("has the source on two lines at most, marks doubled, and keeps what a footer can hold", () => {
    const foot = footer(`Source: A & B, ${"release ".repeat(60)}`, true);
    expect(foot).toMatch(/^&L&8Source: A && B, .*\n.*…&R&8&A, page &P of &N$/s);
    expect(foot.split("\n")).toHaveLength(2);
    expect(foot.length).toBeLessThanOrEqual(255);
  });
});
