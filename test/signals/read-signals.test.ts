import { gzipSync } from "node:zlib";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError, InputErrors } from "../../src/core/errors.js";
import { readSignals, recogniseSignal, type SignalReading } from "../../src/signals/read/read-signals.js";
import type { Publisher, SignalCell } from "../../src/signals/signal.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const FOLDER = mkdtempSync(join(tmpdir(), "sector-rank-signals-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const ANY: Parameters<typeof readSignals>[1] = { isArea: () => true, isYear: () => true };

function fileOf(name: string, content: string | Buffer): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

function read(publisher: Publisher, path: string, wanted = ANY): Promise<SignalReading> {
  return readSignals([{ publisher, path }], wanted, { cwd: FOLDER, hash: false });
}

async function problemsOf(publisher: Publisher, path: string): Promise<readonly InputError[]> {
  try {
    await read(publisher, path);
  } catch (error) {
    if (error instanceof InputErrors) return error.errors;
    if (error instanceof InputError) return [error];
    throw error;
  }
  return [];
}

function cellIn({ signals }: SignalReading, area: string, naics: string, quarter = 0): SignalCell | undefined {
  return signals
    .find((signal) => signal.quarter === quarter)
    ?.areas.get(area)
    ?.get(naics);
}

const CO_HEADER =
  "fipstate,fipscty,naics,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,n<5,n5_9,n10_19,n20_49,n50_99,n100_249,n250_499,n500_999,n1000,n1000_1,n1000_2,n1000_3,n1000_4";

describe("County Business Patterns as the Census Bureau's own files have it", () => {
  const text = [
    CO_HEADER,
    "39,049,------,G,650000,G,1,G,1,30000,N,N,N,N,N,N,N,N,N,N,N,N,N",
    "39,049,31----,G,30000,G,1,G,1,900,N,N,N,N,N,N,N,N,N,N,N,N,N",
    "39,049,336///,J,2400,G,1,G,1,12,3,N,3,3,N,3,N,N,N,N,N,N,N",
    "39,049,3361//,D,0,D,0,D,0,10,4,0,0,5,0,1,0,0,0,0,0,0,0",
    "39,049,111///,G,50,G,1,G,1,5,5,N,N,N,N,N,N,N,N,N,N,N,N",
    "39,999,336///,G,7,G,1,G,1,4,4,N,N,N,N,N,N,N,N,N,N,N,N",
  ].join("\n");

  it("takes area, industry, noise and year, which stands in the name alone", async () => {
    const reading = await read("cbp", fileOf("cbp22co.txt", text));
    expect(reading.signals).toHaveLength(1);
    // County Business Patterns of 2022 are in NAICS 2017, where QCEW is in NAICS 2022.
    expect(reading.signals[0]).toMatchObject({ publisher: "cbp", year: 2022, quarter: 0, naics: 2017 });
    expect(cellIn(reading, "39049", "31-33")).toEqual({
      kind: "jobs",
      jobs: 30_000,
      low: 30_000,
      high: 30_000,
      establishments: 900,
    });
    expect(cellIn(reading, "39049", "336")).toMatchObject({ kind: "noisy", jobs: 2_400 });
  });

  it("adds up establishments by size where the number is withheld", async () => {
    const cell = cellIn(await read("cbp", fileOf("cbp22co.txt", text)), "39049", "3361")!;
    expect(cell.kind).toBe("sizes");
    // 4 under five jobs, 5 of 20 to 49, 1 of 100 to 249: at least 0 + 100 + 100, at most 16 + 245 + 249.
    expect([cell.low, cell.high]).toEqual([200, 510]);
    // Means of the classes, of the nation in 2021: 7,415,833 ÷ 4,614,481, 21,096,625 ÷ 702,372, 19,368,119 ÷ 128,680.
    const expected = 4 * (7_415_833 / 4_614_481) + 5 * (21_096_625 / 702_372) + 19_368_119 / 128_680;
    expect(cell.jobs / expected).toBeCloseTo(1, 2);
  });

  it("leaves out what it covers otherwise than QCEW, and what no county was found for", async () => {
    const reading = await read("cbp", fileOf("cbp22co.txt", text));
    expect(cellIn(reading, "39049", "111")).toBeUndefined();
    expect([...reading.signals[0]!.areas.keys()]).toEqual(["39049"]);
  });

  it("takes ranges of jobs for letters, as until 2016, narrowed by sizes", async () => {
    const flags = [
      "fipstate,fipscty,naics,empflag,emp_nf,emp,est,n1_4,n5_9,n10_19,n20_49,n50_99,n100_249,n250_499,n500_999,n1000",
      "39,49,3361//,c,D,0,3,0,0,0,1,2,0,0,0,0",
      "39,49,3362//,b,D,0,2,,,,,,,,,",
    ].join("\r\n");
    const reading = await read("cbp", fileOf("cbp16co.csv", flags));
    expect(reading.signals[0]).toMatchObject({ year: 2016, naics: 2012 });
    // c is 100 to 249; one of 20 to 49 and two of 50 to 99 are 120 to 247 together.
    expect(cellIn(reading, "39049", "3361")).toMatchObject({ kind: "sizes", low: 120, high: 247 });
    // The geometric mean of 20 and 99.
    expect(cellIn(reading, "39049", "3362")).toMatchObject({
      kind: "range",
      low: 20,
      high: 99,
      jobs: Math.sqrt(1_980),
    });
  });

  it("is read out of gzip, and keeps the areas and years asked for alone", async () => {
    const path = fileOf("cbp22co.csv.gz", gzipSync(text));
    const elsewhere = await read("cbp", path, { isArea: (code) => code === "39041", isYear: () => true });
    expect(elsewhere.signals).toEqual([]);
    expect(elsewhere.notes[0]).toMatchObject({ id: "signal-unused", text: expect.stringContaining("other areas") });
  });
});

