// Whether DuckDB's table of every county and the sweep's hold the same figures: `node compare-counties.mjs OURS THEIRS`.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const [ours, theirs] = process.argv.slice(2);
/** Both divide in double precision, in another order. */
const SAME = 1e-12;
/** Codes of NAICS 2017 and 2022 that are written alike and hold different industries. */
const OTHER_CONTENT = new Set(["4412", "4413", "4441", "4442", "4451", "4452", "4453"]);

async function* linesOf(file) {
  for await (const line of createInterface({ input: createReadStream(file) })) yield line;
}

/** Cells of a line of which only titles are quoted. */
const cellsOf = (line) => line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g).map((cell) => cell.replace(/,$/, ""));

const expected = new Map();
for await (const line of linesOf(theirs)) {
  const [area, naics, ...figures] = line.split(",");
  if (area.startsWith("US") || !/^(?!\d\d(?:000|999))\d{5}$/.test(area)) continue;
  expected.set(`${area}/${naics}`, figures.map(Number));
}

let header;
let [compared, growths, bridged] = [0, 0, 0];
const differences = [];
for await (const line of linesOf(ours)) {
  const cells = cellsOf(line);
  if (!header) {
    header = new Map(cells.map((id, at) => [id, at]));
    continue;
  }
  const at = (id) => cells[header.get(id)];
  if (at("employment_status") !== "disclosed") continue;
  const key = `${at("area")}/${at("naics")}`;
  const figures = expected.get(key);
  expected.delete(key);
  if (!figures) {
    differences.push(`${key} is not in DuckDB's table`);
    continue;
  }
  compared++;
  const [jobs, pay, quotient, growth] = figures;
  const isSame = (id, other) => Math.abs(Number(at(id)) - other) <= SAME * Math.max(1, Math.abs(other));
  if (Number(at("employment")) !== jobs) differences.push(`${key} jobs`);
  if (jobs > 0 && !isSame("averagePay", pay)) differences.push(`${key} pay`);
  if (at("lq_status") === "disclosed" && !isSame("lq", quotient)) differences.push(`${key} LQ`);
  // DuckDB's query knows of no NAICS revision: only codes of one content can be compared.
  if (OTHER_CONTENT.has(at("naics")) || at("growth_status") === "estimated") bridged++;
  else if (at("growth_status") === "disclosed" && !Number.isNaN(growth) && figures[3] !== 0) {
    growths++;
    if (!isSame("growth", growth)) differences.push(`${key} growth`);
  }
}
for (const key of expected.keys()) differences.push(`${key} is not in the sweep's table`);
console.log(
  `${compared} rows and ${growths} growth rates compared, ${differences.length} differences; ${bridged} growth rates cross a revision of NAICS`,
);
for (const difference of differences.slice(0, 20)) console.log(difference);
process.exitCode = differences.length === 0 ? 0 : 1;
