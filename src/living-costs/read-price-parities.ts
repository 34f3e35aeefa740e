import type { AreaCode } from "../core/codes.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../core/errors.js";
import { readAreas } from "../areas/read-areas.js";
import { parseFigure } from "../files/figure.js";
import { readSmallTable, type SmallTable } from "../files/small-table.js";
import { findAreaOfCode } from "./read-living-wages.js";
import type { PriceParities } from "./price-parities.js";

const ALL_ITEMS = /rpps?:\s*all items/i;
const HOUSING = /rpps?:\s*(?:services:\s*)?(?:housing|rents)/i;
/** BEA's code of the nation's counties outside metropolitan areas. */
const NONMETROPOLITAN = "999";
/** No parity of a state or metropolitan area was ever near these; rents differ more than prices of all items. */
const SENSIBLE = { all: { least: 50, most: 200 }, housing: { least: 10, most: 500 } };

export interface PriceParitiesReading {
  readonly parities: PriceParities;
  readonly source: { readonly file: string; readonly rows: number; readonly sha256: string | undefined };
}

/**
 * Reads regional price parities as BEA publishes them, of states (SARPP) or metropolitan areas (MARPP): a row for each area
 * and line with a column for each year, of which the latest counts; `RPP 2023` is such a column, too.
 *
 * @throws {InputError} LIVING_COST with file, line and column
 */
export async function readPriceParities(file: string, hash = false): Promise<PriceParitiesReading> {
  const table = await readSmallTable(file, {
    code: "LIVING_COST",
    columns: [["description"], ["geoname"], ["geofips"]],
    hash,
  });
  return {
    parities: parseParities(table),
    source: { file, rows: table.rows.length, sha256: table.sha256 },
  };
}

function parseParities(table: SmallTable): PriceParities {
  const [description, name, code] = table.named as readonly [string, string, string];
  const { column, year } = latestYear(table);
  const areas = readAreas();
  const [all, housing] = [new Map<AreaCode, number>(), new Map<AreaCode, number>()];
  const problems: InputError[] = [];
  let nonmetropolitan: number | undefined;
  for (const { line, cells } of table.rows) {
    if (problems.length >= MAXIMUM_PROBLEMS) break;
    const what = cells[description]!;
    const index = ALL_ITEMS.test(what) ? all : HOUSING.test(what) ? housing : undefined;
    if (!index) continue;
    const refuse = (message: string, at: string, hint: string): void => {
      const where = { file: table.file, line, column: at };
      problems.push(new InputError(message, { code: "LIVING_COST", where, found: cells[at] || "an empty cell", hint }));
    };
    const figure = parseFigure(cells[column]!, table.decimalMark);
    if (figure.kind === "none") continue;
    const { least, most } = SENSIBLE[index === all ? "all" : "housing"];
    if (figure.kind !== "number" || figure.value < least || figure.value > most) {
      refuse("no price parity", column, "leave what BEA publishes: the nation is 100");
      continue;
    }
    const text = cells[code]!.trim();
    if (Number(text) === 0) continue;
    if (text === NONMETROPOLITAN) {
      if (index === all) nonmetropolitan = figure.value;
      continue;
    }
    const area = findAreaOfCode(text, cells[name]!.trim(), areas);
    // Areas of an older delineation are not asked for, and no mistake.
    if (area !== undefined) index.set(area, figure.value);
  }
  throwProblems(problems);
  if (all.size === 0) {
    throw new InputError("no row of price parities of all items", {
      code: "LIVING_COST",
      where: { file: table.file },
      found: [...new Set(table.rows.map(({ cells }) => cells[description]!.trim()))].slice(0, 4).join("; "),
      hint: "give BEA's SARPP (states) or MARPP (metropolitan areas), which have rows of RPPs: All items",
    });
  }
  return { file: table.file, year, all, housing, nonmetropolitan };
}

function latestYear(table: SmallTable): { readonly column: string; readonly year: number } {
  const years = table.header.flatMap((column) => {
    const year = /^(?:rpp\s*)?((?:19|20)\d\d)$/i.exec(column)?.[1];
    return year === undefined ? [] : [{ column, year: Number(year) }];
  });
  const latest = years.sort((a, b) => b.year - a.year)[0];
  if (latest) return latest;
  throw new InputError("no column of a year", {
    code: "LIVING_COST",
    where: { file: table.file, line: table.headerLine },
    found: table.header.join(", ").slice(0, 300),
    hint: "give BEA's table with a column for each year, such as 2023",
  });
}
