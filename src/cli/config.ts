import type { AnyCommand } from "./command.js";
import type { Io } from "./io.js";
import type { ConfigValues } from "./resolve-options.js";

export function readCommandConfig(file: string, definition: AnyCommand, io: Io): Promise<ConfigValues> {
  throw new Error(`unreachable: ${file} ${definition.name} ${io.cwd}`);
}
