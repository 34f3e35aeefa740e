// Rankings of regions whose cells are withheld against those by the truth:
// `npm run build && npm run bench:suppression -- top-ten [national|ohio|masked] [--detail] [--quick]`.
import { runBaselines } from "./suppression-baselines.mjs";
import { load, readMsaCounties, readNational, readOhio, readQcewFiles, selectRows } from "./suppression-data.mjs";
import { maskTable } from "./suppression-mask.mjs";
import { percent, renderTable } from "./suppression-score.mjs";
import { HELD_OUT } from "./suppression-truth.mjs";

const { derive, disclosed, SUPPRESSED, undefinedBecause, knownValue } = await load("core/datum.js");
const { estimateSuppressed } = await load("suppression/estimate.js");
const { estimatedShare, markGuesses, MOSTLY_GUESS, shareInRange } = await load("ranking/guesses.js");
const { rankIndustries } = await load("ranking/rank.js");

const PRIVATE = 5;
const TOP = 10;
const LEVELS = { 5: "3-digit", 6: "4-digit" };
const FEW = 12;
const RULES = ["this tool", "estimate-all", "plain estimate", "drop", "zero"];
const SHARES = [0.1, 0.5, 0.9];
const SPANS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, Infinity];

/**
 * Prints how many of the true first ten each rule has among its own, and from where on a guess is worse than none.
 *
 * @param parts which rankings; all where left out, but for the nation's where it is to be quick
 */
export async function benchTopTen({ isDetailed, isQuick, seeds, parts = [] }) {
  const counties = readMsaCounties();
  const has = (part) => parts.length === 0 || parts.includes(part);
  const worlds = [
    ...(has("national") && !isQuick ? await nationalWorlds(counties) : []),
    ...(has("ohio") ? await ohioWorlds(counties) : []),
    ...(has("masked") ? await maskedWorlds(counties, seeds) : []),
  ];
  const lines = [];
  for (const title of new Set(worlds.map((world) => world.title))) {
    for (const isLong of [false, true]) {
      const ones = worlds.filter((world) => world.title === title);
      const commons = RULES.map((rule) => ones.reduce((sum, world) => sum + commonOf(world, rule, isLong), 0));
      const places = ones.reduce((sum, world) => sum + topOf(world, "truth", isLong).length, 0);
      lines.push([`${title}${isLong ? `, ${FEW} establishments and more` : ""}`, ones.length, places, ...commons]);
    }
  }
  console.log(`\n## True first ${TOP} that are among the first ${TOP}\n`);
  console.log(renderTable(["", "rankings", "places", ...RULES], lines));
  if (isDetailed) printLimits(worlds);
}

/** Metropolitan areas of the nation: what their own rows print, against their counties. */
async function nationalWorlds(counties) {
  const national = await readNational();
  const table = selectRows(
    national,
    (row) => (national.ownership[row] === PRIVATE || national.ownership[row] === 0) && national.level[row] % 10 <= 6,
  );
  const states = table.areas.filter((code) => /^\d\d000$/.test(code));
  const worlds = [];
  for (const [name, hasStates] of [
    ["counties and states", true],
    ["counties alone", false],
  ]) {
    const keep = (row) => {
      const code = table.areas[table.area[row]];
      return /^\d{5}$/.test(code) && (hasStates || !code.endsWith("000"));
    };
    worlds.push(
      ...(await metropolitanWorlds(`Nation 2016 Q1, ${name} given`, table, { counties, keep, referenceAreas: states })),
    );
  }
  return worlds;
}

/** Metropolitan areas of Ohio over three quarters. */
async function ohioWorlds(counties) {
  const ohio = await readOhio();
  const table = selectRows(
    ohio,
    (row) =>
      (ohio.ownership[row] === PRIVATE || ohio.ownership[row] === 0) &&
      ohio.level[row] % 10 <= 6 &&
      [1, 4].includes(ohio.quarter[row]),
  );
  const keep = (row) => /^39\d{3}$/.test(table.areas[table.area[row]]);
  const title = "Ohio 2016 Q1 to Q4, counties and state given";
  return metropolitanWorlds(title, table, { counties, keep, referenceAreas: ["39000"] });
}

