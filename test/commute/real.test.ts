import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { knownValue } from "../../src/core/datum.js";
import { ROOT } from "../cli/run-cli.js";
import { describeShared, sharedData } from "../helpers/shared.js";
import { flowsByYear } from "../../src/commute/flows-of-year.js";
import { readFlows } from "../../src/commute/read/read-flows.js";
import { findSheds } from "../../src/commute/sheds.js";
import { analyze, areas, flowFile, removeFlowFiles } from "./flows.js";

afterAll(removeFlowFiles);

const TOWNS = "commuting/ct_town_flows_2014.csv.gz";
const PAIRS = "commuting/ct_county_pairs_2014.csv";
const RHODE_ISLAND = "lodes/ri_od_aux_JT00_2014.csv.gz";
const KANSAS = "lodes/lodes_county_pairs_kansas.csv";

/** Figures of Hartford County as the README beside the files gives them. */
const HARTFORD = { jobs: 516_049, workers: 448_034, within: 320_020 };

describeShared("Connecticut 2014", [TOWNS, PAIRS], () => {
  it.each([TOWNS, PAIRS])("%s gives the published figures of Hartford County", async (file) => {
    const { sheds, flows } = await analyze([sharedData(file)], { region: "09003" });
    const { jobs, workers, within, jobsHeld, workersStaying } = sheds.containment;
    expect({ jobs: knownValue(jobs), workers: knownValue(workers), within: knownValue(within) }).toEqual(HARTFORD);
    expect(knownValue(jobsHeld)).toBeCloseTo(0.62, 3);
    expect(knownValue(workersStaying)).toBeCloseTo(HARTFORD.within / HARTFORD.workers, 12);
    // 1,512,942 live and work in Connecticut, 39,134 + 63,547 + 12,075 come in, 99,582 go to Massachusetts.
    const total = flows.pairs.reduce((sum, { counts }) => sum + counts[0]!, 0);
    expect(total).toBe(1_512_942 + 39_134 + 63_547 + 12_075 + 99_582);
  });

  it("has no share of a county whose other jobs are not in the file", async () => {
    const { sheds, extension } = await analyze([sharedData(PAIRS)], { region: "09003" });
    const hampden = sheds.ties.find(({ county }) => county === "25013")!;
    expect(knownValue(hampden.toRegion)).toBeGreaterThan(10_000);
    expect([hampden.workers, hampden.workersShare, hampden.jobsShare].map(({ status }) => status)).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
    expect(extension.advice.get("25013" as never)).toBe("unknown");
  });

  it("refuses planning regions, and pairs beside the towns that they are made of", async () => {
    await expect(analyze([sharedData(PAIRS)], { region: "09110" })).rejects.toMatchObject({
      details: { code: "CONNECTICUT_MIXED" },
    });
    const towns = flowFile("towns.csv", "Residence FIPS,Workplace FIPS,Year,Value\n0900337000,0900337000,2014,5\n");
    await expect(analyze([sharedData(PAIRS), towns], { region: "09003" })).rejects.toMatchObject({
      details: { code: "FLOW_OVERLAP" },
    });
  });
});

describeShared("Rhode Island's od_aux 2014", [RHODE_ISLAND, PAIRS], () => {
  it("holds 64,974 jobs, 8,947 of them of Connecticut's residents", async () => {
    const { sheds, flows } = await analyze([sharedData(RHODE_ISLAND)], { region: "RI" });
    expect(knownValue(sheds.otherStates.in)).toBe(64_974);
    const ofConnecticut = flows.pairs.filter(({ home }) => home.startsWith("09"));
    expect(ofConnecticut.reduce((sum, { counts }) => sum + counts[0]!, 0)).toBe(8_947);
    // Without the state's own residents nothing is known of all jobs.
    expect(Object.values(sheds.containment).map(({ status }) => status)).toEqual(Array(8).fill("undefined"));
    expect(flows.facts).toMatchObject({ year: 2014, jobType: "JT00" });
  });

  it("adds to Connecticut's file the flow that it has no rows of", async () => {
    const alone = await analyze([sharedData(PAIRS)], { region: "09011" });
    const both = await analyze([sharedData(PAIRS), sharedData(RHODE_ISLAND)], { region: "09011" });
    const toRhodeIsland = (one: typeof both): number =>
      one.sheds.ties
        .filter(({ county }) => county.startsWith("44"))
        .reduce((sum, { fromRegion }) => sum + (knownValue(fromRegion) ?? 0), 0);
    // By awk: 3,977 residents of New London County.
    expect(toRhodeIsland(alone)).toBe(0);
    expect(toRhodeIsland(both)).toBe(3_977);
    expect(knownValue(both.sheds.containment.workers)! - knownValue(alone.sheds.containment.workers)!).toBe(
      toRhodeIsland(both),
    );
  });
});

