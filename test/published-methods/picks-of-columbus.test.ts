import { expect, describe, it } from "vitest";
import type { FollowedMethod } from "../../src/report/rank-inputs.js";
import { describeShared, sharedData } from "../helpers/shared.js";
import { runCli } from "../cli/run-cli.js";

const KANSAS = "projections/ks_industry_2024-34.csv";

async function picked(argv: string): Promise<readonly string[]> {
  const { stdout, stderr } = await runCli(`${argv} --json`);
  if (stdout === "") throw new Error(stderr);
  const { publishedMethod } = JSON.parse(stdout) as { readonly publishedMethod: FollowedMethod };
  return publishedMethod.picks.map(({ naics }) => naics);
}

describe("emerging industries of Columbus at 4 digits", () => {
  it("are seven by quotients over private jobs, six over all covered jobs: 4411 is at 0.99 there", async () => {
    const own = await picked("demo --level 4 --method-of emerging");
    expect(own).toHaveLength(7);
    expect(own).toContain("4411");
    const overAll = await picked("demo --level 4 --method-of emerging --lq-base total-covered");
    expect(overAll).toEqual(own.filter((naics) => naics !== "4411"));
  });
});

describeShared("the four criteria of Next Gen with Kansas's projections", [KANSAS], () => {
  it("put 541, 621 and 481 first", async () => {
    const picks = await picked(`demo --method-of next-gen --projections ${sharedData(KANSAS)}`);
    expect(picks.slice(0, 3)).toEqual(["541", "621", "481"]);
  });
});
