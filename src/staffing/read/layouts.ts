import type { ColumnNames } from "../../files/columns.js";

type OewsColumn =
  | "year"
  | "area"
  | "areaTitle"
  | "naics"
  | "naicsTitle"
  | "industryGroup"
  | "ownership"
  | "code"
  | "title"
  | "level"
  | "employment"
  | "quotient"
  | "percent"
  | "annualOnly"
  | "hourlyOnly"
  | WageColumn;

/** Columns of wages: mean and percentiles, by the hour and by the year. */
export type WageColumn = `${"hourly" | "annual"}${"Mean" | "10" | "25" | "50" | "75" | "90"}`;

export interface OewsLayout {
  /** As messages name it. */
  readonly name: string;
  readonly columns: ColumnNames<OewsColumn>;
  readonly required: readonly OewsColumn[];
  /** At least one of these, where given. */
  readonly oneOf?: readonly OewsColumn[];
  /** The headers say of no wage whether it is of an hour or of a year. */
  readonly isWithoutUnit?: true;
  /** What an empty cell under employment says. */
  readonly emptyEmployment: "withheld" | "unreadable";
}

export type { OewsColumn };

/** The columns that a layout says nothing of. */
const NONE: ColumnNames<OewsColumn> = {
  year: [],
  area: [],
  areaTitle: [],
  naics: [],
  naicsTitle: [],
  industryGroup: [],
  ownership: [],
  code: [],
  title: [],
  level: [],
  employment: [],
  quotient: [],
  percent: [],
  annualOnly: [],
  hourlyOnly: [],
  hourlyMean: [],
  hourly10: [],
  hourly25: [],
  hourly50: [],
  hourly75: [],
  hourly90: [],
  annualMean: [],
  annual10: [],
  annual25: [],
  annual50: [],
  annual75: [],
  annual90: [],
};

/** OEWS files of all years: nation, states, metropolitan areas, industries; all columns or some. */
const DOWNLOAD: OewsLayout = {
  name: "OEWS",
  columns: {
    year: ["year"],
    area: ["area"],
    areaTitle: ["area title", "area name", "state"],
    naics: ["naics"],
    naicsTitle: ["naics title"],
    industryGroup: ["i group"],
    ownership: ["own code"],
    code: ["occ code"],
    title: ["occ title"],
    level: ["o group", "occ group", "group"],
    employment: ["tot emp"],
    quotient: ["loc quotient", "loc q"],
    percent: ["pct total"],
    annualOnly: ["annual"],
    hourlyOnly: ["hourly"],
    hourlyMean: ["h mean"],
    hourly10: ["h pct10", "h wpct10"],
    hourly25: ["h pct25", "h wpct25"],
    hourly50: ["h median"],
    hourly75: ["h pct75", "h wpct75"],
    hourly90: ["h pct90", "h wpct90"],
    annualMean: ["a mean"],
    annual10: ["a pct10", "a wpct10"],
    annual25: ["a pct25", "a wpct25"],
    annual50: ["a median"],
    annual75: ["a pct75", "a wpct75"],
    annual90: ["a pct90", "a wpct90"],
  },
  required: ["code", "title", "employment"],
  oneOf: ["naics", "area", "annualMean", "hourlyMean", "annual50", "hourly50"],
  emptyEmployment: "unreadable",
};

/** Washington's own table by area: hourly wages, and the annual mean as "Annual wage". */
const WASHINGTON: OewsLayout = {
  name: "OEWS, Washington State",
  columns: {
    ...NONE,
    year: ["year"],
    area: ["area code"],
    areaTitle: ["area name"],
    code: ["soc code"],
    title: ["occupational title"],
    employment: ["employment"],
    hourlyMean: ["average wage"],
    hourly25: ["25th percentile"],
    hourly50: ["50th percentile"],
    hourly75: ["75th percentile"],
    annualMean: ["annual wage"],
  },
  required: ["area", "areaTitle", "code", "employment", "hourlyMean", "annualMean"],
  emptyEmployment: "withheld",
};

