import { ABSENT, SUPPRESSED, type Datum } from "../../core/datum.js";
import { InputError } from "../../core/errors.js";
import type { TypicalEducation } from "../../staffing/occupation-records.js";
import type { SocCode } from "../../staffing/records.js";
import { cellAt, placeColumns, plainHeader, type ColumnPlaces } from "../../files/columns.js";
import { parseFigure } from "../../files/figure.js";
import { ATTAINED_COLUMNS, FACT_LAYOUTS, type FactColumn, type FactLayout } from "./fact-layouts.js";
import type { FactsBuilder } from "./facts-builder.js";
import { toCount, parseMarked } from "../../staffing/read/marks.js";
import { parsePrintedSoc } from "../../staffing/read/soc-codes.js";
import type { ProjectedRows } from "./projected-rows.js";
import type { FoundTable, TableReader } from "./table-finder.js";

export interface KnownFacts {
  readonly layout: FactLayout;
  readonly places: ColumnPlaces<FactColumn>;
}

/** The layout of facts that a header is of, with its columns. */
export function recogniseFacts(header: readonly string[]): KnownFacts | undefined {
  for (const layout of FACT_LAYOUTS) {
    const found = placeColumns(header, layout.columns, layout.required);
    if (!found) continue;
    const places = layout.id === "projections" ? withProjected(header, found) : found;
    if (layout.oneOf === undefined || layout.oneOf.some((column) => places[column] >= 0)) return { layout, places };
  }
  return undefined;
}

const EMPLOYMENT = /^(?:employment (\d{4})|(\d{4}) employment)$/;

/** The matrix's tables have a column of employment for each year; the later is the projected one. */
function withProjected(header: readonly string[], places: ColumnPlaces<FactColumn>): ColumnPlaces<FactColumn> {
  const years = employmentYears(header);
  return { ...places, base: years.at(0)?.place ?? -1, projected: years.at(1)?.place ?? -1 };
}

function employmentYears(header: readonly string[]): readonly { readonly place: number; readonly year: number }[] {
  return header
    .map((cell, place) => ({ place, found: EMPLOYMENT.exec(plainHeader(cell)) }))
    .flatMap(({ place, found }) => (found ? [{ place, year: Number(found[1] ?? found[2]) }] : []))
    .sort((a, b) => a.year - b.year);
}

/** Reads a table of facts into the builder, if its layout is known. */
export function openFacts(found: FoundTable, builder: FactsBuilder, problems: InputError[]): TableReader | undefined {
  const known = recogniseFacts(found.header);
  if (known === undefined) return undefined;
  builder.begin(known.layout, found);
  const reader = new FactsReader(found, known, builder, problems);
  return { row: (cells, line) => reader.row(cells, line), end: () => undefined };
}

class FactsReader {
  readonly #found: FoundTable;
  readonly #known: KnownFacts;
  readonly #builder: FactsBuilder;
  readonly #problems: InputError[];
  readonly #headerYears: readonly number[];
  readonly #projected: ProjectedRows;

