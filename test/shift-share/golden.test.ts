import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED, knownValue, type Datum } from "../../src/core/datum.js";
import { competitiveShareMeasure } from "../../src/measures/competitive-share.js";
import { shiftShareMethod, type ShiftShareMethod } from "../../src/shift-share/methods.js";
import type { PartId } from "../../src/shift-share/parts.js";
import { shiftShare, type ShiftShareInputs, type ShiftShareRow } from "../../src/shift-share/shift-share.js";
import { ABSENT, industryTable } from "../helpers/industry-table.js";

/** Jobs of each industry, one list a year. */
type Levels = readonly (readonly number[])[];

function inputs(region: Levels, reference: Levels): ShiftShareInputs {
  const total = (levels: Levels): readonly Datum[] =>
    levels.map((jobs) => disclosed(jobs.reduce((sum, one) => sum + one, 0)));
  return {
    years: region.map((_, year) => 2000 + year),
    industries: region[0]!.map((_, industry) => ({
      naics: String(111 + industry),
      title: `Industry ${industry + 1}`,
      jobs: {
        region: region.map((jobs) => disclosed(jobs[industry]!)),
        reference: reference.map((jobs) => disclosed(jobs[industry]!)),
      },
    })),
    total: { region: total(region), reference: total(reference) },
  };
}

const split = (region: Levels, reference: Levels, method: ShiftShareMethod["id"] = "classic") =>
  shiftShare(inputs(region, reference), shiftShareMethod(method));

const part = (row: ShiftShareRow, id: PartId): number => knownValue(row.parts[id]!)!;

describe("the table of the University of Washington (Krumme, Geography 350)", () => {
  // Reference shares 10, 20, 40, 30 % growing by 10, 20, 30, 40 %: any total will do.
  const region = [
    [500, 100, 200, 200],
    [1000, 100, 250, 280],
  ];
  const reference = [
    [1000, 2000, 4000, 3000],
    [1100, 2400, 5200, 4200],
  ];

  it("gives national growth 290, mix −80 and competitive share 420 of a change of 630", () => {
    const { total, rest, rows } = split(region, reference);
    expect(knownValue(total.change)).toBe(630);
    expect(part(total, "nationalGrowth")).toBeCloseTo(290, 9);
    expect(part(total, "industryMix")).toBeCloseTo(-80, 9);
    expect(part(total, "competitiveShare")).toBeCloseTo(420, 9);
    expect(rest).toBeUndefined();
    const published = { industryMix: [-95, -9, 2, 22], competitiveShare: [450, -20, -10, 0] } as const;
    for (const id of ["industryMix", "competitiveShare"] as const) {
      rows.forEach((row, index) => expect(part(row, id)).toBeCloseTo(published[id][index]!, 9));
    }
  });

  it("gives Esteban-Marquillas's parts", () => {
    const { rows } = split(region, reference, "esteban-marquillas");
    rows.forEach((row, index) => {
      expect(part(row, "competitiveShare")).toBeCloseTo([90, -40, -20, 0][index]!, 9);
      expect(part(row, "allocation")).toBeCloseTo([360, 20, 10, 0][index]!, 9);
    });
  });
});

describe("the example of Farhauer & Kröll 2013", () => {
  const nation = [
    [400, 150, 150, 400],
    [440, 210, 135, 480],
  ];
  const regions = {
    A: { start: [90, 20, 10, 60], end: [100, 40, 10, 55], parts: [27, 1, -3], em: [-0.6363636364, -2.3636363636] },
    B: { start: [60, 30, 30, 40], end: [85, 55, 40, 35], parts: [24, -1, 32], em: [18.42424242, 13.57575758] },
    C: { start: [250, 100, 110, 300], end: [255, 115, 85, 390], parts: [114, 0, -29], em: [-33.57190083, 4.571900826] },
  } as const;

  it.each(Object.entries(regions))("splits region %s", (_, { start, end, parts, em }) => {
    const { total } = split([start, end], nation);
    const ids = ["nationalGrowth", "industryMix", "competitiveShare"] as const;
    ids.forEach((id, index) => expect(part(total, id)).toBeCloseTo(parts[index]!, 9));
    const marquillas = split([start, end], nation, "esteban-marquillas").total;
    expect(part(marquillas, "competitiveShare")).toBeCloseTo(em[0], 7);
    expect(part(marquillas, "allocation")).toBeCloseTo(em[1], 7);
  });
});

