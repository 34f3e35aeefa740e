import { InputError, type Place } from "../../core/errors.js";
import type {
  Attainment,
  Occupation,
  OccupationProjection,
  OccupationTable,
  RequiredEducation,
  TypicalEducation,
} from "../../staffing/occupation-records.js";
import type { SocCode } from "../../staffing/records.js";
import { educationRank } from "../education.js";
import type { PrintedTitle } from "../../naics/printed-titles.js";
import type { PrintedPercent } from "./fact-checks.js";
import type { FactLayout } from "./fact-layouts.js";
import type { ProjectedRows } from "./projected-rows.js";
import type { FoundTable } from "./table-finder.js";

/** O*NET's categories of required education (scale RL), in short. */
const EDUCATION_LEVELS = [
  "Less than a high school diploma",
  "High school diploma or equivalent",
  "Post-secondary certificate",
  "Some college courses",
  "Associate's degree",
  "Bachelor's degree",
  "Post-baccalaureate certificate",
  "Master's degree",
  "Post-master's certificate",
  "First professional degree",
  "Doctoral degree",
  "Post-doctoral training",
] as const;

interface Facts {
  title?: string;
  typicalEducation?: TypicalEducation;
  readonly zones: Map<string, number>;
  readonly required: Map<number, number>;
  projection?: OccupationProjection;
  projectionPlace?: Place;
  readonly related: { readonly code: SocCode; readonly rank: number }[];
  attainment?: Attainment;
  readonly tasks: { readonly task: string; readonly isCore: boolean }[];
  partTime?: number;
  unemployment?: number;
}

/** Joins what several tables say of each occupation. What a later file says of it replaces what an earlier one said. */
export class FactsBuilder {
  readonly #facts = new Map<SocCode, Facts>();
  readonly tables: { readonly layout: FactLayout; readonly found: FoundTable }[] = [];
  /** Words for an education that are none of BLS's, with the occupations that have them. */
  readonly strangeEducation = new Map<string, SocCode[]>();
  /** Codes with titles as tables of projections and education print them. */
  readonly titles: PrintedTitle[] = [];
  readonly percents: PrintedPercent[] = [];
  /** Projections of each table, of which those of one area are taken at the end. */
  readonly projected: ProjectedRows[] = [];
  /** Files with levels of two years and no openings, of which no projection is taken. */
  readonly withoutOpenings = new Set<string>();
  /** Occupations whose projection a later file replaced. */
  replaced = 0;

  begin(layout: FactLayout, found: FoundTable): void {
    this.tables.push({ layout, found });
  }

  title(code: SocCode, title: string): void {
    if (title !== "") this.#of(code).title ??= title;
  }

  typicalEducation(code: SocCode, education: TypicalEducation): void {
    this.#of(code).typicalEducation = education;
    if (educationRank(education.education) !== undefined) return;
    const known = this.strangeEducation.get(education.education);
    if (known) known.push(code);
    else this.strangeEducation.set(education.education, [code]);
  }

  jobZone(code: SocCode, detail: string, zone: number): void {
    this.#of(code).zones.set(detail, zone);
  }

  requiredEducation(code: SocCode, category: number, share: number): void {
    this.#of(code).required.set(category, share);
  }

  attainment(code: SocCode, attainment: Attainment): void {
    this.#of(code).attainment = attainment;
  }

  task(code: SocCode, task: string, isCore: boolean): void {
    this.#of(code).tasks.push({ task, isCore });
  }

  work(code: SocCode, what: "partTime" | "unemployment", share: number): void {
    this.#of(code)[what] = share;
  }

  related(code: SocCode, related: SocCode, rank: number): void {
    this.#of(code).related.push({ code: related, rank });
  }

  /** @returns what is wrong: the occupation appears twice in one table */
  projection(code: SocCode, projection: OccupationProjection, place: Place): InputError | undefined {
    const facts = this.#of(code);
    const before = facts.projectionPlace;
    if (facts.projection && before?.file === place.file) {
      if (JSON.stringify(facts.projection) === JSON.stringify(projection)) return undefined;
      return new InputError(`${code} appears twice, first in line ${before.line}, with other figures`, {
        code: "OCCUPATION_DUPLICATE",
        where: place,
        hint: "name a file of one area and one release, or take one of the rows out",
      });
    }
    const joined = facts.projection && joinTables(facts.projection, projection);
    if (facts.projection && !joined) this.replaced++;
    facts.projection = joined ?? projection;
    facts.projectionPlace = place;
    return undefined;
  }

