import type { Reasons } from "../core/quantity-columns.js";
import type { AnalysisOptions } from "../region/analysis.js";
import type { SharedInputs } from "../region/analysis-inputs.js";
import type { Span } from "../region/periods.js";
import { ByteText } from "../render/byte-text.js";
import { AreaMeasurer, type MeasuredArea } from "./area-measurer.js";
import { AreaTables, type LeftOut } from "./area-tables.js";
import { LongCsvRows } from "./long-csv.js";
import type { LongColumn } from "./long-table.js";
import { IndustryList, numberIds, type AreaMeasuring, type ListedIndustry } from "./measure-area.js";
import type { SweptArea } from "./read/sweep-inputs.js";

/** Areas that a thread takes at a time: few, so that threads are done at about the same time. */
const AREAS_OF_PIECE = 2;

/** What the areas of a sweep are computed from, as another thread can be handed it. */
export interface PieceTask {
  readonly inputs: Pick<SharedInputs, "qcew" | "reference" | "referenceChosen" | "metropolitanCounties">;
  readonly analysis: AnalysisOptions;
  readonly span: Span;
  readonly measuring: AreaMeasuring;
  readonly areas: readonly SweptArea[];
  /** Of the long table, where its rows are written as areas are computed. */
  readonly written: readonly LongColumn[] | undefined;
}

/** A few areas, in their order. */
export interface MeasuredPiece {
  readonly areas: readonly (MeasuredArea | LeftOut)[];
  /** Their rows as CSV, until the next piece is computed; empty where none are written. */
  readonly text: Uint8Array;
}

/** Computes areas piece by piece, in any order: what is known of one does not depend on those before. */
export class AreaPieces {
  readonly count: number;
  /** Industries by the numbers that columns of areas have. */
  readonly industries: readonly ListedIndustry[];
  readonly tables: AreaTables;
  readonly #measurer: AreaMeasurer;
  readonly #numberIds: readonly string[];
  readonly #areas: readonly SweptArea[];
  readonly #text = new ByteText();
  readonly #rows: LongCsvRows | undefined;

  /** @throws {InputError} REFERENCE_MISSING, NAICS_BREAK */
  constructor(inputs: SharedInputs, task: Omit<PieceTask, "inputs">, reasons: Reasons) {
    const { areas, analysis, span, measuring, written } = task;
    const tables = new AreaTables(inputs, analysis, span);
    const list = new IndustryList();
    // Numbers by the files alone, whatever area comes first.
    for (const { name, title } of tables.groups) list.addIndustry({ naics: name, title });
    this.count = Math.ceil(areas.length / AREAS_OF_PIECE);
    this.industries = list.entries;
    this.tables = tables;
    this.#numberIds = numberIds(measuring);
    this.#measurer = new AreaMeasurer(tables, measuring, { list, reasons });
    this.#areas = areas;
    this.#rows = written && new LongCsvRows(written, this.industries, this.#text);
  }

  /** Numbers of a piece's areas. */
  members(piece: number): readonly number[] {
    const first = piece * AREAS_OF_PIECE;
    return Array.from({ length: Math.min(AREAS_OF_PIECE, this.#areas.length - first) }, (_, at) => first + at);
  }

  /** @param bytes for the text, as far as they go; of its own where left out */
  compute(piece: number, bytes?: Uint8Array): MeasuredPiece {
    if (bytes) this.#text.gatherIn(bytes);
    const areas = this.members(piece).map((area) => {
      const found = this.measure(area);
      if (!("reason" in found)) this.#write(this.#areas[area]!, found);
      return found;
    });
    return { areas, text: this.#text.take() };
  }

  *computeAll(): Iterable<MeasuredPiece> {
    for (let piece = 0; piece < this.count; piece++) yield this.compute(piece);
  }

  measure(area: number): MeasuredArea | LeftOut {
    return this.#measurer.measure(this.#areas[area]!.set);
  }

  #write({ code, set }: SweptArea, { columns }: MeasuredArea): void {
    const { length } = columns;
    this.#rows?.add({ length, area: code, areaTitle: set.name, columns, numberIds: this.#numberIds });
  }
}
