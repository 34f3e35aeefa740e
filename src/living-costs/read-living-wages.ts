import type { AreaCode } from "../core/codes.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../core/errors.js";
import { readAreas } from "../areas/read-areas.js";
import type { Areas } from "../areas/areas.js";
import { parseFigure } from "../files/figure.js";
import { readSmallTable, type SmallTable } from "../files/small-table.js";
import { nameHousehold, type LivingWages, type PlaceWages } from "./living-wages.js";

/** Headers of the column of codes. */
const CODES = ["county", "fips code", "fips", "county_fips", "county fips", "geoid", "area", "area_code", "code"];
/** Headers of columns that are not a household. */
const NAMES = ["location", "name", "county name", "county_name", "area name", "area_name", "place", "title"];
const KINDS = ["hourly wages", "hourly_wages"];
const YEARS = ["year"];
/** Headers of a table with a row for each place and household. */
const HOUSEHOLDS = ["household", "family", "family size", "household_type"];
const WAGES = ["wage", "hourly", "living_wage", "living wage", "hourly_wage", "hourly wage", "amount"];

/** Below and above this nobody is meant to live on it by the hour: it is pay by the year, or a ratio. */
const SENSIBLE = { least: 2, most: 500 };

export interface LivingWagesReading {
  readonly table: LivingWages;
  readonly source: { readonly file: string; readonly rows: number; readonly sha256: string | undefined };
}

/**
 * Reads a table of living wages by the hour: as MIT's Living Wage Calculator lays it out (a column for each household, a code
 * that is a state's, a county's or a metropolitan area's, the location's name), the same without its other columns, or with
 * a row for each place and household (`county,household,wage`). Of several years the latest counts.
 *
 * @throws {InputError} LIVING_COST with file, line and column
 */
export async function readLivingWages(file: string, hash = false): Promise<LivingWagesReading> {
  const table = await readSmallTable(file, { code: "LIVING_COST", columns: [CODES], hash });
  const reading = new LivingWageReading(table, readAreas());
  return {
    table: reading.finish(),
    source: { file, rows: table.rows.length, sha256: table.sha256 },
  };
}

interface Row {
  readonly line: number;
  readonly year: number | undefined;
  readonly area: AreaCode;
  readonly name: string;
  readonly household: string;
  readonly wage: number;
}

class LivingWageReading {
  readonly #table: SmallTable;
  readonly #areas: Areas;
  readonly #code: string;
  readonly #name: string | undefined;
  readonly #kind: string | undefined;
  readonly #year: string | undefined;
  readonly #households: readonly string[];
  readonly #long: { readonly household: string; readonly wage: string } | undefined;
  readonly #problems: InputError[] = [];

