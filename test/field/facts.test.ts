import { describe, expect, it } from "vitest";
import { fieldFolder, type FieldResult } from "./field-rows.js";

const { save, run } = fieldFolder();

const HEADER =
  "soc_code,occ_title,areaname,base_year,proj_year,base_emp,proj_emp,pct_change,annual_openings,annual_exits,annual_transfers,education";
/** Health occupations of a state: 1,001 jobs that grow by 100 in ten years, so openings = 40 + 50 + 10. */
const ROWS = [
  "29-1141,Registered nurses,Kansas,2024,2034,1001,1101,10.0,100,40,50,Bachelor's degree",
  "31-1131,Nursing assistants,Kansas,2024,2034,1001,1101,10.0,100,40,50,Postsecondary nondegree award",
  "31-9092,Medical assistants,Kansas,2024,2034,1001,1101,10.0,100,40,50,Postsecondary nondegree award",
  "43-6013,Medical secretaries and administrative assistants,Kansas,2024,2034,1001,1101,10.0,100,40,50,High school diploma or equivalent",
];

async function cautions(rows: readonly string[], header = HEADER): Promise<Readonly<Record<string, string>>> {
  const folder = save({ "kansas.csv": `${[header, ...rows].join("\n")}\n` });
  const { status, stdout, stderr } = await run("occupations --industries 62 --education kansas.csv --json", folder);
  expect(status, stderr).toBe(0);
  const { notes } = JSON.parse(stdout) as Pick<FieldResult, "notes">;
  return Object.fromEntries(notes.map(({ id, text }) => [id, text]));
}

const CONTRADICTIONS = ["facts-contradictions", "codes-and-titles", "education-differs"];
const contradicting = (notes: object) => Object.keys(notes).filter((id) => CONTRADICTIONS.includes(id));

describe("openings and education of a state", () => {
  it("contradict nothing as published, and are named beside the nation's that fill them up", async () => {
    const notes = await cautions(ROWS);
    expect(contradicting(notes)).toEqual([]);
    expect(notes["openings-of-two-sources"]).toMatch(
      /^Projected openings are those of Kansas for 4 occupations\. Those of \d+ others/,
    );
  });

  it("of exchanged levels miss printed changes, and openings their parts", async () => {
    const exchanged = ROWS.map((row) => row.replace(",1001,1101,", ",1101,1001,"));
    const { "facts-contradictions": text } = await cautions(exchanged);
    // 40 + 50 − 10 = 80, not 100.
    expect(text).toContain(
      "4 of 4 openings are not exits + transfers + change (29-1141 has 100 openings, and 80 by its parts",
    );
  });

  it("with codes exchanged have titles of other codes", async () => {
    const [first, second, ...rest] = ROWS;
    const exchanged = [first!.replace("29-1141", "31-1131"), second!.replace("31-1131", "29-1141"), ...rest];
    expect(contradicting(await cautions(exchanged))).toContain("codes-and-titles");
  });

  it("with a column of education shifted by a row differ from BLS's", async () => {
    const education = (row: string) => row.split(",").at(-1)!;
    const shifted = ROWS.map((row, at) => row.replace(/[^,]*$/, education(ROWS[(at + 1) % ROWS.length]!)));
    // Two of four have the same education as the row below, of which one stays: three differ.
    expect((await cautions(shifted))["education-differs"]).toContain("3 of 4 occupations");
  });

  it("with rows missing have groups that their rows don't hold", async () => {
    const row = (code: string, jobs: number) => `${code},,Kansas,2024,2034,${jobs},${jobs},0,,,,`;
    const group = (major: string) => [row(`${major}-0000`, 1e6), row(`${major}-1011`, 6e5), row(`${major}-1021`, 4e5)];
    const all = ["11", "13", "15", "17"].flatMap(group);
    expect(contradicting(await cautions(all))).toEqual([]);
    const cut = all.filter((one) => !one.startsWith("15-1021"));
    expect((await cautions(cut))["facts-contradictions"]).toContain("the rows of 15-0000 hold 60% of it");
    const total = row("00-0000", 4e6);
    const withoutGroups = [total, ...all.filter((one) => !/^1[57]-/.test(one))];
    expect((await cautions(withoutGroups))["facts-contradictions"]).toContain("2 major groups hold 50% of the jobs");
  });

  it("without a column of openings are not used, which is said", async () => {
    expect(await cautions(ROWS, HEADER.replace("annual_openings", "figure"))).toHaveProperty("openings-missing");
  });

  it("are refused where no row follows the header", async () => {
    const folder = save({ "kansas.csv": `${HEADER}\n` });
    const { status, stderr } = await run("occupations --industries 62 --education kansas.csv", folder);
    expect(status).toBe(3);
    expect(stderr).toContain("no row below it");
  });
});
