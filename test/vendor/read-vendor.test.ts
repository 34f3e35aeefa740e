import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeXlsx } from "hucre/xlsx";
import { knownValue } from "../../src/core/datum.js";
import { findGrowthScale } from "../../src/vendor/growth-scale.js";
import { isVendorFile, readVendorTable } from "../../src/vendor/read-vendor.js";
import type { VendorTable } from "../../src/vendor/table.js";
import { findWorkers } from "../../src/vendor/vendors.js";
import { makeFolder, removeFolder } from "../cli/run-cli.js";

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

function save(lines: readonly string[], encoding: BufferEncoding = "utf8", before = ""): string {
  const file = join(folder, "table.csv");
  writeFileSync(file, Buffer.from(`${before}${lines.join("\n")}\n`, encoding));
  return file;
}

const read = async (...lines: readonly string[]): Promise<VendorTable> => readVendorTable(save(lines));
const datum = (table: VendorTable, code: string, id: string) =>
  table.rows.find((row) => row.code === code)!.figures.get(id)!;

const HEADER =
  "NAICS,Description,2018 Jobs,2023 Jobs,2018 - 2023 Change,2018 - 2023 % Change,2023 Location Quotient,Avg. Earnings Per Job,Competitive Effect";
const LIGHTCAST = [
  "Industry Table",
  '"Lightcast 2024.1 - QCEW Employees, Non-QCEW Employees, and Self-Employed"',
  "",
  HEADER,
  '3361,Motor vehicles,"1,000","1,052",52,5.2,1.30,"$80,000",(12)',
  "3362,Bodies,200,190,-10,-5.0,0.50,$61000,-3",
  "3363,Parts,<10,<10,Insf. Data,Insf. Data,0.02,Insf. Data,0",
  "31,Manufacturing,1205,1247,42,3.5,1.00,$79000,-15",
  "9036,State government,5,6,1,20.0,0.1,$50000,1",
  ",Total,1205,1247,42,3.5,1.00,$79000,-15",
  "Source: made up",
];

describe("an industry table of Lightcast", () => {
  it("has years, figures and classes of worker as it heads and says them", async () => {
    const table = await read(...LIGHTCAST);
    expect(table).toMatchObject({ vendor: "lightcast", year: 2023, release: "2024.1", heading: "Industry Table" });
    expect(table.workers).toEqual(["qcew", "nonQcew", "selfEmployed"]);
    expect(datum(table, "3361", "lightcastJobs2023")).toEqual({ status: "disclosed", value: 1052 });
    expect(datum(table, "3361", "lightcastEarnings")).toEqual({ status: "disclosed", value: 80_000 });
    // In brackets: a negative number.
    expect(datum(table, "3361", "lightcastCompetitiveEffect")).toEqual({ status: "disclosed", value: -12 });
    expect(table.total?.line).toBe(10);
    expect(table.foreign.map(({ code }) => code)).toEqual(["9036"]);
    // 31 is QCEW's 31-33: two levels in one table.
    expect(table.rows.map(({ code, level }) => `${code} ${level}`)).toEqual([
      "3361 4",
      "3362 4",
      "3363 4",
      "31-33 sector",
    ]);
  });

  it("never makes a number of what the vendor does not show", async () => {
    const table = await read(...LIGHTCAST);
    expect(datum(table, "3363", "lightcastJobs2023")).toEqual({ status: "suppressed" });
    expect(datum(table, "3363", "lightcastEarnings").status).toBe("undefined");
    expect(table.marks).toEqual({ few: 2, insufficient: 3 });
  });

  // 1,052 ÷ 1,000 − 1 = 0.052, however it is printed.
  it.each([
    ["a percentage", "5.2", "-5.0"],
    ["a percentage with its sign", "5.2%", "-5.0%"],
    ["a fraction", "0.052", "-0.05"],
  ])("reads a growth that is %s", async (_, first, second) => {
    const table = await read(
      HEADER,
      `3361,A,1000,1052,52,${first},1,80000,0`,
      `3362,B,200,190,-10,${second},1,61000,0`,
    );
    expect(knownValue(datum(table, "3361", "lightcastGrowth2018to2023"))).toBeCloseTo(0.052, 12);
  });

  it("does not guess a growth that nothing explains", async () => {
    const table = await read("NAICS,Description,2023 Jobs,2018 - 2023 % Change", "3361,A,1052,0.9");
    expect(datum(table, "3361", "lightcastGrowth2018to2023").status).toBe("undefined");
    expect(table.notes.map(({ id }) => id)).toContain("vendor-percent-unknown");
  });

  it("says that a 0 of its CSV may be fewer than ten, and that no pay is 0", async () => {
    const table = await read(HEADER, "3361,A,1000,1052,52,0.052,1,80000,0", "3362,B,0,0,0,0,0,0,0");
    expect(datum(table, "3362", "lightcastEarnings").status).toBe("undefined");
    expect(table.notes.map(({ id }) => id)).toEqual(["vendor-zero-pay", "vendor-zero-jobs"]);
  });

  it("has no growth from nothing", async () => {
    const table = await read(HEADER, "3361,A,1000,1052,52,0.052,1,80000,0", "3362,B,0,90,90,0,1,50000,0");
    expect(datum(table, "3362", "lightcastGrowth2018to2023")).toMatchObject({ status: "undefined" });
  });

  it("is known in UTF-16 and behind a byte order mark", async () => {
    expect(await isVendorFile(save(LIGHTCAST, "utf16le", "\ufeff"))).toBe(true);
    expect((await readVendorTable(save(LIGHTCAST, "utf8", "\ufeff"))).rows).toHaveLength(4);
  });

  it("has the same figures in a workbook, whose growths are percentages by their format", async () => {
    const file = join(folder, "table.xlsx");
    const heads = HEADER.split(",");
    const cells = [
      ["3361", "Motor vehicles", 1000, 1052, 52, 0.052, 1.3, 80_000, -12],
      ["3362", "Bodies", 200, 190, -10, -0.05, 0.5, 61_000, -3],
      ["3363", "Parts", "<10", "<10", "Insf. Data", "Insf. Data", 0.02, "Insf. Data", 0],
    ];
    const sheets = [
      { name: "About", rows: LIGHTCAST.slice(0, 2).map((text) => [text.replaceAll('"', "")]) },
      { name: "Industries", rows: [heads, ...cells] },
    ];
    writeFileSync(file, await writeXlsx({ sheets }));
    expect(await isVendorFile(file)).toBe(true);
    const table = await readVendorTable(file);
    expect(table).toMatchObject({ vendor: "lightcast", year: 2023, release: "2024.1" });
    expect(table.workers).toEqual(["qcew", "nonQcew", "selfEmployed"]);
    const text = await read(...LIGHTCAST.slice(0, 7));
    for (const code of ["3361", "3362", "3363"]) {
      // 5.2 ÷ 100 is 0.052 but for the last bit.
      const [row, other] = [table, text].map(({ rows }) =>
        JSON.stringify([...rows.find((each) => each.code === code)!.figures], (_, value: unknown) =>
          typeof value === "number" ? Number(value.toPrecision(12)) : value,
        ),
      );
      expect(row).toBe(other);
    }
  });

  it("is not taken for what a user made by hand", async () => {
    expect(await isVendorFile(save(["naics,title,jobs,lq", "336,Cars,10,1.2"]))).toBe(false);
    expect(await isVendorFile(save(["NAICS,Description,2023 Jobs", "336,Cars,10"]))).toBe(false);
  });
});