  /** @param partsOf SOC 2018 codes that a publisher's combined code stands for */
  finish(partsOf: ReadonlyMap<SocCode, readonly SocCode[]>): OccupationTable {
    for (const [code, parts] of partsOf) this.#combine(code, parts);
    return {
      soc: "2018",
      occupations: new Map([...this.#facts].map(([code, facts]) => [code, buildOccupation(code, facts)])),
    };
  }

  /** O*NET describes the parts of 13-1020, BLS the whole. */
  #combine(code: SocCode, parts: readonly SocCode[]): void {
    const tasks = parts.flatMap((part) => this.#facts.get(part)?.tasks ?? []);
    if (tasks.length > 0 && (this.#facts.get(code)?.tasks.length ?? 0) === 0) this.#of(code).tasks.push(...tasks);
    const zones = parts.flatMap((part) => [...(this.#facts.get(part)?.zones ?? [])]);
    if (zones.length === 0 || this.#facts.get(code)?.zones.has("00")) return;
    const facts = this.#of(code);
    for (const [index, [, zone]] of zones.entries()) facts.zones.set(`part ${index}`, zone);
  }

  #of(code: SocCode): Facts {
    let facts = this.#facts.get(code);
    if (!facts) {
      facts = { zones: new Map(), required: new Map(), related: [], tasks: [] };
      this.#facts.set(code, facts);
    }
    return facts;
  }
}

/** Tables 1.2 and 1.10 of one release: the same jobs, of which only one has exits and transfers. */
function joinTables(one: OccupationProjection, other: OccupationProjection): OccupationProjection | undefined {
  const same = (a: OccupationProjection): string =>
    JSON.stringify([a.baseYear, a.projectedYear, a.base, a.projected, a.openings.total, a.area]);
  if (same(one) !== same(other)) return undefined;
  return one.openings.exits.status === "absent" ? other : one;
}

function buildOccupation(code: SocCode, facts: Facts): Occupation {
  const zone = chooseZone(facts.zones);
  return {
    code,
    title: facts.title ?? code,
    ...(facts.typicalEducation && { typicalEducation: facts.typicalEducation }),
    ...(zone !== undefined && { jobZone: zone }),
    ...(facts.required.size > 0 && { requiredEducation: listRequired(facts.required) }),
    ...(facts.projection && { projection: facts.projection }),
    ...(facts.attainment && { attainment: facts.attainment }),
    ...(facts.tasks.length > 0 && { tasks: leadingTasks(facts.tasks) }),
    ...(facts.partTime !== undefined && { partTime: facts.partTime }),
    ...(facts.unemployment !== undefined && { unemployment: facts.unemployment }),
    related: [...new Set(facts.related.toSorted((a, b) => a.rank - b.rank).map((one) => one.code))],
  };
}

/** How many tasks of an occupation are kept: O*NET lists twenty and more. */
const MOST_TASKS = 10;

/** Core tasks first, each in the order of the file. */
function leadingTasks(tasks: Facts["tasks"]): readonly string[] {
  return [...tasks.filter(({ isCore }) => isCore), ...tasks.filter(({ isCore }) => !isCore)]
    .slice(0, MOST_TASKS)
    .map(({ task }) => task);
}

/** The zone of the whole; else what most of the parts have, of equals the higher. */
function chooseZone(zones: ReadonlyMap<string, number>): number | undefined {
  const whole = zones.get("00");
  if (whole !== undefined) return whole;
  const list = [...zones.values()];
  const count = (zone: number): number => list.filter((one) => one === zone).length;
  return list.sort((a, b) => count(b) - count(a) || b - a)[0];
}

function listRequired(shares: ReadonlyMap<number, number>): readonly RequiredEducation[] {
  return [...shares]
    .sort(([a], [b]) => a - b)
    .map(([category, share]) => ({ category, level: EDUCATION_LEVELS[category - 1]!, share }));
}
