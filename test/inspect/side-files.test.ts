import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { inspectSideFile } from "../../src/inspect/side-files.js";
import { isAcsHeader } from "../../src/workers/read/acs.js";
import { makeFolder, removeFolder } from "../cli/run-cli.js";

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

const inspect = async (name: string, ...lines: readonly string[]) => {
  writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  return inspectSideFile(join(folder, name), { cwd: folder, hash: false });
};

it.each([
  [
    "c2022_a.csv",
    ["UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT", "201441,51.3801,1,5,10", "201441,52.0201,1,5,4"],
    { option: "--completions", years: "2022", holds: "2 programs of 1 institution" },
  ],
  [
    "hd2023.csv",
    ["UNITID,INSTNM,CITY,STABBR,COUNTYCD", "201441,A college,Columbus,OH,39049"],
    { option: "--institutions", years: "2023", holds: "1 institution" },
  ],
  [
    "crosswalk.csv",
    ["CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title", "51.3801,Nursing,29-1141,Nurses"],
    { option: "--crosswalk", years: "", holds: "1 program of CIP 2020" },
  ],
  [
    "pairs_2021.csv",
    ["w_county,h_county,year,S000", "39049,39041,2021,100", "39049,39049,2021,900"],
    { option: "--lodes", years: "2021", holds: "pairs of counties" },
  ],
])("%s is known by its first rows, and read by the reader of its option", async (name, lines, expected) => {
  expect(await inspect(name, ...lines)).toMatchObject(expected);
});

it("leaves other files alone", async () => {
  expect(await inspect("factors.csv", "naics,readiness", "336,4")).toBeUndefined();
});

it("knows a table of the survey by its columns, or by its name where the columns have numbers alone", () => {
  expect(isAcsHeader(["GEO_ID", "NAME", "B01001_001E", "B01001_001M"], "table.csv")).toBe(true);
  expect(isAcsHeader(["GEO.id", "GEO.id2", "HC01_EST_VC01"], "ACS_16_5YR_S0101_with_ann.csv")).toBe(true);
  // The list of its columns beside it.
  expect(isAcsHeader(["GEO.id", "Id"], "ACS_16_5YR_S0101_metadata.csv")).toBe(false);
});
