import type { QcewField } from "../../table.js";
import type { AreaRun } from "./area-run.js";
import type { OpenBatch } from "../batch.js";
import { BATCH_ROWS, bytesOfBatch, openBatchOver } from "../batch.js";
import { hashOfCode, NO_CODE } from "../code-map.js";
import {
  AREA_CODE_KINDS,
  decodeIndustryLevel,
  isSizeClassLevel,
  KNOWN_LEVELS,
  levelFitsArea,
  levelFitsIndustry,
} from "../codes.js";
import type { QcewRole } from "../layout.js";
import {
  ACTION,
  BUFFER_BYTES,
  INDUSTRY_SLOTS,
  MEMORY,
  MOST_COLUMNS,
  MOST_ROWS,
  WANTED_INDUSTRY,
} from "./memory-map.js";
import { readFunction } from "./read-code.js";
import type { FoundRows, RowEngine, RowShape } from "./row-engine.js";
import type { RowStart } from "./area-run.js";
import type { NumberColumn, RowPlan } from "../row-plan.js";
import { EARLIEST_YEAR, isRequired, isSigned, KNOWN_OWNERSHIPS, LATEST_YEAR } from "../row-plan.js";
import { FIRST_YEAR } from "../selection.js";
import { alikeFunction, splitFunction } from "./split-code.js";
import { encodeModule } from "./wasm.js";

const PAGE = 65_536;
const LENGTH = 0;
const UNKNOWN = (MEMORY.unknownIndustry - MEMORY.batchLength) / 4;
// A full table would be searched without end. No files have half as many codes.
const MOST_INDUSTRIES = INDUSTRY_SLOTS / 2;
const VALID = 1;
/** Above the bit for what is valid stand those of a selection. */
const WANTED = 1;

const ACTIONS: Readonly<Record<QcewRole, number>> = {
  // Cut off by the area's run; never part of the program.
  area: ACTION.skip,
  industry: ACTION.industry,
  ownership: ACTION.ownership,
  level: ACTION.level,
  size: ACTION.size,
  year: ACTION.year,
  quarter: ACTION.quarter,
  disclosure: ACTION.disclosure,
  lqDisclosure: ACTION.lqDisclosure,
  changeDisclosure: ACTION.changeDisclosure,
};

// Node.js has it; the language's own type library does not.
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** The functions as the machine's code, without memory; another thread can be given them. */
export type RowFunctions = object;

/**
 * Writes and compiles the functions for batches of so many figures.
 *
 * @returns nothing in a Node.js that was started without WebAssembly
 */
export function compileRowFunctions(figures: number): RowFunctions | undefined {
  // Only the places of its columns matter.
  const bytes = MEMORY.batch + bytesOfBatch(figures, BATCH_ROWS);
  const batch = openBatchOver(figures, BATCH_ROWS, new ArrayBuffer(bytes), MEMORY.batch);
  const code = encodeModule({ split: splitFunction(), alike: alikeFunction(), read: readFunction(batch) });
  try {
    return new WebAssembly.Module(code);
  } catch {
    return undefined;
  }
}

type WholeNumbers = (...numbers: readonly number[]) => number;

/** What a text's plan comes to, for each call. */
interface TextConstants {
  readonly delimiter: number;
  readonly rowEnd: number;
  readonly programEnd: number;
  readonly decided: number;
  readonly isStrict: number;
  readonly isContinental: number;
  readonly mean: number;
  readonly source: number;
}

/** With WebAssembly and its vector instructions. */
export class VectorRowEngine implements RowEngine {
  readonly bytes: Uint8Array;
  readonly next: Uint32Array;
  readonly batch: OpenBatch;
  readonly #memory: ArrayBuffer;
  readonly #split: WholeNumbers;
  readonly #alike: WholeNumbers;
  readonly #read: WholeNumbers;
  #plan: RowPlan | undefined;
  #text: TextConstants | undefined;
  #industriesKnown = 0;
  /** The batch's length as the functions leave it, and an industry that they don't know. */
  readonly #state: Int32Array;

