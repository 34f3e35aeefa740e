// Hides disclosed cells the way the publisher hides cells, so that estimates can be compared with the truth.
import { load } from "./suppression-data.mjs";

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const CLASSES = [1, 2, 3, 5, 10, 20, 50, 100, Infinity];
const COARSE_COUNTS = [2, 5, 20, Infinity];
/** Jobs an establishment. */
const SIZES = [5, 20, 50, 150, Infinity];
export const CLASS_NAMES = ["0-1", "2", "3", "4-5", "6-10", "11-20", "21-50", "51-100", "101+"];
export const classOf = (establishments) => CLASSES.findIndex((most) => establishments <= most);

/**
 * Masks private cells of counties, or of other `areas`, of the sector and finer, or of the `levels` (ones digits).
 *
 * 1. Draws disclosed cells so that their numbers by level, sector, class of establishments and class of jobs an
 *    establishment (of the withheld: as estimated) are proportional to those of the really suppressed. A cell is drawn
 *    for all periods, but for a share `ownPeriods` of the
 *    drawn, which stay open in one other period, as 14–20 % of really suppressed cells do.
 * 2. Closes: while any sum of published rows has exactly one hidden figure (so that subtraction would give
 *    it away), hides another one in it: the smallest other part that has jobs, a part of a hidden total,
 *    or else the total.
 *
 * @returns the table with the masked rows withheld, and the masked rows
 */
export async function maskTable(
  table,
  { seed, share, ownPeriods = 0.17, counties, areas = "county", levels = [4, 8] },
) {
  const { buildCells, AREA_KINDS } = await load("suppression/cells.js");
  const { eachTreeGroup } = await load("suppression/tree-groups.js");
  const { eachOwnershipGroup } = await load("suppression/ownership-groups.js");
  const { eachGeographyGroup } = await load("suppression/geography-groups.js");
  const { estimateSuppressed } = await load("suppression/estimate.js");
  const { findSector } = await load("naics/levels.js");
  const sectors = table.industries.map(findSector);
  const jobs = estimateSuppressed(table, { counties }).employment.value;
  const random = seeded(seed);
  const cells = buildCells(table);
  const { establishments, employment } = table.fields;
  const disclosure = table.disclosure.slice();
  const masked = [];
  const hide = (row) => {
    disclosure[row] = 1;
    masked.push(row);
  };

  // Groups as flat lists: total first, then members.
  const starts = [0];
  const groupRows = [];
  const addGroup = ({ total, members, count, allAreas }) => {
    if (!allAreas) return;
    groupRows.push(total);
    for (let m = 0; m < count; m++) groupRows.push(members[m]);
    starts.push(groupRows.length);
  };
  eachTreeGroup(cells, cells.order, addGroup);
  eachOwnershipGroup(cells, cells.order, addGroup);
  eachGeographyGroup(cells, cells.order, counties, addGroup);
  const groups = starts.length - 1;
  const offsets = new Uint32Array(table.length + 1);
  for (const row of groupRows) offsets[row + 1]++;
  for (let row = 0; row < table.length; row++) offsets[row + 1] += offsets[row];
  const groupsOf = new Uint32Array(groupRows.length);
  const next = offsets.slice();
  const hidden = new Int32Array(groups);
  for (let g = 0; g < groups; g++) {
    for (let k = starts[g]; k < starts[g + 1]; k++) {
      groupsOf[next[groupRows[k]]++] = g;
      if (disclosure[groupRows[k]] === 1) hidden[g]++;
    }
  }

  drawPrimary();
  const queue = [];
  for (let g = 0; g < groups; g++) {
    hidden[g] = 0;
    for (let k = starts[g]; k < starts[g + 1]; k++) if (disclosure[groupRows[k]] === 1) hidden[g]++;
    if (hidden[g] === 1) queue.push(g);
  }
  const primary = masked.length;
  while (queue.length > 0) {
    const g = queue.pop();
    if (hidden[g] !== 1) continue;
    const partner = choosePartner(g);
    if (partner === -1) continue;
    hide(partner);
    for (let k = offsets[partner]; k < offsets[partner + 1]; k++) {
      const touched = groupsOf[k];
      if (++hidden[touched] === 1) queue.push(touched);
    }
  }
  const before = table.disclosure;
  return {
    table: { ...table, disclosure, changeDisclosure: disclosure },
    masked: Uint32Array.from(masked),
    primary,
    before,
  };

  function isCandidate(row) {
    const level = table.level[row] % 10;
    return (
      table.ownership[row] === 5 &&
      level >= levels[0] &&
      level <= levels[1] &&
      cells.areaKind[table.area[row]] === AREA_KINDS[areas]
    );
  }

  function drawPrimary() {
    const wanted = new Map();
    const open = new Map();
    const stratum = (row) => {
      const count = establishments[row];
      const classes = [
        COARSE_COUNTS.findIndex((most) => count <= most),
        SIZES.findIndex((most) => jobs[row] / count <= most),
      ];
      return [table.level[row], sectors[table.industry[row]], ...classes].join("|");
    };
    const series = new Map();
    for (let row = 0; row < table.length; row++) {
      if (!isCandidate(row)) continue;
      const key = stratum(row);
      if (table.disclosure[row] === 1) wanted.set(key, (wanted.get(key) ?? 0) + 1);
      else if (table.disclosure[row] === 0 && establishments[row] > 0 && employment[row] > 0) {
        if (!open.has(key)) open.set(key, []);
        open.get(key).push(row);
      }
      if (cells.periods.length > 1) {
        const name = table.area[row] * 65_536 + table.industry[row];
        if (!series.has(name)) series.set(name, []);
        series.get(name).push(row);
      }
    }
    for (const key of [...open.keys()].sort()) {
      const rows = open.get(key);
      const count = Math.min(Math.round(share * (wanted.get(key) ?? 0)), Math.floor(rows.length / 3));
      let drawn = 0;
      for (let tries = 0; drawn < count && tries < 20 * count; tries++) {
        const row = rows[Math.floor(random() * rows.length)];
        if (disclosure[row] !== 0) continue;
        const all = series.get(table.area[row] * 65_536 + table.industry[row]) ?? [row];
        const others = all.filter((other) => other !== row && disclosure[other] === 0);
        const open = random() < ownPeriods && others.length > 0 ? others[Math.floor(random() * others.length)] : -1;
        for (const other of [row, ...others]) {
          if (other === open || employment[other] === 0) continue;
          hide(other);
          if (stratum(other) === key) drawn++;
        }
      }
    }
  }

  function choosePartner(g) {
    const total = groupRows[starts[g]];
    const candidates = [];
    for (let k = starts[g] + 1; k < starts[g + 1]; k++) {
      const row = groupRows[k];
      if (disclosure[row] === 0 && employment[row] > 0) candidates.push(row);
    }
    if (candidates.length === 0) return disclosure[total] === 0 && employment[total] > 0 ? total : -1;
    // The publisher protects a cell by hiding small others, not always the smallest, but the same ones in
    // every period: so the choice depends on the names of the group, not on chance.
    const name = (row) => table.area[row] * 65_536 + table.industry[row];
    candidates.sort((a, b) => establishments[a] - establishments[b] || name(a) - name(b));
    const choice = seeded(seed * 7_919 + name(total))();
    return candidates[Math.floor(choice * Math.min(3, candidates.length))];
  }
}
