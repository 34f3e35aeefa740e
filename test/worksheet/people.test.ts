import { beforeAll, describe, expect, it } from "vitest";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { withFiles } from "./sheets.js";

// Ratings, decisions and the two together with a ranking: sectors of the built-in region.

interface RankJson {
  readonly industries: readonly {
    readonly naics: string;
    readonly rank: number;
    readonly shortList: boolean;
    readonly people?: { readonly readiness?: number; readonly mixedRank?: number; readonly raters: readonly string[] };
    readonly decision?: { readonly decision: string };
  }[];
}

/** What `worksheet merge` writes of one criterion, as JSON. */
function merged(readiness: Readonly<Record<string, number>>): string {
  return JSON.stringify({
    schema: "sector-rank/worksheet-merge/1",
    form: "ratings",
    result: "0123456789abcdef",
    raters: ["Ann"],
    criteria: [{ id: "champion", label: "Employer champion known" }],
    industries: Object.entries(readiness).map(([naics, score]) => ({
      naics,
      title: naics,
      list: "short list",
      readiness: score,
      raters: ["Ann"],
      disputed: [],
      criteria: [
        {
          criterion: "champion",
          raters: 1,
          disputed: false,
          ratings: [{ rater: "Ann", answer: String(score), score, evidence: "met twice", from: "a.csv, cell E6" }],
        },
      ],
    })),
    weights: [],
  });
}

const RANK = "demo --level sector --top 3 --suppressed drop";
let plain: RankJson;
beforeAll(async () => {
  plain = JSON.parse((await runCli(`${RANK} --json`)).stdout) as RankJson;
});

function expectSchema(name: string, json: unknown): void {
  const validate = validator(jsonSchemas()[name]!);
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
}

const ranksOf = ({ industries }: RankJson) => industries.map(({ naics, rank, shortList }) => [naics, rank, shortList]);

describe("ratings beside a ranking", () => {
  it("change no rank, are mixed only if asked, and moves are divided into figures, ratings and their weight", async () => {
    const [first, second, third] = plain.industries.map(({ naics }) => naics) as [string, string, string];
    const files = {
      "old.json": merged({ [first]: 5, [second]: 3, [third]: 1 }),
      "new.json": merged({ [first]: 1, [second]: 3, [third]: 5 }),
    };
    await withFiles(files, async (cwd) => {
      const rank = async (file: string, more: string): Promise<RankJson> => {
        const { stdout, stderr, status } = await runCli(
          `${RANK} --worksheet ${file} ${more} --json --out rank-${file}`,
          { cwd },
        );
        expect(status, stderr).toBe(0);
        return JSON.parse(stdout) as RankJson;
      };
      const beside = await rank("old.json", "");
      expect(ranksOf(beside)).toEqual(ranksOf(plain));
      expect(beside.industries[0]!.people).toMatchObject({ readiness: 5, raters: ["Ann"] });
      expect(beside.industries[0]!.people).not.toHaveProperty("mixedRank");
      expect(beside.industries[3]!.people).toBeUndefined();
      expectSchema("rank", beside);
      // Places 1, 2, 3 by rank and, in the newer, 3, 2, 1 by readiness: at a weight of 0.9 readiness leads.
      expect(
        (await rank("old.json", "--qualitative-weight 0.9")).industries
          .slice(0, 3)
          .map(({ people }) => people!.mixedRank),
      ).toEqual([1, 2, 3]);
      expect(
        (await rank("new.json", "--qualitative-weight 0.9")).industries
          .slice(0, 3)
          .map(({ people }) => people!.mixedRank),
      ).toEqual([3, 2, 1]);
      const { stdout } = await runCli("compare rank-old.json rank-new.json --json", { cwd });
      const compared = JSON.parse(stdout) as {
        readonly mixed: readonly {
          readonly naics: string;
          readonly moved: number;
          readonly parts: readonly { readonly cause: string; readonly places: number }[];
        }[];
      };
      expectSchema("compare", compared);
      const last = compared.mixed.find(({ naics }) => naics === third)!;
      expect(last.moved).toBe(2);
      expect(last.parts.find(({ cause }) => cause === "ratings")!.places).toBe(2);
      for (const { moved, parts } of compared.mixed) {
        expect(parts.reduce((sum, { places }) => sum + places, 0)).toBeCloseTo(moved, 9);
      }
    });
  });

  it("are named with their raters by explain", async () => {
    const code = plain.industries[0]!.naics;
    await withFiles({ "m.json": merged({ [code]: 4 }) }, async (folder) => {
      const argv = `explain ${code} --qcew data/demo --region C1814 --level sector --suppressed drop --worksheet ${folder}/m.json`;
      const { stdout } = await runCli(`${argv} --notes`);
      expect(stdout).toContain("Employer champion known: Ann 4 (met twice)");
      expectSchema("explain", JSON.parse((await runCli(`${argv} --json`)).stdout));
    });
  });

  it("come from the CSV of worksheet merge as from its JSON", async () => {
    const code = plain.industries[0]!.naics;
    const csv = `lmiRank,naics,title,readiness,disputed,ratedBy\n1,${code},x,3.5,,Ann; Bob\n`;
    await withFiles({ "m.csv": csv }, async (cwd) => {
      const result = JSON.parse((await runCli(`${RANK} --worksheet m.csv --json`, { cwd })).stdout) as RankJson;
      expect(result.industries[0]!.people).toMatchObject({ readiness: 3.5, raters: ["Ann", "Bob"] });
    });
  });
});

