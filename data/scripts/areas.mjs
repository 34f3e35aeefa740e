// Makes data/areas/: area codes with names, states, CBSA delineation, Texas workforce areas.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre";
import { byText, folders, readCsv, readRecords, readZip, parseCsv, writeCsv } from "./lib.mjs";

const { source, target } = folders();

const POSTAL = {
  "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", 10: "DE", 11: "DC", 12: "FL",
  13: "GA", 15: "HI", 16: "ID", 17: "IL", 18: "IN", 19: "IA", 20: "KS", 21: "KY", 22: "LA", 23: "ME", 24: "MD",
  25: "MA", 26: "MI", 27: "MN", 28: "MS", 29: "MO", 30: "MT", 31: "NE", 32: "NV", 33: "NH", 34: "NJ", 35: "NM",
  36: "NY", 37: "NC", 38: "ND", 39: "OH", 40: "OK", 41: "OR", 42: "PA", 44: "RI", 45: "SC", 46: "SD", 47: "TN",
  48: "TX", 49: "UT", 50: "VT", 51: "VA", 53: "WA", 54: "WV", 55: "WI", 56: "WY", 72: "PR", 78: "VI",
}; // prettier-ignore

// The newest title list names Puerto Rico's municipios and the District of Columbia wrongly
// ("Guinica", "not unknown"); the list before it has them right.
const titles = new Map(readCsv(join(source, "titles/area-titles-csv.earn.csv")).slice(1));
for (const [code, title] of readCsv(join(source, "titles/area_titles.csv")).slice(1)) {
  if (/^(72|11)/.test(code)) titles.set(code, title);
}

// Counties that a whole quarter's file does not know are former ones, unless they are newer than it.
const quarter = readZip(join(source, "qcew/quarterly/2018_1_by_industry.zip")).get("qcew_2018_1_industry_10.csv")();
const in2018 = new Set(parseCsv(quarter).map((row) => row[0]));
const NEWER = /^(091[1-9]0|02063|02066)$/;
const GONE_SINCE = /^02261$/;
const isFormer = (code, kind) =>
  kind === "county" && !code.endsWith("999") && (GONE_SINCE.test(code) || (!in2018.has(code) && !NEWER.test(code)));

function kindOf(code, title) {
  if (code === "US000") return "nation";
  if (code.startsWith("CS")) return "csa";
  if (code.startsWith("C")) return / MicroSA$/.test(title) ? "micro" : "msa";
  if (code.startsWith("US") || !POSTAL[code.slice(0, 2)]) return "other";
  return code.endsWith("000") ? "state" : "county";
}

function nameOf(code, title, kind) {
  if (kind === "nation") return "United States";
  if (code === "11999") return "Unknown county, District of Columbia";
  return title
    .replace(/ -- Statewide$/, "")
    .replace(/^Unknown Or Undefined, /, "Unknown county, ")
    .replace(/ (MSA|MicroSA|CSA|Combined Statistical( Area)?)$/, "")
    .replace(/, AK$/, kind === "county" ? ", Alaska" : ", AK")
    .replace("Shawano (includes Menominee)", "Shawano (includes Menominee), Wisconsin");
}

// QCEW uses Connecticut's planning regions from 2024 Q1 and its counties before; history was not re-tabulated.
function yearsOf(code) {
  if (/^091[1-9]0$/.test(code)) return [2024, ""];
  if (/^090(0[1-9]|1[1-5])$/.test(code)) return ["", 2023];
  return ["", ""];
}

const areas = [...titles].map(([code, title]) => {
  const kind = kindOf(code, title);
  const name = nameOf(code, title, kind);
  const states =
    kind === "state" || kind === "county" ? POSTAL[code.slice(0, 2)] : (/, ([A-Z-]+)$/.exec(name)?.[1] ?? "");
  return [code, name, kind, states.replaceAll("-", " "), ...yearsOf(code), isFormer(code, kind) ? "former" : ""];
});
const names = new Map(areas.map(([code, name]) => [code, name]));
const states = Object.entries(POSTAL).map(([fips, postal]) => [fips, postal, names.get(`${fips}000`)]);
states.sort((a, b) => byText(a[0], b[0]));
writeCsv(join(target, "areas/states.csv"), ["fips", "postal", "name"], states);

// The copy used is the one that regional accountants use: small Virginia cities are joined to the county
// around them ("Albemarle County + Charlottesville city", 51901), and Connecticut's
// former counties stand beside the planning regions, without a CSA code. QCEW knows neither: the joined are
// taken apart by name, the former counties left out. Maui and Kalawao are one area in QCEW too, under Maui's code.
const codesByName = new Map(
  areas.filter((area) => area[2] === "county").map(([code, name]) => [name.toLowerCase(), code]),
);
const delineation = await readXlsx(readFileSync(join(source, "areas/cbsa_delineation_2023.xlsx")));
const cbsas = delineation.sheets[0].rows
  .filter((row) => /^\d{5}$/.test(String(row[0])))
  .filter((row) => !(row[9] === "09" && /^0[01]/.test(row[10])))
  .flatMap((row) => {
    const [cbsa, csa, fips] = [String(row[0]), String(row[2] ?? ""), `${row[9]}${row[10]}`];
    if (fips === "15901") return [[cbsa, `C${cbsa.slice(0, 4)}`, "metro", "", "15009", "central"]];
    const kind = String(row[4]).startsWith("Metropolitan") ? "metro" : "micro";
    const counties = String(row[7]).includes(" + ")
      ? String(row[7])
          .split(" + ")
          .map((part) => codesByName.get(`${part}, ${row[8]}`.toLowerCase()) ?? `unknown ${part}`)
      : [fips];
    const place = String(row[11]).toLowerCase();
    return counties.map((county) => [cbsa, `C${cbsa.slice(0, 4)}`, kind, csa && `CS${csa}`, county, place]);
  });
const unknown = cbsas.filter((row) => !names.has(row[4]) || !names.has(row[1]) || (row[3] && !names.has(row[3])));
if (unknown.length > 0) throw new Error(`areas without a QCEW code: ${JSON.stringify(unknown)}`);
cbsas.sort((a, b) => byText(a[0] + a[4], b[0] + b[4]));
writeCsv(
  join(target, "areas/cbsa-counties-2023.csv"),
  ["cbsa", "area", "kind", "csa", "county", "central_or_outlying"],
  cbsas,
);

// An area of QCEW's that is not in the delineation of 2023 is of an earlier one.
const delineated = new Set(cbsas.flatMap((row) => [row[1], row[3]]));
for (const area of areas) {
  if (/^CS?\d/.test(area[0]) && !delineated.has(area[0])) area[6] = "earlier";
}
areas.sort((a, b) => byText(a[0], b[0]));
writeCsv(join(target, "areas/areas.csv"), ["code", "name", "kind", "states", "first_year", "last_year", "use"], areas);

const workforce = readRecords(join(source, "areas/tx_county_wda_crosswalk.csv")).map((row) => [
  row.wda_number.padStart(2, "0"),
  row.wda,
  row.fips_county,
]);
workforce.sort((a, b) => byText(a[0] + a[2], b[0] + b[2]));
writeCsv(join(target, "areas/workforce-areas-tx.csv"), ["number", "name", "county"], workforce);
