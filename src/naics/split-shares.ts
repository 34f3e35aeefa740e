import type { PeriodFigures } from "../core/industry-table.js";
import {
  amount,
  splitGroups,
  isKnown,
  apportion,
  wholeFigures,
  withEvidence,
  type BridgeInput,
  type SplitGroup,
  type Split,
} from "./bridge.js";
import { industryDepth } from "./levels.js";
import { MEASURED, type Measured, type Piece, type Revision, type Share, type MeasuredShares } from "./revision.js";
import { fitSplit } from "./split-fit.js";

/** Rounds in which rows and columns are made to add up; sums agree to far below a job long before. */
const RAKES = 60;

/**
 * The shares of split codes as one area's figures on both sides of the break show them: the shipped shares joined
 * with the area's own later six-digit figures, each weighted by how sure it is.
 *
 * @param input of the area, with a plan of six digits; codes without own figures keep their shipped shares
 * @returns the same revision with other shares, and of how many split codes it has them
 */
export function sharesOfArea(
  revision: Revision,
  input: BridgeInput,
): { readonly revision: Revision; readonly codes: number } {
  const depths = new Set<unknown>([...input.earlierCodes].map(industryDepth));
  const wholes = new Map<string, PeriodFigures>();
  for (const { code, whole } of input.plan.industries.values()) wholes.set(code, wholeFigures(input, whole, depths));
  const pieces = new Map(revision.pieces);
  let codes = 0;
  for (const component of splitGroups(input.plan)) {
    const parts = new Map(component.sources.map((code) => [code, wholeFigures(input, [code], depths)]));
    const split: Split = { input, component, wholes, parts };
    const measured = MEASURED.map((measure) => [measure, sharesByMeasure(split, measure)] as const);
    for (const source of component.sources) {
      const own = measured.flatMap(([measure, shares]) => {
        const of = shares?.get(source);
        return of ? [[measure, of] as const] : [];
      });
      if (own.length === 0) continue;
      codes++;
      pieces.set(
        source,
        revision.pieces.get(source)!.map((piece) => withShares(piece, own)),
      );
    }
  }
  return { revision: { ...revision, pieces }, codes };
}

function withShares({ to, shares }: Piece, own: readonly (readonly [Measured, ReadonlyMap<string, Share>])[]): Piece {
  const known = own.flatMap(([measure, of]) => (of.has(to) ? [[measure, of.get(to)!] as const] : []));
  return { to, shares: { ...shares, ...(Object.fromEntries(known) as Partial<MeasuredShares>) } };
}

/** For each source, its targets' shares; undefined if the area's figures don't cover all sources. */
function sharesByMeasure(split: Split, measure: Measured): ReadonlyMap<string, ReadonlyMap<string, Share>> | undefined {
  const { component, parts } = split;
  const jobs = component.sources.map((code) => parts.get(code)![measure]);
  if (!jobs.every(isKnown)) return undefined;
  const amounts = jobs.map(amount);
  const evident = withEvidence(
    split,
    component.targets.map((target) => apportion(split, target, measure)),
    measure,
  );
  if (!evident.some(({ evidence }) => evidence)) return undefined;
  const fitted = fitSplit(
    evident,
    amounts.reduce((sum, one) => sum + one, 0),
  );
  const flows = raked(
    component,
    measure,
    amounts,
    fitted.map(({ value }) => value),
  );
  return new Map(
    component.sources.flatMap((source, s) => {
      const total = amounts[s]!;
      if (!(total > 0)) return [];
      const shares = component.targets.flatMap((target, t): [string, Share][] => {
        if (!target.parts.some(({ code }) => code === source)) return [];
        const value = flows[s]![t]! / total;
        const part = fitted[t]!;
        // The part's uncertainty falls to its sources as its jobs do.
        const deviation =
          part.value > 0 ? Math.min((value * part.deviation) / part.value, 0.5) : part.deviation / total;
        return [[target.code, { value, deviation: Math.min(deviation, 0.5) }]];
      });
      return [[source, new Map(shares)] as const];
    }),
  );
}

/** Jobs from each source to each target, by the known shares, made to add up to both. */
function raked(
  { sources, targets }: SplitGroup,
  measure: Measured,
  rows: readonly number[],
  columns: readonly number[],
): readonly (readonly number[])[] {
  const flows = sources.map((source, s) =>
    targets.map((target) => {
      const part = target.parts.find(({ code }) => code === source);
      return part ? rows[s]! * Math.max(part.shares[measure].value, 1e-6) : 0;
    }),
  );
  for (let round = 0; round < RAKES; round++) {
    for (let t = 0; t < targets.length; t++) {
      const sum = flows.reduce((total, row) => total + row[t]!, 0);
      if (sum > 0) for (const row of flows) row[t]! *= columns[t]! / sum;
    }
    flows.forEach((row, s) => {
      const sum = row.reduce((total, flow) => total + flow, 0);
      if (sum > 0) row.forEach((flow, t) => (row[t] = (flow * rows[s]!) / sum));
    });
  }
  return flows;
}
