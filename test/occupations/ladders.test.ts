import { describe, expect, it } from "vitest";
import { buildLadders, stepBetween, type Rung } from "../../src/occupations/ladders.js";
import { soc } from "../helpers/staffing.js";

function rung(
  code: string,
  spec: Partial<Omit<Rung, "code" | "related">> & { readonly related?: readonly string[] },
): Rung {
  const { related = [], ...given } = spec;
  return {
    title: code,
    jobs: 100,
    pay: 40_000,
    education: "High school diploma or equivalent",
    industries: ["622"],
    ...given,
    code: soc(code),
    related: related.map(soc),
  };
}

describe("a step of a ladder", () => {
  const aide = rung("31-1131", { pay: 40_000, education: "Postsecondary nondegree award", jobZone: 2 });
  const nurse = rung("29-2061", { pay: 60_000, education: "Postsecondary nondegree award", jobZone: 3 });

  it("says what it gains and what it asks for", () => {
    // 60,000 / 40,000 − 1
    expect(stepBetween(aide, nurse)).toMatchObject({
      gain: 0.5,
      studyYears: 0,
      closeness: "career family",
      industries: ["622"],
    });
  });

  it("pays at least a tenth more", () => {
    expect(stepBetween(aide, { ...nurse, pay: 43_900 })).toBeUndefined();
    expect(stepBetween(aide, { ...nurse, pay: 44_100 })).toBeDefined();
    expect(stepBetween(nurse, aide)).toBeUndefined();
  });

  it("asks for three years of study at most, and one job zone", () => {
    expect(stepBetween(aide, { ...nurse, education: "Bachelor's degree" })?.studyYears).toBe(3);
    expect(stepBetween(aide, { ...nurse, education: "Master's degree" })).toBeUndefined();
    expect(stepBetween(aide, { ...nurse, jobZone: 4 })).toBeUndefined();
  });

  it("leads to an occupation of a common industry and a near group", () => {
    expect(stepBetween(aide, { ...nurse, industries: ["621"] })).toBeUndefined();
    expect(stepBetween(aide, rung("15-1252", { pay: 60_000 }))).toBeUndefined();
    expect(stepBetween({ ...aide, related: [soc("15-1252")] }, rung("15-1252", { pay: 60_000 }))?.closeness).toBe(
      "related",
    );
  });
});

describe("ladders", () => {
  const rungs = [
    rung("31-1131", { jobs: 900, pay: 38_000, education: "Postsecondary nondegree award" }),
    rung("29-2061", { jobs: 400, pay: 60_000, education: "Postsecondary nondegree award" }),
    rung("29-1141", { jobs: 2_500, pay: 90_000, education: "Bachelor's degree" }),
    rung("31-9092", { jobs: 500, pay: 41_000 }),
    rung("37-2011", { jobs: 700, pay: 33_000, education: "No formal educational credential" }),
  ];

  it("go step by step from the largest occupations that ask for little", () => {
    const [first] = buildLadders(rungs, { starts: 1 });
    expect(first?.steps.map(({ to }) => to.code)).toEqual(["29-2061", "29-1141"]);
  });

  it("start once from each, and not from a rung of an earlier one", () => {
    const starts = buildLadders(rungs, { starts: 9 }).map(({ steps }) => steps[0].from.code);
    expect(starts).toEqual(["31-1131", "31-9092"]);
  });

  it("always rise", () => {
    for (const { steps } of buildLadders(rungs, { starts: 9 })) {
      for (const { from, to } of steps) expect(to.pay).toBeGreaterThan(from.pay);
    }
  });
});
