// Growth of what is withheld in two quarters, against the truth that the state's row gives.
import { load } from "./suppression-data.mjs";
import { percent, renderTable } from "./suppression-score.mjs";
import { findTruth, giveRows, PROTOCOLS } from "./suppression-truth.mjs";

const PAIRS = [
  [1, 2],
  [1, 4],
];
const LEVELS = { 4: "sector", 5: "3-digit", 6: "4-digit" };
const PRIVATE = 5;
const FAR = 0.25;
/** A cell published in one of the two quarters joins the sum, so long as the most of it is withheld in both. */
const LEAST_WITHHELD = 0.5;

/** Sums over the counties that withhold an industry in one quarter or the other; counties alone in the files. */
export async function benchGrowth(table, { counties }) {
  const { estimateSuppressed } = await load("suppression/estimate.js");
  const protocol = PROTOCOLS.find(({ truth }) => truth === "counties-to-state");
  const { given, rowOf } = await giveRows(table, protocol);
  const estimates = estimateSuppressed(given, { counties });
  const rowsBy = new Map();
  const keyOf = (quarter, area, industry) => `${quarter}|${table.areas[area]}|${table.industries[industry]}`;
  for (let row = 0; row < table.length; row++) {
    if (table.ownership[row] === PRIVATE)
      rowsBy.set(keyOf(table.quarter[row], table.area[row], table.industry[row]), row);
  }
  const byQuarter = new Map();
  for (const one of await findTruth(table, { counties, protocol })) {
    const quarter = table.quarter[one.total];
    byQuarter.set(quarter, (byQuarter.get(quarter) ?? new Map()).set(table.industry[one.total], one));
  }
  const state = table.areas.findIndex((code) => /^\d{2}000$/.test(code));
  const total = table.industries.indexOf("10");
  const jobsOf = (row) => (row === undefined || table.disclosure[row] === 1 ? 0 : table.fields.employment[row]);

  console.log("\n## Ohio 2016: growth of industries withheld in both quarters, counties alone\n");
  const lines = [];
  for (const [from, to] of PAIRS) {
    const area = jobsOf(rowsBy.get(keyOf(to, state, total))) / jobsOf(rowsBy.get(keyOf(from, state, total))) - 1;
    const sums = new Map(Object.values(LEVELS).map((name) => [name, []]));
    for (const [industry, before] of byQuarter.get(from)) {
      const after = byQuarter.get(to).get(industry);
      if (!after || !(before.level in LEVELS)) continue;
      const areas = new Set([...before.rows, ...after.rows].map((row) => table.area[row]));
      const [first, last] = [
        [from, before],
        [to, after],
      ].map(([quarter, one]) =>
        sumOf(
          [...areas].map((code) => rowsBy.get(keyOf(quarter, code, industry))),
          one,
        ),
      );
      if (!(first.truth > 0) || Math.min(first.withheld, last.withheld) < LEAST_WITHHELD) continue;
      sums.get(LEVELS[before.level]).push({
        truth: last.truth / first.truth - 1,
        "this tool": last.estimate / first.estimate - 1,
        "the state's growth": area,
      });
    }
    for (const [level, ones] of sums) {
      for (const name of ["this tool", "the state's growth"]) {
        const off = ones.map((one) => Math.abs(one[name] - one.truth)).sort((a, b) => a - b);
        const far = off.filter((miss) => miss > FAR).length / off.length;
        lines.push([
          `Q${from} to Q${to}, ${level}, ${name}`,
          off.length,
          percent(off[off.length >> 1] ?? NaN),
          percent(far),
        ]);
      }
    }
  }
  console.log(renderTable(["", "sums", "median error (points)", "off by over 25"], lines));

  function sumOf(rows, { truth }) {
    const there = rows.filter((row) => row !== undefined);
    const published = there.reduce((sum, row) => sum + jobsOf(row), 0);
    const sum = estimates.sum(
      there.map((row) => rowOf[row]),
      "employment",
    );
    return { truth: truth + published, estimate: sum.value, withheld: truth / (truth + published) };
  }
}
