// Growth of withheld industries against truth: `npm run build && npm run bench:suppression -- growth [ohio|areas|columbus|states]`.
import { load, readMsaCounties, readNational, readOhio, readQcewFiles, selectRows } from "./suppression-data.mjs";
import { maskTable } from "./suppression-mask.mjs";
import { fitToTruth } from "./suppression-growth-limit.mjs";
import { percent, renderTable } from "./suppression-score.mjs";

const { estimateSuppressed } = await load("suppression/estimate.js");
const { parentNumbers } = await load("suppression/industry-tree.js");
const PRIVATE = 5;
const LEVEL_NAMES = { 4: "sector", 5: "3-digit", 6: "4-digit", 7: "5-digit", 8: "6-digit" };

/**
 * Prints one table: growth of sums of really withheld cells, and of masked ones, by this tool and by simple rules, and the
 * limit of what could be known: the signals combined as the truth would have them, and the true growth of the parent.
 *
 * @param parts which of the comparisons; all where left out
 */
export async function benchChange(seeds, parts = []) {
  const has = (part) => parts.length === 0 || parts.includes(part);
  const counties = readMsaCounties();
  const found = [];
  if (has("ohio")) found.push(...(await scoreOhio(seeds, counties)));
  if (has("areas")) found.push(...(await scoreTwoYears(counties)));
  if (has("columbus")) found.push(...(await scoreColumbus(seeds, counties)));
  if (has("states")) {
    const zips = [2019, 2020].map((year) => `qcew/annual/states/${year}_a_states.zip`);
    const states = selectPrivate(await readQcewFiles(zips));
    const title = "States 2019 to 2020, masked cells";
    for (const seed of seeds) {
      found.push(...(await scoreMasked(title, states, [2019, 0], [2020, 0], { seed, counties, areas: "state" })));
    }
  }
  print(found);
}

async function scoreOhio(seeds, counties) {
  const found = [];
  const ohio = selectPrivate(await readOhio());
  for (const [from, to] of [
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 4],
  ]) {
    const span = { from: { year: 2016, quarter: from }, to: { year: 2016, quarter: to } };
    const both = selectRows(ohio, (row) => ohio.quarter[row] === from || ohio.quarter[row] === to);
    const msa = both.areas.indexOf("C1814");
    const state = both.areas.indexOf("39000");
    const county = (row) => Math.floor(both.level[row] / 10) === 7;
    const members = new Set(counties.get("C1814"));
    found.push(
      ...scoreWithheld(`Ohio 2016, MSA, counties and state given`, span, both, {
        isGiven: (row) => county(row) || both.area[row] === state,
        total: msa,
        isMember: (area) => members.has(both.areas[area]),
        counties,
      }),
      ...scoreWithheld(`Ohio 2016, state, counties given`, span, both, {
        isGiven: county,
        total: state,
        isMember: (area) => /^39\d{3}$/.test(both.areas[area]) && !both.areas[area].endsWith("000"),
        counties,
      }),
    );
  }
  for (const seed of seeds) {
    const title = "Ohio 2016 Q1 to Q4, masked cells";
    found.push(...(await scoreMasked(title, ohio, [2016, 1], [2016, 4], { seed, counties })));
  }
  return found;
}

async function scoreColumbus(seeds, counties) {
  const found = [];
  const columbus = selectPrivate(await readQcewFiles(["qcew/annual/columbus-oh/"]));
  for (const seed of seeds) {
    for (const [from, to] of [
      [2020, 2021],
      [2022, 2023],
      [2020, 2022],
      [2020, 2023],
    ]) {
      const title = `Columbus ${from} to ${to}, masked cells`;
      found.push(...(await scoreMasked(title, columbus, [from, 0], [to, 0], { seed, counties })));
    }
  }
  return found;
}

function selectPrivate(table) {
  return selectRows(table, (row) => table.ownership[row] === PRIVATE || table.ownership[row] === 0);
}

