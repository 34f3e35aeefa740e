import { describe, expect, it } from "vitest";
import { areaFit } from "../../src/occupations/area-fit.js";

const counties = new Map([["C1814", ["39041", "39049"]]]);
const fit = (areas: readonly string[], area: string | undefined) =>
  areaFit(areas, { area }, (code) => counties.get(code) ?? []);

describe("the area of a wage file", () => {
  it("is the region's own by metropolitan code, by its counties, or by state", () => {
    expect(fit(["C1814"], "18140")).toBe("same");
    expect(fit(["39041", "39049"], "0018140")).toBe("same");
    expect(fit(["39000"], "39")).toBe("same");
  });

  it("is wider where it holds the region and more", () => {
    expect(fit(["39049"], "18140")).toBe("wider");
    expect(fit(["C1814"], "39")).toBe("wider");
    expect(fit(["39041", "39049"], "39")).toBe("wider");
    expect(fit(["39041", "39049"], "000039")).toBe("wider");
  });

  it("is another one where it doesn't hold the region", () => {
    expect(fit(["39049", "39001"], "18140")).toBe("other");
    expect(fit(["39049"], "53")).toBe("other");
    expect(fit(["C1746"], "18140")).toBe("other");
    expect(fit(["39049", "18005"], "39")).toBe("other");
  });

  it("is the nation, or not known", () => {
    expect(fit(["39049"], "99")).toBe("nation");
    expect(fit(["39049"], undefined)).toBe("unknown");
    expect(fit(["39049"], "3900001")).toBe("unknown");
    expect(fit(["C1746"], "39")).toBe("unknown");
  });
});
