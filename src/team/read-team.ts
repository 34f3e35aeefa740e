import { InputError, MAXIMUM_PROBLEMS, throwProblems, type Place } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { readSmallTable, type SmallTable } from "../files/small-table.js";
import { ALL_MEASURES } from "../measures/index.js";
import { measureNamed } from "../measures/named.js";
import { listFactorIds, listSuppliedFigures, type FurtherFactor } from "../ranking/factor.js";
import type { Direction } from "../ranking/factor.js";
import { MOST_FACTORS, derivePriorities } from "./pairwise.js";

/** A weight of one person, as stated. */
export interface StatedWeight {
  readonly factor: string;
  readonly weight: number;
  /** Undefined where the measure's own applies. */
  readonly direction: Direction | undefined;
}

export interface StatedPerson {
  readonly name: string;
  readonly from: "weights" | "pairs" | "link";
  readonly weights: readonly StatedWeight[];
  /** Of judgements in pairs. */
  readonly consistency?: number;
}

interface Row {
  readonly line: number;
  readonly cell: (column: keyof Columns) => string;
  readonly at: (column: keyof Columns) => Place;
}

interface Columns {
  readonly person: string;
  readonly factor: string | undefined;
  readonly weight: string | undefined;
  readonly factorA: string | undefined;
  readonly factorB: string | undefined;
  readonly ratio: string | undefined;
  readonly link: string | undefined;
}

const KIND_COLUMNS = { weights: ["factor", "weight"], pairs: ["factorA", "factorB", "ratio"], link: ["link"] } as const;

/**
 * Reads the weights of a team: rows of person, factor and weight; or of person, factor_a, factor_b and the ratio of the first to the
 * second (1/9 to 9); or of person and the link that a page copied.
 *
 * @param further factors beside the measures
 * @throws {InputError} TEAM_FILE with file, line and column
 */
export async function readTeam(file: string, further: readonly FurtherFactor[]): Promise<readonly StatedPerson[]> {
  const table = await readSmallTable(file, { code: "TEAM_FILE", columns: [["person", "name", "rater"]] });
  const reading = new TeamReading(table, further);
  return reading.finish();
}

class TeamReading {
  readonly #table: SmallTable;
  readonly #columns: Columns;
  readonly #known: readonly string[];
  readonly #further: readonly FurtherFactor[];
  readonly #problems: InputError[] = [];

