import { ABSENT, derive, hasValue, undefinedBecause, type Datum } from "../core/datum.js";
import type { PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { Result, SidedFigures } from "../result/result.js";
import { isListed } from "../result/listed.js";
import type { LaborFigure } from "./metric.js";

/** Of the latest year, where Quarterly Workforce Indicators were given. */
export interface LaborTurnover {
  readonly region: Datum;
  readonly reference: Datum;
}

/** Where figures of the labor market come from: a ranking that was written, or files read now. */
export interface LaborSource {
  readonly region: string;
  readonly reference: string;
  readonly years: { readonly start: number | undefined; readonly end: number };
  readonly totals: SidedFigures;
  /** By code, with titles. */
  readonly industries: ReadonlyMap<
    string,
    { readonly title: string; readonly sides: SidedFigures; readonly turnover?: LaborTurnover | undefined }
  >;
  /** The industries that a partnership is of where nobody names one. */
  readonly targets: readonly string[];
}

/** A figure of a target industry at both ends of the span, beside the reference area. */
export interface LaborRow {
  readonly naics: string;
  readonly title: string;
  readonly figure: LaborFigure;
  readonly baseline: Datum;
  readonly latest: Datum;
  /** A fraction; of a location quotient the difference. */
  readonly change: Datum;
  readonly referenceChange: Datum;
  /** Change less that of the reference area, so that a boom everywhere does not count; of turnover the difference of the two. */
  readonly beyond: Datum;
}

export function toLaborSource(result: Result): LaborSource | undefined {
  const { basis, scope, industries } = result;
  if (!basis) return undefined;
  const own = new Map(industries.map((industry) => [industry.naics, industry]));
  return {
    region: scope.region.name,
    reference: scope.reference.name,
    years: scope.years,
    totals: basis.totals,
    industries: new Map(
      [...basis.industries].map(([naics, sides]) => {
        const { title = naics, values = {} } = own.get(naics) ?? {};
        const { turnover, turnoverElsewhere: reference } = values;
        return [naics, { title, sides, turnover: turnover && { region: turnover, reference: reference ?? ABSENT } }];
      }),
    ),
    targets: industries.filter(isListed).map(({ naics }) => naics),
  };
}

const NO_TURNOVER = undefinedBecause("turnover has one year at most, of files of Quarterly Workforce Indicators");

/** Jobs, pay, firms, location quotient and turnover of an industry, against the reference area. */
export function laborRows(source: LaborSource, naics: string): readonly LaborRow[] {
  const found = source.industries.get(naics);
  if (!found) return [];
  const { title, sides, turnover } = found;
  const row = (figure: LaborFigure, of: (figures: PeriodFigures) => Datum): LaborRow => {
    const change = deriveGrowth(sides.region, of);
    const referenceChange = deriveGrowth(sides.reference, of);
    return {
      naics,
      title,
      figure,
      baseline: startDatum(sides.region, of),
      latest: of(sides.region.end),
      change,
      referenceChange,
      beyond: derive({ own: change, all: referenceChange }, ({ own, all }) => own - all),
    };
  };
  const [start, end] = [quotientAt(source.totals, sides, "start"), quotientAt(source.totals, sides, "end")];
  const moved = derive({ start, end }, (values) => values.end - values.start);
  return [
    row("jobs", ({ employment }) => employment),
    row("pay", payOfPeriod),
    row("firms", ({ establishments }) => establishments),
    { naics, title, figure: "lq", baseline: start, latest: end, change: moved, referenceChange: ABSENT, beyond: moved },
    {
      naics,
      title,
      figure: "turnover",
      baseline: NO_TURNOVER,
      latest: turnover?.region ?? NO_TURNOVER,
      change: NO_TURNOVER,
      referenceChange: NO_TURNOVER,
      beyond: turnover
        ? derive({ own: turnover.region, all: turnover.reference }, ({ own, all }) => own - all)
        : NO_TURNOVER,
    },
  ];
}

function payOfPeriod({ pay, wages, employment }: PeriodFigures): Datum {
  return (
    pay ??
    derive({ wages, employment }, (values) => (values.employment === 0 ? undefined : values.wages / values.employment))
  );
}

const NO_EARLIER_YEAR = undefinedBecause("no earlier year");

function startDatum({ start }: SpanFigures, of: (figures: PeriodFigures) => Datum): Datum {
  return start ? of(start) : NO_EARLIER_YEAR;
}

function deriveGrowth(span: SpanFigures, of: (figures: PeriodFigures) => Datum): Datum {
  return derive({ start: startDatum(span, of), end: of(span.end) }, ({ start, end }) =>
    start === 0 ? undefined : end / start - 1,
  );
}

function quotientAt(totals: SidedFigures, sides: SidedFigures, at: "start" | "end"): Datum {
  const jobs = (span: SpanFigures): Datum => span[at]?.employment ?? NO_EARLIER_YEAR;
  const inputs = {
    own: jobs(sides.region),
    all: jobs(totals.region),
    reference: jobs(sides.reference),
    nation: jobs(totals.reference),
  };
  return derive(inputs, ({ own, all, reference, nation }) =>
    all === 0 || reference === 0 ? undefined : own / all / (reference / nation),
  );
}

/** Whether an industry did no better than the reference area although it grew. */
export function isCarried({ change, beyond, figure }: LaborRow): boolean {
  return figure !== "lq" && hasValue(change) && change.value > 0 && hasValue(beyond) && beyond.value <= 0;
}
