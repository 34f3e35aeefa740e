import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowEngine } from "../../../src/qcew/read/engine/row-engine.js";
import { PlainRowEngine } from "../../../src/qcew/read/engine/row-engine.js";
import { VectorRowEngine } from "../../../src/qcew/read/engine/vector-engine.js";
import { PUBLISHED } from "./files.js";

const COMMAS = { delimiter: 44, rowEnd: 10, width: 3 };

function startsOfNextRows(engine: RowEngine, text: string, shape = COMMAS, at = 0): number[] {
  const bytes = Buffer.from(text);
  engine.bytes.fill(0x2c);
  engine.bytes.set(bytes);
  return [...engine.next.subarray(0, engine.split(at, bytes.length, shape))];
}

describe.each([
  ["with vectors", new VectorRowEngine([])],
  ["in plain code", new PlainRowEngine([])],
])("rows found %s", (_, engine) => {
  it.each([
    ["are whole", "a,b,c\nd,e,f\ng,h", [6, 12]],
    ["have commas inside quotes", '"a,b",c,d\n"e""f",",",""\n', [10, 24]],
    ["end at a line that has a cell too few", "a,b,c\nd,e\nf,g,h\n", [6]],
    ["end at a line that has a cell too many", "a,b,c\nd,e,f,g\nf,g,h\n", [6]],
    ["end at a line break in quotes", 'a,b,c\nd,"e\n",f\ng,h,i\n', [6]],
    ["end at a quote inside a cell", 'a,b,c\nd,e"e",f\ng,h,i\n', [6]],
    ["end at text behind a quote", 'a,b,c\nd,"e"e,f\ng,h,i\n', [6]],
    ["end at an open quote", 'a,b,c\nd,"e,f\ng,h,i\n', [6]],
    ["end at an empty line", "a,b,c\n\ng,h,i\n", [6]],
    ["may end with a carriage return", 'a,b,"c"\r\nd,e,f\r\n', [9, 16]],
    ["may be blank", ",,\n,,\n", [3, 6]],
  ])("%s", (_, text, next) => {
    expect(startsOfNextRows(engine, text)).toEqual(next);
  });

  it("are found wherever blocks of 64 bytes begin and end", () => {
    for (let length = 0; length < 140; length++) {
      const row = `"${"x".repeat(length)}","y,y",z\n`;
      const count = 8;
      const expected = Array.from({ length: count }, (_, index) => (index + 1) * row.length);
      expect(startsOfNextRows(engine, row.repeat(count) + row.slice(0, -1))).toEqual(expected);
      // A quote left open in the fifth row.
      const broken = row.repeat(4) + row.replace('",', ",") + row.repeat(4);
      expect(startsOfNextRows(engine, broken)).toEqual(expected.slice(0, 4));
    }
  });

  it("start where the search starts", () => {
    expect(startsOfNextRows(engine, "a,b,c\nd,e,f\n", COMMAS, 6)).toEqual([12]);
  });
});

it("both ways find the same rows in any text", () => {
  const plain = new PlainRowEngine([]);
  const vectors = new VectorRowEngine([]);
  const piece = fc.constantFrom(
    "a",
    "1",
    ",",
    ",",
    "\n",
    '"',
    '""',
    '","',
    ";",
    "abcdefghijklmnopqrstuvwxyz",
    '"x"',
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), fc.constantFrom(2, 3, 5), (pieces, width) => {
      const text = pieces.join("");
      const shape = { delimiter: 44, rowEnd: 10, width };
      expect(startsOfNextRows(vectors, text, shape)).toEqual(startsOfNextRows(plain, text, shape));
    }),
    { seed: 20_240_601, numRuns: 3_000 },
  );
});

it("both ways find the same rows in a damaged file", () => {
  const plain = new PlainRowEngine([]);
  const vectors = new VectorRowEngine([]);
  const text = PUBLISHED.slice(PUBLISHED.indexOf("\n") + 1);
  const shape = { delimiter: 44, rowEnd: 10, width: 38 };
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom("", '"', ",", "\n", "\r", "x"), (at, inserted) => {
      const damaged = text.slice(0, at) + inserted + text.slice(at + 1);
      expect(startsOfNextRows(vectors, damaged, shape)).toEqual(startsOfNextRows(plain, damaged, shape));
    }),
    { seed: 20_240_601, numRuns: 3_000 },
  );
});
