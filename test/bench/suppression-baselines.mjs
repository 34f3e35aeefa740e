// What others do, on the same masked table: each splits what a parent's disclosed children leave.
import { load } from "./suppression-data.mjs";

/** @returns employment of every row, one array a baseline */
export async function runBaselines(table) {
  const { buildCells, AREA_KINDS } = await load("suppression/cells.js");
  const { eachTreeGroup } = await load("suppression/tree-groups.js");
  const { parentIndustry } = await load("suppression/industry-tree.js");
  const cells = buildCells(table);
  const { establishments, employment } = table.fields;
  const isHidden = (row) => cells.unknown[row] !== -1;

  // Jobs an establishment of the industry, over the disclosed counties of the table.
  const size = table.industries.length;
  const jobs = new Float64Array(size * 10 * cells.periods.length);
  const counts = new Float64Array(jobs.length);
  const keyOf = (row, industry) => (cells.period[row] * 10 + table.ownership[row]) * size + industry;
  for (let row = 0; row < table.length; row++) {
    if (isHidden(row) || cells.areaKind[table.area[row]] !== AREA_KINDS.county) continue;
    jobs[keyOf(row, table.industry[row])] += employment[row];
    counts[keyOf(row, table.industry[row])] += establishments[row];
  }
  const numbers = new Map(table.industries.map((code, number) => [code, number]));
  const peerSize = (row) => {
    for (let code = table.industries[table.industry[row]]; code !== undefined; code = parentIndustry(code)) {
      const key = keyOf(row, numbers.get(code) ?? 0);
      if (numbers.has(code) && counts[key] > 0 && jobs[key] > 0) return jobs[key] / counts[key];
    }
    return 1;
  };

  const weights = {
    "equal split": () => 1,
    establishments: (row) => Math.max(establishments[row], 0.5),
    "establishments x peer size": (row) => Math.max(establishments[row], 0.5) * peerSize(row),
  };
  const results = { zero: employment.map((value, row) => (isHidden(row) ? 0 : value)) };
  for (const [name, weight] of Object.entries(weights)) {
    const values = employment.map((value, row) => (isHidden(row) ? NaN : value));
    const groups = [];
    eachTreeGroup(cells, cells.order, ({ total, members, count }) =>
      groups.push([total, ...members.subarray(0, count)]),
    );
    // Parents before children: groups come by industry code, so order them by level.
    groups.sort((a, b) => table.level[a[0]] - table.level[b[0]]);
    for (const [total, ...members] of groups) {
      if (Number.isNaN(values[total])) values[total] = weight(total);
      const open = members.filter((row) => isHidden(row));
      if (open.length === 0) continue;
      let left = values[total];
      for (const row of members) if (!isHidden(row)) left -= employment[row];
      const sum = open.reduce((s, row) => s + weight(row), 0);
      for (const row of open) values[row] = (Math.max(left, 0) * weight(row)) / sum;
    }
    results[name] = values.map((value, row) => (Number.isNaN(value) ? weight(row) : value));
  }
  return results;
}
