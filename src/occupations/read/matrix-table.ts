import type { Datum } from "../../core/datum.js";
import { InputError, type ErrorCode } from "../../core/errors.js";
import type { OccupationRow } from "../../staffing/records.js";
import { GroupBuilder, type OccupationGroup } from "./groups.js";
import { parseOewsIndustry } from "../../staffing/read/industry-codes.js";
import { toCount, parseMarked, sharedFigure } from "../../staffing/read/marks.js";
import { NO_WAGES_AT_ALL } from "../../staffing/read/oews-rows.js";
import { levelByZeros, parsePrintedSoc } from "../../staffing/read/soc-codes.js";
import type { FoundTable, TableReader } from "./table-finder.js";
import { cellAt, placeColumns, plainHeader, type ColumnNames, type ColumnPlaces } from "../../files/columns.js";

type MatrixColumn =
  | "code"
  | "title"
  | "type"
  | "employment"
  | "percent"
  | "projected"
  | "asked"
  | "industryCode"
  | "industryTitle"
  | "source";

/** The National Employment Matrix by industry, as BLS gives it out and as others save it. */
const COLUMNS: ColumnNames<MatrixColumn> = {
  code: ["occupation code"],
  title: ["occupation title"],
  type: ["occupation type"],
  employment: [/^\d{4} employment$/],
  percent: [/^\d{4} percent of industry$/],
  projected: [/^projected \d{4} employment$/],
  asked: ["naics code"],
  industryCode: ["industry code"],
  industryTitle: ["industry title"],
  source: ["source url"],
};

/** The matrix is in thousands with one decimal. */
const THOUSAND = 1000;

export interface MatrixGroup extends OccupationGroup {
  /** As the matrix prints it: `326100`, `3320A1`. */
  readonly printed: string;
  /** The industries that were asked for, where the file names them. */
  readonly asked: readonly string[];
}

export interface MatrixTable {
  readonly found: FoundTable;
  readonly baseYear: number;
  readonly projectedYear: number | undefined;
  readonly industries: readonly MatrixGroup[];
}

/** The columns of a table of the National Employment Matrix, if the header is one's. */
export function recogniseMatrix(header: readonly string[]): ColumnPlaces<MatrixColumn> | undefined {
  return placeColumns<MatrixColumn>(header, COLUMNS, ["code", "title", "employment", "percent"]);
}

/** Opens a table of the National Employment Matrix, if the header is one's. */
export function openMatrix(
  found: FoundTable,
  problems: InputError[],
  done: (table: MatrixTable) => void,
): TableReader | undefined {
  const places = recogniseMatrix(found.header);
  if (places === undefined) return undefined;
  const reader = new MatrixReader(found, places, problems);
  return { row: (cells, line) => reader.row(cells, line), end: () => done(reader.finish()) };
}

interface Gathered {
  readonly builder: GroupBuilder;
  readonly printed: string;
  readonly asked: Set<string>;
}

class MatrixReader {
  readonly #found: FoundTable;
  readonly #places: ColumnPlaces<MatrixColumn>;
  readonly #problems: InputError[];
  readonly #groups = new Map<string, Gathered>();

  constructor(found: FoundTable, places: ColumnPlaces<MatrixColumn>, problems: InputError[]) {
    this.#found = found;
    this.#places = places;
    this.#problems = problems;
  }

  row(cells: readonly string[], line: number): void {
    const gathered = this.#group(cells, line);
    const row = gathered && this.#occupation(cells, line);
    const problem = row && gathered.builder.add(row);
    if (problem) this.#problems.push(problem);
  }

  finish(): MatrixTable {
    const year = (place: number): number | undefined =>
      place < 0 ? undefined : Number(/\d{4}/.exec(plainHeader(this.#found.header[place]!))![0]);
    return {
      found: this.#found,
      baseYear: year(this.#places.employment)!,
      projectedYear: year(this.#places.projected),
      industries: [...this.#groups.values()].map(({ builder, printed, asked }) => ({
        ...builder.finish(this.#places.type >= 0),
        printed,
        asked: [...asked],
      })),
    };
  }

  /** The matrix answers with an aggregate where it has no such industry: the address of the answer shows it, or the file's name. */
  #group(cells: readonly string[], line: number): Gathered | undefined {
    const asked = cellAt(cells, this.#places.asked);
    const address = /queryParams=([0-9A-Z-]+)/.exec(cellAt(cells, this.#places.source))?.[1];
    const named = /_IND_([0-9A-Z-]+?)(?:\s*\(\d+\))?\.\w+$/.exec(this.#found.text.file)?.[1];
    const printed = address ?? (cellAt(cells, this.#places.industryCode) || named || asked);
    const known = this.#groups.get(printed);
    if (known) {
      if (asked !== "") known.asked.add(asked);
      return known;
    }
    const code = parseOewsIndustry(printed);
    if (code === undefined) {
      this.#fail("STAFFING_INDUSTRY", "asked", cells, line, {
        message: "nothing says which industry the table is of",
        hint: "keep the name that BLS gave the file (…_IND_3320A1.csv), or add a column naics_code",
      });
      return undefined;
    }
    const title = cellAt(cells, this.#places.industryTitle);
    const gathered = {
      builder: new GroupBuilder({ file: this.#found.text.file, code, title, line }),
      printed,
      asked: new Set(asked === "" ? [] : [asked]),
    };
    this.#groups.set(printed, gathered);
    return gathered;
  }

  #occupation(cells: readonly string[], line: number): OccupationRow | undefined {
    const code = parsePrintedSoc(cellAt(cells, this.#places.code));
    if (code === undefined) {
      this.#fail("OCCUPATION_CODE", "code", cells, line, {
        message: "not an occupation code",
        hint: "write it as 15-1252",
      });
      return undefined;
    }
    const type = cellAt(cells, this.#places.type).toLowerCase();
    if (this.#places.type >= 0 && type !== "summary" && type !== "line item") {
      this.#fail("OCCUPATION_LEVEL", "type", cells, line, {
        message: "not a kind of row of the matrix",
        hint: "its rows are of type Summary or Line Item",
      });
      return undefined;
    }
    const employment = this.#figure("employment", cells, line);
    const projected = this.#places.projected < 0 ? undefined : this.#figure("projected", cells, line);
    if (employment === undefined) return undefined;
    const percent = parseMarked(cellAt(cells, this.#places.percent));
    return {
      occupation: code,
      title: cellAt(cells, this.#places.title),
      level: type === "line item" ? "detailed" : levelByZeros(code),
      employment,
      ...(percent.mark === "value" && { publishedShare: sharedFigure(percent.value / 100) }),
      wages: NO_WAGES_AT_ALL,
      ...(projected && { projected }),
      line,
    };
  }

  #figure(column: "employment" | "projected", cells: readonly string[], line: number): Datum | undefined {
    const figure = toCount(parseMarked(cellAt(cells, this.#places[column])), THOUSAND);
    if (figure === undefined) {
      this.#fail("OCCUPATION_NUMBER", column, cells, line, {
        message: "not a number of jobs",
        hint: "write thousands with one decimal, as the matrix does",
      });
    }
    return figure;
  }

  #fail(
    code: ErrorCode,
    column: MatrixColumn,
    cells: readonly string[],
    line: number,
    { message, hint }: { readonly message: string; readonly hint: string },
  ): void {
    const place = this.#places[column];
    this.#problems.push(
      new InputError(message, {
        code,
        where: {
          file: this.#found.text.file,
          line,
          ...(place >= 0 && { column: this.#found.header[place]! }),
        },
        found: cellAt(cells, place) || "an empty cell",
        hint,
      }),
    );
  }
}
