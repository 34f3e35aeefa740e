// Training and workers of the built-in region, Columbus, Ohio: data/training/columbus/ and data/workers/columbus/.
// node data/scripts/columbus.mjs [SOURCE [TARGET]]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { folders, readCsv, records, writeCsv } from "./lib.mjs";

const { source, target } = folders();

/** The ten counties of the metropolitan area. */
const COUNTIES = ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159"];

const institutions = records(readCsv(join(source, "training/hd2023_oh_ks.csv"), "latin1").map(withoutMark)).filter(
  ({ COUNTYCD }) => COUNTIES.includes(COUNTYCD),
);
const units = new Set(institutions.map(({ UNITID }) => UNITID));
const kept = ["UNITID", "INSTNM", "CITY", "STABBR", "COUNTYCD"];
writeCsv(
  join(target, "training/columbus/hd2023.csv"),
  kept,
  institutions.map((row) => kept.map((name) => row[name])),
);

/** A byte order mark read as Latin-1. */
function withoutMark(row, at) {
  return at === 0 ? [row[0].replace(/^\u00ef\u00bb\u00bf/, ""), ...row.slice(1)] : row;
}

const columns = ["UNITID", "CIPCODE", "MAJORNUM", "AWLEVEL", "CTOTALT"];
for (const year of [2021, 2022, 2023]) {
  const rows = records(readCsv(join(source, `training/c${year}_a_oh_ks.csv`))).filter(
    ({ UNITID, MAJORNUM, CTOTALT }) => units.has(UNITID) && MAJORNUM === "1" && CTOTALT !== "0",
  );
  writeCsv(
    join(target, `training/columbus/completions/c${year}_a.csv`),
    columns,
    rows.map((row) => columns.map((name) => row[name])),
  );
}

for (const year of [20, 21, 22]) {
  const workbook = await readXlsx(readFileSync(join(source, `workers/laus/laucnty${year}.xlsx`)));
  const rows = workbook.sheets[0].rows.filter(([code]) => /^CN39\d{3}0{8}$/.test(code ?? ""));
  writeCsv(
    join(target, `workers/columbus/laus/laucnty${year}.csv`),
    ["LAUS Code", "County", "Year", "Labor Force", "Employed", "Unemployed"],
    rows.map((row) => [0, 3, 4, 6, 7, 8].map((at) => row[at])),
  );
}

for (const id of ["B15003", "B23025", "S0101"]) {
  const [header, labels, ...rows] = readCsv(join(source, `workers/acs/ACS_16_5YR_${id}_with_ann_oh_ks.csv`));
  // Of the subject table both sexes together, and ages alone.
  const places = header.flatMap((name, at) =>
    name.startsWith("GEO") || name.startsWith("HD") || /^Total;.*(?:Total population|AGE - )/.test(labels[at])
      ? [at]
      : [],
  );
  writeCsv(
    join(target, `workers/columbus/acs/ACS_16_5YR_${id}_with_ann.csv`),
    places.map((at) => header[at]),
    [labels, ...rows.filter((row) => row[1].startsWith("39"))].map((row) => places.map((at) => row[at])),
  );
}
