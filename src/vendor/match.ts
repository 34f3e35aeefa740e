import type { NaicsVersion } from "../core/codes.js";
import type { Level } from "../core/industry-table.js";
import { planBridge } from "../naics/bridge-plan.js";
import { formatDepth } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import { rowsAtLevel, type VendorRow, type VendorTable } from "./table.js";
import { nameSome } from "./vendor-notes.js";

/** The industries of a table that a vendor's are matched to. */
export interface MatchTarget {
  readonly level: Level;
  readonly version: NaicsVersion;
  readonly codes: readonly string[];
  readonly naics: Naics;
  readonly revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision;
}

/** A vendor's rows matched by NAICS code to the industries of a table, at one level. */
export interface VendorMatch {
  readonly rows: ReadonlyMap<string, VendorRow>;
  /** The version of NAICS that the vendor's codes are taken for; undefined where none has all of them. */
  readonly version: NaicsVersion | undefined;
  /** Rows of the level whose code has other content in the table's version. */
  readonly redefined: readonly VendorRow[];
  /** Rows of the level that the table has no industry of. */
  readonly unused: readonly VendorRow[];
  /** Industries of the table without a row. */
  readonly without: readonly string[];
  /** Rows at other levels. */
  readonly others: readonly (readonly [level: Level, count: number])[];
}

/**
 * Matches by code. Where the vendor's codes are of another version of NAICS than the table's, only codes that mean the same
 * in both are matched.
 */
export function matchVendor(table: VendorTable, target: MatchTarget): VendorMatch {
  const { level, codes } = target;
  const { rows, others } = rowsAtLevel(table, level);
  const version = table.versions.includes(target.version) ? target.version : table.versions.at(-1);
  const touched = listTouched(version, target);
  const redefined = rows.filter(({ code }) => touched.has(code));
  const wanted = new Set(codes);
  const matched = new Map(
    rows.filter(({ code }) => !touched.has(code) && wanted.has(code)).map((row) => [row.code, row]),
  );
  return {
    rows: matched,
    version,
    redefined,
    unused: rows.filter(({ code }) => !touched.has(code) && !wanted.has(code)),
    without: codes.filter((code) => !matched.has(code)),
    others,
  };
}

function listTouched(version: NaicsVersion | undefined, target: MatchTarget): ReadonlySet<string> {
  if (version === undefined || version === target.version) return new Set();
  const [from, to] = version < target.version ? [version, target.version] : [target.version, version];
  return new Set(planBridge(target.naics, target.revisionBetween(from, to), target.level).touched);
}

/** How a vendor's rows met a table's industries, as sentences. */
export function describeMatch(table: VendorTable, match: VendorMatch, target: MatchTarget): string {
  const { rows, version, redefined, unused, without, others } = match;
  const level = formatDepth(target.level);
  const fits =
    version === undefined
      ? "its codes fit no one version of NAICS"
      : version === target.version
        ? `its codes fit NAICS ${version}, as the table's are`
        : `its codes are of NAICS ${table.versions.join(" or ")} and the table's of ${target.version}`;
  const sentences = [
    `${rows.size} of ${target.codes.length} industries matched by NAICS code (${fits})`,
    ...(without.length > 0 ? [`${without.length} without a row: ${nameSome(without)}`] : []),
    ...(unused.length > 0
      ? [`${unused.length} ${level} rows of it are not in the table: ${nameSome(unused.map(({ code }) => code))}`]
      : []),
    ...(redefined.length > 0
      ? [
          `${redefined.length} have other content in NAICS ${target.version}: ${nameSome(redefined.map(({ code }) => code))}`,
        ]
      : []),
    ...(others.length > 0
      ? [
          `its rows of other levels are left out (${others.map(([one, count]) => `${count} ${formatDepth(one)}`).join(", ")})`,
        ]
      : []),
  ];
  return `${sentences.join("; ")}.`;
}
