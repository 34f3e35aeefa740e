import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";
import { InputError } from "../../src/core/errors.js";
import { parseCip, type CipCode } from "../../src/training/cip.js";
import { readTraining } from "../../src/training/read-training.js";
import { readCrosswalk, shippedCrosswalk } from "../../src/training/read/crosswalk.js";
import type { CipSocCrosswalk, Program, Training } from "../../src/training/records.js";
import { shareCompletions } from "../../src/training/share.js";
import { programsTeaching } from "../../src/training/training.js";
import type { SocCode } from "../../src/staffing/records.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const folder = mkdtempSync(join(tmpdir(), "training-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const soc = (code: string): SocCode => code as SocCode;
const cip = (code: string): CipCode => code as CipCode;

describe("codes of programs", () => {
  it.each([
    ["51.3801", "51.3801"],
    ["1.0104", "01.0104"],
    ["010104", "01.0104"],
    ["10104", "01.0104"],
    ['="01.0104"', "01.0104"],
    // A number has lost one zero at its end.
    ["51.380", "51.3800"],
  ])("%s is %s", (text, code) => {
    expect(parseCip(text)).toEqual({ kind: "program", code });
  });

  it("distinguishes sums, groups and other text", () => {
    expect(parseCip("99")).toEqual({ kind: "total" });
    expect(parseCip("51")).toMatchObject({ kind: "wider", digits: 2 });
    expect(parseCip("51.38")).toMatchObject({ kind: "wider", digits: 4 });
    expect(parseCip("Nursing")).toEqual({ kind: "unreadable" });
  });
});

const INSTITUTION = { unit: "100001", name: "A", city: "", state: "OH", county: "39049" as AreaCode };

function program(code: string, award: number, mean: number): Program {
  return { institution: INSTITUTION, cip: cip(code), award, completions: [mean], mean };
}

const CROSSWALK: CipSocCrosswalk = {
  cip: 2020,
  label: "test",
  titles: new Map(),
  occupations: new Map([
    [cip("51.3801"), [soc("29-1141"), soc("25-1072")]],
    [cip("24.0199"), []],
    [cip("52.0201"), [soc("11-1021"), soc("13-1021"), soc("13-1022")]],
  ]),
};

