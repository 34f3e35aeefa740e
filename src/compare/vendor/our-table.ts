import type { NaicsVersion } from "../../core/codes.js";
import type { Datum } from "../../core/datum.js";
import type { Level, Ownership, PeriodFigures } from "../../core/industry-table.js";
import { listMeasures } from "../../measures/index.js";
import type { Analysis } from "../../region/analysis.js";
import type { Result } from "../../result/result.js";

/** An industry as QCEW has it. */
export interface OurIndustry {
  readonly code: string;
  readonly title: string;
  readonly jobs: Datum | undefined;
  /** In the first year of the span. */
  readonly start: Datum | undefined;
  readonly quotient: Datum | undefined;
  readonly pay: Datum | undefined;
  /** All owners' jobs, where the table is of some alone and the files hold the others. */
  readonly allOwners: Datum | undefined;
}

/** What a vendor's table is compared with: a result, or a region of QCEW files. */
export interface OurTable {
  /** As a reader knows it: a file's name, or "QCEW files". */
  readonly source: string;
  readonly region: string;
  readonly ownership: Ownership;
  readonly level: Level;
  readonly version: NaicsVersion;
  readonly years: { readonly start: number | undefined; readonly end: number };
  /** 0 for annual averages. */
  readonly quarter: number;
  readonly industries: readonly OurIndustry[];
}

const measured = { jobs: "employment", quotient: "lq", pay: "averagePay" } as const;

/** The industries of a result; clusters, which no vendor's table has, are left out. */
export function tableOfResult({ file, scope, industries, basis }: Result): OurTable {
  return {
    source: file,
    region: scope.region.name,
    ownership: scope.ownership,
    level: scope.level,
    version: scope.naics,
    years: scope.years,
    quarter: scope.quarter,
    industries: industries
      .filter(({ members }) => members === undefined)
      .map(({ naics, title, values }) => ({
        code: naics,
        title,
        jobs: values[measured.jobs],
        start: employmentIn(basis?.industries.get(naics)?.region.start),
        quotient: values[measured.quotient],
        pay: values[measured.pay],
        allOwners: undefined,
      })),
  };
}

/** @param all the same region over all owners, where the files hold it */
export function tableOfAnalysis({ table }: Analysis, all: Analysis | undefined): OurTable {
  const measures = listMeasures(table);
  const owners = new Map(all?.table.rows.map(({ naics, region }) => [naics, region.end.employment]));
  return {
    source: "QCEW files",
    region: table.region.name,
    ownership: table.ownership,
    level: table.level,
    version: table.naics,
    years: table.years,
    quarter: table.quarter,
    industries: table.rows
      .filter(({ members }) => members === undefined)
      .map((row): OurIndustry => {
        const figure = (id: string) => measures.find((measure) => measure.id === id)?.compute(row, table);
        return {
          code: row.naics,
          title: row.title,
          jobs: row.region.end.employment,
          start: employmentIn(row.region.start),
          quotient: figure(measured.quotient),
          pay: figure(measured.pay),
          allOwners: owners.get(row.naics),
        };
      }),
  };
}

function employmentIn(figures: PeriodFigures | undefined): Datum | undefined {
  return figures?.employment;
}
