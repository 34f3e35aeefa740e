import type { AreaCode, IndustryCode } from "../../src/core/codes.js";
import { industryDepth } from "../../src/naics/levels.js";
import {
  INDUSTRY_LEVELS,
  NOTHING,
  PUBLISHED,
  QCEW_FIELDS,
  WITHHELD,
  type QcewField,
  type QcewTable,
} from "../../src/qcew/table.js";

/** What stands in a disclosure column. */
type DisclosureMark = "" | "N" | "-";

/** One row; private, of 2023 and published unless it says otherwise. A field left out is NaN. */
export interface QcewRow extends Partial<Readonly<Record<QcewField, number>>> {
  readonly area: string;
  readonly industry: string;
  readonly own?: number;
  readonly year?: number;
  /** 0, the default, is a year's annual averages. */
  readonly quarter?: number;
  readonly disclosure?: DisclosureMark;
  readonly lqDisclosure?: DisclosureMark;
  readonly changeDisclosure?: DisclosureMark;
}

const MARKS: Readonly<Record<DisclosureMark, number>> = { "": PUBLISHED, N: WITHHELD, "-": NOTHING };

const DEPTHS: Readonly<Record<string, number>> = {
  domain: INDUSTRY_LEVELS.domain,
  supersector: INDUSTRY_LEVELS.supersector,
  sector: INDUSTRY_LEVELS.sector,
  "3": INDUSTRY_LEVELS.digits3,
  "4": INDUSTRY_LEVELS.digits4,
  "5": INDUSTRY_LEVELS.digits5,
  "6": INDUSTRY_LEVELS.digits6,
};

/**
 * A table as reading files would give it, from rows of a test. Row n stands in line n + 2 of `test.csv`.
 *
 * @param fields those that the table is read with: all by default, as for files with every column
 */
export function qcewTable(rows: readonly QcewRow[], fields: readonly QcewField[] = QCEW_FIELDS): QcewTable {
  const areas = [...new Set(rows.map(({ area }) => area))] as AreaCode[];
  const industries = [...new Set(rows.map(({ industry }) => industry))] as IndustryCode[];
  return {
    length: rows.length,
    areas,
    industries,
    sources: [{ file: "test.csv", layout: "annual", bytes: 0, rows: rows.length }],
    area: Uint32Array.from(rows, ({ area }) => areas.indexOf(area as AreaCode)),
    industry: Uint32Array.from(rows, ({ industry }) => industries.indexOf(industry as IndustryCode)),
    ownership: Uint8Array.from(rows, ({ own = 5 }) => own),
    level: Uint8Array.from(rows, levelOf),
    year: Uint16Array.from(rows, ({ year = 2023 }) => year),
    quarter: Uint8Array.from(rows, ({ quarter = 0 }) => quarter),
    disclosure: Uint8Array.from(rows, ({ disclosure = "" }) => MARKS[disclosure]),
    lqDisclosure: Uint8Array.from(rows, ({ lqDisclosure = "" }) => MARKS[lqDisclosure]),
    changeDisclosure: Uint8Array.from(rows, ({ changeDisclosure = "" }) => MARKS[changeDisclosure]),
    fields: Object.fromEntries(
      fields.map((field) => [field, Float64Array.from(rows, (row) => row[field] ?? Number.NaN)]),
    ),
    source: new Uint32Array(rows.length),
    line: Uint32Array.from(rows, (_, index) => index + 2),
  };
}

function levelOf({ area, industry, own = 5 }: QcewRow): number {
  const kind = area === "US000" ? 10 : /^C\d/.test(area) ? 40 : area.endsWith("000") ? 50 : 70;
  if (industry === "10") return kind + (own === 0 ? INDUSTRY_LEVELS.total : INDUSTRY_LEVELS.ownershipTotal);
  const depth = DEPTHS[industryDepth(industry) ?? ""];
  if (depth === undefined) throw new Error(`the test's row has the industry ${industry}, which has no level`);
  return kind + depth;
}
