import { sumEstablishments } from "../region/aggregate.js";
import type { Datum } from "../core/datum.js";
import type { PeriodFigures } from "../core/industry-table.js";
import { quantityColumn, type QuantityColumn, type Reasons } from "../core/quantity-columns.js";
import type { PeriodColumns } from "../measures/figure-columns.js";
import type { Measured } from "../naics/revision.js";
import type { RegionTables } from "../region/region-tables.js";

/** The figures of rows, each summed when it is asked for. */
export class RowFigures implements PeriodFigures {
  readonly employment: Datum;

  constructor(
    readonly rows: readonly number[],
    readonly tables: RegionTables,
  ) {
    this.employment = tables.cells.sum(rows, "employment");
  }

  get establishments(): Datum {
    return sumEstablishments(this.rows, this.tables.qcew);
  }

  get wages(): Datum {
    return this.tables.sumRows(this.rows).wages;
  }
}

/** Some industries of a period's columns, each column picked when it is asked for: most measures ask for one. */
export class PickedPeriod implements PeriodColumns {
  readonly #picked: Partial<Record<Measured, QuantityColumn>> = {};

  constructor(
    readonly period: PeriodColumns,
    readonly places: Uint32Array,
  ) {}

  get establishments(): QuantityColumn {
    return this.#pick("establishments");
  }

  get employment(): QuantityColumn {
    return this.#pick("employment");
  }

  get wages(): QuantityColumn {
    return this.#pick("wages");
  }

  #pick(quantity: Measured): QuantityColumn {
    return (this.#picked[quantity] ??= pick(this.period[quantity], this.places));
  }
}

export function periodColumns(figures: readonly PeriodFigures[], reasons: Reasons): PeriodColumns {
  const column = (quantity: Measured): QuantityColumn =>
    quantityColumn(
      figures.map((each) => each[quantity]),
      reasons,
    );
  return { establishments: column("establishments"), employment: column("employment"), wages: column("wages") };
}

function pick({ status, value, low, high }: QuantityColumn, places: Uint32Array): QuantityColumn {
  const of = <Numbers extends Uint8Array | Float64Array>(from: Numbers, to: Numbers): Numbers => {
    for (let row = 0; row < places.length; row++) to[row] = from[places[row]!]!;
    return to;
  };
  return {
    status: of(status, new Uint8Array(places.length)),
    value: of(value, new Float64Array(places.length)),
    low: low && of(low, new Float64Array(places.length)),
    high: high && of(high, new Float64Array(places.length)),
  };
}
