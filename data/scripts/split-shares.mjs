// Makes data/naics/split-shares.csv: how the jobs, establishments and wages of a code that split in a NAICS
// revision fall to the codes it split into, in the nation's private sector. data/README.md says how.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  byText,
  folders,
  parseCsv,
  privateRows2016,
  readCsv,
  readRecords,
  readZip,
  records,
  writeCsv,
} from "./lib.mjs";

const { source, target } = folders();
const MEASURES = ["employment", "establishments", "wages"];
const zero = () => ({ employment: 0, establishments: 0, wages: 0 });
const isPrivate = (row) => String(row.own_code) === "5" && (row.size_code ?? "0") === "0";

/** Connected parts of a concordance that hold at least one split, as lists of pairs. */
function componentsWithSplits(pairs) {
  const targets = group(pairs, 0, 1);
  const sources = group(pairs, 1, 0);
  const seen = new Set();
  const components = [];
  for (const [code, to] of targets) {
    if (to.length < 2 || seen.has(code)) continue;
    const [from, queue] = [new Set([code]), [code]];
    for (const each of queue) {
      for (const next of targets.get(each).flatMap((b) => sources.get(b))) {
        if (!from.has(next)) (from.add(next), queue.push(next));
      }
    }
    for (const each of from) seen.add(each);
    components.push(pairs.filter(([a]) => from.has(a)));
  }
  return components;
}

function group(pairs, key, value) {
  const groups = new Map();
  for (const pair of pairs) groups.set(pair[key], [...(groups.get(pair[key]) ?? []), pair[value]]);
  return groups;
}

/** Monthly mean, establishments and wages of a quarter, and with `change` of the same quarter a year before. */
function quarter(file, isYearBefore) {
  const figures = new Map();
  for (const row of readRecords(join(source, file)).filter(isPrivate)) {
    const of = (column) => Number(row[column]) - (isYearBefore ? Number(row[`oty_${column}_chg`]) : 0);
    const employment = (of("month1_emplvl") + of("month2_emplvl") + of("month3_emplvl")) / 3;
    figures.set(row.industry_code, { employment, establishments: of("qtrly_estabs"), wages: of("total_qtrly_wages") });
  }
  return figures;
}

/** Rows of every state of a year's zip: state → code → figures, with those suppressed marked. */
function states(year) {
  const byState = new Map();
  for (const member of readZip(join(source, `qcew/annual/states/${year}_a_states.zip`)).values()) {
    for (const row of records(parseCsv(member()))) {
      if (!isPrivate(row) || row.industry_code.length !== 6) continue;
      const state = byState.get(row.area_fips) ?? byState.set(row.area_fips, new Map()).get(row.area_fips);
      state.set(row.industry_code, {
        employment: Number(row.annual_avg_emplvl),
        establishments: Number(row.annual_avg_estabs),
        wages: Number(row.total_annual_wages),
        isSuppressed: row.disclosure_code.trim() !== "",
      });
    }
  }
  return byState;
}

/** The same of 2016 Q1, for the states that the national file holds. */
async function states2016() {
  const byState = new Map();
  for (const { area, industry, ...figures } of await privateRows2016(source)) {
    if (!/^\d\d000$/.test(area) || industry.length !== 6) continue;
    const state = byState.get(area) ?? byState.set(area, new Map()).get(area);
    state.set(industry, figures);
  }
  return byState;
}

/** The nation of 2020: the sum of the states; a suppressed part of it as the states' location quotients pin it. */
function nation2020() {
  const sums = new Map();
  for (const state of states(2020).values()) {
    for (const [code, figures] of state) {
      const sum = sums.get(code) ?? sums.set(code, zero()).get(code);
      for (const measure of MEASURES) sum[measure] += figures[measure];
    }
  }
  for (const row of readRecords(join(source, "qcew/derived/2020_US_private_from_states.csv"))) {
    const sum = sums.get(row.industry_code);
    if (!sum || row.states_suppressed === "0" || row.us_emplvl_lower_from_lq === "" || sum.employment === 0) continue;
    const employment = (Number(row.us_emplvl_lower_from_lq) + Number(row.us_emplvl_upper_from_lq)) / 2;
    sum.wages *= employment / sum.employment;
    sum.employment = employment;
  }
  return sums;
}

