import type { ColumnNames } from "../../files/columns.js";

export type FactColumn =
  | "code"
  | "title"
  | "area"
  | "baseYear"
  | "period"
  | "projectedYear"
  | "base"
  | "projected"
  | "openings"
  | "exits"
  | "transfers"
  | "percent"
  | "education"
  | "experience"
  | "training"
  | "jobZone"
  | "scale"
  | "category"
  | "share"
  | "related"
  | "rank"
  | "task"
  | "taskType"
  | "partTime"
  | "unemployment"
  | AttainedColumn;

/** Columns of the education that workers have, from least to most. */
export const ATTAINED_COLUMNS = [
  "attained0",
  "attained1",
  "attained2",
  "attained3",
  "attained4",
  "attained5",
  "attained6",
] as const;
type AttainedColumn = (typeof ATTAINED_COLUMNS)[number];

export interface FactLayout {
  readonly id:
    | "projections"
    | "state"
    | "period"
    | "zones"
    | "survey"
    | "related"
    | "titles"
    | "tasks"
    | "attainment"
    | "work"
    | "crosswalk";
  /** As messages name it. */
  readonly name: string;
  readonly columns: ColumnNames<FactColumn>;
  readonly required: readonly FactColumn[];
  /** At least one of these, where given. */
  readonly oneOf?: readonly FactColumn[];
  /** What a printed 1 stands for, in persons. */
  readonly scale: number;
}

const NONE: ColumnNames<FactColumn> = {
  code: [],
  title: [],
  area: [],
  baseYear: [],
  period: [],
  projectedYear: [],
  base: [],
  projected: [],
  openings: [],
  exits: [],
  transfers: [],
  percent: [],
  education: [],
  experience: [],
  training: [],
  jobZone: [],
  scale: [],
  category: [],
  share: [],
  related: [],
  rank: [],
  task: [],
  taskType: [],
  partTime: [],
  unemployment: [],
  attained0: [],
  attained1: [],
  attained2: [],
  attained3: [],
  attained4: [],
  attained5: [],
  attained6: [],
};

const ONET_CODE = ["o*net soc code", "onetsoc code"] as const;

/** Headings of openings that may be of the whole period, as California and Wyoming print them. */
const ALL_OPENINGS = ["total job openings", "total openings", "openings"] as const;

/** Tables of BLS's Employment Projections: 1.2, 1.10, 5.4. In thousands, years in the headers. */
const PROJECTIONS: FactLayout = {
  id: "projections",
  name: "BLS Employment Projections",
  columns: {
    ...NONE,
    code: [/^(?:\d{4} )?national employment matrix code$/, "occupation code"],
    title: [/^(?:\d{4} )?national employment matrix title$/, "occupation title"],
    base: [/^employment \d{4}$/, /^\d{4} employment$/],
    // The second of two columns that look alike: see yearsOfPeriod.
    projected: [],
    openings: [/^occupational openings \d{4} \d{2,4} annual average$/],
    exits: [/^labor force exits \d{4} \d{2,4} annual average$/],
    transfers: [/^occupational transfers \d{4} \d{2,4} annual average$/],
    percent: [/^employment (?:percent change|change percent) \d{4} \d{2,4}$/],
    // The tool of BLS's web site words them otherwise than its tables.
    education: ["typical education needed for entry", "typical entry level education"],
    experience: ["work experience in a related occupation"],
    training: [/^typical on the job training\b/],
  },
  required: ["code", "title"],
  oneOf: ["openings", "education"],
  scale: 1000,
};

/** Projections of states: Kansas, and Projections Central. In persons. */
const STATE: FactLayout = {
  id: "state",
  name: "state occupation projections",
  columns: {
    ...NONE,
    code: ["soc code", "occupation code", "occcode", "occ code"],
    title: ["occ title", "occupation title", "title", "occupation"],
    area: ["areaname", "area name", "area"],
    baseYear: ["base year", "baseyear"],
    projectedYear: ["proj year", "projected year", "projyear"],
    base: ["base emp", "base", "base employment"],
    projected: ["proj emp", "proj", "projected employment", "projected"],
    openings: ["annual openings", "average annual openings", "avgannualopenings", "annualopenings", ...ALL_OPENINGS],
    exits: ["annual exits", "exits"],
    transfers: ["annual transfers", "transfers"],
    percent: ["pct change", "percent change", "percentchange", "percent growth"],
    education: ["education"],
    experience: ["work experience"],
    training: ["on the job training"],
  },
  required: ["code", "title", "baseYear", "projectedYear", "base", "projected"],
  scale: 1,
};

