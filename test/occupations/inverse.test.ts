import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { inverseStaffing } from "../../src/occupations/inverse.js";
import { StaffingPatterns } from "../../src/staffing/match.js";
import { digitTree, soc, staffingTable } from "../helpers/staffing.js";

describe("where an occupation works", () => {
  const tree = digitTree();
  const table = staffingTable({
    "62": { total: 1_000, occupations: { "29-1141": 300 } },
    "622": { total: 500, occupations: { "29-1141": 200 } },
    "6221": { total: 450, occupations: { "29-1141": 180 } },
    "31-33": { total: 2_000, occupations: { "29-1141": 100, "51-4121": 50 } },
    "3320A1": { total: 400, members: ["3321", "3326", "3329"], occupations: { "51-4121": 40, "29-1141": "**" } },
    "3326": { total: 90, occupations: { "51-4121": 9 } },
  });
  const { all } = new StaffingPatterns(table, tree);

  it("lists industries, most persons first, each followed by those within it", () => {
    const { workplaces } = inverseStaffing(soc("29-1141"), all, tree);
    expect(workplaces.map(({ code, depth }) => [code, depth])).toEqual([
      ["62", 0],
      ["622", 1],
      ["6221", 2],
      ["31-33", 0],
    ]);
  });

  it("adds up the widest industries only", () => {
    const { total, workplaces } = inverseStaffing(soc("29-1141"), all, tree);
    expect(total).toEqual(disclosed(400));
    // 300, 200, 180 and 100 of 400
    expect(workplaces.map(({ shareOfOccupation }) => shareOfOccupation)).toEqual(
      [0.75, 0.5, 0.45, 0.25].map((share) => disclosed(share)),
    );
    // 180 of 450
    expect(workplaces[2]?.shareOfIndustry).toEqual(disclosed(0.4));
  });

  it("puts an aggregate under its sector, and its parts under it", () => {
    const { workplaces } = inverseStaffing(soc("51-4121"), all, tree);
    expect(workplaces.map(({ code, depth }) => [code, depth])).toEqual([
      ["31-33", 0],
      ["3320A1", 1],
      ["3326", 2],
    ]);
  });

  it("is nowhere for an occupation that no pattern has", () => {
    expect(inverseStaffing(soc("11-1011"), all, tree)).toMatchObject({ workplaces: [], title: undefined });
  });
});
