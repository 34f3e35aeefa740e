import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disclosed, estimated, SUPPRESSED, type Datum } from "../../src/core/datum.js";
import { renderCsv, renderTableCsv } from "../../src/render/csv.js";
import type { ReportTable } from "../../src/report/report.js";
import { sampleReport } from "./sample-report.js";

function textTable(texts: readonly string[]): ReportTable {
  return {
    id: "t",
    title: "",
    columns: [
      { id: "title", label: "Title", kind: "text", priority: 1 },
      { id: "count", label: "Count", kind: "number", priority: 1 },
    ],
    rows: texts.map((title, count) => ({ cells: { title, count: -count } })),
  };
}

describe("CSV", () => {
  it("writes full precision, a status beside every quantity and a range beside an estimate", () => {
    const [header, hospitals, vehicles, , computing, crops] = parse(renderCsv(sampleReport())) as string[][];
    const cell = (row: string[] | undefined, id: string): string | undefined => row?.[header!.indexOf(id)];
    expect(cell(hospitals, "growth")).toBe("0.0421");
    expect(cell(hospitals, "growth_status")).toBe("disclosed");
    expect(cell(hospitals, "growth_low")).toBe("");
    expect([cell(vehicles, "lq"), cell(vehicles, "lq_low"), cell(vehicles, "lq_high")]).toEqual([
      "2.104",
      "1.9",
      "2.4",
    ]);
    expect([cell(computing, "growth"), cell(computing, "growth_status")]).toEqual(["", "undefined"]);
    expect([cell(crops, "employment"), cell(crops, "employment_status")]).toEqual(["", "suppressed"]);
    expect([cell(crops, "establishments"), cell(crops, "establishments_status")]).toEqual(["0", "disclosed"]);
    expect(cell(vehicles, "rank")).toBe("2.5");
    expect(header).not.toContain("rank_status");
  });

  it("writes a top code as the least that it may be, with its status", () => {
    const table: ReportTable = {
      id: "t",
      title: "",
      columns: [{ id: "pay", label: "Pay", kind: "number", unit: "dollars", priority: 1 }],
      rows: [{ cells: { pay: { status: "top-coded", atLeast: 239_200 } } }],
    };
    expect(renderTableCsv(table)).toBe("pay,pay_status,pay_low,pay_high\n239200,top-coded,,\n");
  });

  it("ends every line in LF and starts without a byte order mark", () => {
    const text = renderCsv(sampleReport());
    expect(text).not.toContain("\r");
    expect(text.startsWith("rank,naics,title,score,employment,employment_status")).toBe(true);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("has the same header whether anything is suppressed or not", () => {
    const table = (datum: Datum): ReportTable => ({
      id: "t",
      title: "",
      columns: [{ id: "jobs", label: "Jobs", kind: "number", priority: 1 }],
      rows: [{ cells: { jobs: datum } }],
    });
    const header = "jobs,jobs_status,jobs_low,jobs_high";
    for (const datum of [disclosed(1), SUPPRESSED, estimated(1, { low: 0, high: 2 })]) {
      expect(renderTableCsv(table(datum)).split("\n")[0]).toBe(header);
    }
  });

  it("keeps a spreadsheet from running text as a formula, and leaves negative numbers alone", () => {
    const text = renderTableCsv(textTable(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "31-33", "a=b"]));
    expect(parse(text)).toEqual([
      ["title", "count"],
      ["'=1+1", "0"],
      ["'+1", "-1"],
      ["'-1", "-2"],
      ["'@SUM(A1)", "-3"],
      ["'\tx", "-4"],
      ["'\rx", "-5"],
      ["31-33", "-6"],
      ["a=b", "-7"],
    ]);
  });

  it("gives every text back when one apostrophe is taken off", () => {
    const back = (field: string): string => (/^'+[=+\-@\t\r\n]/.test(field) ? field.slice(1) : field);
    for (const text of ["=1+1", "'=1+1", "''-2", "'", "'quoted'", "O'Brien", "@x", "\tx", "plain"]) {
      const table: ReportTable = {
        id: "t",
        title: "",
        columns: [{ id: "title", label: "Title", kind: "text", priority: 1 }],
        rows: [{ cells: { title: text } }],
      };
      const [, [field]] = parse(renderTableCsv(table)) as [string[], string[]];
      expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(back(field!)).toBe(text);
    }
  });

  it("survives a round trip through another parser, whatever the text is", () => {
    const texts = fc.array(
      fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r\n]/.test(text)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(texts, (titles) => {
        const rows = parse(renderTableCsv(textTable(titles)), { columns: true }) as { title: string }[];
        expect(rows.map(({ title }) => title)).toEqual(titles);
      }),
    );
  });

  it("keeps every digit of a number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const table: ReportTable = {
          id: "t",
          title: "",
          columns: [{ id: "x", label: "X", kind: "number", priority: 1 }],
          rows: [{ cells: { x: value } }],
        };
        expect(Number(renderTableCsv(table).split("\n")[1])).toBe(value + 0);
      }),
    );
  });
});
