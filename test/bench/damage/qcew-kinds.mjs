// What happens to QCEW files on their way: each kind takes a table and random numbers, and gives a damaged one, or
// undefined if the table has no place for it. `sees` says whether anything in the files gives the damage away.

const find = (header, ...names) => header.findIndex((name) => names.includes(name));

/** Columns by what they hold, in every layout. */
export function columnsOf(header) {
  return {
    area: find(header, "area_fips"),
    own: find(header, "own_code"),
    industry: find(header, "industry_code"),
    level: find(header, "agglvl_code"),
    size: find(header, "size_code"),
    year: find(header, "year"),
    disclosure: find(header, "disclosure_code"),
    lqDisclosure: find(header, "lq_disclosure_code"),
    changeDisclosure: find(header, "oty_disclosure_code"),
    establishments: find(header, "annual_avg_estabs", "qtrly_estabs", "qtrly_estabs_count"),
    jobs: find(header, "annual_avg_emplvl", "month3_emplvl"),
    month1: find(header, "month1_emplvl"),
    month2: find(header, "month2_emplvl"),
    wages: find(header, "total_annual_wages", "total_qtrly_wages"),
    taxable: find(header, "taxable_annual_wages", "taxable_qtrly_wages"),
    contributions: find(header, "annual_contributions", "qtrly_contributions"),
    weekly: find(header, "annual_avg_wkly_wage", "avg_wkly_wage"),
    lqJobs: find(header, "lq_annual_avg_emplvl", "lq_month3_emplvl"),
    changeJobs: find(header, "oty_annual_avg_emplvl_chg", "oty_month3_emplvl_chg"),
  };
}

const copy = ({ header, rows }) => ({ header: [...header], rows: rows.map((row) => [...row]) });

/** A kind that leaves some rows out. */
const without = (isOut) => (table, random) => {
  const columns = columnsOf(table.header);
  const rows = table.rows.filter((row, at) => !isOut({ row, at, random, columns, count: table.rows.length }));
  return rows.length === table.rows.length ? undefined : { header: table.header, rows };
};

/** A kind that changes the cells of a column, where the table has it. */
const onColumn = (name, change) => (table, random) => {
  const damaged = copy(table);
  const columns = columnsOf(damaged.header);
  if (columns[name] === -1) return undefined;
  change({ rows: damaged.rows, at: columns[name], columns, random, header: damaged.header });
  return damaged;
};

const scaled = (name, factor) =>
  onColumn(name, ({ rows, at }) => {
    for (const row of rows) row[at] = String(Math.round(Number(row[at]) * factor));
  });

const filledDown = (name) =>
  onColumn(name, ({ rows, at, random }) => {
    const start = Math.floor(random() * rows.length * 0.5);
    const end = start + Math.ceil(rows.length * 0.3);
    for (let row = start + 1; row < Math.min(end, rows.length); row++) rows[row][at] = rows[start][at];
  });

const shifted = (name) =>
  onColumn(name, ({ rows, at }) => {
    const values = rows.map((row) => row[at]);
    rows.forEach((row, index) => (row[at] = values[(index + 1) % values.length]));
  });

const sortedApart = (name) =>
  onColumn(name, ({ rows, at }) => {
    const values = rows.map((row) => row[at]).sort((a, b) => Number(b) - Number(a));
    rows.forEach((row, index) => (row[at] = values[index]));
  });

const zeroed = (name) =>
  onColumn(name, ({ rows, at }) => {
    for (const row of rows) row[at] = "0";
  });

const taken = (name, from) => (table) => {
  const damaged = copy(table);
  const columns = columnsOf(damaged.header);
  if (columns[name] === -1 || columns[from] === -1) return undefined;
  for (const row of damaged.rows) row[columns[name]] = row[columns[from]];
  return damaged;
};

/** Two headings exchanged over the same columns. */
const headers = (one, other) => (table) => {
  const damaged = copy(table);
  const columns = columnsOf(damaged.header);
  const [a, b] = [columns[one], columns[other]];
  if (a === -1 || b === -1) return undefined;
  [damaged.header[a], damaged.header[b]] = [damaged.header[b], damaged.header[a]];
  return damaged;
};

