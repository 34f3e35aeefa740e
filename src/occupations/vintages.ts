import type { Vintage } from "../core/vintage.js";
import type { OccupationProjection } from "../staffing/occupation-records.js";
import type { AreaOccupations, SocCode, SourceOfRecords } from "../staffing/records.js";
import type { JobZones } from "./read/facts.js";

/** The release that ships. */
export const SHIPPED_ONET = "27.0";

/** Where the figures of occupations come from. */
interface OccupationSources {
  /** Of the region's jobs; none where they are those of the staffing patterns. */
  readonly year: number | undefined;
  readonly staffing: readonly SourceOfRecords[];
  readonly national?: AreaOccupations | undefined;
  readonly regional?: AreaOccupations | undefined;
  /** Of the occupations shown. */
  readonly projections: readonly OccupationProjection[];
  /** Of the occupations shown, by whether the user's files have them. */
  readonly zones?: {
    readonly shipped: readonly SocCode[];
    readonly own: readonly SocCode[];
    readonly files: JobZones | undefined;
  };
}

/** Of which year and list each source of a table of occupations is. */
export function occupationVintages(sources: OccupationSources): readonly Vintage[] {
  const { year, staffing, national, regional, projections, zones } = sources;
  const outlooks = new Map(
    projections.map(({ baseYear, projectedYear, area }) => [
      `${baseYear} ${projectedYear}`,
      { first: baseYear, last: projectedYear, source: area ?? "BLS projections" },
    ]),
  );
  const files = zones?.files;
  return [
    ...(year === undefined ? [] : [{ what: "jobs", source: "QCEW", time: { kind: "year", year } } as const]),
    ...staffing.map((source) => ofRecords("staffing patterns", source)),
    ...(national ? [ofRecords("national wages", national.source)] : []),
    ...(regional ? [ofRecords("regional wages", regional.source)] : []),
    ...[...outlooks.values()].map(({ first, last, source }): Vintage => ({
      what: "openings",
      source,
      time: { kind: "outlook", first, last },
    })),
    ...(zones && zones.shipped.length > 0
      ? [{ what: "job zones", source: "built in", editions: { "O*NET": SHIPPED_ONET } }]
      : []),
    ...(files && zones.own.length > 0 && files.release !== undefined
      ? [{ what: "job zones", source: files.files.join(", "), editions: { "O*NET": files.release } }]
      : []),
  ];
}

function ofRecords(what: string, { file, label, year, soc }: SourceOfRecords): Vintage {
  const source = file.startsWith("data/") ? label : file;
  return {
    what,
    source,
    ...(year !== undefined && { time: { kind: "year", year } }),
    editions: { SOC: soc === "hybrid" ? "2019 (hybrid)" : soc },
  };
}
