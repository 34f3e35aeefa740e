import { describe, expect, it } from "vitest";
import {
  checkOccupationQuotients,
  occupationQuotient,
  quotientInterval,
  reproduces,
} from "../../src/occupations/quotient.js";
import { areaOccupations, soc } from "../helpers/staffing.js";

describe("an occupation's location quotient", () => {
  it("is 2 when its share of the area's jobs is twice the nation's", () => {
    const counts = { areaOccupation: 40, areaTotal: 1_000, nationOccupation: 2_000, nationTotal: 100_000 };
    expect(occupationQuotient(counts)).toBe(2);
  });

  it("has no answer where the nation has none of it", () => {
    const counts = { areaOccupation: 40, areaTotal: 1_000, nationOccupation: 0, nationTotal: 100_000 };
    expect(occupationQuotient(counts)).toBeUndefined();
  });
});

describe("a published quotient", () => {
  // 30 persons rounded to tens may be 25 to 35: the quotient is 1.25 to 1.75, give or take the larger counts.
  const small = { areaOccupation: 30, areaTotal: 100_000, nationOccupation: 20_000, nationTotal: 100_000_000 };

  it("agrees anywhere within the rounding of employment to tens", () => {
    expect(quotientInterval(small)?.low).toBeCloseTo(1.25, 2);
    expect(quotientInterval(small)?.high).toBeCloseTo(1.75, 2);
    expect(reproduces(1.26, small)).toBe(true);
    expect(reproduces(1.75, small)).toBe(true);
    expect(reproduces(1.8, small)).toBe(false);
  });

  it("is held to a hundredth where counts are large", () => {
    const large = {
      areaOccupation: 30_000,
      areaTotal: 1_000_000,
      nationOccupation: 3_000_000,
      nationTotal: 150_000_000,
    };
    // 0.03 / 0.02 = 1.5; rounding of counts moves it by a three-thousandth at most.
    expect(reproduces(1.5, large)).toBe(true);
    expect(reproduces(1.49, large)).toBe(false);
    expect(reproduces(1.51, large)).toBe(false);
  });

  it("is checked for every occupation that has one in both files", () => {
    const nation = areaOccupations({ total: 100_000_000, occupations: { "29-1141": 2_000_000, "51-4121": 400_000 } });
    const area = areaOccupations({
      total: 1_000_000,
      occupations: {
        "29-1141": { employment: 30_000, publishedQuotient: 1.5 },
        // 0.008 / 0.004 = 2
        "51-4121": { employment: 8_000, publishedQuotient: 1.2 },
        "11-1011": { employment: 100, publishedQuotient: 1 },
        "31-1131": { employment: "**", publishedQuotient: 1 },
      },
    });
    expect(checkOccupationQuotients(area, nation)).toEqual({ compared: 2, missed: [soc("51-4121")] });
  });
});
