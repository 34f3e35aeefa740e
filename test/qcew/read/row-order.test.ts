import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AreaCode, IndustryCode } from "../../../src/core/codes.js";
import { withoutDuplicates } from "../../../src/qcew/read/build-table.js";
import { isInPublishedOrder } from "../../../src/qcew/read/row-order.js";
import type { QcewTable } from "../../../src/qcew/table.js";

type Key = [source: number, area: number, ownership: number, industry: number, year: number, quarter: number];

const INDUSTRIES = ["10", "101", "31-33", "311", "3111"] as IndustryCode[];

function tableOf(keys: readonly Key[]): QcewTable {
  const zeros = (): Uint8Array => new Uint8Array(keys.length);
  return {
    length: keys.length,
    areas: ["99001", "99003", "99005"] as AreaCode[],
    industries: INDUSTRIES,
    sources: [],
    source: Uint32Array.from(keys, ([source]) => source),
    area: Uint32Array.from(keys, ([, area]) => area),
    ownership: Uint8Array.from(keys, ([, , ownership]) => ownership),
    industry: Uint32Array.from(keys, ([, , , industry]) => industry),
    year: Uint16Array.from(keys, ([, , , , year]) => year),
    quarter: Uint8Array.from(keys, ([, , , , , quarter]) => quarter),
    level: zeros(),
    disclosure: zeros(),
    lqDisclosure: zeros(),
    changeDisclosure: zeros(),
    line: new Uint32Array(keys.length),
    fields: { employment: new Float64Array(keys.length) },
  };
}

describe("the published order", () => {
  // Source, area, ownership, industry, year, quarter.
  it.each<[string, Key[], boolean]>([
    [
      "is by ownership and industry",
      [
        [0, 0, 0, 0, 2023, 0],
        [0, 0, 1, 0, 2023, 0],
        [0, 0, 1, 1, 2023, 0],
      ],
      true,
    ],
    [
      "may have quarters side by side",
      [
        [0, 0, 0, 0, 2023, 1],
        [0, 0, 0, 0, 2023, 2],
        [0, 0, 1, 0, 2023, 1],
      ],
      true,
    ],
    [
      "may have an area's years in several files",
      [
        [0, 0, 0, 0, 2022, 0],
        [1, 0, 0, 0, 2023, 0],
      ],
      true,
    ],
    [
      "has no row twice",
      [
        [0, 0, 0, 0, 2023, 0],
        [0, 0, 0, 0, 2023, 0],
      ],
      false,
    ],
    [
      "has no area's year in two files",
      [
        [0, 0, 0, 0, 2023, 0],
        [1, 0, 1, 0, 2023, 0],
      ],
      false,
    ],
    [
      "has no area in two blocks",
      [
        [0, 0, 0, 0, 2023, 0],
        [0, 1, 0, 0, 2023, 0],
        [0, 0, 1, 0, 2023, 0],
      ],
      false,
    ],
    [
      "is not backwards",
      [
        [0, 0, 0, 1, 2023, 0],
        [0, 0, 0, 0, 2023, 0],
      ],
      false,
    ],
    ["is that of no rows, too", [], true],
  ])("%s", (_, keys, expected) => {
    expect(isInPublishedOrder(tableOf(keys))).toBe(expected);
  });

  it("never hides a key that appears twice", () => {
    const key = fc.tuple(
      fc.nat(1),
      fc.nat(2),
      fc.constantFrom(0, 5),
      fc.nat(INDUSTRIES.length - 1),
      fc.constantFrom(2022, 2023),
      fc.constantFrom(1, 2),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 12 }), fc.boolean(), (keys, isSorted) => {
        const rows = isSorted ? [...keys].sort(compare) : keys;
        const distinct = new Set(rows.map(([, ...rest]) => rest.join())).size;
        const { table, duplicates } = withoutDuplicates(tableOf(rows), ["employment"]);
        expect([table.length, duplicates]).toEqual([distinct, rows.length - distinct]);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

function compare(a: Key, b: Key): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
