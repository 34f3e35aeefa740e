import { describe, expect, it } from "vitest";
import { buildWorkbook } from "../files/tables/workbooks.js";
import { buildZip } from "../qcew/read/zip-builder.js";
import { areaRows, csvOf, fieldFolder, HEADER, JOBS, jobsIn, yearFiles, type FieldResult } from "./field-rows.js";

const { save, run } = fieldFolder();

const NATION = { "us-2023.csv": csvOf(...areaRows("US000", 2023, { scale: 1_000, kind: "nation" })) };
const COUNTY = areaRows("39097", 2023);

/** What `industries` makes of files in a folder. */
async function industries(
  files: Readonly<Record<string, string | Uint8Array>>,
  region = "39097",
): Promise<FieldResult> {
  const argv = ["industries", "--qcew", ".", "--region", region, "--level", "sector", "--json"];
  const { status, stdout, stderr } = await run(argv, save(files));
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as FieldResult;
}

async function refusal(argv: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const { status, stdout, stderr } = await run(argv, save(files));
  expect(stdout).toBe("");
  expect(status).toBe(3);
  return stderr;
}

describe("a county file that other programs have had in hand", () => {
  const [, ...cells] = [HEADER, ...COUNTY].map((line) => line.split(","));
  const padded = cells.map((row) => row.map((cell, at) => (at < 3 || at === 6 ? cell.padEnd(6) : cell)).join(","));
  it.each<readonly [string, string]>([
    ["NaN for blanks", csvOf(...areaRows("39097", 2023, { disclosure: "NaN" }))],
    ["nan for blanks", csvOf(...areaRows("39097", 2023, { disclosure: "nan" }))],
    ["NA for blanks", csvOf(...areaRows("39097", 2023, { disclosure: "NA" }))],
    ["codes padded with blanks", csvOf(...padded)],
    ["a blank after each comma", csvOf(...COUNTY).replaceAll(",", ", ")],
    ["headers in capitals", csvOf(...COUNTY).replace(HEADER, HEADER.toUpperCase())],
    ["semicolons", csvOf(...COUNTY).replaceAll(",", ";")],
    ["semicolons, and sep=; above", `sep=;\n${csvOf(...COUNTY).replaceAll(",", ";")}`],
    [
      "decimal commas beside semicolons",
      csvOf(...COUNTY)
        .replaceAll(",", ";")
        .replaceAll(/;(\d+)$/gm, ";$1,0"),
    ],
    ["rows of commas below", `${csvOf(...COUNTY)}${`${",".repeat(10)}\n`.repeat(3)}`],
    ["columns of commas on the right", csvOf(...COUNTY).replaceAll("\n", ",,,\n")],
    ["empty lines between", csvOf(...COUNTY).replaceAll("\n", "\n\n")],
    ["a title above", `Quarterly Census of Employment and Wages\nMadison County\n${csvOf(...COUNTY)}`],
    ["no column of quarters, which annual columns make needless", csvOf(...COUNTY).replaceAll(/,(?:qtr|A),/g, ",")],
  ])("is read with %s", async (_, text) => {
    expect(jobsIn(await industries({ "2023.csv": text, ...NATION }))).toEqual(JOBS);
  });

  it.each([
    ["in a cell of its own", '"Note: N means that data do not meet BLS or State agency disclosure standards."'],
    ["padded to the table's width", `"Source: BLS QCEW, preliminary"${",".repeat(10)}`],
    ["with commas and no quotes", "Source: BLS QCEW, preliminary, as of June 2024"],
    ["with a mark", "* preliminary"],
  ])("is read with a remark below it %s, which is named with its line", async (_, remark) => {
    const { notes, ...result } = await industries({ "2023.csv": `${csvOf(...COUNTY)}${remark}\n`, ...NATION });
    expect(jobsIn({ notes, ...result })).toEqual(JOBS);
    expect(notes.find(({ id }) => id === "remarks-left-out")?.text).toContain(`2023.csv, line ${COUNTY.length + 2}:`);
  });

  it("is not read with rows that are not remarks, or with too many of them", async () => {
    const argv = "industries --qcew . --region 39097 --level sector";
    expect(await refusal(argv, { "2023.csv": `${csvOf(...COUNTY)}39097,5,62\n`, ...NATION })).toContain("2023.csv:7");
    const many = "Note: again\n".repeat(30);
    expect(await refusal(argv, { "2023.csv": `${csvOf(...COUNTY)}${many}`, ...NATION })).toContain("2023.csv:27");
  });
});

describe("a workbook of a county", () => {
  const numbers = (line: string) => line.split(",").map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell));
  const rows = [HEADER.split(","), ...COUNTY.map(numbers)];

  it("is read with codes as numbers", async () => {
    const book = buildWorkbook({ name: "QCEW", rows });
    expect(jobsIn(await industries({ "madison.xlsx": book, ...NATION }))).toEqual(JOBS);
  });

  it("is read with title rows above the header, beside a sheet of notes", async () => {
    const titled = [["QCEW"], ["Madison County, Ohio"], [""], ...rows];
    const book = buildWorkbook({ name: "Data", rows: titled }, { name: "Notes", rows: [["Preliminary"]] });
    expect(jobsIn(await industries({ "madison.xlsx": book, ...NATION }))).toEqual(JOBS);
  });
});

