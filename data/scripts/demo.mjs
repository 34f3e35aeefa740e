// Makes data/demo/: the ten counties of Columbus, Ohio, and the nation, 2020 and 2023, with what ranking needs.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byText, folders, parseCsv, readCsv, readZip, records, writeCsv } from "./lib.mjs";
import { keyOf, MEASURES, reconcile, sharesByQuotients, TOTAL, totalOfRelease, wholeRange } from "./nation.mjs";

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

/** A row in our columns. Numbers are written plainly (1 for 1.0); what a row has not stays blank. */
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

/** The rows of the ten counties in a year. */
function columbus(year) {
  const folder = join(source, "qcew/annual/columbus-oh");
  const files = readdirSync(folder).filter((file) => file.startsWith(`${year}_a_39`));
  return files.flatMap((file) => records(readCsv(join(folder, file))));
}

const OWNERSHIPS = ["0", "1", "2", "3", "5"];
const isWanted = (row) => row.size_code === "0" && OWNERSHIPS.includes(row.own_code);
const isDisclosed = (row) => row.disclosure_code.trim() === "";
const measures = Object.entries(MEASURES);

/** The nation of 2023: each published level of 2024 less its published change over the year, which is the revised 2023. */
function nation2023() {
  const rows = records(readCsv(join(source, "qcew/annual/us/2024_a_US000.csv"))).filter(isWanted);
  const before = (row, level) => Number(row[level]) - Number(row[`oty_${level}_chg`]);
  return new Map(
    rows
      .map((row) => {
        const figures = Object.fromEntries(measures.map(([measure, { level }]) => [measure, before(row, level)]));
        const isKnown = isDisclosed(row) && row.oty_disclosure_code.trim() === "";
        return [keyOf(row), { level: row.agglvl_code, isKnown, ...figures }];
      })
      .filter(([, { isKnown, establishments }]) => isKnown || establishments > 0),
  );
}

/**
 * The nation of 2020: the sum of the 50 states and the District of Columbia. Where one of them withholds a private row,
 * the printed quotients of the others leave the nation's figure a range of some hundredths of a percent; all figures
 * are then moved within their ranges and the states' rounding until they add up.
 */
function nation2020() {
  const members = [...readZip(join(source, "qcew/annual/states/2020_a_states.zip")).values()];
  const states = members.flatMap((member) => records(parseCsv(member()))).filter(isWanted);
  const nation = new Map();
  for (const row of states) {
    const key = keyOf(row);
    const sum = nation.get(key) ?? { level: `1${row.agglvl_code.slice(1)}`, rows: 0, withheld: 0, isKnown: true };
    sum.rows++;
    if (!isDisclosed(row)) sum.withheld++;
    for (const [measure, { level }] of measures) sum[measure] = (sum[measure] ?? 0) + Number(row[level]);
    nation.set(key, sum);
  }
  const isPrivate = (key) => key.startsWith("5,");
  for (const [measure, columns] of measures) {
    const shares = sharesByQuotients(states, columns);
    const total = nation.get(TOTAL)[measure];
    const cells = new Map();
    for (const [key, sum] of nation) {
      if (measure === "establishments" || sum.withheld === 0) cells.set(key, summed(sum, measure));
      else if (isPrivate(key)) cells.set(key, pinned(shares.get(key), total, sum[measure]));
      else cells.set(key, open(total, sum[measure]));
    }
    for (const [key, value] of reconcile(cells, () => true)) nation.get(key)[measure] = value;
    // A private one that no quotient pins still follows from its total, unless a sibling is like it.
    const unpinned = [...cells].filter(([, { high }]) => high === Infinity).map(([key]) => key);
    for (const key of unpinned) {
      const isSibling = (other) => other !== key && other.slice(0, -1) === key.slice(0, -1);
      if (!isPrivate(key) || unpinned.some(isSibling)) nation.get(key).isKnown = false;
    }
  }
  return nation;
}

/** A figure that only its total and its siblings give. */
function open(total, low = 0) {
  return { guess: low, variance: total ** 2, low, high: Infinity };
}

