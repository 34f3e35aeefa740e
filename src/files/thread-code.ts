import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The file of a thread's code: beside the module that asks, or, where that is one of the program's few files, among the
 * modules that the package keeps one by one.
 *
 * @param module the code's place among the modules, such as `render/png-thread.js`
 * @param asking the address of the module that asks, which is in the same room
 * @returns undefined if there is none that a thread could load, as when TypeScript runs as it is
 */
export function threadCode(module: string, asking: string): string | undefined {
  return [`./${basename(module)}`, `../${module}`]
    .map((place) => fileURLToPath(new URL(place, asking)))
    .find((place) => existsSync(place));
}