/** What the query system of BLS gives out for one area. */
const QUERY: OewsLayout = {
  name: "OEWS, BLS query",
  columns: {
    ...NONE,
    areaTitle: ["area", "area name"],
    code: ["occupation soc code"],
    title: ["occupation soc code"],
    employment: ["employment"],
    quotient: ["location quotient"],
    hourlyMean: ["hourly mean wage"],
    hourly10: ["hourly 10th percentile wage"],
    hourly25: ["hourly 25th percentile wage"],
    hourly50: ["hourly median wage", "hourly 50th percentile median wage"],
    hourly75: ["hourly 75th percentile wage"],
    hourly90: ["hourly 90th percentile wage"],
    annualMean: ["annual mean wage"],
    annual10: ["annual 10th percentile wage"],
    annual25: ["annual 25th percentile wage"],
    annual50: ["annual median wage", "annual 50th percentile median wage"],
    annual75: ["annual 75th percentile wage"],
    annual90: ["annual 90th percentile wage"],
  },
  required: ["code", "employment"],
  emptyEmployment: "withheld",
};

/** What a point of a distribution is called in the headers of states: `Hourly 10th Percentile`, `Median (Hourly)`. */
const POINTS = {
  Mean: "mean|average|avg",
  "10": "10(?:th)?|pct10",
  "25": "25(?:th)?|pct25",
  "50": "median|50(?:th)?|pct50",
  "75": "75(?:th)?|pct75",
  "90": "90(?:th)?|pct90",
} as const;
/** Entry and experienced wages are means of a third, and no percentiles. */
const NOT_A_POINT = String.raw`(?!.*\b(?:entry|experienced|rse|error|employment)\b)`;

/** Headers that have all of these words, in any order. */
function matchWithin(...words: readonly string[]): RegExp {
  return new RegExp(`^${NOT_A_POINT}${words.map((one) => `(?=.*\\b(?:${one})\\b)`).join("")}`);
}

function wageColumns(period: "hourly" | "annual", words: readonly string[]): Partial<ColumnNames<OewsColumn>> {
  return Object.fromEntries(
    Object.entries(POINTS).map(([point, names]) => [`${period}${point}`, [matchWithin(...words, names)]]),
  );
}

const STATE_COLUMNS: ColumnNames<OewsColumn> = {
  ...NONE,
  year: ["year"],
  area: ["area code", "areacode", "fips"],
  areaTitle: ["area name", "areaname", "area title", "area", "region", "county", "workforce area", "geography"],
  code: [
    "soc",
    "soc code",
    "soc code 2018",
    "occ code",
    "occupation code",
    "occupational code",
    "standard occupational classification",
    /^standard occupational (?:classification )?code(?: soc)?$/,
  ],
  title: ["occupational title", "occupation title", "occupation", "soc title", "occ title", "title", "job title"],
  employment: [/^(?:total |estimated |number of |number )?(?:employment|employed|emp)(?: estimate| level)?$/],
};

/** States' own tables whose headers say of each wage whether it is of an hour or of a year. */
const STATE: OewsLayout = {
  name: "OEWS, state table",
  columns: {
    ...STATE_COLUMNS,
    ...wageColumns("hourly", ["hourly|hour|hr"]),
    ...wageColumns("annual", ["annual|yearly|year"]),
  },
  required: ["code", "title", "employment"],
  oneOf: ["hourly50", "annual50", "hourlyMean", "annualMean"],
  emptyEmployment: "withheld",
};

/** The same whose headers say of no wage what it is of: what it is must be seen from the figures. */
const STATE_WITHOUT_UNIT: OewsLayout = {
  name: "OEWS, state table",
  columns: { ...STATE_COLUMNS, ...wageColumns("annual", []) },
  required: ["code", "title", "employment", "annual50"],
  isWithoutUnit: true,
  emptyEmployment: "withheld",
};

/** The layouts in which OEWS is published, the most particular first. */
export const OEWS_LAYOUTS: readonly OewsLayout[] = [QUERY, WASHINGTON, DOWNLOAD, STATE, STATE_WITHOUT_UNIT];
