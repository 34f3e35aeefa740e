import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { isCensusReply, readCensusReply } from "../../files/census-reply.js";
import { filesIn, readRows, type ReadFile, type TableContext } from "../../files/read-rows.js";
import { hashFile } from "../../files/hash-file.js";
import { countFromPercent, type SurveyFigure } from "../survey.js";
import { S0101_TOTAL, type AcsPeriod, type AcsRow, type AcsTable, type AcsTableId } from "../acs.js";
import { parseEstimate, parseMargin, placeOfGeoId, placeOfReply, type AcsPlace } from "./acs-cells.js";
import { findAcsColumns, periodInName, tableInName, type AcsColumn } from "./acs-columns.js";

const CODE = "ACS_FILE";
const HINT =
  "give table B01001, B15003, B23025 or S0101 of counties as data.census.gov, American FactFinder or the API delivers it";

/** Tables of the survey by id, and which kinds of areas they have. */
export interface AcsReading {
  readonly tables: ReadonlyMap<AcsTableId, AcsTable>;
  readonly kinds: ReadonlySet<string>;
  readonly files: readonly ReadFile[];
}

interface MutableTable {
  readonly id: AcsTableId;
  readonly period: AcsPeriod | undefined;
  readonly files: string[];
  readonly rows: Map<string, AcsRow>;
  isFromPercents: boolean;
}

/**
 * Reads tables of the American Community Survey in any of three layouts, and joins files of one table and period.
 *
 * @throws {InputError} ACS_FILE with line and column: for a table without margins of error, counts that are percentages,
 *   one table of two periods; what is wrong with a file
 */
export async function readAcs(paths: readonly string[], context: TableContext = {}): Promise<AcsReading> {
  const tables = new Map<AcsTableId, MutableTable>();
  const kinds = new Set<string>();
  const problems: InputError[] = [];
  const files: ReadFile[] = [];
  for (const path of paths.flatMap(filesIn)) {
    const texts: AcsText[] = [];
    if (isCensusReply(path)) {
      const rows = readCensusReply(path, CODE) ?? [];
      const text = new AcsText(path, true);
      texts.push(text);
      for (const { cells, line } of rows) text.row(cells, line);
      const sha256 = context.hash ? await hashFile(path) : undefined;
      files.push({ file: path, bytes: 0, rows: rows.length, ...(sha256 !== undefined && { sha256 }) });
    } else {
      const read = await readRows(
        [path],
        {
          begin: ({ file, isHidden }) => {
            if (isHidden) return () => false;
            const text = new AcsText(file, false);
            texts.push(text);
            return (cells, line) => text.row(cells, line);
          },
          end: () => undefined,
        },
        { ...context, quoteCode: CODE },
      );
      files.push(...read);
    }
    for (const text of texts) {
      problems.push(...text.problems);
      text.joinInto(tables, kinds, problems);
    }
    throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  }
  return { tables, kinds, files };
}

/** A list of a table's columns, which comes beside it, has two. */
const LEAST_COLUMNS = 2;

/** Whether a row heads a table of the survey that is wanted: it has areas, and cells of a table. */
export function isAcsHeader(cells: readonly string[], file: string): boolean {
  const isReply = cells[0] === "NAME" || cells.includes("state");
  if (!isReply && !cells.some((cell) => /^geo[._]?id$/i.test(cell))) return false;
  const named = tableInName(file.replace(/^.*[\\/!]/, ""));
  // What American FactFinder's subject lines are stands in the row below.
  if (named !== undefined && !isReply) return cells.length > LEAST_COLUMNS;
  return findAcsColumns(cells, undefined, named).some((column) => column !== undefined);
}

/** One text: its header, and the rows under it. */
class AcsText {
  readonly #file: string;
  readonly #isReply: boolean;
  readonly problems: InputError[] = [];
  readonly #rows: { readonly line: number; readonly place: AcsPlace; readonly cells: readonly string[] }[] = [];
  #header: readonly string[] | undefined;
  #headerLine = 1;
  #labels: readonly string[] | undefined;

  constructor(file: string, isReply: boolean) {
    this.#file = file;
    this.#isReply = isReply;
  }

