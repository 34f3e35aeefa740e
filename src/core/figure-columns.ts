import { disclosed, type Datum } from "./datum.js";
import type { SpanFigures } from "./industry-table.js";
import {
  ColumnBuilder,
  constantColumn,
  datumAt,
  deriveColumn,
  type ColumnInputs,
  type QuantityColumn,
  type Reasons,
} from "./quantity-columns.js";

/** What `PeriodFigures` holds of one industry, for many. */
export interface PeriodColumns {
  readonly establishments: QuantityColumn;
  readonly employment: QuantityColumn;
  readonly wages: QuantityColumn;
  /** Where pay is known better than from wages and jobs apart: see `PeriodFigures`. */
  readonly pay?: QuantityColumn | undefined;
  /** Of each row the jobs that stand in withheld cells. */
  readonly estimatedJobs?: Float64Array | undefined;
}

export interface SpanColumns {
  /** Jobs alone: no measure asks for more of the first year but those that need prices. */
  readonly start: Pick<PeriodColumns, "employment"> | undefined;
  readonly end: PeriodColumns;
  /** See `SpanFigures`; absent in rows whose two ends say all there is. */
  readonly employmentRatio?: QuantityColumn | undefined;
}

/**
 * The rows of an industry table as columns, from which measures compute columns: many areas of hundreds of
 * industries take a tenth of the time that an object for every figure takes. Without projections and prices; with
 * every row's first year, or none.
 */
export class FigureColumns {
  readonly length: number;
  readonly region: SpanColumns;
  readonly reference: SpanColumns;
  readonly total: { readonly region: SpanFigures; readonly reference: SpanFigures };
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** Shares recovered from published quotients stand in for the reference. */
  readonly isRecovered: boolean;
  readonly reasons: Reasons;
  readonly #once = new Map<string, QuantityColumn>();

  constructor(parts: Pick<FigureColumns, Parts>) {
    this.length = parts.length;
    this.region = parts.region;
    this.reference = parts.reference;
    this.total = parts.total;
    this.years = parts.years;
    this.isRecovered = parts.isRecovered;
    this.reasons = parts.reasons;
  }

  /** One row alone. */
  rowAt(row: number): FigureColumns {
    const of = ({ start, end, employmentRatio }: SpanColumns): SpanColumns => ({
      start: start && { employment: cellAt(start.employment, row) },
      end: periodAt(end, row),
      employmentRatio: employmentRatio && cellAt(employmentRatio, row),
    });
    const { total, years, isRecovered, reasons } = this;
    return new FigureColumns({
      length: 1,
      region: of(this.region),
      reference: of(this.reference),
      total,
      years,
      isRecovered,
      reasons,
    });
  }

  /** What several measures are made of, computed for the first. */
  once(name: string, compute: () => QuantityColumn): QuantityColumn {
    const known = this.#once.get(name) ?? compute();
    this.#once.set(name, known);
    return known;
  }

  all(datum: Datum): QuantityColumn {
    return constantColumn(this.length, datum, this.reasons);
  }

  /** What a formula makes of each figure of a column, whatever is known of it. */
  map(column: QuantityColumn, formula: (datum: Datum, row: number) => Datum): QuantityColumn {
    const made = new ColumnBuilder(this.length, this.reasons);
    for (let row = 0; row < this.length; row++) made.set(row, formula(datumAt(column, row, this.reasons), row));
    return made;
  }

  /** See `derive`. */
  derive<Name extends string>(
    inputs: ColumnInputs<Name>,
    formula: (values: Readonly<Record<Name, number>>) => number | undefined,
    reason?: string,
  ): QuantityColumn {
    return deriveColumn(inputs, formula, {
      length: this.length,
      reasons: this.reasons,
      ...(reason !== undefined && { reason }),
    });
  }

  /** The length of the span as a figure. */
  get spanYears(): Datum {
    return disclosed(this.years.end - (this.years.start ?? this.years.end));
  }
}

function periodAt(period: PeriodColumns, row: number): PeriodColumns {
  return {
    establishments: cellAt(period.establishments, row),
    employment: cellAt(period.employment, row),
    wages: cellAt(period.wages, row),
    pay: period.pay && cellAt(period.pay, row),
    estimatedJobs: period.estimatedJobs?.subarray(row, row + 1),
  };
}

function cellAt({ status, value, low, high }: QuantityColumn, row: number): QuantityColumn {
  return {
    status: status.subarray(row, row + 1),
    value: value.subarray(row, row + 1),
    low: low?.subarray(row, row + 1),
    high: high?.subarray(row, row + 1),
  };
}

type Parts = "length" | "region" | "reference" | "total" | "years" | "isRecovered" | "reasons";
