import type { Areas } from "../areas/areas.js";
import { NATION, type AreaCode } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { caution, information, type Note } from "../core/notes.js";
import {
  figuresOfArea,
  WORKERS_SUBJECTS,
  type AcsArea,
  type AcsTable,
  type WorkersGroup,
  type WorkersSubject,
} from "./acs.js";
import { sumLaborForce, type LaborForce } from "./labor-force.js";
import { surveyYears, type AcsReading } from "./read/acs.js";
import type { LaborForceReading } from "./read/labor-force.js";
import { shareOfSurvey, sumOfSurvey, type SurveyFigure } from "./survey.js";

/** An area whose residents are shown: the region, a state of it, the nation. */
export interface ResidentsArea {
  readonly code: string;
  readonly name: string;
  /** In a year, since counties change. */
  readonly counties: (year: number) => readonly AreaCode[];
}

/** A group of residents of one area: how many, and their part of the whole. */
export interface GroupFigure {
  readonly count: SurveyFigure;
  readonly share: SurveyFigure;
}

/** One subject of one area; undefined where the files do not have the area whole. */
export interface SubjectOfArea {
  readonly area: ResidentsArea;
  readonly whole: SurveyFigure | undefined;
  readonly groups: ReadonlyMap<string, GroupFigure>;
}

export interface ResidentsSubject {
  readonly subject: WorkersSubject;
  readonly table: AcsTable;
  /** The region first. */
  readonly areas: readonly SubjectOfArea[];
}

export interface ResidentsYear {
  readonly year: number;
  readonly areas: readonly { readonly area: ResidentsArea; readonly figures: LaborForce }[];
}

/** Who lives in a region, beside its state and the nation. */
export interface Residents {
  readonly areas: readonly ResidentsArea[];
  readonly laborForce: readonly ResidentsYear[];
  readonly subjects: readonly ResidentsSubject[];
  readonly notes: readonly Note[];
}

/** The county of Kalawao, HI, is in LAUS a part of Maui. Source: BLS, LAUS technical notes. */
const NOT_IN_LAUS: ReadonlySet<string> = new Set(["15005"]);

/** The region, the states that its counties are in, and the nation, each once. */
export function areasOfResidents(
  areas: Areas,
  region: { readonly name: string; readonly areas: readonly AreaCode[] },
): readonly ResidentsArea[] {
  const countiesIn = (codes: readonly AreaCode[], year: number): readonly AreaCode[] => [
    ...new Set(codes.flatMap((code) => areas.countiesOf(code, year))),
  ];
  const states = [...new Set(countiesIn(region.areas, 9999).map((county) => county.slice(0, 2)))];
  const stateAreas = states
    .map((fips) => `${fips}000` as AreaCode)
    .filter((code) => !region.areas.includes(code))
    .map((code) => ({
      code,
      name: areas.nameOf(code),
      counties: (year: number) => countiesIn([code], year),
    }));
  const own = region.areas.length === 1 ? region.areas[0]! : "";
  return [
    { code: own, name: region.name, counties: (year) => countiesIn(region.areas, year) },
    ...stateAreas,
    {
      code: NATION,
      name: areas.nameOf(NATION),
      counties: (year) =>
        countiesIn(
          areas.states.filter(({ fips }) => Number(fips) < 60).map(({ fips }) => `${fips}000` as AreaCode),
          year,
        ),
    },
  ];
}

/**
 * Sums counties to the region and to what it is compared with. An area that the files do not have whole has no figures.
 *
 * @throws {InputError} AREA_NOT_IN_FILES where a file has none of the region's counties
 */
export function countResidents(
  areas: readonly ResidentsArea[],
  { laborForce, acs }: { readonly laborForce: LaborForceReading | undefined; readonly acs: AcsReading | undefined },
): Residents {
  const notes: Note[] = [];
  return {
    areas,
    laborForce: laborForce ? laborForceYears(areas, laborForce, notes) : [],
    subjects: acs ? listSubjects(areas, acs, notes) : [],
    notes,
  };
}

