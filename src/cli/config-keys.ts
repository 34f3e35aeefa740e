import type { AnyCommand } from "../command/command.js";
import { CONFIGURED_COMMANDS } from "./configured-commands.js";
import { optionName, type OptionDefinition, type OptionTable } from "../command/option-types.js";
import { sharedOptions } from "../command/options.js";

// What a config may hold. Apart from reading one, since help, `init` and the schema need no YAML library.

/** An option or argument as a config knows it. */
export interface Configurable {
  readonly key: string;
  readonly option: OptionDefinition;
}

/** The commands that a config may say something of. */
export function configuredCommands(): readonly string[] {
  return Object.keys(CONFIGURED_COMMANDS);
}

/** Whether a key at the top level is a command's section; `regions` is taken by the named regions. */
export function isSection(name: string): boolean {
  return configuredCommands().includes(name) && !Object.hasOwn(sharedOptions, name);
}

/** What of an option table a config may hold, by name. */
export function configurable(table: OptionTable): Readonly<Record<string, Configurable>> {
  const entries = Object.entries(table).filter(
    ([, option]) => !("commandLineOnly" in option && option.commandLineOnly),
  );
  return Object.fromEntries(entries.map(([key, option]) => [optionName(key), { key, option }]));
}

/** A run's positional arguments stand in a config under their own names. */
export function configurableArguments({ arguments: table = {} }: AnyCommand): Readonly<Record<string, Configurable>> {
  // What is short for an option stands in a config as that option.
  const own = Object.entries(table).filter(([, { joins }]) => joins === undefined);
  const entries = own.map(([key, { help, variadic, choices, path = false }]): [string, Configurable] => {
    const option: OptionDefinition = choices
      ? { type: "choice", choices, help }
      : { type: "string", value: "", codes: !path, path, help, ...(variadic && { repeatable: true }) };
    return [optionName(key), { key, option }];
  });
  return Object.fromEntries(entries);
}
