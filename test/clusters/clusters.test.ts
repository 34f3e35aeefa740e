import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { agglomerate, cutTree } from "../../src/clusters/agglomerate.js";
import { adjustedRandIndex } from "../../src/clusters/compare-clusters.js";
import { readMarkets } from "../../src/clusters/read-markets.js";
import { similarityMeasure, type OccupationShares } from "../../src/clusters/similarity.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const folder = mkdtempSync(join(tmpdir(), "clusters-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("average linkage", () => {
  it("joins points on a line by the means of their distances", () => {
    // At 0, 1, 3 and 7: 0 and 1 are 1 apart; 3 is (3 + 2) ÷ 2 from both; 7 is (7 + 6 + 4) ÷ 3 from all three.
    const points = [0, 1, 3, 7];
    const merges = agglomerate(4, (one, other) => Math.abs(points[one]! - points[other]!));
    expect(merges.map(({ height }) => height)).toEqual([1, 2.5, expect.closeTo(17 / 3, 12)]);
    expect(cutTree(4, merges, { number: 2 })).toEqual([[0, 1, 2], [3]]);
    expect(cutTree(4, merges, { height: 2 })).toEqual([[0, 1], [2], [3]]);
    expect(cutTree(4, merges, { number: 9 })).toEqual([[0], [1], [2], [3]]);
  });

  it("gives the tree of always joining the nearest two", () => {
    const matrices = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 45, maxLength: 45 });
    fc.assert(
      fc.property(matrices, (numbers) => {
        const distance = (one: number, other: number): number => {
          const [low, high] = one < other ? [one, other] : [other, one];
          // Irrational steps apart, so that no two means are equal.
          return numbers[(high * (high - 1)) / 2 + low]! + Math.sqrt(high * 10 + low + 2);
        };
        const heights = agglomerate(10, distance).map(({ height }) => height);
        expect(heights).toEqual(nearestTwo(10, distance).map((height) => expect.closeTo(height, 6) as number));
      }),
      { numRuns: 30 },
    );
  });
});

/** The definition, step by step. */
function nearestTwo(count: number, distance: (one: number, other: number) => number): readonly number[] {
  let groups = Array.from({ length: count }, (_, item) => [item]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best: { a: number[]; b: number[]; height: number } | undefined;
    for (const a of groups) {
      for (const b of groups) {
        if (a === b) continue;
        const all = a.flatMap((one) => b.map((other) => distance(one, other)));
        const height = all.reduce((sum, each) => sum + each, 0) / all.length;
        if (!best || height < best.height) best = { a, b, height };
      }
    }
    heights.push(best!.height);
    groups = [...groups.filter((group) => group !== best!.a && group !== best!.b), [...best!.a, ...best!.b]];
  }
  return heights;
}

describe("similarity of staffing", () => {
  const shares = (of: Readonly<Record<string, number>>): OccupationShares =>
    new Map(Object.entries(of)) as unknown as OccupationShares;
  const one = shares({ nurses: 0.5, aides: 0.5 });
  const other = shares({ nurses: 0.25, drivers: 0.75 });

  it("by overlap is the part of jobs that both have in the same occupations", () => {
    expect(similarityMeasure("overlap").of(one, other)).toBe(0.25);
    expect(similarityMeasure("overlap").of(one, one)).toBe(1);
  });

  it("by cosine is the dot product over both lengths", () => {
    // 0.125 ÷ (√0.5 · √0.625)
    expect(similarityMeasure("cosine").of(one, other)).toBeCloseTo(0.125 / Math.sqrt(0.5 * 0.625), 12);
  });
});

it("measures how two groupings agree by Hubert and Arabie's index", () => {
  const pairs = ["AA", "AA", "AB", "BB", "BB", "BB"].map((pair) => [pair[0]!, pair[1]!] as const);
  // Pairs in both 1 + 3, left 3 + 3, right 1 + 6, of 15: (4 − 42 ÷ 15) ÷ (6.5 − 42 ÷ 15)
  expect(adjustedRandIndex(pairs)).toBeCloseTo((4 - 42 / 15) / (6.5 - 42 / 15), 12);
  expect(adjustedRandIndex([["A", "A"]])).toBeUndefined();
});

