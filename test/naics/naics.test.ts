import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/core/errors.js";
import { readNaics } from "../../src/naics/read-naics.js";
import {
  ancestorAt,
  canonicalIndustryCode,
  industryDepth,
  isIndustryAtLevel,
  findSector,
} from "../../src/naics/levels.js";

const naics = readNaics();

describe("the depth of an industry code", () => {
  it("distinguishes BLS aggregates from NAICS codes of the same length", () => {
    expect(["10", "101", "1011", "1029"].map(industryDepth)).toEqual(["total", "domain", "supersector", "supersector"]);
    expect(["11", "111", "1111", "11111", "111110"].map(industryDepth)).toEqual(["sector", "3", "4", "5", "6"]);
  });

  it("knows sectors written as ranges, and none of their single halves", () => {
    expect(["31-33", "44-45", "48-49", "99"].map(industryDepth)).toEqual(["sector", "sector", "sector", "sector"]);
    expect(["31", "45", "32-33", "7", "1234567", "Retail"].map(industryDepth)).toEqual(Array(6).fill(undefined));
    expect(canonicalIndustryCode(" 31–33 ")).toBe("31-33");
    expect(canonicalIndustryCode("45")).toBe("44-45");
  });

  it("finds the ancestor of a code at a level", () => {
    expect(findSector("452311")).toBe("44-45");
    expect(ancestorAt("452311", "sector")).toBe("44-45");
    expect(ancestorAt("452311", "4")).toBe("4523");
    expect(isIndustryAtLevel("1011", "4")).toBe(false);
  });
});

describe("the NAICS tree", () => {
  it("climbs from six digits to the total over ranges and aggregates", () => {
    const climb: string[] = [];
    for (let code: string | undefined = "311811"; code !== undefined; code = naics.parent(code)) climb.push(code);
    expect(climb).toEqual(["311811", "31181", "3118", "311", "31-33", "1013", "101", "10"]);
    expect(naics.parent("999")).toBe("99");
    expect(naics.parent("99")).toBe("1029");
  });

  it("gives the children that QCEW publishes, with the two halves of each 238xx0", () => {
    expect(naics.children("23811", 2022)).toEqual(["238111", "238112"]);
    expect(naics.children("31-33", 2022)).toHaveLength(21);
    expect(naics.children("1021", 2022)).toEqual(["22", "42", "44-45", "48-49"]);
    expect(naics.children("10", 2022)).toEqual(["101", "102"]);
    expect(naics.children("999999", 2022)).toEqual([]);
  });

  it("keeps retired and new codes in their revisions", () => {
    expect(naics.exists("442", 2017)).toBe(true);
    expect(naics.exists("442", 2022)).toBe(false);
    expect(naics.exists("449", 2017)).toBe(false);
    expect(naics.versions("517312")).toEqual([2017]);
    // NAICS has it, no QCEW file does.
    expect(naics.exists("541120", 2022)).toBe(true);
    expect(naics.inQcew("541120", 2022)).toBe(false);
  });

  it("titles a code as BLS does, by revision where the content changed with the title", () => {
    expect(naics.title("541", 2022)).toBe("Professional, scientific, and technical services");
    expect(naics.title("445", 2017)).toBe("Food and beverage stores");
    expect(naics.title("445", 2022)).toBe("Food and beverage retailers");
    // Retired: the title it had.
    expect(naics.title("442", 2022)).toBe("Furniture and home furnishings stores");
    expect(naics.title("238221")).toBe("Residential plumbing and HVAC contractors");
    expect(naics.title("123456")).toBeUndefined();
  });

  // Counts of private codes in QCEW's own files, by hand over the states of 2019 and the nation of 2024:
  // 92 and 89 three-digit codes, 304 and 301 four-digit, 1,046 and 1,000 six-digit. QCEW also has public
  // administration (3-digit: 921–928), which no private row has: 8 more at three digits.
  it("has the codes of both revisions that QCEW publishes", () => {
    const only = (version: 2017 | 2022, level: "3" | "4" | "6"): Set<string> =>
      new Set(naics.codes(version, level).filter((code) => !code.startsWith("92")));
    const gone = (level: "3" | "4" | "6"): number =>
      [...only(2017, level)].filter((code) => !only(2022, level).has(code)).length;
    const added = (level: "3" | "4" | "6"): number =>
      [...only(2022, level)].filter((code) => !only(2017, level).has(code)).length;
    expect([only(2017, "3").size, only(2022, "3").size, gone("3"), added("3")]).toEqual([92, 89, 11, 8]);
    expect([only(2017, "4").size, only(2022, "4").size]).toEqual([304, 301]);
    expect([only(2017, "6").size, only(2022, "6").size, gone("6"), added("6")]).toEqual([1046, 1000, 139, 93]);
  });
});

describe("an unknown industry code", () => {
  const errorOf = (text: string): UsageError => {
    try {
      naics.require(text, 2022);
    } catch (error) {
      if (error instanceof UsageError) return error;
    }
    throw new Error(`${text} was accepted`);
  };

  it("is answered with the nearest codes", () => {
    const { details } = errorOf("3115x");
    expect(details.code).toBe("NAICS_UNKNOWN");
    expect(errorOf("6229").details.hint).toMatch(/did you mean .*622 Hospitals/);
  });

  it("says which revision has it", () => {
    expect(errorOf("442").message).toBe("industry 442 is not a code of NAICS 2022");
    expect(errorOf("442").details.found).toContain("NAICS 2007, 2012, 2017");
  });

  it("is searched among the titles when it is words", () => {
    expect(errorOf("hospitals").details.hint).toContain("622 Hospitals");
  });

  it("lets a known one pass, with its range completed", () => {
    expect(naics.require("31", 2022)).toBe("31-33");
    expect(naics.require(" 6221 ", 2022)).toBe("6221");
  });
});
