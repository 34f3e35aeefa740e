// Where it is kept that every example of the help ran, from the installed package, with these sources, these tables and
// this Node: test/cli/examples.test.ts does not run them again then.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashInputs } from "./build-stamp.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The file whose presence says so. */
export function examplesRecord() {
  const hash = createHash("sha256").update(`${process.version} ${process.platform}\n`).update(hashInputs());
  for (const name of readdirSync(join(root, "data"), { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(root, "data", name);
    if (statSync(file).isFile()) hash.update(`${name}\n`).update(readFileSync(file));
  }
  return join(root, "node_modules/.cache/examples", hash.digest("hex"));
}