interface Clusters {
  readonly clusters: readonly { readonly name: string; readonly industries: readonly { readonly naics: string }[] }[];
  readonly leftOut: readonly { readonly naics: string; readonly borrowedFrom?: string }[];
  readonly comparison?: { readonly agreement: number; readonly clusters: readonly { readonly within: number }[] };
}

describe("the command", () => {
  const file = join(folder, "clusters.csv");

  it("writes clusters that rank reads as they are, and leaves borrowed patterns out", async () => {
    const { status, stdout } = await runCli(["clusters", "--out", file, "--json", "--quiet"]);
    expect(status).toBe(0);
    const result = JSON.parse(stdout) as Clusters;
    const validate = validator(jsonSchemas()["clusters"]!);
    expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    // Only 622 as a whole is published of hospitals.
    expect(result.leftOut.find(({ naics }) => naics === "6221")?.borrowedFrom).toMatch(/^622 /);
    const [first] = result.clusters;
    const ranked = await runCli([
      "rank",
      "--qcew",
      "demo",
      "--region",
      "39049",
      "--level",
      "4",
      "--clusters",
      file,
      "--json",
    ]);
    expect(ranked.status).toBe(0);
    const { industries } = JSON.parse(ranked.stdout) as {
      readonly industries: readonly { readonly naics: string; readonly members?: readonly string[] }[];
    };
    const own = industries.find(({ naics }) => naics === first!.name)!;
    expect(own.members!.every((code) => first!.industries.some(({ naics }) => naics === code))).toBe(true);
  });

  it("agrees fully with its own clusters, and says how alike those of a file are", async () => {
    const { stdout } = await runCli(["clusters", "--against", file, "--json"]);
    expect((JSON.parse(stdout) as Clusters).comparison!.agreement).toBe(1);
    const mixed = join(folder, "mixed.csv");
    writeFileSync(mixed, "cluster,naics\nCars,4411\nCars,8111\nMix,4571\nMix,5616\n");
    const compared = JSON.parse((await runCli(["clusters", "--against", mixed, "--json"])).stdout) as Clusters;
    const [cars, mix] = compared.comparison!.clusters;
    expect(cars!.within).toBeGreaterThan(mix!.within);
  });

  it("refuses two cuts", async () => {
    expect((await runCli("clusters --height 0.4 --number 5")).status).toBe(2);
  });
});

const MIAN_SUFI = "clusters/mian_sufi_2014_tradability_naics4.txt";
describeShared("traded and local industries beside a published list", [MIAN_SUFI], () => {
  it("are those that Mian and Sufi list as tradable and non-tradable, except for one in twenty", () => {
    const markets = readMarkets();
    const list = readFileSync(sharedData(MIAN_SUFI), "utf8");
    const pairs = list.split("\n").flatMap((line) => {
      const words = line.trim().split(/\s+/);
      const own = markets.get(words[0]!);
      // A flag that follows other codes is of another industry than theirs of that number.
      if (!own || own.from.length > 0) return [];
      const theirs = { tradable: "traded", "non-tradable": "local" }[words.at(-2)!];
      return theirs === undefined ? [] : [[own.market, theirs] as const];
    });
    const agreeing = pairs.filter(([ours, theirs]) => ours === theirs).length;
    expect(pairs.length).toBeGreaterThan(80);
    expect(agreeing / pairs.length).toBeGreaterThan(0.95);
  });
});

describe("traded and local industries", () => {
  it("has the measures of its own codes, and the flag alone of codes that were others in 2012", () => {
    const markets = readMarkets();
    const [steel, shops, stores] = ["3311", "4451", "4551"].map((code) => markets.get(code)!);
    expect(steel!.gini).toBeGreaterThan(shops!.gini!);
    expect([steel!.market, shops!.market]).toEqual(["traded", "local"]);
    expect([stores!.gini, stores!.from]).toEqual([undefined, ["4521"]]);
  });
});
