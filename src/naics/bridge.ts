import { ABSENT, estimated, hasValue, SUPPRESSED, undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import type { PeriodFigures } from "../core/industry-table.js";
import type { BridgePlan, PlannedBridge } from "./bridge-plan.js";
import { bridgeText } from "./bridge-text.js";
import { industryDepth } from "./levels.js";
import type { Naics } from "./naics.js";
import { MEASURED, type Measured } from "./revision.js";
import {
  establishmentGrowthVariance,
  fitSplit,
  growthVariance,
  NINETY_PERCENT,
  type SplitTarget,
} from "./split-fit.js";

export interface BridgeInput {
  readonly plan: BridgePlan;
  readonly naics: Naics;
  /** Every code, of any level, that has rows in the earlier year. */
  readonly earlierCodes: Iterable<string>;
  /** One figure over several codes of the earlier year; `absent` where none of them has a row. */
  readonly earlier: (codes: readonly string[]) => PeriodFigures;
  /**
   * The same area's figures of the later year at the plan's level, where there are any. They show how a split
   * code was split here: one region's online shops sold clothes, another's groceries.
   */
  readonly later?: (code: string) => PeriodFigures | undefined;
  /** From the earlier to the later year. */
  readonly years: number;
  /** The figures that are asked for; all where left out. Others of split industries are then suppressed. */
  readonly measures?: readonly Measured[];
  /** The later industries that are asked for; all of the plan where left out. */
  readonly wanted?: ReadonlySet<string>;
}

export interface BridgedIndustry {
  readonly code: string;
  readonly kind: PlannedBridge["kind"];
  /** The earlier year's figures in the content of the later version's code. */
  readonly figures: PeriodFigures;
  /** How they came about, in words. */
  readonly text: string;
}

/**
 * Establishments of a split code that make a region's split as sure as one drawn of two: with 5,000 of them
 * the standard deviation around the nation's shares is a third of that of a region with one.
 */
const ESTABLISHMENTS_PER_DRAW = 500;

/**
 * Brings an earlier year's figures to the industries of a later NAICS version.
 *
 * Whole codes are exact: they keep their status. Parts of split codes are estimates with a 90 % interval, from
 * the nation's shares and, where given, the area's own later figures; they add up to what was split, so all
 * industries together keep the earlier year's sum. The fewest and widest codes are summed, which keeps an
 * industry exact though smaller codes in it are suppressed.
 */
export function bridgeFigures(input: BridgeInput): ReadonlyMap<string, BridgedIndustry> {
  const { plan, wanted, later } = input;
  const figures = bridgePlainFigures(input);
  const industries = [...plan.industries.values()].filter(({ code }) => wanted?.has(code) ?? true);
  return new Map(
    industries.map((industry) => [
      industry.code,
      {
        code: industry.code,
        kind: industry.kind,
        figures: figures.get(industry.code)!,
        text: bridgeText(industry, plan, later !== undefined),
      },
    ]),
  );
}

/** The figures alone, by code, for thousands of areas; there may be others than were asked for. */
export function bridgePlainFigures(input: BridgeInput): ReadonlyMap<string, PeriodFigures> {
  const { plan, wanted } = input;
  const depths = new Set<unknown>();
  for (const code of input.earlierCodes) depths.add(industryDepth(code));
  const figures = new Map<string, PeriodFigures>();
  const isWanted = ({ code }: PlannedBridge): boolean => wanted?.has(code) ?? true;
  const addWhole = ({ code, whole }: PlannedBridge): void => {
    if (!figures.has(code)) figures.set(code, wholeFigures(input, whole, depths));
  };
  for (const code of wanted ?? plan.industries.keys()) {
    const industry = plan.industries.get(code);
    if (industry) addWhole(industry);
  }
  // Those that share a split code are fitted together, asked for or not.
  for (const component of splitGroups(plan)) {
    if (!component.targets.some(isWanted)) continue;
    for (const target of component.targets) addWhole(target);
    const wholes = new Map(component.targets.map(({ code }) => [code, figures.get(code)!]));
    const parts = new Map(component.sources.map((code) => [code, wholeFigures(input, [code], depths)]));
    const split = { input, component, wholes, parts };
    const byMeasure = { employment: new Map(), establishments: new Map(), wages: new Map() } satisfies SplitData;
    for (const measure of input.measures ?? MEASURED) splitMeasure(split, measure, byMeasure[measure]);
    for (const target of component.targets) {
      if (!isWanted(target)) continue;
      const { code } = target;
      figures.set(code, {
        employment: byMeasure.employment.get(code) ?? SUPPRESSED,
        establishments: byMeasure.establishments.get(code) ?? SUPPRESSED,
        wages: byMeasure.wages.get(code) ?? SUPPRESSED,
      });
    }
  }
  return figures;
}

type SplitData = Record<Measured, Map<string, Datum>>;

/** Industries that share split codes, directly or over others. */
export interface SplitGroup {
  readonly targets: readonly PlannedBridge[];
  readonly sources: readonly string[];
}

/** For each plan, its components: many areas ask for the same ones. */
const componentsOfPlans = new WeakMap<BridgePlan, readonly SplitGroup[]>();

export function splitGroups(plan: BridgePlan): readonly SplitGroup[] {
  const known = componentsOfPlans.get(plan) ?? findComponents(plan);
  componentsOfPlans.set(plan, known);
  return known;
}

function findComponents(plan: BridgePlan): readonly SplitGroup[] {
  const split = [...plan.industries.values()].filter(({ parts }) => parts.length > 0);
  const seen = new Set<PlannedBridge>();
  const components: SplitGroup[] = [];
  for (const start of split) {
    if (seen.has(start)) continue;
    const targets = new Set([start]);
    const sources = new Set<string>();
    for (const target of targets) {
      seen.add(target);
      for (const { code } of target.parts) sources.add(code);
      for (const other of split) {
        if (other.parts.some(({ code }) => sources.has(code))) targets.add(other);
      }
    }
    const inOrder = split.filter((industry) => targets.has(industry));
    components.push({ targets: inOrder, sources: [...sources].sort() });
  }
  return components;
}

/** The sum of whole codes; a suppressed one is replaced by its children where those are known. */
export function wholeFigures(
  input: BridgeInput,
  codes: readonly string[],
  depths: ReadonlySet<unknown>,
): PeriodFigures {
  const known: string[] = [];
  const open = [...codes];
  let last: PeriodFigures | undefined;
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const isThere = depths.has(industryDepth(code));
    last = isThere ? input.earlier([code]) : undefined;
    const children =
      last === undefined || last.employment.status === "suppressed" ? input.naics.children(code, input.plan.from) : [];
    if (children.length > 0 && (!isThere || childrenKnown(input, children, depths))) {
      open.push(...children);
    } else if (isThere) known.push(code);
    else {
      const nothing = undefinedBecause(
        `the files hold no ${industryDepth(code)}-digit codes of NAICS ${input.plan.from}`,
      );
      return { employment: nothing, establishments: nothing, wages: nothing };
    }
  }
  return known.length === 1 && last ? last : input.earlier(known.length > 1 ? known.sort() : known);
}

