import { parseAreaCode, type AreaCode } from "../../core/codes.js";
import { disclosed, undefinedBecause, knownValue, type Datum } from "../../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { plainHeader } from "../../files/columns.js";
import { parseFigure } from "../../files/figure.js";
import { readRows, type ReadFile, type TableContext } from "../../files/read-rows.js";
import type { CountyLaborForce } from "../labor-force.js";

const CODE = "LABOR_FORCE_FILE";
const HINT = "give BLS's labor force by county, annual averages: laucnty22.xlsx, or la.data.64.County";

/** Labor force by county, by year. */
export interface LaborForceReading {
  readonly years: ReadonlyMap<number, ReadonlyMap<AreaCode, CountyLaborForce>>;
  readonly files: readonly ReadFile[];
}

/** LAUS's code of a county: CN, FIPS, zeros; other areas have other letters. */
const COUNTY = /^CN(\d{5})0{8}$/;
const OTHER_AREA = /^(?:ST|RD|MT|MC|DV|CA|BS|IM|CT|PT|IS|ID|CS)\d{13}$/;
/** Of the flat files: LAU, area, measure. */
const SERIES = /^LAU(CN\d{13})(\d{2})$/;
const MEASURES: Readonly<Record<string, Count>> = { "04": "unemployed", "05": "employed", "06": "laborForce" };
const ROWS_BEFORE_DATA = 40;

type Count = "laborForce" | "employed" | "unemployed";
const COUNTS: readonly Count[] = ["laborForce", "employed", "unemployed"];

interface Row {
  readonly file: string;
  readonly line: number;
  readonly counts: Partial<Record<Count, Datum>>;
}

type Rows = Map<number, Map<AreaCode, Row>>;

/**
 * Reads labor force by county: BLS's workbooks (`laucntyYY.xlsx`), the same saved as text, or LAUS's flat files, of which
 * the annual averages (M13) are taken. `N.A.` is not available, which is not 0.
 *
 * @throws {InputError} LABOR_FORCE_FILE with line and column; what is wrong with a file
 */
export async function readLaborForce(paths: readonly string[], context: TableContext = {}): Promise<LaborForceReading> {
  const rows: Rows = new Map();
  const problems: InputError[] = [];
  const unknown: InputError[] = [];
  const files = await readRows(
    paths,
    {
      begin: ({ file, isHidden }) => {
        if (isHidden) return () => false;
        const text = new LaborForceText(file, rows);
        unknown.push(text.nothingFound);
        return (cells, line) => {
          try {
            const goesOn = text.row(cells, line);
            if (text.isFound && unknown.includes(text.nothingFound))
              unknown.splice(unknown.indexOf(text.nothingFound), 1);
            else if (!text.isFound) unknown[unknown.length - 1] = text.nothingFound;
            return goesOn;
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            problems.push(error);
            return problems.length < MAXIMUM_PROBLEMS;
          }
        };
      },
      end: () => undefined,
    },
    { ...context, quoteCode: CODE },
  );
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (rows.size === 0) throw unknown[0] ?? noRows(paths.join(", "));
  return { years: new Map([...rows].sort(([a], [b]) => a - b).map(([year, own]) => [year, wholeRows(own)])), files };
}

/** Whether a row is LAUS's: of a county, or of a series of one. */
export function isLaborForceRow([code = ""]: readonly string[]): boolean {
  return COUNTY.test(code) || SERIES.test(code.trim());
}

class LaborForceText {
  readonly #file: string;
  readonly #rows: Rows;
  readonly #above: (readonly string[])[] = [];
  #first: { readonly line: number; readonly cells: readonly string[] } | undefined;
  #places: Readonly<Record<Count | "year", number>> | undefined;
  #flat: Readonly<Record<"series" | "year" | "period" | "value", number>> | undefined;
  #otherArea: { readonly line: number; readonly code: string } | undefined;
  isFound = false;

  constructor(file: string, rows: Rows) {
    this.#file = file;
    this.#rows = rows;
  }