/** New York's and California's projections: levels under "Base Year" and "Projected Year", the years in a column of periods. In persons. */
const PERIOD: FactLayout = {
  id: "period",
  name: "state occupation projections",
  columns: {
    ...NONE,
    code: ["soc", "soc code", "occupation code", "occ code", /^standard occupational classification(?: soc)?$/],
    title: ["occupation title", "occupational title", "occ title", "title", "occupation"],
    area: ["areaname", "area name", "area"],
    period: ["period", "projection period"],
    base: ["base year", "base year employment estimate", "base year employment"],
    projected: ["projected year", "projected year employment estimate", "projected year employment"],
    openings: ["total annual openings", "annual openings", "average annual openings", ...ALL_OPENINGS],
    exits: ["annual exits", "exits"],
    transfers: ["annual transfers", "transfers"],
    percent: ["pct change", "percent change", "percentage change", "percentchange", "percent growth"],
    education: ["entry level education", "education"],
    experience: ["work experience"],
    training: ["job training", "on the job training"],
  },
  required: ["code", "title", "period", "base", "projected"],
  scale: 1,
};

const ZONES: FactLayout = {
  id: "zones",
  name: "O*NET job zones",
  columns: { ...NONE, code: ONET_CODE, title: ["title"], jobZone: ["job zone"] },
  required: ["code", "jobZone"],
  scale: 1,
};

const SURVEY: FactLayout = {
  id: "survey",
  name: "O*NET education, training and experience",
  columns: {
    ...NONE,
    code: ONET_CODE,
    title: ["title"],
    scale: ["scale id"],
    category: ["category"],
    share: ["data value"],
  },
  required: ["code", "scale", "category", "share"],
  scale: 1,
};

const RELATED: FactLayout = {
  id: "related",
  name: "O*NET related occupations",
  columns: {
    ...NONE,
    code: ONET_CODE,
    title: ["title"],
    related: ["related o*net soc code"],
    rank: ["index", "related index"],
  },
  required: ["code", "related"],
  scale: 1,
};

const TITLES: FactLayout = {
  id: "titles",
  name: "O*NET occupation data",
  columns: { ...NONE, code: ONET_CODE, title: ["title"], category: ["description"] },
  required: ["code", "title", "category"],
  scale: 1,
};

const TASKS: FactLayout = {
  id: "tasks",
  name: "O*NET task statements",
  columns: { ...NONE, code: ONET_CODE, title: ["title"], task: ["task"], taskType: ["task type"] },
  required: ["code", "task"],
  scale: 1,
};

/** Table 5.3 of BLS's Employment Projections: percent of workers of 25 and over by the education that they have. */
const ATTAINMENT: FactLayout = {
  id: "attainment",
  name: "BLS Employment Projections, educational attainment",
  columns: {
    ...NONE,
    code: [/^(?:\d{4} )?national employment matrix code$/, "occupation code"],
    title: [/^(?:\d{4} )?national employment matrix title$/, "occupation title"],
    attained0: ["less than high school diploma", "less than high school"],
    attained1: ["high school diploma or equivalent"],
    attained2: ["some college no degree"],
    attained3: ["associate s degree"],
    attained4: ["bachelor s degree"],
    attained5: ["master s degree"],
    attained6: ["doctoral or professional degree"],
  },
  required: ["code", ...ATTAINED_COLUMNS],
  scale: 1,
};

/** Part-time work and unemployment by occupation, as a table of one's own. In percent. */
const WORK: FactLayout = {
  id: "work",
  name: "part-time work and unemployment by occupation",
  columns: {
    ...NONE,
    code: ["soc code", "soc", "occupation code", "occ code"],
    title: ["title", "occupation title", "occ title", "occupation"],
    partTime: [/^(?:percent |% )?part time(?: (?:percent|rate|share|workers|%))?$/],
    unemployment: [/^(?:percent |% )?(?:unemployment|unemployed)(?: (?:rate|percent|%))?$/],
  },
  required: ["code"],
  oneOf: ["partTime", "unemployment"],
  scale: 1,
};

/** Lists that bridge codes; what they say ships with the tool. */
const CROSSWALKS: readonly FactLayout[] = [
  {
    id: "crosswalk",
    name: "SOC 2010 to 2018 crosswalk",
    columns: { ...NONE, code: ["2010 soc code"], related: ["2018 soc code"] },
    required: ["code", "related"],
    scale: 1,
  },
  {
    id: "crosswalk",
    name: "O*NET-SOC to National Employment Matrix crosswalk",
    columns: { ...NONE, code: ONET_CODE, related: ["nem code"] },
    required: ["code", "related"],
    scale: 1,
  },
];

/** The layouts of facts about occupations, the most particular first. */
export const FACT_LAYOUTS: readonly FactLayout[] = [
  ...CROSSWALKS,
  ATTAINMENT,
  TASKS,
  WORK,
  PROJECTIONS,
  STATE,
  PERIOD,
  RELATED,
  SURVEY,
  ZONES,
  TITLES,
];