/** The sum over the states that disclose every code of a component on both sides. */
function sumWhereKnown(before, after, pairs) {
  const known = [...before.keys()].filter((state) => {
    const all = [...pairs.map(([a]) => before.get(state).get(a)), ...pairs.map(([, b]) => after.get(state)?.get(b))];
    return after.has(state) && all.every((figures) => !figures?.isSuppressed);
  });
  const sum = (side, codes) =>
    new Map(
      [...new Set(codes)].map((code) => {
        const total = zero();
        for (const state of known) {
          for (const measure of MEASURES) total[measure] += side.get(state).get(code)?.[measure] ?? 0;
        }
        return [code, total];
      }),
    );
  return { before: sum(before, pairs.map(([a]) => a)), after: sum(after, pairs.map(([, b]) => b)) }; // prettier-ignore
}

/**
 * Shares from both sides of a break. Each later code's figure, brought back by the component's growth, less the
 * codes that came to it whole, is what came from the split codes, as far as the code grew like the component.
 * How far codes grow apart in t years was measured on codes without change: a standard deviation of the log of
 * √(t/3) · √(0.15² + 2.5²/jobs). That evidence is joined, by its precision, with a share by later size, which
 * alone would be as loose as if one later code had it all; then all are made to add up.
 */
function fit(pairs, before, after, years, measure) {
  const targets = group(pairs, 0, 1);
  const split = [...targets].filter(([, to]) => to.length > 1).map(([code]) => code);
  const codes = [...new Set(pairs.map(([, b]) => b))];
  const of = (figures, code) => figures.get(code)?.[measure] ?? 0;
  const sum = (list) => list.reduce((total, value) => total + value, 0);
  const growth = sum(codes.map((code) => of(after, code))) / sum([...targets.keys()].map((code) => of(before, code)));

  const prior = new Map();
  for (const a of split) {
    const size = sum(targets.get(a).map((b) => of(after, b)));
    for (const b of targets.get(a)) prior.set(`${a},${b}`, of(after, b) / size);
  }
  const sources = group(pairs, 1, 0);
  const parts = codes
    .filter((code) => sources.get(code).some((a) => split.includes(a)))
    .map((code) => {
      const from = sources.get(code).filter((a) => split.includes(a));
      const whole = sum(sources.get(code).filter((a) => !split.includes(a)).map((a) => of(before, a))); // prettier-ignore
      const mean = sum(from.map((a) => of(before, a) * prior.get(`${a},${code}`)));
      const variance = sum(from.map((a) => of(before, a) ** 2 * prior.get(`${a},${code}`)));
      const level = of(after, code) / growth;
      const jobs = Math.max(1, after.get(code)?.employment ?? 0);
      const relative = measure === "establishments" ? 0.1 ** 2 + 1 / Math.max(1, level) : 0.15 ** 2 + 2.5 ** 2 / jobs;
      const noise = Math.max(level, whole) ** 2 * relative * (years / 3);
      const precision = 1 / variance + 1 / noise;
      const cap = sum(from.map((a) => of(before, a)));
      return {
        code,
        from,
        cap,
        value: (mean / variance + (level - whole) / noise) / precision,
        variance: 1 / precision,
      };
    });
  conserve(parts, sum(split.map((a) => of(before, a))));
  return sharesBySource(parts, split, targets, prior, (a) => of(before, a));
}

/** Moves values to a total, each by its variance times one number for all, within 0 and their caps. */
function conserve(parts, total) {
  const at = (step) => parts.map((part) => Math.min(part.cap, Math.max(0, part.value + step * part.variance)));
  const reach = (part) => Math.max(Math.abs(part.value), Math.abs(part.cap - part.value)) / part.variance;
  let high = Math.max(...parts.map(reach));
  let low = -high;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((sum, value) => sum + value, 0) < total) low = middle;
    else high = middle;
  }
  const values = at((low + high) / 2);
  parts.forEach((part, index) => (part.moved = values[index]));
  const spread = parts.reduce((sum, part) => sum + part.variance, 0);
  for (const part of parts) part.deviation = Math.sqrt(Math.max(0, part.variance - part.variance ** 2 / spread));
}

