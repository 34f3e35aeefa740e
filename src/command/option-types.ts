import type { ProjectionMapping } from "../projections/read/mapping.js";
import type { Treatment } from "../ranking/treatment.js";
import type { RuleText } from "../ranking/rules/rules.js";

/** One weight of a ranking; without a direction the measure's own applies. */
export interface Weight {
  readonly weight: number;
  readonly direction?: "higher" | "lower";
  readonly treatment?: Treatment;
  /** The composite that it is a part of, whose weight is that of its parts together. */
  readonly group?: string;
}

/** Weights by measure id or by the name of a user's factor, in the order given. */
export type Weights = Readonly<Record<string, Weight>>;

/** A region that a config names. */
export interface NamedRegion {
  /** Codes, or names to look up. */
  readonly areas: readonly string[];
  readonly exclude: readonly string[];
}

/** What the headings of a survey tool's export mean, and what its texts stand for. */
export interface SurveyMapping {
  readonly respondent?: string;
  readonly company?: string;
  readonly industry?: string;
  readonly region?: string;
  readonly size?: string;
  readonly jobs?: string;
  /** Rows below the header that are not answers. */
  readonly skip?: number;
  /** Heading of a rating → the credential that it is of. */
  readonly ratings: Readonly<Record<string, string>>;
  /** The same of questions with yes or no. */
  readonly portable?: Readonly<Record<string, string>>;
  readonly alone?: Readonly<Record<string, string>>;
  readonly stackable?: Readonly<Record<string, string>>;
  readonly buildingBlock?: Readonly<Record<string, string>>;
  /** Text of a cell in lower case → the rating that it means. */
  readonly values?: Readonly<Record<string, SurveyRating>>;
}

/** What a respondent may say of a credential. */
export const SURVEY_RATINGS = ["required", "preferred", "useful", "not used", "unknown"] as const;
export type SurveyRating = (typeof SURVEY_RATINGS)[number];

interface OptionBase {
  /** One line for help and completion; lower case, no full stop. */
  readonly help: string;
  /** Heading in help. */
  readonly group?: string;
  /** A config's top level means it too, though its help has words of the command's own. */
  readonly shared?: boolean;
}

/** Free text. With `repeatable`, every occurrence is kept, and a config takes a list. */
export interface StringOption extends OptionBase {
  readonly type: "string";
  /** What stands for the value in help: `FILE`. */
  readonly value: string;
  readonly default?: string;
  readonly repeatable?: boolean;
  /** Holds area or industry codes, which a config must quote. */
  readonly codes?: boolean;
  /** Names a file or folder; in a config it counts from the config's folder. */
  readonly path?: boolean;
  /** A number may stand in place of the path. */
  readonly orNumber?: boolean;
  /** A name and `=` stand before the path: `cbp=FILE`. */
  readonly prefixed?: boolean;
  /** Means something on the command line only. */
  readonly commandLineOnly?: boolean;
}

