// Whether what lies in dist/ was built from the sources as they are now.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const made = ["cli/main.js", "program/main.cjs", "program/thread.js", "page/program.js"];

/** The file that holds the hash of the inputs of the last build. */
export const stamp = join(root, "node_modules/.cache/sector-rank-build.txt");

/** The hash of every file that the build reads. */
export function hashInputs() {
  const hash = createHash("sha256");
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) =>
    join("src", name),
  );
  const others = [
    "scripts/build.mjs",
    "scripts/build-stamp.mjs",
    "scripts/page-program.mjs",
    "tsconfig.json",
    "tsconfig.build.json",
    "package-lock.json",
  ];
  for (const name of [...sources, ...others].sort()) {
    if (/\.\w+$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(root, name)));
  }
  return hash.digest("hex");
}

/** Whether every file that the build makes is there, made from the inputs as they are. */
export function isBuilt() {
  const files = [...made.map((name) => join(root, "dist", name)), stamp];
  return files.every((file) => existsSync(file)) && readFileSync(stamp, "utf8") === hashInputs();
}