/** Spreads each later code's part over the codes it came from: proportional fitting from the prior shares. */
function sharesBySource(parts, split, targets, prior, jobsOf) {
  const cells = new Map(
    parts.flatMap(({ code, from }) => from.map((a) => [`${a},${code}`, jobsOf(a) * prior.get(`${a},${code}`)])),
  );
  const scale = (keys, total) => {
    const sum = keys.reduce((each, key) => each + cells.get(key), 0);
    for (const key of keys) cells.set(key, sum > 0 ? (cells.get(key) * total) / sum : 0);
  };
  for (let round = 0; round < 500; round++) {
    for (const { code, from, moved } of parts) scale(from.map((a) => `${a},${code}`), moved); // prettier-ignore
    for (const a of split) scale(targets.get(a).map((b) => `${a},${b}`), jobsOf(a)); // prettier-ignore
  }
  const deviations = new Map(parts.map(({ code, moved, deviation }) => [code, { moved, deviation }]));
  return new Map(
    [...cells].map(([key, value]) => {
      const [a, b] = key.split(",");
      const { deviation } = deviations.get(b);
      const others = parts.find((part) => part.code === b).from;
      const jobs = others.reduce((sum, each) => sum + jobsOf(each), 0);
      // A code's uncertainty is its sources' together; each bears it by its size.
      return [key, { share: value / jobsOf(a), deviation: Math.min(0.5, deviation / jobs) }];
    }),
  );
}

/** The mean of several fits; their spread adds to the deviation. */
function joined(fits) {
  return new Map(
    [...fits[0].keys()].map((key) => {
      const shares = fits.map((each) => each.get(key).share);
      const share = shares.reduce((sum, each) => sum + each, 0) / shares.length;
      const spread = shares.reduce((sum, each) => sum + (each - share) ** 2, 0) / shares.length;
      const variance = fits.reduce((sum, each) => sum + each.get(key).deviation ** 2, 0) / fits.length;
      return [key, { share, deviation: Math.sqrt(variance + spread) }];
    }),
  );
}

/** Without figures before the break: by later size, or, where a code keeps its number, all to that. */
function assumed(pairs, after, measure) {
  const shares = new Map();
  for (const [a, to] of group(pairs, 0, 1)) {
    if (to.length < 2) continue;
    const size = to.reduce((sum, b) => sum + (after.get(b)?.[measure] ?? 0), 0);
    for (const b of to) {
      const share = to.includes(a) ? Number(a === b) : after.get(b)[measure] / size;
      const deviation = to.includes(a) ? 0.25 : Math.sqrt(share * (1 - share)) / 2;
      shares.set(`${a},${b}`, { share, deviation });
    }
  }
  return shares;
}

const rows = [];
function write([from, to], shares, basis) {
  for (const key of [...shares.employment.keys()].sort(byText)) {
    const numbers = MEASURES.flatMap((measure) => {
      const { share, deviation } = shares[measure].get(key);
      return [share.toFixed(6), deviation.toFixed(6)];
    });
    rows.push([from, to, ...key.split(","), ...numbers, basis]);
  }
}
const byMeasure = (compute) => Object.fromEntries(MEASURES.map((measure) => [measure, compute(measure)]));
// Our own concordances, as naics.mjs made them.
const pairsOf = (from, to) =>
  readCsv(fileURLToPath(new URL(`../naics/concordance-${from}-${to}.csv`, import.meta.url))).slice(1);

const us2019 = quarter("qcew/quarterly/2019_1_US000.csv", false);
const us2023 = quarter("qcew/quarterly/2024_1_US000.csv", true);
const us2020 = nation2020();
const annual2023 = new Map(
  readRecords(join(source, "qcew/annual/us/2024_a_US000.csv"))
    .filter(isPrivate)
    .map((row) => {
      const before = (column) => Number(row[column]) - Number(row[`oty_${column}_chg`]);
      return [
        row.industry_code,
        {
          employment: before("annual_avg_emplvl"),
          establishments: before("annual_avg_estabs"),
          wages: before("total_annual_wages"),
        },
      ];
    }),
);

for (const pairs of componentsWithSplits(pairsOf(2007, 2012))) {
  write([2007, 2012], byMeasure((measure) => assumed(pairs, us2019, measure)), "assumed"); // prettier-ignore
}
const [before2017, after2017] = [await states2016(), states(2019)];
for (const pairs of componentsWithSplits(pairsOf(2012, 2017))) {
  const { before, after } = sumWhereKnown(before2017, after2017, pairs);
  write([2012, 2017], byMeasure((measure) => fit(pairs, before, after, 3, measure)), "states 2016 and 2019"); // prettier-ignore
}
for (const pairs of componentsWithSplits(pairsOf(2017, 2022))) {
  const shares = byMeasure((measure) =>
    joined([fit(pairs, us2019, us2023, 4, measure), fit(pairs, us2020, annual2023, 3, measure)]),
  );
  write([2017, 2022], shares, "nation 2019, 2020 and 2023");
}
writeCsv(
  join(target, "naics/split-shares.csv"),
  ["from_version", "to_version", "from", "to", ...MEASURES.flatMap((measure) => [measure, `${measure}_sd`]), "basis"],
  rows,
);
