import type { AreaCode } from "../core/codes.js";
import { UsageError } from "../core/errors.js";
import type { Areas } from "./areas.js";

/**
 * Refuses areas that would be counted twice together, or Connecticut's two sets of counties in one region.
 *
 * @throws {UsageError} AREA_OVERLAP, CONNECTICUT_MIXED
 */
export function requireApart(areas: Areas, codes: readonly AreaCode[]): void {
  const [old, recent] = [
    codes.find((code) => areas.get(code)?.lastYear !== undefined),
    codes.find((code) => areas.get(code)?.firstYear !== undefined),
  ];
  if (old !== undefined && recent !== undefined) {
    throw new UsageError("Connecticut's counties and planning regions can't be in one region", {
      code: "CONNECTICUT_MIXED",
      found: `${old} ${areas.nameOf(old)}, to 2023; ${recent} ${areas.nameOf(recent)}, from 2024`,
      hint: "choose the counties for years to 2023, the planning regions from 2024",
    });
  }
  const isCounty = codes.map((code) => areas.get(code)?.kind === "county");
  const others = [...codes.keys()].filter((index) => !isCounty[index]);
  const last = new Map(codes.map((code, index) => [code, index]));
  for (const [index, a] of codes.entries()) {
    // Two counties overlap only if they are one: comparing all pairs of 3,000 takes seconds.
    const comparesOthers = isCounty[index] && last.get(a) === index;
    const later = comparesOthers ? others.filter((other) => other > index).map((other) => codes[other]!) : undefined;
    for (const b of later ?? codes.slice(index + 1)) {
      const why = overlap(areas, a, b);
      if (why === undefined) continue;
      throw new UsageError(`${why}, so jobs would be counted twice`, {
        code: "AREA_OVERLAP",
        found: a === b ? a : `${a} ${areas.nameOf(a)}; ${b} ${areas.nameOf(b)}`,
        hint: a === b ? `name ${a} once` : "name one of them",
      });
    }
  }
}

/** Why two areas overlap, in words; undefined if they lie apart, or if that is not known. */
function overlap(areas: Areas, a: AreaCode, b: AreaCode): string | undefined {
  if (a === b) return `${areas.nameOf(a)} is named twice`;
  if (a.startsWith("US") || b.startsWith("US")) {
    const apart = [a, b].sort().join() === "USMSA,USNMS";
    return apart ? undefined : `${areas.nameOf(a)} and ${areas.nameOf(b)} overlap`;
  }
  for (const [whole, part] of [
    [a, b],
    [b, a],
  ] as const) {
    // Unknown counties (39999) are in the state's total, in no list of counties.
    if (/^\d\d000$/.test(whole) && /^\d/.test(part) && whole.slice(0, 2) === part.slice(0, 2)) {
      return `${areas.nameOf(part)} lies in ${areas.nameOf(whole)}`;
    }
  }
  const [inA, inB] = [a, b].map((code) => ({ code, counties: areas.countiesOf(code) })) as [Counties, Counties];
  const [larger, smaller] = inA.counties.length >= inB.counties.length ? [inA, inB] : [inB, inA];
  const known = new Set<string>(larger.counties);
  const shared = smaller.counties.filter((county) => known.has(county));
  if (shared.length === 0) return undefined;
  if (shared.length === smaller.counties.length) {
    return `${areas.nameOf(smaller.code)} lies in ${areas.nameOf(larger.code)}`;
  }
  return `${areas.nameOf(a)} and ${areas.nameOf(b)} share ${areas.nameOf(shared[0]!)}`;
}

interface Counties {
  readonly code: AreaCode;
  readonly counties: readonly AreaCode[];
}
