// Sums of really withheld cells as the ranges see them: what each cell may be off by, and what totals leave of it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { load, readMsaCounties, readNational, selectRows } from "./suppression-data.mjs";
import { seeded } from "./suppression-mask.mjs";
import { factsOfSums } from "./suppression-facts.mjs";
import { findTruth, giveRows, PROTOCOLS } from "./suppression-truth.mjs";

/** Of 5- and 6-digit sums, which are many and much like each other, this share is enough. */
const SHARE_OF_FINE = 0.25;

/** Sums of the national quarter: kept in the file that SECTOR_RANK_SAMPLES names, if it does, since they take minutes. */
export async function gatherWithheld() {
  const cache = process.env.SECTOR_RANK_SAMPLES;
  if (cache && existsSync(cache)) return deserialize(readFileSync(cache));
  const national = await readNational();
  const table = selectRows(national, (row) => national.ownership[row] === 5 || national.ownership[row] === 0);
  const alone = PROTOCOLS.filter(({ given }) => given.join() === "county");
  const states = PROTOCOLS.filter(({ given, level }) => given.join() === "county,state" && level === undefined);
  const trees = PROTOCOLS.filter(({ level, kind }) => level === 5 && !kind);
  const gathered = [];
  for (const protocols of [states, alone, trees]) gathered.push(...(await gatherSums(table, protocols)));
  if (cache) writeFileSync(cache, serialize(gathered));
  return gathered;
}

/** @param protocols that give the same rows */
export async function gatherSums(table, protocols) {
  const { buildCells } = await load("suppression/cells.js");
  const { buildConstraints } = await load("suppression/constraints.js");
  const { joinTwins } = await load("suppression/twins.js");
  const { buildIncidence } = await load("suppression/incidence.js");
  const { fillQuantities } = await load("suppression/fill.js");
  const { halfWidths } = await load("suppression/interval.js");
  const { wideningClasses } = await load("suppression/widening.js");
  const { shareOfErrorLeft, totalsAround } = await load("suppression/sums.js");
  const counties = readMsaCounties();
  const random = seeded(3);
  const { given, rowOf } = await giveRows(table, protocols[0]);
  const all = buildCells(given);
  const { cells, constraints } = joinTwins(all, buildConstraints(all, counties));
  const system = { cells, constraints, incidence: buildIncidence(constraints, cells.rows.length) };
  const filled = fillQuantities(system, undefined);
  filled.requireAll();
  const factsOf = await factsOfSums(system, filled);
  const sums = [];
  for (const protocol of protocols) {
    for (const one of await findTruth(table, { counties, protocol })) {
      if (one.level > 6 && random() > SHARE_OF_FINE) continue;
      const times = new Map();
      for (const row of one.rows) {
        const u = cells.unknown[rowOf[row]];
        if (u !== -1) times.set(u, (times.get(u) ?? 0) + 1);
      }
      if (times.size === 0) continue;
      const totals = totalsAround(times, system);
      const isTree = protocol.truth === "industries";
      const { level, state, sector } = one;
      const sum = {
        protocol: protocol.name,
        isTree,
        level,
        state,
        sector,
        cells: times.size,
        facts: factsOf(times),
        area: one.area,
        share: one.share,
        establishments: one.establishments,
      };
      for (const quantity of ["employment", "wages"]) {
        const of = filled[quantity];
        let value = 0;
        const parts = [];
        for (const [u, count] of times) {
          value += count * of.values[u];
          parts.push({
            ...halfWidths(u, of.range),
            ...wideningClasses(u, of.range),
            isUnderAreas: of.range.isUnderAreas(u),
            value: of.values[u],
            toLow: of.values[u] - of.bounds.low[u],
            toHigh: of.bounds.high[u] - of.values[u],
            times: count,
          });
        }
        sum[quantity] = {
          value,
          truth: quantity === "employment" ? one.truth : one.wages,
          isTree,
          left: shareOfErrorLeft(times, totals, of, system),
          parts,
        };
      }
      sums.push(sum);
    }
  }
  return sums;
}
