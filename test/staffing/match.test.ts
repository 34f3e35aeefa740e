import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { StaffingPatterns } from "../../src/staffing/match.js";
import { digitTree, soc, staffingTable } from "../helpers/staffing.js";

const table = staffingTable({
  "31-33": { total: 10_000, occupations: { "51-2090": 1_000 } },
  "3320A1": { total: 470, members: ["3321", "3326", "3329"], occupations: { "51-4121": 47 } },
  "3327": { total: 330, occupations: { "51-4121": 33 } },
  "541330": { total: 1_100, occupations: { "17-2051": 110 } },
  "62": { total: 900, occupations: { "29-1141": 90 } },
  "55": { total: 700, occupations: { "11-1021": 70 } },
  "622": { total: 500, occupations: { "29-1141": 150 } },
});
const children = {
  "332": ["3321", "3326", "3327", "3329"],
  "5413": ["54133"],
  "54133": ["541330"],
  "3326": ["33261"],
  "623": ["6231", "6232"],
  "55": ["551"],
  "551": ["5511"],
};
const patterns = new StaffingPatterns(table, digitTree(children));
const matchOf = (code: string, members?: readonly string[]) => {
  const { kind, pattern } = patterns.match(code, members);
  return [kind, pattern?.code];
};

describe("the pattern of an industry", () => {
  it("is its own where there is one", () => {
    expect(matchOf("622")).toEqual(["own", "622"]);
  });

  it("is its own under the six digits of a five-digit industry without parts", () => {
    expect(matchOf("54133")).toEqual(["own", "541330"]);
    expect(matchOf("541330")).toEqual(["own", "541330"]);
    expect(matchOf("5413")).toEqual(["own", "541330"]);
  });

  it("is its own under the code of a sector that has no other part", () => {
    expect(matchOf("551")).toEqual(["own", "55"]);
    expect(matchOf("5511")).toEqual(["own", "55"]);
  });

  it("is that of the aggregate it belongs to", () => {
    for (const code of ["3321", "3326", "3329"]) expect(matchOf(code)).toEqual(["aggregate", "3320A1"]);
  });

  it("is added up from its parts where all of them have one, an aggregate of theirs once", () => {
    const { kind, pattern } = patterns.match("332");
    expect([kind, pattern?.code]).toEqual(["parts", "3320A1+3327"]);
    // 470 + 330, although the aggregate is the answer for three of the four parts.
    expect(pattern?.total).toEqual(disclosed(800));
    expect(pattern?.rows.get(soc("51-4121"))?.employment).toEqual(disclosed(80));
  });

  it("is that of the nearest industry above it otherwise", () => {
    expect(matchOf("6221")).toEqual(["ancestor", "622"]);
    expect(matchOf("6231")).toEqual(["ancestor", "62"]);
    expect(matchOf("33261")).toEqual(["aggregate", "3320A1"]);
    expect(matchOf("336")).toEqual(["ancestor", "31-33"]);
  });

  it("is never added up from some of its parts", () => {
    expect(matchOf("623")).toEqual(["ancestor", "62"]);
  });

  it("is none where nothing up to the sector has one", () => {
    expect(matchOf("481")).toEqual(["none", undefined]);
  });

  it("of a cluster weighs its members by the nation's persons", () => {
    const { kind, pattern } = patterns.match("Fabrication", ["3321", "3326", "3327"]);
    expect([kind, pattern?.code]).toEqual(["parts", "3320A1+3327"]);
    expect(matchOf("Mixed", ["3327", "336"])).toEqual(["ancestor", "3327+31-33"]);
    expect(matchOf("Unknown", ["3327", "481"])).toEqual(["none", undefined]);
  });

  it("is none of what QCEW can't classify, where OEWS has government", () => {
    const government = new StaffingPatterns(
      staffingTable({ "99": { total: 9, occupations: { "11-1011": 1 } } }),
      digitTree({ "99": ["999"] }),
    );
    for (const code of ["99", "999", "999999"]) expect(government.match(code).kind).toBe("none");
    expect(government.match("Rest", ["99"]).kind).toBe("none");
    expect(government.all).toHaveLength(1);
  });

  it("is never that of all industries together", () => {
    const all = new StaffingPatterns(
      staffingTable({ "000000": { total: 9, occupations: { "11-1011": 1 } } }),
      digitTree(),
    );
    expect(all.all).toEqual([]);
    expect(all.match("481").kind).toBe("none");
  });

  it("names what can't be used for want of a total", () => {
    const some = new StaffingPatterns(staffingTable({ "622": { occupations: { "29-1141": 5 } } }), digitTree());
    expect(some.unusable).toEqual(["622"]);
    expect(some.match("622").kind).toBe("none");
  });
});
