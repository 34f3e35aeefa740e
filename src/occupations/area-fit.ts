import type { AreaOccupations } from "../staffing/records.js";

/** How the area of a wage file stands to the region. */
export type AreaFit = "same" | "wider" | "other" | "nation" | "unknown";

/**
 * Whether regional wages are of the region itself, of a wider area that holds it (its state, its metropolitan
 * area), or of another one.
 *
 * OEWS areas are a state's FIPS (`39`), a metropolitan area's five digits (`18140`, which QCEW writes `C1814`), or a
 * nonmetropolitan area, whose counties are in no file here.
 *
 * @param region QCEW area codes
 * @param countiesOf counties of a metropolitan area by its QCEW code; none where it is not known
 */
export function areaFit(
  region: readonly string[],
  { area }: Pick<AreaOccupations, "area">,
  countiesOf: (metropolitan: string) => readonly string[],
): AreaFit {
  const regionAreas = region.flatMap((one) => {
    const counties = one.startsWith("C") ? countiesOf(one) : [];
    return counties.length > 0 ? counties : [one];
  });
  const code = area?.trim().replace(/^0+(?=\d{2}$|\d{5}$)/, "");
  if (code === undefined || regionAreas.length === 0) return "unknown";
  if (code === "99" || code === "0" || code === "00") return "nation";
  if (/^\d{2}$/.test(code)) {
    if (!regionAreas.every((one) => stateCode(one) === code)) return statesKnown(regionAreas) ? "other" : "unknown";
    return regionAreas.length === 1 && regionAreas[0] === `${code}000` ? "same" : "wider";
  }
  if (!/^\d{5}$/.test(code)) return "unknown";
  const metropolitan = `C${code.slice(0, 4)}`;
  if (region.length === 1 && region[0] === metropolitan) return "same";
  const members = countiesOf(metropolitan);
  if (members.length === 0) return regionAreas.some((one) => one.startsWith("C")) ? "other" : "unknown";
  if (!regionAreas.every((one) => members.includes(one))) return "other";
  return members.every((one) => regionAreas.includes(one)) ? "same" : "wider";
}

function stateCode(area: string): string | undefined {
  return /^\d{5}$/.test(area) ? area.slice(0, 2) : undefined;
}

function statesKnown(areas: readonly string[]): boolean {
  return areas.some((area) => stateCode(area) !== undefined);
}
