import { describe, expect, it } from "vitest";
import { readNaics } from "../../../src/naics/read-naics.js";
import { readRevisions } from "../../../src/naics/read-revisions.js";
import { chainRevisions } from "../../../src/naics/revision.js";
import { chooseProjections } from "../../../src/projections/choose.js";
import { matchProjections } from "../../../src/projections/match.js";
import type { ProjectionTable } from "../../../src/projections/records.js";
import { readProjections } from "../../../src/projections/read/read.js";
import { errorsOf, temporaryFolder } from "../../qcew/read/files.js";

const save = temporaryFolder();
const naics = readNaics();
const revisionBetween = (from: 2007 | 2012 | 2017 | 2022, to: 2007 | 2012 | 2017 | 2022) =>
  chainRevisions(readRevisions(), from, to);

let files = 0;
const file = (...lines: readonly string[]): string => save(`projections-${++files}.csv`, `${lines.join("\n")}\n`);

async function tableOf(...lines: readonly string[]): Promise<ProjectionTable> {
  const { tables } = await readProjections([file(...lines)]);
  expect(tables).toHaveLength(1);
  return tables[0]!;
}

const errorOf = async (...lines: readonly string[]) => (await errorsOf(readProjections([file(...lines)])))[0];

/** Years and levels of construction, in jobs. */
const reading = ({ baseYear, projectedYear, yearsBetween, rows }: ProjectionTable) => {
  const { base, projected } = rows.find(({ title }) => title === "Construction")!;
  return { baseYear, projectedYear, yearsBetween, base, projected };
};

describe("a heading of codes with a year in it", () => {
  it.each(["2022 NAICS", "NAICS 2022", "NAICS 2022 Code", "2022 NAICS Code"])(
    "%s is codes, not jobs of 2022",
    async (name) => {
      const table = await tableOf(
        `Industry,${name},"Employment, 2024","Employment, 2034"`,
        "Construction,23,8269400,8584400",
        "Utilities,22,581900,572900",
      );
      expect(reading(table)).toEqual({
        baseYear: 2024,
        projectedYear: 2034,
        yearsBetween: [],
        base: 8_269_400,
        projected: 8_584_400,
      });
      expect(table.naics).toBe(2022);
    },
  );

  it.each(["Wages 2022", "Establishments 2022", "LQ 2022", "Openings 2022"])(
    "%s is not a level either",
    async (name) => {
      const table = await tableOf(
        `Industry,NAICS,${name},2024,2034`,
        "Construction,23,500,8000,9000",
        "Utilities,22,20,800,700",
      );
      expect(reading(table)).toMatchObject({ baseYear: 2024, base: 8_000 });
    },
  );
});

