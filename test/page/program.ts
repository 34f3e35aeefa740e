import { join } from "node:path";
import { pageProgram } from "../../scripts/page-program.mjs";
import { ROOT } from "../cli/run-cli.js";

let program: Promise<string> | undefined;

/** The program of live pages, made of these sources once for all tests of a worker. */
export function programOfSources(): Promise<string> {
  return (program ??= pageProgram(join(ROOT, "src/page/main.ts")));
}
