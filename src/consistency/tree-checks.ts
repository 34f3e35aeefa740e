import { fieldOf, PUBLISHED, type QcewTable } from "../qcew/table.js";
import { AREA_KINDS } from "../suppression/cells.js";
import { buildAncestry } from "../suppression/industry-tree.js";
import { averageRounding, wageRounding } from "../suppression/rounding.js";
import type { Block } from "./blocks.js";
import { Tally, type Finding } from "./finding.js";

/** Kinds of area with ownership totals alone (combined areas, parts of the nation), which have no industries. */
const DETAIL = new Set<number>([AREA_KINDS.nation, AREA_KINDS.state, AREA_KINDS.county, AREA_KINDS.msa]);

const DEEPEST = 8;

/**
 * Industries against what they are made of: every row has its parent, every parent has parts, and these have its
 * establishments, and its jobs and wages where none is withheld.
 *
 * @param isSlice of each source whether it is of one industry alone
 */
export function checkTrees(table: QcewTable, blocks: readonly Block[], isSlice: Uint8Array): readonly Finding[] {
  const checks = new TreeChecks(table, isSlice);
  for (const block of blocks) checks.note(block);
  for (const block of blocks) checks.check(block);
  return checks.findings(blocks);
}

class TreeChecks {
  readonly #fewer = new Tally("fewer-establishments");
  readonly #more = new Tally("more-establishments");
  readonly #parts = new Tally("parts");
  readonly #orphans = new Tally("parent");
  readonly #childless = new Tally("no-parts");
  readonly #parent: Int32Array;
  /** Row of each industry in the block being looked at. */
  readonly #rowOf: Int32Array;
  readonly #sums: Readonly<Record<"establishments" | "employment" | "wages" | "count" | "unknown", Float64Array>>;
  /** By kind of area, ownership and level: rows there, so that a level that is left out on purpose is no miss. */
  readonly #levels = new Map<number, Uint32Array>();

  constructor(
    readonly table: QcewTable,
    readonly isSlice: Uint8Array,
  ) {
    const { parent } = buildAncestry(table.industries);
    this.#parent = parent;
    this.#rowOf = new Int32Array(parent.length).fill(-1);
    const zeros = (): Float64Array => new Float64Array(parent.length);
    this.#sums = { establishments: zeros(), employment: zeros(), wages: zeros(), count: zeros(), unknown: zeros() };
  }

  /** Counts a block's rows by level. */
  note(block: Block): void {
    const { level, source } = this.table;
    const counts = this.#levelsOf(block);
    for (const row of block.rows) if (this.isSlice[source[row]!] === 0) counts[level[row]! % 10]!++;
  }

