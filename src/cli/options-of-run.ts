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
  return withBuiltInData(combineOptions(definition, given, config), definition, io.cwd);
}

async function readConfigFor(definition: AnyCommand, given: Given, io: Io): Promise<ConfigValues | undefined> {
  const named = given.config as string | undefined;
  if (named === undefined && !existsSync(resolve(io.cwd, DEFAULT_CONFIG))) return undefined;
  const { readCommandConfig } = await import("./config.js");
  return readCommandConfig(named ?? DEFAULT_CONFIG, definition, io);
}
