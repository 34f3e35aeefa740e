import { describe, expect, it } from "vitest";
import { buildLadders, findStep, stepLimits, sumYears, type Rung } from "../../src/occupations/ladders.js";
import { skillOverlap } from "../../src/occupations/skill-overlap.js";
import type { RatedElement } from "../../src/staffing/read/shipped-onet.js";
import { soc } from "../helpers/staffing.js";

const skills = (ratings: Readonly<Record<string, number>>): readonly RatedElement[] =>
  Object.entries(ratings).map(([name, importance]) => ({ name, kind: "skill", importance }));

interface Spec extends Partial<Omit<Rung, "code" | "related" | "asks">> {
  readonly related?: readonly string[];
  readonly education?: string;
  readonly experience?: string;
  readonly training?: string;
}

function rung(code: string, spec: Spec = {}): Rung {
  const {
    related = [],
    education = "High school diploma or equivalent",
    experience = "None",
    training = "None",
    ...given
  } = spec;
  return {
    title: code,
    jobs: 100,
    openings: 20,
    pay: 40_000,
    industries: ["622"],
    skills: skills({ Speaking: 4 }),
    ...given,
    asks: { education, experience, training },
    code: soc(code),
    related: related.map(soc),
  };
}

const AWARD = "Postsecondary nondegree award";
const LIMITS = stepLimits(10_000, {
  jobs: 50,
  share: 0.0005,
  leastOpenings: 5,
  leastGain: 0.1,
  leastOverlap: 0.7,
  mostYears: 6,
});

describe("skills and knowledge in common", () => {
  it("are the importance above 1 that is there, of what the target needs", () => {
    // Needed, from 3 on: speaking 4 and writing 3, so 3 + 2 = 5 above "not important"; there: 2 + 1 = 3. Science is not needed.
    const from = skills({ Speaking: 3, Writing: 2, Science: 5 });
    expect(skillOverlap(from, skills({ Speaking: 4, Writing: 3, Science: 2 }))).toBeCloseTo(3 / 5, 12);
  });

  it("are not more than is asked, and unknown where nothing is rated", () => {
    expect(skillOverlap(skills({ Speaking: 5 }), skills({ Speaking: 3 }))).toBe(1);
    expect(skillOverlap([], skills({ Speaking: 3 }))).toBeUndefined();
    expect(skillOverlap(skills({ Speaking: 5 }), [])).toBeUndefined();
  });
});

describe("the limits of a step", () => {
  it("take so many jobs, or the part of the region's where that is more", () => {
    const given = { jobs: 50, share: 0.0005, leastOpenings: 5, leastGain: 0.1, leastOverlap: 0.7, mostYears: 6 };
    expect(stepLimits(10_000, given).leastJobs).toBe(50);
    expect(stepLimits(1_000_000, given).leastJobs).toBe(500);
  });
});

