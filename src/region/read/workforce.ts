import type { Areas } from "../../areas/areas.js";
import { plainTitle, industryTitles } from "../../naics/printed-titles.js";
import { industryDepth } from "../../naics/levels.js";
import type { Naics } from "../../naics/naics.js";
import type { AreaSet } from "../../core/industry-table.js";
import { NATION } from "../../core/codes.js";
import type { ChosenWorkforce } from "../../workforce/apply.js";
import type { QwiSource } from "../../workforce/read/read-qwi.js";
import { pathFrom, type ReadContext } from "./area-rows.js";

interface WorkforceQuestion {
  readonly areas: Areas;
  readonly naics: Naics;
  readonly region: AreaSet;
  readonly reference: AreaSet;
  readonly year: number;
}

/** Reads the files of Quarterly Workforce Indicators that the options name, as far as they are of the two sides. */
export async function readChosenWorkforce(
  files: readonly string[],
  { areas, naics, region, reference, year }: WorkforceQuestion,
  { cwd, hash }: ReadContext,
): Promise<{ readonly chosen: ChosenWorkforce; readonly sources: readonly QwiSource[] } | undefined> {
  if (files.length === 0) return undefined;
  const { readQwi } = await import("../../workforce/read/read-qwi.js");
  const ways = { region: listWays(areas, region.areas, year), reference: listWays(areas, reference.areas, year) };
  const wanted = new Set([...ways.region, ...ways.reference].flat());
  const names = new Map([...ways.region.flat()].map((code) => [plainName(areas.nameOf(code)), code]));
  const sectors = industryTitles(naics);
  const { reading, sources } = await readQwi(
    files.map((file) => pathFrom(cwd, file)),
    {
      isArea: (code) => wanted.has(code),
      areaNamed: (name) =>
        name
          .split("/")
          .map(plainName)
          .map((one) => names.get(one))
          .find((code) => code !== undefined),
      industryNamed: (title) => sectors.codesOf(plainTitle(title)).find((code) => industryDepth(code) === "sector"),
      year,
    },
    { cwd, hash: hash === true },
  );
  return { chosen: { reading, ...ways, nameOf: (code) => areas.nameOf(code) }, sources };
}

/** `Queens County, New York` as an export writes it: `Queens`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/,.*$/, "")
    .replace(/^the\s+/, "")
    .replace(/\b(?:county|parish|borough|census area|city and borough|municipality|city)\b/g, "")
    .replace(/[^a-z]+/g, " ")
    .trim();
}

/** The ways to make up areas in QWI: by their own codes, as a metropolitan area's part in its only state, by counties. */
function listWays(areas: Areas, codes: readonly string[], year: number): readonly (readonly string[])[] {
  const own = [...codes];
  if (own.length === 1 && own[0] === NATION) return [own];
  const counties = [...new Set(own.flatMap((code) => areas.countiesOf(code, year)))];
  const metropolitan = findMetropolitan(areas, counties, year);
  return [own, ...(metropolitan === undefined ? [] : [[metropolitan]]), ...(counties.length > 0 ? [counties] : [])];
}

/** LEHD writes the part of a metropolitan area in a state: `3918140`. In one state alone, that is all of it. */
function findMetropolitan(areas: Areas, counties: readonly string[], year: number): string | undefined {
  const [first = ""] = counties;
  const state = first.slice(0, 2);
  if (!counties.every((code) => code.startsWith(state))) return undefined;
  const found = areas
    .areasContaining(first, year)
    .find(({ code }) => /^C\d{4}$/.test(code) && sameSet(areas.countiesOf(code, year), counties));
  return found && `${state}${found.code.slice(1)}0`;
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((code) => other.includes(code));
}