describe("County Business Patterns as downloaded", () => {
  it("takes totals and sizes out of the rows of data.census.gov", async () => {
    const header = "GEO_ID,NAME,NAICS2017,LFO,EMPSZES,YEAR,ESTAB,EMP,EMP_N,";
    const words = "Geographic identifier code,Area,2017 NAICS code,Form,Size,Year,Establishments,Employees,Noise,";
    const row = (...cells: readonly string[]): string => `${cells.map((cell) => `"${cell}"`).join(",")},`;
    const text = [
      header,
      words,
      row("0500000US21001", "Adair", "3231", "001", "001", "2020", "18", "341", "H"),
      row("0500000US21001", "Adair", "3231", "920", "001", "2020", "9", "100", "H"),
      row("0500000US21001", "Adair", "3231", "001", "210", "2020", "6", "N", "N"),
      row("310M500US18140", "Columbus", "3231", "001", "001", "2020", "40", "900", "G"),
      row("0400000US21", "Kentucky", "3231", "001", "001", "2020", "200", "5000", "J"),
    ].join("\n");
    const reading = await read("cbp", fileOf("CBP2020.CB2000CBP-Data.csv", `\ufeff${text}`));
    expect(cellIn(reading, "21001", "3231")).toMatchObject({ kind: "jobs", jobs: 341, establishments: 18 });
    expect(cellIn(reading, "C1814", "3231")).toMatchObject({ kind: "jobs", jobs: 900 });
    expect(cellIn(reading, "21000", "3231")).toMatchObject({ kind: "noisy", jobs: 5_000 });
  });

  it("takes replies of the API, whose year is in the name", async () => {
    const reply = [
      ["NAICS2022", "ESTAB", "EMP", "state", "county"],
      ["3231", "12", "150", "39", "049"],
      ["3232", "2", null, "39", "049"],
    ];
    const reading = await read("cbp", fileOf("cbp-2023-naics2022.json", JSON.stringify(reply)));
    expect(reading.signals[0]).toMatchObject({ year: 2023, naics: 2022 });
    expect(cellIn(reading, "39049", "3231")).toMatchObject({ jobs: 150 });
    expect(cellIn(reading, "39049", "3232")).toBeUndefined();
  });
});

const KENTUCKY = "cbp/CBP2020.CB2000CBP-Data_ky.csv";
const EIGHT_STATES = "cbp/BP_2016_00A1_with_ann_8_states.csv";

describeShared("published files of County Business Patterns", [KENTUCKY, EIGHT_STATES], () => {
  it("give their areas, industries and ranges", async () => {
    // The state and its 120 counties.
    expect((await read("cbp", sharedData(KENTUCKY))).signals[0]!.areas.size).toBe(121);
    const states = await read("cbp", sharedData(EIGHT_STATES));
    expect(cellIn(states, "18000", "1133")).toMatchObject({ jobs: 213, establishments: 72 });
    const cells = [...states.signals[0]!.areas.values()].flatMap((industries) => [...industries.values()]);
    // 112 rows have a letter; few of them are of industries that it does not cover as QCEW does.
    const ranges = cells.filter(({ kind }) => kind === "range").length;
    expect(ranges).toBeLessThanOrEqual(112);
    expect(ranges).toBeGreaterThan(100);
  });
});

