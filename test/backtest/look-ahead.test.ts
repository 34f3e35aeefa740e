import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choosePickers } from "../../src/backtest/choose-pickers.js";
import { runBacktest } from "../../src/backtest/run-backtest.js";
import { makeFolder, removeFolder, ROOT, runCli } from "../cli/run-cli.js";
import { madeUpCsv, type MadeUpCell, type MadeUpYear } from "./made-up-years.js";

const THRESHOLDS = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};
const AREAS = ["39001", "39003", "39005"];
const INDUSTRIES = ["311", "332", "541", "561", "621"];

let folder: string;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => removeFolder(folder));

/** A year of which each figure comes from a list of numbers. */
function makeYear(numbers: readonly number[]): MadeUpYear {
  let at = 0;
  const next = (): number => numbers[at++ % numbers.length]!;
  const counties = AREAS.map((area) => [
    area,
    Object.fromEntries(
      INDUSTRIES.map((industry): [string, MadeUpCell] => {
        const jobs = 20 + next();
        return [
          industry,
          { jobs, establishments: 13 + (jobs % 7), pay: 30_000 + 50 * next(), withheld: jobs % 5 === 0 },
        ];
      }),
    ),
  ]);
  const nation = INDUSTRIES.map((industry) => [industry, { jobs: 10_000 + 10 * next(), establishments: 500 }]);
  return Object.fromEntries([["US000", Object.fromEntries(nation)], ...counties]) as MadeUpYear;
}

async function listsOf(paths: readonly string[], suppressed: "estimate" | "drop", qcew = paths) {
  const { pickers } = choosePickers({
    by: [],
    weights: undefined,
    method: "mean-rank",
    length: { top: 2, thresholds: THRESHOLDS },
  });
  const { areas } = await runBacktest(
    {
      options: {
        qcew,
        areas: ["counties"],
        reference: "US000",
        year: 2017,
        level: "3",
        ownership: "private",
        lqBase: "total-covered",
        suppressed,
        bridge: "split",
      },
      pickers,
      only: [],
      horizons: [3],
      draws: 100,
      seed: 1,
    },
    {
      context: { cwd: folder, hash: false },
      startProgress: () => ({ update: () => undefined, end: () => undefined }),
    },
  );
  return areas.map(({ code, lists }) => ({ code, lists }));
}

describe("lists of a backtest", () => {
  const figures = fc.array(fc.nat(900), { minLength: 20, maxLength: 40 });

  it.each(["estimate", "drop"] as const)("don't change with what came later (%s)", async (suppressed) => {
    writeFileSync(
      join(folder, "2013.csv"),
      madeUpCsv(2013, makeYear([500, 40, 333, 71, 802, 90, 15, 640, 222, 7, 410])),
    );
    writeFileSync(
      join(folder, "2017.csv"),
      madeUpCsv(2017, makeYear([480, 60, 350, 44, 790, 95, 33, 610, 250, 9, 433])),
    );
    let known: unknown;
    await fc.assert(
      fc.asyncProperty(figures, async (later) => {
        writeFileSync(join(folder, "2020.csv"), madeUpCsv(2020, makeYear(later)));
        const lists = await listsOf(["2013.csv", "2017.csv", "2020.csv"], suppressed);
        known ??= lists;
        expect(lists).toEqual(known);
      }),
      { numRuns: 4 },
    );
    expect(
      (known as { lists: readonly (readonly (readonly string[])[])[] }[]).every(({ lists }) =>
        lists.some(([one]) => one !== undefined && one.length > 0),
      ),
    ).toBe(true);
  });

  it("are the short lists and picks that rank gives for the same year", async () => {
    const argv = "--qcew data/demo --year 2020 --suppressed drop --top 5";
    const names = ["start", "california", "new-york"];
    const { pickers } = choosePickers({
      by: names,
      weights: undefined,
      method: "mean-rank",
      length: { top: 5, thresholds: THRESHOLDS },
    });
    const { areas } = await runBacktest(
      {
        options: {
          qcew: [join(ROOT, "data/demo")],
          areas: ["39159"],
          reference: "US000",
          year: 2020,
          level: "3",
          ownership: "private",
          lqBase: "total-covered",
          suppressed: "drop",
          bridge: "split",
        },
        pickers,
        only: [],
        horizons: [3],
        draws: 100,
        seed: 1,
      },
      { context: { cwd: ROOT, hash: false }, startProgress: () => ({ update: () => undefined, end: () => undefined }) },
    );
    for (const { code, lists } of areas) {
      for (const name of names) {
        const level = name === "new-york" ? "--ownership private" : "";
        const { stdout } = await runCli(`rank ${argv} --region ${code} --method-of ${name} ${level} --json`);
        const { publishedMethod } = JSON.parse(stdout) as {
          publishedMethod: { picks: readonly { naics: string }[] };
        };
        const [found = []] = lists[pickers.findIndex(({ id }) => id === name)]!;
        expect([code, name, [...found].sort()]).toEqual([
          code,
          name,
          publishedMethod.picks.map(({ naics }) => naics).sort(),
        ]);
      }
    }
  });
});