  constructor(table: SmallTable, areas: Areas) {
    this.#table = table;
    this.#areas = areas;
    const named = (names: readonly string[]): string | undefined =>
      table.header.find((name) => names.includes(name.toLowerCase()));
    this.#code = table.named[0]!;
    this.#name = named(NAMES);
    this.#kind = named(KINDS);
    this.#year = named(YEARS);
    const [household, wage] = [named(HOUSEHOLDS), named(WAGES)];
    this.#long = household !== undefined && wage !== undefined ? { household, wage } : undefined;
    const others = new Set([this.#code, this.#name, this.#kind, this.#year, ""]);
    this.#households = this.#long ? [] : table.header.filter((name) => !others.has(name));
  }

  finish(): LivingWages {
    if (!this.#long && this.#households.length === 0) {
      throw this.#problem(
        "no column of a household",
        this.#table.headerLine,
        undefined,
        this.#table.header.join(", "),
        "write a column for each household, such as 1 Adult, or the columns county, household and wage",
      );
    }
    const rows = this.#table.rows.flatMap((row) => this.#read(row));
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    const year = rows.reduce<number | undefined>(
      (latest, row) => (row.year === undefined ? latest : Math.max(latest ?? row.year, row.year)),
      undefined,
    );
    const places = new Map<AreaCode, PlaceWages>();
    const seen = new Map<string, number>();
    for (const row of rows) {
      if (row.year !== year) continue;
      const key = `${row.area} ${row.household}`;
      const before = seen.get(key);
      if (before !== undefined) {
        this.#refuse(
          `${row.name || row.area} appears twice for one household, first in line ${before}`,
          row.line,
          this.#code,
          row.household,
          "keep one of the two rows",
        );
        continue;
      }
      seen.set(key, row.line);
      const place = places.get(row.area) ?? { name: row.name, line: row.line, hourly: new Map<string, number>() };
      (place.hourly as Map<string, number>).set(row.household, row.wage);
      places.set(row.area, place);
    }
    throwProblems(this.#problems.slice(0, MAXIMUM_PROBLEMS));
    if (places.size === 0) {
      throw this.#problem(
        "no row below the header",
        this.#table.headerLine,
        undefined,
        this.#table.header.join(", "),
        "write one row for each county",
      );
    }
    return { file: this.#table.file, year, households: [...new Set(rows.map(({ household }) => household))], places };
  }

  #read({ line, cells }: SmallTable["rows"][number]): readonly Row[] {
    if (this.#problems.length >= MAXIMUM_PROBLEMS) return [];
    // MIT's tables may hold other wages beside the living wage.
    if (this.#kind !== undefined && !/^living wage$/i.test(cells[this.#kind]!.trim())) return [];
    const name = this.#name === undefined ? "" : cells[this.#name]!.trim();
    const code = cells[this.#code]!.trim().replace(/^'/, "");
    const area = findAreaOfCode(code, name, this.#areas);
    if (area === undefined) {
      this.#refuse(
        "no code of a county, state or metropolitan area",
        line,
        this.#code,
        name === "" ? code : `${code}, ${name}`,
        "write a county as five digits (39049), a state as two (39), a metropolitan area as C1814 or with its name beside it",
      );
      return [];
    }
    const year = this.#yearOf(cells, line);
    const base = { line, year, area, name };
    const cellsOf = this.#long
      ? [[cells[this.#long.household]!, this.#long.wage] as const]
      : this.#households.map((household) => [household, household] as const);
    return cellsOf.flatMap(([household, column]) => {
      const wage = this.#wageOf(cells[column]!, line, column);
      return wage === undefined ? [] : [{ ...base, household: nameHousehold(household), wage }];
    });
  }

  #yearOf(cells: Readonly<Record<string, string>>, line: number): number | undefined {
    if (this.#year === undefined) return undefined;
    const text = cells[this.#year]!.trim();
    if (/^(?:19|20)\d\d$/.test(text)) return Number(text);
    this.#refuse("not a year", line, this.#year, text, "write four digits");
    return undefined;
  }

  #wageOf(text: string, line: number, column: string): number | undefined {
    const figure = parseFigure(text, this.#table.decimalMark);
    if (figure.kind === "none") return undefined;
    if (figure.kind !== "number" || figure.unit === "%") {
      this.#refuse("not a wage", line, column, text, "write dollars an hour, such as 26.26");
      return undefined;
    }
    if (figure.value >= SENSIBLE.least && figure.value <= SENSIBLE.most) return figure.value;
    this.#refuse(
      "no wage by the hour",
      line,
      column,
      text,
      figure.value > SENSIBLE.most ? "divide a year's pay by 2,080 hours" : "write dollars an hour, not a ratio",
    );
    return undefined;
  }

  #problem(message: string, line: number, column: string | undefined, found: string, hint: string): InputError {
    const where = { file: this.#table.file, line, ...(column !== undefined && { column }) };
    return new InputError(message, { code: "LIVING_COST", where, found: found || "an empty cell", hint });
  }

  #refuse(message: string, line: number, column: string | undefined, found: string, hint: string): void {
    this.#problems.push(this.#problem(message, line, column, found, hint));
  }
}

/**
 * The area that a code and a name mean. One column mixes states, counties and metropolitan areas: `20020`, "Dothan, AL", is the
 * latter, although 20 is Kansas; `20001`, "Allen County, Kansas", is a county.
 */
export function findAreaOfCode(code: string, name: string, areas: Areas): AreaCode | undefined {
  if (/^[Cc]\d{4}$/.test(code)) return known(code.toUpperCase(), areas);
  if (/^\d{1,2}$/.test(code)) return known(`${code.padStart(2, "0")}000`, areas);
  const digits = /^\d{4}$/.test(code) ? `0${code}` : code;
  if (!/^\d{5}$/.test(digits)) return undefined;
  const postal = /,\s*([A-Z]{2})(?:-[A-Z]{2})*(?:\s*\(.*\))?$/.exec(name)?.[1];
  const state = postal === undefined ? undefined : areas.states.find((one) => one.postal === postal)?.fips;
  const isElsewhere = state !== undefined && !digits.startsWith(state);
  const county = isElsewhere ? undefined : known(digits, areas);
  return county ?? known(`C${digits.slice(0, 4)}`, areas);
}

function known(code: string, areas: Areas): AreaCode | undefined {
  const area = areas.get(code);
  return area && area.kind !== "nation" ? area.code : undefined;
}