describe("a step of a ladder", () => {
  const aide = rung("31-1131", { education: AWARD, jobZone: 2, related: ["29-2061"] });
  const nurse = rung("29-2061", { pay: 60_000, education: AWARD, jobZone: 3 });

  it("says what it gains and what it asks for", () => {
    // 60,000 / 40,000 − 1
    expect(findStep(aide, nurse, LIMITS)).toMatchObject({
      gain: 0.5,
      closeness: "related",
      overlap: 1,
      time: { study: 0, experience: 0, training: 0 },
      industries: ["622"],
    });
  });

  it("pays at least a tenth more", () => {
    expect(findStep(aide, { ...nurse, pay: 43_900 }, LIMITS)).toBeUndefined();
    expect(findStep(aide, { ...nurse, pay: 44_100 }, LIMITS)).toBeDefined();
    expect(findStep(nurse, aide, LIMITS)).toBeUndefined();
  });

  it("leads to an occupation of real size with openings here", () => {
    expect(findStep(aide, { ...nurse, jobs: 49 }, LIMITS)).toBeUndefined();
    expect(findStep(aide, { ...nurse, jobs: 50 }, LIMITS)).toBeDefined();
    expect(findStep(aide, { ...nurse, openings: 4 }, LIMITS)).toBeUndefined();
    expect(findStep(aide, { ...nurse, openings: undefined }, LIMITS)).toBeDefined();
  });

  it("asks for three years of study at most, and one job zone", () => {
    const asking = (education: string): Rung => ({ ...nurse, asks: { ...nurse.asks, education } });
    expect(findStep(aide, asking("Bachelor's degree"), LIMITS)?.time.study).toBe(3);
    expect(findStep(aide, asking("Master's degree"), LIMITS)).toBeUndefined();
    expect(findStep(aide, { ...nurse, jobZone: 4 }, LIMITS)).toBeUndefined();
  });

  it("counts experience and training, five years of it only where O*NET calls the two related", () => {
    const boss = rung("31-1132", {
      pay: 60_000,
      experience: "Less than 5 years",
      training: "Moderate-term on-the-job training",
    });
    // One minor group, 31-1, and all of the skills: 2 years of experience and half a year of training.
    expect(sumYears(findStep(aide, boss, LIMITS)!.time)).toBe(2.5);
    const senior: Rung = { ...boss, asks: { ...boss.asks, experience: "5 years or more" } };
    expect(findStep(aide, senior, LIMITS)).toBeUndefined();
    expect(findStep({ ...aide, related: [senior.code] }, senior, LIMITS)).toBeDefined();
    expect(findStep({ ...aide, related: [senior.code] }, senior, { ...LIMITS, mostYears: 5 })).toBeUndefined();
  });

  it("leads to a related occupation of a common industry, or to one of its group that is as alike", () => {
    expect(findStep(aide, { ...nurse, industries: ["621"] }, LIMITS)).toBeUndefined();
    expect(findStep({ ...aide, related: [] }, nurse, LIMITS)).toBeUndefined();
    expect(findStep({ ...aide, related: [] }, { ...nurse, related: [aide.code] }, LIMITS)?.closeness).toBe("related");
    const sibling = rung("31-1122", { pay: 60_000, skills: skills({ Speaking: 4, Writing: 3 }) });
    // 3 of 5: too little for any step.
    expect(findStep(aide, sibling, LIMITS)).toBeUndefined();
    // 3 + 1.5 of 5 = 0.9
    expect(findStep({ ...aide, skills: skills({ Speaking: 4, Writing: 2.5 }) }, sibling, LIMITS)?.closeness).toBe(
      "minor group",
    );
  });

  it("shares skills and knowledge, even with a related occupation", () => {
    const other = { ...nurse, skills: skills({ Repairing: 5, Speaking: 3 }) };
    // 2 of 4 + 2
    expect(findStep(aide, other, LIMITS)).toBeUndefined();
    expect(findStep(aide, other, { ...LIMITS, leastOverlap: 0.3 })?.overlap).toBeCloseTo(1 / 3, 12);
  });

  it("says where most states ask for a license that the lower occupation has none of", () => {
    const clerk = rung("43-6013", { related: ["29-2061"] });
    expect(findStep(clerk, nurse, LIMITS)?.needsLicence).toBe(true);
    // Nursing assistants are certified themselves.
    expect(findStep(aide, nurse, LIMITS)?.needsLicence).toBe(false);
  });
});

describe("ladders", () => {
  const rungs = [
    rung("31-1131", { jobs: 900, pay: 38_000, education: AWARD, related: ["29-2061"] }),
    rung("29-2061", { jobs: 400, pay: 60_000, education: AWARD, related: ["29-1141"] }),
    rung("29-1141", { jobs: 2_500, pay: 90_000, education: "Bachelor's degree" }),
    rung("31-9092", { jobs: 500, pay: 41_000, related: ["29-2061"] }),
    rung("37-2011", { jobs: 700, pay: 33_000, education: "No formal educational credential" }),
  ];

  it("go step by step from the largest occupations that ask for little", () => {
    const [first] = buildLadders(rungs, { starts: 1, limits: LIMITS });
    expect(first?.steps.map(({ to }) => to.code)).toEqual(["29-2061", "29-1141"]);
  });

  it("start once from each, and not from a rung of an earlier one", () => {
    const starts = buildLadders(rungs, { starts: 9, limits: LIMITS }).map(({ steps }) => steps[0].from.code);
    expect(starts).toEqual(["31-1131", "31-9092"]);
  });

  it("always rise", () => {
    for (const { steps } of buildLadders(rungs, { starts: 9, limits: LIMITS })) {
      for (const { from, to } of steps) expect(to.pay).toBeGreaterThan(from.pay);
    }
  });
});
