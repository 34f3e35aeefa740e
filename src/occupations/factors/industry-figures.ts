import { derive, disclosed, estimated, hasValue, undefinedBecause, knownValue, type Datum } from "../../core/datum.js";
import type { IndustryTree } from "../../naics/naics.js";
import { educationRank, rankOfEducationId } from "../education.js";
import { findWages } from "../analysis.js";
import { StaffingPatterns, type PatternMatch } from "../../staffing/match.js";
import { shippedNationalWages } from "../../staffing/read/shipped-occupations.js";
import type { Occupation, OccupationTable } from "../../staffing/occupation-records.js";
import type { StaffingPattern } from "../../staffing/pattern.js";
import { annualWage, comparable, isMetAtMedian, thresholdAnswer, type WageThreshold } from "../../staffing/pay.js";
import type { AreaOccupations, SocCode, StaffingTable } from "../../staffing/records.js";
import { LOW_PAY, type ShareId } from "./figures.js";

/** What the figures are made of. */
export interface FigureTables {
  readonly staffing: StaffingTable;
  readonly tree: IndustryTree;
  readonly national: AreaOccupations;
  /** Wages of the region, where a file has them. */
  readonly regional: AreaOccupations | undefined;
  readonly facts: OccupationTable;
  readonly thresholds: readonly WageThreshold[];
}

/** A figure of a staffing pattern: what is known of it, and how much more it may be. */
interface PatternFigure {
  readonly value: number;
  /** The jobs of which it is not known, as a part of all; for means nothing. */
  readonly unknown: number;
}

type Answer = boolean | undefined;

/** Shares of jobs of which nothing is known are left out of account up to this: what rounding to tens leaves. */
const NEGLIGIBLE = 0.0005;

/** Figures of occupations by industry: a pattern's figures are computed when they are first asked for. */
export class OccupationFigures {
  readonly #tables: FigureTables;
  readonly #patterns: StaffingPatterns;
  readonly #known = new Map<string, Map<StaffingPattern, PatternFigure | undefined>>();
  readonly #spreads = new Map<string, Spread | undefined>();

  constructor(tables: FigureTables) {
    this.#tables = tables;
    this.#patterns = new StaffingPatterns(tables.staffing, tables.tree);
  }

  match(naics: string, members?: readonly string[]): PatternMatch {
    return this.#patterns.match(naics, members);
  }

  /**
   * A figure of an industry.
   *
   * Where its pattern is borrowed, the range is that in which nine in ten industries with a pattern of their own lie around
   * the wider industry's; else jobs of which nothing is known make the range.
   *
   * @param jobs of the region, for openings
   */
  of(id: string, naics: string, jobs: Datum, members?: readonly string[]): Datum {
    const { kind, pattern } = this.match(naics, members);
    if (!pattern) return undefinedBecause("no staffing pattern holds the industry");
    if (id === "openings") {
      return derive({ jobs, rate: this.of("openingsRate", naics, jobs, members) }, (each) => each.jobs * each.rate);
    }
    const figure = this.#figure(id, pattern);
    if (!figure) return undefinedBecause("no occupation of its pattern has the figures for it");
    const { value, unknown } = figure;
    const most = isShare(id) ? 1 : Infinity;
    if (kind === "ancestor") {
      const spread = this.#spread(id);
      if (!spread) return undefinedBecause("a wider industry's pattern, and none to judge it by");
      const [low, high] = [value * spread.low, value * spread.high];
      return estimated(value, { low: Math.min(value, low), high: Math.min(most, Math.max(value + unknown, high)) });
    }
    return unknown <= NEGLIGIBLE
      ? disclosed(value)
      : estimated(value, { low: value, high: Math.min(most, value + unknown) });
  }

  #figure(id: string, pattern: StaffingPattern): PatternFigure | undefined {
    const known = this.#known.get(id) ?? new Map<StaffingPattern, PatternFigure | undefined>();
    this.#known.set(id, known);
    if (!known.has(pattern)) known.set(pattern, this.#compute(id, pattern));
    return known.get(pattern);
  }

