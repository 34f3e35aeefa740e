// Facts about occupations and the nation's wages: data/occupations/.
// node data/scripts/occupations.mjs [SOURCE [TARGET]]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { byText, folders, records, writeCsv } from "./lib.mjs";

const { source, target } = folders();
const published = (path) => join(source, path);
const sheetsOf = async (path) => (await readXlsx(readFileSync(published(path)))).sheets;
const isCode = (cell) => /^\d\d-\d{4}$/.test(cell ?? "");
/** Empty where a table has a dash or nothing. */
const plain = (cell) => (cell === "—" || cell === null || cell === undefined ? "" : cell);
const byCode = ([one], [other]) => byText(one, other);

// The nation's wages, May 2024: all columns but the errors, with the publisher's marks.
const nation = records((await sheetsOf("staffing/oews_national_m2024.xlsx"))[0].rows);
const wages = new Map();
for (const row of nation) {
  // OEWS gives some codes as broad and as detailed, with the same figures.
  if (wages.has(row.OCC_CODE) && row.O_GROUP !== "detailed") continue;
  wages.set(row.OCC_CODE, row);
}
const WAGES = ["MEAN", "PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90"].flatMap((at) => [`H_${at}`, `A_${at}`]);
writeCsv(
  join(target, "occupations/national-wages-2024.csv"),
  ["code", "title", "level", "employment", ...WAGES.map((name) => name.toLowerCase()), "paid"],
  [...wages.values()]
    .map((row) => [
      row.OCC_CODE,
      row.OCC_TITLE,
      row.O_GROUP,
      row.TOT_EMP,
      ...WAGES.map((name) => row[name]),
      row.ANNUAL ? "annual" : row.HOURLY ? "hourly" : "",
    ])
    .sort(byCode),
);

// Typical education, openings and job zones by occupation of the National Employment Matrix.
const education = (await sheetsOf("occupations/ep_education_5.4_2024.xlsx"))[0].rows.filter((row) => isCode(row[1]));
const workbook = await sheetsOf("occupations/ep_occupation_2024-34.xlsx");
const openings = workbook.find(({ name }) => name === "Table 1.10").rows.filter((row) => isCode(row[1]));
const bridge = (await sheetsOf("occupations/nem-onet-to-soc-crosswalk.xlsx"))[0].rows.filter((row) => isCode(row[3]));
const zones = new Map(
  readFileSync(published("occupations/onet_27_0/Job_Zones.txt"), "utf8")
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([code, zone]) => [code, zone]),
);

/** The zone of an occupation whose parts O*NET describes: what most of them have; of equals the higher. */
function zoneOf(code) {
  const parts = bridge.filter((row) => row[3] === code).map((row) => row[1]);
  const whole = zones.get(`${code}.00`);
  if (whole !== undefined) return whole;
  const found = parts.flatMap((part) => zones.get(part) ?? []);
  const count = (zone) => found.filter((one) => one === zone).length;
  return found.sort((a, b) => count(b) - count(a) || Number(b) - Number(a))[0] ?? "";
}

const facts = new Map();
for (const [title, code] of openings) facts.set(code, { title: title.trim() });
for (const [, code, ...typical] of education) facts.get(code).education = typical.slice(0, 3).map(plain);
for (const row of openings) {
  const [base, projected, , , , , , exits, transfers, , total] = row.slice(3);
  facts.get(row[1]).projection = [base, projected, total, exits, transfers];
}
writeCsv(
  join(target, "occupations/occupations.csv"),
  ["code", "title", "education", "experience", "training", "job_zone"].concat([
    "employment_2024",
    "employment_2034",
    "openings",
    "exits",
    "transfers",
  ]),
  [...facts]
    .map(([code, { title, education: typical = ["", "", ""], projection }]) => [
      code,
      title,
      ...typical,
      typical[0] === "" ? "" : zoneOf(code),
      ...projection,
    ])
    .sort(byCode),
);

// What those who work in an occupation have, 25 years and older; a (1) says that the survey's occupation is a wider one.
const attainment = (await sheetsOf("occupations/ep_occupation_2021-31.xlsx"))
  .find(({ name }) => name === "Table 5.3")
  .rows.filter((row) => isCode(row[1]));
writeCsv(
  join(target, "occupations/attainment-2018-19.csv"),
  [
    "code",
    "match",
    "less_than_high_school",
    "high_school",
    "some_college",
    "associate",
    "bachelor",
    "master",
    "doctoral",
  ],
  attainment
    .map(([title, code, ...percents]) => [code, /\(1\)$/.test(title) ? "wider" : "exact", ...percents.slice(0, 7)])
    .sort(byCode),
);

// SOC 2010 to 2018, and the codes that OEWS and the matrix made for several of 2018's.
const crosswalk = (await sheetsOf("occupations/soc_2010_to_2018_crosswalk.xlsx"))[0].rows
  .map((row) => row.map((cell) => String(cell ?? "").trim()))
  .filter(([from, , to]) => isCode(from) && isCode(to));
const targets = new Map();
for (const [from, , to] of crosswalk) targets.set(from, [...(targets.get(from) ?? []), to]);
// A code that stayed is listed where others came to it, so that its number points to no list.
const gains = (code) => crosswalk.filter(([, , to]) => to === code).length > 1;
writeCsv(
  join(target, "occupations/soc-2010-2018.csv"),
  ["from", "to"],
  [...targets]
    .filter(([from, to]) => to.length > 1 || to[0] !== from || gains(from))
    .map(([from, to]) => [from, to.join(" ")])
    .sort(byCode),
);
const codes2018 = new Set(crosswalk.map(([, , to]) => to));
const combined = new Map();
for (const row of bridge) {
  const part = row[1].slice(0, 7);
  if (codes2018.has(row[3]) || !codes2018.has(part)) continue;
  combined.set(row[3], new Set([...(combined.get(row[3]) ?? []), part]));
}
writeCsv(
  join(target, "occupations/combined-codes.csv"),
  ["code", "parts"],
  [...combined].map(([code, parts]) => [code, [...parts].sort(byText).join(" ")]).sort(byCode),
);
writeCsv(
  join(target, "occupations/soc-2018.csv"),
  ["code"],
  [...codes2018].sort(byText).map((code) => [code]),
);

// Codes of OEWS 2019 and 2020 alone, between two lists. Their titles name the parts: 15-1256 is "Software Developers
// and Software Quality Assurance Analysts and Testers".
const HYBRID = {
  "11-9198": "11-9072 11-9179 11-9199",
  "13-1198": "13-1082 13-1199",
  "13-2098": "13-2051 13-2054 13-2099",
  "15-1245": "15-1242 15-1243",
  "15-1256": "15-1252 15-1253",
  "15-1257": "15-1254 15-1255",
  "15-2098": "15-2051 15-2099",
  "29-1228": "29-1229 29-1241",
  "29-2098": "29-2036 29-2072 29-2099",
  "29-9098": "29-9021 29-9093 29-9099",
  "39-1098": "39-1014 39-1022",
  "53-3058": "53-3053 53-3054",
};
for (const parts of Object.values(HYBRID)) {
  for (const part of parts.split(" ")) if (!codes2018.has(part)) throw new Error(`${part} is not in SOC 2018`);
}
writeCsv(join(target, "occupations/hybrid-codes.csv"), ["code", "parts"], Object.entries(HYBRID));
