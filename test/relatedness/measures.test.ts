import { beforeAll, describe, expect, it } from "vitest";
import type { Datum } from "../../src/core/datum.js";
import { runCli } from "../cli/run-cli.js";

interface Ranked {
  readonly industries: readonly { readonly naics: string; readonly values: Readonly<Record<string, Datum>> }[];
}
interface Related {
  readonly industries: readonly {
    readonly naics: string;
    readonly density: Datum;
    readonly strategicGain: Datum;
    readonly complexity: Datum;
  }[];
}

const REGION = "--qcew data/demo --region 39049 --level sector --suppressed drop";
let related: Related;
beforeAll(async () => {
  related = JSON.parse((await runCli(`relatedness ${REGION} --json`)).stdout) as Related;
});

describe("relatedness as measures of a ranking", () => {
  it("are what the command shows of the region", async () => {
    const { stdout } = await runCli(`rank ${REGION} --weights density=1,strategicGain=1,complexity=1 --json`);
    const { industries } = JSON.parse(stdout) as Ranked;
    expect(industries.length).toBeGreaterThan(10);
    const shown = new Map(related.industries.map((one) => [one.naics, one]));
    for (const { naics, values } of industries) {
      const { density, strategicGain, complexity } = shown.get(naics)!;
      expect([values["density"], values["strategicGain"], values["complexity"]]).toEqual([
        density,
        strategicGain,
        complexity,
      ]);
    }
  });

  it("are not there where nobody names them", async () => {
    const { stdout } = await runCli(`rank ${REGION} --json`);
    const [first] = (JSON.parse(stdout) as Ranked).industries;
    expect(Object.keys(first!.values)).not.toContain("density");
  });

  it("are undefined, and say why, in files without other areas", async () => {
    const argv =
      "rank --qcew data/demo/us-2023.csv --region US000 --level sector --weights density=1,employment=1 --json";
    const { industries } = JSON.parse((await runCli(argv)).stdout) as Ranked;
    expect(industries[0]!.values["density"]).toEqual({
      status: "undefined",
      reason: "the files hold no other areas whose industries could be compared",
    });
  });
});

describe("relatedness that can't be", () => {
  it.each([
    ["relatedness --qcew data/demo/us-2023.csv", "AREA_NOT_IN_FILES"],
    ["relatedness --qcew data/demo/us-2023.csv --region US000", "AREA_NOT_IN_FILES"],
    ["relatedness --qcew data/demo --areas states", "AREA_NOT_IN_FILES"],
    ["relatedness --qcew data/demo --areas C1814,39049", "AREA_OVERLAP"],
    ["relatedness --qcew data/demo --areas counties,39049", "OPTION_CONFLICT"],
    ["relatedness --qcew data/demo --region 39049 --bridge group", "OPTION_CONFLICT"],
    ["relatedness --region 39049", "OPTION_MISSING"],
    ["relatedness --qcew data/demo --region 39049 --draws 5", "OPTION_VALUE"],
  ])("is refused: %s", async (argv, code) => {
    const { stderr, stdout } = await runCli(`${argv} --level sector --json`);
    expect(stdout).toBe("");
    expect(stderr).toContain(`"code":"${code}"`);
  });
});
