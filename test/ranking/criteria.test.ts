import { describe, expect, it } from "vitest";
import { InputError, UsageError, type UserError } from "../../src/core/errors.js";
import { MEASURES } from "../../src/measures/index.js";
import { chooseFactors, filterCandidates, measureIndustries, type Filters } from "../../src/ranking/criteria.js";
import { covers } from "../../src/naics/levels.js";
import { PROFILES } from "../../src/ranking/profiles.js";
import { disclosed, estimated, industryTable, SUPPRESSED } from "../helpers/industry-table.js";

function errorOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError || error instanceof InputError) return error;
  }
  throw new Error("nothing was thrown");
}

describe("the factors of a ranking", () => {
  it("are START's five, equally weighted, where nothing is asked for", () => {
    expect(chooseFactors({ profile: "start" }, []).map(({ id, weight, direction }) => [id, weight, direction])).toEqual(
      [
        ["employment", 1, "higher"],
        ["averagePay", 1, "higher"],
        ["growth", 1, "higher"],
        ["projectedGrowth", 1, "higher"],
        ["lq", 1, "higher"],
      ],
    );
  });

  it("are Next Gen's four with that profile", () => {
    const ids = chooseFactors({ profile: "next-gen" }, []).map(({ id }) => id);
    expect(ids).toEqual(["employment", "averagePay", "projectedGrowth", "lq"]);
  });

  it("take in the user's own beside the profile's", () => {
    const factors = chooseFactors({ profile: "next-gen" }, ["greenJobs"]);
    expect(factors.at(-1)).toEqual({ id: "greenJobs", label: "greenJobs", weight: 1, direction: "higher" });
  });

  it("are those whose weights are stated, and no other", () => {
    const weights = {
      lq: { weight: 2 },
      averagePay: { weight: 0.5, direction: "lower" as const },
      growth: { weight: 0 },
    };
    expect(chooseFactors({ profile: "start", weights }, ["greenJobs"])).toEqual([
      { id: "lq", label: "Location quotient", weight: 2, direction: "higher" },
      { id: "averagePay", label: "Average pay", weight: 0.5, direction: "lower" },
    ]);
  });

  it("are each a measure in every profile", () => {
    const known = MEASURES.map(({ id }) => id);
    for (const { weights } of PROFILES) expect(known).toEqual(expect.arrayContaining(Object.keys(weights)));
  });

  it("of an unknown name are an error that guesses the name meant", () => {
    const { details } = errorOf(() => chooseFactors({ profile: "start", weights: { growht: { weight: 1 } } }, []));
    expect(details.code).toBe("WEIGHTS_UNKNOWN");
    expect(details.found).toBe("growht");
    expect(details.hint).toContain("growth");
  });

  it("guess the header of a column too", () => {
    const run = () => chooseFactors({ profile: "start", weights: { job: { weight: 1 } } }, []);
    expect(errorOf(run).details.hint).toContain("did you mean Jobs?");
  });

  it("guess the user's own names too", () => {
    const run = () => chooseFactors({ profile: "start", weights: { grenJobs: { weight: 1 } } }, ["greenJobs"]);
    expect(errorOf(run).details.hint).toContain("greenJobs");
  });

  it("with a negative weight are an error that says how to count low values as good", () => {
    const { details } = errorOf(() => chooseFactors({ profile: "start", weights: { lq: { weight: -2 } } }, []));
    expect(details.code).toBe("WEIGHTS_NEGATIVE");
    expect(details.found).toBe("-2");
    expect(details.hint).toContain("lq=2:lower");
  });

  it("with all weights zero are an error", () => {
    const weights = { lq: { weight: 0 }, growth: { weight: 0 } };
    expect(errorOf(() => chooseFactors({ profile: "start", weights }, [])).details.code).toBe("WEIGHTS_ZERO");
    expect(errorOf(() => chooseFactors({ profile: "start", weights: {} }, [])).details.code).toBe("WEIGHTS_ZERO");
  });
});

describe("a code", () => {
  it.each([
    ["336", "336", true],
    ["336", "3361", true],
    ["3361", "336", false],
    ["31-33", "336", true],
    ["31-33", "311", true],
    ["31-33", "31-33", true],
    ["31-33", "423", false],
    ["44-45", "455", true],
    ["48-49", "4841", true],
    ["33", "336", true],
    ["62", "622", true],
    ["62", "6", false],
  ])("%s covers %s: %s", (code, naics, expected) => {
    expect(covers(code, { naics })).toBe(expected);
  });

  it("covers a cluster by its name, or where all its members are under it", () => {
    const cluster = { naics: "Mobility", row: { members: ["336", "441"] } };
    expect(covers("Mobility", cluster)).toBe(true);
    expect(covers("336", cluster)).toBe(false);
    expect(covers("33", { naics: "Machines", row: { members: ["333", "336"] } })).toBe(true);
  });
});