  constructor(found: FoundTable, known: KnownFacts, builder: FactsBuilder, problems: InputError[]) {
    this.#found = found;
    this.#known = known;
    this.#builder = builder;
    this.#problems = problems;
    this.#headerYears = employmentYears(found.header).map(({ year }) => year);
    const heading = found.header[known.places.openings] ?? "";
    this.#projected = { file: found.text.file, isAnnual: /annual/i.test(heading), rows: [] };
    builder.projected.push(this.#projected);
  }

  row(cells: readonly string[], line: number): void {
    const { layout, places } = this.#known;
    if (layout.id === "crosswalk") return;
    const printed = cellAt(cells, places.code);
    const code = parsePrintedSoc(printed);
    if (code === undefined) return this.#fail("code", cells, line, "not an occupation code", "write it as 15-1252");
    const detail = /\.(\d\d)$/.exec(printed)?.[1] ?? "00";
    READERS[layout.id].call(this, { cells, line, code, detail });
  }

  projections({ cells, line, code }: FactRow): void {
    this.#learn(cells, line, code, { years: this.#headerYears });
  }

  state({ cells, line, code }: FactRow): void {
    const { places } = this.#known;
    const years = [places.baseYear, places.projectedYear].map((place) => Number(cellAt(cells, place)));
    if (years.some((year) => !(year > 1900 && year < 2200))) {
      return this.#fail("baseYear", cells, line, "not a year", "write it with four digits");
    }
    this.#learn(cells, line, code, { years, area: cellAt(cells, places.area) });
  }

  period({ cells, line, code }: FactRow): void {
    const { places } = this.#known;
    const years = yearsOfPeriod(cellAt(cells, places.period));
    if (!years) return this.#fail("period", cells, line, "not a period", "write it as 2024-2034");
    this.#learn(cells, line, code, { years, area: cellAt(cells, places.area) });
  }

  zones({ cells, line, code, detail }: FactRow): void {
    const zone = Number(cellAt(cells, this.#known.places.jobZone));
    if (![1, 2, 3, 4, 5].includes(zone)) {
      return this.#fail("jobZone", cells, line, "not a job zone", "job zones are 1 to 5");
    }
    this.#builder.jobZone(code, detail, zone);
  }

  survey({ cells, line, code, detail }: FactRow): void {
    const { places } = this.#known;
    if (cellAt(cells, places.scale) !== "RL" || detail !== "00") return;
    const category = Number(cellAt(cells, places.category));
    const share = Number(cellAt(cells, places.share));
    if (!(category >= 1 && category <= 12)) {
      return this.#fail("category", cells, line, "not a level of education", "O*NET's categories are 1 to 12");
    }
    if (!(share >= 0 && share <= 100)) {
      return this.#fail("share", cells, line, "not a percentage", "write 0 to 100");
    }
    this.#builder.requiredEducation(code, category, share / 100);
  }

  related({ cells, line, code, detail }: FactRow): void {
    const { places } = this.#known;
    const related = parsePrintedSoc(cellAt(cells, places.related));
    if (related === undefined) {
      return this.#fail("related", cells, line, "not an occupation code", "write it as 15-1252.00");
    }
    if (detail !== "00" || related === code) return;
    this.#builder.related(code, related, Number(cellAt(cells, places.rank)) || line);
  }

  tasks({ cells, code, detail }: FactRow): void {
    const { places } = this.#known;
    const task = cellAt(cells, places.task).trim();
    if (detail !== "00" || task === "") return;
    this.#builder.task(code, task, /^core$/i.test(cellAt(cells, places.taskType)));
  }

  attainment({ cells, line, code }: FactRow): void {
    const { places } = this.#known;
    const shares = ATTAINED_COLUMNS.map((column) => this.#percent(column, cells, line));
    if (shares.some((share) => share === undefined)) return;
    const [, period] = /((?:19|20)\d\d(?:[-–]\d{2,4})?)\s*$/.exec(this.#found.preamble.flat().join(" ").trim()) ?? [];
    this.#builder.attainment(code, {
      period: (period ?? "year not said").replace("-", "–"),
      isWider: /\(\d\)\s*$/.test(cellAt(cells, places.title)),
      shares: shares as readonly number[],
    });
  }

  work({ cells, line, code }: FactRow): void {
    for (const column of ["partTime", "unemployment"] as const) {
      if (this.#known.places[column] < 0 || NO_FIGURE.has(cellAt(cells, this.#known.places[column]))) continue;
      const share = this.#percent(column, cells, line);
      if (share !== undefined) this.#builder.work(code, column, share);
    }
  }

  /** A cell of percent as a fraction; a problem where it is none. */
  #percent(column: FactColumn, cells: readonly string[], line: number): number | undefined {
    const figure = parseFigure(cellAt(cells, this.#known.places[column]));
    if (figure.kind === "number" && figure.value >= 0 && figure.value <= 100) return figure.value / 100;
    this.#fail(column, cells, line, "not a percentage", "write 0 to 100");
    return undefined;
  }

  titles({ cells, code, detail }: FactRow): void {
    if (detail === "00") this.#builder.title(code, cellAt(cells, this.#known.places.title));
  }

  #learn(
    cells: readonly string[],
    line: number,
    code: SocCode,
    of: { readonly years: readonly number[]; readonly area?: string },
  ): void {
    const { places, layout } = this.#known;
    // The tool of BLS's web site puts example titles behind asterisks into the same cell.
    const title = cellAt(cells, places.title).replace(/\s+\*.*$/s, "");
    this.#builder.title(code, title);
    if (title !== "") this.#builder.titles.push({ code, title, file: this.#found.text.file, line });
    const education = typicalEducation(cells, places);
    if (education) this.#builder.typicalEducation(code, education);
    const figures = new Map<FactColumn, Datum>();
    for (const column of ["base", "projected", "openings", "exits", "transfers"] as const) {
      if (places[column] < 0) continue;
      const cell = cellAt(cells, places[column]);
      const marked = parseMarked(cell);
      const figure = marked.mark === "none" ? SUPPRESSED : toCount(marked, layout.scale);
      if (figure === undefined) {
        return this.#fail(column, cells, line, "not a number of jobs", "write a plain number");
      }
      figures.set(column, figure);
    }
    const [baseYear, projectedYear] = of.years;
    if (figures.has("projected") && !figures.has("openings")) this.#builder.withoutOpenings.add(this.#found.text.file);
    if (baseYear === undefined || projectedYear === undefined || !figures.has("openings")) return;
    const figure = (column: FactColumn): Datum => figures.get(column) ?? ABSENT;
    const percent = parseFigure(cellAt(cells, places.percent));
    this.#projected.rows.push({
      code,
      line,
      baseYear,
      projectedYear,
      area: of.area === "" ? undefined : of.area,
      base: figure("base"),
      projected: figure("projected"),
      openings: figure("openings"),
      exits: figure("exits"),
      transfers: figure("transfers"),
      percent: percent.kind === "number" ? percent.value : undefined,
    });
  }

  #fail(column: FactColumn, cells: readonly string[], line: number, message: string, hint: string): void {
    const place = this.#known.places[column];
    this.#problems.push(
      new InputError(message, {
        code: column === "code" || column === "related" ? "OCCUPATION_CODE" : "OCCUPATION_NUMBER",
        where: { file: this.#found.text.file, line, column: this.#found.header[place] ?? column },
        found: cellAt(cells, place) || "an empty cell",
        hint,
      }),
    );
  }
}

function yearsOfPeriod(text: string): readonly [number, number] | undefined {
  const found = /^((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)$/.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

interface FactRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly code: SocCode;
  /** What O*NET puts behind the point: 00 for the whole occupation. */
  readonly detail: string;
}

const READERS: Readonly<Record<Exclude<FactLayout["id"], "crosswalk">, (this: FactsReader, row: FactRow) => void>> = {
  projections(row) {
    this.projections(row);
  },
  state(row) {
    this.state(row);
  },
  period(row) {
    this.period(row);
  },
  zones(row) {
    this.zones(row);
  },
  survey(row) {
    this.survey(row);
  },
  related(row) {
    this.related(row);
  },
  titles(row) {
    this.titles(row);
  },
  tasks(row) {
    this.tasks(row);
  },
  attainment(row) {
    this.attainment(row);
  },
  work(row) {
    this.work(row);
  },
};

/** A table that went through pandas has `nan` where BLS writes None. */
const NO_WORD = new Set(["nan", "NaN", "None"]);
const NO_FIGURE = new Set(["", "—", "–", "-", "N/A"]);

function typicalEducation(cells: readonly string[], places: ColumnPlaces<FactColumn>): TypicalEducation | undefined {
  const [education, experience, training] = [places.education, places.experience, places.training].map((place) =>
    cellAt(cells, place).replace(/\s*\*+$/, ""),
  );
  if (places.education < 0 || NO_FIGURE.has(education!) || education === "nan") return undefined;
  const word = (text: string): string => (NO_WORD.has(text) ? "None" : text);
  return { education: education!, experience: word(experience!), training: word(training!) };
}
