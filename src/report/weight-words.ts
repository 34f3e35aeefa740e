import { formatNumber } from "../core/number-format.js";
import type { Candidate, Factor } from "../ranking/factor.js";
import type { Ranking } from "../ranking/rank.js";
import { describeTreatment } from "../ranking/treatment.js";
import { formatList, lowerFirst } from "./words.js";

/** The factors that take part, with their weights where those differ. */
export function describeWeights({ factors }: Pick<Ranking<Candidate>, "factors">): string {
  const taking = factors.filter(({ count }) => count > 0);
  const first = taking[0];
  const isEqual = first !== undefined && taking.every(({ weight, group }) => weight === first.weight && !group);
  const names = weightList(taking, isEqual);
  return `${formatList(names)}${isEqual && taking.length > 1 ? ", equally weighted" : ""}`;
}

/**
 * Factors in words, those of a composite together.
 *
 * @param isEqual their shares need no mention
 */
export function weightList(
  factors: readonly (Factor & { readonly share: number })[],
  isEqual = false,
): readonly string[] {
  return groupedBy(factors, ({ group }) => group).map((parts) => {
    const [one] = parts;
    const words = parts.map((factor) =>
      describeFactor(factor, isEqual || parts.length === 1 ? undefined : factor.share),
    );
    if (one!.group === undefined) return describeFactor(one!, isEqual ? undefined : one!.share);
    const share = parts.reduce((sum, factor) => sum + factor.share, 0);
    return `${withShare(one!.group, share)} (${formatList(words)})`;
  });
}

/** Composites stand where the first of their parts does. */
function groupedBy<T>(items: readonly T[], groupOf: (item: T) => string | undefined): readonly (readonly T[])[] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const key = groupOf(item) ?? item;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

function withShare(words: string, share: number): string {
  return `${words} ${formatNumber(share, "fraction")}`;
}

function describeFactor({ label, direction, treatment }: Factor, share: number | undefined): string {
  const name = share === undefined ? lowerFirst(label) : withShare(lowerFirst(label), share);
  const remarks = [
    ...(direction === "lower" ? ["low is good"] : []),
    ...(treatment === undefined ? [] : [describeTreatment(treatment)]),
  ];
  return remarks.length > 0 ? `${name} (${remarks.join("; ")})` : name;
}

/** A factor of a ranking in JSON, without how many it was known of. */
export function factorJson({ id, share, weight, direction, treatment, group }: Factor & { readonly share: number }) {
  return { id, weight: share, statedWeight: weight, direction, treatment, group };
}
