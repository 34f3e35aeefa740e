import { InputError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { formatProjectionPeriod, type ProjectionTable } from "./records.js";

/** An area over one span, with the tables about it. */
export interface ProjectedArea {
  /** The area; with its span where the files hold several of the area. */
  readonly name: string;
  readonly area: string;
  readonly areaType: string | undefined;
  readonly tables: readonly [ProjectionTable, ...ProjectionTable[]];
}

/** The areas of projection files, in the order of the files. */
export function listProjectedAreas(tables: readonly ProjectionTable[]): readonly ProjectedArea[] {
  const groups = new Map<string, [ProjectionTable, ...ProjectionTable[]]>();
  for (const table of tables) {
    const key = `${table.area.toLowerCase()}|${formatProjectionPeriod(table)}`;
    const group = groups.get(key);
    if (group) group.push(table);
    else groups.set(key, [table]);
  }
  const spans = new Map<string, number>();
  for (const [{ area }] of groups.values()) spans.set(area.toLowerCase(), (spans.get(area.toLowerCase()) ?? 0) + 1);
  return [...groups.values()].map((group) => {
    const [{ area, areaType }] = group;
    const isOne = spans.get(area.toLowerCase()) === 1;
    return { name: isOne ? area : `${area} ${formatProjectionPeriod(group[0])}`, area, areaType, tables: group };
  });
}

/** Areas listed in an error before it says how many there are more. */
const LISTED = 12;

/**
 * The areas that a ranking uses: the only one there is, or those that were asked for.
 *
 * @throws {InputError} PROJECTION_AREA: several and none asked for, none of that name, several of that name
 */
export function chooseProjectionAreas(
  areas: readonly ProjectedArea[],
  asked: readonly string[],
): readonly ProjectedArea[] {
  const [first] = areas;
  if (asked.length === 0) {
    if (first && areas.length === 1) return [first];
    throw new InputError(`${areas.length} areas or spans are in the projections, and none was chosen`, {
      code: "PROJECTION_AREA",
      ...placeInFiles(areas),
      found: listed(areas),
      hint: `add --projections-area ${JSON.stringify(first?.name ?? "")}; give it several times to add areas up`,
    });
  }
  const chosen = asked.map((text) => findArea(areas, text));
  return [...new Set(chosen)];
}

function findArea(areas: readonly ProjectedArea[], text: string): ProjectedArea {
  const wanted = plain(text);
  const same = areas.filter(({ name, area }) => plain(name) === wanted || plain(area) === wanted);
  // "Chico" may stand for "Chico MSA (Butte County)" where no other area has the word; "east" is not a word of "Northeast".
  const found = same.length > 0 ? same : areas.filter(({ name }) => ` ${plain(name)} `.includes(` ${wanted} `));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new InputError(`"${text}" may be any of ${found.length} areas of the projections`, {
      code: "PROJECTION_AREA",
      ...placeInFiles(areas),
      found: listed(found),
      hint: `write the whole name: --projections-area ${JSON.stringify(found[0]!.name)}`,
    });
  }
  const [near] = nearest(
    text,
    areas.map(({ name }) => name),
    1,
  );
  throw new InputError(`the projections have no area "${text}"`, {
    code: "PROJECTION_AREA",
    ...placeInFiles(areas),
    found: listed(areas),
    hint:
      near === undefined
        ? "write one of these names, or a word that only it has"
        : `did you mean ${JSON.stringify(near)}?`,
  });
}

function placeInFiles(areas: readonly ProjectedArea[]): { readonly where?: { readonly file: string } } {
  const files = new Set(areas.flatMap(({ tables }) => tables.map(({ file }) => file.replace(/!.*/, ""))));
  const [file] = files;
  return file !== undefined && files.size === 1 ? { where: { file } } : {};
}

function listed(areas: readonly ProjectedArea[]): string {
  const names = areas.slice(0, LISTED).map(({ name }) => name);
  return `${names.join("; ")}${areas.length > LISTED ? `; and ${areas.length - LISTED} more` : ""}`;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
