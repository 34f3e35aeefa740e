import { findReferenceRow, readReferenceTable } from "../../files/shipped-table.js";
import type { SocCode } from "../records.js";

const TABLE = "occupations/onet-29-3.csv";
const NAMES = "occupations/onet-29-3-names.csv";
/** The release of the skills, knowledge and technologies that ship. */
export const ONET_RELEASE = "29.3";
/** What its licence asks to be said. */
export const ONET_ATTRIBUTION = `O*NET ${ONET_RELEASE} Database by the U.S. Department of Labor, Employment and Training Administration, CC BY 4.0`;

/** A skill or a field of knowledge as O*NET rates it for an occupation. */
export interface RatedElement {
  readonly name: string;
  readonly kind: "skill" | "knowledge";
  /** 1 (not important) to 5 (extremely important), the mean of those asked. */
  readonly importance: number;
}

/** What O*NET says of an occupation. */
export interface OnetOccupation {
  /** In O*NET's order; what is not rated is left out. */
  readonly elements: readonly RatedElement[];
  /** Software that many employers ask for; those in demand in this occupation first. */
  readonly technologies: readonly { readonly name: string; readonly isInDemand: boolean }[];
  /** The occupations that O*NET calls the most alike, nearest first. */
  readonly related: readonly SocCode[];
}

const found = new Map<SocCode, OnetOccupation | undefined>();

/**
 * What O*NET 29.3 (CC BY 4.0) says of an occupation: skills and knowledge with their importance, hot technologies, related
 * occupations.
 *
 * @param code of SOC 2018 or of the National Employment Matrix (`31-1120`)
 * @returns undefined for an occupation that O*NET does not describe
 */
export function onetOccupation(code: SocCode): OnetOccupation | undefined {
  if (!found.has(code)) {
    const row = findReferenceRow(TABLE, code);
    found.set(code, row && parseOccupation(row));
  }
  return found.get(code);
}

/**
 * Skills and knowledge of an occupation with their importance, in the same order for every occupation; none for one that
 * O*NET does not rate. Mathematics is both a skill and a field of knowledge.
 */
export function skillsAndKnowledge(code: SocCode): readonly RatedElement[] {
  return onetOccupation(code)?.elements ?? [];
}

/** The most important skills or fields of knowledge of an occupation; of equals the first in O*NET's order. */
export function leadingElements(code: SocCode, kind: RatedElement["kind"], most: number): readonly RatedElement[] {
  const elements = onetOccupation(code)?.elements ?? [];
  return elements
    .filter((one) => one.kind === kind)
    .sort((a, b) => b.importance - a.importance)
    .slice(0, most);
}

const names = new Map<string, string[]>();

function listNames(kind: RatedElement["kind"] | "technology"): readonly string[] {
  if (names.size === 0) {
    for (const [of, name] of readReferenceTable(NAMES)) {
      const known = names.get(of!);
      if (known) known.push(name!);
      else names.set(of!, [name!]);
    }
  }
  return names.get(kind)!;
}

function parseOccupation([, skills, knowledge, technologies, related]: readonly string[]): OnetOccupation {
  return {
    elements: [...parseElements("skill", skills!), ...parseElements("knowledge", knowledge!)],
    technologies: split(technologies!).map((place) => ({
      name: listNames("technology")[Number.parseInt(place, 10)]!,
      isInDemand: place.endsWith("*"),
    })),
    related: split(related!) as readonly string[] as readonly SocCode[],
  };
}

function parseElements(kind: RatedElement["kind"], hundredths: string): readonly RatedElement[] {
  return (hundredths.match(/\d{3}/g) ?? []).flatMap((digits, place) =>
    digits === "000" ? [] : [{ kind, name: listNames(kind)[place]!, importance: Number(digits) / 100 }],
  );
}

function split(list: string): readonly string[] {
  return list === "" ? [] : list.split(" ");
}