  #compute(id: string, pattern: StaffingPattern): PatternFigure | undefined {
    if (id === "entryPay") return this.#entryPay(pattern);
    if (id === "openingsRate") return this.#openingsRate(pattern);
    const [, share, name] = /^(\w+)(?:\[(.+)\])?$/.exec(id)!;
    const threshold = name === undefined ? this.#lowPay() : this.#tables.thresholds.find((one) => one.name === name);
    if (!threshold) return undefined;
    return this.#share(pattern, this.#test(share as ShareId, threshold));
  }

  /** Whether an occupation counts in a share; undefined where that is not known. */
  #test(share: ShareId, threshold: WageThreshold): (code: SocCode) => Answer {
    const { facts } = this.#tables;
    const pays = (code: SocCode): Answer => {
      const wages = findWages(code, this.#tables);
      const answer = wages ? thresholdAnswer(wages, threshold) : "unknown";
      return answer === "unknown" ? undefined : isMetAtMedian(answer);
    };
    if (share === "familyWageShare") return pays;
    if (share === "lowPaidShare") return (code) => not(pays(code));
    return (code) => both(pays(code), asksLess(facts.occupations.get(code)));
  }

  #share(pattern: StaffingPattern, test: (code: SocCode) => Answer): PatternFigure {
    let [value, against] = [0, 0];
    for (const { occupation, share } of pattern.rows.values()) {
      const part = knownValue(share) ?? 0;
      const answer = test(occupation);
      if (answer === true) value += part;
      if (answer === false) against += part;
    }
    return { value, unknown: Math.max(0, 1 - value - against) };
  }

  #lowPay(): WageThreshold | undefined {
    const { national } = this.#tables;
    const wages = national.overall ?? shippedNationalWages().overall;
    const median = wages && comparable(wages.annual.median);
    return median === undefined ? undefined : { name: LOW_PAY.words, amount: median * LOW_PAY.part, per: "year" };
  }

  #entryPay(pattern: StaffingPattern): PatternFigure | undefined {
    let [pay, jobs] = [0, 0];
    for (const { occupation, share } of pattern.rows.values()) {
      const wages = findWages(occupation, this.#tables);
      const [part, wage] = [knownValue(share), wages && comparable(annualWage(wages, "p25"))];
      if (part === undefined || wage === undefined) continue;
      pay += part * wage;
      jobs += part;
    }
    return jobs === 0 ? undefined : { value: pay / jobs, unknown: 0 };
  }

  #openingsRate(pattern: StaffingPattern): PatternFigure | undefined {
    let [openings, jobs] = [0, 0];
    for (const { occupation, share } of pattern.rows.values()) {
      const projection = this.#tables.facts.occupations.get(occupation)?.projection;
      const part = knownValue(share);
      if (part === undefined || !projection) continue;
      const rate = derive({ openings: projection.openings.total, base: projection.base }, (each) =>
        each.base === 0 ? undefined : each.openings / each.base,
      );
      if (!hasValue(rate)) continue;
      openings += part * rate.value;
      jobs += part;
    }
    // Jobs of no published occupation may have openings at the same rate.
    return jobs === 0 ? undefined : { value: openings, unknown: (openings / jobs) * Math.max(0, 1 - jobs) };
  }

  /** How far industries with a pattern of their own lie from the wider industry's that they would borrow otherwise. */
  #spread(id: string): Spread | undefined {
    if (!this.#spreads.has(id)) this.#spreads.set(id, this.#measureSpread(id));
    return this.#spreads.get(id);
  }

  #measureSpread(id: string): Spread | undefined {
    const ratios = this.#patterns.all.flatMap((pattern) => {
      const [code] = pattern.members;
      const parent = code !== undefined && pattern.members.length === 1 ? this.#above(code) : undefined;
      if (!parent || parent === pattern) return [];
      const [own, wider] = [this.#figure(id, pattern), this.#figure(id, parent)];
      return own && wider && wider.value > 0 ? [own.value / wider.value] : [];
    });
    if (ratios.length < LEAST_PATTERNS) return undefined;
    ratios.sort((a, b) => a - b);
    const at = (part: number): number => ratios[Math.round(part * (ratios.length - 1))]!;
    return { low: at(0.05), high: at(0.95) };
  }

  #above(code: string): StaffingPattern | undefined {
    const above = this.#tables.tree.parent(code);
    if (above === undefined || above.startsWith("10")) return undefined;
    return this.#patterns.match(above).pattern;
  }
}

/** Ratios to the wider industry's figure, between which nine in ten lie. */
interface Spread {
  readonly low: number;
  readonly high: number;
}

/** Fewer patterns say nothing of a range. */
const LEAST_PATTERNS = 20;

function isShare(id: string): boolean {
  return id !== "entryPay" && id !== "openingsRate";
}

function asksLess(facts: Occupation | undefined): Answer {
  const rank = facts?.typicalEducation && educationRank(facts.typicalEducation.education);
  return rank === undefined ? undefined : rank < rankOfEducationId("bachelor");
}

function not(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

function both(a: Answer, b: Answer): Answer {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}
