import { type Datum, type DatumStatus } from "../core/datum.js";
import { MEASURES } from "../measures/index.js";
import type { Filters } from "../ranking/criteria.js";
import type { Direction } from "../ranking/factor.js";
import { statusName } from "../core/quantity-columns.js";
import type { AreaColumns } from "./area-columns.js";
import { LeastSizes } from "./measure-area.js";
import { areAlike, rankWithTies, withTiesEqual } from "./ties.js";

export interface LeagueRequest {
  /** A measure's id. */
  readonly by: string;
  readonly direction: Direction;
  /** Areas kept of each industry, and those that tie with the last of them. */
  readonly keep: number;
  readonly filters: Filters;
}

export interface LeagueEntry {
  /** The area's number among the areas of the sweep. */
  readonly area: number;
  /** Its row among the industries of the area. */
  readonly row: number;
  readonly values: Readonly<Record<string, Datum>>;
  /** 1 is first; ties share the mean of their places. */
  readonly place: number;
}

/** The areas that lead in one industry. */
export interface League {
  readonly industry: number;
  readonly entries: readonly LeagueEntry[];
  /** Areas with a figure that reach the least sizes. */
  readonly ranked: number;
  /** Areas with a figure that are smaller than asked for, or whose size is not known. */
  readonly tooSmall: number;
  /** Areas that have the industry and no figure, by why. */
  readonly without: Readonly<Partial<Record<DatumStatus, number>>>;
}

interface Waiting {
  readonly area: number;
  readonly row: number;
  readonly value: number;
  /** Every measure of the row. */
  readonly data: ReturnType<AreaColumns["dataAt"]>;
}

/** Collects the leading areas of every industry while areas pass one by one. */
export class Leagues {
  readonly #request: LeagueRequest;
  readonly #least: LeastSizes;
  readonly #column: number;
  readonly #byIndustry = new Map<number, Collected>();

  constructor(request: LeagueRequest) {
    this.#request = request;
    this.#least = new LeastSizes(request.filters);
    this.#column = MEASURES.findIndex(({ id }) => id === request.by);
  }

  add(area: number, columns: AreaColumns): void {
    const { status, value } = columns.quantity(this.#column);
    for (let row = 0; row < columns.length; row++) {
      const industry = columns.industry[row]!;
      let collected = this.#byIndustry.get(industry);
      if (!collected) this.#byIndustry.set(industry, (collected = new Collected(this.#request)));
      if (Number.isNaN(value[row]!)) collected.miss(statusName(status[row]!));
      else if (!this.#least.areReached(columns, row)) collected.missSize();
      else collected.add({ area, row, value: value[row]! }, () => columns.dataAt(row));
    }
  }

  finish(): readonly League[] {
    return [...this.#byIndustry].map(([industry, collected]) => ({ industry, ...collected.finish() }));
  }
}

/** Entries that wait beyond those kept before they are sorted and cut: few, since each may hold every measure. */
const MOST_WAITING = 1;

class Collected {
  readonly #request: LeagueRequest;
  #waiting: Waiting[] = [];
  #ranked = 0;
  #tooSmall = 0;
  #last: number | undefined;
  #mostWaiting: number;
  readonly #without: Partial<Record<DatumStatus, number>> = {};

  constructor(request: LeagueRequest) {
    this.#request = request;
    this.#mostWaiting = request.keep + MOST_WAITING;
  }

  miss(status: DatumStatus): void {
    this.#without[status] = (this.#without[status] ?? 0) + 1;
  }

  missSize(): void {
    this.#tooSmall++;
  }

  add(found: Omit<Waiting, "data">, takeData: () => Waiting["data"]): void {
    const { keep } = this.#request;
    this.#ranked++;
    // What can't lead any more is not worth its memory.
    if (this.#last !== undefined && this.#comesAfter(found.value, this.#last)) return;
    this.#waiting.push({ ...found, data: takeData() });
    if (this.#waiting.length <= this.#mostWaiting) return;
    this.#waiting = this.#leading();
    // Where all areas tie nothing is cut: sorting each time that one more comes would take the square of their number.
    if (this.#waiting.length > keep) this.#mostWaiting = Math.max(this.#mostWaiting, 2 * this.#waiting.length);
    this.#last = this.#waiting[keep - 1]?.value;
  }

  finish(): Omit<League, "industry"> {
    const leading = this.#leading();
    const places = rankWithTies(
      leading.map(({ value }) => value),
      this.#request.direction,
    );
    return {
      entries: leading.map(({ area, row, data }, k) => ({ area, row, values: valuesById(data()), place: places[k]! })),
      ranked: this.#ranked,
      tooSmall: this.#tooSmall,
      without: this.#without,
    };
  }

  #comesAfter(value: number, last: number): boolean {
    const isAfter = this.#request.direction === "higher" ? value < last : value > last;
    return isAfter && !areAlike(value, last);
  }

  /** In order of places, ties in order of areas; cut after the last that ties with the last one kept. */
  #leading(): Waiting[] {
    const { direction, keep } = this.#request;
    const equal = withTiesEqual(this.#waiting.map(({ value }) => value));
    const sign = direction === "higher" ? -1 : 1;
    const sorted = this.#waiting
      .map((waiting, k) => ({ waiting, value: equal[k]! }))
      .sort((a, b) => sign * (a.value - b.value) || a.waiting.area - b.waiting.area);
    const last = sorted[keep - 1];
    const kept = last ? sorted.filter(({ value }) => sign * (value - last.value) <= 0) : sorted;
    return kept.map(({ waiting }) => waiting);
  }
}

function valuesById(data: readonly Datum[]): LeagueEntry["values"] {
  return Object.fromEntries(MEASURES.map(({ id }, measure) => [id, data[measure]!]));
}
