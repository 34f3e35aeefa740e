import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { describeShared, sharedData } from "../helpers/shared.js";

interface Figure {
  readonly status: string;
  readonly value?: number;
}

interface SupplyResult {
  readonly training: {
    readonly years: readonly number[];
    readonly completions: number;
    readonly unmatched: readonly { readonly completions: number }[];
    readonly institutions: readonly { readonly unitid: string; readonly county: string }[];
    readonly programs: readonly { readonly completions: readonly number[]; readonly mean: number }[];
  };
  readonly occupations: readonly {
    readonly soc: string;
    readonly title: string;
    readonly shown: boolean;
    readonly openings: Figure;
    readonly completions: number;
    readonly atEntry?: number;
    readonly gap: Figure;
    readonly ratio: Figure;
    readonly byAward: readonly { readonly awardLevel: number; readonly completions: number }[];
  }[];
  readonly industries?: readonly { readonly naics?: string; readonly completions: number; readonly openings: Figure }[];
  readonly workers: {
    readonly laborForce: readonly {
      readonly year: number;
      readonly areas: readonly { readonly laborForce: Figure; readonly rate: Figure }[];
    }[];
  };
  readonly notes: readonly { readonly id: string }[];
}

async function supply(words: string): Promise<SupplyResult> {
  const { stdout, stderr, status } = await runCli(`supply ${words} --json`);
  expect(stderr).not.toContain("error:");
  expect(status).toBe(0);
  return JSON.parse(stdout) as SupplyResult;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const completionsOf = (list: readonly { readonly completions: number }[]): number =>
  sum(list.map(({ completions }) => completions));

describe("supply of the built-in region", () => {
  it("counts each completion once, over occupations and over industries", async () => {
    const result = await supply(
      "--qcew demo --region C1814 --completions demo --institutions demo --laus demo --acs demo",
    );
    const validate = validator(jsonSchemas()["supply"]!);
    expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const { training, occupations, industries } = result;
    expect(training.years).toEqual([2021, 2022, 2023]);
    expect(training.institutions).toHaveLength(40);
    expect(completionsOf(occupations) + completionsOf(training.unmatched)).toBeCloseTo(training.completions, 6);
    expect(sum(training.programs.map(({ mean }) => mean))).toBeCloseTo(training.completions, 6);
    const shown = occupations.filter((one) => one.shown);
    expect(completionsOf(industries!)).toBeCloseTo(completionsOf(shown), 6);
    for (const { openings, completions, gap, ratio, byAward, atEntry } of shown) {
      if (openings.value === undefined) continue;
      expect(gap.value).toBeCloseTo(openings.value - completions, 9);
      if (openings.value > 0) expect(ratio.value).toBeCloseTo(completions / openings.value, 9);
      expect(completionsOf(byAward)).toBeCloseTo(completions, 6);
      expect(atEntry ?? 0).toBeLessThanOrEqual(completions + 1e-9);
    }
    // The ten counties of 2022 in laucnty22: 1,123,224 and 38,183.
    const [region] = result.workers.laborForce.at(-1)!.areas;
    expect(region!.laborForce).toEqual({ status: "disclosed", value: 1_123_224 });
    expect(region!.rate.value).toBeCloseTo(38_183 / 1_123_224, 12);
  });

  it("has no gap without openings, and says so; a labor shed adds institutions", async () => {
    const files = "--completions demo --institutions demo";
    const county = await supply(`--region 39089 ${files}`);
    expect(county.notes.map(({ id }) => id)).toContain("openings-none");
    expect(county.occupations.every(({ gap }) => gap.status === "absent")).toBe(true);
    expect(new Set(county.training.institutions.map((one) => one.county))).toEqual(new Set(["39089"]));
    const shed = await supply(`--region 39089 --labor-shed 39049 ${files}`);
    expect(new Set(shed.training.institutions.map((one) => one.county))).toEqual(new Set(["39049", "39089"]));
    expect(shed.training.completions).toBeGreaterThan(county.training.completions);
  });

  it("stands in a region's profile under Training and Workers", async () => {
    const { stdout } = await runCli(
      "profile --qcew demo --region C1814 --completions demo --institutions demo --laus demo --acs demo --json",
    );
    const { region } = JSON.parse(stdout) as {
      readonly region: {
        readonly sections: Record<string, SupplyResult["training"]>;
        readonly missing: readonly string[];
      };
    };
    expect(Object.keys(region.sections)).toEqual(["workers", "training"]);
    expect(region.missing).not.toContain("training");
    expect(region.sections["training"]!.institutions).toHaveLength(40);
  });
});

describeShared("Kansas's own projections", ["training", "projections"], () => {
  it("give openings as published, and all completions go somewhere", async () => {
    const path = "projections/ks_occupation_2024-34.csv";
    const years = [2021, 2022, 2023].map((year) => `--completions ${sharedData(`training/c${year}_a_oh_ks.csv`)}`);
    const { occupations, training, notes } = await supply(
      `--region KS ${years.join(" ")} --institutions ${sharedData("training/hd2023_oh_ks.csv")} --openings ${sharedData(path)} --min-education none`,
    );
    const nurses = readFileSync(sharedData(path), "utf8")
      .split("\n")
      .find((line) => line.includes(",29-1141,"))!;
    // state_fips … base_emp, proj_emp, pct_change, annual_openings: the twelfth cell.
    const published = Number(nurses.split(",")[11]);
    expect(occupations.find(({ soc }) => soc === "29-1141")!.openings).toEqual({
      status: "disclosed",
      value: published,
    });
    // (51,846 + 52,393 + 52,571) ÷ 3 first majors of all of the state's institutions.
    expect(training.completions).toBeCloseTo((51_846 + 52_393 + 52_571) / 3, 6);
    expect(completionsOf(occupations) + completionsOf(training.unmatched)).toBeCloseTo(training.completions, 6);
    expect(notes.map(({ id }) => id)).not.toContain("openings-other-area");
    // Groups such as 29-0000 are sums of their parts.
    expect(occupations.filter(({ soc }) => soc.endsWith("0000"))).toEqual([]);
  });
});
