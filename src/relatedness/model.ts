import { disclosed, estimated, SUPPRESSED, undefinedBecause, type Datum } from "../core/datum.js";
import { areaComplexity, CONVERGED, industryComplexity, standardize, type Complexity } from "./complexity.js";
import { buildSpace, computeReach, emptyReach, reachBounds, type Space } from "./density.js";
import { PresenceDraws } from "./draws.js";
import { isOpen, likelyPresent, marginsAt, presenceProbability, type Presence } from "./presence.js";
import { quantile } from "../ranking/treatment.js";
import { computeProximity, type Proximity } from "./proximity.js";

/** Draws of the uncertain cells, unless asked otherwise: ranges reach from the 5th to the 95th of a hundred. */
export const DRAWS = 100;

/** One industry in one area. */
export interface IndustryReach {
  /** How likely the industry is present; undefined where its cell is withheld and was not estimated. */
  readonly presence: number | undefined;
  readonly density: Datum;
  readonly gain: Datum;
  /** Where cells of the area are withheld and were not estimated: what density and gain may be, whatever these hold. */
  readonly bounds: { readonly density: Ends; readonly gain: Ends } | undefined;
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

const NOWHERE = undefinedBecause("no area of the files has the industry");
const ALONE = undefinedBecause("no area that has the industry has another");
const OTHER_GROUP = undefinedBecause("no area joins it to the largest group of industries");
const NO_INDUSTRY_HERE = undefinedBecause("no industry of the area has a complexity");

/**
 * How near industries are to each other over many areas, and what follows for areas.
 *
 * Where cells of the areas are uncertain, everything is computed from every draw of them: a figure is the median of the draws, its range
 * holds nine in ten. Without uncertain cells there is one matrix and no range.
 */
export class RelatednessModel {
  readonly presence: Presence;
  /** How many draws there are; 0 where no cell is uncertain. */
  readonly draws: number;
  /** Of the likeliest matrix. */
  readonly proximity: Proximity;
  readonly complexity: Complexity;
  /** By industry. */
  readonly industryComplexity: readonly Datum[];
  /** By area, standardized over areas. */
  readonly areaComplexity: readonly Datum[];
  /** Mean φ over the draws. */
  readonly meanPhi: Float64Array;
  readonly #spaces: readonly Space[];
  readonly #drawn: readonly PresenceDraws[];