describe("completions shared over occupations", () => {
  it("go by openings, each once, and programs without an occupation stay apart", () => {
    const openings = new Map([
      [soc("29-1141"), 900],
      [soc("25-1072"), 100],
    ]);
    const shared = shareCompletions({
      programs: [
        program("51.3801", 5, 60),
        program("51.3801", 3, 40),
        program("24.0199", 3, 7),
        program("99.1234", 3, 2),
      ],
      crosswalk: CROSSWALK,
      openingsHere: (code) => openings.get(code),
      openingsOfNation: () => undefined,
    });
    // 100 completions × 900 ÷ 1,000 and × 100 ÷ 1,000.
    expect(shared.occupations.get(soc("29-1141"))).toMatchObject({ completions: 90, listed: 100 });
    expect(shared.occupations.get(soc("25-1072"))).toMatchObject({ completions: 10, listed: 100 });
    // 40 of them are associate's: 40 × 0.9.
    expect(shared.occupations.get(soc("29-1141"))!.byAward.get(3)).toBeCloseTo(36, 12);
    expect(shared.unmatched).toEqual([
      { cip: "24.0199", why: "no-occupation", completions: 7 },
      { cip: "99.1234", why: "not-in-crosswalk", completions: 2 },
    ]);
    expect(shared.total).toBe(109);
  });

  it("go by the nation's openings where the region has none, and equally where nobody has", () => {
    const of = (nation: (code: SocCode) => number | undefined) =>
      shareCompletions({
        programs: [program("51.3801", 5, 60)],
        crosswalk: CROSSWALK,
        openingsHere: () => undefined,
        openingsOfNation: nation,
      });
    const byNation = of((code) => (code === "29-1141" ? 3 : 1));
    expect(byNation.occupations.get(soc("29-1141"))!.completions).toBe(45);
    expect(byNation.by).toMatchObject({ nation: 60, equally: 0 });
    expect(of(() => undefined).occupations.get(soc("25-1072"))!.completions).toBe(30);
  });

  it("count codes that openings join as one occupation", () => {
    const shared = shareCompletions({
      programs: [program("52.0201", 5, 90)],
      crosswalk: CROSSWALK,
      openingsHere: (code) => ({ "11-1021": 2, "13-1020": 1 })[code as string],
      openingsOfNation: () => undefined,
      codeOf: (code) => (code.startsWith("13-102") ? soc("13-1020") : code),
    });
    // 90 × 1 ÷ 3: 13-1021 and 13-1022 are one.
    expect(shared.occupations.get(soc("13-1020"))).toMatchObject({ completions: 30, listed: 90 });
  });

  it("add up to all completions, whatever the programs and openings", () => {
    const codes = ["51.3801", "24.0199", "52.0201", "11.0701"];
    const programs = fc.array(
      fc.tuple(fc.constantFrom(...codes), fc.constantFrom(3, 5, 21), fc.integer({ min: 0, max: 5000 })),
      { maxLength: 40 },
    );
    const openings = fc.dictionary(
      fc.constantFrom("29-1141", "25-1072", "11-1021", "13-1021"),
      fc.integer({ min: 0, max: 9000 }),
    );
    fc.assert(
      fc.property(programs, openings, openings, (list, here, nation) => {
        const shared = shareCompletions({
          programs: list.map(([code, award, mean]) => program(code, award, mean / 3)),
          crosswalk: CROSSWALK,
          openingsHere: (code) => here[code],
          openingsOfNation: (code) => nation[code],
        });
        const all = list.reduce((sum, [, , mean]) => sum + mean / 3, 0);
        const parts = [...shared.occupations.values()];
        const given = [...parts, ...shared.unmatched].reduce((sum, one) => sum + one.completions, 0);
        expect(given).toBeCloseTo(all, 6);
        expect(shared.total).toBeCloseTo(all, 6);
        for (const { completions, byAward } of parts) {
          expect([...byAward.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(completions, 6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("files of completions", () => {
  const HD = file(
    "hd2023.csv",
    "UNITID,INSTNM,CITY,STABBR,COUNTYCD\n100001,College,Columbus,OH,39049\n100002,Far,Iola,KS,20001\n",
  );
  const read = (completions: readonly string[]): Promise<Training> =>
    readTraining({ completions, institutions: HD }, new Set(["39049" as AreaCode]));
  const header = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT";

  it("give first majors without sums, as the mean of three years, and other counties nothing", async () => {
    const years = [2020, 2021, 2022, 2023].map((year, at) =>
      file(
        `c${year}_a.csv`,
        `${header}\n100001,51.3801,1,3,${10 * at}\n100001,51.3801,2,3,5\n100001,99,1,3,${10 * at}\n100002,51.3801,1,3,77\n`,
      ),
    );
    const training = await read(years);
    expect(training.years).toEqual([2021, 2022, 2023]);
    // (10 + 20 + 30) ÷ 3
    expect(training.programs).toMatchObject([{ cip: "51.3801", award: 3, completions: [10, 20, 30], mean: 20 }]);
    expect(training.notes.map(({ id }) => id)).toEqual(["completions-years"]);
    expect(programsTeaching(training, soc("29-1141"))).toHaveLength(1);
    expect(programsTeaching(training, soc("47-2111"))).toHaveLength(0);
  });

  it("take the revision in place of the first release, and name sums that their parts don't reach", async () => {
    const first = file("c2023_a.csv", `${header}\n100001,51.3801,1,3,1\n`);
    const revised = file("c2023_a_rv.csv", `${header}\n100001,51.3801,1,3,2\n100001,99,1,3,9\n`);
    const training = await read([first, revised]);
    expect(training.programs).toMatchObject([{ completions: [2] }]);
    expect(training.notes.map(({ id }) => id)).toEqual([
      "completions-revised",
      "completions-totals",
      "completions-few-years",
    ]);
  });

  it("need a year, in the name or before it", async () => {
    const path = file("completions.csv", `${header}\n100001,51.3801,1,3,4\n`);
    await expect(read([path])).rejects.toThrow("nothing says which year");
    expect((await read([`2023=${path}`])).years).toEqual([2023]);
  });

  it("find no institution elsewhere", async () => {
    const elsewhere = readTraining({ completions: [], institutions: HD }, new Set(["06037" as AreaCode]));
    await expect(elsewhere).rejects.toBeInstanceOf(InputError);
  });
});

describe("crosswalks", () => {
  it("ship as published: 2,142 programs, 194 of them without an occupation", () => {
    const lists = [...shippedCrosswalk().occupations.values()];
    expect(lists).toHaveLength(2142);
    expect(lists.filter((list) => list.length === 0)).toHaveLength(194);
    // 6,097 pairs, less 194 programs without an occupation and 180 occupations without a program.
    expect(lists.flat()).toHaveLength(6097 - 194 - 180);
  });

  it("are read from NCES's workbook, of its sheets the one with all pairs", async () => {
    const header = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"];
    const nurses = ["51.3801", "Registered Nursing.", "29-1141", "Registered Nurses"];
    const sheets = [
      { name: "CIP-SOC", rows: [header, nurses, ["24.0199", "Liberal Arts, Other.", "99-9999", "NO MATCH"]] },
      { name: "New CIP", rows: [header, ["61.9999", "Medical Residency", "29-1229", "Physicians"]] },
    ];
    const path = join(folder, "crosswalk.xlsx");
    writeFileSync(path, await writeXlsx({ sheets }));
    const { crosswalk } = await readCrosswalk(path);
    expect([...crosswalk.occupations]).toEqual([
      ["51.3801", ["29-1141"]],
      ["24.0199", []],
    ]);
    expect(crosswalk.titles.get(cip("51.3801"))).toBe("Registered Nursing");
  });
});

describeShared("completions as published", ["training"], () => {
  const path = (name: string): string => sharedData(`training/${name}`);
  const read = (code: string): Promise<Training> =>
    readTraining(
      {
        completions: [2021, 2022, 2023].map((year) => path(`c${year}_a_oh_ks.csv`)),
        institutions: path("hd2023_oh_ks.csv"),
      },
      new Set(readAreas().countiesOf(code, 2023)),
    );

  // Totals by pandas over the files: rows of six-digit CIP and first majors.
  it.each([
    ["39000", 281, [174_431, 177_707, 176_826]],
    ["20000", 77, [51_846, 52_393, 52_571]],
  ])("of %s have the totals of all institutions", async (state, count, totals) => {
    const { institutions, programs, years } = await read(state);
    expect(institutions).toHaveLength(count);
    expect(years.map((_, at) => programs.reduce((sum, { completions }) => sum + completions[at]!, 0))).toEqual(totals);
  });
});
