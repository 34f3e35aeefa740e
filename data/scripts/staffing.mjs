// Staffing patterns of industries: data/staffing/.
// node data/scripts/staffing.mjs [SOURCE [TARGET]]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { byText, folders, readRecords, writeCsv } from "./lib.mjs";

const { source, target } = folders();

/** `13-1020` as 131020. */
const plain = (code) => code.replace("-", "");

const oews = ["oews_natsector_m2024.csv", "oews_nat3d_m2024.csv", "oews_nat5d_6d_m2024.csv"]
  .flatMap((file) => oewsIndustries(file))
  .sort(byCode);
writeCsv(
  join(target, "staffing/oews-2024.csv"),
  ["code", "title", "group", "ownership", "total", "mean", "occupations"],
  oews,
);

/** One row for each industry; its occupations as `code jobs annual-mean`, with the publisher's marks. */
function oewsIndustries(file) {
  const industries = new Map();
  for (const row of readRecords(join(source, "staffing", file))) {
    const key = `${row.NAICS} ${row.OWN_CODE}`;
    if (!industries.has(key)) industries.set(key, []);
    industries.get(key).push(row);
  }
  return [...industries.values()].map((rows) => {
    const total = rows.find(({ O_GROUP }) => O_GROUP === "total");
    const detailed = rows.filter(({ O_GROUP }) => O_GROUP === "detailed");
    if (!total || detailed.length + 1 !== rows.length) throw new Error(`levels of ${rows[0].NAICS}`);
    return [
      rows[0].NAICS,
      rows[0].NAICS_TITLE,
      rows[0].I_GROUP,
      rows[0].OWN_CODE,
      total.TOT_EMP,
      total.A_MEAN,
      detailed.map((row) => `${plain(row.OCC_CODE)} ${row.TOT_EMP} ${row.A_MEAN}`).join(";"),
    ];
  });
}

function byCode([one], [other]) {
  return byText(one, other);
}

const workbook = await readXlsx(readFileSync(join(source, "occupations/ep_occupation_2024-34.xlsx")));
const matrixIndustries = workbook.sheets
  .find(({ name }) => name === "Table 1.9")
  .rows.filter((row) => /^[0-9A-Z-]{6}$|^\d{2}-\d{3}$|^\d{4}-\d$/.test(row[1] ?? ""))
  .map(([title, code, , naics]) => [code, title.trim(), membersOf(code, naics)]);
writeCsv(
  join(target, "staffing/matrix-industries.csv"),
  ["code", "title", "members"],
  matrixIndustries.filter(([code, , members]) => members !== withoutZeros(code)).sort(byCode),
);

/** NAICS codes in full: `3321,2,5` is 3321 3322 3325; `113100-3200` is 1131 1132; ranges of sectors stay. */
function membersOf(code, naics) {
  if (code === "TE1000" || code === "TE1200") return "10";
  if (naics === "—" || naics === null) return "";
  if (/^\d{2}-\d{2}$/.test(naics)) return naics;
  const members = [];
  let before = "";
  // A code written short stands for the last digits of the one before it.
  const full = (text) => (before = before.slice(0, Math.max(0, before.length - text.length)) + text);
  for (const part of naics.split(",").map((text) => text.trim())) {
    const [first, last] = part.split("-");
    const start = full(first);
    members.push(start);
    if (last === undefined) continue;
    const end = full(last);
    const step = 10 ** Math.min(...[start, end].map((text) => /0*$/.exec(text)[0].length));
    for (let at = Number(start) + step; at <= Number(end); at += step) members.push(String(at));
  }
  return members.map(withoutZeros).join(" ");
}

function withoutZeros(code) {
  return code.replace(/0+$/, "");
}

const titles = new Map(matrixIndustries.map(([code, title]) => [code, title]));
/** OEWS counts in tens, the matrix in hundreds: an industry of both is OEWS's. */
const inOews = new Set(oews.map(([code]) => code));
const matrix = new Map();
for (const file of readdirSync(join(source, "staffing/nem")).sort(byText)) {
  const rows = readRecords(join(source, "staffing/nem", file));
  const code = /queryParams=(\w+)/.exec(rows[0].source_url)[1];
  const [total, ...others] = rows;
  if (inOews.has(code)) continue;
  if (total["Occupation Code"] !== "00-0000") throw new Error(`no total first in ${file}`);
  matrix.set(code, [
    code,
    titles.get(code),
    total["2024 Employment"],
    total["Projected 2034 Employment"],
    others
      .map((row) =>
        [
          plain(row["Occupation Code"]),
          `${row["Occupation Type"] === "Summary" ? "S" : "L"}${Number(row["Display Level"])}`,
          row["2024 Employment"],
          row["2024 Percent of Industry"],
          row["Projected 2034 Employment"],
        ].join(" "),
      )
      .join(";"),
  ]);
}
writeCsv(
  join(target, "staffing/matrix-2024.csv"),
  ["code", "title", "total", "projected", "occupations"],
  [...matrix.values()].sort(byCode),
);
