import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { hasValue, knownValue, type Datum } from "../../src/core/datum.js";
import { RelatednessModel } from "../../src/relatedness/model.js";
import { marginsAt, type Presence } from "../../src/relatedness/presence.js";
import { normal, seededRandom } from "../../src/ranking/random.js";
import { presenceFrom } from "./presence-of.js";

const matrices = fc
  .record({ areas: fc.integer({ min: 2, max: 9 }), industries: fc.integer({ min: 2, max: 8 }) })
  .chain(({ areas, industries }) =>
    fc.array(fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: industries, maxLength: industries }), {
      minLength: areas,
      maxLength: areas,
    }),
  );

const named = (rows: readonly (readonly (number | "?")[])[]): Presence =>
  presenceFrom(Object.fromEntries(rows.map((row, c) => [`a${c}`, row])));

const expectAlike = (a: Datum, b: Datum): void => {
  expect(a.status).toBe(b.status);
  if (hasValue(a) && hasValue(b)) expect(a.value).toBeCloseTo(b.value, 6);
};

describe("identities of relatedness", () => {
  it("proximity is symmetric, between 0 and 1, and not more than the rarer ubiquity over the larger", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const { phi, ubiquity, size } = new RelatednessModel(named(rows)).proximity;
        for (let i = 0; i < size; i++) {
          expect(phi[i * size + i]).toBe(0);
          for (let j = 0; j < size; j++) {
            expect(phi[i * size + j]).toBe(phi[j * size + i]);
            if (phi[i * size + j]! > 0) {
              const [least, most] = [ubiquity[i]!, ubiquity[j]!].sort((a, b) => a - b) as [number, number];
              expect(phi[i * size + j]).toBeLessThanOrEqual(least / most);
            }
          }
        }
      }),
    );
  });

  it("density is 1 where all that an industry is near to is present, 0 where none is, and rises with each", () => {
    fc.assert(
      fc.property(matrices, fc.nat(), (rows, seed) => {
        const model = new RelatednessModel(named(rows));
        const { phi, size } = model.proximity;
        const i = seed % size;
        const near = Array.from({ length: size }, (_, j) => (phi[i * size + j]! > 0 ? Infinity : -Infinity));
        const densityOver = (margins: readonly number[]) => model.reach(Float32Array.from(margins), "R")[i]!.density;
        if (!near.includes(Infinity)) {
          expect(densityOver(near).status).toBe("undefined");
          return;
        }
        expect(knownValue(densityOver(near))).toBe(1);
        expect(knownValue(densityOver(near.map((each) => -each)))).toBe(0);
        const fewer = near.with(near.indexOf(Infinity), -Infinity);
        expect(knownValue(densityOver(fewer))!).toBeLessThan(1);
      }),
    );
  });

  it("is the same in any order of areas and of industries", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const uncertain = rows.map((row, c) =>
          row.map((cell, i) => ((c + i) % 4 === 0 ? (cell === 1 ? 0.7 : -0.4) : cell)),
        );
        const presence = named(uncertain);
        const turned: Presence = {
          ...presence,
          areas: [...presence.areas].reverse(),
          margins: Float32Array.from(
            presence.areas.flatMap((_, c) => [...marginsAt(presence, presence.areas.length - 1 - c)]),
          ),
        };
        const [one, other] = [new RelatednessModel(presence, 20), new RelatednessModel(turned, 20)];
        one.industryComplexity.forEach((datum, i) => expectAlike(datum, other.industryComplexity[i]!));
        const margins = marginsAt(presence, 0);
        const [first, second] = [one.reach(margins, "a0"), other.reach(margins, "a0")];
        first.forEach(({ density, gain }, i) => {
          expectAlike(density, second[i]!.density);
          expectAlike(gain, second[i]!.gain);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("gives each area's density to an area that is a copy of it, and counts all areas twice without a change", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const once = new RelatednessModel(named(rows));
        const twice = new RelatednessModel(named([...rows, ...rows]));
        expect([...twice.proximity.phi]).toEqual([...once.proximity.phi]);
        once.industryComplexity.forEach((datum, i) => expectAlike(datum, twice.industryComplexity[i]!));
      }),
    );
  });

  it("is not moved by an area without industries", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const without = new RelatednessModel(named(rows));
        const withOne = new RelatednessModel(named([...rows, rows[0]!.map(() => 0)]));
        expect([...withOne.proximity.phi]).toEqual([...without.proximity.phi]);
        without.industryComplexity.forEach((datum, i) => expectAlike(datum, withOne.industryComplexity[i]!));
      }),
    );
  });

  it("holds every way of filling withheld cells of the region within its bounds", () => {
    fc.assert(
      fc.property(matrices, fc.nat(), (rows, seed) => {
        const model = new RelatednessModel(named(rows));
        const random = seededRandom(seed);
        const margins = Float32Array.from(rows[0]!, (cell) =>
          random() < 0.5 ? NaN : cell === 1 ? Infinity : -Infinity,
        );
        const filled = margins.map((margin) =>
          Number.isNaN(margin) ? (random() < 0.5 ? Infinity : -Infinity) : margin,
        );
        const [open, truth] = [model.reach(margins, "R"), model.reach(filled, "R")];
        open.forEach(({ bounds, density, gain }, i) => {
          if (!bounds) {
            expectAlike(density, truth[i]!.density);
            expectAlike(gain, truth[i]!.gain);
            return;
          }
          for (const [found, { low, high }] of [
            [truth[i]!.density, bounds.density],
            [truth[i]!.gain, bounds.gain],
          ] as const) {
            if (!hasValue(found)) continue;
            expect(found.value).toBeGreaterThanOrEqual(low - 1e-9);
            expect(found.value).toBeLessThanOrEqual(high + 1e-9);
          }
        });
      }),
    );
  });
});

