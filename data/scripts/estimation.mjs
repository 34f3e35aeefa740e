// Makes data/estimation/nation-sizes.csv: what a private industry is like in the whole country, for estimates of
// suppressed cells where the user's files hold no row of the nation.
import { join } from "node:path";
import { byText, folders, readRecords, writeCsv } from "./lib.mjs";

const { source, target } = folders();
const PRIVATE = "5";

const rows = readRecords(join(source, "qcew/annual/us/2024_a_US000.csv")).filter(
  (row) =>
    row.own_code === PRIVATE &&
    row.size_code === "0" &&
    row.disclosure_code === "" &&
    Number(row.annual_avg_estabs) > 0 &&
    Number(row.annual_avg_emplvl) > 0,
);
const payOf = (row) => Number(row.total_annual_wages) / Number(row.annual_avg_emplvl);
const total = rows.find((row) => row.industry_code === "10");
const sizes = rows
  .map((row) => [
    row.industry_code,
    rounded(Number(row.annual_avg_emplvl) / Number(row.annual_avg_estabs)),
    rounded(payOf(row) / payOf(total)),
  ])
  .sort((a, b) => byText(a[0], b[0]));

writeCsv(join(target, "estimation", "nation-sizes.csv"), ["industry", "jobs_per_establishment", "pay_ratio"], sizes);

/** Three significant figures: more would be false for other years. */
function rounded(value) {
  return String(Number(value.toPrecision(3)));
}
