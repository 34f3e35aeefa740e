import { describe, expect, it } from "vitest";
import { evaluateLists, type TriedArea } from "../../src/backtest/evaluate.js";
import { blankFigures } from "../../src/backtest/followed-area.js";
import { normal, seededRandom } from "../../src/ranking/random.js";

const STATES = 30;
const COUNTIES = 2;
const INDUSTRIES = 8;
const LISTED = 3;
/** How far an industry's growth in an area strays from what it grows by everywhere. */
const NOISE = 0.1;

/** Areas whose industries grow by chance alone, and those of their lists by `planted` more. */
function makeWorld(seed: number, planted: number): readonly TriedArea[] {
  const random = seededRandom(seed);
  return Array.from({ length: STATES * COUNTIES }, (_, number): TriedArea => {
    const [start, end] = [blankFigures(INDUSTRIES), blankFigures(INDUSTRIES)];
    const order = Array.from({ length: INDUSTRIES }, (_, at) => ({ at, lot: random() })).sort((a, b) => a.lot - b.lot);
    const at = order.slice(0, LISTED).map((one) => one.at);
    for (let industry = 0; industry < INDUSTRIES; industry++) {
      start.employment[industry] = 100 + 900 * random();
      const growth = 0.03 + NOISE * normal(random) + (at.includes(industry) ? planted : 0);
      end.employment[industry] = start.employment[industry]! * (1 + growth);
    }
    const followed = { start, end, isEstimated: undefined };
    return { block: String(number % STATES), jobs: 5_000, followed, lists: [[{ at, share: at.map(() => 1) }]] };
  });
}

const industries = Array.from({ length: INDUSTRIES }, (_, at) => ({
  code: String(at),
  title: "",
  from: [String(at)],
  to: [String(at)],
}));

const evaluate = (areas: readonly TriedArea[], seed: number, draws = 100) =>
  evaluateLists(areas, 1, { industries, nation: undefined, draws, seed }).outcomes[0]!;