describe("ranges of what is withheld", () => {
  it("hold the truth nine times in ten where cells err as their margins say", () => {
    // A world of 60 areas and 24 industries; a third of the cells is withheld with a margin m, and the truth is present with the
    // probability Φ(m): its error is drawn as the cells' own errors are, with a part in common by area and by industry.
    const random = seededRandom(11);
    let [inside, outside] = [0, 0];
    for (let world = 0; world < 5; world++) {
      const byIndustry = Array.from({ length: 24 }, () => normal(random));
      const truth: number[][] = [];
      const seen = Array.from({ length: 60 }, (_, c) => {
        const byArea = normal(random);
        truth.push([]);
        return Array.from({ length: 24 }, (_, i) => {
          const base = 1 - (i + c / 3) / 22 + 0.6 * normal(random);
          if (random() > 0.33) {
            truth[c]!.push(base > 0 ? 1 : 0);
            return base > 0 ? 1 : 0;
          }
          const error = Math.sqrt(0.15) * byIndustry[i]! + Math.sqrt(0.2) * byArea + Math.sqrt(0.65) * normal(random);
          truth[c]!.push(error <= base ? 1 : 0);
          return base;
        });
      });
      const model = new RelatednessModel(named(seen), 40);
      const real = new RelatednessModel(named(truth));
      for (const area of [3, 9, 17, 23, 30, 36, 44, 51, 58]) {
        const found = model.reach(marginsAt(model.presence, area), `a${area}`);
        real.reach(marginsAt(real.presence, area), `a${area}`).forEach(({ density }, i) => {
          const range = found[i]!.density;
          if (!hasValue(density) || range.status !== "estimated") return;
          if (density.value >= range.low && density.value <= range.high) inside++;
          else outside++;
        });
      }
    }
    const share = inside / (inside + outside);
    expect(inside + outside).toBeGreaterThan(1000);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.95);
  });

  it("are apart from published cells: without uncertain ones there are none", () => {
    const model = new RelatednessModel(
      named([
        [1, 1, 0],
        [1, 0, 1],
        [1, 1, 1],
        [0, 0, 1],
      ]),
    );
    expect(model.draws).toBe(0);
    expect(model.reach(marginsAt(model.presence, 0), "a0").map(({ density }) => density.status)).toEqual([
      "disclosed",
      "disclosed",
      "disclosed",
    ]);
  });
});
