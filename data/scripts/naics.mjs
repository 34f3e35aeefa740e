// Makes data/naics/: codes with titles and the revisions they are valid in, sectors, concordances.
import { join } from "node:path";
import { byText, folders, readCsv, readRecords, writeCsv } from "./lib.mjs";

const { source, target } = folders();
const VERSIONS = [2007, 2012, 2017, 2022];
const CODE = /^(\d{2,6}|\d{2}-\d{2})$/;

/** The Census list of one revision: code to title. The 2007 file is of single bytes. */
function censusList(version) {
  const rows = readCsv(join(source, `naics/2-6_digit_${version}_Codes.csv`), version === 2007 ? "latin1" : "utf8");
  return new Map(rows.map((row) => [row[1]?.trim() ?? "", row[2]?.trim() ?? ""]).filter(([code]) => CODE.test(code)));
}

/** A list of BLS industry titles: code to title without its code and revision mark (`NAICS17 442 …`). */
function blsTitles(file) {
  const rows = readCsv(join(source, "titles", file)).slice(1);
  return new Map(rows.map(([code, title]) => [code.trim(), title.trim().replace(/^(NAICS\d* )?[\d-]+ /, "")]));
}

// No QCEW file used here, 2016 to 2024, has a row of these: ranches of two purposes, notaries, wireless agents.
const UNUSED = new Set(["11213", "112130", "54112", "541120", "517122"]);

/** QCEW splits each six-digit code of 238 into residential (1) and nonresidential (2). */
const isSplit238 = (code) => /^238\d\d0$/.test(code);
const halves = (code) => [`${code.slice(0, 5)}1`, `${code.slice(0, 5)}2`];

/** Six-digit pairs of a concordance; its head and notes are passed over. */
function concordance(from, to) {
  const rows = readCsv(join(source, `naics/${from}_to_${to}_NAICS.csv`));
  const pairs = rows.map((row) => [row[0]?.trim(), row[2]?.trim()]).filter(([code]) => /^\d{6}$/.test(code ?? ""));
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

/**
 * A concordance in QCEW's codes: 238xx0 as its two halves, and without codes that QCEW does not use. Only codes
 * whose content changed; every other code is itself in both revisions.
 */
function changes(pairs) {
  const inQcew = pairs
    .flatMap(([from, to]) => {
      if (!isSplit238(from) || !isSplit238(to)) return [[from, to]];
      return [0, 1].map((half) => [halves(from)[half], halves(to)[half]]);
    })
    .filter((pair) => !pair.some((code) => UNUSED.has(code)));
  const changedCodes = new Set(inQcew.filter(([from, to]) => from !== to).flat());
  return inQcew
    .filter(([from, to]) => changedCodes.has(from) || changedCodes.has(to))
    .sort((a, b) => byText(a.join(), b.join()));
}

const lists = new Map(VERSIONS.map((version) => [version, censusList(version)]));
const titles = blsTitles("industry_titles.earn.csv");
const titles2017 = blsTitles("industry-titles.2021.csv");
// The newest list writes Hvac, Isps, Hmo; this older one has the capitals.
const capitals = blsTitles("industry_titles.2017.csv");

const concordances = new Map();
for (const [index, from] of VERSIONS.slice(0, -1).entries()) {
  const pairs = concordance(from, VERSIONS[index + 1]);
  concordances.set(from, pairs);
  writeCsv(join(target, `naics/concordance-${from}-${VERSIONS[index + 1]}.csv`), ["from", "to"], changes(pairs));
}

// Codes that stayed in 2022 while a part of their content moved in or out: their title may have changed with it.
const moved = concordances.get(2017).filter(([from, to]) => from !== to);
const changed = new Set();
for (const [from, to] of moved) {
  for (let digits = 3; digits <= 6; digits++) {
    const [before, after] = [from.slice(0, digits), to.slice(0, digits)];
    if (before !== after) changed.add(before).add(after);
  }
}

const versionsOf = new Map();
const listOf = new Map();
for (const version of VERSIONS) {
  for (const code of lists.get(version).keys()) {
    const ours = isSplit238(code) ? halves(code) : [];
    for (const each of [code, ...ours]) versionsOf.set(each, [...(versionsOf.get(each) ?? []), version]);
    listOf.set(code, UNUSED.has(code) || isSplit238(code) ? "naics" : "both");
    for (const each of ours) listOf.set(each, "qcew");
  }
}
for (const code of titles.keys()) {
  if (!/^(10|101|102|10[12]\d|99|9{3,6})$/.test(code)) continue;
  versionsOf.set(code, VERSIONS);
  listOf.set(code, "qcew");
}

function titleOf(code) {
  const newest = titles.get(code);
  const spelled = capitals.get(code);
  if (newest !== undefined) return spelled?.toLowerCase() === newest.toLowerCase() ? spelled : newest;
  const lists2022First = [...VERSIONS].reverse().map((version) => lists.get(version).get(code));
  return lists2022First.find((title) => title !== undefined);
}

const rows = [];
for (const [code, versions] of versionsOf) {
  const title = titleOf(code);
  const earlier = titles2017.get(code);
  const isTwo = changed.has(code) && versions.includes(2022) && versions.includes(2017) && earlier !== title;
  if (!isTwo) rows.push([code, title, versions.join(" "), listOf.get(code)]);
  else {
    rows.push([code, earlier, versions.filter((version) => version < 2022).join(" "), listOf.get(code)]);
    rows.push([code, title, "2022", listOf.get(code)]);
  }
}
rows.sort((a, b) => byText(a[0], b[0]) || byText(a[2], b[2]));
writeCsv(join(target, "naics/codes.csv"), ["code", "title", "versions", "list"], rows);

const sectors = readRecords(join(source, "naics/bls_high_level_crosswalk.csv")).map((row) => [
  /^NAICS (\S+)/.exec(row.naics_sector)[1],
  row.super_sector.split(" ")[0],
  row.domain.split(" ")[0],
]);
sectors.sort((a, b) => byText(a[0], b[0]));
writeCsv(join(target, "naics/sectors.csv"), ["sector", "supersector", "domain"], sectors);
