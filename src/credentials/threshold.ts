import { disclosed, SUPPRESSED, knownValue, ABSENT, type Datum } from "../core/datum.js";
import { applyRulesOver, readRulesOver, type Rule, type RuleText } from "../ranking/rules/rules.js";
import type { NumberNode, TruthNode } from "../ranking/rules/parse.js";
import type { CredentialTally } from "./tabulate.js";
import { TRAITS } from "./survey.js";

/** What a rule may name, with what it is. */
export const CREDENTIAL_FIGURES = {
  answers: "answers about the credential",
  required: "share of answers that call it required",
  requiredOrPreferred: "share of answers that call it required or preferred",
  agreement: "1 where all answers are alike, 0 where half stand at either end",
  polarisation: "how likely two answers stand at opposite ends, as a part of the most that is possible",
  portable: "share of answers that call it portable",
  alone: "share of answers by which it counts alone, without a degree",
  stackable: "share of answers that call it stackable",
  buildingBlock: "share of answers that call it a building block",
  jobs: "jobs in its occupations, with --occupations",
  openings: "openings a year in its occupations, with --occupations",
} as const;
export type CredentialFigure = keyof typeof CREDENTIAL_FIGURES;

export const DEFAULT_RULE = "requiredOrPreferred >= 60%";

/** How a credential fares by the rule. */
export type CredentialOutcome = "passes" | "fails" | "too few answers" | "not known" | "not in the survey";

export interface Judged {
  readonly tally: CredentialTally;
  readonly outcome: CredentialOutcome;
}

export interface Threshold {
  readonly rules: readonly Rule[];
  readonly fewest: number;
  readonly judged: readonly Judged[];
  /** The share that the first rule compares with a number; undefined where it compares none. */
  readonly moved: { readonly figure: CredentialFigure; readonly at: number } | undefined;
  /** What would pass at other numbers in its place, rising. */
  readonly sweep: readonly { readonly at: number; readonly passing: readonly string[] }[];
  /** Credentials within {@link NEAR} of the threshold, by how far above it. */
  readonly near: readonly { readonly id: string; readonly value: number; readonly distance: number }[];
}

/** How far from the threshold a credential is near it. */
export const NEAR = 0.1;
const STEPS = [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8] as const;

/** Figures that reach gives, by credential. */
export type ReachFigures = ReadonlyMap<string, { readonly jobs: Datum; readonly openings: Datum }>;

/** @throws {UsageError} RULE_SYNTAX, RULE_NAME with the character */
export function readKeepRules(texts: readonly RuleText[]): readonly Rule[] {
  const given = texts.length > 0 ? texts : [{ text: DEFAULT_RULE, where: { file: "--keep" } }];
  return readRulesOver(given, { names: Object.keys(CREDENTIAL_FIGURES), measures: [] });
}

/** Holds credentials against rules, all of which must be met, and shows what other thresholds would give. */
export function applyThreshold(
  tallies: readonly CredentialTally[],
  { rules, fewest, reach }: { readonly rules: readonly Rule[]; readonly fewest: number; readonly reach: ReachFigures },
): Threshold {
  const values = new Map(tallies.map((tally) => [tally.credential.id, collectFigures(tally, reach)]));
  const judge = (nodes: readonly Rule[]): readonly Judged[] => judged(tallies, values, nodes, fewest);
  const shown = judge(rules);
  const moved = rules.flatMap(({ node }) => comparedShare(node) ?? [])[0];
  const passingAt = (at: number): readonly string[] => {
    const others = rules.map((rule) => ({
      ...rule,
      node: moved ? withThreshold(rule.node, moved.figure, at) : rule.node,
    }));
    return judge(others)
      .filter(({ outcome }) => outcome === "passes")
      .map(({ tally }) => tally.credential.id);
  };
  const steps = moved ? [...new Set([...STEPS, moved.at])].sort((a, b) => a - b) : [];
  return {
    rules,
    fewest,
    judged: shown,
    moved,
    sweep: steps.map((at) => ({ at, passing: passingAt(at) })),
    near: moved ? findNear(shown, values, moved) : [],
  };
}

