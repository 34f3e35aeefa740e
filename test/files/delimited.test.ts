import { describe, expect, it } from "vitest";
import { decodeText, detectEncoding } from "../../src/files/decode.js";
import { DelimitedReader } from "../../src/files/delimited.js";
import { InputError } from "../../src/core/errors.js";

/** Rows with their lines, the text handed over in pieces of a size. */
function rowsOf(text: string | Uint8Array, size = Infinity): readonly (readonly (number | string)[])[] {
  const bytes = Buffer.from(text as string);
  const rows: (number | string)[][] = [];
  const reader = new DelimitedReader({ file: "x.csv", quoteCode: "FACTOR_FILE" }, (cells, line) => {
    rows.push([line, ...cells]);
    return true;
  });
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  return rows;
}

function errorOf(text: string | Uint8Array): InputError["details"] {
  try {
    rowsOf(text);
  } catch (error) {
    if (error instanceof InputError) return error.details;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("delimited text", () => {
  it("finds the delimiter below title lines", () => {
    const text = 'Projections, with a comma\n\nNAICS\tTitle\t2024\t2034\n311\t"Food, all"\t100\t110\n';
    expect(rowsOf(text)).toEqual([
      [1, "Projections, with a comma"],
      [3, "NAICS", "Title", "2024", "2034"],
      [4, "311", "Food, all", "100", "110"],
    ]);
  });

  it.each([
    [
      "semicolons beside decimal commas",
      "naics;v\n722;4,5\n31;2,5\n",
      [
        [1, "naics", "v"],
        [2, "722", "4,5"],
        [3, "31", "2,5"],
      ],
    ],
    [
      "a line that declares the delimiter",
      "sep=;\na;b\n1;2\n",
      [
        [2, "a", "b"],
        [3, "1", "2"],
      ],
    ],
    [
      "bars",
      "a|b, c\n1|2\n",
      [
        [1, "a", "b, c"],
        [2, "1", "2"],
      ],
    ],
    [
      "line breaks of the Mac",
      "a,b\r1,2\r",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "a cell with a line break",
      'a,b\r\n1,"two\r\nlines"\r\n\r\n3,4\r\n',
      [
        [1, "a", "b"],
        [2, "1", "two\nlines"],
        [5, "3", "4"],
      ],
    ],
    [
      "quotes within quotes",
      'a,b\n"say ""yes""",2\n',
      [
        [1, "a", "b"],
        [2, 'say "yes"', "2"],
      ],
    ],
    [
      "bare inch marks, and codes kept from being numbers",
      'a,b\n="11-0000",5" pipe\n',
      [
        [1, "a", "b"],
        [2, "11-0000", '5" pipe'],
      ],
    ],
    [
      "inch marks between tabs",
      'a\tb\n"x, ""y"""\t5" p\n',
      [
        [1, "a", "b"],
        [2, 'x, "y"', '5" p'],
      ],
    ],
    [
      "no line break at the end",
      "a,b\n1,2",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
  ])("is read with %s", (_, text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
    // Wherever the pieces of a file are cut.
    expect(rowsOf(text, 1).map((row) => row.slice(1))).toEqual(expected.map((row) => row.slice(1)));
  });

  it.each([
    ["a quote that nothing closes", 'a,b\n1,"x\n2,3\n', "FACTOR_FILE", 2],
    ["text behind a quoted cell", 'a,b\n1,2\n"q"r,1\n', "FACTOR_FILE", 3],
    ["a quoted cell that would swallow a row", 'a,b\n5" pipe,1\n"open,1\n"Bar",2\n', "FACTOR_FILE", 4],
    ["a character that was lost before", "a,b\n1,2\nCa\ufffdon City,1\n", "ENCODING", 3],
    ["zero bytes", "a,b\n1,\0\n", "FILE_NOT_TEXT", 2],
  ])("is refused with %s", (_, text, code, line) => {
    expect(errorOf(text)).toMatchObject({ code, where: { file: "x.csv", line } });
  });

  it("keeps its rows where a file is cut into pieces of a megabyte", () => {
    const count = 60_000;
    const lines = Array.from({ length: count }, (_, row) => (row % 3 === 0 ? `${row},"a, b",é` : `${row},ab,x`));
    const rows = rowsOf(`n,t,u\n${lines.join("\n")}\n`, 65_536);
    expect(rows).toHaveLength(count + 1);
    expect(rows.at(-1)).toEqual([count + 1, String(count - 1), "ab", "x"]);
    expect(rows[1]).toEqual([2, "0", "a, b", "é"]);
  });
});

/** `Café “Muñoz” – Children’s` by the tables of Unicode's mappings of Windows-1252 and Mac Roman. */
const BYTES = {
  windows: [0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x4d, 0x75, 0xf1, 0x6f, 0x7a, 0x94, 0x20, 0x96, 0x20],
  mac: [0x43, 0x61, 0x66, 0x8e, 0x20, 0xd2, 0x4d, 0x75, 0x96, 0x6f, 0x7a, 0xd3, 0x20, 0xd0, 0x20],
};
const TEXT = "Café “Muñoz” – ";

describe("encodings", () => {
  const utf16 = (text: string, isBig: boolean, mark: boolean): Buffer => {
    const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
    return isBig ? bytes.swap16() : bytes;
  };

  it.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
    ["UTF-16 LE with a mark", utf16(TEXT, false, true)],
    ["UTF-16 BE with a mark", utf16(TEXT, true, true)],
    ["UTF-16 LE", utf16(TEXT, false, false)],
    ["UTF-16 BE", utf16(TEXT, true, false)],
    ["Windows-1252", Buffer.from(BYTES.windows)],
    ["Mac Roman", Buffer.from(BYTES.mac)],
  ])("of %s are decoded", (_, bytes) => {
    expect(decodeText(bytes, "x")).toBe(TEXT);
  });

  it("of UTF-16 without a mark show by their zeros, wherever letters of other scripts stand", () => {
    expect(detectEncoding(utf16("“naics”,readiness\n722,5\n", false, false))).toBe("utf-16le");
    expect(detectEncoding(Buffer.from("naics,readiness\n"))).toBe("utf-8");
  });

  it("may differ from line to line, as where two files were joined together", () => {
    const bytes = Buffer.concat([
      Buffer.from("a,é\nCaf"),
      Buffer.from([0xe9]),
      Buffer.from(",b\n"),
      Buffer.from("ñ,c\n"),
    ]);
    expect(rowsOf(bytes)).toEqual([
      [1, "a", "é"],
      [2, "Café", "b"],
      [3, "ñ", "c"],
    ]);
  });

  it("that differ within a line are refused with the line", () => {
    const bytes = Buffer.concat([Buffer.from("a,b\né"), Buffer.from([0xe9]), Buffer.from(",x\n")]);
    expect(errorOf(bytes)).toMatchObject({ code: "ENCODING", where: { line: 2 } });
  });

  it("that make no words are refused: a UTF-8 file that is damaged", () => {
    // The first of the two bytes of é alone, inside a word, is A with a tilde in Windows-1252.
    const bytes = Buffer.concat([Buffer.from("a,b\ncaf"), Buffer.from([0xc3]), Buffer.from("s,x\n")]);
    expect(errorOf(bytes)).toMatchObject({ code: "ENCODING", where: { line: 2 } });
  });

  it("of UTF-16 that is cut in the middle of a character are refused", () => {
    expect(() => decodeText(utf16("naics,a\n", false, true).subarray(0, 11), "x")).toThrow("not whole UTF-16LE");
  });
});
