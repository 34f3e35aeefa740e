import { describe, expect, it, vi } from "vitest";
import { composeFromCounties, resolveRegion, type ResolveRegionOptions } from "../../src/areas/region.js";
import { UsageError } from "../../src/core/errors.js";
import { readAreas } from "../../src/areas/read-areas.js";

const areas = readAreas();
const region = (text: string, options?: ResolveRegionOptions) => resolveRegion(areas, text, options);

function errorOf(text: string, options?: ResolveRegionOptions): UsageError {
  try {
    region(text, options);
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error(`${text} was accepted`);
}

/** Census, July 2023: the ten counties of Columbus, OH. */
const COLUMBUS = ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159"];

describe("a region of many counties", () => {
  const counties = areas.all.filter(({ code, kind, former }) => kind === "county" && !former && /^(?!09)\d/.test(code));
  const codes = counties.map(({ code }) => code);

  it("is checked without comparing each with all others", () => {
    const looksUp = vi.spyOn(areas, "countiesOf");
    expect(region(codes.join()).areas.length).toBe(codes.length);
    // Pairs would be millions.
    expect(looksUp.mock.calls.length).toBeLessThan(10 * codes.length);
    looksUp.mockRestore();
    expect(codes.length).toBeGreaterThan(3_000);
  });

  it.each([
    ["39049", "Franklin County, Ohio is named twice"],
    ["39000", "lies in Ohio"],
  ])("may not hold %s beside them", (other, why) => {
    const { details, message } = errorOf([...codes, other].join());
    expect(details.code).toBe("AREA_OVERLAP");
    expect(message).toContain(why);
  });
});

describe("a region of one area", () => {
  it.each([
    ["39049", "39049", "Franklin County, Ohio"],
    ["C1814", "C1814", "Columbus, OH"],
    ["c1814", "C1814", "Columbus, OH"],
    ["18140", "C1814", "Columbus, OH"],
    ["39000", "39000", "Ohio"],
    ["OH", "39000", "Ohio"],
    ["Ohio", "39000", "Ohio"],
    ["US000", "US000", "United States"],
    ["Columbus, OH", "C1814", "Columbus, OH"],
    ["columbus, ohio msa", "C1814", "Columbus, OH"],
    ["Franklin County, Ohio", "39049", "Franklin County, Ohio"],
    ["Franklin County, OH", "39049", "Franklin County, Ohio"],
    ["Dallas County, TX", "48113", "Dallas County, Texas"],
    ["Chicago, IL", "C1698", "Chicago-Naperville-Elgin, IL-IN"],
    ["Saint Paul, MN", "C3346", "Minneapolis-St. Paul-Bloomington, MN-WI"],
    ["Fairfax City, VA", "51600", "Fairfax City, Virginia"],
    ["City of Fairfax, VA", "51600", "Fairfax City, Virginia"],
    ["Fairfax County, VA", "51059", "Fairfax County, Virginia"],
    ["Norton, VA", "51720", "Norton City, Virginia"],
    ["St. Louis MSA, MO", "C4118", "St. Louis, MO-IL"],
    ["Doña Ana County, NM", "35013", "Dona Ana County, New Mexico"],
    // A state and its only county bear one name.
    ["District of Columbia", "11000", "District of Columbia"],
    ["New York", "36000", "New York"],
  ])("%s is %s, with rows of its own", (text, code, name) => {
    expect(region(text)).toMatchObject({ name, areas: [code], kind: "published", published: code });
  });

  it.each([
    // QCEW has six names that a county and an independent city of one state share.
    ["Fairfax, VA", ["51059", "51600"]],
    ["Franklin, VA", ["51067", "51620"]],
    ["Roanoke, VA", ["C4022", "51161", "51770"]],
    ["Richmond, VA", ["C4006", "51159", "51760"]],
    ["Baltimore, MD", ["C1258", "24005", "24510"]],
    ["St. Louis, MO", ["C4118", "29189", "29510"]],
    ["Saint Louis, Missouri", ["C4118", "29189", "29510"]],
  ])("%s may be any of %s", (text, codes) => {
    const { details } = errorOf(text);
    expect(details.code).toBe("AREA_AMBIGUOUS");
    for (const code of codes) expect(details.found).toContain(code);
  });

  it.each([
    ["New York", "36000", "C3562"],
    ["Washington", "53000", "C4790"],
    ["Charlottesville, VA", "C1682", "51540"],
  ])("%s is %s, and says that %s bears the name too", (text, code, other) => {
    const { areas: found, taken } = region(text);
    expect(found).toEqual([code]);
    expect(taken?.join()).toContain(`(${code})`);
    expect(taken?.join()).toContain(other);
  });

  it("says nothing if no other area bears the name", () => {
    for (const text of ["Ohio", "39000", "C1814", "Columbus, OH", "NY"]) expect(region(text).taken).toBeUndefined();
  });

  it("is a state where a state and a CBSA have one code", () => {
    // 32000 is Nevada, and Marion, NC among the CBSAs.
    expect(region("32000").name).toBe("Nevada");
  });
});

describe("a region of several areas", () => {
  it("is a list of codes, in any order and with blanks", () => {
    const expected = {
      name: "Franklin County, Ohio; Delaware County, Ohio",
      areas: ["39041", "39049"],
      kind: "composed",
    };
    expect(region("39049,39041")).toEqual(expected);
    expect(region(" 39049 , 39041 ,")).toEqual(expected);
    expect(region("OH,KY").areas).toEqual(["21000", "39000"]);
  });

  it("takes names with semicolons between them", () => {
    expect(region("Delaware County, Ohio; Union County, Ohio").areas).toEqual(["39041", "39159"]);
  });

  it("is a Texas workforce area, summed from its counties", () => {
    const alamo = region("Alamo");
    expect(alamo.kind).toBe("composed");
    expect(alamo.areas).toHaveLength(13);
    expect(alamo.areas).toContain("48029");
    expect(region("Borderplex workforce area").areas).toHaveLength(6);
  });

  it("is an MSA by its counties when asked, or when its own rows are not in the files", () => {
    expect(region("counties of C1814")).toEqual({
      name: "Columbus, OH (10 counties)",
      areas: COLUMBUS,
      kind: "composed",
    });
    expect(composeFromCounties(areas, region("C1814"))?.areas).toEqual(COLUMBUS);
    expect(composeFromCounties(areas, region("US000"))).toBeUndefined();
    expect(composeFromCounties(areas, region("39049"))).toEqual(region("39049"));
  });

  it("is a region of the config, whose name wins", () => {
    const named = { Core: { areas: ["39049", "Delaware County, Ohio", "C1814"], exclude: ["C1814"] } };
    expect(errorOf("core", { named }).details.code).toBe("AREA_OVERLAP");
    const apart = { Ohio: { areas: ["39049", "Delaware County, Ohio"] } };
    expect(region("Ohio", { named: apart })).toEqual({ name: "Ohio", areas: ["39041", "39049"], kind: "composed" });
  });
});

describe("an exclusion", () => {
  it("makes an MSA its remaining counties", () => {
    const rest = region("C1814", { exclude: ["39049"] });
    expect(rest.areas).toEqual(COLUMBUS.filter((code) => code !== "39049"));
    expect(rest.kind).toBe("composed");
    expect(rest.name).toBe("Columbus, OH without Franklin County, Ohio");
  });

  it("takes an MSA out of a state, and one county out of a list", () => {
    // Ohio has 88 counties, the area ten of them; its unknown county stays in the sum.
    const rest = region("OH", { exclude: ["C1814"] }).areas;
    expect(rest).toHaveLength(88 - 10 + 1);
    expect(rest).toContain("39999");
    expect(region("39049,39041", { exclude: ["39041"] })).toEqual(region("39049"));
  });

  it("is refused where it is not part of the region, or all of it", () => {
    expect(errorOf("C1814", { exclude: ["39035"] }).details.code).toBe("OPTION_CONFLICT");
    expect(errorOf("39049", { exclude: ["39049"] }).details.code).toBe("REGION_EMPTY");
  });
});

describe("a region that can't be", () => {
  it("is unknown, with the nearest codes or names", () => {
    const { message, details } = errorOf("39050");
    expect([message, details.code]).toEqual(['no area has the code or name "39050"', "AREA_UNKNOWN"]);
    expect(errorOf("6037").details.hint).toBe("did you mean 06037 Los Angeles County, California?");
    expect(errorOf("Colombus, OH").details.hint).toContain("C1814 Columbus, OH");
    expect(errorOf("Frankln County, Ohio").details.hint).toContain("39049 Franklin County, Ohio");
    expect(errorOf("zzzzzz").details.hint).toContain("write codes");
  });

  it("is ambiguous, with all that may be meant", () => {
    const { details } = errorOf("Columbus");
    expect(details.code).toBe("AREA_AMBIGUOUS");
    for (const area of ["C1814 Columbus, OH", "C1798 Columbus, GA-AL", "37047 Columbus County, North Carolina"]) {
      expect(details.found).toContain(area);
    }
    expect(errorOf("Dallas, TX").details.found).toBe(
      "C1910 Dallas-Fort Worth-Arlington, TX; 48113 Dallas County, Texas",
    );
    expect(errorOf("Dayton, OH").details.found).toContain("C1938 Dayton, OH (earlier)");
  });

  it("counts an area twice", () => {
    expect(errorOf("C1814,39049").message).toBe(
      "Franklin County, Ohio lies in Columbus, OH, so jobs would be counted twice",
    );
    for (const text of ["OH,39049", "39999,OH", "OH,C1814", "39049,39049", "US000,OH", "CS198,C1814"]) {
      expect(errorOf(text).details.code, text).toBe("AREA_OVERLAP");
    }
    expect(region("USMSA,USNMS").areas).toHaveLength(2);
  });

  it("is empty", () => {
    expect(errorOf(" , ").details.code).toBe("REGION_EMPTY");
  });
});

describe("Connecticut", () => {
  it("is its planning regions from 2024 and its counties before", () => {
    expect(areas.countiesOf("09000")).toHaveLength(9);
    expect(areas.countiesOf("09000", 2024)[0]).toBe("09110");
    expect(areas.countiesOf("09000", 2023)).toHaveLength(8);
    expect(areas.countiesOf("09000", 2023)[0]).toBe("09001");
  });

  it("never mixes the two", () => {
    expect(errorOf("09001,09110").details.code).toBe("CONNECTICUT_MIXED");
    const { details } = errorOf("09110", { year: 2023 });
    expect([details.code, details.found]).toEqual(["CONNECTICUT_MIXED", "09110"]);
    expect(region("09110", { year: 2024 }).published).toBe("09110");
  });
});
