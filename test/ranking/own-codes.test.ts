import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readNaics } from "../../src/naics/read-naics.js";
import { parsePrintedCode } from "../../src/naics/printed-code.js";
import { readUserFactors } from "../../src/ranking/read-user-factors.js";
import { runCli } from "../cli/run-cli.js";
import { buildWorkbook } from "../files/tables/workbooks.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-own-codes-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Uint8Array, extension = "csv"): string {
  const path = join(folder, `own-${++files}.${extension}`);
  writeFileSync(path, content);
  return path;
}

/** The note about unused codes of a ranking of the built-in region. */
async function unusedIn(content: string, level: string): Promise<string> {
  const { stdout, status } = await runCli(["demo", "--level", level, "--factor", file(content), "--json"]);
  expect(status).toBe(0);
  const notes = (JSON.parse(stdout) as { notes: { id: string; text: string }[] }).notes;
  return notes.find(({ id }) => id === "factor-codes-unused")?.text ?? "";
}

describe("codes of a factor file that are not industries of the table", () => {
  it("are named with the line and what they stand for", async () => {
    const codes = ["722", "448", "452", "443", "5413", "31-33", "482"];
    const text = await unusedIn(`naics,readiness\n${codes.map((code) => `${code},5\n`).join("")}`, "3");
    expect(text).toContain("6 of 7 codes");
    for (const meaning of [
      /448 \([^)]*line 3\), of NAICS 2017 [^;]*; in NAICS 2022 it is 458 Clothing/,
      /452 \([^)]*line 4\), of NAICS 2017 [^;]*; in NAICS 2022 it is 455 General merchandise/,
      /443 \([^)]*line 5\), of NAICS 2017 [^;]*; in NAICS 2022 it is 449 Furniture/,
      /5413 \([^)]*line 6\), finer than the table, which has 541/,
      /31-33 \([^)]*line 7\), wider than the table, which has 311/,
      /482 \([^)]*line 8\), Rail transportation, in which the region has no jobs/,
    ]) {
      expect(text).toMatch(meaning);
    }
  });

  it("are those that QCEW takes apart, too", async () => {
    const text = await unusedIn("naics,readiness\n541511,5\n238110,3\n", "6");
    expect(text).toMatch(/238110 \([^)]*line 3\), .* it has 238111 [^;]* and 238112/);
  });

  it("show that others of the file are older, too: 441 and 445 kept their numbers with other content", async () => {
    const path = file("naics,readiness\n441,1\n445,2\n448,3\n722,4\n");
    const { stdout } = await runCli(["demo", "--factor", path, "--json"]);
    const { notes } = JSON.parse(stdout) as { notes: { id: string; industries?: string[]; text: string }[] };
    expect(notes.find(({ id }) => id === "factor-codes-older")?.text).toMatch(
      /of NAICS 2017\. 441, 445 kept the number/,
    );
  });

  it.each([
    ["448", /^write (458) in its place$/],
    ["5413", /^write (541), or choose a deeper --level$/],
  ])("in a cluster are an error whose advice works: %s", async (code, advice) => {
    const run = (one: string) =>
      runCli(["demo", "--clusters", file(`naics,cluster\n${one},Mine\n722,Mine\n`), "--only", "Mine", "--json"]);
    const { status, stderr } = await run(code);
    expect(status).toBe(3);
    const advised = (JSON.parse(stderr.trim().split("\n").at(-1)!) as { error: { try: string } }).error.try;
    const followed = await run(advice.exec(advised)![1]!);
    expect(followed.status).toBe(0);
    expect((JSON.parse(followed.stdout) as { industries: { naics: string }[] }).industries).toMatchObject([
      { naics: "Mine" },
    ]);
  });

  it("do not matter where every code is an industry of the table", async () => {
    expect(await unusedIn("naics,readiness\n722,5\n541,3\n", "3")).toBe("");
  });

  it("can be written as the note says: 458 for 448 is used", async () => {
    const text = await unusedIn("naics,readiness\n722,5\n448,3\n", "3");
    const instead = /in NAICS 2022 it is (\d+)/.exec(text)![1]!;
    expect(await unusedIn(`naics,readiness\n722,5\n${instead},3\n`, "3")).toBe("");
  });
});

describe("codes as spreadsheets and people write them", () => {
  const naics = readNaics();
  const parse = (text: string) => parsePrintedCode(text, (code) => naics.exists(code));

  it.each([
    ["722.0", "722"],
    ["'722", "722"],
    ['="31-33"', "31-33"],
    ["31–33", "31-33"],
    ["3,361", "3361"],
    ["541000", "541"],
    ["541100", "5411"],
    ["54----", "54"],
    ["722///", "722"],
    ["NAICS 722", "722"],
    ["7.22E+02", "722"],
    ["7,22E+02", "722"],
    ["5.415E+03", "5415"],
    ["\u201c722\u201d", "722"],
    ["\u2018722", "722"],
  ])("%s is %s", (text, code) => {
    expect(parse(text)).toMatchObject({ kind: "code", code });
  });

  it.each([
    ["Mar-33", "31-33"],
    ["1931-03-31", "31-33"],
    ["44-Apr", "44-45"],
  ])("the date %s can only have been %s", (text, code) => {
    expect(parse(text)).toMatchObject({ kind: "code", code, undone: text });
  });

  it.each(["7.2E+02", "5.42E+05", "15-1252", "722 Food", "Total"])("%s is none", (text) => {
    expect(parse(text)).toEqual({ kind: "text" });
  });

  it.each(["21-Nov", "2024-11-21", "11/21/2024"])("the date %s was not a code", (text) => {
    expect(parse(text)).toEqual({ kind: "date", sectors: [] });
  });
});