/** Some rows, chosen at random among those that fit, with one cell changed. */
const someRows = (share, fits, change) => (table, random) => {
  const damaged = copy(table);
  const columns = columnsOf(damaged.header);
  let changed = 0;
  for (const row of damaged.rows) {
    if (!fits(row, columns) || random() > share) continue;
    change(row, columns, random);
    changed++;
  }
  return changed > 0 ? damaged : undefined;
};

const isPublished = (row, { disclosure }) => !["N", "-"].includes(row[disclosure].trim());
const isWithheld = (row, { disclosure }) => row[disclosure].trim() === "N";
const isDetail = (row, { level }) => row[level] < 90 && Number(row[level]) % 10 > 3;
const digitOf = (row, { level }) => Number(row[level]) % 10;
const isLarge = (row, { jobs }) => Number(row[jobs]) >= 20;

export const QCEW_KINDS = {
  "rows: a tenth missing": without(({ random }) => random() < 0.1),
  "rows: half missing": without(({ random }) => random() < 0.5),
  "rows: ten missing": (table, random) => {
    const out = new Set(Array.from({ length: 10 }, () => Math.floor(random() * table.rows.length)));
    return { header: table.header, rows: table.rows.filter((_, at) => !out.has(at)) };
  },
  "rows: cut at half": without(({ at, count }) => at >= count / 2),
  "rows: cut near the end": without(({ at, count }) => at >= count * 0.9),
  "rows: no 3-digit": without(({ row, columns }) => digitOf(row, columns) === 5),
  "rows: no 4-digit": without(({ row, columns }) => digitOf(row, columns) === 6),
  "rows: no sectors": without(({ row, columns }) => digitOf(row, columns) === 4 && row[columns.level] < 90),
  "rows: no private": without(({ row, columns }) => row[columns.own] === "5"),
  "rows: no manufacturing": without(({ row, columns }) => /^3[1-3]/.test(row[columns.industry])),
  "rows: no total": without(({ row, columns }) => row[columns.industry] === "10" && row[columns.own] === "0"),
  "rows: no private total": without(({ row, columns }) => row[columns.industry] === "10" && row[columns.own] === "5"),
  "rows: a tenth left": without(({ random }) => random() > 0.1),
  "jobs: in thousands": scaled("jobs", 1e-3),
  "jobs: doubled": scaled("jobs", 2),
  "jobs: filled down": filledDown("jobs"),
  "jobs: shifted by a row": shifted("jobs"),
  "jobs: sorted apart": sortedApart("jobs"),
  "jobs: all zero": zeroed("jobs"),
  "jobs: establishments": taken("jobs", "establishments"),
  "wages: in thousands": scaled("wages", 1e-3),
  "wages: doubled": scaled("wages", 2),
  "wages: filled down": filledDown("wages"),
  "wages: shifted by a row": shifted("wages"),
  "wages: sorted apart": sortedApart("wages"),
  "wages: all zero": zeroed("wages"),
  "wages: weekly": taken("wages", "weekly"),
  "establishments: in thousands": scaled("establishments", 1e-3),
  "establishments: doubled": scaled("establishments", 2),
  "establishments: filled down": filledDown("establishments"),
  "establishments: shifted by a row": shifted("establishments"),
  "establishments: sorted apart": sortedApart("establishments"),
  "establishments: all zero": zeroed("establishments"),
  "changes: all zero": zeroed("changeJobs"),
  "changes: in thousands": scaled("changeJobs", 1e-3),
  "changes: doubled": scaled("changeJobs", 2),
  "changes: shifted by a row": shifted("changeJobs"),
  "headers: own and size": headers("own", "size"),
  "headers: disclosure and change disclosure": headers("disclosure", "changeDisclosure"),
  "headers: disclosure and quotient disclosure": headers("disclosure", "lqDisclosure"),
  "headers: quotient and change disclosure": headers("lqDisclosure", "changeDisclosure"),
  "headers: wages and taxable wages": headers("wages", "taxable"),
  "headers: wages and contributions": headers("wages", "contributions"),
  "headers: jobs and establishments": headers("jobs", "establishments"),
  "headers: jobs and wages": headers("jobs", "wages"),
  "headers: months": headers("month1", "jobs"),
  "marks: N on published rows": someRows(0.02, isPublished, (row, { disclosure }) => (row[disclosure] = "N")),
  "marks: N on published rows, emptied": someRows(0.02, isPublished, (row, { disclosure, jobs, wages }) => {
    row[disclosure] = "N";
    row[jobs] = row[wages] = "0";
  }),
  "marks: N lost": someRows(1, isWithheld, (row, { disclosure }) => (row[disclosure] = "")),
  "marks: N lost from some": someRows(0.05, isWithheld, (row, { disclosure }) => (row[disclosure] = "")),
  "marks: N lost in all three": someRows(0.2, isWithheld, (row, { disclosure, lqDisclosure, changeDisclosure }) => {
    row[disclosure] = "";
    if (lqDisclosure !== -1) row[lqDisclosure] = "";
    if (changeDisclosure !== -1) row[changeDisclosure] = "";
  }),
  "marks: change disclosure lost": someRows(
    1,
    (row, { changeDisclosure }) => changeDisclosure !== -1 && row[changeDisclosure].trim() === "N",
    (row, { changeDisclosure }) => (row[changeDisclosure] = ""),
  ),
  "own: 4": someRows(0.02, isDetail, (row, { own }) => (row[own] = "4")),
  "own: 8": someRows(0.02, isDetail, (row, { own }) => (row[own] = "8")),
  "own: 9": someRows(0.02, isDetail, (row, { own }) => (row[own] = "9")),
  "own: private as local": someRows(
    0.02,
    (row, columns) => isDetail(row, columns) && row[columns.own] === "5",
    (row, { own }) => (row[own] = "3"),
  ),
  "size: 1": someRows(
    0.02,
    (_, { size }) => size !== -1,
    (row, { size }) => (row[size] = "1"),
  ),
  "area: typed wrong": someRows(
    0.02,
    (row, { area }) => /^\d{5}$/.test(row[area]) && !row[area].endsWith("000"),
    (row, { area }) => (row[area] = `${row[area].slice(0, 3)}${row[area][4]}${row[area][3]}`),
  ),
  "year: typed wrong": someRows(0.02, isDetail, (row, { year }) => (row[year] = String(Number(row[year]) + 1))),
  "industry: typed wrong": someRows(
    0.02,
    (row, columns) => digitOf(row, columns) > 5,
    (row, { industry }, random) => (row[industry] = `${row[industry].slice(0, -1)}${Math.floor(random() * 10)}`),
  ),
  "jobs: not whole": someRows(
    0.02,
    (row, columns) => isPublished(row, columns) && isLarge(row, columns),
    (row, { jobs }) => (row[jobs] = `${row[jobs]}.5`),
  ),
  "jobs: digits exchanged": someRows(
    0.01,
    (row, columns) => isPublished(row, columns) && /^(?!(.)\1)\d\d/.test(row[columns.jobs]) && isLarge(row, columns),
    (row, { jobs }) => {
      row[jobs] = `${row[jobs][1]}${row[jobs][0]}${row[jobs].slice(2)}`;
    },
  ),
  "jobs: a zero too many": someRows(
    0.01,
    (row, columns) => isPublished(row, columns) && isLarge(row, columns),
    (row, { jobs }) => (row[jobs] += "0"),
  ),
  "wages: digits exchanged": someRows(
    0.01,
    (row, columns) => isPublished(row, columns) && /^(?!(.)\1)\d\d/.test(row[columns.wages]) && isLarge(row, columns),
    (row, { wages }) => {
      row[wages] = `${row[wages][1]}${row[wages][0]}${row[wages].slice(2)}`;
    },
  ),
  "establishments: a zero too many": someRows(
    0.01,
    isDetail,
    (row, { establishments }) => (row[establishments] += "0"),
  ),
};