async function metropolitanWorlds(title, table, { counties, keep, referenceAreas }) {
  const given = selectRows(table, keep);
  const sides = await sidesOf(given, counties);
  const end = lastPeriod(table);
  const start = firstPeriod(table);
  const byArea = rowsByArea(table);
  const givenByArea = rowsByArea(given);
  const worlds = [];
  for (const [code, members] of counties) {
    const own = byArea.get(code);
    const parts = members.map((county) => givenByArea.get(county));
    if (!own || parts.some((part) => part === undefined)) continue;
    const truthOf = (period, industry) => {
      const row = own.get(`${period}|${industry}`);
      return row === undefined ? [] : [row];
    };
    const rowsOf = (period, industry) => parts.flatMap((part) => part.get(`${period}|${industry}`) ?? []);
    // The counties must be those of the area as it was.
    const firms = (of, rows) => rows.reduce((sum, row) => sum + of.fields.establishments[row], 0);
    if (firms(table, truthOf(end, "10")) !== firms(given, rowsOf(end, "10"))) continue;
    worlds.push(
      ...buildWorlds(title, {
        table,
        truthOf,
        given,
        rowsOf,
        sides,
        reference: referenceAreas.map((code) => byArea.get(code)),
        start,
        end,
        state: members[0].slice(0, 2),
      }),
    );
  }
  return worlds;
}

/** Counties over quarters and years, with published cells hidden at both ends: growth too. */
async function maskedWorlds(counties, seeds) {
  const isWanted = (table) => (row) =>
    (table.ownership[row] === PRIVATE || table.ownership[row] === 0) && table.level[row] % 10 <= 6;
  const [ohio, columbus] = [await readOhio(), await readQcewFiles(["qcew/annual/columbus-oh/"])];
  const spans = [
    ["Ohio's counties 2016 Q1 to Q4", ohio, (row) => [1, 4].includes(ohio.quarter[row])],
    ["Columbus's counties 2022 to 2023", columbus, (row) => [2022, 2023].includes(columbus.year[row])],
    ["Columbus's counties 2020 to 2023", columbus, (row) => [2020, 2023].includes(columbus.year[row])],
  ];
  const worlds = [];
  for (const [title, whole, isAtEnd] of spans) {
    const isPart = isWanted(whole);
    const table = selectRows(whole, (row) => isPart(row) && isAtEnd(row));
    const byArea = rowsByArea(table);
    for (const seed of seeds) {
      const { table: given } = await maskTable(table, { seed, share: 0.3, ownPeriods: 0.1, counties });
      const sides = await sidesOf(given, counties);
      for (const [county, own] of byArea) {
        if (!/^39\d{3}$/.test(county) || county.endsWith("000")) continue;
        const rowsOf = (period, industry) => own.get(`${period}|${industry}`) ?? [];
        const world = { table, truthOf: rowsOf, given, rowsOf, sides, reference: [byArea.get("39000")] };
        const ends = { start: firstPeriod(table), end: lastPeriod(table), state: "39" };
        worlds.push(...buildWorlds(`${title}, masked cells`, { ...world, ...ends }));
      }
    }
  }
  return worlds;
}

/** The ways to fill a table's withheld cells. */
async function sidesOf(given, counties) {
  const plain = (await runBaselines(given))["establishments x peer size"];
  return { estimates: estimateSuppressed(given, { counties }), plain, pay: paysOf(given) };
}

/** Pay a job of each industry over all published rows, for the plain estimate. */
function paysOf({ length, industry, ownership, disclosure, fields: { employment, wages } }) {
  const sums = new Map();
  for (let row = 0; row < length; row++) {
    if (disclosure[row] === 1 || ownership[row] !== PRIVATE) continue;
    const sum = sums.get(industry[row]) ?? { jobs: 0, dollars: 0 };
    sums.set(industry[row], { jobs: sum.jobs + employment[row], dollars: sum.dollars + wages[row] });
  }
  return new Map([...sums].map(([number, { jobs, dollars }]) => [number, jobs > 0 ? dollars / jobs : 0]));
}

