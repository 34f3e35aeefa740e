import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const QWI_HEADER =
  "periodicity,seasonadj,geo_level,geography,ind_level,industry,ownercode,sex,agegrp,race,ethnicity,education,firmage,firmsize,year,quarter,Emp,EmpS,HirA,Sep,HirAS,SepSnx,HirNS,EarnHirNS,sEmp,sEmpS,sHirA,sSep,sHirAS,sSepSnx,sHirNS,sEarnHirNS";

const FIGURES = ["Emp", "EmpS", "HirA", "Sep", "HirAS", "SepSnx", "HirNS", "EarnHirNS"] as const;
type Figure = (typeof FIGURES)[number];

/** A row of LEHD's own files; figures not given are 100, flags 1. An empty text is an empty cell. */
export function qwiRow(
  of: Partial<Record<Figure, number | "">> & {
    readonly area?: string;
    readonly industry?: string;
    readonly time: string;
    readonly age?: string;
    readonly sex?: string;
    readonly education?: string;
    readonly owner?: string;
    readonly season?: string;
    readonly flags?: Partial<Record<Figure, string>>;
  },
): string {
  const [year, quarter] = of.time.split("-Q");
  const area = of.area ?? "39049";
  const level = area === "00" ? "N" : area.length === 2 ? "S" : area.length === 7 ? "M" : "C";
  const cells = [
    ["Q", of.season ?? "U", level, area, "3", of.industry ?? "336", of.owner ?? "A05"],
    [of.sex ?? "0", of.age ?? "A00", "A0", "A0", of.education ?? "E0", "0", "0", year, quarter],
    FIGURES.map((name) => of[name] ?? 100),
    FIGURES.map((name) => of.flags?.[name] ?? "1"),
  ];
  return cells.flat().join(",");
}

/** The same in each quarter of a year. */
export function yearOf(year: number, of: Omit<Parameters<typeof qwiRow>[0], "time">): readonly string[] {
  return [1, 2, 3, 4].map((quarter) => qwiRow({ ...of, time: `${year}-Q${quarter}` }));
}

export function qwiFile(rows: readonly string[], name = "qwi.csv"): string {
  const path = join(mkdtempSync(join(tmpdir(), "qwi-")), name);
  writeFileSync(path, `${[QWI_HEADER, ...rows].join("\n")}\n`);
  return path;
}
