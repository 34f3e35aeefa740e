import { basename } from "node:path";
import { InputError, MAXIMUM_PROBLEMS, type Place } from "../../core/errors.js";
import { DelimitedReader } from "../../files/delimited.js";
import { LONGEST_LINE } from "../../files/limits.js";
import type { TextReceiver } from "../../files/text-receiver.js";
import { SEGMENT_COUNT } from "../segments.js";
import { findFlowLayout, isAsPublished, notFlows, segmentsIn, type FlowGeography, type FlowLayout } from "./layout.js";
import { PairCounts } from "./pair-counts.js";
import { parseFlowRow } from "./parse-row.js";
import { scanBlockRows } from "./scan-blocks.js";

/** Flows of one text under one header. */
export interface FlowPart {
  /** As messages name it. */
  readonly file: string;
  /** The file on the disk. */
  readonly path: string;
  readonly geography: FlowGeography;
  /** What LODES's way to name files says of it. */
  readonly named: NamedFlows;
  /** Which segments its columns count. */
  readonly segments: readonly boolean[];
  /** By year; under undefined where neither a column nor the name says it. */
  readonly years: ReadonlyMap<number | undefined, PairCounts>;
  readonly rows: number;
  /** Rows with a mark in place of a figure. */
  readonly withheld: number;
  /** Where a county was first met, by its code as a number. */
  readonly places: ReadonlyMap<number, Place>;
}

/** `ri_od_aux_JT00_2014.csv.gz` */
export interface NamedFlows {
  readonly state?: string;
  readonly part?: "main" | "aux";
  readonly jobType?: string;
  readonly year?: number;
}

const LODES_NAME = /(?:^|[^a-z])([a-z]{2})_od_(main|aux)_(JT0\d)_((?:19|20)\d\d)/i;

/** What a file's name says of its flows; empty if it is not named as LODES names them. */
export function namedFlows(file: string): NamedFlows {
  const [, state, part, jobType, year] = LODES_NAME.exec(basename(file)) ?? [];
  if (year === undefined) return {};
  return {
    state: state!.toUpperCase(),
    part: part!.toLowerCase() as "main" | "aux",
    jobType: jobType!.toUpperCase(),
    year: Number(year),
  };
}

type OpenPart = { -readonly [Key in keyof FlowPart]: FlowPart[Key] } & {
  readonly years: Map<number | undefined, PairCounts>;
  readonly places: Map<number, Place>;
  readonly layout: FlowLayout;
  /** Keys of rows seen, of tables whose rows are few. */
  readonly seen: Set<string>;
};

const ROOM_BYTES = 1_048_576;
/** Titles may stand above a header. */
const HEADER_ROWS = 40;
const LINE_FEED = 10;