/** A ranking by truth and by each rule of each level. */
function buildWorlds(title, { table, truthOf, given, rowsOf, sides, reference, start, end, state }) {
  const total = { region: sum(table, truthOf(end, "10")), reference: referenceJobs("10") };
  const found = { 5: [], 6: [] };
  const has = start !== end;
  for (const [number, code] of table.industries.entries()) {
    const truth = truthOf(end, code);
    const level = truth.length > 0 ? table.level[truth[0]] % 10 : undefined;
    if (!(level in found) || truth.some((row) => table.disclosure[row] !== 0)) continue;
    const before = has ? truthOf(start, code) : [];
    if (has && (before.length === 0 || before.some((row) => table.disclosure[row] !== 0))) continue;
    const [rows, rowsBefore] = [rowsOf(end, code), has ? rowsOf(start, code) : []];
    if (rows.length === 0 || (has && rowsBefore.length === 0)) continue;
    const jobs = sum(table, truth);
    if (!(jobs > 0)) continue;
    const firms = truth.reduce((n, row) => n + table.fields.establishments[row], 0);
    const there = referenceJobs(code);
    const measured = (figures) => ({ naics: code, row: { region: figures }, values: measuresOf(figures, there) });
    found[level].push({
      firms,
      truth: measured({
        end: known(jobs, sum(table, truth, "wages")),
        start: has ? known(sum(table, before)) : undefined,
      }),
      "estimate-all": measured(estimatedFigures(rows, rowsBefore)),
      "plain estimate": measured(plainFigures(rows, rowsBefore, number)),
      drop: measured(withoutHidden(rows, rowsBefore)),
      zero: measured(zeroFigures(rows, rowsBefore)),
    });
  }
  return Object.entries(found)
    .filter(([, industries]) => industries.length >= 2 * TOP)
    .map(([level, industries]) => ({ title: `${title}, ${LEVELS[level]}`, state, industries, ids: idsOf(industries) }));

  /** What quotients divide by: the same for all rules, so that published parts will do. */
  function referenceJobs(code) {
    const rows = reference.flatMap((area) => area?.get(`${end}|${code}`) ?? []);
    return sum(
      table,
      rows.filter((row) => table.disclosure[row] === 0),
    );
  }

  function measuresOf({ end: last, start: first, ratio }, there) {
    const values = { employment: last.employment, averagePay: last.pay };
    if (there > 0 && total.reference > 0) {
      values.lq = derive({ jobs: last.employment }, ({ jobs }) => jobs / total.region / (there / total.reference));
    }
    if (!first) return values;
    const change =
      ratio ??
      derive({ from: first.employment, to: last.employment }, ({ from, to }) => (from > 0 ? to / from : undefined));
    return { ...values, growth: derive({ change }, ({ change: times }) => times - 1) };
  }

  function estimatedFigures(rows, before) {
    const { estimates } = sides;
    const figures = (of) => ({
      employment: estimates.sum(of, "employment"),
      pay: estimates.pay(of),
      estimatedJobs: estimates.estimatedJobs(of),
    });
    const ratio = has ? estimates.change(before, rows) : undefined;
    return { end: figures(rows), start: has ? figures(before) : undefined, ratio };
  }

  function plainFigures(rows, before, number) {
    const pay = sides.pay.get(number) ?? 0;
    const jobsOf = (of) => of.reduce((n, row) => n + sides.plain[row], 0);
    const dollars = rows.reduce(
      (n, row) => n + (given.disclosure[row] === 1 ? sides.plain[row] * pay : given.fields.wages[row]),
      0,
    );
    return { end: known(jobsOf(rows), dollars), start: has ? known(jobsOf(before)) : undefined };
  }

  function withoutHidden(rows, before) {
    const isHidden = (of) => of.some((row) => given.disclosure[row] === 1);
    const none = { employment: SUPPRESSED, pay: SUPPRESSED };
    const side = (of) => (isHidden(of) ? none : known(sum(given, of), sum(given, of, "wages")));
    return { end: side(rows), start: has ? side(before) : undefined };
  }

  function zeroFigures(rows, before) {
    const side = (of) => {
      const open = of.filter((row) => given.disclosure[row] !== 1);
      return known(sum(given, open), sum(given, open, "wages"));
    };
    return { end: side(rows), start: has ? side(before) : undefined };
  }
}

function idsOf(industries) {
  return Object.keys(industries[0].truth.values);
}

function known(jobs, dollars = 0) {
  return {
    employment: disclosed(jobs),
    pay: jobs > 0 ? disclosed(dollars / jobs) : undefinedBecause("no jobs"),
    estimatedJobs: 0,
  };
}

function sum(table, rows, field = "employment") {
  return rows.reduce((n, row) => n + table.fields[field][row], 0);
}

/** By area, of each period and industry the private rows; the area's total of all industries is private too. */
function rowsByArea(table) {
  const found = new Map();
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] !== PRIVATE) continue;
    const area = table.areas[table.area[row]];
    if (!found.has(area)) found.set(area, new Map());
    found.get(area).set(`${periodOf(table, row)}|${table.industries[table.industry[row]]}`, [row]);
  }
  return found;
}

function periodOf(table, row) {
  return table.year[row] * 10 + table.quarter[row];
}

function firstPeriod(table) {
  return Array.from({ length: table.length }, (_, row) => periodOf(table, row)).reduce((a, b) => Math.min(a, b));
}

