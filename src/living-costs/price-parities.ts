import type { AreaCode } from "../core/codes.js";

/** Regional price parities: what the same things cost, the nation being 100. */
export interface PriceParities {
  readonly file: string;
  readonly year: number;
  /** By QCEW's area code: states such as 39000, metropolitan areas such as C1814. All items, as an index. */
  readonly all: ReadonlyMap<AreaCode, number>;
  /** The same of housing alone (rents), where the file has it. */
  readonly housing: ReadonlyMap<AreaCode, number>;
  /** Of the nation's counties outside metropolitan areas, where the file has them. */
  readonly nonmetropolitan: number | undefined;
}
