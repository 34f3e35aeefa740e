import type { ErrorCode, Place } from "../core/errors.js";
import { UsageError } from "../core/errors.js";
import type { AnyCommand, Given } from "./command.js";
import { defaultValue } from "./kinds/kinds.js";
import { optionName } from "./option-types.js";

/** The config that is read when it is there and `--config` names no other. */
export const DEFAULT_CONFIG = "sector-rank.yaml";

export type Resolved = Record<string, unknown>;

/** What a config says for one command: values by option key, and where each stands. */
export interface ConfigValues {
  readonly values: Given;
  readonly placeOf: (path: readonly string[]) => Place | undefined;
  /** What a published method says, below the config. */
  readonly method?: Given;
}

/** What is known of a run's options beside their values. */
interface Origin {
  readonly placeOf: ConfigValues["placeOf"];
  /** Names of options that a published method sets and that were typed or configured otherwise. */
  readonly changed: readonly string[];
}

const originOf = new WeakMap<object, Origin>();

/** The options of a run: what was typed, else what the config says, else the defaults. */
export function combineOptions(definition: AnyCommand, given: Given, config: ConfigValues | undefined): Resolved {
  const options: Resolved = {};
  for (const [key, { required, variadic }] of Object.entries(definition.arguments ?? {})) {
    options[key] = given[key] ?? config?.values[key] ?? (variadic ? [] : undefined);
    if (required && (options[key] === undefined || (variadic && (options[key] as string[]).length === 0))) {
      throw new UsageError(`${definition.name} needs ${key}`, {
        code: "ARGUMENT_MISSING",
        found: "nothing",
        hint: `\`sector-rank ${definition.name} --help\` shows how it is written`,
      });
    }
  }
  for (const [key, option] of Object.entries(definition.options)) {
    const typed = given[key];
    const configured = config?.values[key] ?? config?.method?.[key];
    if (option.type === "numbers") {
      options[key] = Object.assign({}, defaultValue(option), configured, typed);
    } else {
      options[key] = typed ?? configured ?? defaultValue(option);
    }
  }
  for (const [key, { joins }] of Object.entries(definition.arguments ?? {})) {
    const typed = given[key] as readonly string[] | undefined;
    if (joins === undefined || typed === undefined) continue;
    // As with the option itself, what is typed wins over a config.
    options[joins] = [...((given[joins] as readonly string[] | undefined) ?? []), ...typed];
  }
  if (options.json === true) {
    if (given.json === true && given.format !== undefined && given.format !== "json") {
      throw new UsageError("--json and --format contradict each other", {
        code: "OPTION_CONFLICT",
        found: `--format ${String(given.format)}`,
        hint: "give one of them; --out writes further formats to files",
      });
    }
    // A format that was typed wins over `json: true` in a config.
    options.format = given.json === true || given.format === undefined ? "json" : given.format;
  }
  if (config) {
    const { method = {}, values, placeOf } = config;
    originOf.set(options, {
      placeOf: (path) => (given[path[0] ?? ""] === undefined ? placeOf(path) : undefined),
      changed: Object.keys(method)
        .filter((key) => given[key] !== undefined || values[key] !== undefined)
        .map(optionName),
    });
  }
  return options;
}

/** A run's options with some of them replaced, as for a command that runs another. */
export function derivedOptions<Options extends object, Replaced extends object>(
  options: Options,
  replaced: Replaced,
): Omit<Options, keyof Replaced> & Replaced {
  const derived = { ...options, ...replaced };
  const origin = originOf.get(options);
  if (origin) originOf.set(derived, origin);
  return derived;
}

/** Names of the options that a published method sets and that were typed or configured otherwise. */
export function changedFromMethod(options: object): readonly string[] {
  return originOf.get(options)?.changed ?? [];
}

/**
 * Where in the config an option's value stands, for an error that is found only later: a weight that
 * names no measure, say. Nothing for what was typed on the command line.
 */
export function placeOfOption(options: object, ...path: readonly string[]): Place | undefined {
  return originOf.get(options)?.placeOf(path);
}

/** Errors about areas, which are looked up long after the config is read. */
const ABOUT_AREAS: ReadonlySet<ErrorCode> = new Set([
  "AREA_UNKNOWN",
  "AREA_AMBIGUOUS",
  "AREA_OVERLAP",
  "REGION_EMPTY",
  "CONNECTICUT_MIXED",
] satisfies ErrorCode[]);

/** The same error with the place in the config where the area stands that it is about. */
export function placedInConfig(error: unknown, options: Resolved): unknown {
  if (!(error instanceof UsageError) || error.details.where || !ABOUT_AREAS.has(error.details.code)) return error;
  const named = Object.keys((options.regions as object | undefined) ?? {});
  const paths = [
    ["region"],
    ["areas"],
    ["exclude"],
    ["reference"],
    ...named.map((name): [string, string] => ["regions", name]),
  ];
  const { found = "" } = error.details;
  const holdsIt = ([key = "", name]: readonly string[]): boolean => {
    const value = options[key];
    const part = name === undefined ? value : (value as Record<string, unknown>)[name];
    return JSON.stringify(part ?? "").includes(JSON.stringify(found).slice(1, -1));
  };
  const places = [...paths.filter(holdsIt), ["region"]].map((path) => placeOfOption(options, ...path));
  const where = places.find((place) => place !== undefined);
  return where ? new UsageError(error.message, { ...error.details, where }) : error;
}
