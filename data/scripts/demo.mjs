// Makes data/demo/: the ten counties of Columbus, Ohio, and the nation, 2020 and 2023, with what ranking needs.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { byText, folders, parseCsv, readCsv, readZip, records, writeCsv } from "./lib.mjs";

const { source, target } = folders();

const COLUMNS = [
  "area_fips",
  "own_code",
  "industry_code",
  "agglvl_code",
  "size_code",
  "year",
  "qtr",
  "disclosure_code",
  "annual_avg_estabs",
  "annual_avg_emplvl",
  "total_annual_wages",
  "lq_disclosure_code",
  "lq_annual_avg_estabs",
  "lq_annual_avg_emplvl",
  "lq_total_annual_wages",
  "oty_disclosure_code",
  "oty_annual_avg_estabs_chg",
  "oty_annual_avg_emplvl_chg",
  "oty_total_annual_wages_chg",
];
const TEXT = new Set([
  "area_fips",
  "industry_code",
  "qtr",
  "disclosure_code",
  "lq_disclosure_code",
  "oty_disclosure_code",
]);

/** A row in our columns. Numbers are written plainly (1 for 1.0); what a row lacks stays blank. */
function cells(row) {
  return COLUMNS.map((name) => {
    const text = row[name]?.trim() ?? "";
    return text === "" || TEXT.has(name) ? text : String(Number(text));
  });
}

function writeRows(name, rows) {
  const key = (row) => [row[0], row[1], row[2]].join();
  writeCsv(
    join(target, "demo", name),
    COLUMNS,
    rows.map(cells).sort((a, b) => byText(key(a), key(b))),
  );
}

for (const year of [2020, 2023]) {
  const folder = join(source, "qcew/annual/columbus-oh");
  const files = readdirSync(folder).filter((file) => file.startsWith(`${year}_a_39`));
  writeRows(
    `columbus-${year}.csv`,
    files.flatMap((file) => records(readCsv(join(folder, file)))),
  );
}

const OWNERSHIPS = ["0", "1", "2", "3", "5"];
const nation = (year, row) => ({
  ...Object.fromEntries(["own_code", "industry_code", "agglvl_code"].map((name) => [name, row[name]])),
  area_fips: "US000",
  size_code: "0",
  year: String(year),
  qtr: "A",
});
const SUPPRESSED = { disclosure_code: "N", annual_avg_emplvl: "0", total_annual_wages: "0" };

// The nation in 2023: each published level of 2024 less its published change over the year. A row whose level
// or change is suppressed stays suppressed, with the establishments of 2023, whose change is published.
const us2024 = records(readCsv(join(source, "qcew/annual/us/2024_a_US000.csv")));
writeRows(
  "us-2023.csv",
  us2024
    .filter((row) => row.size_code === "0" && OWNERSHIPS.includes(row.own_code))
    .map((row) => {
      const before = (level, change) => String(Number(row[level]) - Number(row[change]));
      const establishments = { annual_avg_estabs: before("annual_avg_estabs", "oty_annual_avg_estabs_chg") };
      const isKnown = row.disclosure_code.trim() === "" && row.oty_disclosure_code.trim() === "";
      if (!isKnown) return { ...nation(2023, row), ...establishments, ...SUPPRESSED };
      return {
        ...nation(2023, row),
        ...establishments,
        annual_avg_emplvl: before("annual_avg_emplvl", "oty_annual_avg_emplvl_chg"),
        total_annual_wages: before("total_annual_wages", "oty_total_annual_wages_chg"),
      };
    })
    .filter((row) => Number(row.annual_avg_estabs) > 0 || row.disclosure_code === undefined),
);

// The nation in 2020: the sum of the 50 states and the District of Columbia, where none of them suppresses the
// row; establishments, which are published throughout, are summed everywhere.
const sums = new Map();
for (const member of readZip(join(source, "qcew/annual/states/2020_a_states.zip")).values()) {
  for (const row of records(parseCsv(member()))) {
    if (!row.agglvl_code.startsWith("5") || row.size_code !== "0" || !OWNERSHIPS.includes(row.own_code)) continue;
    const key = [row.own_code, row.industry_code].join();
    const sum = sums.get(key) ?? { row, establishments: 0, employment: 0, wages: 0, isKnown: true };
    sum.establishments += Number(row.annual_avg_estabs);
    sum.employment += Number(row.annual_avg_emplvl);
    sum.wages += Number(row.total_annual_wages);
    sum.isKnown &&= row.disclosure_code.trim() === "";
    sums.set(key, sum);
  }
}
writeRows(
  "us-2020.csv",
  [...sums.values()].map(({ row, establishments, employment, wages, isKnown }) => ({
    ...nation(2020, { ...row, agglvl_code: `1${row.agglvl_code.slice(1)}` }),
    annual_avg_estabs: String(establishments),
    ...(isKnown ? { annual_avg_emplvl: String(employment), total_annual_wages: String(wages) } : SUPPRESSED),
  })),
);
