import type { ProjectionRow, ProjectionTable } from "../../src/projections/records.js";

type RowSpec = Partial<Omit<ProjectionRow, "where">>;

/** A table of projections from the few numbers that a test is about; a level that is left out has no figure. */
export function projectionTable(rows: readonly RowSpec[], of: Partial<ProjectionTable> = {}): ProjectionTable {
  return {
    file: "projections.csv",
    layout: "test",
    subject: "industries",
    coding: "naics",
    area: "Test Area",
    areaType: undefined,
    baseYear: 2022,
    projectedYear: 2032,
    yearsBetween: [],
    unit: "jobs",
    growthColumns: [],
    dropped: 0,
    repeated: 0,
    ...of,
    rows: rows.map((row, index) => ({
      where: { file: of.file ?? "projections.csv", line: index + 2 },
      code: row.code ?? "",
      title: row.title ?? `Industry ${row.code}`,
      base: row.base,
      projected: row.projected,
      printed: row.printed ?? {},
    })),
  };
}
