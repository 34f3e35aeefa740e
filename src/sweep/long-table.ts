import type { Unit } from "../core/units.js";
import { MEASURES } from "../measures/index.js";
import type { StoredColumns } from "./area-columns.js";
import type { AreaStanding } from "./comparison.js";
import { RANK_NUMBERS } from "./measure-area.js";

/** By which a spreadsheet that opens a file on a double-click knows UTF-8; a file of plain letters needs none. */
export const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/** A column of the long table. A quantity has a status and a range beside it. */
export interface LongColumn {
  readonly id: string;
  readonly kind: "text" | "quantity" | "number";
  /** Of a quantity, its place among the measures and the unit of its numbers. */
  readonly quantity?: number;
  readonly unit?: Unit;
}

/** One area's part of the long table, in the order of its columns. */
export interface LongPart {
  readonly length: number;
  readonly area: string;
  readonly areaTitle: string;
  readonly columns: StoredColumns;
  /** What the columns' plain numbers are. */
  readonly numberIds: readonly string[];
  /** Undefined if no column is of it. */
  readonly standing?: AreaStanding | undefined;
}

const KEYS: readonly LongColumn[] = ["area", "area_title", "naics", "title"].map((id) => ({ id, kind: "text" }));

/** Where an industry of an area stands among all areas. */
export const LONG_STANDING_COLUMNS = ["lq_place", "lq_areas", "lq_z", "lq_z_cutoff"] as const;

/** Whether a row depends on its area alone, so that it can be written before others are known. */
export function dependOnAreaAlone(columns: readonly LongColumn[]): boolean {
  return !columns.some(({ id }) => LONG_STANDING_COLUMNS.some((standing) => standing === id));
}

/** Ids by which columns of the long table are chosen, besides those of rules. */
export const CHOSEN_COLUMNS: readonly string[] = [
  ...RANK_NUMBERS,
  ...MEASURES.map(({ id }) => id),
  ...LONG_STANDING_COLUMNS,
];

/**
 * One row an area and industry: what `industries` says of each area, then how it stands among all.
 *
 * @param numbers ids of the plain numbers of ranks and rules
 * @param chosen ids of columns; all where empty
 */
export function longColumns(numbers: readonly string[], chosen: readonly string[] = []): readonly LongColumn[] {
  const number = (id: string): LongColumn => ({ id, kind: "number" });
  const columns = [
    ...KEYS,
    ...numbers.map(number),
    ...MEASURES.map(({ id, unit }, quantity): LongColumn => ({ id, kind: "quantity", quantity, unit })),
    ...LONG_STANDING_COLUMNS.map(number),
  ];
  return chosen.length === 0 ? columns : columns.filter(({ id, kind }) => kind === "text" || chosen.includes(id));
}

/** The plain numbers of a part by column. */
export function plainNumbers({ columns, numberIds, standing }: LongPart): Readonly<Record<string, Float64Array>> {
  return {
    ...Object.fromEntries(numberIds.map((id, at) => [id, columns.numbers[at]!])),
    ...(standing && {
      lq_place: standing.place,
      lq_areas: standing.of,
      lq_z: standing.z,
      lq_z_cutoff: standing.cutOff,
    }),
  };
}