  /** @param onDraw is called after each draw, since a hundred of the nation take seconds */
  constructor(presence: Presence, draws = DRAWS, onDraw: (done: number, of: number) => void = () => undefined) {
    this.presence = presence;
    const size = presence.industries.length;
    const likely = presence.areas.map((_, area) => likelyPresent(marginsAt(presence, area)));
    this.proximity = computeProximity(likely, size);
    this.complexity = industryComplexity(this.proximity);
    this.draws = presence.margins.some(isOpen) ? draws : 0;
    const ofIndustries: Float64Array[] = [];
    const ofAreas: Float64Array[] = [];
    if (this.draws === 0) {
      const { scores } = this.complexity;
      this.#drawn = [];
      this.#spaces = [buildSpace(this.proximity, scores)];
      this.meanPhi = this.proximity.phi;
      ofIndustries.push(scores);
      ofAreas.push(standardizedAreas(likely, scores));
    } else {
      const spaces: Space[] = [];
      const drawn: PresenceDraws[] = [];
      this.meanPhi = new Float64Array(size * size);
      for (let draw = 0; draw < draws; draw++) {
        const one = new PresenceDraws(presence, draw);
        const rows = Array.from(one.rows(), (row) => row.slice());
        const proximity = computeProximity(rows, size);
        const { scores } = industryComplexity(proximity, this.complexity.vector, CONVERGED.drawn);
        const space = buildSpace(proximity, scores);
        for (let at = 0; at < proximity.phi.length; at++) this.meanPhi[at]! += proximity.phi[at]! / draws;
        // A hundred matrices of a thousand industries are 400 MB as it is.
        spaces.push({ ...space, phi: Float32Array.from(space.phi) });
        drawn.push(one);
        ofIndustries.push(scores);
        ofAreas.push(standardizedAreas(rows, scores));
        onDraw(draw + 1, draws);
      }
      this.#spaces = spaces;
      this.#drawn = drawn;
    }
    this.industryComplexity = presence.industries.map((_, i) => this.#figure(ofIndustries, i, this.#whyNoScore(i)));
    this.areaComplexity = presence.areas.map((_, area) =>
      this.#figure(ofAreas, area, this.complexity.whyNone === undefined ? NO_INDUSTRY_HERE : this.#whyNoScore(0)),
    );
  }

  /**
   * Density and strategic gain of every industry in an area, which need not be one of the matrix.
   *
   * @param margins of the area's cells, an industry each
   * @param code names its draws: an area of the matrix has its own
   */
  reach(margins: Float32Array, code: string): readonly IndustryReach[] {
    const size = this.presence.industries.length;
    const found = this.#spaces.map((space, draw) => {
      const present = this.#drawn[draw]?.drawArea(margins, code) ?? likelyPresent(margins);
      return computeReach(present, space, emptyReach(size));
    });
    const unknown = Uint32Array.from(margins.keys()).filter((industry) => Number.isNaN(margins[industry]!));
    const bounds = unknown.length > 0 ? this.#bounds(margins, unknown) : undefined;
    const densities = found.map(({ density }) => density);
    const gains = found.map(({ gain }) => gain);
    const { phi } = this.proximity;
    return Array.from({ length: size }, (_, i): IndustryReach => {
      const rests = bounds !== undefined && unknown.some((j) => phi[j * size + i]! > 0);
      const figure = (of: readonly Float64Array[], whyNone: Datum): Datum => {
        const datum = this.#figure(of, i, whyNone);
        return rests && datum.status !== "undefined" ? SUPPRESSED : datum;
      };
      return {
        presence: presenceProbability(margins[i]!),
        density: figure(densities, this.#whyNoNeighbour(i)),
        gain: figure(gains, this.#whyNoScore(i)),
        bounds: rests
          ? {
              density: { low: bounds.low.density[i]!, high: bounds.high.density[i]! },
              gain: { low: bounds.low.gain[i]!, high: bounds.high.gain[i]! },
            }
          : undefined,
      };
    });
  }

  /**
   * How alike the mixes of industries of two areas are: industries that both have ÷ industries of the one with more, as proximity is of
   * industries.
   */
  likeness(margins: Float32Array, code: string, area: number): Datum {
    const other = marginsAt(this.presence, area);
    const alike = (of: (each: Float32Array, name: string) => Uint32Array): Float64Array => {
      const own = new Set(of(margins, code));
      const theirs = of(other, this.presence.areas[area]!);
      const most = Math.max(own.size, theirs.length);
      return Float64Array.of(most === 0 ? NaN : theirs.filter((industry) => own.has(industry)).length / most);
    };
    const found =
      this.draws === 0
        ? [alike(likelyPresent)]
        : this.#drawn.map((drawn) => alike((each, name) => drawn.drawArea(each, name)));
    return this.#figure(found, 0, undefinedBecause("neither has an industry"));
  }

  #bounds(margins: Float32Array, unknown: Uint32Array): ReturnType<typeof reachBounds> {
    const space = buildSpace(this.proximity, this.complexity.scores);
    return reachBounds(computeReach(likelyPresent(margins), space), unknown, space);
  }

  #whyNoScore(industry: number): Datum {
    const { whyNone } = this.complexity;
    if (whyNone !== undefined) return undefinedBecause(whyNone);
    return this.proximity.sums[industry] === 0 ? this.#whyNoNeighbour(industry) : OTHER_GROUP;
  }

  #whyNoNeighbour(industry: number): Datum {
    return this.proximity.ubiquity[industry] === 0 ? NOWHERE : ALONE;
  }

  /** The median and nine in ten of what the draws gave one place; undefined where most of them have no figure. */
  #figure(ofDraws: readonly Float64Array[], place: number, whyNone: Datum): Datum {
    if (this.draws === 0) {
      const value = ofDraws[0]![place]!;
      return Number.isNaN(value) ? whyNone : disclosed(value);
    }
    const values = Float64Array.from(ofDraws, (draw) => draw[place]!).filter((value) => !Number.isNaN(value));
    const { length } = values;
    if (2 * length <= ofDraws.length) return whyNone;
    values.sort();
    const [low, value, high] = [0.05, 0.5, 0.95].map((share) =>
      quantile(values, length, expectedShare(share, length)),
    ) as [number, number, number];
    return low === high ? disclosed(value) : estimated(value, { low, high });
  }
}

function standardizedAreas(rows: readonly Uint32Array[], scores: Float64Array): Float64Array {
  const values = Float64Array.from(rows, (present) => areaComplexity(present, scores));
  standardize(values);
  return values;
}

/**
 * Where a quantile lies among draws so that one more draw is expected to lie below it with that probability (Hyndman and Fan's
 * definition 6): a range between the 5th and the 95th of a hundred would hold 88 % of further ones.
 */
function expectedShare(share: number, draws: number): number {
  if (draws < 2) return 0;
  return Math.min(Math.max(((draws + 1) * share - 1) / (draws - 1), 0), 1);
}