function childrenKnown(input: BridgeInput, codes: readonly string[], depths: ReadonlySet<unknown>): boolean {
  if (!codes.every((code) => depths.has(industryDepth(code)))) return false;
  return input.earlier(codes).employment.status !== "suppressed";
}

export interface Split {
  readonly input: BridgeInput;
  readonly component: SplitGroup;
  readonly wholes: ReadonlyMap<string, PeriodFigures>;
  readonly parts: ReadonlyMap<string, PeriodFigures>;
}

function splitMeasure(split: Split, measure: Measured, result: Map<string, Datum>): void {
  const { component, parts } = split;
  const findSource = (code: string): Datum => parts.get(code)![measure];
  const known = new Set(component.sources.filter((code) => isKnown(findSource(code))));
  const isComplete = known.size === component.sources.length;
  const targets: Target[] = [];
  for (const industry of component.targets) {
    const whole = split.wholes.get(industry.code)![measure];
    const hidden = industry.parts.map(({ code }) => findSource(code)).find((datum) => !isKnown(datum));
    const blocked = isKnown(whole) ? hidden : whole;
    if (blocked) result.set(industry.code, blocked);
    // A hidden part of one industry does not hide the others, but what is left for them is known less well.
    if (hidden === undefined) targets.push(apportion(split, industry, measure));
  }
  const { wanted } = split.input;
  // Where nobody asks for what is left, it need not be shared out.
  if (component.targets.every(({ code }) => result.has(code) || wanted?.has(code) === false)) return;
  const total = isComplete
    ? sum(component.sources.map((code) => amount(findSource(code))))
    : sum(targets.map((target) => target.mean));
  const evident = isComplete ? withEvidence(split, targets, measure) : targets;
  const fitted = fitSplit(evident, total);
  targets.forEach(({ industry, whole }, index) => {
    if (result.has(industry.code)) return;
    const data = industry.parts.map(({ code }) => findSource(code));
    result.set(industry.code, joined(whole, data, fitted[index]!));
  });
}

