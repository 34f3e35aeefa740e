import { ABSENT_FIGURES } from "../../src/region/aggregate.js";
import type { AreaCode } from "../../src/core/codes.js";
import { ABSENT, disclosed, type Datum } from "../../src/core/datum.js";
import type {
  BridgeLabel,
  IndustryRow,
  IndustryTable,
  PeriodFigures,
  ProjectionFigures,
  SpanFigures,
} from "../../src/core/industry-table.js";

export { ABSENT, disclosed, estimated, SUPPRESSED, undefinedBecause } from "../../src/core/datum.js";

/** A plain number is a disclosed one. */
type Quantity = number | Datum;

/** Jobs alone, or jobs with establishments and wages; what is left out is absent. */
export type FiguresSpec =
  | Quantity
  | {
      readonly employment?: Quantity;
      readonly establishments?: Quantity;
      readonly wages?: Quantity;
      readonly pay?: Quantity;
    };

/** The latest year alone, or both ends of the span. */
export type SpanSpec = FiguresSpec | { readonly start?: FiguresSpec; readonly end: FiguresSpec };

/** Industries by code, and `total` for all industries together. */
export type SideSpec = Readonly<Record<string, SpanSpec>>;

export interface TableSpec extends Partial<
  Pick<IndustryTable, "ownership" | "level" | "naics" | "lqBase" | "quarter" | "annualised" | "prices">
> {
  readonly region: SideSpec;
  readonly reference: SideSpec;
  readonly years?: { readonly start: number | undefined; readonly end: number };
  /** The reference's figures are recovered shares. */
  readonly recovered?: boolean;
  readonly titles?: Readonly<Record<string, string>>;
  readonly bridges?: Readonly<Record<string, BridgeLabel>>;
  readonly projections?: Readonly<Record<string, ProjectionFigures>>;
  readonly userFactors?: Readonly<Record<string, Readonly<Record<string, Datum>>>>;
  readonly members?: Readonly<Record<string, readonly string[]>>;
}

/** A table whose rows can be asked for by code. */
export type TestTable = IndustryTable & { readonly industry: (code: string) => IndustryRow };

/**
 * An industry table from the few numbers that a test is about. Rows are the region's codes in order of code;
 * an industry that the reference side does not name is absent there.
 */
export function industryTable(spec: TableSpec): TestTable {
  const codes = Object.keys(spec.region)
    .filter((code) => code !== "total")
    .sort();
  const hasStart = Object.values(spec.region).some((span) => isSpan(span) && span.start !== undefined);
  const rows = codes.map((naics): IndustryRow => {
    const bridge = spec.bridges?.[naics];
    const projection = spec.projections?.[naics];
    const userFactors = spec.userFactors?.[naics];
    const members = spec.members?.[naics];
    return {
      naics,
      title: spec.titles?.[naics] ?? `Industry ${naics}`,
      region: spanOf(spec.region[naics]),
      reference: spanOf(spec.reference[naics]),
      ...(bridge && { bridge }),
      ...(projection && { projection }),
      ...(userFactors && { userFactors }),
      ...(members && { members }),
    };
  });
  const table: IndustryTable = {
    region: { name: "Test Region", areas: ["99001" as AreaCode, "99003" as AreaCode], composed: true },
    reference: {
      name: "Test Nation",
      areas: ["US000" as AreaCode],
      composed: false,
      recovered: spec.recovered ?? false,
    },
    ownership: spec.ownership ?? "private",
    level: spec.level ?? "4",
    naics: spec.naics ?? 2022,
    lqBase: spec.lqBase ?? "total-covered",
    years: spec.years ?? { start: hasStart ? 2019 : undefined, end: 2023 },
    quarter: spec.quarter ?? 0,
    annualised: spec.annualised ?? false,
    ...(spec.prices && { prices: spec.prices }),
    rows,
    total: { region: spanOf(spec.region["total"]), reference: spanOf(spec.reference["total"]) },
  };
  return {
    ...table,
    industry: (code) => {
      const row = rows.find(({ naics }) => naics === code);
      if (!row) throw new Error(`the test's table has no industry ${code}`);
      return row;
    },
  };
}

function spanOf(spec: SpanSpec | undefined): SpanFigures {
  if (spec === undefined) return { start: undefined, end: ABSENT_FIGURES };
  if (!isSpan(spec)) return { start: undefined, end: figuresOf(spec) };
  return { start: spec.start === undefined ? undefined : figuresOf(spec.start), end: figuresOf(spec.end) };
}

function isSpan(spec: SpanSpec): spec is Extract<SpanSpec, { readonly end: FiguresSpec }> {
  return typeof spec === "object" && "end" in spec;
}

function figuresOf(spec: FiguresSpec): PeriodFigures {
  if (typeof spec === "number" || "status" in spec) {
    return { establishments: ABSENT, employment: datum(spec), wages: ABSENT };
  }
  return {
    establishments: datum(spec.establishments),
    employment: datum(spec.employment),
    wages: datum(spec.wages),
    ...(spec.pay !== undefined && { pay: datum(spec.pay) }),
  };
}

function datum(quantity: Quantity | undefined): Datum {
  if (quantity === undefined) return ABSENT;
  return typeof quantity === "number" ? disclosed(quantity) : quantity;
}
