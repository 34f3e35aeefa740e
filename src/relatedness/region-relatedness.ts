import { ABSENT, derive, hasValue, undefinedBecause, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable } from "../core/industry-table.js";
import { averagePay } from "../measures/average-pay.js";
import { growthElsewhereMeasure } from "../measures/growth.js";
import { locationQuotientMeasure } from "../measures/location-quotient.js";
import { DRAWS, RelatednessModel, type IndustryReach } from "./model.js";
import { marginsAt, presenceMargin, presenceProbability, type Presence } from "./presence.js";
import type { ReadPresence } from "./read/read-presence.js";

/** An industry with what a region is near to. */
export interface RelatedIndustry extends IndustryReach {
  readonly naics: string;
  readonly title: string;
  /** The region's row; undefined if it has none. */
  readonly row: IndustryRow | undefined;
  readonly quotient: Datum;
  readonly jobs: Datum;
  readonly complexity: Datum;
  /** In how many areas it is likelier present than not. */
  readonly ubiquity: number;
  /** Average pay and growth of the industry in the reference area. */
  readonly payElsewhere: Datum;
  readonly growthElsewhere: Datum;
  /** What the region has that is near to it, nearest first. */
  readonly strengths: readonly RelatedStrength[];
}

/** An industry of the region behind the density of another. */
export interface RelatedStrength {
  readonly naics: string;
  readonly title: string;
  readonly proximity: number;
  /** Part of the density that it makes up, weighed by how likely it is present. */
  readonly share: number;
}

/** An area with a like mix of industries. */
export interface Peer {
  readonly area: string;
  readonly name: string;
  readonly likeness: Datum;
  readonly complexity: Datum;
  readonly industries: number;
}

export interface RegionRelatedness {
  readonly industries: readonly RelatedIndustry[];
  readonly peers: readonly Peer[];
  readonly model: RelatednessModel;
  /** Whether the region is one of the areas whose industries are compared. */
  readonly isAmongAreas: boolean;
}

/** Strengths and peers that are given. */
const STRENGTHS = 5;
const PEERS = 10;

/** The code by which a region of several areas draws. */
const REGION = "region";

/**
 * What a region could become by what it has: density, strategic gain and complexity of every industry that any area has.
 *
 * @param rows of the region, and of industries that only other areas have, in the latest year
 * @param leastJobs jobs below which an industry does not count as present
 */
export function relateRegion(
  table: IndustryTable,
  rows: ReadonlyMap<string, IndustryRow>,
  read: ReadPresence,
  {
    leastJobs,
    draws = DRAWS,
    onDraw,
  }: { readonly leastJobs: number; readonly draws?: number; readonly onDraw?: (done: number, of: number) => void },
): RegionRelatedness {
  const quotientIn = (row: IndustryRow | undefined): Datum =>
    row === undefined || row.region.end.employment.status === "absent"
      ? ABSENT
      : locationQuotientMeasure.compute(row, table);
  const own = table.rows.map((row) => ({
    row,
    margin: presenceMargin(quotientIn(row), row.region.end.employment, leastJobs),
  }));
  const [code = REGION] = table.region.areas.length === 1 ? table.region.areas : [];
  const { presence, margins, isAmongAreas } = withRegion(
    read.presence,
    code,
    new Map(own.map(({ row, margin }) => [row.naics, margin])),
  );
  const model = new RelatednessModel(presence, draws, onDraw);
  const reached = model.reach(margins, code);
  const titles = new Map(read.presence.industries.map((naics, at) => [naics, read.titles[at]!]));
  const titleAt = (place: number): string => {
    const naics = presence.industries[place]!;
    return titles.get(naics) ?? rows.get(naics)?.title ?? naics;
  };
  const industries = presence.industries.map((naics, place): RelatedIndustry => {
    const row = rows.get(naics);
    return {
      ...reached[place]!,
      naics,
      title: titleAt(place),
      row,
      quotient: quotientIn(row),
      jobs: row?.region.end.employment ?? ABSENT,
      complexity: model.industryComplexity[place]!,
      ubiquity: model.proximity.ubiquity[place]!,
      payElsewhere: row ? referencePay(row, table) : ABSENT,
      growthElsewhere: row ? growthElsewhereMeasure.compute(row, table) : ABSENT,
      strengths: strengthsBehind(place, margins, model).map((strength) => ({
        naics: presence.industries[strength.place]!,
        title: titleAt(strength.place),
        proximity: strength.proximity,
        share: strength.share,
      })),
    };
  });
  return { industries, peers: findPeers(margins, code, model, read, isAmongAreas), model, isAmongAreas };
}