  constructor(table: SmallTable, further: readonly FurtherFactor[]) {
    this.#table = table;
    this.#further = further;
    this.#known = [...ALL_MEASURES.map(({ id }) => id), ...listFactorIds(further)];
    const named = (...names: string[]): string | undefined =>
      table.header.find((name) => names.includes(name.toLowerCase().replaceAll(/[ -]/g, "_")));
    this.#columns = {
      person: table.named[0]!,
      factor: named("factor"),
      weight: named("weight"),
      factorA: named("factor_a"),
      factorB: named("factor_b"),
      ratio: named("ratio"),
      link: named("link"),
    };
    if (Object.values(KIND_COLUMNS).some((columns) => columns.every((one) => this.#columns[one] !== undefined))) return;
    throw new InputError("no columns of weights", {
      code: "TEAM_FILE",
      where: { file: table.file, line: table.headerLine },
      found: table.header.join(", "),
      hint: "name the columns person, factor and weight; or person, factor_a, factor_b and ratio; or person and link",
    });
  }

  finish(): readonly StatedPerson[] {
    const rows = new Map<string, Row[]>();
    for (const { line, cells } of this.#table.rows) {
      const cell: Row["cell"] = (column) => (cells[this.#columns[column] ?? ""] ?? "").trim();
      const at: Row["at"] = (column) => ({ file: this.#table.file, line, column: this.#columns[column] ?? column });
      const name = cell("person");
      if (name === "") this.#refuse("a row without a person", at("person"), "nothing", "write the person's name");
      rows.set(name, [...(rows.get(name) ?? []), { line, cell, at }]);
    }
    const people = [...rows].flatMap(([name, own]) => {
      const person = this.#person(name, own);
      return person ? [person] : [];
    });
    if (people.length === 0 && this.#problems.length === 0) {
      this.#refuse(
        "the file names nobody",
        { file: this.#table.file, line: this.#table.headerLine },
        "no row",
        "write a row for each person and factor",
      );
    }
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    return people.map((person) => this.#directed(person)).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #person(name: string, rows: readonly Row[]): StatedPerson | undefined {
    const before = this.#problems.length;
    const detectKind = ({ cell }: Row): StatedPerson["from"] =>
      cell("link") !== "" ? "link" : cell("ratio") !== "" ? "pairs" : "weights";
    const from = detectKind(rows[0]!);
    const other = rows.find((row) => detectKind(row) !== from);
    if (other || (from === "link" && rows.length > 1)) {
      const row = other ?? rows[1]!;
      this.#refuse(`${name} states weights in two ways`, row.at("person"), name, "keep one way for each person");
      return undefined;
    }
    const stated =
      from === "pairs"
        ? this.#pairs(name, rows)
        : from === "link"
          ? this.#link(rows[0]!)
          : { weights: this.#weights(rows) };
    if (this.#problems.length > before || !stated) return undefined;
    if (stated.weights.every(({ weight }) => weight === 0)) {
      const [first] = rows;
      this.#refuse(
        `the weights of ${name} add up to zero`,
        first!.at(from === "link" ? "link" : "weight"),
        "0",
        "give one factor a weight above 0",
      );
      return undefined;
    }
    return { name, from, ...stated };
  }

  #weights(rows: readonly Row[]): readonly StatedWeight[] {
    const weights: StatedWeight[] = [];
    for (const { cell, at } of rows) {
      const factor = this.#factor(cell("factor"), at("factor"));
      if (factor === undefined) continue;
      const weight = Number(this.#table.decimalMark === "," ? cell("weight").replace(",", ".") : cell("weight"));
      if (weights.some((one) => one.factor === factor)) {
        this.#refuse(
          `${cell("person")} weighs ${factor} twice`,
          at("factor"),
          cell("factor"),
          "keep one of the two rows",
        );
      } else if (cell("weight") === "" || !Number.isFinite(weight) || weight < 0) {
        const hint = weight < 0 ? "write a number of 0 or more" : "write a number such as 2";
        this.#refuse(
          weight < 0 ? "a weight is negative" : "a weight is not a number",
          at("weight"),
          cell("weight") || "nothing",
          hint,
        );
      } else weights.push({ factor, weight, direction: undefined });
    }
    return weights;
  }

  #pairs(name: string, rows: readonly Row[]): Omit<StatedPerson, "name" | "from"> | undefined {
    const ratios = new Map<string, number>();
    const factors: string[] = [];
    for (const { cell, at } of rows) {
      const [a, b] = [this.#factor(cell("factorA"), at("factorA")), this.#factor(cell("factorB"), at("factorB"))];
      if (a === undefined || b === undefined) continue;
      const ratio = parseRatio(cell("ratio"));
      if (a === b) this.#refuse("a factor is compared with itself", at("factorB"), b, "name two factors");
      else if (ratios.has(`${a}\n${b}`))
        this.#refuse(
          `${name} holds ${a} against ${b} twice`,
          at("factorA"),
          cell("factorA"),
          "keep one of the two rows",
        );
      else if (ratio === undefined)
        this.#refuse("expected a ratio from 1/9 to 9", at("ratio"), cell("ratio"), "write 3, or 1/3");
      else {
        ratios.set(`${a}\n${b}`, ratio).set(`${b}\n${a}`, 1 / ratio);
        for (const one of [a, b]) if (!factors.includes(one)) factors.push(one);
      }
    }
    const missing = factors.flatMap((a, index) =>
      factors
        .slice(index + 1)
        .filter((b) => !ratios.has(`${a}\n${b}`))
        .map((b) => `${a} and ${b}`),
    );
    if (missing.length > 0) {
      const text = `${name} does not compare every factor with every other`;
      this.#refuse(text, rows[0]!.at("person"), missing.join("; "), `add a row for ${missing[0]!}`);
    }
    if (factors.length > MOST_FACTORS) {
      this.#refuse(
        `${String(MOST_FACTORS)} factors can be compared at most`,
        rows[0]!.at("person"),
        String(factors.length),
        "weigh fewer factors",
      );
    }
    if (missing.length > 0 || factors.length === 0 || factors.length > MOST_FACTORS) return undefined;
    const matrix = factors.map((a) => factors.map((b) => (a === b ? 1 : ratios.get(`${a}\n${b}`)!)));
    const { weights, consistency } = derivePriorities(matrix);
    return {
      weights: factors.map((factor, index) => ({ factor, weight: weights[index]!, direction: undefined })),
      consistency,
    };
  }

  /** `…#weights=employment%3D2%2Clq%3D1%3Alower&method=percentile`, as a page's "Copy link" writes it. */
  #link({ cell, at }: Row): Omit<StatedPerson, "name" | "from"> | undefined {
    const text = cell("link");
    const list = new URLSearchParams(text.slice(text.indexOf("#") + 1)).get("weights");
    const weights: StatedWeight[] = [];
    for (const part of (list ?? "").split(",")) {
      const [, id = "", value = "", direction] = /^(.*)=([\d.e+-]+)(?::(higher|lower))?$/i.exec(part) ?? [];
      const factor = id === "" ? undefined : this.#factor(decoded(id), at("link"));
      if (factor !== undefined && Number(value) >= 0) {
        weights.push({ factor, weight: Number(value), direction: direction as Direction | undefined });
      }
    }
    if (weights.length > 0) return { weights };
    this.#refuse("the link holds no weights", at("link"), text, "move a slider on the page, and copy its link again");
    return undefined;
  }

  /** Weights of figures that other tables supply, with the end that is better where the person says none. */
  #directed(person: StatedPerson): StatedPerson {
    const better = new Map(listSuppliedFigures(this.#further).map((figure) => [figure.id, figure.better]));
    const weights = person.weights.map((one) => ({ ...one, direction: one.direction ?? better.get(one.factor) }));
    return { ...person, weights };
  }

  /** The factor that a name means. */
  #factor(name: string, where: Place): string | undefined {
    const supplied = listSuppliedFigures(this.#further);
    const measure = this.#further.includes(name) ? undefined : measureNamed(name, [...ALL_MEASURES, ...supplied]);
    const id = measure?.id ?? name;
    if (this.#known.includes(id)) return id;
    const [guess] = nearest(name, this.#known, 1);
    this.#refuse(
      `no measure is called "${name}"`,
      where,
      name || "nothing",
      guess ? `did you mean ${guess}?` : "`sector-rank measures` lists them",
    );
    return undefined;
  }

  #refuse(message: string, where: Place, found: string, hint: string): void {
    this.#problems.push(new InputError(message, { code: "TEAM_FILE", where, found, hint }));
  }
}

/** 3, 0.5, 1/3; undefined for what is none or beyond 1/9 and 9. */
function parseRatio(text: string): number | undefined {
  const [, above, below = "1"] = /^(\d+(?:[.,]\d+)?)(?:\s*\/\s*(\d+(?:[.,]\d+)?))?$/.exec(text) ?? [];
  if (above === undefined) return undefined;
  const ratio = Number(above.replace(",", ".")) / Number(below.replace(",", "."));
  // 0.111 is meant for 1/9.
  return ratio >= 0.11 && ratio <= 9 ? ratio : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
