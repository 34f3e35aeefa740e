import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knownValue, type Datum } from "../../src/core/datum.js";
import { RelatednessModel } from "../../src/relatedness/model.js";
import { marginsAt } from "../../src/relatedness/presence.js";
import { seededRandom } from "../../src/ranking/random.js";
import { ROOT, runCli } from "../cli/run-cli.js";
import { describeUnless } from "../helpers/shared.js";
import { presenceFrom } from "./presence-of.js";

// The same numbers from another program: numpy's eigenvectors and matrix products, in reference.py beside this file.

interface Reference {
  readonly phi: readonly (readonly number[])[];
  readonly density: readonly (readonly (number | null)[])[];
  readonly complexity: readonly (number | null)[];
  readonly gain: readonly (readonly (number | null)[])[];
  readonly areas: readonly (number | null)[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly matrix: readonly (readonly number[])[];
}

const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;

function askPython(input: object): Reference {
  const { stdout, stderr, status } = spawnSync("python3", [join(ROOT, "test/relatedness/reference.py")], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 64e6,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Reference;
}

function expectClose(found: Datum, expected: number | null, what: string): void {
  const value = knownValue(found);
  if (expected === null) expect(value, what).toBeUndefined();
  else expect(value, what).toBeCloseTo(expected, 7);
}

describeUnless(!hasNumpy && "python3 has no numpy here", "the same numbers from numpy", () => {
  it("of a matrix of 60 areas and 40 industries, one of which no area has", () => {
    const random = seededRandom(7);
    // Areas and industries of unlike sizes, so that the second eigenvector is well apart.
    const matrix = Array.from({ length: 60 }, (_, c) =>
      Array.from({ length: 40 }, (_, i) => (i < 39 && random() < 0.75 - (0.6 * (i + c / 3)) / 59 ? 1 : 0)),
    );
    const reference = askPython({ matrix });
    const presence = presenceFrom(Object.fromEntries(matrix.map((row, c) => [`a${c}`, row])));
    const model = new RelatednessModel(presence);
    reference.phi.flat().forEach((phi, at) => expect(model.proximity.phi[at]).toBeCloseTo(phi, 12));
    reference.complexity.forEach((score, i) => expectClose(model.industryComplexity[i]!, score, `industry ${i}`));
    reference.areas.forEach((score, c) => expectClose(model.areaComplexity[c]!, score, `area ${c}`));
    for (let c = 0; c < 60; c += 7) {
      const reached = model.reach(marginsAt(presence, c), `a${c}`);
      reached.forEach(({ density, gain }, i) => {
        expectClose(density, reference.density[c]![i]!, `density ${c} ${i}`);
        expectClose(gain, reference.gain[c]![i]!, `gain ${c} ${i}`);
      });
    }
  });

  it("of the built-in files, read by python, from published cells alone", async () => {
    const files = ["columbus-2023.csv", "us-2023.csv"].map((name) => join(ROOT, "data/demo", name));
    const reference = askPython({ files, level: 4, year: 2023 });
    const { stdout } = await runCli("relatedness --qcew data/demo --areas counties --suppressed drop --json");
    const found = JSON.parse(stdout) as {
      readonly industries: readonly { naics: string; ubiquity: number; complexity: Datum }[];
      readonly areas: readonly { area: string; industries: number; complexity: Datum }[];
    };
    expect(found.areas.map(({ area }) => area)).toEqual(reference.names);
    expect(found.industries.map(({ naics }) => naics)).toEqual(reference.codes);
    found.areas.forEach(({ industries, complexity }, c) => {
      expect(industries).toBe(reference.matrix[c]!.reduce((sum, each) => sum + each, 0));
      expectClose(complexity, reference.areas[c]!, `area ${c}`);
    });
    found.industries.forEach(({ ubiquity, complexity, naics }, i) => {
      expect(ubiquity, naics).toBe(reference.matrix.reduce((sum, row) => sum + row[i]!, 0));
      expectClose(complexity, reference.complexity[i]!, naics);
    });
  });
});
