import { InputError } from "../core/errors.js";
import type { AreaSet, IndustryTable, Level } from "../core/industry-table.js";
import type { Io } from "../output/io.js";
import { codesAtLevel } from "../qcew/table.js";
import { measureIndustries, type RankCandidate } from "../ranking/criteria.js";
import {
  rankRegion,
  type RankedRegion,
  type RankRegionOptions,
  type UserFactorValues,
} from "../ranking/rank-region.js";
import { requireTotal } from "../region/analysis-checks.js";
import { analyzeIndustries } from "../region/analysis.js";
import { KeptEstimates } from "../region/kept-estimates.js";
import type { IndustryInputs } from "../region/read/inputs.js";
import { areasHeld } from "../region/read/region-in-files.js";
import { RegionTables } from "../region/region-tables.js";
import { analyzeAmongAreas } from "../relatedness/analyze-among-areas.js";

/** The industries of a region at one level with their measures. */
export interface MeasuredLevel {
  readonly table: IndustryTable;
  readonly industries: readonly RankCandidate[];
}

/**
 * The tables that a profile is made of, each made once and by the functions that `rank`, `industries` and `sweep` use.
 * Estimates of withheld cells are those of one reading for all of them.
 */
export class Analyses {
  readonly inputs: IndustryInputs;
  /** Whether the files hold rows of an area in a year. */
  readonly has: ReturnType<typeof areasHeld>;
  readonly #options: RankRegionOptions;
  readonly #userFactors: UserFactorValues;
  readonly #ranked = new Map<Level, RankedRegion>();
  readonly #levels = new Map<Level, MeasuredLevel | undefined>();
  readonly #tables = new Map<Level, RegionTables>();
  readonly #areas = new Map<string, MeasuredLevel | undefined>();

  constructor(inputs: IndustryInputs, options: RankRegionOptions, userFactors: UserFactorValues) {
    this.inputs = { ...inputs, kept: new KeptEstimates() };
    this.has = areasHeld(inputs.qcew);
    this.#options = options;
    this.#userFactors = userFactors;
  }

  /**
   * Ranks the region's industries of a level, which `ranked` then gives.
   *
   * @throws {InputError} as `rankRegion`
   */
  async rank(level: Level, reading: Parameters<typeof analyzeAmongAreas>[3], io: Io): Promise<void> {
    if (this.#ranked.has(level)) return;
    const wanted = { ...this.#options, level };
    const userFactors = this.#userFactors;
    const asked = { ...reading, level };
    const { analysis } = await analyzeAmongAreas(this.inputs, wanted, { userFactors: userFactors.names }, asked, io);
    this.#ranked.set(level, rankRegion(this.inputs, wanted, userFactors, analysis));
  }

  ranked(level: Level): RankedRegion {
    return this.#ranked.get(level)!;
  }

  /** Every industry of the region at a level, without clusters; undefined if the files hold none. */
  atLevel(level: Level): MeasuredLevel | undefined {
    if (!this.#levels.has(level)) this.#levels.set(level, this.#measure(level));
    return this.#levels.get(level);
  }

  #measure(level: Level): MeasuredLevel | undefined {
    const { clusters: _clusters, ...inputs } = this.inputs;
    void _clusters;
    try {
      const { table } = analyzeIndustries(inputs, { ...this.#options, level });
      return { table, industries: measureIndustries(table) };
    } catch (error) {
      if (error instanceof InputError && error.details.code === "LEVEL_MISSING") return undefined;
      throw error;
    }
  }

  /**
   * The industries of another area of the same files, by the years and the estimates of the region's.
   *
   * @returns undefined if the files hold no industry of that level or no total of it
   */
  ofArea(set: AreaSet, level: Level): MeasuredLevel | undefined {
    const key = `${level} ${set.areas.join()}`;
    if (!this.#areas.has(key)) this.#areas.set(key, this.#measureArea(set, level));
    return this.#areas.get(key);
  }

  #measureArea(set: AreaSet, level: Level): MeasuredLevel | undefined {
    const tables = this.#tablesOf(level);
    const rows = tables.findRows(set);
    const codes = codesAtLevel(tables.qcew, rows.end, level);
    if (codes.length === 0) return undefined;
    try {
      requireTotal(tables.qcew, set, rows.total.end, tables.span.end, tables.denominator, "region");
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
    const head = tables.buildHead(set, rows.total);
    const groups = tables.makeGroups(codes, this.inputs.clusters?.(codes, tables.version));
    const start = head.total.region.start && tables.sumStart(rows, groups);
    const reference = tables.referenceOver(groups);
    const table = { ...head, rows: tables.buildIndustries(rows, groups, { start, reference }) };
    return { table, industries: measureIndustries(table) };
  }

  #tablesOf(level: Level): RegionTables {
    let found = this.#tables.get(level);
    if (!found) {
      const { span } = this.ranked(level).analysis;
      this.#tables.set(level, (found = new RegionTables(this.inputs, { ...this.#options, level }, span)));
    }
    return found;
  }
}
