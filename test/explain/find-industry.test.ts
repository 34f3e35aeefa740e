import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.js";
import { findIndustry } from "../../src/explain/find-industry.js";
import { measureIndustries } from "../../src/ranking/criteria.js";
import { industryTable } from "../helpers/industry-table.js";

const measured = measureIndustries(
  industryTable({
    region: { total: 1_000, "551": 100, "621": 50, "622": 200, "623": 80 },
    reference: { total: 1_000 },
    titles: {
      "551": "Management of companies and enterprises",
      "621": "Ambulatory health care services",
      "622": "Hospitals",
      "623": "Nursing and residential care facilities",
    },
  }),
);
const find = (text: string) => findIndustry(measured, text, "3");

function problemOf(text: string): UserError {
  try {
    find(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${text} was found`);
}

describe("the industry that a user names", () => {
  it.each([
    ["622", "622"],
    ["hospitals", "622"],
    ["hospital", "622"],
    ["Nursing care", "623"],
  ])("%s is %s", (text, code) => {
    expect(find(text).naics).toBe(code);
  });

  it("is asked back where several titles have the words", () => {
    const { details } = problemOf("care");
    expect(details.code).toBe("NAICS_AMBIGUOUS");
    expect(details.hint).toContain("621 Ambulatory health care services; 623 Nursing");
  });

  it("of a finer level is named with that level and with what holds it here", () => {
    const { details, message } = problemOf("5511");
    expect(message).toContain("codes of 3 digits");
    expect(details.hint).toBe(
      "--level 4 has it as an industry; here it is a part of 551 Management of companies and enterprises",
    );
  });

  it("of a coarser level is named with its parts here", () => {
    const { details } = problemOf("62");
    expect(details.hint).toContain("--level sector has it as an industry; here it is 621 Ambulatory");
  });

  it("is proposed where it is mistyped", () => {
    expect(problemOf("hospitls").details.hint).toContain("did you mean 622 Hospitals");
  });
});
