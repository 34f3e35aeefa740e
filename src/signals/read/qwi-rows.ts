import { cellAt, placeColumns, type ColumnNames } from "../../files/columns.js";
import { namesAreas } from "./areas-of-rows.js";
import { parseSignalFigure, type Layout, type RowReading } from "./layout.js";
import { isUnadjusted, listParts, PRIVATE_OWNER, parseQuarter, QWI_KEYS, parseQwiIndustry } from "./qwi-columns.js";

const COLUMNS = {
  ...QWI_KEYS,
  jobs: ["emp"],
  status: ["semp"],
} as const satisfies ColumnNames<string>;

/** Of a status: published; published, but distorted by noise. All others come without a number. */
const FINE = "1";

/** The layout of Quarterly Workforce Indicators with that header; undefined if it is none. */
export function recogniseQwi(header: readonly string[]): Layout | undefined {
  const places = placeColumns<keyof typeof COLUMNS>(header, COLUMNS, ["industry", "ownership", "jobs"]);
  if (!places || !namesAreas(places)) return undefined;
  if (places.time < 0 && (places.year < 0 || places.quarter < 0)) return undefined;
  return {
    publisher: "qwi",
    places,
    year: places.year,
    naics: undefined,
    isOfToday: true,
    periodOf: (cells) => parseQuarter(cells, places) ?? "unreadable",
    keyOf: (cells) => ({ naics: parseQwiIndustry(cellAt(cells, places.industry)), place: places.industry }),
    read(cells, draft, problem): RowReading {
      if (listParts(cells, places).length > 0) return "other";
      // Seasonally adjusted figures are not what a quarter had.
      if (!isUnadjusted(cells, places)) return "other";
      if (cellAt(cells, places.ownership) !== PRIVATE_OWNER) return "other";
      const jobs = parseSignalFigure(cells, places.jobs, problem);
      if (jobs === undefined) return "other";
      const one = draft();
      if (one.jobs !== undefined && one.jobs !== jobs) return "contradiction";
      one.jobs = jobs;
      const status = cellAt(cells, places.status);
      if (status !== "" && status !== FINE) one.isNoisy = true;
      return "taken";
    },
  };
}