function lastPeriod(table) {
  return Array.from({ length: table.length }, (_, row) => periodOf(table, row)).reduce((a, b) => Math.max(a, b));
}

function ranked({ industries, ids }, rule, limits = MOSTLY_GUESS) {
  const factors = ids.map((id) => ({ id, label: id, weight: 1, direction: "higher" }));
  const candidates = industries.map((one) => one[rule === "this tool" ? "estimate-all" : rule]);
  const marked = rule === "this tool" ? markGuesses(candidates, ids, limits) : candidates;
  return rankIndustries(marked, factors, { method: "mean-rank", missing: "reweight" }).industries;
}

function topOf(world, rule, isLong, limits) {
  const firms = new Map(world.industries.map((one) => [one.truth.naics, one.firms]));
  return ranked(world, rule, limits)
    .map(({ candidate }) => candidate.naics)
    .filter((naics) => !isLong || firms.get(naics) >= FEW)
    .slice(0, TOP);
}

function commonOf(world, rule, isLong, limits) {
  const first = new Set(topOf(world, "truth", isLong));
  return topOf(world, rule, isLong, limits).filter((naics) => first.has(naics)).length;
}

/** How far guesses are from the true place, and what re-weighting puts in their place; then first tens by limits. */
function printLimits(worlds) {
  const groups = new Map();
  for (const { industries, ids, state } of worlds) {
    const columns = new Map(
      ids.map((id) => [
        id,
        { truth: placesOf(industries, "truth", id), guess: placesOf(industries, "estimate-all", id) },
      ]),
    );
    for (const id of ids) {
      const figures = Float64Array.from(
        industries.flatMap((one) => knownValue(one["estimate-all"].values[id] ?? SUPPRESSED) ?? []),
      ).sort();
      industries.forEach((one, item) => {
        const candidate = one["estimate-all"];
        const span = shareInRange(candidate.values[id], figures);
        const share = estimatedShare(candidate);
        if (share < SHARES[0] || span === 0) return;
        const { truth, guess } = columns.get(id);
        const others = ids.filter((other) => other !== id).flatMap((other) => columns.get(other).guess[item] ?? []);
        const none = others.reduce((n, place) => n + place, 0) / others.length;
        if ([truth[item], guess[item], none].some((place) => !(place >= 0))) return;
        const part = HELD_OUT.includes(state) ? "held out" : "other states";
        for (const factor of [id, "all factors"]) {
          const key = `${factor}, ${part}|${SHARES.findLastIndex((least) => share >= least)}|${SPANS.findIndex((most) => span <= most)}`;
          if (!groups.has(key)) groups.set(key, { count: 0, guess: 0, none: 0 });
          const group = groups.get(key);
          group.count++;
          group.guess += (guess[item] - truth[item]) ** 2;
          group.none += (none - truth[item]) ** 2;
        }
      });
    }
  }
  console.log(
    "\n## Off the true place, root mean square, as a part of all places: by the guess, and by the other factors\n",
  );
  const lines = [...groups.keys()].sort().map((key) => {
    const [title, share, span] = key.split("|");
    const { count, guess, none } = groups.get(key);
    const root = (squares) => percent(Math.sqrt(squares / count));
    return [
      title,
      `from ${percent(SHARES[share], 0)}`,
      `to ${percent(Math.min(SPANS[span], 1), 0)}`,
      count,
      root(guess),
      root(none),
    ];
  });
  console.log(renderTable(["", "estimated", "range spans", "figures", "guess", "no figure"], lines));
  console.log("\n## True first tens by limits\n");
  const limits = [0.5, 0.9].flatMap((share) =>
    [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1, Infinity].map((span) => ({ share, span })),
  );
  const sums = limits.map((limit) => {
    const common = (isHeldOut) =>
      worlds
        .filter(({ state }) => HELD_OUT.includes(state) === isHeldOut)
        .reduce((n, world) => n + commonOf(world, "this tool", false, limit), 0);
    return [`share ${limit.share}, span ${limit.span}`, common(false), common(true)];
  });
  console.log(renderTable(["", "other states", "held out"], sums));
}

/** Places as parts of all, 0 the best; nothing where there is no figure. */
function placesOf(industries, rule, id) {
  const values = industries.map((one) => knownValue(one[rule].values[id] ?? SUPPRESSED));
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => b - a);
  return values.map((value) =>
    value === undefined ? undefined : sorted.indexOf(value) / Math.max(sorted.length - 1, 1),
  );
}
