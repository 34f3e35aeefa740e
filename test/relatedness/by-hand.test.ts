import { describe, expect, it } from "vitest";
import { RelatednessModel } from "../../src/relatedness/model.js";
import { disclosed, knownValue, undefinedBecause } from "../../src/core/datum.js";
import { marginFrom, presenceFrom } from "./presence-of.js";

// Four areas, five industries, every number on paper.
//
//        i1 i2 i3 i4 i5   industries
//   A     1  1  1  0  0      3
//   B     1  1  1  0  0      3
//   C     1  1  0  1  1      4
//   D     1  1  0  1  1      4
//   areas 4  4  2  2  2
//
// Areas with both: i1 i2 4; i1 or i2 with each other one 2; i3 with i4 or i5 0; i4 i5 2. Over the commoner of both:
//   φ12 = 4 ÷ 4 = 1; φ13 = φ14 = φ15 = φ23 = φ24 = φ25 = 2 ÷ 4 = 0.5; φ34 = φ35 = 0; φ45 = 2 ÷ 2 = 1
//   Σφ: i1 and i2 1 + 3 × 0.5 = 2.5; i3 0.5 + 0.5 = 1; i4 and i5 0.5 + 0.5 + 1 = 2
//
// Complexity. From an area to one of its industries, and on to one of that industry's areas: A and B are one kind, C and D another.
//   From A: 2 of 3 industries lead on to half A's kind, 1 of 3 to A's kind alone: 2/3 × 1/2 + 1/3 = 2/3, and 1/3 to C's.
//   From C: 2 of 4 lead to half A's kind: 1/4, and 3/4 to C's. The second eigenvalue is 2/3 + 3/4 − 1 = 5/12.
//   Its vector: (2/3 − 5/12) a + 1/3 c = 0, so a = 1, c = −3/4. Industries are the means of their areas:
//   i1 and i2 (1 − 3/4) ÷ 2 = 0.125; i3 1; i4 and i5 −0.75. With the areas (4, 4, 2, 2, 2; mean 2.8) their products sum to
//   2 × 0.125 × 1.2 + (1 − 1.5) × −0.8 = 0.7 > 0: rising with ubiquity, so the sign turns round: −0.125, −0.125, −1, 0.75, 0.75.
//   Mean 0.05; squares of what is left 2 × 0.175² + 1.05² + 2 × 0.7² = 2.14375, ÷ 5 = 0.42875, whose root is 0.6547900…
const DEVIATION = Math.sqrt(0.42875);
const COMPLEXITY = [-0.175, -0.175, -1.05, 0.7, 0.7].map((value) => value / DEVIATION);

const model = new RelatednessModel(
  presenceFrom({
    A: [1, 1, 1, 0, 0],
    B: [1, 1, 1, 0, 0],
    C: [1, 1, 0, 1, 1],
    D: [1, 1, 0, 1, 1],
  }),
);
const at = (i: number, j: number): number => model.proximity.phi[(i - 1) * 5 + j - 1]!;
const margins = (...marks: readonly (0 | 1)[]): Float32Array => Float32Array.from(marks, marginFrom);
const reach = (...marks: readonly (0 | 1)[]) => model.reach(margins(...marks), "R");