describe("filters that leave nothing", () => {
  const hintOf = (filters: Parameters<typeof filterCandidates>[1]): string | undefined => {
    try {
      filterCandidates([], filters);
    } catch (error) {
      return (error as InputError).details.hint;
    }
    return undefined;
  };

  it("are named in the hint, and only those that were given", () => {
    expect(hintOf({ minEmployment: 10, minLq: 2 })).toBe("loosen --min-employment or --min-lq");
    expect(hintOf({ minPay: 10 })).toBe("loosen --min-pay");
    expect(hintOf({})).toBe("choose another --level or --ownership");
  });
});

describe("the industries that are ranked", () => {
  const table = industryTable({
    level: "3",
    region: {
      total: { employment: 1_000, wages: 50_000_000 },
      "311": { employment: 20, establishments: 2, wages: 800_000 },
      "336": { employment: SUPPRESSED, establishments: 3, wages: SUPPRESSED },
      "622": { employment: 300, establishments: 30, wages: 21_000_000 },
      "722": { employment: estimated(120, { low: 80, high: 190 }), establishments: 25, wages: 2_400_000 },
      "999": { employment: 5, establishments: 4, wages: 100_000 },
    },
    reference: { total: 100_000, "311": 1_000, "336": 2_000, "622": 10_000, "722": 20_000, "999": 500 },
    titles: { "336": "Transportation equipment manufacturing", "622": "Hospitals" },
  });
  const all = measureIndustries(table);
  const filter = (filters: Filters) => {
    const { candidates, notes } = filterCandidates(all, filters);
    return { codes: candidates.map(({ naics }) => naics), notes };
  };

  it("have every measure", () => {
    expect(Object.keys(all[0]!.values)).toEqual(MEASURES.map(({ id }) => id));
  });

  it("are all but the unclassified, which a note says", () => {
    const { codes, notes } = filter({});
    expect(codes).toEqual(["311", "336", "622", "722"]);
    expect(notes.map(({ id }) => id)).toEqual(["unclassified-left-out"]);
  });

  it("are those under the codes wanted", () => {
    expect(filter({ only: ["31-33"] }).codes).toEqual(["311", "336"]);
    expect(filter({ only: ["62", "722"] }).codes).toEqual(["622", "722"]);
  });

  it("are not those under the codes unwanted", () => {
    expect(filter({ excludeIndustries: ["31-33", "722"] }).codes).toEqual(["622"]);
    expect(filter({ only: ["31-33"], excludeIndustries: ["311"] }).codes).toEqual(["336"]);
  });

  it("have at least the figures asked for, an equal one among them", () => {
    expect(filter({ minEstablishments: 25 }).codes).toEqual(["622", "722"]);
    // LQ 20/1,000 ÷ 1,000/100,000 = 2; 3; estimated 0.6.
    expect(filter({ minLq: 2 }).codes).toEqual(["311", "622"]);
    // Pay 40,000; 70,000; 20,000.
    expect(filter({ minPay: 40_000 }).codes).toEqual(["311", "622"]);
    expect(filter({ minEmployment: 120 }).codes).toEqual(["622", "722"]);
  });

  it("leave out a suppressed figure that a filter needs, and name its industry", () => {
    const { codes, notes } = filter({ minEmployment: 10, minPay: 1 });
    expect(codes).not.toContain("336");
    const unknown = notes.filter(({ id }) => id === "filter-unknown-employment");
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatchObject({ severity: "caution", industries: ["336"] });
    expect(unknown[0]?.text).toContain("336");
    // Once it is out, no second filter misses it.
    expect(notes.some(({ id }) => id === "filter-unknown-averagePay")).toBe(false);
  });

  it("have no note of a filter that every figure can answer", () => {
    expect(filter({ minEstablishments: 1 }).notes.map(({ id }) => id)).toEqual(["unclassified-left-out"]);
  });

  it.each(["only", "excludeIndustries"] as const)(
    "of a code that is not in the table: %s names it and the nearest",
    (option) => {
      const { details, message } = errorOf(() => filter({ [option]: ["337"] }));
      expect(details.code).toBe("NAICS_UNKNOWN");
      expect(details.found).toBe("337");
      expect(details.hint).toContain("336 Transportation equipment manufacturing");
      expect(message).toContain(option === "only" ? "--only" : "--exclude-industries");
    },
  );

  it("of a code more detailed than the table's level are an error too", () => {
    expect(errorOf(() => filter({ only: ["6221"] })).details).toMatchObject({ code: "NAICS_UNKNOWN" });
  });

  it("that are none are an error", () => {
    const { details } = errorOf(() => filter({ minEmployment: 1_000_000 }));
    expect(details.code).toBe("NO_INDUSTRY_LEFT");
    expect(errorOf(() => filter({ only: ["311"], excludeIndustries: ["31-33"] })).details.code).toBe(
      "NO_INDUSTRY_LEFT",
    );
  });

  it("bring the user's own factors along", () => {
    const own = industryTable({
      region: { total: 10, "311": 1 },
      reference: { total: 100, "311": 10 },
      userFactors: { "311": { greenJobs: disclosed(7) } },
    });
    expect(measureIndustries(own)[0]?.values["greenJobs"]).toEqual(disclosed(7));
  });
});
