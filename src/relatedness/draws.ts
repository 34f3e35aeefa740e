import { normal, seededRandom } from "../ranking/random.js";
import { COMMON } from "../suppression/widening-constants.js";
import { isOpen, marginsAt, type Presence } from "./presence.js";

/**
 * Draws of the whole matrix: in each, every uncertain cell is present or not.
 *
 * A cell's error is made of a part that its industry's cells have in common, one that its area's have, and its own, by the shares of
 * variance that errors of estimates were found to have (docs/estimates.md). The numbers of an area follow from its code and the
 * draw alone, so that an area is drawn alike wherever it stands and whoever asks.
 */
export class PresenceDraws {
  readonly #presence: Presence;
  readonly #common: Float64Array;
  readonly #found: Uint32Array;

  constructor(
    presence: Presence,
    readonly draw: number,
  ) {
    this.#presence = presence;
    const { industries } = presence;
    this.#common = Float64Array.from(industries, (code) => INDUSTRY * normal(randomFor(code, draw)));
    this.#found = new Uint32Array(industries.length);
  }

  /** The industries present in an area of the matrix. The array is valid until the next area is asked for. */
  at(area: number): Uint32Array {
    return this.drawArea(marginsAt(this.#presence, area), this.#presence.areas[area]!);
  }

  /** The same of an area that need not be in the matrix. */
  drawArea(margins: Float32Array, code: string): Uint32Array {
    const found = this.#found;
    let count = 0;
    let random: (() => number) | undefined;
    let own = 0;
    for (let industry = 0; industry < margins.length; industry++) {
      const margin = margins[industry]!;
      if (isOpen(margin)) {
        if (!random) {
          random = randomFor(code, this.draw);
          own = AREA * normal(random);
        }
        if (this.#common[industry]! + own + OWN * normal(random) <= margin) found[count++] = industry;
      } else if (margin === Infinity) found[count++] = industry;
    }
    return found.subarray(0, count);
  }

  /** Every area of the matrix in turn. */
  *rows(): Generator<Uint32Array> {
    for (let area = 0; area < this.#presence.areas.length; area++) yield this.at(area);
  }
}

const INDUSTRY = Math.sqrt(COMMON.industry);
const AREA = Math.sqrt(COMMON.area);
const OWN = Math.sqrt(1 - COMMON.industry - COMMON.area);

/** FNV-1a over the code, mixed with the number of the draw. */
function randomFor(code: string, draw: number): () => number {
  let hash = 0x811c9dc5 ^ Math.imul(draw + 1, 0x9e3779b1);
  for (let at = 0; at < code.length; at++) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return seededRandom(Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13));
}
