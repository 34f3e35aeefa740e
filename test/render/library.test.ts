import { expect, it } from "vitest";
import * as library from "../../src/index.js";
import { rankedReport } from "../helpers/ranked-report.js";

it("the library's renderers take a report, and write what the files of the command line hold", async () => {
  const report = rankedReport();
  expect(library.renderCsv(report)).toMatch(/^rank,naics,title,/);
  expect(JSON.parse(library.renderJson(report))).toMatchObject({ schema: "sector-rank/rank/1" });
  expect(library.renderMarkdown(report)).toMatch(/^# /);
  expect(library.renderMarkdown(library.buildBriefReport(report))).toContain("## The short list: ");
  expect(await library.renderHtml(report)).toMatch(/^<!doctype html>/i);
  const svg = library.renderSvg(report, "bars");
  expect(svg).toMatch(/^<svg /);
  expect(library.drawChart(report.charts!.find(({ kind }) => kind === "bars")!)).toBe(svg);
  const png = await library.renderPng(report);
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const workbook = await library.renderXlsx(report);
  expect([...workbook.subarray(0, 4)]).toEqual([0x50, 0x4b, 0x03, 0x04]);
});
