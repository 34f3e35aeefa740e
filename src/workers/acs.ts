import type { AreaCode } from "../core/codes.js";
import type { SurveyFigure } from "./survey.js";

/** Tables of the American Community Survey that are read. S0101 has the ages of B01001. */
export const ACS_TABLES = ["B01001", "B15003", "B23025", "S0101"] as const;
export type AcsTableId = (typeof ACS_TABLES)[number];

/** First and last year of the answers: 2016 to 2020 for `ACSDT5Y2020`. */
export interface AcsPeriod {
  readonly start: number;
  readonly end: number;
}

/** An area's row of a table: figures by line of the table, counting from 1. */
export interface AcsRow {
  /** As QCEW writes it; GEO_ID for block groups and other areas that it does not have. */
  readonly area: string;
  readonly name: string;
  readonly lines: ReadonlyMap<number, SurveyFigure>;
}

export interface AcsTable {
  readonly id: AcsTableId;
  /** Undefined where the file's name does not say it. */
  readonly period: AcsPeriod | undefined;
  readonly files: readonly string[];
  readonly rows: ReadonlyMap<string, AcsRow>;
  /** Counts of S0101 that were computed from percentages. */
  readonly isFromPercents: boolean;
}

/** Lines of B01001 by the lowest age that they hold; women's stand 24 below. Source: Census Bureau, table shells. */
const AGES = [0, 5, 10, 15, 18, 20, 21, 22, 25, 30, 35, 40, 45, 50, 55, 60, 62, 65, 67, 70, 75, 80, 85] as const;
/** Lines of S0101 in the same way, both sexes together, under numbers of our own. */
export const S0101_AGES = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85] as const;

/** The line of S0101's total; ages follow it. */
export const S0101_TOTAL = 1;

/** A group of residents with the lines of a table that add up to it. */
export interface WorkersGroup {
  readonly id: string;
  readonly label: string;
  readonly lines: Partial<Readonly<Record<AcsTableId, readonly number[]>>>;
}

/** People of one subject: the whole, and parts of it. */
export interface WorkersSubject {
  readonly id: "age" | "education" | "employment";
  readonly title: string;
  /** In order of preference. */
  readonly tables: readonly AcsTableId[];
  readonly whole: WorkersGroup;
  readonly groups: readonly WorkersGroup[];
}

function ages(from: number, to: number): WorkersGroup["lines"] {
  const within = (list: readonly number[], first: number): readonly number[] =>
    list.flatMap((age, at) => (age >= from && age < to ? [first + at] : []));
  return {
    B01001: [...within(AGES, 3), ...within(AGES, 27)],
    S0101: within(S0101_AGES, S0101_TOTAL + 1),
  };
}

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Attainment of adults, from least to most, as B15003's lines add up to it. */
export const ATTAINMENT_GROUPS = [
  { id: "below-high-school", label: "Below high school", lines: { B15003: range(2, 16) } },
  { id: "high-school", label: "High school or GED", lines: { B15003: [17, 18] } },
  { id: "some-college", label: "Some college, no degree", lines: { B15003: [19, 20] } },
  { id: "associate", label: "Associate's degree", lines: { B15003: [21] } },
  { id: "bachelor", label: "Bachelor's degree", lines: { B15003: [22] } },
  { id: "graduate", label: "Graduate or professional degree", lines: { B15003: [23, 24, 25] } },
] as const satisfies readonly WorkersGroup[];

/** What is shown of residents. */
export const WORKERS_SUBJECTS: readonly WorkersSubject[] = [
  {
    id: "age",
    title: "Residents by age",
    tables: ["B01001", "S0101"],
    whole: { id: "all", label: "All residents", lines: { B01001: [1], S0101: [S0101_TOTAL] } },
    groups: [
      // S0101 has no limit at 18.
      { id: "under-25", label: "Under 25", lines: ages(0, 25) },
      { id: "25-34", label: "25 to 34", lines: ages(25, 35) },
      { id: "35-44", label: "35 to 44", lines: ages(35, 45) },
      { id: "45-54", label: "45 to 54", lines: ages(45, 55) },
      { id: "55-64", label: "55 to 64", lines: ages(55, 65) },
      { id: "65-over", label: "65 and over", lines: ages(65, Infinity) },
      { id: "55-over", label: "55 and over", lines: ages(55, Infinity) },
    ],
  },
  {
    id: "education",
    title: "Adults of 25 and over by education",
    tables: ["B15003"],
    whole: { id: "all", label: "Adults of 25 and over", lines: { B15003: [1] } },
    groups: ATTAINMENT_GROUPS,
  },
  {
    id: "employment",
    title: "Residents of 16 and over by employment",
    tables: ["B23025"],
    whole: { id: "all", label: "Residents of 16 and over", lines: { B23025: [1] } },
    groups: [
      { id: "labor-force", label: "In the labor force", lines: { B23025: [2] } },
      { id: "civilian", label: "Civilian labor force", lines: { B23025: [3] } },
      { id: "employed", label: "Employed", lines: { B23025: [4] } },
      { id: "unemployed", label: "Unemployed", lines: { B23025: [5] } },
      { id: "armed-forces", label: "Armed forces", lines: { B23025: [6] } },
      { id: "not-in-labor-force", label: "Not in the labor force", lines: { B23025: [7] } },
    ],
  },
];

/** The counties of a state's rows, for areas without a row of their own. */
export interface AcsArea {
  /** The row that the survey has of the area itself, if any. */
  readonly own: string;
  readonly counties: readonly AreaCode[];
}

/** A group's figure of one area: its own row's, else that of its counties added up; undefined if some are not there. */
export function figuresOfArea(
  table: AcsTable,
  group: WorkersGroup,
  { own, counties }: AcsArea,
): readonly SurveyFigure[] | undefined {
  const lines = group.lines[table.id];
  if (!lines || lines.length === 0) return undefined;
  const row = table.rows.get(own);
  const rows = row ? [row] : counties.map((county) => table.rows.get(county));
  if (rows.length === 0) return undefined;
  const figures = rows.flatMap((one) => lines.map((line) => one?.lines.get(line)));
  return figures.some((figure) => figure === undefined) ? undefined : (figures as readonly SurveyFigure[]);
}