describe("a factor file", () => {
  const valueOf = async (path: string, code = "722") => {
    const { names, values } = await readUserFactors([path]);
    const datum = values.get(code)?.[names[0] as string];
    return datum?.status === "disclosed" ? datum.value : undefined;
  };

  it.each([
    [
      "title rows, ghost rows and columns, remarks",
      "Our scores,,,\n,,,\nnaics,readiness,,\n722,5,,\n,,,\nSource: survey of 2024,,,\n",
    ],
    ["semicolons and decimal commas", "naics;readiness\n722;5,0\n541;4,5\n"],
    ["thousands separators", 'naics,jobs\n722,"5"\n541,"1,234"\n'],
    ["dollar signs and brackets", "naics,pay\n722,$5\n541,(3)\n"],
    ["tabs", "naics\treadiness\n722\t5\n"],
    ["a row of totals", "naics,readiness\n722,5\n541,3\nGrand total,8\n"],
    ["totals beside an empty code", "naics,title,readiness\n722,Food,5\n541,Services,3\n,Total,8\n"],
    ["titles and a heading of codes with a year", "2022 NAICS,Industry Title,readiness\n722,Food,5\n541,Services,3\n"],
    ["no-break spaces", "naics,readiness\n722\u00a0,\u00a05\n"],
    ["a remark with commas", "naics,champion,readiness,rating\n722,5,1,2\nSource: our board, 2024\n"],
  ])("is read with %s", async (_, text) => {
    expect(await valueOf(file(text))).toBe(5);
  });

  it("may be a workbook, with codes as numbers and a title above", async () => {
    const rows = [["Scores of our board"], ["naics", "readiness"], [722, 5], [541, 4]];
    expect(await valueOf(file(buildWorkbook({ name: "scores", rows }), "xlsx"))).toBe(5);
  });

  it.each([
    ["UTF-16 as Excel's Unicode text", Buffer.from("\ufeffnaics\treadiness\n722\t5\n", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("naics,readiness\n722,5\n", "utf16le")],
    ["UTF-16 BE", Buffer.from("\ufeffnaics,readiness\n722,5\n", "utf16le").swap16()],
  ])("may be in %s", async (_, bytes) => {
    expect(await valueOf(file(bytes))).toBe(5);
  });

  it.each([
    [
      "a mark for no figure, once for all its rows",
      "naics,a\n722,NULL\n541,NULL\n311,NULL\n",
      "a mark for no figure, in 3 rows of the column",
      "NULL",
    ],
    ["a percent", "naics,a\n722,5%\n", "not a number", "5%"],
    [
      "a comma that may be either mark",
      "naics;a\n722;1,234\n541;2,345\n",
      "a number that can be read in two ways",
      "1,234",
    ],
  ])("is refused with %s", async (_, text, message, found) => {
    const { stderr, status } = await runCli(["demo", "--factor", file(text)]);
    expect(status).toBe(3);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`found: ${found}`);
  });
});

describe("a result that PowerShell wrote", () => {
  it("is compared as the same in UTF-16, and refused where the console garbled it", async () => {
    const { stdout } = await runCli(["demo", "--level", "sector", "--json"]);
    const [plain, wide] = [file(stdout, "json"), file(Buffer.from(`\ufeff${stdout}`, "utf16le"), "json")];
    const compared = await runCli(["compare", plain, wide]);
    expect([compared.status, compared.stderr]).toEqual([0, expect.not.stringContaining("error")]);
    // The three bytes of an en dash, read by code page 437.
    const text = stdout.replace("Columbus, OH", "Columbus ΓÇô OH");
    const garbled = file(Buffer.from(`\ufeff${text}`, "utf16le"), "json");
    const refused = await runCli(["compare", plain, garbled]);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain("--out FILE.json");
  });
});

describe("a config saved by Notepad", () => {
  const config = `qcew: [${JSON.stringify(join(process.cwd(), "data/demo"))}]\nregion: "C1814"\nlevel: sector\ntop: 1\n# Région\n`;

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${config}`)],
    ["UTF-16", Buffer.from(`\ufeff${config}`, "utf16le")],
    ["UTF-16 BE", Buffer.from(`\ufeff${config}`, "utf16le").swap16()],
    ["Windows-1252", Buffer.from(config, "latin1")],
  ])("in %s is read", async (_, bytes) => {
    const { status, stderr } = await runCli(["rank", "--config", file(bytes, "yaml")]);
    expect([status, stderr.includes("error")]).toEqual([0, false]);
  });

  it("with curly quotes is refused with the straight ones", async () => {
    const { status, stderr } = await runCli([
      "rank",
      "--config",
      file(config.replaceAll('"C1814"', "“C1814”"), "yaml"),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('write "C1814"');
  });
});
