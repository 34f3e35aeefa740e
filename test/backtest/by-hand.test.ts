import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli } from "../cli/run-cli.js";
import { madeUpCsv } from "./made-up-years.js";

// Three counties and four industries. In 2017 the location quotients of 311, 332, 541 and 621 are, as shares of the
// county over the nation's .1, .1, .4 and .4:
//   39001  .4 .1 .3 .2 → 4, 1, .75, .5   the list of one is 311
//   39003  .1 .5 .2 .2 → 1, 5, .5, .5    332
//   39005  .1 .1 .2 .6 → 1, 1, .5, 1.5   621
const EARLY = {
  US000: { "311": { jobs: 10_000 }, "332": { jobs: 10_000 }, "541": { jobs: 40_000 }, "621": { jobs: 40_000 } },
  "39001": { "311": { jobs: 400 }, "332": { jobs: 100 }, "541": { jobs: 300 }, "621": { jobs: 200 } },
  "39003": { "311": { jobs: 100 }, "332": { jobs: 500 }, "541": { jobs: 200 }, "621": { jobs: 200 } },
  "39005": { "311": { jobs: 100 }, "332": { jobs: 100 }, "541": { jobs: 200 }, "621": { jobs: 600 } },
};
// By 2020 industry 332 has left 39005, and 541 is withheld there, so that it takes no part.
const LATE = {
  US000: { "311": { jobs: 9_000 }, "332": { jobs: 11_000 }, "541": { jobs: 44_000 }, "621": { jobs: 42_000 } },
  "39001": {
    "311": { jobs: 440, establishments: 22, pay: 52_500 },
    "332": { jobs: 90 },
    "541": { jobs: 360 },
    "621": { jobs: 200 },
  },
  "39003": { "311": { jobs: 50 }, "332": { jobs: 600 }, "541": { jobs: 220 }, "621": { jobs: 180 } },
  "39005": {
    "311": { jobs: 110 },
    "541": { jobs: 150, withheld: true },
    "621": { jobs: 660, establishments: 18, pay: 60_000 },
  },
};

interface Outcome {
  readonly results: readonly {
    readonly years: number;
    readonly lists: readonly {
      readonly id: string;
      readonly verdict: string;
      readonly lift: { readonly value: number; readonly low?: number; readonly areas: number };
      readonly won: { readonly value: number };
      readonly growth: { readonly list: number; readonly rest: number };
      readonly nation: { readonly value: number };
      readonly establishments: { readonly value: number };
      readonly pay: { readonly value: number };
    }[];
  }[];
}

let folder: string;
beforeAll(() => {
  folder = makeFolder();
  writeFileSync(join(folder, "2017.csv"), madeUpCsv(2017, EARLY));
  writeFileSync(join(folder, "2020.csv"), madeUpCsv(2020, LATE));
});
afterAll(() => removeFolder(folder));

