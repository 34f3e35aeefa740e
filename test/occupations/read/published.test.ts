import { expect, it } from "vitest";
import { hasValue, type Datum } from "../../../src/core/datum.js";
import { readAreaOccupations, readOccupationFacts, shippedOccupations } from "../../../src/occupations/read/index.js";
import { readStaffing, shippedStaffing } from "../../../src/occupations/read/staffing.js";
import type { SocCode } from "../../../src/staffing/records.js";
import { readdirSync } from "node:fs";
import { describeShared, sharedData } from "../../helpers/shared.js";

const soc = (code: string): SocCode => code as SocCode;
const value = (datum: Datum | undefined): number => (datum && hasValue(datum) ? datum.value : NaN);

describeShared("Washington's OEWS as published", ["occupations/oews_washington.csv"], () => {
  it("gives its 16 areas, with codes as OEWS has them", async () => {
    const { areas, notes } = await readAreaOccupations([sharedData("occupations/oews_washington.csv")]);
    expect(areas.map(({ area, occupations }) => [area, occupations.size])).toContainEqual(["53", 775]);
    expect(areas.map(({ area }) => area)).toEqual(expect.arrayContaining(["38900", "42660", "5300006"]));
    expect(areas).toHaveLength(16);
    const [state] = areas;
    expect(state!.source.year).toBe(2022);
    expect(state!.total.status).toBe("absent");
    expect(state!.occupations.get(soc("11-1011"))).toMatchObject({
      level: "detailed",
      employment: { value: 2_992 },
      wages: {
        hourly: { mean: { value: 134.42 }, p25: { value: 82.2 }, median: { status: "absent" } },
        annual: { mean: { value: 279_590 } },
      },
    });
    // Published for its parts together: 31-1121 and 31-1122 are not in the file.
    expect(state!.occupations.get(soc("31-1120"))?.level).toBe("detailed");
    expect(notes.map(({ id }) => id)).toEqual(["wages-total-missing", "wages-levels-inferred", "wages-derived"]);
  });
});

const MATRIX = "staffing/nem";

describeShared("the National Employment Matrix as published", [MATRIX], () => {
  const files = (): string[] => readdirSync(sharedData(MATRIX)).map((name) => sharedData(`${MATRIX}/${name}`));

  it("is read in persons, by the aggregates that it answers with", async () => {
    const { table } = await readStaffing(files());
    expect(table.industries.size).toBe(20);
    const metal = table.industries.get("3320A1")!;
    expect(metal.members).toEqual(["3321", "3322", "3325", "3326", "3329"]);
    // Printed 467.8 thousand.
    expect(metal.total).toEqual({ status: "disclosed", value: 467_800 });
    expect(metal.occupations.find(({ occupation }) => occupation === "11-1021")).toMatchObject({
      level: "detailed",
      employment: { value: 10_500 },
      projected: { value: 9_800 },
      publishedShare: { value: 0.023 },
    });
    expect(metal.occupations.find(({ occupation }) => occupation === "15-1200")?.level).toBe("minor");
    expect(table.industries.get("3250A2")?.members).toEqual(["3255", "3256"]);
    expect(table.industries.get("327")?.title).toBe("Nonmetallic mineral product manufacturing");
  });

  it("ships with the tool, the same on every row", async () => {
    const { table } = await readStaffing(files());
    for (const [code, industry] of table.industries) {
      const ours = shippedStaffing().industries.get(code)!;
      // OEWS has it too, and counts in tens.
      if (code === "327") expect(ours.total).toEqual({ status: "disclosed", value: 416_990 });
      if (code === "327") continue;
      expect(ours.members).toEqual(industry.members);
      expect(ours.total).toEqual(industry.total);
      const plain = ({ occupations }: typeof ours): unknown =>
        occupations.map(({ occupation, level, employment, publishedShare, projected }) => [
          occupation,
          level,
          employment,
          publishedShare,
          projected,
        ]);
      expect(plain(ours)).toEqual(plain(industry));
    }
  });

  it("has detailed rows that add up to the total except for rounding", async () => {
    const { table } = await readStaffing(files());
    for (const { total, occupations } of table.industries.values()) {
      const detailed = occupations.filter(({ level }) => level === "detailed");
      const sum = detailed.reduce((before, { employment }) => before + value(employment), 0);
      // Each is rounded to a hundred; BLS leaves out what it may not publish.
      expect(sum).toBeLessThanOrEqual(value(total) + 50 * (detailed.length + 1));
      expect(sum).toBeGreaterThan(0.9 * value(total));
    }
  });
});

