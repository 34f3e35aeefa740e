// Makes fixtures/quotients/: rows of a few areas of 2018 Q1 with their published location quotients.
// `node data/scripts/quotient-fixture.mjs [SOURCE [TARGET]]`; the target is fixtures/ unless named.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { byText, folders, parseCsv, readZip, records, writeCsv } from "./lib.mjs";

const { source } = folders();
const target = process.argv[3] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "..", "fixtures");

const COLUMNS = [
  "area_fips",
  "own_code",
  "industry_code",
  "agglvl_code",
  "size_code",
  "year",
  "qtr",
  "disclosure_code",
  "qtrly_estabs",
  "month1_emplvl",
  "month2_emplvl",
  "month3_emplvl",
  "total_qtrly_wages",
  "lq_disclosure_code",
  "lq_qtrly_estabs",
  "lq_month1_emplvl",
  "lq_month2_emplvl",
  "lq_month3_emplvl",
  "lq_total_qtrly_wages",
];
const TEXT = new Set(["area_fips", "industry_code", "qtr", "disclosure_code", "lq_disclosure_code"]);

// The nation and its parts; a large state, a small one and Ohio; the ten counties of Columbus, their metropolitan
// and combined area; the largest county, the smallest, and an unknown one.
const AREAS = new Set(
  [
    ["US000", "USCMS", "USMSA", "USNMS"],
    ["06000", "39000", "56000"],
    ["39041", "39045", "39049", "39073", "39089", "39097", "39117", "39127", "39129", "39159", "C1814", "CS198"],
    ["06037", "48301", "39999"],
  ].flat(),
);

const rows = [...readZip(join(source, "qcew/quarterly/2018_1_by_industry.zip")).values()]
  .flatMap((member) => records(parseCsv(member())))
  .filter((row) => AREAS.has(row.area_fips));
const cells = (row) => COLUMNS.map((name) => (TEXT.has(name) ? row[name].trim() : String(Number(row[name]))));
const key = (row) => row.slice(0, 3).join();
writeCsv(
  join(target, "quotients", "2018-q1.csv"),
  COLUMNS,
  rows.map(cells).sort((a, b) => byText(key(a), key(b))),
);