describe("what lies in a folder beside the files", () => {
  const files = { ...yearFiles(2020, 0.8), ...yearFiles(2023) };
  const litter = {
    ".DS_Store": "\0\0\0\u0001Bud1",
    "._2020.csv": "\0\u0005\u0016\u0007 Mac OS X",
    ".~lock.2020.csv#": ",somebody,machine,05.03.2024 10:00;",
    "~$qcew.xlsx": "\u0008somebody",
    "Thumbs.db": "\u00d0\u00cf\u0011\u00e0",
    "desktop.ini": "[.ShellClassInfo]\n",
    "2023 (1).csv": files["2023.csv"]!,
  };

  it("is left out where systems and office programs left it, and a second copy changes nothing", async () => {
    const result = await industries({ ...files, ...litter });
    expect(jobsIn(result)).toEqual(JOBS);
    expect(result.scope.years).toEqual([2020, 2023]);
  });

  it("is an error where a browser left half a download, which is named", async () => {
    const whole = files["2023.csv"]!;
    const half = { "2023 (2).csv.crdownload": whole.slice(0, whole.length - 20) };
    const argv = "industries --qcew . --region 39097 --level sector";
    expect(await refusal(argv, { ...files, ...half })).toMatch(/crdownload:6.*breaks off/);
  });

  it("is a caution where a file holds nothing: its year is missing", async () => {
    const { notes, ...result } = await industries({ ...files, "2021.csv": "" });
    expect(jobsIn({ notes, ...result })).toEqual(JOBS);
    expect(notes).toContainEqual(
      expect.objectContaining({
        id: "qcew-files-empty",
        severity: "caution",
        text: expect.stringContaining("2021.csv"),
      }),
    );
  });

  it("is left out of a zip that macOS made", async () => {
    const zipped = (year: number, scale: number) =>
      buildZip([
        { name: `${year}.csv`, content: yearFiles(year, scale)[`${year}.csv`]! },
        { name: `__MACOSX/._${year}.csv`, content: "\0\u0005\u0016\u0007 Mac OS X, area_fips" },
      ]);
    const { "us-2020.csv": us2020, "us-2023.csv": us2023 } = files;
    const all = { "2020.zip": zipped(2020, 0.8), "2023.zip": zipped(2023, 1), "a.csv": us2020!, "b.csv": us2023! };
    expect(jobsIn(await industries(all))).toEqual(JOBS);
  });
});

describe("a file that is not a QCEW file", () => {
  it.each([
    [
      "fixed width, as before 2000",
      "cn390970.enb",
      `CN3909750000010   23A${"1000".padStart(17)}${"20000".padStart(9)}\n`,
    ],
    [
      "a state agency's table",
      "annual.txt",
      'AREATYPE,AREA,NAICS,NAICS_LEVEL,TITLE,YEAR,ESTAB,AVGEMP\nCounty,Albany County,0,0,"Total",2023,105,2200\n',
    ],
  ])("is refused where it is named: %s", async (_, name, text) => {
    const error = await refusal(`rank --qcew ${name} --region 39097`, { [name]: text });
    expect(error).toContain(`${name}:1: the header matches no QCEW layout`);
    expect(error).toContain("area_fips, own_code, industry_code");
  });

  it("is of the SIC classification: refused alone and among good files", async () => {
    const sic = csvOf("39097,0,SIC_0Z,26,0,1999,A,,881,17578,811243612", "39097,5,SIC_20,28,0,1999,A,,9,578,8112436");
    const files = { ...yearFiles(2020), "sic.csv": sic };
    expect(await refusal("rank --qcew . --region 39097", files)).toContain("sic.csv:2:industry_code: rows of the SIC");
    expect(await refusal("inspect sic.csv", files)).toContain("rows of the SIC classification");
  });
});

describe("rows of ownerships that are sums, 8 of all government and 9 of all under U.I.", () => {
  it("count in no figure, and contradict nothing", async () => {
    const sums = ["39097,8,10,71,0,2023,A,,10,300,15000000", "39097,9,10,71,0,2023,A,,617,6371,318550000"];
    const local = ["39097,3,10,71,0,2023,A,,10,300,15000000", "39097,3,62,74,0,2023,A,,10,300,15000000"];
    const total = COUNTY[0]!.split(",").map(Number);
    const [firms, jobs] = [total[8]! + 10, total[9]! + 300];
    const all = [`39097,0,10,70,0,2023,A,,${firms},${jobs},${jobs * 50_000}`, ...COUNTY.slice(1), ...local];
    const without = await industries({ "2023.csv": csvOf(...all), ...NATION });
    const withSums = await industries({ "2023.csv": csvOf(...all, ...sums), ...NATION });
    expect(jobsIn(withSums)).toEqual(JOBS);
    const contradiction = ({ notes }: FieldResult) => notes.find(({ id }) => id === "qcew-contradictions")?.text;
    expect(contradiction(withSums)).toBe(contradiction(without));
  });
});

