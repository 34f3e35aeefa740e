import { formatShare, formatWholePercent } from "../core/number-format.js";
import type { Breakdown } from "./survey.js";
import type { GroupTally, AnswerShares, CredentialTally } from "./tabulate.js";

/** Something in the answers about a credential that a focus group can be asked about. */
export interface Inconsistency {
  readonly credential: string;
  readonly kind: "split" | "groups differ" | "required, not portable";
  /** What the figures say. */
  readonly finding: string;
  /** The question that follows. */
  readonly question: string;
}

/** Answers are split where the share lies in between. */
const SPLIT = { low: 0.35, high: 0.65 } as const;
/** So far apart two groups differ, with so many answers each. */
const APART = { points: 0.3, answers: 5 } as const;

const GROUPS_WORDS: Readonly<Record<Breakdown, string>> = {
  industry: "industries",
  size: "company sizes",
  region: "regions",
};

/** What to ask about: shares between 35 and 65 %, groups 30 points apart of at least five answers each, and required yet not portable. */
export function findInconsistencies(tallies: readonly CredentialTally[]): readonly Inconsistency[] {
  return tallies.flatMap((tally) => [...split(tally), ...apart(tally), ...notPortable(tally)]);
}

function split({ credential, all }: CredentialTally): readonly Inconsistency[] {
  if (typeof all !== "object") return [];
  const share = all.requiredOrPreferred;
  if (share < SPLIT.low || share > SPLIT.high) return [];
  return [
    {
      credential: credential.id,
      kind: "split",
      finding: `${formatShare(share)} of ${String(all.answers)} answers call it required or preferred.`,
      question: `Employers are split over ${credential.name}: when do you ask for it, and when does it make no difference?`,
    },
  ];
}

function apart({ credential, groups }: CredentialTally): readonly Inconsistency[] {
  return (Object.entries(groups) as [Breakdown, readonly GroupTally[]][]).flatMap(([breakdown, own]) => {
    const shown = own
      .flatMap(({ group, shares }) => (typeof shares === "object" ? [{ group, ...shares }] : []))
      .filter(({ answers }) => answers >= APART.answers);
    if (shown.length < 2) return [];
    const share = (one: AnswerShares): number => one.requiredOrPreferred;
    const highest = shown.reduce((best, one) => (share(one) > share(best) ? one : best));
    const lowest = shown.reduce((best, one) => (share(one) < share(best) ? one : best));
    // Tenths are not binary fractions: 80% less 50% are 30 points.
    if (share(highest) - share(lowest) < APART.points - 1e-9) return [];
    return [
      {
        credential: credential.id,
        kind: "groups differ",
        finding: `By ${GROUPS_WORDS[breakdown]}, ${formatWholePercent(share(highest))} of ${highest.group} (${String(highest.answers)} answers) and ${formatWholePercent(share(lowest))} of ${lowest.group} (${String(lowest.answers)} answers) call it required or preferred.`,
        question: `Why does ${credential.name} count for more in ${highest.group} than in ${lowest.group}?`,
      },
    ];
  });
}

function notPortable({ credential, all, requiredNotPortable }: CredentialTally): readonly Inconsistency[] {
  if (typeof all !== "object" || requiredNotPortable === undefined) return [];
  return [
    {
      credential: credential.id,
      kind: "required, not portable",
      finding: `${String(requiredNotPortable)} of ${String(all.answers)} answers require it and call it not portable.`,
      question: `${credential.name} is required, yet does not count with other employers: what would make it portable?`,
    },
  ];
}
