// What O*NET 29.3 says of occupations, in the codes of the National Employment Matrix: data/occupations/onet-29-3*.csv.
// node data/scripts/onet.mjs [SOURCE [TARGET]]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { byText, folders, readSheetColumns, writeCsv } from "./lib.mjs";

const { source, target } = folders();
const published = (name) => join(source, "occupations", name);
const [header, ...bridge] = (await readXlsx(readFileSync(published("nem-onet-to-soc-crosswalk.xlsx")))).sheets[0].rows
  .filter((row) => row.length >= 4)
  .filter((row, index) => index === 0 || /^\d\d-\d{4}$/.test(row[3] ?? ""));
if (!header) throw new Error("no crosswalk");

/** O*NET's codes of each occupation of the matrix, and back. */
const partsOf = new Map();
const matrixCode = new Map();
for (const [, onet, , matrix] of bridge) {
  partsOf.set(matrix, [...(partsOf.get(matrix) ?? []), onet]);
  matrixCode.set(onet, matrix);
}

/** Importance, 1 to 5, by O*NET's code and element; what O*NET recommends to suppress is left out. */
function importanceIn(file) {
  const importance = new Map();
  const names = new Map();
  for (const [onet, id, name, scale, value, suppress] of readSheetColumns(
    published(`onet_29_3/${file}.xlsx`),
    "ACDEGL",
  )) {
    if (scale !== "IM") continue;
    names.set(id, name);
    if (!importance.has(onet)) importance.set(onet, new Map());
    if (suppress !== "Y") importance.get(onet).set(id, Number(value));
  }
  return { importance, names: [...names].sort(([one], [other]) => byText(one, other)) };
}

const skills = importanceIn("Skills");
const knowledge = importanceIn("Knowledge");

/** An occupation's codes in a table of O*NET: its own where that is described, else those of its parts. */
function describedBy(code, described) {
  if (described.has(`${code}.00`)) return [`${code}.00`];
  return (partsOf.get(code) ?? []).filter((part) => described.has(part));
}

/** Hundredths, three digits each, in the order of the names; 000 where there is none. Several parts have their mean. */
function hundredths(code, { importance, names }) {
  const parts = describedBy(code, importance).map((part) => importance.get(part));
  if (parts.length === 0) return "";
  return names
    .map(([id]) => {
      const values = parts.flatMap((part) => part.get(id) ?? []);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.length === 0 ? "000" : String(Math.round(mean * 100)).padStart(3, "0");
    })
    .join("");
}

const technologies = new Map();
const hot = new Set();
for (const [onet, name, isHot, isInDemand] of readSheetColumns(published("onet_29_3/Technology_Skills.xlsx"), "ACFG")) {
  if (isHot !== "Y") continue;
  hot.add(name);
  if (!technologies.has(onet)) technologies.set(onet, new Map());
  technologies.get(onet).set(name, isInDemand === "Y");
}
const hotNames = [...hot].sort(byText);
const placeOf = new Map(hotNames.map((name, index) => [name, index]));

/** Places of hot technologies in the list of names, those in demand first and with a `*`. */
function technologiesOf(code) {
  const all = new Map();
  for (const part of describedBy(code, technologies)) {
    for (const [name, isInDemand] of technologies.get(part)) all.set(name, isInDemand || all.get(name) === true);
  }
  return [...all]
    .sort(([one, first], [other, second]) => Number(second) - Number(first) || byText(one, other))
    .map(([name, isInDemand]) => `${placeOf.get(name)}${isInDemand ? "*" : ""}`)
    .join(" ");
}

const related = new Map();
for (const [onet, other, tier, index] of readSheetColumns(published("onet_29_3/Related_Occupations.xlsx"), "ACEF")) {
  if (!tier.startsWith("Primary")) continue;
  related.set(onet, [
    ...(related.get(onet) ?? []),
    { code: matrixCode.get(other) ?? other.slice(0, 7), index: Number(index) },
  ]);
}

/** The occupations that O*NET calls the most alike ("Primary"), nearest first. */
function relatedOf(code) {
  const all = describedBy(code, related).flatMap((part) => related.get(part));
  all.sort((one, other) => one.index - other.index);
  return [...new Set(all.map((one) => one.code))].filter((one) => one !== code).join(" ");
}

writeCsv(
  join(target, "occupations/onet-29-3.csv"),
  ["code", "skills", "knowledge", "technologies", "related"],
  [...partsOf.keys()]
    .sort(byText)
    .map((code) => [code, hundredths(code, skills), hundredths(code, knowledge), technologiesOf(code), relatedOf(code)])
    .filter(([, ...cells]) => cells.some((cell) => cell !== "")),
);
writeCsv(
  join(target, "occupations/onet-29-3-names.csv"),
  ["kind", "name"],
  [
    ...skills.names.map(([, name]) => ["skill", name]),
    ...knowledge.names.map(([, name]) => ["knowledge", name]),
    ...hotNames.map((name) => ["technology", name]),
  ],
);