/** Sectors of 2016 Q1 against those of 2018 Q1: metropolitan areas of the whole country. */
async function scoreTwoYears(counties) {
  const isCoarse = (table) => (row) => table.level[row] % 10 <= 4 && table.level[row] % 10 >= 1;
  const before = await readNational();
  const earlier = selectPrivate(selectRows(before, isCoarse(before)));
  const after = await readQcewFiles(["qcew/quarterly/2018_1_by_industry.zip"]);
  const later = selectPrivate(selectRows(after, isCoarse(after)));
  const both = joinTables(earlier, later);
  const span = { from: { year: 2016, quarter: 1 }, to: { year: 2018, quarter: 1 } };
  const kind = (row) => Math.floor(both.level[row] / 10);
  const isGiven = (row) => kind(row) === 7 || kind(row) === 5 || kind(row) === 1;
  const given = withhold(both, (row) => !isGiven(row));
  const estimates = estimateSuppressed(given.table, { counties });
  const found = [];
  for (const [code, list] of counties) {
    const total = both.areas.indexOf(code);
    if (total === -1) continue;
    const members = new Set(list);
    found.push(
      ...sumsOf("MSAs 2016 to 2018, counties, states and nation given", span, both, {
        total,
        isMember: (area) => members.has(both.areas[area]),
        given,
        estimates,
      }),
    );
  }
  return found;
}

function scoreWithheld(title, span, table, { isGiven, total, isMember, counties }) {
  const given = withhold(table, (row) => !isGiven(row));
  const estimates = estimateSuppressed(given.table, { counties });
  return sumsOf(title, span, table, { total, isMember, given, estimates });
}

/** The table without some rows, and of each row its number there. */
function withhold(table, isLeftOut) {
  const kept = [];
  const numberOf = new Int32Array(table.length).fill(-1);
  for (let row = 0; row < table.length; row++) {
    if (isLeftOut(row)) continue;
    numberOf[row] = kept.length;
    kept.push(row);
  }
  let next = 0;
  const wanted = new Uint8Array(table.length);
  for (const row of kept) wanted[row] = 1;
  const picked = selectRows(table, (row) => wanted[row] === 1 && next++ >= 0);
  return { table: picked, numberOf };
}

/** Growth of what an area's withheld members hold together: its own published row less its published members. */
function sumsOf(title, { from, to }, table, { total, isMember, given, estimates }) {
  const { employment, establishments } = table.fields;
  const groups = new Map();
  const groupOf = (industry) => {
    if (!groups.has(industry)) groups.set(industry, { from: side(), to: side() });
    return groups.get(industry);
  };
  const areaJobs = { from: NaN, to: NaN };
  for (let row = 0; row < table.length; row++) {
    const end = isAt(table, row, from) ? "from" : isAt(table, row, to) ? "to" : undefined;
    if (!end || table.ownership[row] !== PRIVATE) continue;
    const isTotal = table.area[row] === total;
    if (isTotal && table.industries[table.industry[row]] === "10") areaJobs[end] = employment[row];
    if (!isTotal && !isMember(table.area[row])) continue;
    const group = groupOf(table.industry[row])[end];
    if (isTotal) Object.assign(group, { total: row, level: table.level[row] % 10 });
    else {
      group.establishments += establishments[row];
      if (table.disclosure[row] === 0) group.published += employment[row];
      else if (table.disclosure[row] === 1) group.withheld.push(row);
    }
  }
  const found = [];
  for (const [industry, { from: first, to: last }] of groups) {
    if (first.total === undefined || last.total === undefined || !(first.level >= 4)) continue;
    if ([first, last].some((each) => table.disclosure[each.total] !== 0)) continue;
    if ([first, last].some((each) => each.establishments !== establishments[each.total])) continue;
    const areas = (each) =>
      each.withheld
        .map((row) => table.area[row])
        .sort()
        .join();
    if (first.withheld.length === 0 || areas(first) !== areas(last)) continue;
    const truth = [first, last].map((each) => employment[each.total] - each.published);
    if (!(truth[0] > 0.5 && truth[1] > 0.5)) continue;
    const rows = [first, last].map((each) => each.withheld.map((row) => given.numberOf[row]));
    found.push({
      ...judge(estimates, rows, truth),
      title,
      level: first.level,
      industry,
      key: `${total}|${industry}`,
      simple: { "the area's growth": areaJobs.to / areaJobs.from - 1, "no growth": 0 },
    });
  }
  return found;
}