const PROJECTIONS = "occupations/ep_occupation_2024-34.xlsx";
const EDUCATION = "occupations/ep_education_5.4_2024.xlsx";
const ZONES = "occupations/onet_27_0/Job_Zones.txt";

describeShared("facts about occupations as published", [PROJECTIONS, EDUCATION, ZONES], () => {
  it("are those that ship, on every row", async () => {
    const { table } = await readOccupationFacts([PROJECTIONS, EDUCATION, ZONES].map(sharedData));
    const shipped = shippedOccupations().occupations;
    for (const [code, facts] of shipped) {
      const read = table.occupations.get(code)!;
      expect({ code, projection: read.projection, education: read.typicalEducation }).toEqual({
        code,
        projection: facts.projection,
        education: facts.typicalEducation,
      });
      if (facts.typicalEducation) expect({ code, zone: read.jobZone }).toEqual({ code, zone: facts.jobZone });
    }
    expect([...shipped.values()].filter(({ typicalEducation }) => typicalEducation).length).toBe(832);
  });

  it("have openings that are exits, transfers and growth together", () => {
    for (const { code, projection } of shippedOccupations().occupations.values()) {
      const { total, exits, transfers, growth } = projection!.openings;
      // Openings, exits, transfers are printed in hundreds; growth is a tenth of a difference of two such figures.
      const parts = value(exits) + value(transfers) + value(growth);
      expect({ code, miss: Math.abs(value(total) - parts) <= 50 * 3 + 10 }).toEqual({ code, miss: true });
    }
  });
});

const KANSAS = "projections/ks_occupation_2024-34.csv";
const CENTRAL = "projections/projections_central_occupation_ks.csv";

describeShared("state projections as published", [KANSAS, CENTRAL], () => {
  it("are read in persons, with empty cells withheld", async () => {
    const { table } = await readOccupationFacts([sharedData(KANSAS)]);
    const chief = table.occupations.get(soc("11-1011"))!;
    expect(chief.projection).toMatchObject({
      area: "Kansas",
      baseYear: 2024,
      projectedYear: 2034,
      base: { value: 3_565 },
      openings: { total: { value: 250 }, exits: { value: 109 }, transfers: { value: 131 }, growth: { value: 10.5 } },
    });
    expect(chief.typicalEducation).toEqual({
      education: "Bachelor's degree",
      experience: "5 years or more",
      training: "None",
    });
    const withheld = [...table.occupations.values()].filter(
      ({ projection }) => projection?.base.status === "suppressed",
    );
    expect(withheld).toHaveLength(166);
    const other = await readOccupationFacts([sharedData(CENTRAL)]);
    expect(other.table.occupations.get(soc("13-2011"))?.projection).toMatchObject({
      base: { value: 14_910 },
      openings: { total: { value: 1_150 }, exits: { status: "absent" } },
    });
  });

  it("have the experience and training of Table 5.4 where the copy has nan", async () => {
    const { table } = await readOccupationFacts([sharedData(KANSAS)]);
    const shipped = shippedOccupations().occupations;
    const differ = [...table.occupations.values()].filter(
      ({ code, typicalEducation }) =>
        typicalEducation && shipped.get(code)?.typicalEducation?.training !== typicalEducation.training,
    );
    expect(differ.map(({ code }) => code)).toEqual([]);
  });
});
