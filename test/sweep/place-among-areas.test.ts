import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED, type Datum } from "../../src/core/datum.js";
import { quantityColumn, Reasons } from "../../src/core/quantity-columns.js";
import { MEASURES } from "../../src/measures/index.js";
import { QuotientsOfAreas } from "../../src/sweep/standing.js";
import { runCli } from "../cli/run-cli.js";

const QUOTIENT = MEASURES.findIndex(({ id }) => id === "lq");

/** Areas with one industry each, and its quotient. */
function areasWith(quotients: readonly Datum[]): QuotientsOfAreas {
  const among = new QuotientsOfAreas();
  for (const datum of quotients) {
    const column = quantityColumn([datum], new Reasons());
    const columns = {
      length: 1,
      industry: Uint32Array.of(0),
      quantity: (measure: number) => (measure === QUOTIENT ? column : quantityColumn([SUPPRESSED], new Reasons())),
      dataAt: () => () => [],
      numbers: [],
    };
    among.add(columns, [{ naics: "621", title: "" }], () => undefined);
  }
  return among;
}

describe("a place among areas", () => {
  const among = areasWith([disclosed(2), disclosed(1), disclosed(0.5), SUPPRESSED]);

  it("is certain in front of all that are published, except for those that are withheld", () => {
    expect(areasWith([disclosed(2), disclosed(1)]).placeAmong("621", disclosed(3), undefined)).toMatchObject({
      place: disclosed(1),
      areas: disclosed(3),
    });
    expect(among.placeAmong("621", disclosed(3), undefined)).toMatchObject({
      place: estimated(1, { low: 1, high: 2 }),
      areas: estimated(4, { low: 4, high: 5 }),
    });
  });

  it("ranges with the quotient: 1.2 is second; 2.5 would be first, 0.7 third, or fourth behind the withheld one", () => {
    const own = estimated(1.2, { low: 0.7, high: 2.5 });
    expect(among.placeAmong("621", own, undefined)?.place).toEqual(estimated(2, { low: 1, high: 4 }));
  });

  it("shares the mean of places with an equal area: 2nd and 3rd are 2.5", () => {
    expect(
      areasWith([disclosed(2), disclosed(1), disclosed(0.5)]).placeAmong("621", disclosed(1), undefined)?.place,
    ).toEqual(disclosed(2.5));
  });

  it("standardizes among ten areas and not among fewer", () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(disclosed);
    // Of 1 to 9 and 5 the mean is 5, which is no deviation from it; the spread of the logarithms is skewed.
    expect(areasWith(nine).placeAmong("621", disclosed(5), undefined)?.z).toEqual(disclosed(0));
    expect(areasWith(nine.slice(1)).placeAmong("621", disclosed(5), undefined)?.z).toMatchObject({
      status: "undefined",
    });
  });
});

describe("a county of the built-in files", () => {
  it("has the places and standardized quotients that a sweep of the counties gives", async () => {
    const columns = "lq_place,lq_areas,lq_z";
    const { stdout } = await runCli(
      `sweep --qcew data/demo --areas counties --level sector --suppressed drop --columns ${columns} --format csv`,
    );
    const swept = new Map(
      stdout
        .split("\n")
        .filter((line) => line.startsWith("39049,"))
        .map((line) => {
          const cells = line.replaceAll(/"[^"]*"/g, "-").split(",");
          return [cells[2]!, cells.slice(4).map(Number)] as const;
        }),
    );
    const ranked = await runCli(
      "rank --qcew data/demo --region 39049 --level sector --json --weights lqPlace,lqZ --rule lqAreas>0 --rule topShare>=0.9",
    );
    type Figure = { readonly status: string; readonly value?: number };
    const { industries } = JSON.parse(ranked.stdout) as {
      readonly industries: readonly {
        readonly naics: string;
        readonly values: Readonly<Record<string, Figure>>;
        readonly weightSpread: { readonly topShare: number };
        readonly rules: Readonly<Record<string, { readonly result: string }>>;
      }[];
    };
    let known = 0;
    for (const { naics, values, weightSpread, rules } of industries) {
      const [place, areas, z] = swept.get(naics)!;
      expect(values["lqPlace"]!.value).toBe(place);
      expect(values["lqAreas"]!.value).toBe(areas);
      if (values["lqZ"]!.value !== undefined) {
        known++;
        expect(values["lqZ"]!.value).toBeCloseTo(z!, 9);
      }
      expect(rules["rule_2"]!.result).toBe(weightSpread.topShare >= 0.9 ? "pass" : "fail");
    }
    expect(known).toBeGreaterThan(5);
  });
});
