import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { renderTerminal } from "../../src/render/terminal.js";
import { displayWidth, wrapLimited, wrapText } from "../../src/render/text-layout.js";
import { coloredStyle } from "../../src/render/text-style.js";
import type { Report, ReportRow } from "../../src/report/report.js";
import { SAMPLE_ROWS, sampleReport } from "./sample-report.js";

function withRows(rows: readonly ReportRow[]): ReturnType<typeof sampleReport> {
  const report = sampleReport();
  return { ...report, tables: [{ ...report.tables[0], rows }] };
}

function withTitle(title: string): string {
  return renderTerminal(withRows([{ cells: { ...SAMPLE_ROWS[0]!.cells, title } }]), { width: 80 });
}

describe("a report on a terminal", () => {
  it("fits 80 columns, and says which columns it left out and how to see them", () => {
    const text = renderTerminal(sampleReport(), { width: 80 });
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
    expect(text).toContain(
      [
        "                                    Mean     Jobs   Average     Growth  Location",
        "Rank  NAICS  Industry               rank     2023       pay  2020–2023  quotient",
        "────────────────────────────────────────────────────────────────────────────────",
        "   1  622    Hospitals               2.8   45,012   $71,235       4.2%      1.42",
        " 2.5  336    Transportation          5.3  ~12,345  ~$83,100     ~−3.1%     ~2.10",
        "             equipment manufactur…",
        "────────────────────────────────────────────────────────────────────────────────",
        " 2.5  493    Warehousing and         5.3   22,110   $49,870      31.8%      2.61",
        "             storage",
      ].join("\n"),
    );
    expect(text).toContain("\n4 more columns: --all-columns, or --out FILE.csv.\n");
  });

  it("shows all columns and whole titles at 160", () => {
    const text = renderTerminal(sampleReport(), { width: 160 });
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(160);
    expect(text).not.toContain("more columns");
    expect(text).toContain("Transportation equipment manufacturing  ");
  });

  it.each([40, 60, 100, 120, 200])("fits %i columns", (width) => {
    const text = renderTerminal(sampleReport(), { width });
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(width);
  });

  it("explains the marks that it uses, and only those", () => {
    const all = renderTerminal(sampleReport(), { width: 160 });
    for (const mark of ["~ estimated", "(s) suppressed", "– no row", "n/a no answer: no jobs in 2020"]) {
      expect(all).toContain(mark);
    }
    const plain = renderTerminal(withRows([SAMPLE_ROWS[2]!]), { width: 160 });
    for (const mark of ["~ estimated", "(s) suppressed", "– no row", "n/a no answer"])
      expect(plain).not.toContain(mark);
  });

  it("draws a line under the short list, and a mark on emphasised rows that are scattered", () => {
    expect(renderTerminal(sampleReport(), { width: 80 })).toContain("above the line: short list");
    const scattered = renderTerminal(withRows([SAMPLE_ROWS[2]!, SAMPLE_ROWS[0]!]), { width: 80 });
    expect(scattered).toContain("* Hospitals");
    expect(scattered).toContain("* short list");
    expect(scattered).not.toContain("above the line");
  });

  it("has no escapes and no blanks at the ends of lines without colour", () => {
    const text = renderTerminal(sampleReport(), { width: 80 });
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/ $/m);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("says the same with colour as without", async () => {
    const colored = renderTerminal(sampleReport(), { width: 80, style: await coloredStyle() });
    expect(colored).toContain("\u001b[1m");
    // eslint-disable-next-line no-control-regex
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(renderTerminal(sampleReport(), { width: 80 }));
  });

  it("says so when a table has no rows", () => {
    expect(renderTerminal(withRows([]), { width: 80 })).toContain("\n(none)\n");
  });

  it("disarms escape sequences and other control characters in titles", () => {
    expect(withTitle("Evil\u001b[2J\u001b]0;title\u0007\u0008\u202e industry\r\nnext")).toContain("Evil industry next");
  });

  it("counts East Asian characters as two columns", () => {
    const line = withTitle("病院と診療所")
      .split("\n")
      .find((each) => each.includes("病院"));
    expect(displayWidth("病院と診療所")).toBe(12);
    expect(line?.indexOf("2.8")).toBe(
      withTitle("abcdefghijkl")
        .split("\n")
        .find((each) => each.includes("abc"))!
        .indexOf("2.8") - 6,
    );
  });
});

describe("wrapping", () => {
  it("breaks at blanks, and long words behind a hyphen", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("Nashville-Davidson--Murfreesboro", 20)).toEqual(["Nashville-Davidson--", "Murfreesboro"]);
    expect(wrapText("", 10)).toEqual([""]);
  });

  it("ends in an ellipsis where lines run out", () => {
    expect(wrapLimited("Transportation equipment manufacturing", 14, 2)).toEqual(["Transportation", "equipment man…"]);
  });

  it("never makes a line too wide and never loses a letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapText(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});

describe("the first screen", () => {
  it.each(["demo", "rank --qcew demo --region C1814"])("of %s is 35 lines of 80 columns at most", async (argv) => {
    const { stdout } = await runCli(argv, { terminal: 80 });
    const lines = stripVTControlCharacters(stdout).trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(35);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });
});

it("leaves the name of a cluster that is wider than any code to its title", () => {
  const name = "Automobile dealers; Automotive repair and maintenance; gasoline stations and eighteen more industries";
  const report = {
    command: "rank",
    title: "Clusters",
    scope: [],
    tables: [
      {
        id: "ranking",
        title: "",
        columns: [
          { id: "naics", label: "NAICS", kind: "code", priority: 1 },
          { id: "title", label: "Industry", kind: "text", priority: 1 },
          { id: "jobs", label: "Jobs", kind: "number", priority: 1 },
        ],
        rows: [
          { cells: { naics: "541", title: "Professional services", jobs: 5 } },
          { cells: { naics: name, title: name, jobs: 7 } },
        ],
      },
    ],
    sections: [],
    notes: [],
    provenance: { tool: "test", options: {}, inputs: [] },
    schema: "test",
    json: {},
  } satisfies Report;
  const lines = renderTerminal(report, { width: 60 }).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
  expect(lines.some((line) => line.startsWith("541"))).toBe(true);
  expect(lines.some((line) => /^ {5,}Automobile dealers/.test(line))).toBe(true);
});