it("gives Wichita's commuters of 2021 as a plain sum over the rows does", async () => {
  const file = join(ROOT, "data/commuting/kansas-2021.csv");
  const { sheds, region } = await analyze([file], { region: "C4862" });
  const inside = new Set<string>(region.counties);
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const sum = (wanted: (work: string, home: string) => boolean): number =>
    rows.reduce((total, [work, home, jobs]) => total + (wanted(work!, home!) ? Number(jobs) : 0), 0);
  expect([...inside]).toEqual(["20015", "20079", "20095", "20173", "20191"]);
  expect(knownValue(sheds.containment.jobs)).toBe(sum((work) => inside.has(work)));
  expect(knownValue(sheds.containment.workers)).toBe(sum((_, home) => inside.has(home)));
  expect(knownValue(sheds.containment.within)).toBe(sum((work, home) => inside.has(work) && inside.has(home)));
});

describeShared("Kansas 2015 to 2021", [KANSAS], () => {
  it("gives 2021, the latest year, and all others beside it", async () => {
    const { flows, series, sheds } = await analyze([sharedData(KANSAS)], { region: "20173" });
    // By awk: 7,226 rows of 2021 with 1,180,942 jobs, of them 237,155 in Sedgwick County and 219,166 of its residents.
    expect(flows.pairs).toHaveLength(7_226);
    expect(series.map(({ year }) => year)).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021]);
    expect(knownValue(sheds.containment.jobs)).toBe(237_155);
    expect(knownValue(sheds.containment.workers)).toBe(219_166);
    expect(knownValue(series[0]!.containment.jobs)).toBe(249_171);
    expect(flows.pairs.reduce((sum, { counts }) => sum + counts[0]!, 0)).toBe(1_180_942);
    expect(knownValue(sheds.containment.within)).toBe(182_967);
  });
});

describeShared("commuting zones of 1990", ["commuting/mobz_clusters_jtw1990.csv"], () => {
  it("hold the strongest tie of most counties of Kansas thirty years later", async () => {
    const lines = readFileSync(sharedData("commuting/mobz_clusters_jtw1990.csv"), "utf8").trim().split("\n").slice(1);
    const clusters = new Map(lines.map((line) => line.split(",").slice(2) as [string, string]));
    const { parts } = await readFlows([join(ROOT, "data/commuting/kansas-2021.csv")], areas);
    const { chosen } = flowsByYear(parts, undefined);
    const counties = [...new Set(chosen.pairs.map(({ work }) => work))];
    // A county's interchange with each other one as the region.
    const interchange = new Map(
      counties.map((region) => [
        region,
        new Map(findSheds(chosen, [region]).ties.map((ties) => [ties.county, knownValue(ties.interchange) ?? -1])),
      ]),
    );
    const strongest = counties.map((county) =>
      counties
        .filter((region) => region !== county)
        .reduce((best, next) =>
          (interchange.get(next)!.get(county) ?? -1) > (interchange.get(best)!.get(county) ?? -1) ? next : best,
        ),
    );
    const isTogether = (a: string, b: string): boolean => clusters.get(a) === clusters.get(b);
    const together = counties.filter((county, index) => isTogether(county, strongest[index]!)).length;
    // Counted by a script of its own over the same rows. Of all pairs of the 105 counties 21% share a cluster.
    expect([counties.length, together]).toEqual([105, 72]);
    const others = counties.flatMap((county) => counties.filter((one) => one !== county && isTogether(one, county)));
    expect(others.length / (105 * 104)).toBeCloseTo(0.21, 2);
  });
});