describe("made-up years", () => {
  it.each([0.05, -0.05])("show a planted lift of %f: its sign, and its size within the range", (planted) => {
    const { comparisons, won, sizes } = evaluate(makeWorld(3, planted), 1, 1000);
    const { value, range } = comparisons.jobs;
    expect(Math.sign(value!)).toBe(Math.sign(planted));
    expect(range!.low).toBeLessThanOrEqual(planted);
    expect(range!.high).toBeGreaterThanOrEqual(planted);
    expect(Math.sign(range!.low)).toBe(Math.sign(range!.high));
    expect(Math.sign(won.value! - 0.5)).toBe(Math.sign(planted));
    expect(sizes.map(({ size, lift }) => [size, lift.value])).toEqual([["5000-24999", value]]);
  });

  it("hold a planted lift in 90 % ranges about nine times of ten, and show none where there is none", () => {
    const worlds = 100;
    let [missed, found] = [0, 0];
    for (let seed = 0; seed < worlds; seed++) {
      const { range } = evaluate(makeWorld(1000 + seed, 0), seed).comparisons.jobs;
      if (range!.low > 0 || range!.high < 0) found++;
      const planted = evaluate(makeWorld(1000 + seed, 0.05), seed).comparisons.jobs.range!;
      if (planted.low > 0.05 || planted.high < 0.05) missed++;
    }
    // Of 100 at 10 %: 10, give or take 3 standard deviations of 3.
    for (const count of [missed, found]) {
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(19);
    }
  });

  it("give the same numbers for a seed, and others for another", () => {
    const world = makeWorld(7, 0);
    expect(evaluate(world, 1)).toEqual(evaluate(world, 1));
    expect(evaluate(world, 2).comparisons.jobs.range).not.toEqual(evaluate(world, 1).comparisons.jobs.range);
    expect(evaluate(world, 2).comparisons.jobs.value).toBe(evaluate(world, 1).comparisons.jobs.value);
  });

  it("make ranges wider where figures are estimates", () => {
    const world = makeWorld(7, 0);
    const guessed = world.map((area): TriedArea => ({
      ...area,
      followed: {
        ...area.followed,
        isEstimated: new Uint8Array(INDUSTRIES).fill(1),
        drawFigures: (random) => ({
          start: area.followed.start,
          end: {
            ...area.followed.end,
            employment: area.followed.end.employment.map((jobs) => jobs * (1 + 0.5 * normal(random))),
          },
        }),
      },
    }));
    const [sure, unsure] = [evaluate(world, 1), evaluate(guessed, 1)];
    const width = ({ comparisons: { jobs } }: typeof sure): number => jobs.range!.high - jobs.range!.low;
    expect(width(unsure)).toBeGreaterThan(2 * width(sure));
    expect(unsure.comparisons.jobs.value).toBe(sure.comparisons.jobs.value);
    expect([sure.isEstimated, unsure.isEstimated, unsure.estimatedShare]).toEqual([false, true, 1]);
    // Three areas are too few to draw again; what estimates leave open is known all the same.
    const [few, fewSure] = [evaluate(guessed.slice(0, 3), 1), evaluate(world.slice(0, 3), 1)].map(
      ({ comparisons }) => comparisons.jobs,
    );
    expect([few!.range, fewSure!.range, fewSure!.estimateRange]).toEqual([undefined, undefined, undefined]);
    expect(few!.estimateRange!.low).toBeLessThan(few!.estimateRange!.high);
  });

  it("keep areas of a state together, so that what they share widens the range", () => {
    // Every county of a state has the same surprise: thirty of them are known, not sixty.
    const world = makeWorld(7, 0);
    const twins = world.map((area, number): TriedArea => {
      const twin = world[number % STATES]!;
      return { ...area, followed: twin.followed, lists: twin.lists };
    });
    const alone = twins.map((area, number): TriedArea => ({ ...area, block: String(number) }));
    const width = (areas: readonly TriedArea[]): number => {
      const { low, high } = evaluate(areas, 1, 1000).comparisons.jobs.range!;
      return high - low;
    };
    // By the square root of two.
    expect(width(twins) / width(alone)).toBeGreaterThan(1.2);
    expect(width(twins) / width(alone)).toBeLessThan(1.65);
  });

  it("judge a list beside lists drawn by lot, whose own lift need not be zero", () => {
    // The last two industries, which no list may hold, grow by 10 points less: every list is ahead of the rest.
    const [planted, worlds] = [0.1, 30];
    let byLot = 0;
    for (let seed = 0; seed < worlds; seed++) {
      const world = makeWorld(seed, 0).map((area, number): TriedArea => {
        const random = seededRandom(number + 1000 * seed);
        const draw = (): number[] => {
          const left = [0, 1, 2, 3, 4, 5];
          return Array.from({ length: LISTED }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
        };
        const [start, end] = [area.followed.start, area.followed.end];
        for (const at of [6, 7]) end.employment[at]! -= 0.1 * start.employment[at]!;
        const better = draw();
        for (const at of better) end.employment[at]! += planted * start.employment[at]!;
        const list = (at: readonly number[]) => ({ at, share: at.map(() => 1) });
        return { ...area, lists: [[list(draw())], [list(better)], Array.from({ length: 10 }, () => list(draw()))] };
      });
      const { outcomes } = evaluateLists(world, 3, { industries, nation: undefined, lot: 2, draws: 200, seed: 1 });
      const [byChance, found, lot] = outcomes;
      for (const { comparisons } of outcomes) expect(comparisons.jobs.range!.low).toBeGreaterThan(0);
      const { low, high } = byChance!.overLot.range!;
      if (low < 0 && high > 0) byLot++;
      expect(found!.overLot.range!.low).toBeGreaterThan(0);
      expect(lot!.overLot).toEqual({ value: undefined, range: undefined });
      // Ten lists of an area count as one area.
      expect(lot!.comparisons.jobs.areas).toBe(STATES * COUNTIES);
    }
    // Nine of ten, were there many states; with so few a bootstrap's range is somewhat narrow. All would be too wide.
    expect(byLot).toBeGreaterThanOrEqual(0.7 * worlds);
    expect(byLot).toBeLessThan(worlds);
  });
});