function collectFigures(tally: CredentialTally, reach: ReachFigures): Readonly<Record<CredentialFigure, Datum>> {
  const { all, traits, credential } = tally;
  const known = (value: number | undefined): Datum => {
    if (value !== undefined) return disclosed(value);
    return all === "none" ? ABSENT : SUPPRESSED;
  };
  const shares = typeof all === "object" ? all : undefined;
  const shareOf = Object.fromEntries(TRAITS.map((trait) => [trait, known(traits[trait]?.share)]));
  return {
    answers: known(shares?.answers),
    required: known(shares?.required),
    requiredOrPreferred: known(shares?.requiredOrPreferred),
    agreement: known(tally.agreement),
    polarisation: known(tally.polarisation),
    ...(shareOf as Record<(typeof TRAITS)[number], Datum>),
    jobs: reach.get(credential.id)?.jobs ?? ABSENT,
    openings: reach.get(credential.id)?.openings ?? ABSENT,
  };
}

function judged(
  tallies: readonly CredentialTally[],
  values: ReadonlyMap<string, Readonly<Record<CredentialFigure, Datum>>>,
  rules: readonly Rule[],
  fewest: number,
): readonly Judged[] {
  const candidates = tallies.map(({ credential }) => ({ naics: credential.id, values: values.get(credential.id)! }));
  const { outcomes } = applyRulesOver(candidates, new Map(), rules, false);
  return tallies.map((tally) => {
    const { all, credential } = tally;
    if (all === "none") return { tally, outcome: "not in the survey" };
    if (all === "withheld" || all.answers < fewest) return { tally, outcome: "too few answers" };
    const results = outcomes.get(credential.id)!.map(({ result }) => result);
    if (results.includes("fail")) return { tally, outcome: "fails" };
    return { tally, outcome: results.includes("unknown") ? "not known" : "passes" };
  });
}

const SHARES: readonly string[] = ["required", "requiredOrPreferred", ...TRAITS] satisfies readonly CredentialFigure[];

/** The first share that a rule holds against a number between 0 and 1. */
function comparedShare(node: TruthNode): Threshold["moved"] {
  switch (node.kind) {
    case "compare": {
      const { left, right } = node;
      const [name, number] = left.kind === "name" ? [left, right] : [right, left];
      if (name.kind !== "name" || number.kind !== "number" || !SHARES.includes(name.name)) return undefined;
      return number.value < 0 || number.value > 1
        ? undefined
        : { figure: name.name as CredentialFigure, at: number.value };
    }
    case "and":
    case "or":
      return comparedShare(node.left) ?? comparedShare(node.right);
    case "not":
      return comparedShare(node.of);
    case "top":
      return undefined;
  }
}

/** The rule with another number in place of the one that the share is compared with. */
function withThreshold(node: TruthNode, figure: CredentialFigure, at: number): TruthNode {
  switch (node.kind) {
    case "compare": {
      const isCompared = (own: NumberNode, other: NumberNode): boolean =>
        own.kind === "number" && other.kind === "name" && other.name === figure;
      const { left, right } = node;
      const number = { kind: "number", value: at } as const;
      if (isCompared(right, left)) return { ...node, right: number };
      return isCompared(left, right) ? { ...node, left: number } : node;
    }
    case "and":
    case "or":
      return { ...node, left: withThreshold(node.left, figure, at), right: withThreshold(node.right, figure, at) };
    case "not":
      return { ...node, of: withThreshold(node.of, figure, at) };
    case "top":
      return node;
  }
}

function findNear(
  all: readonly Judged[],
  values: ReadonlyMap<string, Readonly<Record<CredentialFigure, Datum>>>,
  { figure, at }: NonNullable<Threshold["moved"]>,
): Threshold["near"] {
  return all
    .flatMap(({ tally, outcome }) => {
      const value = knownValue(values.get(tally.credential.id)![figure]);
      if (value === undefined || outcome === "too few answers") return [];
      return [{ id: tally.credential.id, value, distance: value - at }];
    })
    .filter(({ distance }) => Math.abs(distance) <= NEAR + 1e-9)
    .sort((a, b) => b.distance - a.distance || (a.id < b.id ? -1 : 1));
}
