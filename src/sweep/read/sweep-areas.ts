import type { Areas } from "../../areas/areas.js";
import { resolveRegion, type Region } from "../../areas/region.js";
import type { AreaCode } from "../../core/codes.js";
import { UsageError } from "../../core/errors.js";
import type { InputOptions } from "../../region/read/inputs.js";

/** The kinds of areas that a sweep is asked for by name. */
export const AREA_CHOICES = ["counties", "msas", "states"] as const;
export type AreaChoice = (typeof AREA_CHOICES)[number];

const PATTERNS: Readonly<Record<AreaChoice, RegExp>> = {
  // Not xx999, which stands for employers whose county is not known.
  counties: /^(?!\d\d(?:000|999))\d{5}$/,
  msas: /^C\d{4}$/,
  states: /^\d\d000$/,
};

/** What is swept: a kind of area as far as the files hold them, or regions one by one. */
export type SweptAreas = { readonly kind: AreaChoice } | { readonly regions: readonly Region[] };

/** @throws {UsageError} OPTION_MISSING, OPTION_CONFLICT, and what a region's text may be wrong in */
export function chooseSweptAreas(
  areas: Areas,
  texts: readonly string[],
  { regions = {}, year }: Pick<InputOptions, "regions" | "year">,
): SweptAreas {
  const kinds = AREA_CHOICES.filter((kind) => texts.includes(kind));
  if (texts.length === 0) {
    throw new UsageError("no areas were named", {
      code: "OPTION_MISSING",
      hint: "add --areas counties, msas or states, or a list of codes such as 39049,39041",
    });
  }
  if (kinds.length > 0 && texts.length > 1) {
    throw new UsageError("areas of several kinds can't be compared in one sweep", {
      code: "OPTION_CONFLICT",
      found: `--areas ${texts.join(",")}`,
      hint: `run one sweep for ${kinds[0]}, and another for the rest`,
    });
  }
  if (kinds.length > 0) return { kind: kinds[0]! };
  const resolved = texts.map((text) =>
    resolveRegion(areas, text, { named: regions, ...(year !== undefined && { year }) }),
  );
  return { regions: [...new Map(resolved.map((region) => [region.name, region])).values()] };
}

export function isOfKind(kind: AreaChoice, code: string): boolean {
  return PATTERNS[kind].test(code);
}

/** The metropolitan areas of the present delineation, for files that hold their counties only. */
export function metropolitanAreas(areas: Areas): readonly AreaCode[] {
  return areas.all.filter(({ kind, former }) => kind === "msa" && !former).map(({ code }) => code);
}
