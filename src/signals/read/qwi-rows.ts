import { cellAt, placeColumns, type ColumnNames } from "../../files/columns.js";
import { AREA_COLUMNS, namesAreas } from "./areas-of-rows.js";
import { parseSignalFigure, type Layout, type RowReading } from "./layout.js";

const COLUMNS = {
  ...AREA_COLUMNS,
  industry: ["industry"],
  jobs: ["emp"],
  status: ["semp"],
  year: ["year"],
  quarter: ["quarter"],
  /** `2019-Q1` */
  time: ["time"],
  ownership: ["ownercode"],
  sex: ["sex"],
  age: ["agegrp"],
  race: ["race"],
  ethnicity: ["ethnicity"],
  education: ["education"],
  firmAge: ["firmage"],
  firmSize: ["firmsize"],
  season: ["seasonadj"],
} as const satisfies ColumnNames<string>;

/** What each column holds where a row is of all workers and firms together. */
const WHOLE: Partial<Record<keyof typeof COLUMNS, string>> = {
  sex: "0",
  age: "A00",
  race: "A0",
  ethnicity: "A0",
  education: "E0",
  firmAge: "0",
  firmSize: "0",
};
const PRIVATE = "A05";
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
    periodOf(cells) {
      const [, year, quarter] =
        places.time >= 0
          ? (/^(\d{4})-Q([1-4])$/.exec(cellAt(cells, places.time)) ?? [])
          : (/^(\d{4}) ([1-4])$/.exec(`${cellAt(cells, places.year)} ${cellAt(cells, places.quarter)}`) ?? []);
      return year === undefined ? "unreadable" : { year: Number(year), quarter: Number(quarter) };
    },
    keyOf: (cells) => ({ naics: parseIndustry(cellAt(cells, places.industry)), place: places.industry }),
    read(cells, draft, problem): RowReading {
      for (const [role, whole] of Object.entries(WHOLE) as [keyof typeof COLUMNS, string][]) {
        if (places[role] >= 0 && cellAt(cells, places[role]) !== whole) return "other";
      }
      // Seasonally adjusted figures are not what a quarter had.
      if (places.season >= 0 && cellAt(cells, places.season) !== "U") return "other";
      if (cellAt(cells, places.ownership) !== PRIVATE) return "other";
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

function parseIndustry(text: string): string | undefined {
  if (text === "00") return "";
  return /^(?:\d{2}|\d{2}-\d{2}|\d{3,4})$/.test(text) ? text : undefined;
}
