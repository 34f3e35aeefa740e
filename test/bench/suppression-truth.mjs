// Sums of really withheld cells whose truth is published: an area's own row less those of its parts that are printed.
import { load, selectRows } from "./suppression-data.mjs";

/** What is withheld from the estimator, and what gives the truth about it; rows of a `level` are those of a `kind`, else of counties. */
export const PROTOCOLS = [
  { name: "counties alone, metropolitan truth", given: ["county"], truth: "counties-to-msa" },
  { name: "counties and states, metropolitan truth", given: ["county", "state"], truth: "counties-to-msa" },
  { name: "counties alone, state truth", given: ["county"], truth: "counties-to-state" },
  { name: "counties and metropolitan areas, state truth", given: ["county", "msa"], truth: "counties-to-state" },
  { name: "counties and states, truth of the 3-digit row", given: ["county", "state"], truth: "industries", level: 5 },
  { name: "counties and states, truth of the 4-digit row", given: ["county", "state"], truth: "industries", level: 6 },
  {
    name: "metropolitan areas alone, truth of the 3-digit row",
    given: ["msa"],
    truth: "industries",
    level: 5,
    kind: "msa",
  },
];

/** States that no constant was learned from: Colorado, Georgia, Illinois, Kansas, New York, North Carolina, Ohio, Washington and Wisconsin. */
export const HELD_OUT = ["08", "13", "17", "20", "36", "37", "39", "53", "55"];

const PRIVATE = 5;
const KINDS = ["nation", "state", "county", "msa", "other"];

/**
 * Every private total of a table that is published, whose parts are all in the table, and of which parts are withheld.
 *
 * @returns of each its row, the withheld parts' rows, the truth, how much of the total they are, and who they are
 */
export async function findTruth(table, { counties, protocol }) {
  const { buildCells } = await load("suppression/cells.js");
  const { eachGeographyGroup } = await load("suppression/geography-groups.js");
  const { eachTreeGroup } = await load("suppression/tree-groups.js");
  const { findSector } = await load("naics/levels.js");
  const cells = buildCells(table);
  const { establishments, employment, wages } = table.fields;
  const isHidden = (row) => cells.unknown[row] !== -1;
  const found = [];
  const kind = protocol.kind ?? "county";
  const each =
    protocol.truth === "industries"
      ? (visit) => eachTreeGroup(cells, cells.order, visit)
      : (visit) => eachGeographyGroup(cells, cells.order, counties, visit);
  each(({ family, total, members, count, allAreas }) => {
    if (family !== protocol.truth || !allAreas || table.ownership[total] !== PRIVATE || isHidden(total)) return;
    const level = table.level[total] % 10;
    if (level < 4 || level > 8) return;
    if (protocol.level !== undefined && (level !== protocol.level || kindOf(total) !== kind)) return;
    const rows = [];
    let [left, dollars, sum] = [employment[total], wages[total], 0];
    for (let m = 0; m < count; m++) {
      const row = members[m];
      sum += establishments[row];
      if (isHidden(row)) rows.push(row);
      else [left, dollars] = [left - employment[row], dollars - wages[row]];
    }
    if (rows.length === 0 || sum !== establishments[total] || left < -0.01) return;
    found.push({
      total,
      rows,
      level: table.level[rows[0]] % 10,
      truth: Math.max(left, 0),
      wages: dollars,
      share: employment[total] > 0 ? left / employment[total] : 1,
      establishments: rows.reduce((n, row) => n + establishments[row], 0),
      sector: findSector(table.industries[table.industry[rows[0]]]),
      area: table.areas[table.area[total]],
      state: table.areas[table.area[rows[0]]].slice(0, 2),
    });
  });
  return found;

  function kindOf(row) {
    return KINDS[cells.areaKind[table.area[row]]];
  }
}

/** The rows that a protocol gives the estimator; `rowOf` finds a row of the whole table among them. */
export async function giveRows(table, protocol) {
  const { classifyArea } = await load("suppression/cells.js");
  const kinds = table.areas.map((code) => KINDS[classifyArea(code)]);
  const keep = (row) =>
    protocol.given.includes(kinds[table.area[row]]) &&
    (protocol.level === undefined ||
      table.level[row] % 10 !== protocol.level ||
      kinds[table.area[row]] !== (protocol.kind ?? "county"));
  const rowOf = new Int32Array(table.length).fill(-1);
  for (let row = 0, at = 0; row < table.length; row++) if (keep(row)) rowOf[row] = at++;
  return { given: selectRows(table, keep), rowOf };
}
