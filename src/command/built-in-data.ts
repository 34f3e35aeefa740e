import { existsSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import { dataFolder } from "../files/shipped-table.js";

/** What a command takes, by name. */
interface Taken {
  readonly options: object;
  readonly arguments?: object;
}

/** What names the files of the built-in region, wherever the tool is installed. */
const DEMO = "demo";

/** Under which results name built-in files, and under which they can be named. */
const BUILT_IN = "built-in/";

/** What `demo` names in each of the options and arguments that read files: folders and files of the built-in region. */
const READS: Readonly<Record<string, string>> = {
  qcew: DEMO,
  files: DEMO,
  projections: DEMO,
  lodes: DEMO,
  completions: "training/columbus/completions",
  institutions: "training/columbus/hd2023.csv",
  laus: "workers/columbus/laus",
  acs: "workers/columbus/acs",
};

/**
 * The options with built-in data found by name: `demo` is the folder of the built-in region's files, and
 * `built-in/projections/kansas.csv` a file beside it. A file or folder of the user's of that name wins.
 */
export function withBuiltInData(
  options: Record<string, unknown>,
  definition: Taken,
  cwd: string,
): Record<string, unknown> {
  for (const key of Object.keys({ ...definition.options, ...definition.arguments })) {
    const value = options[key];
    if (!Object.hasOwn(READS, key)) continue;
    const found = (path: unknown) => (typeof path === "string" ? builtInPath(path, READS[key]!, cwd) : path);
    options[key] = Array.isArray(value) ? value.map(found) : found(value);
  }
  return options;
}

function builtInPath(path: string, demo: string, cwd: string): string {
  const name = normalize(path).replaceAll("\\", "/").replace(/\/$/, "");
  const inside =
    name === DEMO || name.startsWith(`${DEMO}/`)
      ? `${demo}${name.slice(DEMO.length)}`
      : name.startsWith(BUILT_IN)
        ? name.slice(BUILT_IN.length)
        : undefined;
  if (inside === undefined || existsSync(resolve(cwd, path))) return path;
  const built = join(dataFolder(), inside);
  return existsSync(built) ? built : path;
}

/** Whether a path of a config names built-in data, and so does not count from the config's folder. */
export function namesBuiltInData(path: string): boolean {
  return path === DEMO || path.startsWith(BUILT_IN);
}