  /**
   * @param functions compiled for as many figures as there are fields
   * @throws where there is no WebAssembly, or no room in the address space
   */
  constructor(fields: readonly QcewField[], functions = compileRowFunctions(fields.length)) {
    if (functions === undefined) throw new Error("no WebAssembly");
    const bytes = MEMORY.batch + bytesOfBatch(fields.length, BATCH_ROWS);
    const pages = Math.ceil(bytes / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#memory = memory.buffer;
    this.bytes = new Uint8Array(memory.buffer, MEMORY.text, BUFFER_BYTES);
    this.next = new Uint32Array(memory.buffer, MEMORY.rows, MOST_ROWS);
    this.batch = openBatchOver(fields.length, BATCH_ROWS, memory.buffer, MEMORY.batch);
    const { exports } = new WebAssembly.Instance(functions, { env: { memory } });
    this.#split = exports["split"] as WholeNumbers;
    this.#alike = exports["alike"] as WholeNumbers;
    this.#read = exports["read"] as WholeNumbers;
    this.#state = this.#int32(MEMORY.batchLength, UNKNOWN + 2);
    this.#writeConstants();
  }

  split(at: number, limit: number, { delimiter, rowEnd, width }: RowShape): number {
    const end = this.#split(at, limit, delimiter, rowEnd, width - 1, MEMORY.rows, placeOfRow(MOST_ROWS));
    return (end - MEMORY.rows) / 4;
  }

  alike({ at, row, end }: Pick<FoundRows, "at" | "row" | "end">, { first, second, secondMask }: RowStart): number {
    return (this.#alike(at, placeOfRow(row), placeOfRow(end), first, second, secondMask) - placeOfRow(row)) / 4;
  }

  read({ at, row, end, line }: FoundRows, run: AreaRun, isAreaWanted: boolean): number {
    const plan = this.#plan!;
    const text = this.#text!;
    if (text.programEnd === 0) return row;
    const { batch } = this;
    const state = this.#state;
    let place = placeOfRow(row);
    for (;;) {
      this.#learnIndustries(plan);
      state[LENGTH] = batch.length;
      const stopped = this.#read(
        place === placeOfRow(row) ? at : this.next[(place - MEMORY.rows) / 4 - 1]!,
        place,
        placeOfRow(end),
        batch.length,
        BATCH_ROWS,
        text.delimiter,
        text.rowEnd,
        text.programEnd,
        text.decided,
        run.area,
        run.bytes,
        MEMORY.levels + plan.areas.kinds[run.area]! * 100,
        isAreaWanted ? 1 : 0,
        text.isStrict,
        text.isContinental,
        text.mean,
        text.source,
        line + (place - placeOfRow(row)) / 4,
      );
      batch.length = state[LENGTH]!;
      place = stopped;
      // A row of an industry that no row had before is no different otherwise.
      const [start, stop] = [state[UNKNOWN]!, state[UNKNOWN + 1]!];
      if (start === 0) break;
      state[UNKNOWN] = 0;
      if (plan.industries.number(this.bytes, start, stop) === NO_CODE || this.#isFull) break;
    }
    return (place - MEMORY.rows) / 4;
  }

  prepare(plan: RowPlan): void {
    this.#plan = plan;
    const { layout, selection, delimiter, rowEnd, numbers, unread, absentSlots, meanSlot, isContinental, source } =
      plan;
    const width = layout.header.length;
    const placeOfSlot = (slot: number): number => (slot < 0 ? 0 : this.batch.values[slot]!.byteOffset);
    const actions = layout.header.map((): readonly [action: number, place: number] => [ACTION.skip, 0]);
    for (const [role, column] of Object.entries(layout.roles)) actions[column] = [ACTIONS[role as QcewRole], 0];
    for (const column of unread) actions[column] = [ACTION.unreadNumber, 0];
    for (const number of numbers) actions[number.column] = [chooseAction(number), placeOfSlot(number.slot)];
    const { ownership, industry, level, year, quarter, size, area } = layout.roles;
    const deciding = [ownership!, industry!, level!, year!, quarter ?? 0, size ?? 0];
    const { program, decided } = compileColumns(actions, Math.max(...deciding));
    // Only where the area comes first does a run of rows share it.
    const isReadable = area === 0 && width <= MOST_COLUMNS;
    if (isReadable) this.#int32(MEMORY.program, program.length).set(program);
    const absent = this.#int32(MEMORY.absent, absentSlots.length + 1);
    absent.set([...absentSlots.map(placeOfSlot), 0]);
    this.#int32(MEMORY.codes, 32).fill(0);
    this.#writeSelection(plan);

    this.#text = {
      delimiter,
      rowEnd,
      programEnd: isReadable ? MEMORY.program + program.length * 4 : 0,
      decided: MEMORY.program + decided * 4,
      isStrict: selection.strict ? 1 : 0,
      isContinental: isContinental ? 1 : 0,
      mean: placeOfSlot(meanSlot),
      source,
    };
  }

  #writeConstants(): void {
    new Float64Array(this.#memory, MEMORY.powers, 16).set(
      Array.from({ length: 16 }, (_, power) => Number(`1e${power}`)),
    );
    const numberBytes = this.#bytes(MEMORY.numberBytes, 256);
    for (const character of "0123456789.-") numberBytes[character.charCodeAt(0)] = 1;
    const fits = this.#bytes(MEMORY.levelsOfIndustries, 900);
    for (let index = 0; index < fits.length; index++) {
      fits[index] = levelFitsIndustry(index % 100, Math.floor(index / 100)) ? 1 : 0;
    }
  }

