import type { NaicsVersion } from "../core/codes.js";
import type { Level, Ownership } from "../core/industry-table.js";
import { formatNumber } from "../core/number-format.js";
import { caution, type Note } from "../core/notes.js";
import type { Naics } from "../naics/naics.js";
import { codesAtLevel, requireField, type QcewTable } from "../qcew/table.js";
import { formatLevel } from "./analysis-checks.js";

/** Rows by industry code of one area or region, period and ownership. */
export type RowsByIndustry = ReadonlyMap<string, readonly number[]>;

/** Rounded averages of many industries add up to their total except for this part, and half an establishment each. */
const ROUNDING = 0.005;

/**
 * Part of a region's establishments that the files hold at a level, 0 to 1. Establishments are published nearly
 * everywhere, also where jobs are withheld, so that what is missing is missing from the files.
 *
 * @returns 1 where all are there except for rounding; undefined if the files have no total of all industries
 */
export function levelShare(table: QcewTable, rows: RowsByIndustry, level: Level): number | undefined {
  const establishments = requireField(table, "establishments");
  const countEstablishments = (of: readonly number[] = []): number =>
    of.reduce((sum, row) => sum + establishments[row]!, 0);
  const total = countEstablishments(rows.get("10"));
  if (!(total > 0)) return undefined;
  const codes = codesAtLevel(table, rows, level);
  const there = codes.reduce((sum, code) => sum + countEstablishments(rows.get(code)), 0);
  const slack = ROUNDING * total + codes.reduce((sum, code) => sum + rows.get(code)!.length, 0) / 2;
  return there >= total - slack ? 1 : there / total;
}

/** From so few codes missing on they are named. */
const NAMED = 12;

/** A caution where industries of the level are not in the files, so that shares, ranks and sums are of a part. */
export function levelNotes(
  table: QcewTable,
  rows: RowsByIndustry,
  scope: {
    readonly level: Level;
    readonly ownership: Ownership;
    readonly region: string;
    readonly naics: Naics;
    readonly version: NaicsVersion;
  },
): readonly Note[] {
  const { level, ownership, region, naics, version } = scope;
  const share = levelShare(table, rows, level);
  if (share === undefined || share === 1) return [];
  const there = new Set(codesAtLevel(table, rows, level));
  const missing = naics
    .codes(version, level)
    .filter((code) => naics.inQcew(code, version) && !there.has(code) && !/^99/.test(code))
    .filter((code) => ownership !== "private" || !PUBLIC_ADMINISTRATION.test(code));
  const named = missing.map((code) => `${code} ${naics.title(code, version) ?? ""}`.trim());
  const which =
    missing.length === 0
      ? "rows of some areas or industries are missing"
      : missing.length <= NAMED
        ? `not in them: ${named.join("; ")}`
        : `${missing.length} codes of the level are not in them`;
  return [
    caution(
      "level-incomplete",
      `The ${formatLevel(level)} in the files have ${formatNumber(share, "fraction")} of the establishments of ${region} (${ownership === "total" ? "all ownerships" : ownership}); ${which}. Ranks and sums cover only these industries.`,
    ),
  ];
}

const PUBLIC_ADMINISTRATION = /^(?:92|1028)/;
