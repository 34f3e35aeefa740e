// Makes fixtures/vendor/: industry tables in the layouts in which Lightcast and JobsEQ export them, for Columbus, OH. No
// vendor's figure is in them: jobs, establishments and wages are those of data/demo, and what a vendor would add or count
// otherwise is made up here; fixtures/vendor/README.md lists it.
// `node data/scripts/vendor.mjs [DEMO [TARGET]]`; data/demo and fixtures/vendor unless named.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { byText, readCsv, readRecords, writeCsv } from "./lib.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const demo = process.argv[2] ?? join(root, "data", "demo");
const target = process.argv[3] ?? join(root, "fixtures", "vendor");
mkdirSync(target, { recursive: true });

const titles = new Map(
  readCsv(join(root, "data", "naics", "codes.csv")).map(([code, title, versions]) => [
    `${code} ${versions.includes("2022") ? 2022 : versions}`,
    title,
  ]),
);

/** Part of an industry's jobs that the self-employed add. */
const SELF_EMPLOYED = { 238: 0.25, 484: 0.1, 531: 0.4, 541: 0.12, 561: 0.08, 812: 0.5 };
/** Counted over all owners. */
const ALL_OWNERS = new Set(["611", "622"]);
/** A difference that nothing in the files explains. */
const OTHERWISE = { 493: 1.12 };
/** Lightcast's earnings hold what employers pay besides wages. */
const SUPPLEMENTS = 1.18;

const years = { 2020: cellsOf(2020), 2023: cellsOf(2023) };
const industries = [...years[2023].region.keys()].sort(byText);

/** Jobs, establishments and wages by 3-digit industry: of the region's counties together, and of the nation. */
function cellsOf(year) {
  const nation = new Map();
  for (const row of readRecords(join(demo, `us-${year}.csv`))) {
    if (row.agglvl_code === "15" && row.own_code === "5") nation.set(row.industry_code, figures(row));
  }
  const region = new Map();
  const public_ = new Map();
  for (const row of readRecords(join(demo, `columbus-${year}.csv`))) {
    if (row.agglvl_code !== "75") continue;
    const cells = row.own_code === "5" ? region : public_;
    const sum = cells.get(row.industry_code) ?? { jobs: 0, wages: 0, establishments: 0 };
    const own = figures(row);
    const there = nation.get(row.industry_code);
    // A vendor fills withheld cells; here with the nation's jobs of an establishment.
    const filled =
      row.disclosure_code === "N" && there ? scaled(there, own.establishments / there.establishments) : own;
    for (const name of Object.keys(sum)) sum[name] += filled[name];
    cells.set(row.industry_code, sum);
  }
  return { nation, region, public_ };
}

function figures(row) {
  return {
    jobs: Number(row.annual_avg_emplvl),
    wages: Number(row.total_annual_wages),
    establishments: Number(row.annual_avg_estabs),
  };
}

function scaled(cell, part) {
  return Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, value * part]));
}

/** What the vendor counts of an industry in a year, by class of worker. */
function counted(code, year) {
  const { region, public_ } = years[year];
  // NAICS 2022 has codes that no row of 2020 is of.
  const own = region.get(code) ?? { jobs: 0, wages: 0, establishments: 0 };
  const others = ALL_OWNERS.has(code) ? (public_.get(code)?.jobs ?? 0) : 0;
  const employees = (own.jobs + others) * (OTHERWISE[code] ?? 1);
  const selfEmployed = own.jobs * (SELF_EMPLOYED[code] ?? 0);
  return { employees, selfEmployed, jobs: employees + selfEmployed, ...restOf(own) };
}

function restOf({ wages, establishments, jobs }) {
  return { pay: jobs === 0 ? 0 : wages / jobs, establishments };
}

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);
const total = sumOf(industries.map((code) => counted(code, 2023).jobs));
const nationTotal = sumOf([...years[2023].nation.values()].map(({ jobs }) => jobs));

function vendorRow(code) {
  const [first, last] = [counted(code, 2020), counted(code, 2023)];
  const there = { start: years[2020].nation.get(code), end: years[2023].nation.get(code) };
  const expected = there.start && there.end ? first.jobs * (there.end.jobs / there.start.jobs) : first.jobs;
  return {
    code,
    title: titles.get(`${code} 2022`),
    first,
    last,
    quotient: last.jobs / total / (there.end.jobs / nationTotal),
    competitive: last.jobs - expected,
  };
}

