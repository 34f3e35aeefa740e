import { power } from "../core/power.js";

/** What decides how far off a signal may be. */
export interface ErrorFacts {
  readonly establishments: number;
  readonly sector: string;
}

/** Published cells for which the wider measure counts beside a narrower one. */
const PRIOR_CELLS = 30;
/** A cell that is this many times farther off than is typical counts as that far. */
const FARTHEST = 3;
/** Establishments up to which a cell is small, and middling. */
const CLASSES = [5, 20];

/**
 * Standard error of the logarithm of a cell's jobs as another publisher leads to them: private 4-digit industries of seven
 * states, CBP of 2016 against QCEW's first quarter: 0.7 at under ten establishments, 0.45 at thirty, 0.2 at a thousand.
 */
function typicalError(establishments: number): number {
  const relative = 0.12 + 1.6 * power(Math.max(establishments, 1), -0.45);
  return Math.sqrt(Math.log1p(relative ** 2));
}

/** How far off a signal is on one published cell. */
interface Compared extends ErrorFacts {
  /** The logarithm of the signal's jobs over the published ones. */
  readonly off: number;
}

/** How far off a signal's figures are on published cells: by sector and by establishments, as multiples of what is typical. */
export class SignalErrors {
  /** By class of establishments, the mean of what the signal is off by. */
  readonly #biases = CLASSES.concat(Infinity).map(() => new Mean());
  readonly #all = new Mean();
  readonly #bySector = new Map<string, Mean>();
  readonly #byClass = CLASSES.concat(Infinity).map(() => new Mean());
  #squares = 0;

  constructor(compared: readonly Compared[]) {
    for (const one of compared) {
      const most = FARTHEST * typicalError(one.establishments);
      this.#biases[sizeClass(one)]!.add(Math.min(Math.max(one.off, -most), most));
    }
    for (const one of compared) {
      const typical = typicalError(one.establishments);
      const square = Math.min(Math.abs(one.off - this.bias(one)) / typical, FARTHEST) ** 2;
      this.#all.add(square);
      this.#byClass[sizeClass(one)]!.add(square);
      let sector = this.#bySector.get(one.sector);
      if (!sector) this.#bySector.set(one.sector, (sector = new Mean()));
      sector.add(square);
      this.#squares += square * typical ** 2;
    }
  }

  /** What the signal is off by on average, of cells with as many establishments. */
  bias(facts: ErrorFacts): number {
    return this.#biases[sizeClass(facts)]!.towards(0);
  }

  /** The root mean square over all cells; NaN where there are none. */
  get overall(): number {
    return Math.sqrt(this.#squares / this.#all.count);
  }

  /** The standard error to expect of a cell's logarithm. */
  of(facts: ErrorFacts): number {
    const all = this.#all.towards(1);
    const sector = (this.#bySector.get(facts.sector) ?? new Mean()).towards(all);
    const ofClass = this.#byClass[sizeClass(facts)]!.towards(all);
    return typicalError(facts.establishments) * Math.sqrt((sector * ofClass) / all);
  }
}

function sizeClass({ establishments }: ErrorFacts): number {
  const found = CLASSES.findIndex((most) => establishments <= most);
  return found === -1 ? CLASSES.length : found;
}

class Mean {
  count = 0;
  #sum = 0;

  add(number: number): void {
    this.count++;
    this.#sum += number;
  }

  /** The mean, shrunk towards a wider one. */
  towards(wider: number): number {
    return (this.#sum + PRIOR_CELLS * wider) / (this.count + PRIOR_CELLS);
  }
}
