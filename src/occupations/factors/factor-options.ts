import type { Weights } from "../../command/option-types.js";
import type { NeedsValues } from "../../living-costs/read-wage-needs.js";
import type { WageNeeds } from "../../living-costs/wage-needs.js";
import type { UserFactorValues } from "../../ranking/rank-region.js";
import type { RuleText } from "../../ranking/rules/rules.js";
import type { ProvenanceInput } from "../../report/provenance.js";
import { mayNameFigure } from "./figures.js";

/** The options that factors beside the measures come from. */
export interface FactorOptions extends NeedsValues {
  readonly factor: readonly string[];
  readonly weights?: Weights | undefined;
  readonly rule?: readonly RuleText[];
  readonly weightSet?: readonly string[];
  readonly team?: string | undefined;
  readonly staffing: readonly string[];
  readonly wages: readonly string[];
  readonly education: readonly string[];
  readonly wagesArea?: string | undefined;
  readonly format: string;
}

/** Factors beside the measures, and the files that they come from. */
export interface FactorReading {
  readonly factors: UserFactorValues;
  readonly inputs: readonly ProvenanceInput[];
  /** What wages are compared with. */
  readonly needs: WageNeeds;
}

/** Whether a run may name a figure of occupations. */
export function mayBeNamed({ weights, rule = [], weightSet = [], team }: FactorOptions, measure = ""): boolean {
  if (team !== undefined) return true;
  const texts = [...Object.keys(weights ?? {}), ...rule.map(({ text }) => text), ...weightSet, measure];
  return mayNameFigure(texts.join(" "));
}
