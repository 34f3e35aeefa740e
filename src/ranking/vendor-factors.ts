import { undefinedBecause, type Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import type { SuppliedFigure } from "../core/industry-table.js";
import { caution, information } from "../core/notes.js";
import { formatDepth } from "../naics/levels.js";
import { describeFigure } from "../vendor/figures.js";
import { describeMatch, matchVendor } from "../vendor/match.js";
import { countLevels, type VendorColumn, type VendorTable } from "../vendor/table.js";
import { describeBase } from "../vendor/vendor-notes.js";
import { nameWorkers } from "../vendor/vendors.js";
import type { Analysis, AnalysisInputs } from "../region/analysis.js";
import type { Supply } from "./rank-region.js";

const NO_ROW = undefinedBecause("no row in the vendor's table");

/** Each column of a vendor's table as a factor that weights and rules may name. None counts unless it is named. */
export function listVendorFigures(table: VendorTable): readonly SuppliedFigure[] {
  return table.columns.map((column) => describeColumn(table, column));
}

function describeColumn(table: VendorTable, column: VendorColumn): SuppliedFigure {
  const { label, short, unit, definition } = describeFigure(column.kind);
  const { vendorName, file, release } = table;
  const workers = column.workers === undefined ? "" : ` of ${nameWorkers(column.workers)}`;
  const time = describeTime(column);
  const base = unit === "jobs" && column.workers === undefined ? ` ${describeBase(table)}.` : "";
  return {
    id: column.id,
    label: `${label}${workers}${time === "" ? "" : ` ${time}`} (${vendorName})`,
    shortLabel: `${vendorName}: ${short}${column.workers === undefined ? "" : ` (${column.workers})`}${time === "" ? "" : ` ${time}`}`,
    unit,
    better: "higher",
    definition: `${definition} Column "${column.header}".${base} Not QCEW's figure.`,
    source: `${vendorName}${release === undefined ? "" : ` ${release}`}, ${file}`,
  };
}

function describeTime({ since, year }: VendorColumn): string {
  if (year === undefined) return "";
  return since === undefined ? String(year) : `${since}–${year}`;
}

/**
 * A vendor's figures of a table's industries, by NAICS code.
 *
 * @throws {InputError} VENDOR_FILE where a figure is named and the file has no row at the table's level
 */
export function supplyVendor(
  table: VendorTable,
  { table: industries }: Analysis,
  { naics, revisionBetween }: Pick<AnalysisInputs, "naics" | "revisionBetween">,
  named: readonly string[],
): Supply {
  const figures = table.columns.filter(({ id }) => named.includes(id));
  if (figures.length === 0) {
    const names = table.columns.map(({ id }) => id).join(", ");
    const text = `${table.file}: none of its figures is used, because no weight and no rule names one. They are ${names}.`;
    return { valuesOf: () => ({}), notes: [caution("vendor-not-named", text)] };
  }
  const target = {
    level: industries.level,
    version: industries.naics,
    codes: industries.rows.map((row) => row.naics),
    naics,
    revisionBetween,
  };
  const match = matchVendor(table, target);
  if (match.rows.size === 0) throw noneMatched(table, industries.level);
  const used = figures.map(({ header }) => `"${header}"`).join(", ");
  const text = `${table.file}: ${used} ${figures.length === 1 ? "is" : "are"} ${table.vendorName}'s, not QCEW's. ${describeBase(table)}. ${describeMatch(table, match, target)}`;
  return {
    valuesOf: ({ naics: code }) => {
      const row = match.rows.get(code);
      return Object.fromEntries(figures.map(({ id }): [string, Datum] => [id, row?.figures.get(id) ?? NO_ROW]));
    },
    notes: [information("vendor-factors", text), ...table.notes],
  };
}

function noneMatched(table: VendorTable, level: Analysis["table"]["level"]): InputError {
  const levels = countLevels(table);
  const held = levels.map(([one, count]) => `${count} ${formatDepth(one)}`).join(", ");
  return new InputError(`no row of the vendor's table is one of the ${formatDepth(level)} industries ranked`, {
    code: "VENDOR_FILE",
    where: { file: table.file },
    found: held || "codes of the vendor's own alone",
    hint: levels[0] === undefined ? "give a table by NAICS code" : `rank that level: --level ${levels[0][0]}`,
  });
}