  /** What is said where the text has no county. */
  get nothingFound(): InputError {
    const other = this.#otherArea;
    if (other) {
      return new InputError("labor force of other areas than counties", {
        code: CODE,
        where: { file: this.#file, line: other.line, column: "1" },
        found: other.code,
        hint: "give the file of counties, laucntyYY.xlsx: a region is summed from its counties",
      });
    }
    return new InputError("no table of labor force by county", {
      code: CODE,
      where: { file: this.#file, line: this.#first?.line ?? 1 },
      found:
        this.#first?.cells
          .filter((cell) => cell !== "")
          .join(", ")
          .slice(0, 200) ?? "no row",
      hint: HINT,
    });
  }

  row(cells: readonly string[], line: number): boolean {
    this.#first ??= { line, cells };
    const [code = ""] = cells;
    if (this.#flat) {
      this.#series(cells, line);
      return true;
    }
    const county = COUNTY.exec(code)?.[1];
    if (county === undefined) {
      if (OTHER_AREA.test(code)) this.#otherArea ??= { line, code };
      if (this.isFound) return true;
      this.#above.push(cells);
      this.#flat = flatColumns(cells);
      return this.#above.length < ROWS_BEFORE_DATA || this.#flat !== undefined;
    }
    this.#places ??= this.#findColumns(line);
    this.isFound = true;
    const places = this.#places;
    const year = this.#year(cells[places.year] ?? "", line, "Year");
    const counts = Object.fromEntries(
      COUNTS.map((name) => [name, this.#count(cells[places[name]] ?? "", line, HEADINGS[name])]),
    ) as Record<Count, Datum>;
    const [all, employed, unemployed] = COUNTS.map((name) => knownValue(counts[name]));
    if (all !== undefined && employed !== undefined && unemployed !== undefined && all !== employed + unemployed) {
      throw this.#problem(line, HEADINGS.laborForce, "employed and unemployed are not the labor force together", {
        found: `${employed} + ${unemployed} beside ${all}`,
        hint: "download the file again: its columns were mixed up, or figures changed",
      });
    }
    this.#add(county as AreaCode, year, line, counts);
    return true;
  }

  #series(cells: readonly string[], line: number): void {
    const { series, year, period, value } = this.#flat!;
    const found = SERIES.exec((cells[series] ?? "").trim());
    const county = found && COUNTY.exec(found[1]!)?.[1];
    const measure = found && MEASURES[found[2]!];
    if (county === null || county === undefined || measure === undefined || measure === null) return;
    // Months are not seasonally adjusted; M13 is the year's mean.
    if ((cells[period] ?? "") !== "M13") return;
    this.isFound = true;
    const of = this.#year(cells[year] ?? "", line, "year");
    this.#add(county as AreaCode, of, line, { [measure]: this.#count(cells[value] ?? "", line, "value") });
  }

  #add(county: AreaCode, year: number, line: number, counts: Row["counts"]): void {
    if (parseAreaCode(county) === undefined) return;
    let ofYear = this.#rows.get(year);
    if (!ofYear) this.#rows.set(year, (ofYear = new Map()));
    const before = ofYear.get(county);
    if (before && COUNTS.some((name) => name in before.counts && name in counts)) {
      throw this.#problem(line, "1", `county ${county} appears twice in ${year}`, {
        found: `also in ${before.file}, line ${before.line}`,
        hint: "give each year once",
      });
    }
    ofYear.set(county, { file: this.#file, line, counts: { ...before?.counts, ...counts } });
  }

  #findColumns(line: number): Readonly<Record<Count | "year", number>> {
    // A heading stands over several rows; a title is alone in its own.
    const above = this.#above.filter((cells) => cells.filter((cell) => cell !== "").length > 2);
    const width = Math.max(...above.map((cells) => cells.length), 0);
    const headings = Array.from({ length: width }, (_, at) =>
      plainHeader(above.map((cells) => cells[at] ?? "").join(" ")),
    );
    const places = {
      laborForce: headings.findIndex((text) => /\blabor force\b/.test(text)),
      employed: headings.findIndex((text) => /(?<!un)\bemployed\b|(?<!un)\bemployment\b/.test(text)),
      unemployed: headings.findIndex((text) => /\bunemployed\b/.test(text)),
      year: headings.findIndex((text) => /\byear\b/.test(text)),
    };
    const missing = Object.entries(places).find(([, at]) => at < 0)?.[0] as Count | "year" | undefined;
    if (missing === undefined) return places;
    throw this.#problem(line, "1", `no column "${HEADINGS[missing]}"`, {
      found:
        headings
          .filter((text) => text !== "")
          .join(", ")
          .slice(0, 200) || "no header",
      hint: HINT,
    });
  }

  #year(text: string, line: number, column: string): number {
    const year = Number(text);
    if (Number.isInteger(year) && year > 1975 && year < 2100) return year;
    throw this.#problem(line, column, "not a year of annual averages", {
      found: text || "an empty cell",
      hint: "give annual averages, not months",
    });
  }

  #count(text: string, line: number, column: string): Datum {
    const figure = parseFigure(text);
    if (figure.kind === "none") return undefinedBecause("not available from BLS");
    if (figure.kind === "number" && Number.isInteger(figure.value) && figure.value >= 0) return disclosed(figure.value);
    throw this.#problem(line, column, "not a count of persons", {
      found: text,
      hint: figure.kind === "number" ? "give counts: percentages and rates can't be added up" : "write a whole number",
    });
  }

  #problem(line: number, column: string, message: string, of: { found: string; hint: string }): InputError {
    return new InputError(message, { code: CODE, where: { file: this.#file, line, column }, ...of });
  }
}

const HEADINGS: Readonly<Record<Count | "year", string>> = {
  laborForce: "Labor Force",
  employed: "Employed",
  unemployed: "Unemployed",
  year: "Year",
};

function flatColumns(cells: readonly string[]) {
  const plain = cells.map(plainHeader);
  const [series, year, period, value] = ["series id", "year", "period", "value"].map((name) => plain.indexOf(name));
  return [series, year, period, value].some((at) => at === undefined || at < 0)
    ? undefined
    : { series: series!, year: year!, period: period!, value: value! };
}

/** Of flat files a measure may be missing. */
function wholeRows(rows: ReadonlyMap<AreaCode, Row>): ReadonlyMap<AreaCode, CountyLaborForce> {
  const none = undefinedBecause("not in the file");
  return new Map(
    [...rows].map(([county, { counts }]) => [
      county,
      {
        county,
        laborForce: counts.laborForce ?? none,
        employed: counts.employed ?? none,
        unemployed: counts.unemployed ?? none,
      },
    ]),
  );
}

function noRows(file: string): InputError {
  return new InputError("no county in the file of labor force", {
    code: CODE,
    where: { file },
    found: "no row",
    hint: HINT,
  });
}
