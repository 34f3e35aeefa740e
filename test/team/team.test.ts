import { describe, expect, it } from "vitest";
import { derivePriorities } from "../../src/team/pairwise.js";
import { runCli } from "../cli/run-cli.js";
import { withFiles } from "../worksheet/sheets.js";

/** A reciprocal matrix from what stands above its diagonal. */
function reciprocal(above: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = above.length + 1;
  const at = (row: number, column: number): number => above[row]![column - row - 1]!;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) =>
      row === column ? 1 : row < column ? at(row, column) : 1 / at(column, row),
    ),
  );
}

describe("judgements in pairs", () => {
  // Saaty, "Decision making with the analytic hierarchy process", International Journal of Services Sciences 1(1), 2008,
  // figure 1: which drink is consumed more in the United States. Coffee, wine, tea, beer, sodas, milk, water.
  it("give the derived scale and the consistency ratio that Saaty prints for drinks", () => {
    const { weights, consistency } = derivePriorities(
      reciprocal([
        [9, 5, 2, 1, 1, 1 / 2],
        [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
        [1 / 3, 1 / 4, 1 / 3, 1 / 9],
        [1 / 2, 1, 1 / 3],
        [2, 1 / 2],
        [1 / 3],
      ]),
    );
    const printed = [0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327];
    weights.forEach((weight, index) => expect(Math.abs(weight - printed[index]!)).toBeLessThan(0.0006));
    expect(consistency.toFixed(3)).toBe("0.022");
  });

  it("are consistent where each follows from the others", () => {
    // 4 : 2 : 1.
    const { weights, eigenvalue, consistency } = derivePriorities(reciprocal([[2, 4], [2]]));
    weights.forEach((weight, index) => expect(weight).toBeCloseTo([4 / 7, 2 / 7, 1 / 7][index]!, 12));
    expect(eigenvalue).toBeCloseTo(3, 12);
    expect(consistency).toBeCloseTo(0, 10);
  });
});

interface TeamJson {
  readonly factors: readonly { readonly id: string; readonly weight: number }[];
  readonly industries: readonly { readonly naics: string; readonly rank: number; readonly inTopOf: number }[];
  readonly team: {
    readonly people: readonly {
      readonly name: string;
      readonly from: string;
      readonly weights: readonly { readonly factor: string; readonly share: number }[];
      readonly correlation: number;
      readonly consistency?: number;
      readonly ranks: Readonly<Record<string, number>>;
    }[];
  };
}

const RANK = "rank --qcew data/demo --region C1814 --level sector --top 3 --suppressed drop --json";

async function ranked(csv: string, more = ""): Promise<TeamJson> {
  return withFiles({ "team.csv": csv }, async (folder) => {
    const { status, stdout, stderr } = await runCli(`${RANK} ${more} --team ${folder}/team.csv`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return JSON.parse(stdout) as TeamJson;
  });
}

async function refused(csv: string, more = "") {
  return withFiles({ "team.csv": csv }, async (folder) => {
    const { status, stderr } = await runCli(`${RANK} ${more} --team ${folder}/team.csv`);
    const { error } = JSON.parse(stderr.trimEnd().split("\n").at(-1)!) as { readonly error: Record<string, unknown> };
    return { status, ...error };
  });
}

describe("a team's weights", () => {
  it("are the mean of people's, each divided by their sum first; each person's ranking is what their weights alone give", async () => {
    // Ann 3/4 and 1/4, Bob 10/40 and 30/40: (3/4 + 1/4) ÷ 2, 1/4 ÷ 2, 3/4 ÷ 2.
    const { factors, team, industries } = await ranked(
      "person,factor,weight\nAnn,employment,3\nAnn,averagePay,1\nBob,employment,10\nBob,lq,30\n",
    );
    expect(Object.fromEntries(factors.map(({ id, weight }) => [id, weight]))).toEqual({
      employment: 0.5,
      averagePay: 0.125,
      lq: 0.375,
    });
    const alone = JSON.parse((await runCli(`${RANK} --weights employment=10,lq=30`)).stdout) as TeamJson;
    const bob = team.people.find(({ name }) => name === "Bob")!;
    expect(bob.ranks).toEqual(Object.fromEntries(alone.industries.map(({ naics, rank }) => [naics, rank])));
    const ann = team.people.find(({ name }) => name === "Ann")!;
    for (const { naics, inTopOf } of industries) {
      expect(inTopOf).toBe([ann, bob].filter(({ ranks }) => ranks[naics]! <= 3).length);
    }
  });

  it("may be judgements in pairs, and links that a page copied", async () => {
    const link = "file:///page.html#weights=employment%3D2%2ClqChange%3D6%3Alower&method=percentile";
    const { team } = await ranked(
      `person,factor_a,factor_b,ratio,link\nAnn,employment,averagePay,2,\nAnn,employment,lq,4,\nAnn,lq,pay,1/2,\nBob,,,,${link}\n`,
    );
    const [ann, bob] = team.people;
    expect(ann).toMatchObject({ from: "pairs" });
    expect(ann!.consistency).toBeCloseTo(0, 10);
    expect(ann!.weights.map(({ share }) => Number(share.toFixed(9)))).toEqual(
      [4 / 7, 2 / 7, 1 / 7].map((one) => Number(one.toFixed(9))),
    );
    expect(bob!.weights).toEqual([
      expect.objectContaining({ factor: "employment", share: 0.25 }),
      expect.objectContaining({ factor: "lqChange", share: 0.75, direction: "lower" }),
    ]);
  });

  it.each([
    [
      "an unknown factor",
      "Ann,employmnet,1",
      { line: 2, column: "factor", found: "employmnet", try: "did you mean employment?" },
    ],
    ["a negative weight", "Ann,lq,-1", { line: 2, column: "weight", found: "-1" }],
    ["a factor twice", "Ann,lq,1\nAnn,employment,1\nAnn,lq,2", { line: 4, column: "factor" }],
    ["weights that add up to zero", "Ann,lq,0\nAnn,employment,0", { line: 2, column: "weight" }],
  ])("refuse %s, with the cell", async (_, rows, expected) => {
    expect(await refused(`person,factor,weight\n${rows}\n`)).toMatchObject({
      status: 3,
      code: "TEAM_FILE",
      ...expected,
    });
  });

  it.each([
    ["a pair that is missing", "Ann,lq,employment,2\nAnn,lq,growth,2", "employment and growth"],
    ["a pair twice", "Ann,lq,employment,2\nAnn,employment,lq,2", "employment"],
    ["a ratio beyond the scale", "Ann,lq,employment,12", "12"],
  ])("refuse %s", async (_, rows, found) => {
    expect(await refused(`person,factor_a,factor_b,ratio\n${rows}\n`)).toMatchObject({ code: "TEAM_FILE", found });
  });

  it("do not stand beside --weights", async () => {
    expect(await refused("person,factor,weight\nAnn,lq,1\n", "--weights lq=1")).toMatchObject({
      status: 2,
      code: "OPTION_CONFLICT",
    });
  });
});
