import type { AreaCode, IndustryCode } from "../../../core/codes.js";
import type { Batch } from "../batch.js";
import type { NewCodes } from "./lane.js";

const UNSEEN = 0xffff_ffff;

/** Codes of rows that were handed on, numbered in order of first appearance in them. */
export class CodeLists {
  readonly areas: AreaCode[] = [];
  readonly industries: IndustryCode[] = [];
  readonly #areaNumbers = new Map<AreaCode, number>();
  readonly #industryNumbers = new Map<IndustryCode, number>();

  area(code: AreaCode): number {
    return addCode(code, this.areas, this.#areaNumbers);
  }

  industry(code: IndustryCode): number {
    return addCode(code, this.industries, this.#industryNumbers);
  }
}

function addCode<Code>(code: Code, codes: Code[], numbers: Map<Code, number>): number {
  const known = numbers.get(code);
  if (known !== undefined) return known;
  numbers.set(code, codes.length);
  return codes.push(code) - 1;
}

/**
 * A lane's own numbers of codes, which depend on what else it has read, changed into the numbers of shared
 * lists, which depend on the rows alone.
 */
export class Renumbering {
  readonly #areas: AreaCode[] = [];
  readonly #industries: IndustryCode[] = [];
  #areaNumbers = new Uint32Array();
  #industryNumbers = new Uint32Array();

  learn({ areas, industries }: NewCodes): void {
    this.#areas.push(...areas);
    this.#industries.push(...industries);
    this.#areaNumbers = grown(this.#areaNumbers, this.#areas.length);
    this.#industryNumbers = grown(this.#industryNumbers, this.#industries.length);
  }

  apply(batch: Batch, lists: CodeLists): void {
    const { area, industry, length } = batch;
    const areaNumbers = this.#areaNumbers;
    const industryNumbers = this.#industryNumbers;
    for (let row = 0; row < length; row++) {
      const oldArea = area[row]!;
      const oldIndustry = industry[row]!;
      if (areaNumbers[oldArea] === UNSEEN) areaNumbers[oldArea] = lists.area(this.#areas[oldArea]!);
      if (industryNumbers[oldIndustry] === UNSEEN) {
        industryNumbers[oldIndustry] = lists.industry(this.#industries[oldIndustry]!);
      }
      area[row] = areaNumbers[oldArea]!;
      industry[row] = industryNumbers[oldIndustry]!;
    }
  }
}

function grown(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const larger = new Uint32Array(Math.max(length, numbers.length * 2)).fill(UNSEEN);
  larger.set(numbers);
  return larger;
}
