// What the files say of a sum of withheld cells besides its estimate: the signals that any better estimate would have to use.
import { load } from "./suppression-data.mjs";

/** Of each part; the sum has their mean by jobs. */
const PART_FACTS = [
  "guess before totals ÷ establishments at the nation's size",
  "estimate ÷ guess before totals",
  "relative error without totals",
  "relative error with totals",
  "room between bounds ÷ estimate",
  "least ÷ estimate",
  "establishments a cell",
  "jobs an establishment elsewhere",
  "size of establishments in the area",
  "jobs of the area",
  "pay of the area",
  "parent's jobs ÷ its establishments at the nation's size",
  "published siblings ÷ their establishments at the nation's size",
  "withheld part of the parent's establishments",
  "withheld siblings",
  "the industry in published counties of the state ÷ its size in the nation",
  "withheld part of the industry's establishments in the state",
  "the industry's pay in the state",
  "establishments by finer industry at their sizes ÷ at its own",
];

/** Of the sum. */
const SUM_FACTS = ["level", "sector", "estimate", "cells", "establishments", "share of the largest cell"];

export const FACTS = [...SUM_FACTS, ...PART_FACTS];
/** Facts that are names, not amounts, by place. */
export const NAMES = [FACTS.indexOf("sector")];

const STATE_CODES = 100;

/** @returns of the parts of a sum, by unknown, one number for each of FACTS */
export async function factsOfSums(system, filled) {
  const { PeerSizes } = await load("suppression/peer-sizes.js");
  const { parentNumbers } = await load("suppression/industry-tree.js");
  const { findSector } = await load("naics/levels.js");
  const { cells } = system;
  const { table, establishments, unknown, known } = cells;
  const peers = new PeerSizes(cells);
  const parents = parentNumbers(table.industries);
  const sectors = table.industries.map(findSector);
  const sectorNumbers = new Map([...new Set(sectors)].sort().map((code, number) => [code, number]));
  const isCounty = (row) => Math.floor(table.level[row] / 10) === 7;
  const of = filled.employment;

  // Rows of counties by place, and sums over the siblings and over the counties of a state.
  const placeOf = (area, industry) => area * table.industries.length + industry;
  const rowAt = new Map();
  const bySiblings = new Map();
  const byState = new Map();
  const children = new Map();
  for (const row of cells.order) {
    if (table.ownership[row] !== 5 || !isCounty(row)) continue;
    const [area, industry] = [table.area[row], table.industry[row]];
    rowAt.set(placeOf(area, industry), row);
    const state = Number(table.areas[area].slice(0, 2));
    const expected = Math.max(establishments[row], 0.5) * peers.findRate(row).jobs;
    const isHidden = unknown[row] !== -1;
    for (const [sums, key] of [
      [bySiblings, placeOf(area, parents[industry])],
      [byState, industry * STATE_CODES + state],
    ]) {
      const sum = sums.get(key) ?? { jobs: 0, expected: 0, establishments: 0, hidden: 0, count: 0 };
      sums.set(key, sum);
      sum.establishments += establishments[row];
      if (isHidden) [sum.hidden, sum.count] = [sum.hidden + establishments[row], sum.count + 1];
      else [sum.jobs, sum.expected] = [sum.jobs + known.employment[row], sum.expected + expected];
    }
    const finer = placeOf(area, parents[industry]);
    children.set(finer, (children.get(finer) ?? 0) + expected);
  }

  return (times) => {
    const shares = [...times].map(([u, count]) => Math.max(count * of.values[u], 0.01));
    const total = shares.reduce((sum, one) => sum + one, 0);
    const means = new Array(PART_FACTS.length).fill(0);
    let establishmentsOfAll = 0;
    [...times.keys()].forEach((u, k) => {
      establishmentsOfAll += establishments[cells.rows[u]];
      partFacts(u).forEach((fact, j) => (means[j] += (fact * shares[k]) / total));
    });
    const row = cells.rows[times.keys().next().value];
    return [
      table.level[row] % 10,
      sectorNumbers.get(sectors[table.industry[row]]),
      Math.log(total),
      times.size,
      Math.log(establishmentsOfAll + 0.5),
      Math.max(...shares) / total,
      ...means,
    ];
  };

  function partFacts(u) {
    const row = cells.rows[u];
    const [area, industry] = [table.area[row], table.industry[row]];
    const facts = peers.gatherFacts(row);
    const expected = Math.max(facts.establishments * facts.rate, 0.05);
    const value = Math.max(of.values[u], 0.05);
    const top = rowAt.get(placeOf(area, table.industries.indexOf("10")));
    const parent = publishedAbove(area, industry);
    const siblings = bySiblings.get(placeOf(area, parents[industry]));
    const state = byState.get(industry * STATE_CODES + Number(table.areas[area].slice(0, 2)));
    const ratio = (a, b) => Math.log((a + 1) / (b + 1));
    return [
      Math.log(of.range.guess[u] / expected),
      Math.log(value / of.range.guess[u]),
      of.prior[u],
      of.error[u] / value,
      Math.log(Math.min((of.bounds.high[u] - of.bounds.low[u]) / value, 1_000) + 0.01),
      of.bounds.low[u] / value,
      Math.log(facts.establishments),
      Math.log(facts.rate + 0.1),
      facts.areaSize,
      top === undefined ? 0 : Math.log(known.employment[top] + 1),
      top === undefined ? 0 : Math.log((known.wages[top] + 1) / (known.employment[top] + 1)),
      parent === undefined ? 0 : ratio(known.employment[parent], establishments[parent] * peers.findRate(parent).jobs),
      siblings ? ratio(siblings.jobs, siblings.expected) : 0,
      siblings ? siblings.hidden / Math.max(siblings.establishments, 1) : 0,
      siblings?.count ?? 0,
      state ? ratio(state.jobs, state.expected) : 0,
      state ? state.hidden / Math.max(state.establishments, 1) : 0,
      Math.log(peers.findRate(row).pay + 1),
      ratio(children.get(placeOf(area, industry)) ?? expected, expected),
    ];
  }

  /** The nearest industry above that the county publishes. */
  function publishedAbove(area, industry) {
    for (let at = parents[industry]; at !== -1; at = parents[at]) {
      const row = rowAt.get(placeOf(area, at));
      if (row !== undefined && unknown[row] === -1) return row;
    }
    return undefined;
  }
}
