/** Jobs, establishments and pay of an industry; establishments are 20 and pay is 50,000 dollars where left out. */
export interface MadeUpCell {
  readonly jobs: number;
  readonly establishments?: number;
  readonly pay?: number;
  readonly withheld?: boolean;
}

/** By area and industry. */
export type MadeUpYear = Readonly<Record<string, Readonly<Record<string, MadeUpCell>>>>;

const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages";

/** A file of one made-up year: 3-digit private industries, and the sum of each area's. */
export function madeUpCsv(year: number, areas: MadeUpYear): string {
  const lines = Object.entries(areas).flatMap(([area, industries]) => {
    const kind = area === "US000" ? 10 : 70;
    const cells = Object.entries(industries);
    const sum = (figure: (cell: Required<MadeUpCell>) => number): number =>
      cells.reduce((total, [, cell]) => total + figure(filled(cell)), 0);
    const total = [
      sum(({ establishments }) => establishments),
      sum(({ jobs }) => jobs),
      sum(({ jobs, pay }) => jobs * pay),
    ];
    const line = (own: number, industry: string, level: number, mark: string, figures: readonly number[]): string =>
      [area, own, industry, kind + level, 0, year, "A", mark, ...figures].join(",");
    return [
      line(0, "10", 0, "", total),
      line(5, "10", 1, "", total),
      ...cells.map(([industry, cell]) => {
        const { jobs, establishments, pay, withheld } = filled(cell);
        return line(5, industry, 5, withheld ? "N" : "", [
          establishments,
          withheld ? 0 : jobs,
          withheld ? 0 : jobs * pay,
        ]);
      }),
    ];
  });
  return `${[HEADER, ...lines].join("\n")}\n`;
}

function filled({ jobs, establishments = 20, pay = 50_000, withheld = false }: MadeUpCell): Required<MadeUpCell> {
  return { jobs, establishments, pay, withheld };
}