const QWI_HEADER = "geo_level,geography,ind_level,industry,ownercode,sex,agegrp,seasonadj,year,quarter,Emp,sEmp";

describe("Quarterly Workforce Indicators", () => {
  const row = (industry: string, quarter: number, jobs: string, status: string, rest = "A05,0,A00,U"): string =>
    `C,39049,4,${industry},${rest},2016,${quarter},${jobs},${status}`;
  const text = [
    QWI_HEADER,
    row("3231", 1, "100", "1"),
    row("3231", 2, "140", "1"),
    row("3232", 1, "70", "9"),
    row("3233", 1, "", "5"),
    row("3231", 1, "60", "1", "A05,1,A00,U"),
    row("3231", 1, "170", "1", "A00,0,A00,U"),
  ].join("\n");

  it("takes private jobs of all workers by quarter, with the mean of the year's quarters", async () => {
    const reading = await read("qwi", fileOf("qwi.csv", text));
    expect(cellIn(reading, "39049", "3231", 1)).toMatchObject({ kind: "jobs", jobs: 100 });
    expect(cellIn(reading, "39049", "3231", 2)).toMatchObject({ kind: "jobs", jobs: 140 });
    expect(cellIn(reading, "39049", "3231", 0)).toMatchObject({ kind: "jobs", jobs: 120 });
  });

  it("keeps distorted numbers apart, and takes nothing for what is withheld", async () => {
    const reading = await read("qwi", fileOf("qwi.csv", text));
    expect(cellIn(reading, "39049", "3232", 1)).toMatchObject({ kind: "noisy", jobs: 70 });
    expect(cellIn(reading, "39049", "3233", 1)).toBeUndefined();
  });

  it("takes replies of the API", async () => {
    const reply = [
      ["industry", "ownercode", "Emp", "sEmp", "time", "state", "county"],
      ["3231", "A05", "100", "1", "2016-Q3", "39", "049"],
    ];
    const reading = await read("qwi", fileOf("qwi.json", JSON.stringify(reply)));
    expect(cellIn(reading, "39049", "3231", 3)).toMatchObject({ jobs: 100 });
  });

  it("says so where no row is of private jobs", async () => {
    const path = fileOf("qwi-all.csv", [QWI_HEADER, row("3231", 1, "170", "1", "A00,0,A00,U")].join("\n"));
    expect((await read("qwi", path)).notes[0]!.text).toContain("ownercode A05");
  });
});

describe("files that are none, or damaged", () => {
  it("are refused with the other publisher's name, where it is theirs", async () => {
    const path = fileOf("mistaken.csv", [QWI_HEADER, "C,39049,4,3231,A05,0,A00,U,2016,1,100,1"].join("\n"));
    expect((await problemsOf("cbp", path))[0]!.details).toMatchObject({
      code: "SIGNAL_FILE",
      hint: `write --signal qwi=${path}`,
    });
    expect(await recogniseSignal(path, FOLDER)).toBe("qwi");
  });

  it("name every faulty cell by line and column", async () => {
    const rows = ["39,049,3231,many,12", "39,049,32x1,10,3", "39,9999,3231,10,3", "39,049,3232,-5,3", "39,049,3233,10"];
    const path = fileOf("cbp-2022-faulty.csv", ["fipstate,fipscty,naics,emp,est", ...rows].join("\n"));
    const places = (await problemsOf("cbp", path)).map(({ details }) => [details.where?.line, details.where?.column]);
    expect(places).toEqual([
      [2, "emp"],
      [3, "naics"],
      [4, "fipscty"],
      [5, "emp"],
      [6, undefined],
    ]);
  });

  it("name the row that contradicts one before it", async () => {
    const rows = ["39,049,3231,10,3", "39,049,3231,11,3"];
    const path = fileOf("cbp-2022-twice.csv", ["fipstate,fipscty,naics,emp,est", ...rows].join("\n"));
    expect((await problemsOf("cbp", path))[0]!.details.where).toMatchObject({ line: 3, column: "naics" });
  });

  it("need a year in a column or in their name", async () => {
    const path = fileOf("cbp.csv", "fipstate,fipscty,naics,emp,est\n39,049,3231,10,3");
    expect((await problemsOf("cbp", path))[0]!.message).toContain("says the year");
  });

  it("end a reading after twenty problems", async () => {
    const rows = Array.from({ length: 200 }, () => "39,049,3231,many,12");
    const path = fileOf("cbp-2022-long.csv", ["fipstate,fipscty,naics,emp,est", ...rows].join("\n"));
    expect(await problemsOf("cbp", path)).toHaveLength(20);
  });
});