  row(cells: readonly string[], line: number): boolean {
    if (!this.#header) {
      [this.#header, this.#headerLine] = [cells, line];
      return true;
    }
    const geo = this.#header.findIndex((cell) => /^geo[._]?id$/i.test(cell));
    const place = this.#isReply ? placeOfReply(this.#header, cells) : placeOfGeoId(cells[geo] ?? "");
    if (!place) {
      const isSecondHeader = this.#rows.length === 0 && !this.#labels && !/\d/.test(cells[geo] ?? "");
      if (isSecondHeader) this.#labels = cells;
      else {
        this.#fail(line, this.#header[geo] ?? "GEO_ID", "not an area of the survey", {
          found: cells[Math.max(geo, 0)] || "an empty cell",
          hint: "keep the column GEO_ID as published, such as 0500000US39049",
        });
      }
    } else this.#rows.push({ line, place, cells });
    return this.problems.length < MAXIMUM_PROBLEMS;
  }

  joinInto(tables: Map<AcsTableId, MutableTable>, kinds: Set<string>, problems: InputError[]): void {
    if (this.problems.length > 0) return;
    const header = this.#header ?? [];
    const name = this.#file.replace(/^.*[\\/!]/, "");
    const named = tableInName(name);
    const columns = findAcsColumns(header, this.#labels, named);
    const ids = [...new Set(columns.flatMap((column) => column?.table ?? []))];
    if (ids.length === 0 || this.#rows.length === 0) {
      problems.push(this.#unknown(header, named));
      return;
    }
    for (const { place } of this.#rows) kinds.add(place.kind);
    for (const id of ids) {
      const own = columns.map((column) => (column?.table === id ? column : undefined));
      if (!own.some((column) => column?.kind === "margin")) {
        problems.push(this.#withoutMargins(id, header, own));
        continue;
      }
      this.#joinTable(id, own, tables, problems);
    }
  }

  #joinTable(
    id: AcsTableId,
    columns: readonly (AcsColumn | undefined)[],
    tables: Map<AcsTableId, MutableTable>,
    problems: InputError[],
  ): void {
    const period = periodInName(this.#file.replace(/^.*[\\/!]/, ""));
    let table = tables.get(id);
    if (table && JSON.stringify(table.period) !== JSON.stringify(period)) {
      problems.push(
        new InputError(`${id} of two periods`, {
          code: CODE,
          where: { file: this.#file },
          found: `${surveyYears(period)} beside ${surveyYears(table.period)} in ${table.files[0]!}`,
          hint: "give each table of one period: estimates of periods that overlap can't be joined",
        }),
      );
      return;
    }
    if (!table) tables.set(id, (table = { id, period, files: [], rows: new Map(), isFromPercents: false }));
    table.files.push(this.#file);
    for (const { line, place, cells } of this.#rows) {
      const lines = this.#figures(columns, cells, line, problems);
      if (problems.length >= MAXIMUM_PROBLEMS) return;
      if (columns.some((column) => column?.isPercent)) table.isFromPercents = true;
      const before = table.rows.get(place.area);
      if (before && JSON.stringify([...before.lines]) !== JSON.stringify([...lines])) {
        problems.push(
          new InputError(`${place.area} appears twice in ${id}, with other figures`, {
            code: CODE,
            where: { file: this.#file, line },
            found: before.name || place.area,
            hint: "give each table once",
          }),
        );
        return;
      }
      const nameAt = this.#header!.findIndex((cell) => /^(?:name|geo\.display-label)$/i.test(cell));
      table.rows.set(place.area, { area: place.area, name: cells[nameAt] ?? "", lines });
    }
  }

  #figures(
    columns: readonly (AcsColumn | undefined)[],
    cells: readonly string[],
    line: number,
    problems: InputError[],
  ): ReadonlyMap<number, SurveyFigure> {
    const figures = new Map<number, { estimate: number | undefined; margin: number | undefined }>();
    const percents = new Set<number>();
    for (const [at, column] of columns.entries()) {
      if (!column) continue;
      const text = cells[at] ?? "";
      const cell = column.kind === "estimate" ? parseEstimate(text) : parseMargin(text);
      const isCount = !column.isPercent && column.kind === "estimate";
      if (cell.kind === "text" || (isCount && cell.kind === "number" && !Number.isInteger(cell.value))) {
        const isPercent = cell.kind === "number";
        problems.push(
          this.#problem(
            line,
            this.#header![at]!,
            isPercent ? "a percentage where a count should be" : "not a figure of the survey",
            {
              found: text,
              hint: isPercent
                ? "give the table with counts: shares can't be added up over counties"
                : "download the file again",
            },
          ),
        );
        continue;
      }
      const figure = figures.get(column.line) ?? { estimate: undefined, margin: undefined };
      figure[column.kind] = cell.kind === "number" ? cell.value : undefined;
      figures.set(column.line, figure);
      if (column.isPercent) percents.add(column.line);
    }
    const whole = figures.get(S0101_TOTAL);
    if (percents.size === 0 || !whole) return figures;
    return new Map(
      [...figures].map(([one, figure]) => [one, percents.has(one) ? countFromPercent(figure, whole) : figure]),
    );
  }

  #withoutMargins(id: AcsTableId, header: readonly string[], columns: readonly (AcsColumn | undefined)[]): InputError {
    const first = header[columns.findIndex((column) => column !== undefined)]!;
    const margin = first.replace(/E$/, "M").replace("_EST_", "_MOE_").replace("HD01", "HD02");
    return new InputError(`${id} without margins of error`, {
      code: CODE,
      where: { file: this.#file, line: this.#headerLine, column: first },
      found: `estimates alone, no ${margin}`,
      hint: this.#isReply
        ? `ask the API for the margins too: get=NAME,${first},${margin},… or get=NAME,group(${id})`
        : "download the table with its margins: without them nobody knows how sure an estimate is",
    });
  }

  #unknown(header: readonly string[], named: string | undefined): InputError {
    const found =
      header
        .filter((cell) => cell !== "")
        .join(", ")
        .slice(0, 200) || "no row";
    const isOther = named !== undefined && !["B01001", "B15003", "B23025", "S0101"].includes(named);
    const isUnnamed = named === undefined && header.some((cell) => /^HD01_VD\d+$/.test(cell));
    return new InputError(
      isOther
        ? `a table of the survey that is not read here: ${named}`
        : isUnnamed
          ? "nothing says which table of the survey it is"
          : "no table of the American Community Survey that is read here",
      {
        code: CODE,
        where: { file: this.#file, line: this.#headerLine },
        found,
        hint: isUnnamed ? "keep the file's name as downloaded, such as ACS_16_5YR_B15003_with_ann.csv" : HINT,
      },
    );
  }

  #fail(line: number, column: string, message: string, of: { found: string; hint: string }): void {
    this.problems.push(this.#problem(line, column, message, of));
  }

  #problem(line: number, column: string, message: string, of: { found: string; hint: string }): InputError {
    return new InputError(message, { code: CODE, where: { file: this.#file, line, column }, ...of });
  }
}

/** `2016–20`, or that the file does not say. */
export function surveyYears(period: AcsPeriod | undefined): string {
  if (!period) return "years not stated";
  return period.start === period.end ? String(period.end) : `${period.start}–${String(period.end).slice(2)}`;
}