describe("Puerto Rico, the Virgin Islands, a municipio, the District", () => {
  it.each([
    ["PR", "72000"],
    ["Virgin Islands", "78000"],
    ["72127", "72127"],
    ["San Juan Municipio, PR", "72127"],
    ["11001", "11001"],
  ])("%s is %s, with rows of its own", async (region, area) => {
    const levels = area.endsWith("000") ? ["50", "51", "54"] : ["70", "71", "74"];
    const rows = areaRows(area, 2023).map((row) =>
      row.replace(/,7([014]),0,/, (_, level: string) => `,${levels["014".indexOf(level)]!},0,`),
    );
    expect(jobsIn(await industries({ "area.csv": csvOf(...rows), ...NATION }, region))).toEqual(JOBS);
  });
});

describe("files of quarters", () => {
  const header = HEADER.replace(
    "annual_avg_estabs,annual_avg_emplvl,total_annual_wages",
    "qtrly_estabs,month1_emplvl,month2_emplvl,month3_emplvl,total_qtrly_wages",
  );
  const quarterly = (rows: readonly string[], quarter: number): string[] =>
    rows.map((row) => {
      const cells = row.split(",");
      const [firms, jobs, wages] = cells.slice(8) as [string, string, string];
      return [...cells.slice(0, 6), quarter, "", firms, jobs, jobs, jobs, wages].join(",");
    });
  const file = (year: number, quarter: number, ...areas: readonly ("39097" | "US000")[]): string => {
    const kind = (area: string) => (area === "US000" ? ({ scale: 1_000, kind: "nation" } as const) : {});
    const rows = areas.flatMap((area) => quarterly(areaRows(area, year, kind(area)), quarter));
    return `${[header, ...rows].join("\n")}\n`;
  };
  const both = ["39097", "US000"] as const;
  const files = {
    "a.csv": file(2021, 1, ...both),
    "b.csv": file(2021, 2, "US000"),
    "c.csv": file(2021, 4, ...both),
    "d.csv": file(2022, 1, ...both),
    "e.csv": file(2022, 2, ...both),
  };
  const notesOf = async (quarter: number): Promise<readonly string[]> => {
    const argv = ["industries", "--qcew", ".", "--region", "39097", "--level", "sector", "--json"];
    const { stdout } = await run([...argv, "--quarter", String(quarter)], save(files));
    return (JSON.parse(stdout) as FieldResult).notes.map(({ text }) => text);
  };

  it("say of which quarter a year is the latest, or the only one", async () => {
    // The files hold 2022, of its first two quarters.
    const last = await notesOf(4);
    expect(last).toContain("Year 2021: the latest of quarter 4 in the files.");
    expect(last).toContain("The files hold no year before 2021: growth can't be computed.");
    expect(await notesOf(2)).toContain(
      "The files hold no rows of quarter 2 of the region before 2022, though they hold 2021 of other areas: growth can't be computed.",
    );
  });

  it("have a hole where a quarter between two others is missing", async () => {
    const { status, stdout } = await run("inspect . --strict", save(files));
    expect(status).toBe(4);
    expect(stdout).toContain("39097 Madison County, Ohio: no rows of 2021 Q2");
  });
});

describe("an extract of totals and sectors", () => {
  it("has one caution that says so, and none of damage", async () => {
    const { notes } = await industries({ ...yearFiles(2020, 0.8), ...yearFiles(2023) });
    const about = ["levels-left-out", "no-parents", "qcew-contradictions"];
    expect(notes.map(({ id }) => id).filter((id) => about.includes(id))).toEqual(["levels-left-out"]);
  });
});

describe("years before NAICS 2007", () => {
  const files = { ...yearFiles(2000), ...yearFiles(2018) };

  it("give no growth, which is said, and a year alone as ever", async () => {
    const { notes, ...result } = await industries(files);
    expect(jobsIn({ notes, ...result })).toEqual(JOBS);
    expect(notes).toContainEqual(
      expect.objectContaining({ id: "no-earlier-year", severity: "caution", text: expect.stringContaining("2000") }),
    );
  });

  it("are refused where they are asked for, with advice that works", async () => {
    const error = await refusal("industries --qcew . --region 39097 --level sector --since 2000", files);
    expect(error).toContain("leave --since out");
  });
});

describe("projections without an industry", () => {
  it.each([
    ["occupations under another heading", "Code,Title,2022,2032\n29-1141,Registered nurses,1000,1200\n"],
    ["the SIC classification", "SIC,Title,2022,2032\n15,Building,1000,1200\n80,Health services,1500,1800\n"],
  ])("are refused: %s", async (_, text) => {
    const argv = "industries --qcew . --region 39097 --level sector --projections p/p.csv";
    expect(await refusal(argv, { ...yearFiles(2023), "p/p.csv": text })).toContain(
      "no line of the projections is an industry",
    );
  });
});
