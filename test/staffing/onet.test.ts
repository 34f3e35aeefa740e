import { describe, expect, it } from "vitest";
import { onetOccupation, skillsAndKnowledge } from "../../src/staffing/read/shipped-onet.js";
import { soc } from "../helpers/staffing.js";

describe("O*NET 29.3", () => {
  it("gives skills and knowledge with the importance that it publishes", () => {
    // Skills.xlsx and Knowledge.xlsx, scale IM: chief executives (11-1011.00).
    const chiefs = skillsAndKnowledge(soc("11-1011"));
    expect(chiefs.slice(0, 2)).toEqual([
      { kind: "skill", name: "Reading Comprehension", importance: 4.12 },
      { kind: "skill", name: "Active Listening", importance: 4 },
    ]);
    expect(chiefs.slice(35, 37)).toEqual([
      { kind: "knowledge", name: "Administration and Management", importance: 4.78 },
      { kind: "knowledge", name: "Administrative", importance: 2.42 },
    ]);
    expect(chiefs).toHaveLength(35 + 33);
  });

  it("gives the mean of its parts to a code that BLS joins", () => {
    // Reading comprehension: 3.25 of home health aides (31-1121.00), 2.88 of personal care aides (31-1122.00); in hundredths.
    const [reading] = skillsAndKnowledge(soc("31-1120"));
    expect(Math.abs(reading!.importance - (3.25 + 2.88) / 2)).toBeLessThan(0.0051);
  });

  it("gives hot technologies, those in demand first, and related occupations, nearest first", () => {
    const chiefs = onetOccupation(soc("11-1011"))!;
    expect(chiefs.technologies.filter(({ isInDemand }) => isInDemand).map(({ name }) => name)).toEqual([
      "Microsoft Excel",
      "Microsoft Office software",
      "Microsoft PowerPoint",
    ]);
    expect(chiefs.technologies.map(({ name }) => name)).toContain("Adobe Acrobat");
    expect(chiefs.related.slice(0, 3)).toEqual(["11-1021", "11-2032", "11-9151"]);
  });

  it("says nothing of what it does not describe", () => {
    expect(onetOccupation(soc("99-9999"))).toBeUndefined();
    expect(skillsAndKnowledge(soc("99-9999"))).toEqual([]);
  });
});