const rows = industries.filter((code) => years[2023].nation.has(code)).map(vendorRow);
const to = (digits) => (value) => String(Number(value.toFixed(digits)));
const [tenth, hundredth, thousandth, whole] = [to(1), to(2), to(4), to(0)];

const LIGHTCAST = [
  "NAICS",
  "Description",
  "2020 Jobs",
  "2023 Jobs",
  "2020 - 2023 Change",
  "2020 - 2023 % Change",
  "2023 Location Quotient",
  "Avg. Earnings Per Job",
  "Competitive Effect",
  "2023 Payrolled Business Locations",
  "2023 QCEW Employees",
  "2023 Self-Employed",
];

function lightcastCells({ code, title, first, last, quotient, competitive }) {
  return [
    code,
    title,
    tenth(first.jobs),
    tenth(last.jobs),
    tenth(last.jobs - first.jobs),
    first.jobs === 0 ? "0" : thousandth(last.jobs / first.jobs - 1),
    hundredth(quotient),
    whole(last.pay * SUPPLEMENTS),
    tenth(competitive),
    whole(last.establishments),
    tenth(last.employees),
    tenth(last.selfEmployed),
  ];
}

writeCsv(join(target, "lightcast-columbus.csv"), LIGHTCAST, [
  ...rows.map(lightcastCells),
  ["901", "Federal Government", "14000", "14500", "500", "0.0357", "0.71", "112000", "210", "60", "14500", "0"],
]);

// JobsEQ: a heading over the columns, a row of all industries, and notes below. The five years before are made up: the
// three years of data/demo at the same pace.
const grouped = (value) => Math.round(value).toLocaleString("en-US");
const percent = (value) => `${(value * 100).toFixed(1)}%`;
const jobseqCells = ({ code, title, jobs, pay, quotient, before }) => {
  const growth = before > 0 ? (jobs / before) ** (1 / 5) - 1 : 0;
  const [exits, transfers, projected] = [jobs * 0.045, jobs * 0.068, jobs * growth * 0.5];
  return [
    code,
    title,
    grouped(jobs),
    `$${grouped(pay)}`,
    quotient.toFixed(2),
    grouped(jobs - before),
    percent(growth),
    grouped(exits + transfers + projected),
    grouped(exits),
    grouped(transfers),
    grouped(projected),
    percent(growth * 0.5),
  ];
};
const jobseqRows = rows.map(({ code, title, first, last, quotient }) => ({
  code,
  title,
  jobs: last.employees,
  pay: last.pay,
  quotient,
  before: first.employees === 0 ? last.employees : first.employees * (first.employees / last.employees) ** (2 / 3),
}));
const sums = (name) => sumOf(jobseqRows.map((row) => row[name]));
const all = {
  code: "",
  title: "Total - All Industries",
  jobs: sums("jobs"),
  pay: sumOf(jobseqRows.map(({ jobs, pay }) => jobs * pay)) / sums("jobs"),
  quotient: 1,
  before: sums("before"),
};
const JOBSEQ = [
  ["Industry Snapshot"],
  ["Columbus, OH MSA"],
  [],
  ["", "", "Current", "", "", "5-Year History", "", "1-Year Forecast"],
  [
    ...["NAICS", "Industry", "Empl", "Avg Ann Wages", "LQ", "Empl Change", "Ann %"],
    ...["Total Demand", "Exits", "Transfers", "Empl Growth", "Ann % Growth"],
  ],
  ...[...jobseqRows, all].map(jobseqCells),
  [],
  ["Source: a made-up table in the layout of JobsEQ"],
  ["Note: Figures may not sum due to rounding."],
  ["Employment data as of 2023Q4. Wage data are as of 2023Q4 and represent the average for all Covered Employment."],
];
const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
writeFileSync(
  join(target, "jobseq-columbus.csv"),
  `${JOBSEQ.map((cells) => cells.map(quoted).join(",")).join("\n")}\n`,
);