export interface Target extends SplitTarget {
  readonly industry: PlannedBridge;
  readonly whole: Datum;
}

/** What an industry gets by the nation's shares, and how far a region may be from them. */
export function apportion({ wholes, parts }: Split, industry: PlannedBridge, measure: Measured): Target {
  let [mean, variance, cap] = [0, 0, 0];
  for (const { code, shares } of industry.parts) {
    const figures = parts.get(code)!;
    const value = amount(figures[measure]);
    const share = shares[measure];
    const draws = 1 + amount(figures.establishments) / ESTABLISHMENTS_PER_DRAW;
    mean += value * share.value;
    variance += value ** 2 * (share.value / draws + share.deviation ** 2);
    cap += value;
  }
  return { industry, whole: wholes.get(industry.code)![measure], mean, variance, cap };
}

/**
 * Adds what the later year's figures say: brought back by the growth of all these industries together, less the
 * whole codes, they are what came from the split ones, as far as the industry grew like the others.
 */
export function withEvidence({ input }: Split, targets: readonly Target[], measure: Measured): readonly SplitTarget[] {
  const { later, years } = input;
  if (!later) return targets;
  const levels = targets.map(({ industry, whole }) => {
    const figures = later(industry.code);
    const after = figures?.[measure] ?? ABSENT;
    if (!isKnown(after) || !isKnown(whole)) return undefined;
    const jobs = amount(figures?.employment ?? ABSENT);
    return { after: amount(after), before: amount(whole), jobs };
  });
  let [now, then] = [0, 0];
  levels.forEach((level, index) => {
    if (!level) return;
    now += level.after;
    then += level.before + targets[index]!.mean;
  });
  if (now <= 0 || then <= 0) return targets;
  const growth = now / then;
  return targets.map((target, index) => {
    const level = levels[index];
    if (!level) return target;
    const back = level.after / growth;
    const relative =
      measure === "establishments" ? establishmentGrowthVariance(back, years) : growthVariance(level.jobs, years);
    const variance = Math.max(1, Math.max(back, level.before) ** 2 * relative);
    return { ...target, evidence: { value: back - level.before, variance } };
  });
}

/** A whole with its part of split codes: an estimate, unless nothing was split off. */
function joined(whole: Datum, sources: readonly Datum[], part: { value: number; deviation: number }): Datum {
  const cap = sum(sources.map(amount));
  if (cap === 0) return sources.reduce((datum, source) => (datum.status === "absent" ? source : datum), whole);
  const base = toRange(whole);
  const value = base.value + part.value;
  // The split code's own uncertainty falls to its parts as its jobs do.
  const scale = part.value / cap;
  const spread = NINETY_PERCENT * part.deviation;
  const ranges = sources.map(toRange);
  const below = Math.hypot(spread, base.value - base.low, ...ranges.map((each) => scale * (each.value - each.low)));
  const above = Math.hypot(spread, base.high - base.value, ...ranges.map((each) => scale * (each.high - each.value)));
  const most = base.high + sum(ranges.map((each) => each.high));
  return estimated(value, {
    low: Math.min(value, Math.max(base.low, value - below)),
    high: Math.max(value, Math.min(most, value + above)),
  });
}

function toRange(datum: Datum): { readonly value: number; readonly low: number; readonly high: number } {
  if (datum.status === "estimated") return datum;
  const value = amount(datum);
  return { value, low: value, high: value };
}

/** No row means no activity, which adds nothing; suppressed and undefined are not known. */
export function isKnown(datum: Datum): boolean {
  return datum.status === "absent" || hasValue(datum);
}

export function amount(datum: Datum): number {
  return knownValue(datum) ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