describe("decisions", () => {
  it("stand beside the computed rank and list, and compare follows them", async () => {
    const listed = plain.industries.find(({ shortList }) => shortList)!.naics;
    const other = plain.industries.find(({ shortList }) => !shortList)!.naics;
    const csv = `industry,decision,who,why,date\n${other},added,the board,serves every county,2026-03-02\n${listed},struck,the board,one employer,\n`;
    await withFiles({ "d.csv": csv }, async (cwd) => {
      await runCli(`${RANK} --out plain.json`, { cwd });
      const { stdout, status } = await runCli(`${RANK} --decisions d.csv --json --out decided.json`, { cwd });
      expect(status).toBe(0);
      const decided = JSON.parse(stdout) as RankJson;
      expectSchema("rank", decided);
      expect(ranksOf(decided)).toEqual(ranksOf(plain));
      expect(
        decided.industries
          .filter((one) => one.decision)
          .map(({ naics, decision }) => [naics, decision!.decision])
          .sort(),
      ).toEqual(
        [
          [other, "added"],
          [listed, "struck"],
        ].sort(),
      );
      const { stdout: text } = await runCli("compare plain.json decided.json", { cwd });
      expect(text.replaceAll(/\s+/g, " ")).toContain("added by the board: serves every county");
      const compared = JSON.parse((await runCli("compare plain.json decided.json --json", { cwd })).stdout) as Record<
        string,
        unknown
      >;
      expectSchema("compare", compared);
      expect(compared["shortList"]).toMatchObject({ came: [other], went: [listed] });
      // The worksheet asks about what was decided.
      const { stdout: sheet } = await runCli("worksheet --from decided.json --json", { cwd });
      const asked = JSON.parse(sheet) as {
        readonly industries: readonly { readonly naics: string; readonly shortList: boolean }[];
      };
      expectSchema("worksheet", asked);
      const of = new Map(asked.industries.map(({ naics, shortList }) => [naics, shortList]));
      expect([of.get(other), of.get(listed)]).toEqual([true, false]);
    });
  });

  it.each([
    ["of another word", "23,kept,us,because,", { line: 2, column: "decision", found: "kept" }],
    ["without a reason", "23,added,us,,", { line: 2, column: "why" }],
    ["about an industry that is not ranked", "24,added,us,because,", { line: 2, column: "industry", found: "24" }],
  ])("%s are refused", async (_, row, expected) => {
    await withFiles({ "d.csv": `industry,decision,who,why,date\n${row}\n` }, async (cwd) => {
      const { status, stderr } = await runCli(`${RANK} --decisions d.csv --json`, { cwd });
      const { error } = JSON.parse(stderr.trimEnd().split("\n").at(-1)!) as { readonly error: unknown };
      expect(status).toBe(3);
      expect(error).toMatchObject({ code: "DECISION_FILE", ...expected });
    });
  });
});
