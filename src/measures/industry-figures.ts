import { derive, disclosed, hasValue, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures } from "../core/industry-table.js";
import type { FigureSource, TableFacts } from "./calculation.js";
import type { TablePlaceParts } from "./table-places.js";

/** The figures of one industry of a table. */
export class IndustryFigures implements FigureSource<Datum> {
  readonly #row: IndustryRow;
  readonly #table: IndustryTable;

  constructor(row: IndustryRow, table: IndustryTable) {
    this.#row = row;
    this.#table = table;
  }

  get facts(): TableFacts {
    const { bridge, projection, workforce } = this.#row;
    return { years: this.#table.years, isRecovered: this.#table.reference.recovered, bridge, projection, workforce };
  }

  at(place: TablePlaceParts): Datum | undefined {
    switch (place.kind) {
      case "figure": {
        const { isTotal, side, end, quantity } = place;
        const figures = (isTotal ? this.#table.total : this.#row)[side][end];
        return figures && (quantity === "estimatedJobs" ? estimatedJobs(figures) : figures[quantity]);
      }
      case "ratio":
        return this.#row.region.employmentRatio;
      case "years": {
        const { start, end } = this.#table.years;
        return start === undefined ? undefined : disclosed(end - start);
      }
      case "price": {
        const { prices } = this.#table;
        return prices && disclosed(prices[place.end]);
      }
      case "livingWage": {
        const { livingWage } = this.#table;
        return livingWage === undefined ? undefined : disclosed(livingWage);
      }
      case "among":
        return this.#row.amongAreas?.[place.what];
      case "related":
        return this.#row.related?.[place.what];
      case "workforce":
        return this.#row.workforce?.[place.side]?.[place.what];
      case "projection": {
        const { projection } = this.#row;
        if (!projection || place.level !== "years") return projection?.[place.level as "base" | "projected"];
        return disclosed(projection.projectedYear - projection.baseYear);
      }
    }
  }

  all(datum: Datum): Datum {
    return datum;
  }

  derive(
    inputs: Readonly<Record<string, Datum>>,
    formula: (values: Readonly<Record<string, number>>) => number | undefined,
    noAnswer: string | undefined,
  ): Datum {
    return derive(inputs, formula, noAnswer);
  }

  map(inputs: Readonly<Record<string, Datum>>, formula: (data: Readonly<Record<string, Datum>>) => Datum): Datum {
    return formula(inputs);
  }

  whereAbsent(figure: Datum, where: Datum, then: Datum): Datum {
    return where.status === "absent" ? then : figure;
  }

  prefer(first: Datum, second: () => Datum): Datum {
    return hasValue(first) ? first : second();
  }

  once(_: unknown, compute: () => Datum): Datum {
    return compute();
  }
}

/** Jobs in cells that the publisher withheld, as estimated; why there are none where all jobs are unknown. */
function estimatedJobs({ employment, estimatedJobs: jobs }: PeriodFigures): Datum {
  if (!hasValue(employment)) return employment;
  return disclosed(employment.status === "estimated" ? (jobs ?? 0) : 0);
}

/** All industries together, as a row like any other. */
export function totalRow({ total, workforce }: IndustryTable): IndustryRow {
  return {
    naics: "10",
    title: "All industries",
    region: total.region,
    reference: total.reference,
    ...(workforce && { workforce: workforce.total }),
  };
}