describe("levels of several years", () => {
  const levels = (...years: readonly (readonly [heading: string, jobs: number])[]) => [
    `NAICS,Industry,${years.map(([heading]) => `"${heading}"`).join(",")}`,
    `23,Construction,${years.map(([, jobs]) => jobs).join(",")}`,
    `22,Utilities,${years.map(([, jobs]) => jobs / 10).join(",")}`,
  ];

  it.each([
    [
      "history, then a decade",
      [
        ["2010", 5_500],
        ["2020", 7_300],
        ["2030", 7_600],
      ],
      2020,
    ],
    [
      "history of five years, then a decade",
      [
        ["2015", 5_500],
        ["2020", 7_300],
        ["2030", 7_600],
      ],
      2020,
    ],
    [
      "the year before the base",
      [
        ["2023", 5_500],
        ["2024", 7_300],
        ["2034", 7_600],
      ],
      2024,
    ],
    [
      "history before two years",
      [
        ["2022", 5_500],
        ["2024", 7_300],
        ["2026", 7_600],
      ],
      2024,
    ],
    [
      "two years on the way",
      [
        ["2022", 5_500],
        ["2024", 7_300],
        ["2032", 7_600],
      ],
      2022,
    ],
    [
      "a projected year on the way",
      [
        ["2022", 5_500],
        ["Projected 2027", 7_300],
        ["Projected 2032", 7_600],
      ],
      2022,
    ],
    [
      "history and one projected year",
      [
        ["2017", 5_500],
        ["2022", 7_300],
        ["Projected 2027", 7_600],
      ],
      2022,
    ],
  ] as const)("with %s", async (_, columns, baseYear) => {
    if (columns.length === 3 && columns[0][0] === "2022" && columns[2][0] === "2026") {
      // 2022 to 2024 and 2024 to 2026 are as long: the printed change decides.
      const [head, ...rows] = levels(...columns);
      const table = await tableOf(`${head!},Change 2024-2026`, ...rows.map((row) => `${row},`));
      return expect(table.baseYear).toBe(baseYear);
    }
    const table = await tableOf(...levels(...columns));
    expect([table.baseYear, table.projectedYear]).toEqual([baseYear, Number(/\d{4}/.exec(columns.at(-1)![0])![0])]);
  });

  it("five and five years on are as good as five years of history, and refused", async () => {
    const error = await errorOf(...levels(["2015", 5_500], ["2020", 7_300], ["2025", 7_600]));
    expect(error).toMatchObject({ code: "PROJECTION_COLUMN_AMBIGUOUS", found: "2015; 2020", where: { line: 1 } });
  });

  it("and the mapping that the error asks for reads them", async () => {
    const lines = levels(["2015", 5_500], ["2020", 7_300], ["2025", 7_600]);
    const advice = (await errorOf(...lines))!.hint!;
    const base = /columns: \{ base: "([^"]+)" \}/.exec(advice)![1]!;
    const mapping = { columns: { code: "NAICS", title: "Industry", base, projected: "2025" } };
    const { tables } = await readProjections([file(...lines)], { mapping });
    expect(reading(tables[0]!)).toMatchObject({ baseYear: 2015, projectedYear: 2025, base: 5_500 });
  });

  it("unless the printed growth fits one of the two: 7,600 − 7,300 = 300", async () => {
    const [head, ...rows] = levels(["2015", 5_500], ["2020", 7_300], ["2025", 7_600]);
    const table = await tableOf(`${head!},Change`, `${rows[0]!},300`, `${rows[1]!},30`);
    expect(reading(table)).toMatchObject({ baseYear: 2020, base: 7_300, yearsBetween: [2015] });
  });

  it("as BLS lays out industries of 2020–30: history, changes, output beside jobs, two rows of headings", async () => {
    const table = await tableOf(
      "Table 2.11 Employment and output by industry",
      ",,Thousands of jobs,,,Change,,Compound annual rate of change,,Output in billions of dollars,,",
      "Industry title,NAICS code,2010,2020,2030,2010-20,2020-30,2010-20,2020-30,2010,2020,2030",
      "Construction,23,5518.3,7269.4,7584.4,1751.1,315.0,2.8,0.4,1100.0,1200.0,1300.0",
      "Utilities,22,552.8,541.9,502.9,-10.9,-39.0,-0.2,-0.7,400.0,410.0,420.0",
      "Retail trade,44-45,14446.1,14848.6,14262.4,402.5,-586.2,0.3,-0.4,1000.0,1300.0,1500.0",
    );
    // (7,584.4 ÷ 7,269.4)^(1/10) − 1 = 0.42 %, where 2010 as the base would give 1.6 %.
    expect(reading(table)).toMatchObject({
      baseYear: 2020,
      projectedYear: 2030,
      base: 7_269_400,
      projected: 7_584_400,
    });
    expect(table.unit).toBe("thousands");
  });
});