  #writeSelection({ selection, layout }: RowPlan): void {
    const flag = (isValid: boolean, wanted: number | undefined): number =>
      isValid ? VALID + ((wanted ?? 0) << WANTED) : 0;
    const levels = this.#bytes(MEMORY.levels, AREA_CODE_KINDS.length * 100);
    for (let index = 0; index < levels.length; index++) {
      const level = index % 100;
      const kind = AREA_CODE_KINDS[Math.floor(index / 100)]!;
      // Size classes are for the other reader.
      const isValid = KNOWN_LEVELS[level] === 1 && levelFitsArea(level, kind) && !isSizeClassLevel(level);
      const wanted = kind === "nation" ? selection.nationLevels : selection.levels;
      levels[index] = flag(isValid, wanted[decodeIndustryLevel(level)]);
    }
    this.#bytes(MEMORY.ownerships, 10).set(
      selection.ownerships.map((wanted, code) => flag(KNOWN_OWNERSHIPS[code] === 1, wanted)),
    );
    this.#bytes(MEMORY.years, 256).set(
      selection.years.map((wanted, index) => {
        const year = FIRST_YEAR + index;
        return flag(year >= EARLIEST_YEAR && year <= LATEST_YEAR, wanted);
      }),
    );
    this.#bytes(MEMORY.quarters, 5).set(
      selection.quarters.map((wanted, quarter) => flag(layout.quarterly === quarter > 0, wanted)),
    );
  }

  get #isFull(): boolean {
    return this.#industriesKnown >= MOST_INDUSTRIES;
  }

  #learnIndustries({ industries, selection: { industriesLeftOut } }: RowPlan): void {
    if (this.#industriesKnown === industries.keys.length) return;
    const table = this.#int32(MEMORY.industries, INDUSTRY_SLOTS * 4);
    for (; this.#industriesKnown < industries.keys.length; this.#industriesKnown++) {
      if (this.#isFull) return;
      const [high, low, number] = industries.keys[this.#industriesKnown]!;
      let slot = hashOfCode(high, low) & (INDUSTRY_SLOTS - 1);
      while (table[slot * 4] !== 0) slot = (slot + 1) & (INDUSTRY_SLOTS - 1);
      const isWanted = !industriesLeftOut.has(industries.codes[number]!);
      table.set([high, low, number, industries.levels[number]! + (isWanted ? WANTED_INDUSTRY : 0)], slot * 4);
    }
  }

  #int32(start: number, length: number): Int32Array {
    return new Int32Array(this.#memory, start, length);
  }

  #bytes(start: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory, start, length);
  }
}

/**
 * The columns after the area as pairs of action and place, with an entry before every group of unread numbers.
 *
 * @returns the pairs, and where among them the one of the given column starts
 */
function compileColumns(
  actions: readonly (readonly [action: number, place: number])[],
  column: number,
): { readonly program: readonly number[]; readonly decided: number } {
  const program: number[] = [];
  let decided = 0;
  for (let at = 1; at < actions.length; at++) {
    const isUnread = (other: number): boolean => actions[other]?.[0] === ACTION.unreadNumber;
    if (isUnread(at) && !isUnread(at - 1)) {
      let end = at;
      while (isUnread(end)) end++;
      program.push(ACTION.unreadNumbers, end === actions.length ? 0 : end - at);
    }
    if (at === column) decided = program.length;
    program.push(...actions[at]!);
  }
  return { program, decided };
}

function placeOfRow(row: number): number {
  return MEMORY.rows + row * 4;
}

function chooseAction({ field }: NumberColumn): number {
  if (field === "month1" || field === "month2" || field === "month3") return ACTION.month;
  if (isRequired(field)) return ACTION.requiredNumber;
  return isSigned(field) ? ACTION.signedNumber : ACTION.number;
}