function laborForceYears(
  areas: readonly ResidentsArea[],
  { years, files }: LaborForceReading,
  notes: Note[],
): readonly ResidentsYear[] {
  const [region] = areas;
  return [...years].map(([year, rows]) => {
    const ofAreas = areas.map((area) => {
      const counties = area.counties(year).filter((county) => !NOT_IN_LAUS.has(county));
      return { area, figures: sumLaborForce(counties, rows) };
    });
    const { missing } = ofAreas[0]!.figures;
    const all = region!.counties(year).length;
    if (missing.length === all) throw noCounty(files.map(({ file }) => file).join(", "), region!, year, rows.size);
    if (missing.length > 0) {
      const text = `Labor force of ${year}: ${missing.length} of the region's ${all} counties are not in the file (${missing.slice(0, 5).join(", ")}${missing.length > 5 ? " …" : ""}), so there is no sum.`;
      notes.push(caution("labor-force-missing", text));
    }
    return { year, areas: ofAreas };
  });
}

function listSubjects(areas: readonly ResidentsArea[], acs: AcsReading, notes: Note[]): readonly ResidentsSubject[] {
  const periods = new Set<string>();
  const found = WORKERS_SUBJECTS.flatMap((subject): readonly ResidentsSubject[] => {
    const table = subject.tables.map((id) => acs.tables.get(id)).find((one) => one !== undefined);
    if (!table) return [];
    periods.add(surveyYears(table.period));
    const ofAreas = areas.map((area) => subjectOfArea(subject, table, area));
    if (ofAreas[0]!.whole === undefined && ofAreas[0]!.groups.size === 0) throw noCountyOfSurvey(table, acs, areas[0]!);
    if (table.isFromPercents) {
      const text = `${table.id}: counts by age were computed from percentages printed to the tenth; their margins leave that rounding out.`;
      notes.push(information("acs-from-percents", text));
    }
    if (table.period === undefined) {
      const text = `${table.files.join(", ")}: the file's name does not say which years the survey is of.`;
      notes.push(caution("acs-years-unknown", text));
    }
    return [{ subject, table, areas: ofAreas }];
  });
  if (periods.size > 1) {
    const text = `Tables of the survey are of different years: ${found.map(({ table }) => `${table.id} ${surveyYears(table.period)}`).join(", ")}.`;
    notes.push(caution("acs-years-differ", text));
  }
  return found;
}

function subjectOfArea(subject: WorkersSubject, table: AcsTable, area: ResidentsArea): SubjectOfArea {
  const place: AcsArea = { own: area.code, counties: area.counties(table.period?.end ?? 9999) };
  const sumFigures = (group: WorkersGroup): SurveyFigure | undefined => {
    const figures = figuresOfArea(table, group, place);
    return figures && sumOfSurvey(figures);
  };
  const whole = sumFigures(subject.whole);
  const groups = subject.groups.flatMap((group) => {
    const count = sumFigures(group);
    if (!count) return [];
    const share = whole ? shareOfSurvey(count, whole) : { estimate: undefined, margin: undefined };
    return [[group.id, { count, share }] as const];
  });
  return { area, whole, groups: new Map(groups) };
}

function noCounty(file: string, region: ResidentsArea, year: number, count: number): InputError {
  return new InputError("the file of labor force has none of the region's counties", {
    code: "AREA_NOT_IN_FILES",
    where: { file },
    found: `${count} other counties in ${year}, none of ${region.name}`,
    hint: "give the file of all counties, laucntyYY.xlsx",
  });
}

function noCountyOfSurvey({ id, files }: AcsTable, { kinds }: AcsReading, region: ResidentsArea): InputError {
  return new InputError(`${id} does not have all of the region's counties`, {
    code: "AREA_NOT_IN_FILES",
    where: { file: files.join(", ") },
    found: `rows of ${[...kinds].join(", ")}; counties of ${region.name} are missing`,
    hint: "download the table for counties: all counties of the region's states, with the state and the nation where you like",
  });
}