describe("an example worked by hand", () => {
  it("has the proximities", () => {
    expect([at(1, 2), at(4, 5)]).toEqual([1, 1]);
    expect([at(1, 3), at(1, 4), at(1, 5), at(2, 3), at(2, 4), at(2, 5)]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect([at(3, 4), at(3, 5), at(1, 1), at(5, 5)]).toEqual([0, 0, 0, 0]);
    expect([...model.proximity.sums]).toEqual([2.5, 2.5, 1, 2, 2]);
  });

  it("has the complexities, published as the cells are", () => {
    model.industryComplexity.forEach((datum, i) => {
      expect(datum.status).toBe("disclosed");
      expect(knownValue(datum)).toBeCloseTo(COMPLEXITY[i]!, 9);
    });
    // Two areas of each kind, so that one lies as far below the mean as the other above. i4 and i5 are of C and D.
    const areas = model.areaComplexity.map((datum) => knownValue(datum)!);
    [-1, -1, 1, 1].forEach((value, area) => expect(areas[area]).toBeCloseTo(value, 9));
  });

  it("has the densities", () => {
    // A has i1, i2, i3: i4 and i5 (0.5 + 0.5) ÷ 2; i3 (0.5 + 0.5) ÷ 1; i1 and i2 (1 + 0.5) ÷ 2.5
    const densities = reach(1, 1, 1, 0, 0).map(({ density }) => density);
    expect(densities).toEqual([0.6, 0.6, 1, 0.5, 0.5].map(disclosed));
  });

  it("has the gains, also of a region that is none of the areas", () => {
    // It has i1 alone. For i4, missing are i2 (φ42 ÷ Σφ2 = 0.5 ÷ 2.5), i3 (0) and i5 (1 ÷ 2); its density is 0.5 ÷ 2.
    const [, c2, , c4, c5] = COMPLEXITY as [number, number, number, number, number];
    const expected = 0.2 * c2 + 0.5 * c5 - 0.25 * c4;
    const [, , , fourth] = reach(1, 0, 0, 0, 0);
    expect(knownValue(fourth!.density)).toBe(0.25);
    expect(knownValue(fourth!.gain)).toBeCloseTo(expected, 9);
    // 0.2 × −0.26726 + 0.5 × 1.06904 − 0.25 × 1.06904
    expect(expected).toBeCloseTo(0.21381, 5);
  });

  it("gives bounds where the region's own cells are withheld, and no figure", () => {
    // i1 is there, i2 is not known, i3 to i5 are not: density of i4 between 0.5 ÷ 2 and (0.5 + 0.5) ÷ 2. With i2 its gain loses
    // 0.2 × C2 and 0.25 × C4.
    const [, c2, , c4] = COMPLEXITY as [number, number, number, number, number];
    const found = model.reach(Float32Array.from([1, "?", 0, 0, 0] as const, marginFrom), "R");
    expect(found[1]!.presence).toBeUndefined();
    expect(found[3]!.density).toEqual({ status: "suppressed" });
    expect(found[3]!.bounds!.density).toEqual({ low: 0.25, high: 0.5 });
    const { low, high } = found[3]!.bounds!.gain;
    expect(low - high).toBeCloseTo(-0.2 * c2 - 0.25 * c4, 9);
    // Of i2 itself all neighbours are known: φ12 ÷ 2.5.
    expect(found[1]!.density).toEqual(disclosed(0.4));
  });
});

describe("questions without an answer", () => {
  const complexity = (rows: Parameters<typeof presenceFrom>[0]) =>
    new RelatednessModel(presenceFrom(rows)).industryComplexity;

  it("says that areas which are all alike have no order of complexity", () => {
    const all = undefinedBecause("all areas have the same industries");
    expect(complexity({ A: [1, 1, 1], B: [1, 1, 1], C: [1, 1, 1] })).toEqual([all, all, all]);
  });

  it("says that two patterns explain equally much", () => {
    // Three pairs of industries, each with the common first one: turned round among each other nothing changes.
    const rows = { A: [1, 1, 0, 0], B: [1, 0, 1, 0], C: [1, 0, 0, 1] };
    expect(complexity(rows)[0]).toEqual(
      undefinedBecause("two patterns explain equally much, so that neither is the second eigenvector"),
    );
  });

  it("says so too where one of the two patterns is hidden from the first start", () => {
    // Everyone has i4 and one other of i1 (C), i2 (A, E) and i3 (D), so that half of all steps stays: from i1, i2 or i3 the other half
    // goes to i4. Whatever is 0 at i4 and sums to nothing over the others is halved by a step: two patterns with the eigenvalue 1/2.
    const model = new RelatednessModel(
      presenceFrom({ A: [0, 1, 0, 1], B: [0, 0, 0, 0], C: [1, 0, 0, 1], D: [0, 0, 1, 1], E: [0, 1, 0, 1] }),
    );
    expect(model.industryComplexity[0]).toEqual(
      undefinedBecause("two patterns explain equally much, so that neither is the second eigenvector"),
    );
  });

  it("says that the sign is open where complexity has nothing to do with ubiquity", () => {
    // i2 and i3 are mirrored, so that complexity is +x and −x at the same ubiquity, and 0 for i1.
    expect(complexity({ A: [1, 1, 0], B: [1, 0, 1] })[0]).toEqual(
      undefinedBecause("complexity neither rises nor falls with ubiquity, so that its sign is open"),
    );
  });

  it("scores the largest group alone where industries fall apart", () => {
    // i1 to i5 as above, i6 and i7 together in an area of their own, i8 nowhere, i9 alone in one.
    const found = new RelatednessModel(
      presenceFrom({
        A: [1, 1, 1, 0, 0, 0, 0, 0, 0],
        B: [1, 1, 1, 0, 0, 0, 0, 0, 0],
        C: [1, 1, 0, 1, 1, 0, 0, 0, 0],
        D: [1, 1, 0, 1, 1, 0, 0, 0, 0],
        E: [0, 0, 0, 0, 0, 1, 1, 0, 0],
        F: [0, 0, 0, 0, 0, 0, 0, 0, 1],
      }),
    );
    found.industryComplexity.slice(0, 5).forEach((datum, i) => {
      expect(knownValue(datum)).toBeCloseTo(COMPLEXITY[i]!, 9);
    });
    const apart = undefinedBecause("no area joins it to the largest group of industries");
    const alone = undefinedBecause("no area that has the industry has another");
    const nowhere = undefinedBecause("no area of the files has the industry");
    expect(found.industryComplexity.slice(5)).toEqual([apart, apart, nowhere, alone]);
    const reached = found.reach(Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0] as const, marginFrom), "R");
    // i7 beside i6: all its neighbours are there; i8 and i9 have none.
    expect(reached[6]!.density).toEqual(disclosed(1));
    expect(reached[7]!.density).toEqual(nowhere);
    expect(reached[8]!.density).toEqual(alone);
    expect(found.areaComplexity[4]).toEqual(undefinedBecause("no industry of the area has a complexity"));
  });
});
