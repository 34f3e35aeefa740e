import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { LINKED, makeFolder, removeFolder, ROOT, runCli, splitWords } from "../cli/run-cli.js";

// A case is a folder: `cmd` is a command line (`COLUMNS=160 sector-rank …`), `in/` holds the files it finds.
// What must come out: `stdout`, `stderr`, `status`, and `out/` with every file written.
// `npm run golden -- --accept` rewrites them; read the diff.

const CASES = join(ROOT, "test/golden");
const accepts = process.env.SECTOR_RANK_ACCEPT_GOLDEN === "1";

const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "cmd")));

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  /** Content by path, of what was written or changed. */
  readonly files: Readonly<Record<string, string>>;
}

async function run(name: string): Promise<Outcome> {
  const words = splitWords(readFileSync(join(CASES, name, "cmd"), "utf8").trim());
  const start = words.indexOf("sector-rank");
  const env = Object.fromEntries(words.slice(0, start).map((word) => word.split("=") as [string, string]));
  const folder = makeFolder(join(CASES, name, "in"));
  try {
    const before = contents(folder);
    const { stdout, stderr, status } = await runCli(words.slice(start + 1), { cwd: folder, env });
    const files = Object.entries(contents(folder)).filter(([path, text]) => before[path] !== text);
    return {
      stdout: portable(stdout),
      stderr: portable(stderr),
      status: `${status}\n`,
      files: Object.fromEntries(files.map(([path, text]) => [path, portable(text)])),
    };
  } finally {
    removeFolder(folder);
  }
}

/** The package lies elsewhere on every machine. */
function portable(text: string): string {
  return text.replaceAll(ROOT, "PACKAGE/");
}

function contents(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => !LINKED.includes(path));
  const files = paths.filter((path) => lstatSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function expected(name: string): Outcome {
  const text = (file: string): string => {
    const path = join(CASES, name, file);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  const files = contents(join(CASES, name, "out"));
  return { stdout: text("stdout"), stderr: text("stderr"), status: text("status"), files };
}

function accept(name: string, { stdout, stderr, status, files }: Outcome): void {
  const folder = join(CASES, name);
  rmSync(join(folder, "out"), { recursive: true, force: true });
  const all = {
    stdout,
    stderr,
    status,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`out/${path}`, text])),
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("golden cases", () => {
  it.each(names)("%s", async (name) => {
    const outcome = await run(name);
    // A result that differs from run to run, or from folder to folder, can't be a golden one.
    expect(await run(name)).toEqual(outcome);
    if (accepts) accept(name, outcome);
    expect(outcome).toEqual(expected(name));
  });
});
