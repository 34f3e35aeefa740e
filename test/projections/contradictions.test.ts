import { describe, expect, it } from "vitest";
import { exchangedTitleNotes, industryTitles } from "../../src/naics/printed-titles.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { partsNotes } from "../../src/projections/parts.js";
import type { ChosenRow } from "../../src/projections/chosen.js";

const naics = readNaics();

let line = 1;
const row = (code: string, base: number | undefined, projected = base): ChosenRow => ({
  codes: [code],
  code,
  title: naics.title(code) ?? code,
  base,
  projected,
  file: "p.csv",
  line: ++line,
});
const total = (base: number) => [{ file: "p.csv", line: 2, base, projected: base }];

/** Manufacturing and four of its parts, food with both of its parts here, health care with two. */
const WHOLE = [
  row("31-33", 10_000),
  row("311", 6_000),
  row("325", 4_000),
  row("3111", 2_000),
  row("3112", 4_000),
  row("3251", 4_000),
  row("62", 5_000),
  row("621", 3_000),
  row("622", 2_000),
  row("6211", 3_000),
  row("6221", 2_000),
];
const idsOf = (rows: readonly ChosenRow[], all = 15_000): readonly string[] =>
  partsNotes(rows, total(all), naics).map(({ id }) => id);
const changed = (code: string, base: number) => WHOLE.map((one) => (one.code === code ? { ...one, base } : one));
const without = (...codes: readonly string[]) => WHOLE.filter(({ code }) => !codes.includes(code));

describe("levels of projections", () => {
  it("agree where parts add up, within what rounding leaves", () => {
    expect(idsOf(WHOLE)).toEqual([]);
    expect(idsOf(changed("3112", 4_050))).toEqual([]);
    // Government and the self-employed are in the total alone.
    expect(idsOf(WHOLE, 19_000)).toEqual([]);
  });

  it("contradict where parts hold more than the whole: a figure with a digit more, a column divided, codes exchanged", () => {
    expect(idsOf(changed("3112", 40_000))).toEqual(["projections-contradict"]);
    expect(idsOf(changed("31-33", 10))).toContain("projections-contradict");
    const [note] = partsNotes(changed("622", 30_000), total(15_000), naics);
    // 3,000 + 30,000.
    expect(note?.text).toContain("62 has 5,000 base jobs, its parts 33,000");
    // The total itself: 10,000 + 5,000.
    expect(partsNotes(WHOLE, total(1_500), naics)[0]?.text).toContain(
      "the total has 1,500 base jobs, its parts 15,000",
    );
  });

  it("miss rows where an industry holds less than it has, and those around it all", () => {
    expect(idsOf(without("3112"))).toEqual(["projections-rows-missing"]);
    expect(partsNotes(without("3112"), total(15_000), naics)[0]?.text).toContain("311 has 6,000 jobs, its parts 2,000");
    // A file cut below manufacturing: 5,000 of 15,000 are left.
    expect(idsOf(WHOLE.slice(6))).toEqual(["projections-rows-missing"]);
  });

  it("are not compared where a part is withheld, nor is the Postal Service, which no total of industries counts", () => {
    expect(idsOf([...without("3112"), row("3112", undefined)])).toEqual([]);
    expect(idsOf([...WHOLE, row("48-49", 4_000), row("484", 4_000), row("491", 600)], 19_000)).toEqual([]);
  });
});

describe("codes and titles", () => {
  const notes = (...rows: readonly (readonly [code: string, title: string])[]) =>
    exchangedTitleNotes(
      rows.map(([code, title], at) => ({ code, title, file: "f.csv", line: at + 2 })),
      industryTitles(naics),
    );

  it("agree in the words of any revision, abbreviated or of the publisher's own", () => {
    expect(notes(["622", "Hospitals"], ["622", "HOSPITALS (1)"], ["541", "Prof. and tech. services"])).toEqual([]);
    expect(notes(["721", "Hotels, motels & the like"], ["", "Hospitals of the state"])).toEqual([]);
  });

  it("contradict where the title is another code's", () => {
    const [note] = notes(
      ["722", "Hospitals"],
      ["622", "Food services and drinking places"],
      ["311", "Food manufacturing"],
    );
    expect(note?.text).toContain("2 of 3 lines");
    expect(note?.text).toContain('f.csv, line 2: 722 with the title of 622, "Hospitals"');
    // The last digit is lost.
    expect(notes(["621", "Offices of physicians"])[0]?.text).toContain("621 with the title of 6211");
  });
});
