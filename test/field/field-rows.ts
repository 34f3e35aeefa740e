import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { runCli, type CliResult } from "../cli/run-cli.js";

export const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages";

/** Private jobs of a county's sectors, as all files here have them in their last year. */
export const JOBS = { "23": 1_079, "31-33": 3_492, "62": 1_500 } as const;

/** Aggregation levels of all industries, of them by ownership, and of sectors. */
const LEVELS = { county: ["70", "71", "74"], nation: ["10", "11", "14"] } as const;

/**
 * The rows of an area of one year: totals and three sectors, at $50,000 a job, 10 jobs an establishment.
 *
 * @param scale of {@link JOBS}
 */
export function areaRows(
  area: string,
  year: number,
  { scale = 1, kind = "county" as keyof typeof LEVELS, disclosure = "" } = {},
): string[] {
  const [total, byOwnership, sector] = LEVELS[kind];
  const row = (own: string, industry: string, level: string, jobs: number): string =>
    [area, own, industry, level, "0", String(year), "A", disclosure, Math.round(jobs / 10), jobs, jobs * 50_000].join(
      ",",
    );
  const sectors = Object.entries(JOBS).map(([code, jobs]) => [code, Math.round(jobs * scale)] as const);
  const all = sectors.reduce((sum, [, jobs]) => sum + jobs, 0);
  return [
    row("0", "10", total, all),
    row("5", "10", byOwnership, all),
    ...sectors.map(([code, jobs]) => row("5", code, sector, jobs)),
  ];
}

export const csvOf = (...rows: readonly string[]): string => `${[HEADER, ...rows].join("\n")}\n`;

/** The county's and the nation's files of one year, each as `NAME-YEAR.csv`. */
export function yearFiles(year: number, scale = 1): Record<string, string> {
  return {
    [`${year}.csv`]: csvOf(...areaRows("39097", year, { scale })),
    [`us-${year}.csv`]: csvOf(...areaRows("US000", year, { scale: 1_000 * scale, kind: "nation" })),
  };
}

/** A folder of a test file, with the command line run in it. */
export function fieldFolder(): {
  readonly folder: string;
  /** Writes files into a new folder and gives its path. */
  readonly save: (files: Readonly<Record<string, string | Uint8Array>>) => string;
  readonly run: (argv: string | readonly string[], cwd?: string, env?: Record<string, string>) => Promise<CliResult>;
} {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-field-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let folders = 0;
  return {
    folder,
    save: (files) => {
      const into = join(folder, `in-${++folders}`);
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(into, name)), { recursive: true });
        writeFileSync(join(into, name), content);
      }
      return into;
    },
    run: (argv, cwd = folder, env = {}) => runCli(argv, { cwd, env }),
  };
}

export interface FieldNote {
  readonly id: string;
  readonly severity: string;
  readonly text: string;
  readonly industries: readonly string[];
}

export interface FieldResult {
  readonly scope: { readonly years: readonly number[] };
  readonly industries: readonly {
    readonly naics: string;
    readonly values: Readonly<Record<string, { readonly status: string; readonly value?: number }>>;
  }[];
  readonly notes: readonly FieldNote[];
}

/** The private jobs of each sector in the result of `industries … --json`. */
export function jobsIn({ industries }: FieldResult): Record<string, number | undefined> {
  return Object.fromEntries(industries.map(({ naics, values }) => [naics, values.employment!.value]));
}