function side() {
  return { total: undefined, published: 0, establishments: 0, withheld: [] };
}

/** Growth of single cells that were published in both periods and hidden in both. */
async function scoreMasked(title, whole, [fromYear, fromQuarter], [toYear, toQuarter], { seed, counties, areas }) {
  const from = { year: fromYear, quarter: fromQuarter };
  const to = { year: toYear, quarter: toQuarter };
  const table = selectRows(whole, (row) => isAt(whole, row, from) || isAt(whole, row, to));
  const { table: hidden, masked } = await maskTable(table, { seed, share: 0.3, ownPeriods: 0, counties, areas });
  const estimates = estimateSuppressed(hidden, { counties });
  const ends = new Map();
  for (const row of masked) {
    const key = `${table.area[row]}|${table.industry[row]}|${table.ownership[row]}`;
    if (!ends.has(key)) ends.set(key, {});
    ends.get(key)[isAt(table, row, from) ? "from" : "to"] = row;
  }
  const areaJobs = new Map();
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] !== PRIVATE || table.industries[table.industry[row]] !== "10") continue;
    areaJobs.set(`${table.area[row]}|${isAt(table, row, from) ? 0 : 1}`, table.fields.employment[row]);
  }
  const growth = growthsOf(table, hidden, from);
  const found = [];
  const { employment } = table.fields;
  for (const [key, { from: first, to: last }] of ends) {
    if (first === undefined || last === undefined || table.ownership[first] !== PRIVATE) continue;
    if (!(table.level[first] % 10 >= 4) || !(employment[first] > 0.5 && employment[last] > 0.5)) continue;
    if (toYear > 2021 && fromYear < 2022 && /^(44|45|51)/.test(table.industries[table.industry[first]])) continue;
    const [area] = key.split("|");
    const ofArea = areaJobs.get(`${area}|1`) / areaJobs.get(`${area}|0`) - 1;
    const { parent, elsewhere, establishments } = growth(first, last);
    found.push({
      ...judge(estimates, [[first], [last]], [employment[first], employment[last]]),
      title,
      level: table.level[first] % 10,
      industry: table.industry[first],
      establishments: table.fields.establishments[first],
      key,
      simple: { "the area's growth": ofArea, "no growth": 0 },
      parent: parent ?? ofArea,
      signals: [ofArea, elsewhere ?? ofArea, establishments].map((one) => Math.log1p(one)),
    });
  }
  return found;
}

/** Of a masked cell: its parent's true growth in its area, its industry's in other areas, and its establishments'. */
function growthsOf(table, hidden, from) {
  const parents = parentNumbers(table.industries);
  const { employment, establishments } = table.fields;
  const rows = new Map();
  const elsewhere = new Map();
  const nameOf = (area, industry) => area * 65_536 + industry;
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] !== PRIVATE) continue;
    const end = isAt(table, row, from) ? 0 : 1;
    const name = nameOf(table.area[row], table.industry[row]);
    if (!rows.has(name)) rows.set(name, []);
    rows.get(name)[end] = row;
  }
  for (const [first, last] of rows.values()) {
    if (first === undefined || last === undefined || hidden.disclosure[first] + hidden.disclosure[last] > 0) continue;
    if (table.level[first] >= 70 !== table.level[last] >= 70) continue;
    const sums = elsewhere.get(table.industry[first]) ?? [0, 0];
    elsewhere.set(table.industry[first], [sums[0] + employment[first], sums[1] + employment[last]]);
  }
  const ratio = (a, b) => (a > 0 && b > 0 ? b / a - 1 : undefined);
  return (first, last) => {
    const [a, b] = rows.get(nameOf(table.area[first], parents[table.industry[first]])) ?? [];
    return {
      parent: a === undefined || b === undefined ? undefined : ratio(employment[a], employment[b]),
      elsewhere: ratio(...(elsewhere.get(table.industry[first]) ?? [0, 0])),
      establishments: ratio(establishments[first], establishments[last]) ?? 0,
    };
  };
}