/** Jobs are means of twelve months and establishments of four quarters, each state's rounded a half up; wages are exact. */
function summed({ rows, ...sum }, measure) {
  const drift = { establishments: rows / 8, employment: rows / 24, wages: 0 }[measure];
  const guess = sum[measure] === 0 ? 0 : Math.max(sum[measure] - drift, 0.5);
  const variance = measure === "wages" ? 0 : rows / 12;
  const most = 4 * Math.sqrt(variance);
  return { guess, variance, low: Math.max(guess - most, 0), high: guess + most };
}

function pinned(share, total, known) {
  if (!share || share[1] === Infinity) return open(total, known);
  const [low, high] = [Math.max(share[0] * total, known), share[1] * total];
  return { guess: (low + high) / 2, variance: Math.max((high - low) ** 2 / 12, 1), low, high };
}

/**
 * The nation as the release of the counties' rows had it: their printed quotients show its total and leave each of its
 * rows a range; figures outside theirs move into it, and others with them, as little as possible, until they add up.
 */
function ofRelease(nation, counties) {
  const before = new Map([...nation].map(([key, row]) => [key, row.establishments]));
  const addsUp = (total, parts) =>
    Math.abs(parts.reduce((sum, part) => sum + before.get(part), 0) - before.get(total)) <= parts.length + 1;
  for (const [measure, columns] of measures) {
    const shares = sharesByQuotients(counties, columns);
    const given = nation.get(TOTAL)[measure];
    const { total } = totalOfRelease(shares, Math.round(given));
    const cells = new Map();
    for (const [key, row] of nation) {
      const guess = (row[measure] / given) * total;
      const [least, most] = shares.get(key) ?? [0, Infinity];
      const isOpen = measure !== "establishments" && !row.isKnown;
      cells.set(key, isOpen ? open(total) : { guess, variance: guess, ...wholeRange(least * total, most * total) });
    }
    cells.set(TOTAL, { guess: total, variance: 0, low: total, high: total });
    for (const [key, value] of reconcile(cells, addsUp)) nation.get(key)[measure] = Math.round(value);
  }
  return nation;
}

function nationRows(year, nation) {
  return [...nation].map(([key, { level, isKnown, establishments, employment, wages }]) => {
    const [own_code, industry_code] = key.split(",");
    return {
      area_fips: "US000",
      own_code,
      industry_code,
      agglvl_code: level,
      size_code: "0",
      year: String(year),
      qtr: "A",
      disclosure_code: isKnown ? "" : "N",
      annual_avg_estabs: String(Math.round(establishments)),
      annual_avg_emplvl: isKnown ? String(employment) : "0",
      total_annual_wages: isKnown ? String(wages) : "0",
    };
  });
}

for (const [year, nation] of [
  [2020, nation2020()],
  [2023, nation2023()],
]) {
  const counties = columbus(year);
  writeRows(`columbus-${year}.csv`, counties);
  writeRows(`us-${year}.csv`, nationRows(year, ofRelease(nation, counties)));
}

// Where the files came from, as a folder that `fetch` fills has it.
const COUNTIES = { 2020: "2020 annual averages (final)", 2023: "2023 annual averages (preliminary)" };

function lockEntry(name, year) {
  const content = readFileSync(join(target, "demo", name));
  return {
    source: "qcew",
    publisher: "U.S. Bureau of Labor Statistics",
    address: "https://www.bls.gov/cew/additional-resources/open-data/csv-data-slices.htm",
    ...(name.startsWith("us-") && { derived: true }),
    bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    release: COUNTIES[year],
    licence: "public domain (U.S. government)",
  };
}

const names = [2020, 2023].flatMap((year) => [`columbus-${year}.csv`, `us-${year}.csv`]).sort();
const files = Object.fromEntries(names.map((name) => [name, lockEntry(name, Number(name.match(/\d{4}/)[0]))]));
const lock = { schema: "sector-rank/sources-lock/1", files };
writeFileSync(join(target, "demo", "sources.lock.json"), `${JSON.stringify(lock, undefined, 2)}\n`);
