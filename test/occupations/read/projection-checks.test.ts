import { describe, expect, it } from "vitest";
import { disclosed } from "../../../src/core/datum.js";
import { projectionCautions } from "../../../src/occupations/read/projection-checks.js";
import { shippedOccupations } from "../../../src/staffing/read/shipped-occupations.js";
import type { Occupation } from "../../../src/staffing/occupation-records.js";
import type { SocCode } from "../../../src/staffing/records.js";

const NURSES = "29-1141" as SocCode;

/** The cautions about one occupation; nurses leave or change a twentieth of their jobs each year. */
function cautionOf({ base = 20_000, projected = 21_000, openings = 1_100 }): string {
  const none = disclosed(0);
  const occupation: Occupation = {
    code: NURSES,
    title: "Registered nurses",
    related: [],
    projection: {
      baseYear: 2024,
      projectedYear: 2034,
      base: disclosed(base),
      projected: disclosed(projected),
      openings: { total: disclosed(openings), exits: none, transfers: none, growth: none },
    },
  };
  const table = { soc: "2018" as const, occupations: new Map([[NURSES, occupation]]) };
  return projectionCautions(table, "state.csv")[0]?.text ?? "";
}

describe("projected occupations", () => {
  it("are what the nation's are like: none of those that ship is odd", () => {
    expect(projectionCautions(shippedOccupations(), "shipped")).toEqual([]);
    expect(cautionOf({})).toBe("");
    // Rounded figures of a small state.
    expect(cautionOf({ base: 90, projected: 20, openings: 90 })).toBe("");
  });

  it.each([
    ["jobs of the base year in thousands", { base: 20_000 / 1_000 + 100 }, "120 jobs to 21,000"],
    ["jobs of the projected year ten times", { projected: 210_000 }, "20,000 jobs to 210,000"],
    ["openings of the jobs' column", { openings: 21_000 }, "21,000 openings a year for 20,000 jobs"],
    ["openings in hundreds", { openings: 11 }, "11 openings a year for 20,000 jobs"],
  ])("are odd with %s", (_, figures, words) => {
    expect(cautionOf(figures)).toContain(words);
    expect(cautionOf(figures)).toContain("state.csv: figures of 1 of 1 projected occupations");
  });
});