function judge(estimates, [first, last], truth) {
  const [start, end] = [estimates.sum(first, "employment"), estimates.sum(last, "employment")];
  const change = estimates.change?.(first, last);
  return {
    truth: truth[1] / truth[0] - 1,
    base: truth[0],
    value: end.value / start.value - 1,
    low: change?.low === undefined ? undefined : change.low - 1,
    high: change?.high === undefined ? undefined : change.high - 1,
  };
}

function isAt(table, row, { year, quarter }) {
  return table.year[row] === year && table.quarter[row] === quarter;
}

/** Rows of two tables as one. */
function joinTables(a, b) {
  const renumber = (codes, others) => {
    const numbers = new Map(codes.map((code, number) => [code, number]));
    const all = [...codes];
    const to = others.map((code) => numbers.get(code) ?? all.push(code) - 1);
    return { all, to };
  };
  const areas = renumber(a.areas, b.areas);
  const industries = renumber(a.industries, b.industries);
  const concat = (first, second) => {
    const joined = new first.constructor(first.length + second.length);
    joined.set(first);
    joined.set(second, first.length);
    return joined;
  };
  const columns = ["ownership", "level", "year", "quarter", "disclosure", "lqDisclosure", "changeDisclosure", "line"];
  return {
    ...a,
    ...Object.fromEntries(columns.map((name) => [name, concat(a[name], b[name])])),
    length: a.length + b.length,
    areas: areas.all,
    industries: industries.all,
    area: concat(
      a.area,
      b.area.map((area) => areas.to[area]),
    ),
    industry: concat(
      a.industry,
      b.industry.map((industry) => industries.to[industry]),
    ),
    source: new Uint16Array(a.length + b.length),
    fields: Object.fromEntries(
      ["establishments", "employment", "wages"].map((name) => [name, concat(a.fields[name], b.fields[name])]),
    ),
  };
}

function print(found) {
  const header = [
    "",
    "level",
    "sums",
    "method",
    "median error",
    "off by > 25 points",
    "inside the 90% range",
    "median width",
  ];
  const lines = [];
  const titles = [...new Set(found.map(({ title }) => title))];
  for (const title of titles) {
    for (const level of [4, 5, 6, 8]) {
      const cells = found.filter((one) => one.title === title && one.level === level);
      if (cells.length < 20) continue;
      const line = (name, value, ranged) => {
        const errors = cells.map((cell) => Math.abs(value(cell) - cell.truth)).sort((x, y) => x - y);
        const far = errors.filter((error) => error > 0.25).length / errors.length;
        const withRange = ranged ? cells.filter(({ low }) => low !== undefined) : [];
        const inside = withRange.filter(
          (cell) => cell.low <= cell.truth + 1e-9 && cell.high >= cell.truth - 1e-9,
        ).length;
        const widths = withRange.map((cell) => cell.high - cell.low).sort((x, y) => x - y);
        lines.push([
          ...(ranged ? [title, LEVEL_NAMES[level], cells.length] : ["", "", ""]),
          name,
          percent(errors[errors.length >> 1]),
          percent(far),
          withRange.length > 0 ? percent(inside / withRange.length) : "",
          withRange.length > 0 ? percent(widths[widths.length >> 1], 0) : "",
        ]);
      };
      line("this tool", (cell) => cell.value, true);
      for (const name of Object.keys(cells[0].simple)) line(name, (cell) => cell.simple[name], false);
      if (!cells[0].signals) continue;
      const best = new Map(fitToTruth(cells).map((value, k) => [cells[k], value]));
      line("limit: area, industry elsewhere, establishments", (cell) => best.get(cell), false);
      line("limit: the parent's true growth", (cell) => cell.parent, false);
    }
  }
  console.log(`\n## Growth of withheld industries\n\n${renderTable(header, lines)}`);
}
