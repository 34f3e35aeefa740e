// Makes data/economy/traded.csv: which industries serve demand from elsewhere, by how concentrated their jobs are over
// the counties of 45 states and the District of Columbia. data/README.md says how.
// node data/scripts/traded.mjs [SOURCE [TARGET]]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { byText, folders, privateRows2016, readRecords, writeCsv } from "./lib.mjs";

const { source, target } = folders();
/** Levels of industries that the table has. */
const DIGITS = [3, 4];
/**
 * The part of private jobs in traded industries. A cut of ours: about a third, as in common definitions of traded
 * clusters (the kind of Delgado, Porter and Stern, "Defining clusters of related industries", Journal of Economic
 * Geography 16, 2016).
 */
const TRADED_PART = 0.36;

const TOTAL = "10";
const data = join(fileURLToPath(new URL(".", import.meta.url)), "..");

const { states, counties } = await readRows();
const totals = filled(TOTAL);
const measured = new Map();
for (const code of [...counties.keys()].filter((one) => one !== TOTAL && !one.startsWith("99"))) {
  const jobs = filled(code);
  const sum = [...jobs.values()].reduce((all, { employment }) => all + employment, 0);
  if (sum > 0) measured.set(code, { jobs: sum, gini: locationalGini(jobs), eg: ellisonGlaeser(jobs, sum) });
}
for (const digits of DIGITS) flagTraded([...measured].filter(([code]) => code.length === digits));

const today = readRecords(join(data, "naics/codes.csv")).filter(
  ({ code, versions }) => /^\d+$/.test(code) && versions.split(" ").includes("2022") && !/^(10|99)/.test(code),
);
const before = predecessors();
const rows = today
  .filter(({ code }) => DIGITS.includes(code.length))
  .flatMap(({ code }) => {
    const all = [...new Set(before(code).map((one) => one.slice(0, code.length)))].sort(byText);
    // Electronic shopping and other shops without a store became a part of every kind of retail.
    const shops = all.filter((one) => !one.startsWith("454"));
    const from = shops.length > 0 ? shops : all;
    if (from.length === 1 && from[0] === code) {
      const own = measured.get(code);
      return own ? [[code, own.isTraded ? "traded" : "local", fixed(own.gini), fixed(own.eg), ""]] : [];
    }
    const flags = new Set(from.map((one) => measured.get(one)?.isTraded));
    if (flags.size !== 1 || flags.has(undefined)) return [];
    return [[code, flags.has(true) ? "traded" : "local", "", "", from.join(" ")]];
  })
  .sort((a, b) => byText(a[0], b[0]));
writeCsv(join(target, "economy", "traded.csv"), ["naics", "market", "gini", "ellison_glaeser", "from"], rows);

/** Private industries of 3 and 4 digits and all together: rows of counties and of states, by industry and area. */
async function readRows() {
  const found = { states: new Map(), counties: new Map() };
  for (const { area, industry: code, employment, establishments, isSuppressed } of await privateRows2016(source)) {
    if (!/^\d{5}$/.test(area)) continue;
    if (code !== TOTAL && !(DIGITS.includes(code.length) && /^\d+$/.test(code) && !code.startsWith("10"))) continue;
    const byCode = area.endsWith("000") ? found.states : found.counties;
    const cells = byCode.get(code) ?? byCode.set(code, new Map()).get(code);
    cells.set(area, { employment, establishments, isSuppressed });
  }
  return found;
}

/**
 * An industry's jobs by county. What a state's published figure leaves to its withheld counties is shared out by their
 * establishments; where the state's is withheld, too, a county has the published counties' mean size of establishments.
 */