function referencePay(row: IndustryRow, table: IndustryTable): Datum {
  if (table.reference.recovered) return undefinedBecause("the files have no rows of the reference area");
  const { wages, employment } = row.reference.end;
  return derive({ wages, employment }, averagePay, "no jobs to average pay over");
}

/** The matrix with a region's own row: in place of that of the same area, or beside the matrix. Industries are those of both. */
function withRegion(
  presence: Presence,
  code: string,
  own: ReadonlyMap<string, number>,
): { readonly presence: Presence; readonly margins: Float32Array; readonly isAmongAreas: boolean } {
  const industries = [...new Set([...presence.industries, ...own.keys()])].sort();
  const margins = Float32Array.from(industries, (naics) => own.get(naics) ?? -Infinity);
  const place = presence.areas.indexOf(code);
  const size = industries.length;
  const all = new Float32Array(presence.areas.length * size).fill(-Infinity);
  const columns = presence.industries.map((naics) => industries.indexOf(naics));
  for (let area = 0; area < presence.areas.length; area++) {
    if (area === place) all.set(margins, area * size);
    else marginsAt(presence, area).forEach((margin, at) => (all[area * size + columns[at]!] = margin));
  }
  return { presence: { industries, areas: presence.areas, margins: all }, margins, isAmongAreas: place >= 0 };
}

function strengthsBehind(
  industry: number,
  margins: Float32Array,
  { meanPhi }: RelatednessModel,
): readonly { readonly place: number; readonly proximity: number; readonly share: number }[] {
  const size = margins.length;
  const near = Array.from(margins, (margin, place) => ({
    place,
    proximity: meanPhi[industry * size + place]!,
    weight: meanPhi[industry * size + place]! * (presenceProbability(margin) ?? 0),
  })).filter(({ weight }) => weight > 0);
  const sum = near.reduce((all, { weight }) => all + weight, 0);
  return near
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, STRENGTHS)
    .map(({ place, proximity, weight }) => ({ place, proximity, share: weight / sum }));
}

function findPeers(
  margins: Float32Array,
  code: string,
  model: RelatednessModel,
  { areaNames }: ReadPresence,
  isAmongAreas: boolean,
): readonly Peer[] {
  const { presence } = model;
  const likely = (of: Float32Array): Float64Array =>
    Float64Array.from(of, (margin) => presenceProbability(margin) ?? 0);
  const own = likely(margins);
  const ownSum = own.reduce((sum, each) => sum + each, 0);
  return presence.areas
    .map((area, place) => {
      const theirs = likely(marginsAt(presence, place));
      let [both, all] = [0, 0];
      for (let i = 0; i < own.length; i++) {
        both += own[i]! * theirs[i]!;
        all += theirs[i]!;
      }
      return { area, place, expected: both / Math.max(ownSum, all), industries: all };
    })
    .filter(({ area, expected }) => !(isAmongAreas && area === code) && expected > 0)
    .sort((a, b) => b.expected - a.expected || (a.area < b.area ? -1 : 1))
    .slice(0, PEERS)
    .map(({ area, place, industries }) => ({
      area,
      name: areaNames[place]!,
      likeness: model.likeness(margins, code, place),
      complexity: model.areaComplexity[place]!,
      industries,
    }))
    .filter(({ likeness }) => hasValue(likeness));
}