describe("dynamic shift-share", () => {
  // Two steps by hand. Region 100, 110, 121 in one industry of two; the other stays 100.
  // Nation: 1000, 1200, 1200 and 1000, 1000, 1300, so 2000, 2200, 2500.
  const region = [
    [100, 100],
    [110, 100],
    [121, 100],
  ];
  const nation = [
    [1000, 1000],
    [1200, 1000],
    [1200, 1300],
  ];

  it("is the sum of its yearly steps", () => {
    const { rows } = split(region, nation, "dynamic");
    // Step 1: G 10 %, G1 20 %: national 10, mix 10, competitive 110 − 120 = −10.
    // Step 2: G 3/22, G1 0: national 110·3/22 = 15, mix −15, competitive 121 − 110 = 11.
    expect(part(rows[0]!, "nationalGrowth")).toBeCloseTo(25, 9);
    expect(part(rows[0]!, "industryMix")).toBeCloseTo(-5, 9);
    expect(part(rows[0]!, "competitiveShare")).toBeCloseTo(1, 9);
  });

  it("is the classic split where there is one step", () => {
    const one = [region.slice(0, 2), nation.slice(0, 2)] as const;
    expect(split(...one, "dynamic").total).toEqual(split(...one).total);
  });
});

describe("honest cells", () => {
  const base = inputs(
    [
      [50, 40],
      [60, 50],
    ],
    [
      [500, 500],
      [550, 600],
    ],
  );
  const withJobs = (region: readonly Datum[]): ShiftShareInputs => ({
    ...base,
    industries: [{ ...base.industries[0]!, jobs: { ...base.industries[0]!.jobs, region } }, base.industries[1]!],
  });

  it("carry the range of an estimate into the parts", () => {
    const { rows } = shiftShare(
      withJobs([disclosed(50), estimated(60, { low: 55, high: 70 })]),
      shiftShareMethod("classic"),
    );
    // 60 − 50·1.1 = 5, and 0 to 15 at the ends; national growth 50·0.15 has nothing estimated in it.
    expect(rows[0]!.parts.competitiveShare).toMatchObject({ status: "estimated" });
    const { value, low, high } = rows[0]!.parts.competitiveShare as Extract<Datum, { status: "estimated" }>;
    [value, low, high].forEach((number, index) => expect(number).toBeCloseTo([5, 0, 15][index]!, 9));
    expect(rows[0]!.parts.nationalGrowth).toMatchObject({ status: "disclosed" });
  });

  it("put a suppressed industry into the rest, so that the region still adds up", () => {
    const { rows, rest, total, unsplit } = shiftShare(withJobs([SUPPRESSED, SUPPRESSED]), shiftShareMethod("classic"));
    expect(rows[0]!.parts.competitiveShare).toEqual(SUPPRESSED);
    expect(unsplit).toEqual(["111"]);
    // All of the first industry: 50 to 60 at the nation's 15 %: 7.5 and 2.5.
    expect(part(rest!, "nationalGrowth")).toBeCloseTo(7.5, 9);
    expect(part(rest!, "competitiveShare")).toBeCloseTo(2.5, 9);
    const sum = (["nationalGrowth", "industryMix", "competitiveShare"] as const).map((id) => part(total, id));
    expect(sum.reduce((all, one) => all + one, 0)).toBeCloseTo(20, 9);
  });

  it("take an industry that was not here as none, wholly the region's own", () => {
    const { rows } = shiftShare(withJobs([ABSENT, disclosed(60)]), shiftShareMethod("esteban-marquillas"));
    expect(part(rows[0]!, "competitiveShare")).toBe(0);
    expect(part(rows[0]!, "allocation")).toBe(60);
  });
});

describe("the measure competitiveShare", () => {
  it("agrees with the split, also where the region started from none", () => {
    const region = [
      [500, 0, 200],
      [1000, 30, 150],
    ];
    const nation = [
      [1000, 2000, 4000],
      [1100, 2400, 5200],
    ];
    const { rows } = split(region, nation);
    const table = industryTable({
      region: Object.fromEntries(
        ["111", "112", "113"].map((code, i) => [
          code,
          { start: region[0]![i] === 0 ? ABSENT : region[0]![i]!, end: region[1]![i]! },
        ]),
      ),
      reference: Object.fromEntries(
        ["111", "112", "113"].map((code, i) => [code, { start: nation[0]![i]!, end: nation[1]![i]! }]),
      ),
    });
    // 1000 − 550; 30 − 0; 150 − 260.
    [450, 30, -110].forEach((expected, index) => {
      expect(part(rows[index]!, "competitiveShare")).toBeCloseTo(expected, 9);
      const measured = competitiveShareMeasure.compute(table.rows[index]!, table);
      expect(knownValue(measured)).toBeCloseTo(expected, 9);
    });
  });
});
