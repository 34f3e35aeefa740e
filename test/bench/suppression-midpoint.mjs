// The linear program of Eckert, Fort, Schott and Yang (2020), brought to QCEW: as near as can be to the middle of what is
// possible for each cell, with all totals met. They take the middle of the size classes of County Business Patterns; QCEW
// has none, so that the middle of the bounds stands for it.
import { load } from "./suppression-data.mjs";

/** @returns employment of every row; a program for each set of totals that share cells, so meant for counties alone */
export async function runMidpointProgram(table) {
  const { buildCells } = await load("suppression/cells.js");
  const { buildConstraints } = await load("suppression/constraints.js");
  const { buildIncidence, decodeUnknown } = await load("suppression/incidence.js");
  const { propagateBounds } = await load("suppression/bounds.js");
  const { Components } = await load("suppression/components.js");
  const { loadHighsSolver } = await load("suppression/highs-solver.js");
  const { joinTwins } = await load("suppression/twins.js");
  const all = buildCells(table);
  const { cells, constraints } = joinTwins(all, buildConstraints(all, new Map()));
  const incidence = buildIncidence(constraints, cells.rows.length);
  const { low, high } = propagateBounds(constraints, incidence, cells.rows.length, "employment");
  const values = low.map((least, u) => (Number.isFinite(high[u]) ? (least + high[u]) / 2 : least));
  const solver = await loadHighsSolver();
  const components = new Components(constraints, (u) => high[u] - low[u] <= 0);
  const every = Uint32Array.from({ length: constraints.length }, (_, c) => c);
  for (const { constraints: numbers, unknowns } of components.among(every)) {
    const size = unknowns.length;
    const local = new Map([...unknowns].map((u, k) => [u, k]));
    // Columns: the cells, then how far each is above its middle and how far below.
    const rows = [];
    for (const c of numbers) {
      let rest = constraints.remainder.employment[c];
      const entries = [];
      for (let e = constraints.starts[c]; e < constraints.starts[c + 1]; e++) {
        const entry = constraints.entries[e];
        const u = decodeUnknown(entry);
        const sign = entry < 0 ? -1 : 1;
        if (local.has(u)) entries.push([local.get(u), sign]);
        else rest -= sign * low[u];
      }
      rows.push({ entries, least: constraints.atMost[c] === 1 ? -Infinity : rest, most: rest });
    }
    [...unknowns].forEach((u, k) => {
      const entries = [
        [k, 1],
        [size + k, -1],
        [2 * size + k, 1],
      ];
      rows.push({ entries, least: values[u], most: values[u] });
    });
    const columns = (cellsOf, others) =>
      Float64Array.from({ length: 3 * size }, (_, k) => (k < size ? cellsOf(unknowns[k]) : others));
    const entries = rows.flatMap((row) => row.entries);
    const starts = Int32Array.from([0, ...rows.map(({ entries: of }) => of.length)]);
    for (let r = 0; r < rows.length; r++) starts[r + 1] += starts[r];
    const program = solver.open({
      columnLow: columns((u) => low[u], 0),
      columnHigh: columns((u) => high[u], Infinity),
      rowLow: Float64Array.from(rows, ({ least }) => least),
      rowHigh: Float64Array.from(rows, ({ most }) => most),
      starts,
      indices: Int32Array.from(entries, ([column]) => column),
      coefficients: Float64Array.from(entries, ([, sign]) => sign),
    });
    const found = program.minimise(columns(() => 0, 1));
    program.close();
    if (found) unknowns.forEach((u, k) => (values[u] = found.columns[k]));
  }
  return table.fields.employment.map((value, row) => (cells.unknown[row] === -1 ? value : values[cells.unknown[row]]));
}