function filled(code) {
  const known = { employment: 0, establishments: 0 };
  const left = new Map();
  for (const [area, cell] of counties.get(code)) {
    const state = `${area.slice(0, 2)}000`;
    const rest = left.get(state) ?? left.set(state, { published: 0, hidden: 0 }).get(state);
    if (cell.isSuppressed) rest.hidden += cell.establishments;
    else {
      rest.published += cell.employment;
      known.employment += cell.employment;
      known.establishments += cell.establishments;
    }
  }
  const mean = known.establishments > 0 ? known.employment / known.establishments : 1;
  const jobs = new Map();
  for (const [area, { employment, establishments, isSuppressed }] of counties.get(code)) {
    // Jobs whose county is not known are in no place.
    if (area.endsWith("999")) continue;
    const whole = states.get(code)?.get(`${area.slice(0, 2)}000`);
    const { published, hidden } = left.get(`${area.slice(0, 2)}000`);
    const size = whole && !whole.isSuppressed && hidden > 0 ? Math.max(0, whole.employment - published) / hidden : mean;
    jobs.set(area, { employment: isSuppressed ? establishments * size : employment, establishments });
  }
  return jobs;
}

/** Shares of all private jobs and of the industry's, a county each. */
function sharesOf(jobs) {
  const sum = [...jobs.values()].reduce((all, { employment }) => all + employment, 0);
  const all = [...totals.values()].reduce((every, { employment }) => every + employment, 0);
  return [...totals].map(([area, { employment }]) => ({
    whole: employment / all,
    own: (jobs.get(area)?.employment ?? 0) / sum,
  }));
}

/** The Gini coefficient of an industry's jobs over all private jobs: 0 where each county has its share, towards 1 where one has all. */
function locationalGini(jobs) {
  const shares = sharesOf(jobs).filter(({ whole }) => whole > 0);
  shares.sort((a, b) => a.own / a.whole - b.own / b.whole);
  let [area, cumulated] = [0, 0];
  for (const { whole, own } of shares) {
    area += whole * (cumulated + own / 2);
    cumulated += own;
  }
  return 1 - (2 * area) / cumulated;
}

/**
 * Ellison and Glaeser's index: concentration beyond what establishments of that size placed at random would have. Sizes
 * are not published, so that those of a county are taken as alike, which makes their Herfindahl index a little small and
 * this one a little large.
 *
 * Ellison and Glaeser, "Geographic concentration in U.S. manufacturing industries", Journal of Political Economy 105 (1997)
 */
function ellisonGlaeser(jobs, sum) {
  const shares = sharesOf(jobs);
  const raw = shares.reduce((all, { whole, own }) => all + (own - whole) ** 2, 0);
  const rest = 1 - shares.reduce((all, { whole }) => all + whole ** 2, 0);
  let plants = 0;
  for (const { employment, establishments } of jobs.values()) {
    if (establishments > 0) plants += establishments * (employment / establishments / sum) ** 2;
  }
  return (raw - rest * plants) / (rest * (1 - plants));
}

/** The most concentrated industries of a level by Gini that together have the traded part of the jobs. */
function flagTraded(industries) {
  const all = industries.reduce((sum, [, { jobs }]) => sum + jobs, 0);
  let cumulated = 0;
  for (const [, one] of industries.sort((a, b) => b[1].gini - a[1].gini || byText(a[0], b[0]))) {
    // The one that stands astride the border is on the side of most of its jobs.
    one.isTraded = cumulated + one.jobs / 2 <= TRADED_PART * all;
    cumulated += one.jobs;
  }
}

/** The 6-digit codes of NAICS 2012 that an industry of 2022 was made of. */
function predecessors() {
  const read = (name) => {
    const from = new Map();
    for (const row of readRecords(join(data, "naics", `concordance-${name}.csv`))) {
      from.set(row.to, [...(from.get(row.to) ?? []), row.from]);
    }
    return (code) => from.get(code) ?? [code];
  };
  const [of2022, of2017] = [read("2017-2022"), read("2012-2017")];
  const detailed = today.map(({ code }) => code).filter((code) => code.length === 6);
  return (code) =>
    detailed
      .filter((one) => one.startsWith(code))
      .flatMap(of2022)
      .flatMap(of2017);
}

function fixed(value) {
  return String(Number(value.toFixed(4)));
}