describe("columns that can't be jobs", () => {
  it.each([
    [
      "codes",
      ["NAICS,Industry,2024,2034", "23,Construction,23,8000", "22,Utilities,22,570"],
      "codes where jobs should be",
    ],
    [
      "years",
      ["NAICS,Industry,Base,Projected", "23,Construction,2024,8000", "22,Utilities,2024,570"],
      "years where jobs should be",
    ],
    ["other units", ["NAICS,Industry,2024,2034", "23,Construction,8.2,8000", "22,Utilities,0.6,570"], "10% a year"],
    [
      "persons as thousands",
      ["NAICS,Industry,2024 (thousands),2034 (thousands)", "00,Total,1536877,1572777", "23,Construction,80000,81000"],
      "persons seem to be read as thousands",
    ],
  ])("%s are refused", async (_, lines, message) => {
    const title = /years/.test(message) ? ["Projections 2024-2034", ...lines] : lines;
    const error = await errorOf(...title);
    expect(error?.code).toBe("PROJECTION_LEVELS");
    expect(error?.message).toContain(message);
  });
});

describe("codes of occupations", () => {
  it.each([
    ["under the heading of New York", "SOC,Occupation Title,Base Year,Projected Year"],
    ["under a heading of industries", "Industry code,Industry title,Base,Projected"],
    ["under NAICS", "NAICS,Title,Base,Projected"],
  ])("%s make it a table of occupations", async (_, header) => {
    const path = file(
      "Projections 2014-2024",
      header,
      "00-0000,Total,9914750,11212710",
      "29-1141,Registered Nurses,174660,204730",
    );
    const { tables } = await readProjections([path]);
    expect(tables.map(({ subject }) => subject)).toEqual(["occupations"]);
    const [error] = await errorsOf((async () => chooseProjections(tables, [], naics))());
    expect(error).toMatchObject({ code: "PROJECTION_SUBJECT" });
    expect(error?.hint).toContain("`occupations`");
  });
});

describe("the number of an area", () => {
  it("is not the state of that number", async () => {
    const table = await tableOf(
      "Area,Industry code,Industry title,Base Year,Projected Year,Net Change,Period",
      "10,23,Construction,100,110,10,2022-2032",
    );
    expect(table.area).toBe("10");
  });

  it("is the state's where the column is of states", async () => {
    const table = await tableOf("State,NAICS code,Title,Base,Projected,Period", "10,23,Construction,100,110,2022-2032");
    expect(table.area).toBe("Delaware");
  });
});

describe("445, which has other content in NAICS 2017 and in NAICS 2022", () => {
  const matchOf = async (...lines: readonly string[]) => {
    const { tables } = await readProjections([file("NAICS,Title,2022,2032", ...lines)]);
    const chosen = chooseProjections(tables, [], naics, revisionBetween);
    const [figures] = matchProjections([{ naics: "445" }], chosen, { naics, version: 2022, revisionBetween });
    return { naics: chosen.naics, kind: figures!.match.kind, notes: chosen.notes.map(({ id }) => id) };
  };
  const retail = "44-45,Retail Trade,9000,9100";

  it("is of 2017 where other codes are, and gets the rate of retail trade", async () => {
    expect(await matchOf(retail, "445,Food,800,900", "448,Clothing,100,90", "453,Miscellaneous,50,50")).toMatchObject({
      naics: 2017,
      kind: "ancestor",
    });
  });

  it("is of 2017 where its title is: stores, not retailers", async () => {
    expect(await matchOf(retail, "445,Food and Beverage Stores,800,900")).toMatchObject({
      naics: 2017,
      kind: "ancestor",
    });
  });

  it("is of 2022 where its title is", async () => {
    expect(await matchOf(retail, "445,Food and beverage retailers,800,900")).toMatchObject({
      naics: 2022,
      kind: "exact",
    });
  });

  it("is not used where nothing decides", async () => {
    expect(await matchOf(retail, "445,,800,900")).toMatchObject({
      kind: "ancestor",
      notes: ["projections-naics-unknown"],
    });
  });

  it("and is used once the heading says the version, as the note advises", async () => {
    const { tables } = await readProjections([file("NAICS 2022 code,Title,2022,2032", retail, "445,,800,900")]);
    const chosen = chooseProjections(tables, [], naics, revisionBetween);
    const [figures] = matchProjections([{ naics: "445" }], chosen, { naics, version: 2022, revisionBetween });
    expect(figures!.match.kind).toBe("exact");
  });
});