  #levelsOf({ kind, ownership, year, quarter }: Block): Uint32Array {
    const key = ((year * 8 + quarter) * 10 + ownership) * 10 + kind;
    let counts = this.#levels.get(key);
    if (!counts) this.#levels.set(key, (counts = new Uint32Array(10)));
    return counts;
  }

  check(block: Block): void {
    const { kind, ownership, rows } = block;
    if (!DETAIL.has(kind) || ownership === 0 || ownership > 5) return;
    const { table } = this;
    const { industry, level, source } = table;
    const establishments = fieldOf(table, "establishments");
    const levels = this.#levelsOf(block);
    for (const row of rows) this.#rowOf[industry[row]!] = row;
    for (const row of rows) {
      if (this.isSlice[source[row]!] === 1) continue;
      const digit = level[row]! % 10;
      let ancestor = this.#parent[industry[row]!]!;
      if (ancestor === -1) continue;
      this.#orphans.compared++;
      if (this.#rowOf[ancestor] === -1 && levels[digit - 1]! > 0) {
        this.#orphans.miss(
          { row, field: "establishments", printed: establishments[row]!, expected: 0 },
          establishments[row]!,
        );
      }
      while (ancestor !== -1 && this.#rowOf[ancestor] === -1) ancestor = this.#parent[ancestor]!;
      if (ancestor !== -1) this.#add(ancestor, row);
    }
    for (const row of rows) {
      if (this.isSlice[source[row]!] === 1) continue;
      this.#compare(row, levels, block.quarter === 0);
    }
    for (const row of rows) {
      const at = industry[row]!;
      this.#rowOf[at] = -1;
      for (const sums of Object.values(this.#sums)) sums[at] = 0;
    }
  }

  #add(ancestor: number, row: number): void {
    const { fields, disclosure } = this.table;
    const sums = this.#sums;
    sums.count[ancestor]!++;
    sums.establishments[ancestor]! += fields.establishments![row]!;
    if (disclosure[row] !== PUBLISHED) sums.unknown[ancestor]!++;
    else {
      sums.employment[ancestor]! += fields.employment![row]!;
      sums.wages[ancestor]! += fields.wages![row]!;
    }
  }

  #compare(row: number, levels: Uint32Array, isAnnual: boolean): void {
    const { industry, level, disclosure, fields } = this.table;
    const at = industry[row]!;
    const count = this.#sums.count[at]!;
    const printed = fields.establishments![row]!;
    const digit = level[row]! % 10;
    if (count === 0) {
      if (digit === DEEPEST || !(printed > 0) || levels[digit + 1] === 0) return;
      this.#childless.compared++;
      this.#childless.miss({ row, field: "establishments", printed, expected: 0 }, printed);
      return;
    }
    this.#childless.compared++;
    const added = this.#sums.establishments[at]!;
    const gap = printed - added;
    this.#fewer.compared++;
    this.#more.compared++;
    const slack = isAnnual ? averageRounding(count) : 0.01;
    const example = { row, field: "establishments", printed, expected: added } as const;
    if (gap > slack) this.#fewer.miss(example, gap);
    else if (gap < -slack) this.#more.miss(example, -gap);
    if (disclosure[row] !== PUBLISHED || Math.abs(gap) > slack) return;
    this.#compareFigures(row, at, count, isAnnual);
  }

  #compareFigures(row: number, at: number, count: number, isAnnual: boolean): void {
    const { fields, areas, area } = this.table;
    const isComplete = this.#sums.unknown[at] === 0;
    // Rows of the nation that were worked out, from states or from changes, round once a part.
    const isNation = areas[area[row]!] === "US000";
    for (const field of ["employment", "wages"] as const) {
      const printed = fields[field]![row]!;
      const added = this.#sums[field][at]!;
      const rounding = isAnnual ? (field === "wages" ? wageRounding : averageRounding)(count) : 0.01;
      const slack = Math.max(rounding, isNation ? printed * NATION_SLACK : 0);
      if (isComplete) this.#parts.compared++;
      if (added - printed > slack || (isComplete && printed - added > slack)) {
        this.#parts.miss({ row, field, printed, expected: added }, Math.abs(printed - added) / (printed + 1));
      }
    }
  }

  findings(blocks: readonly Block[]): readonly Finding[] {
    const tallies = [this.#fewer, this.#more, this.#parts, this.#orphans, this.#childless, this.#missingLevels(blocks)];
    return tallies.filter(({ compared }) => compared > 0).map((tally) => tally.finding());
  }

  /** Levels between others of which there is no row. */
  #missingLevels(blocks: readonly Block[]): Tally {
    const tally = new Tally("level");
    const seen = new Set<Uint32Array>();
    for (const block of blocks) {
      const { kind, ownership, rows } = block;
      const levels = this.#levelsOf(block);
      if (!DETAIL.has(kind) || ownership === 0 || ownership > 5 || seen.has(levels)) continue;
      seen.add(levels);
      const deepest = levels.findLastIndex((rows) => rows > 0);
      for (let digit = 2; digit < deepest; digit++) {
        tally.compared++;
        if (levels[digit] === 0) {
          tally.miss({ row: rows[0]!, field: "establishments", printed: digit, expected: deepest }, rows.length);
        }
      }
    }
    return tally;
  }
}

/** A thousandth would hide nothing that matters, and a derived row misses by less where it is large. */
const NATION_SLACK = 0.05;
