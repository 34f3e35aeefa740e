import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { withBuiltInData } from "../command/built-in-data.js";
import type { AnyCommand, Given } from "../command/command.js";
import { combineOptions, DEFAULT_CONFIG, type ConfigValues, type Resolved } from "../command/resolve-options.js";
import type { Io } from "../output/io.js";

/**
 * The options of a run: what was typed, else what the config says, else the defaults.
 *
 * The config is parsed only when there is one, since the YAML library costs a noticeable part of a start.
 */
export async function resolveOptions(definition: AnyCommand, given: Given, io: Io): Promise<Resolved> {
  const config = "config" in definition.options ? await readConfigFor(definition, given, io) : undefined;
  const name = methodName(given, config);
  const whole = name === undefined ? config : (await import("./config.js")).withMethod(name, definition, config);
  return withBuiltInData(combineOptions(definition, given, whole), definition, io.cwd);
}

/** The published method that is named, if any. */
function methodName(given: Given, config: ConfigValues | undefined): string | undefined {
  return (given.methodOf ?? config?.values.methodOf) as string | undefined;
}

async function readConfigFor(definition: AnyCommand, given: Given, io: Io): Promise<ConfigValues | undefined> {
  const named = given.config as string | undefined;
  if (named === undefined && !existsSync(resolve(io.cwd, DEFAULT_CONFIG))) return undefined;
  const { readCommandConfig } = await import("./config.js");
  return readCommandConfig(named ?? DEFAULT_CONFIG, definition, io);
}
