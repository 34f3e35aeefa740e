import { InputError, UsageError } from "../core/errors.js";
import { information, type Note } from "../core/notes.js";
import { findAreas } from "../areas/find-areas.js";
import { readAreas } from "../areas/read-areas.js";
import type { AreaOccupations } from "../staffing/records.js";

const NATION_WORDS = /^(?:99|us|u\.s\.|usa|us000|nation|national|united states)$/i;

/** Whether nothing in a file says of which area it is: files of one area that BLS gives out have no such column. */
export function isUnnamed({ area, areaTitle }: Pick<AreaOccupations, "area" | "areaTitle">): boolean {
  return area === undefined && areaTitle === "";
}

/** How OEWS writes an area that a user names: `99`, a state's FIPS, five digits; undefined where no list has it. */
function oewsCode(text: string): string | undefined {
  const plain = text.trim();
  if (NATION_WORDS.test(plain)) return "99";
  if (/^\d{2}$|^\d{5}$/.test(plain)) return plain;
  const code = /^C\d{4}$/i.test(plain) ? plain.toUpperCase() : findAreas(readAreas(), plain)[0]?.area?.code;
  if (code === undefined) return undefined;
  if (/^\d\d000$/.test(code)) return code.slice(0, 2);
  return /^C\d{4}$/.test(code) ? `${code.slice(1)}0` : undefined;
}

/** The areas of wage files, where one that is named nowhere takes the name that the user gives. */
export function withNamedArea(
  areas: readonly AreaOccupations[],
  wanted: string | undefined,
): readonly AreaOccupations[] {
  if (wanted === undefined || areas.some((one) => !isUnnamed(one) && isCalled(one, wanted))) return areas;
  const area = oewsCode(wanted);
  const areaTitle = area === "99" ? "U.S." : wanted.trim();
  return areas.map((one) => (isUnnamed(one) ? { ...one, area, areaTitle } : one));
}

export function isCalled({ area, areaTitle }: Pick<AreaOccupations, "area" | "areaTitle">, wanted: string): boolean {
  return area === wanted.trim() || areaTitle.toLowerCase().includes(wanted.trim().toLowerCase());
}

/** An area of a wage file, by name and code. */
export function formatArea({ area, areaTitle }: Pick<AreaOccupations, "area" | "areaTitle">): string {
  return area === undefined || areaTitle === "" ? areaTitle || (area ?? "an unnamed area") : `${areaTitle} (${area})`;
}

/** The areas that a region's pay may be of: not those that are named nowhere, which may be any. */
export function requireNamed(areas: readonly AreaOccupations[]): readonly AreaOccupations[] {
  const named = areas.filter((one) => !isUnnamed(one));
  const [first] = areas;
  if (named.length > 0 || first === undefined) return named;
  throw new InputError("the file does not say of which area its wages are", {
    code: "AREA_NOT_IN_FILES",
    missing: "wages",
    where: { file: first.source.file, line: 1 },
    found: "no column of areas, no area in a title above the table, and too few jobs for the nation",
    hint: 'name the area: --wages-area "Columbus, OH", or --wages-area US if they are the nation\'s',
  });
}

/**
 * Wages of areas where the jobs are the nation's: those of the area that the user names stand beside them.
 *
 * @throws {UsageError} OPTION_MISSING where no area is named, and the files hold no wages of the nation
 * @throws {InputError} AREA_NOT_IN_FILES
 */
export function chooseAreaBesideNation(
  areas: readonly AreaOccupations[],
  wanted: string | undefined,
  { hasNation }: { readonly hasNation: boolean },
): { readonly area: AreaOccupations | undefined; readonly notes: readonly Note[] } {
  if (areas.length === 0) return { area: undefined, notes: [] };
  const names = `${areas.slice(0, 3).map(formatArea).join("; ")}${areas.length > 3 ? ` and ${areas.length - 3} more` : ""}`;
  if (wanted !== undefined) {
    const area = areas.find((one) => isCalled(one, wanted));
    if (!area) {
      throw new InputError(`no wage area is called "${wanted}"`, {
        code: "AREA_NOT_IN_FILES",
        missing: "wages",
        found: `${areas.length} areas: ${names}`,
        hint: "name one with --wages-area, by code or by a part of its name",
      });
    }
    const text = `Pay of ${formatArea(area)} stands beside the nation's jobs, since no region was named.`;
    return { area, notes: [information("wages-beside-nation", text)] };
  }
  if (hasNation) {
    const text = `Wages of ${names} are not used, since the jobs shown are the nation's: name a region with --qcew and --region, or an area with --wages-area.`;
    return { area: undefined, notes: [information("wages-not-used", text)] };
  }
  throw new UsageError("wages of areas need a region", {
    code: "OPTION_MISSING",
    found: `wages of ${names}, and jobs of the nation`,
    hint: "name a region with --qcew and --region, or one of the areas with --wages-area, to set its pay beside the nation's jobs",
  });
}