export interface NumberOption extends OptionBase {
  readonly type: "integer" | "number";
  readonly value: string;
  readonly default?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanOption extends OptionBase {
  readonly type: "boolean";
  readonly commandLineOnly?: boolean;
}

export interface ChoiceOption extends OptionBase {
  readonly type: "choice";
  readonly choices: readonly string[];
  /** What stands for the value in help where the choices are too long to be shown there. */
  readonly value?: string;
  readonly default?: string;
  /** The choice that another name for it means, such as a measure's label. */
  readonly named?: (text: string) => string | undefined;
  /** The choice that the option means where none follows it. */
  readonly bare?: string;
  readonly commandLineOnly?: boolean;
}

/** Texts separated by commas; may be repeated, which adds to the list. */
export interface ListOption extends OptionBase {
  readonly type: "list";
  readonly value: string;
  readonly codes?: boolean;
  readonly commandLineOnly?: boolean;
}

/** `employment=2,lq=1`, `averagePay=1:lower:log`, `momentum = 0.4 * (growth, lqChange)`; in a config a map. */
export interface WeightsOption extends OptionBase {
  readonly type: "weights";
  readonly value: string;
}

/** Named numbers, each with a default: `small-base=50,high-lq=1.25`; in a config a map. */
export interface NumbersOption extends OptionBase {
  readonly type: "numbers";
  readonly value: string;
  readonly keys: Readonly<Record<string, { readonly default: number; readonly help: string }>>;
}

/** Named regions, which only a config can hold. */
export interface RegionsOption extends OptionBase {
  readonly type: "regions";
}

/** How a table of projections is laid out, which only a config can hold. */
export interface MappingOption extends OptionBase {
  readonly type: "mapping";
}

/** Which columns of a survey tool's export hold what, which only a config can hold. */
export interface SurveyMappingOption extends OptionBase {
  readonly type: "survey-mapping";
}

/** Rules, each with a name if wanted; in a config a text, a list or a map of names. Always repeatable. */
export interface RulesOption extends OptionBase {
  readonly type: "rules";
  readonly value: string;
}

export type OptionDefinition =
  | StringOption
  | NumberOption
  | BooleanOption
  | ChoiceOption
  | ListOption
  | WeightsOption
  | NumbersOption
  | RegionsOption
  | RulesOption
  | MappingOption
  | SurveyMappingOption;

/** Options by camelCase key; `minEmployment` is `--min-employment`, and `min-employment:` in a config. */
export type OptionTable = Readonly<Record<string, OptionDefinition>>;

export interface ArgumentDefinition {
  readonly help: string;
  /** What stands for it in help; its key in upper case if not given. */
  readonly value?: string;
  readonly required?: boolean;
  /** Takes all that follow; only for the last one. */
  readonly variadic?: boolean;
  readonly choices?: readonly string[];
  /** The option that it is short for: what is typed joins that list. */
  readonly joins?: string;
  /** Names a file or folder; in a config it counts from the config's folder. */
  readonly path?: boolean;
}

export type ArgumentTable = Readonly<Record<string, ArgumentDefinition>>;

type SingleValue<Option> = Option extends { readonly type: "boolean" }
  ? boolean
  : Option extends { readonly type: "integer" | "number" }
    ? number
    : Option extends { readonly type: "choice"; readonly choices: readonly (infer Choice)[] }
      ? Choice
      : Option extends { readonly type: "list" }
        ? readonly string[]
        : Option extends { readonly type: "weights" }
          ? Weights
          : Option extends { readonly type: "numbers"; readonly keys: infer Keys }
            ? { readonly [Key in keyof Keys]: number }
            : Option extends { readonly type: "regions" }
              ? Readonly<Record<string, NamedRegion>>
              : Option extends { readonly type: "survey-mapping" }
                ? SurveyMapping
                : Option extends { readonly type: "rules" }
                  ? readonly RuleText[]
                  : Option extends { readonly type: "mapping" }
                    ? ProjectionMapping
                    : string;

type OptionValue<Option> = Option extends { readonly repeatable: true }
  ? readonly SingleValue<Option>[]
  : Option extends
        { readonly type: "boolean" | "list" | "numbers" | "regions" | "rules" } | { readonly default: string | number }
    ? SingleValue<Option>
    : SingleValue<Option> | undefined;

type ArgumentValue<Argument> = Argument extends { readonly variadic: true }
  ? readonly string[]
  : Argument extends { readonly required: true }
    ? string
    : string | undefined;

/** What `run` gets: lists, booleans and defaulted options always have a value, the others may be undefined. */
export type OptionValues<Options> = { readonly [Name in keyof Options]: OptionValue<Options[Name]> };
export type ArgumentValues<Arguments> = { readonly [Name in keyof Arguments]: ArgumentValue<Arguments[Name]> };

/** `minEmployment` as it is typed: `min-employment`. */
export function optionName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
