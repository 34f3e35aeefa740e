import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dataFolder } from "../files/shipped-table.js";

let program: string | undefined;

/** The program of live pages, which `npm run build` makes of src/page. */
export async function readPageProgram(): Promise<string> {
  program ??= readFileSync(join(dirname(dataFolder()), "dist", "page", "program.js"), "utf8");
  return Promise.resolve(program);
}