const JOBSEQ = [
  "Industry Snapshot",
  ",,Current,,,5-Year History,,1-Year Forecast",
  "NAICS,Industry,Empl,Avg Ann Wages2,LQ,Empl Change,Ann %,Total Demand,Exits,Transfers,Empl Growth,Ann % Growth",
  '722,Food services,"1,050","$24,000",0.97,50,1.0%,190,80,95,15,1.4%',
  ',Total - All Industries,"1,050","$24,000",1.00,50,1.0%,190,80,95,15,1.4%',
  "Source: a made-up table",
  "Employment data as of 2023Q4, which is a mean of four quarters.",
];

describe("an industry snapshot of JobsEQ", () => {
  it("is dated by its notes: the year, five years of history, one of forecast", async () => {
    const table = await read(...JOBSEQ);
    expect(table).toMatchObject({ vendor: "jobseq", year: 2023, release: "2023Q4", workers: [] });
    expect(table.columns.map(({ id }) => id)).toEqual([
      "jobseqJobs2023",
      "jobseqWages2023",
      "jobseqLq2023",
      "jobseqChange2018to2023",
      "jobseqYearlyGrowth2018to2023",
      "jobseqTotalDemand2023to2024",
      "jobseqExits2023to2024",
      "jobseqTransfers2023to2024",
      "jobseqProjectedChange2023to2024",
      "jobseqProjectedYearlyGrowth2023to2024",
    ]);
    expect(datum(table, "722", "jobseqYearlyGrowth2018to2023")).toEqual({ status: "disclosed", value: 0.01 });
    expect(table.total?.figures.get("jobseqJobs2023")).toEqual({ status: "disclosed", value: 1050 });
  });

  it("says so where nothing dates it", async () => {
    const table = await read(...JOBSEQ.slice(2, 4));
    expect(table.year).toBeUndefined();
    expect(table.notes.map(({ id }) => id)).toContain("vendor-year-unknown");
  });
});

describe("the scale of growths", () => {
  it("is that of most rows, so that one odd row does not turn it round, and open where as many say one as the other", () => {
    const cases = [
      { printed: 5, expected: 0.05 },
      { printed: 0.02, expected: 0.02 },
      { printed: -3, expected: -0.03 },
    ];
    expect(findGrowthScale(cases)).toBe(100);
    expect(findGrowthScale(cases.slice(0, 2))).toBeUndefined();
    // Growth below half a percent says nothing.
    expect(findGrowthScale([{ printed: 0.4, expected: 0.004 }])).toBeUndefined();
  });
});

describe("the classes of worker that a file's texts name", () => {
  it("are those of a list, also on a sheet of parameters", () => {
    const title = "Lightcast 2024.1 - QCEW Employees, Non-QCEW Employees, and Self-Employed";
    expect(findWorkers([title])).toEqual(["qcew", "nonQcew", "selfEmployed"]);
    expect(findWorkers(["Class of Worker", "Non-QCEW Employees", "2023"])).toEqual(["nonQcew"]);
    expect(findWorkers(["Class of Worker:", "Extended Proprietors"])).toEqual(["proprietors"]);
  });

  it("are none where a sentence speaks of the self-employed", () => {
    expect(findWorkers(["Note: wages are not known of the self-employed."])).toEqual([]);
  });
});
