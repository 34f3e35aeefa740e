import { expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { describeShared, sharedData } from "../helpers/shared.js";

// Every metropolitan area of the country in the first quarter of 2018, private sectors. The figures are those of pandas
// 1.5.3 and scipy 1.10.1 over the same files: quotients and places by hand, Kolmogorov-Smirnov distances by
// scipy.stats.kstest, weights of the mean percentile by scipy.special.betainc. 8,000 resamples by numpy gave cut-offs
// of 1.989, 1.738 and 1.508, each give or take 0.002.

const QUARTER = "qcew/quarterly/2018_1_by_industry.zip";
const BY_PANDAS = [
  {
    naics: "21",
    areas: 221,
    suppressed: 162,
    cutOff: 1.987588,
    first: ["C3326", "C3622", "C2214"],
    z: [3.225863, 2.875694, 2.632862],
    lq: [59.192553, 33.661055, 22.757803],
    columbus: { place: 129, lq: 0.175632, z: -0.384772 },
  },
  {
    naics: "52",
    areas: 349,
    suppressed: 39,
    cutOff: 1.737713,
    first: ["C1401", "C1798", "C3142"],
    z: [4.491401, 2.551073, 2.445233],
    lq: [5.187213, 2.1771, 2.076399],
    columbus: { place: 21, lq: 1.473038, z: 1.677981 },
  },
  {
    naics: "55",
    areas: 269,
    suppressed: 117,
    cutOff: 1.509675,
    first: ["C3322", "C1410", "C1042"],
    z: [2.578008, 2.32055, 1.993395],
    lq: [5.235792, 4.133014, 3.060169],
    columbus: { place: 6, lq: 2.263051, z: 1.664913 },
  },
] as const;

interface League {
  readonly naics: string;
  readonly ranked: number;
  readonly without: { readonly suppressed: number };
  readonly standardized: { readonly areas: number; readonly logarithms: boolean; readonly cutOff: number };
  readonly areas: readonly {
    readonly area: string;
    readonly place: number;
    readonly lqZ: number;
    readonly values: { readonly lq: { readonly value: number } };
  }[];
}

describeShared("all metropolitan areas of a published quarter", [QUARTER], () => {
  it.each(BY_PANDAS)("are those of pandas and scipy in sector $naics", async (expected) => {
    const { stdout, stderr } = await runCli([
      ...["sweep", "--qcew", sharedData(QUARTER), "--areas", "msas", "--level", "sector", "--suppressed", "drop"],
      ...["--by", "lq", "--industry", expected.naics, "--json"],
    ]);
    expect(stderr).toBe("");
    const [league] = (JSON.parse(stdout) as { leagues: League[] }).leagues;
    const { ranked, without, standardized, areas } = league!;
    expect({ ranked, suppressed: without.suppressed }).toEqual({
      ranked: expected.areas,
      suppressed: expected.suppressed,
    });
    expect(standardized).toMatchObject({ areas: expected.areas, logarithms: true });
    expect(standardized.cutOff).toBeCloseTo(expected.cutOff, 6);
    for (const [k, code] of expected.first.entries()) {
      const { area, place, lqZ, values } = areas[k]!;
      expect({ area, place }).toEqual({ area: code, place: k + 1 });
      expect(values.lq.value).toBeCloseTo(expected.lq[k]!, 6);
      expect(lqZ).toBeCloseTo(expected.z[k]!, 6);
    }
    const columbus = areas.find(({ area }) => area === "C1814")!;
    expect(columbus.place).toBe(expected.columbus.place);
    expect(columbus.values.lq.value).toBeCloseTo(expected.columbus.lq, 6);
    expect(columbus.lqZ).toBeCloseTo(expected.columbus.z, 6);
  });
});
