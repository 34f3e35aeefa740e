// Makes data/estimation/nation-sizes.csv: what a private industry is like in the whole country, for estimates of
// suppressed cells where the user's files hold no row of the nation. The same figures go into
// src/suppression/nation-sizes.ts, since what estimates reads no file (only when the target is data/ itself).
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

const root = fileURLToPath(new URL("../..", import.meta.url));
if (resolve(target) === join(root, "data")) {
  const words = sizes.map((cells) => cells.join(":"));
  const lines = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 108) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const text = [
    "// Written by data/scripts/estimation.mjs; the same as data/estimation/nation-sizes.csv.",
    "",
    "/**",
    " * Private industries of the whole country: code, jobs an establishment, and pay a job as a multiple of that of all",
    " * private industries.",
    " *",
    " * @source BLS QCEW, annual averages 2024, US000, final release; NAICS 2022",
    " */",
    "export const NATION_SIZES = [",
    ...lines.map((line) => `  "${line}",`),
    '].join(" ");',
    "",
  ];
  writeFileSync(join(root, "src/suppression/nation-sizes.ts"), text.join("\n"));
}

/** Three significant figures: more would be false for other years. */
function rounded(value) {
  return String(Number(value.toPrecision(3)));
}