/** Takes texts of commuter flows as bytes, and adds them up by pair of counties. */
export class FlowReceiver implements TextReceiver {
  /** A damaged start makes a file of flows look like another. */
  readonly checksWhatItRefuses = true;
  readonly parts: FlowPart[] = [];
  readonly problems: InputError[] = [];
  /** Texts that are not tables of flows, with why. */
  readonly others: InputError[] = [];
  readonly #path: string;
  #file = "";
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(ROOM_BYTES);
  #filled = 0;
  #stage: "start" | "blocks" | "table" = "start";
  #reader: DelimitedReader | undefined;
  #part: OpenPart | undefined;
  #line = 1;
  #tableRows = 0;
  #isSheet = false;
  #firstRow: { readonly line: number; readonly cells: readonly string[] } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  begin({ file, isSheet = false }: { readonly file: string; readonly isSheet?: boolean }): void {
    this.#file = file;
    this.#filled = 0;
    this.#stage = "start";
    this.#reader = undefined;
    this.#part = undefined;
    this.#line = 1;
    this.#tableRows = 0;
    this.#isSheet = isSheet;
    this.#firstRow = undefined;
  }

  /** Whether a header of flows was met. */
  get holdsFlows(): boolean {
    return this.parts.length > 0 || this.#part !== undefined;
  }

  space(): Uint8Array {
    if (this.#filled === this.#buffer.length) {
      if (this.#filled > LONGEST_LINE) throw this.#lineTooLong();
      const larger = new Uint8Array(2 * this.#buffer.length);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    return this.#buffer.subarray(this.#filled);
  }

  advance(count: number): boolean {
    this.#filled += count;
    if (this.#stage === "start") this.#recognise(false);
    if (this.#stage === "blocks") this.#scanLines();
    if (this.#stage === "table") return this.#pushTable();
    return this.problems.length < MAXIMUM_PROBLEMS;
  }

  end(): boolean {
    if (this.#stage === "start" && this.#filled > 0) this.#recognise(true);
    if (this.#stage === "blocks" && this.#filled > 0) {
      // The last line of a text needs no break.
      if (this.#filled === this.#buffer.length) this.space();
      this.#buffer[this.#filled++] = LINE_FEED;
      this.#scanLines();
    }
    if (this.#stage === "table") {
      this.#pushTable();
      this.#reader!.end();
    }
    this.#close();
    return true;
  }

  /** The first line shows whether the bytes can be scanned. */
  #recognise(isWhole: boolean): void {
    const end = this.#buffer.subarray(0, this.#filled).indexOf(LINE_FEED);
    if (end < 0 && !isWhole) return;
    const first = Buffer.from(this.#buffer.subarray(0, end < 0 ? this.#filled : end)).toString("latin1");
    const header = first
      .replace(/^\u00ef\u00bb\u00bf/, "")
      .trim()
      .split(",");
    const layout = findFlowLayout(header);
    if (!layout || !isAsPublished(layout)) {
      this.#stage = "table";
      this.#reader = new DelimitedReader({ file: this.#file, quoteCode: "FLOW_LAYOUT" }, (cells, line) =>
        this.#takeRow(cells, line),
      );
      return;
    }
    this.#stage = "blocks";
    this.#open(layout);
    this.#line = 2;
    this.#drop(end < 0 ? this.#filled : end + 1);
  }

  #open(layout: FlowLayout): void {
    this.#close();
    const named = namedFlows(this.#file);
    const { geography } = layout;
    const counts = layout.year < 0 ? [[named.year, new PairCounts()] as const] : [];
    this.#part = {
      file: this.#file,
      path: this.#path,
      geography,
      named,
      segments: segmentsIn(layout),
      years: new Map(counts),
      rows: 0,
      withheld: 0,
      places: new Map(),
      layout,
      seen: new Set(),
    };
  }

  /** A text of several parts, such as main and aux put into one file, has a header before each. */
  #close(): void {
    const part = this.#part;
    this.#part = undefined;
    if (part && part.rows + part.withheld > 0) this.parts.push(part);
    else if (this.problems.length === 0 && (part || this.#firstRow)) this.others.push(this.#withoutRows(part));
  }

  #withoutRows(part: OpenPart | undefined): InputError {
    const { line, cells } = this.#firstRow ?? { line: 1, cells: part?.layout.header ?? [] };
    if (!part) return notFlows(this.#file, line, cells);
    return new InputError("a table of flows without a row", {
      code: "FLOW_LAYOUT",
      where: { file: this.#file, line },
      found: part.layout.header.join(", ").slice(0, 200),
      hint: "get the file again",
    });
  }

  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#filled);
    this.#filled -= count;
  }

  #scanLines(): void {
    const end = this.#buffer.subarray(0, this.#filled).lastIndexOf(LINE_FEED) + 1;
    let from = 0;
    // A second header begins a part of its own, and the rest is scanned into that.
    while (from < end) from += this.#scanPart(this.#buffer.subarray(from, end));
    this.#drop(end);
  }

  /** @returns how many bytes were used up */
  #scanPart(bytes: Uint8Array): number {
    const part = this.#part!;
    const counts = part.years.get(part.named.year)!;
    const first = this.#line;
    let next: FlowLayout | undefined;
    const { lines, rows, end } = scanBlockRows(bytes, counts, {
      onPair: (slot, linesBefore) =>
        this.#place(part, counts.workOf(slot), counts.homeOf(slot), { file: this.#file, line: first + linesBefore }),
      onOdd: (row, linesBefore) => {
        const text = Buffer.from(row).toString("latin1").trim();
        if (text === "") return true;
        const cells = text.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
        const layout = findFlowLayout(cells);
        if (layout && isAsPublished(layout)) next = layout;
        else this.#addRow(cells, first + linesBefore);
        return next === undefined;
      },
    });
    part.rows += rows;
    this.#line = first + lines;
    if (next) this.#open(next);
    return end;
  }

  /** Where counties are met first. */
  #place({ places, layout }: OpenPart, work: number, home: number, where: Place): void {
    if (!places.has(work)) places.set(work, { ...where, column: layout.header[layout.work]! });
    if (!places.has(home)) places.set(home, { ...where, column: layout.header[layout.home]! });
  }

  #pushTable(): boolean {
    const bytes = this.#buffer.subarray(0, this.#filled);
    this.#filled = 0;
    return this.#reader!.push(bytes);
  }

  #takeRow(cells: readonly string[], line: number): boolean {
    const layout = findFlowLayout(cells);
    if (layout) {
      this.#open(layout);
      this.#firstRow ??= { line, cells };
      return true;
    }
    this.#firstRow ??= { line, cells };
    if (this.#part) this.#addRow(this.#isSheet ? this.#filledUp(cells) : cells, line);
    else if (++this.#tableRows >= HEADER_ROWS) return false;
    return this.problems.length < MAXIMUM_PROBLEMS;
  }

  /** A sheet stores no empty cells at a row's end. */
  #filledUp(cells: readonly string[]): readonly string[] {
    const missing = this.#part!.layout.header.length - cells.length;
    return missing > 0 ? [...cells, ...Array.from({ length: missing }, () => "")] : cells;
  }

  #addRow(cells: readonly string[], line: number): void {
    const part = this.#part!;
    const where = { file: this.#file, line };
    try {
      const row = parseFlowRow(cells, part.layout, where);
      if (!row) return;
      const year = row.year ?? part.named.year;
      if (this.#stage === "table") requireOnce(part.seen, `${row.key} ${year ?? ""}`, part.layout, where);
      let counts = part.years.get(year);
      if (!counts) part.years.set(year, (counts = new PairCounts()));
      const slot = counts.slot(row.work, row.home);
      this.#place(part, row.work, row.home, where);
      if (row.counts) {
        for (let index = 0; index < SEGMENT_COUNT; index++)
          counts.sums[slot * SEGMENT_COUNT + index]! += row.counts[index]!;
        part.rows++;
      } else {
        counts.withheld.add(slot);
        part.withheld++;
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(error);
    }
  }

  #lineTooLong(): InputError {
    return new InputError("a line too long for a table", {
      code: "FILE_NOT_TEXT",
      where: { file: this.#file, line: this.#line },
      found: `more than ${LONGEST_LINE} bytes without a line break`,
      hint: "check that it is the right file, as downloaded from its publisher",
    });
  }
}

/** Of tables whose rows are single flows; a state's block pairs are too many to keep. */
const MOST_KEYS = 2_000_000;

function requireOnce(seen: Set<string>, key: string, { header, home }: FlowLayout, where: Place): void {
  if (seen.size >= MOST_KEYS) return;
  if (!seen.has(key)) {
    seen.add(key);
    return;
  }
  throw new InputError("a flow appears twice in the file", {
    code: "FLOW_OVERLAP",
    where: { ...where, column: header[home]! },
    found: key.trim(),
    hint: "take one of the rows out; jobs would be counted twice",
  });
}