describe("a backtest of three counties", () => {
  it("is the arithmetic of their rows", async () => {
    const argv = "backtest 2017.csv 2020.csv --areas counties --suppressed drop --by lq --top 1 --json";
    const { stdout, stderr } = await runCli(argv, { cwd: folder });
    expect(stderr).toBe("");
    const [result] = (JSON.parse(stdout) as Outcome).results;
    expect(result!.years).toBe(3);
    const lq = result!.lists.find(({ id }) => id === "lq")!;
    // List and rest:  39001  440/400 − 1 = 10 %   650/600 − 1 = 8 1/3 %
    //                 39003  600/500 − 1 = 20 %   450/500 − 1 = −10 %
    //                 39005  660/600 − 1 = 10 %   (110 + 0)/200 − 1 = −45 %
    expect(lq.lift.value).toBeCloseTo((400 * (0.1 - 50 / 600) + 500 * 0.3 + 600 * 0.55) / 1500, 12);
    expect(lq.growth.list).toBeCloseTo((440 + 600 + 660) / 1500 - 1, 12);
    expect(lq.growth.rest).toBeCloseTo((400 * (50 / 600) + 500 * -0.1 + 600 * -0.45) / 1500, 12);
    expect(lq.won.value).toBe(1);
    // The nation's 311 fell by 10 %, 332 rose by 10 %, 621 by 5 %.
    expect(lq.nation.value).toBeCloseTo((400 * 0.2 + 500 * 0.1 + 600 * 0.05) / 1500, 12);
    // Establishments: 22/20 against none, none against none, 18/20 against 40/60; each list had 20.
    expect(lq.establishments.value).toBeCloseTo((0.1 + 0 + (-0.1 + 1 / 3)) / 3, 12);
    // Pay: 52,500/50,000, none, 60,000/50,000; the others' stayed.
    expect(lq.pay.value).toBeCloseTo((400 * 0.05 + 600 * 0.2) / 1500, 12);
    // Three areas give no range, and so no verdict.
    expect({ areas: lq.lift.areas, low: lq.lift.low, verdict: lq.verdict }).toEqual({ areas: 3, verdict: "few" });
  });

  it("follows industries whose borders a revision of NAICS moved as one, at the growth of all", async () => {
    // Content moved between 511, 515 and 519 of NAICS 2017 and 513, 516 and 519 of NAICS 2022, and none beyond them.
    const before = { "511": 100, "515": 50, "519": 50, "541": 400, "621": 200 };
    const after = { "513": 90, "516": 30, "519": 140, "541": 400, "621": 190 };
    const cells = (jobs: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(jobs).map(([industry, count]) => [industry, { jobs: count }]));
    writeFileSync(join(folder, "2021.csv"), madeUpCsv(2021, { US000: cells(before), "39001": cells(before) }));
    writeFileSync(join(folder, "2024.csv"), madeUpCsv(2024, { US000: cells(after), "39001": cells(after) }));
    const argv = "backtest 2021.csv 2024.csv --areas counties --suppressed drop --by employment --top 3 --json";
    const { stdout } = await runCli(argv, { cwd: folder });
    const [result] = (JSON.parse(stdout) as Outcome).results;
    const { lift, growth } = result!.lists.find(({ id }) => id === "employment")!;
    // The list is 541, 621 and 511: half of the three industries of 200 jobs, which became 260.
    expect(growth.list).toBeCloseTo((400 + 190 + 130) / 700 - 1, 12);
    expect(growth.rest).toBeCloseTo(130 / 100 - 1, 12);
    expect(lift.value).toBeCloseTo(20 / 700 - 0.3, 12);
  });
});

describe("a backtest that can't be", () => {
  it.each([
    ["2017.csv --areas counties", "YEAR_MISSING", "a year after 2017"],
    ["2017.csv 2020.csv --areas counties --horizon 5", "YEAR_MISSING", "2022"],
    ["2017.csv 2020.csv --areas counties --year 2018", "YEAR_MISSING", "2018"],
    ["2017.csv 2020.csv --areas counties --year 2020", "YEAR_MISSING", "a year after 2020"],
    ["2017.csv 2020.csv", "OPTION_MISSING", "--areas"],
    ["2017.csv 2020.csv --areas counties --by loctaion", "OPTION_VALUE", "--by"],
    ["2017.csv 2020.csv --areas counties --by growht", "OPTION_VALUE", "did you mean growth?"],
    ["2017.csv 2020.csv --areas counties --horizon soon", "OPTION_VALUE", "--horizon 3"],
    ["2017.csv 2020.csv --areas counties --weights projectedGrowth=1", "OPTION_VALUE", "projectedGrowth"],
    ["2017.csv 2020.csv --areas C1814", "AREA_NOT_IN_FILES", "C1814"],
  ])("says so: %s", async (argv, code, words) => {
    const { status, stdout, stderr } = await runCli(`backtest ${argv} --suppressed drop --json`, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: code.startsWith("OPTION") ? 2 : 3, stdout: "" });
    expect(stderr.match(/^error: /gm)).toHaveLength(1);
    expect(stderr).toContain(`"code":"${code}"`);
    expect(stderr).toContain(words);
  });
});
