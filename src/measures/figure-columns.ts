import { disclosed, hasValue, isDatum, type Datum } from "../core/datum.js";
import type { SpanFigures } from "../core/industry-table.js";
import {
  ColumnBuilder,
  constantColumn,
  datumAt,
  deriveColumn,
  whereAbsent,
  whereKnown,
  type ColumnInputs,
  type QuantityColumn,
  type Reasons,
} from "../core/quantity-columns.js";
import type { Calculation, FigureSource, TableFacts } from "./calculation.js";
import type { TablePlaceParts } from "./table-places.js";

/** What `PeriodFigures` holds of one industry, for many. */
export interface PeriodColumns {
  readonly establishments: QuantityColumn;
  readonly employment: QuantityColumn;
  readonly wages: QuantityColumn;
  /** Where pay is known better than from wages and jobs apart: see `PeriodFigures`. */
  readonly pay?: QuantityColumn | undefined;
  /** For each row, the jobs that stand in withheld cells. */
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
export class FigureColumns implements FigureSource<QuantityColumn> {
  readonly length: number;
  readonly region: SpanColumns;
  readonly reference: SpanColumns;
  readonly total: { readonly region: SpanFigures; readonly reference: SpanFigures };
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** Shares recovered from published quotients stand in for the reference. */
  readonly isRecovered: boolean;
  readonly reasons: Reasons;
  readonly #once = new Map<Calculation, QuantityColumn>();

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

  get facts(): TableFacts {
    return { years: this.years, isRecovered: this.isRecovered };
  }

  at(place: TablePlaceParts): QuantityColumn | Datum | undefined {
    switch (place.kind) {
      case "figure": {
        const { isTotal, side, end, quantity } = place;
        if (quantity === "estimatedJobs") return this.#estimatedJobs();
        if (isTotal) return this.total[side][end]?.[quantity];
        return (this[side][end] as Partial<PeriodColumns> | undefined)?.[quantity];
      }
      case "ratio":
        return this.region.employmentRatio;
      case "years":
        return this.years.start === undefined ? undefined : disclosed(this.years.end - this.years.start);
      default:
        return undefined;
    }
  }

  once(of: Calculation, compute: () => QuantityColumn): QuantityColumn {
    const known = this.#once.get(of) ?? compute();
    this.#once.set(of, known);
    return known;
  }

  all(datum: Datum): QuantityColumn {
    return constantColumn(this.length, datum, this.reasons);
  }

  map<Name extends string>(
    inputs: ColumnInputs<Name>,
    formula: (data: Readonly<Record<Name, Datum>>) => Datum,
  ): QuantityColumn {
    const made = new ColumnBuilder(this.length, this.reasons);
    const data = {} as Record<Name, Datum>;
    for (let row = 0; row < this.length; row++) {
      for (const name in inputs) {
        const input = inputs[name];
        data[name] = isDatum(input) ? input : datumAt(input, row, this.reasons);
      }
      made.set(row, formula(data));
    }
    return made;
  }

  derive<Name extends string>(
    inputs: ColumnInputs<Name>,
    formula: (values: Readonly<Record<Name, number>>) => number | undefined,
    noAnswer: string | undefined,
  ): QuantityColumn {
    const { length, reasons } = this;
    return deriveColumn(inputs, formula, { length, reasons, ...(noAnswer !== undefined && { reason: noAnswer }) });
  }

  whereAbsent(figure: QuantityColumn, where: QuantityColumn | Datum, then: Datum): QuantityColumn {
    if (isDatum(where)) return where.status === "absent" ? this.all(then) : figure;
    return whereAbsent(figure, { where, then, reasons: this.reasons });
  }

  prefer(first: QuantityColumn, second: () => QuantityColumn): QuantityColumn {
    return whereKnown(second(), first, this.reasons);
  }

  /** Jobs in withheld cells as estimated: see `PeriodFigures`. */
  #estimatedJobs(): QuantityColumn {
    const { employment, estimatedJobs } = this.region.end;
    const made = new ColumnBuilder(this.length, this.reasons);
    for (let row = 0; row < this.length; row++) {
      const jobs = datumAt(employment, row, this.reasons);
      made.set(row, hasValue(jobs) ? disclosed(estimatedJobs?.[row] ?? 0) : jobs);
    }
    return made;
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
