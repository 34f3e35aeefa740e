// Makes data/areas/cbsa-counties-2003.csv, -2013.csv and -2020.csv: the counties of metropolitan, micropolitan and
// combined areas in the delineations before that of 2023 (which areas.mjs makes).
//
// SOURCE holds the Census Bureau's lists as the R package "cbsa" tabulates them (cbsa_definition_YYYYMM.txt: tab
// separated, a row number before each row, NA where empty). That tabulation lost the first county of the lists since
// 2013: Brown County, South Dakota (46013), the central county of Aberdeen. It is put back. In QCEW of 2018 Q1 the counties
// of all 1,098 metropolitan, micropolitan and combined areas then add up to the area's own establishments, exactly.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { byText, folders, readRecords, writeCsv } from "./lib.mjs";

const { source, target } = folders();

/** Year of our table, the list it is made of, and whether its first county is lost. */
const LISTS = [
  ["2003", "200312", false],
  ["2013", "201302", true],
  ["2020", "202003", true],
];
const LOST = ["10100", "C1010", "micro", "", "46013", "central"];

const known = new Set(readRecords(join(target, "areas/areas.csv")).map(({ code }) => code));

for (const [year, list, lostFirst] of LISTS) {
  const [, ...lines] = readFileSync(join(source, `cbsa_definition_${list}.txt`), "utf8")
    .trimEnd()
    .split("\n");
  const rows = lines
    .map((line) => line.split("\t").map((cell) => cell.replace(/^"|"$/g, "")))
    .map(([, cbsa, , csa, , , , isMetro, fips, , isCentral]) => [
      cbsa,
      `C${cbsa.slice(0, 4)}`,
      isMetro === "TRUE" ? "metro" : "micro",
      csa === "NA" ? "" : `CS${csa}`,
      fips.padStart(5, "0"),
      isCentral === "TRUE" ? "central" : isCentral === "FALSE" ? "outlying" : "",
    ])
    // QCEW joins Kalawao to Maui (15009), which stands in the list too.
    .filter(([, , , , county]) => county !== "15005");
  if (lostFirst) rows.push(LOST);
  const unknown = rows.filter(([, , , , county]) => !known.has(county));
  if (unknown.length > 0) throw new Error(`counties without a QCEW code: ${JSON.stringify(unknown)}`);
  rows.sort((a, b) => byText(a[0] + a[4], b[0] + b[4]));
  writeCsv(
    join(target, `areas/cbsa-counties-${year}.csv`),
    ["cbsa", "area", "kind", "csa", "county", "central_or_outlying"],
    rows,
  );
}
