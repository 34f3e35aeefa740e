import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedCli, type BuiltCli } from "./built-cli.js";
import { matchesShown, parseBlocks, parseConsole, parseShell } from "./doc-blocks.js";
import { makeFolder, removeFolder, ROOT, runCli } from "./run-cli.js";

// Every example of README.md and docs/ runs here, in one folder a page, in the order of the page:
//   ```console          `$ sector-rank …` lines with the output they give; a line `…` stands for left-out lines
//   ```sh               commands that must end with 0
//   ```yaml NAME.yaml   a file, written before what follows (any language, where a name with a dot follows it)
//   ```sh no-test       not run: what needs the network or changes the machine

const pages = ["README.md", ...(existsSync(join(ROOT, "docs")) ? readdirSync(join(ROOT, "docs")) : [])]
  .filter((name) => name.endsWith(".md"))
  .map((name) => (name === "README.md" ? name : join("docs", name)))
  .filter((name) => existsSync(join(ROOT, name)));

const OURS = /^(?:npx )?sector-rank(?: |$)/;
/** What a shell does something with; between double quotes only `$`, backquote and backslash. */
const needsShell = (line: string): boolean => /[|<>;&$`*]/.test(line.replaceAll(/"[^"$`\\]*"/g, '""'));

let cli: BuiltCli | undefined;
let programs: string;
beforeAll(() => {
  programs = makeFolder();
});
afterAll(() => {
  cli?.remove();
  removeFolder(programs);
});

/** Runs a line: ours alone in this process, anything with pipes or redirections in a real shell. */
async function runLine(line: string, cwd: string): Promise<{ readonly status: number; readonly output: string }> {
  const arguments_ = line.replace(OURS, "");
  if (OURS.test(line) && !needsShell(line)) {
    const { status, stdout, stderr } = await runCli(arguments_, { cwd });
    return { status, output: stdout + stderr };
  }
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", line], {
    cwd,
    encoding: "utf8",
    env: { PATH: [await shimFolder(), process.env.PATH].join(delimiter) },
  });
  return { status: status ?? 1, output: stdout + stderr };
}

/** A folder in which `sector-rank` is a program. */
async function shimFolder(): Promise<string> {
  const folder = join(programs, "bin");
  if (!existsSync(folder)) {
    cli = await shippedCli();
    mkdirSync(folder);
    const script = `#!/bin/sh\nexec "${process.execPath}" "${cli.script}" "$@"\n`;
    writeFileSync(join(folder, "sector-rank"), script, { mode: 0o755 });
  }
  return folder;
}

describe.each(pages)("%s", (page) => {
  let folder: string;
  beforeAll(() => {
    folder = makeFolder();
  });
  afterAll(() => {
    removeFolder(folder);
  });

  const blocks = parseBlocks(readFileSync(join(ROOT, page), "utf8"));
  for (const { language, info, line, text } of blocks) {
    const at = `${page}:${line}`;
    if (info === "no-test") continue;
    if (/^\S+\.\w+$/.test(info)) {
      it(`${at} ${info} can be written`, () => {
        mkdirSync(dirname(join(folder, info)), { recursive: true });
        writeFileSync(join(folder, info), text);
      });
    } else if (language === "console") {
      it(`${at} shows what the commands print`, async () => {
        let last = 0;
        for (const { command, shown } of parseConsole(text)) {
          if (command === "echo $?") {
            expect(shown.trim()).toBe(String(last));
            continue;
          }
          const { status, output } = await runLine(command, folder);
          last = status;
          expect(status).not.toBe(1);
          if (!matchesShown(output, shown)) expect(`$ ${command}\n${output}`).toBe(`$ ${command}\n${shown}`);
        }
      });
    } else if (language === "sh") {
      it(`${at} runs`, async () => {
        for (const command of parseShell(text)) {
          expect(command, `mark the block "sh no-test" if it is not ours to run`).toMatch(OURS);
          const { status, output } = await runLine(command, folder);
          expect(status, `${command}\n${output}`).toBe(0);
        }
      });
    }
  }

  it("has only blocks whose language says what they are", () => {
    expect(blocks.filter(({ language }) => language === "" || language === "bash")).toEqual([]);
  });
});

describe("the test of examples itself", () => {
  it("finds blocks, commands and left-out lines", () => {
    const [block] = parseBlocks(
      "text\n\n```console\n$ sector-rank rank \\\n    --level 3\na\n…\nc\n$ echo $?\n0\n```\n",
    );
    expect(block).toMatchObject({ language: "console", info: "", line: 3 });
    const [first, second] = parseConsole(block!.text);
    expect(first).toEqual({ command: "sector-rank rank --level 3", shown: "a\n…\nc\n" });
    expect(second).toEqual({ command: "echo $?", shown: "0\n" });
    expect(matchesShown("a\nb\nb\nc\n", first!.shown)).toBe(true);
    expect(matchesShown("a\nc\n", first!.shown)).toBe(true);
    expect(matchesShown("a\nb\nd\n", first!.shown)).toBe(false);
    expect(matchesShown("(x)\n", "(x)\n")).toBe(true);
  });

  it("leaves to a shell only what is not between quotes", () => {
    expect(needsShell('sector-rank rank --rule "lq >= 1.2 and growth > 0"')).toBe(false);
    for (const line of ["sector-rank rank > a", 'sector-rank "$HOME"', 'sector-rank "a" | wc "b"', "sector-rank *.csv"])
      expect(needsShell(line), line).toBe(true);
  });

  it("runs pipes in a shell that knows the program", async () => {
    const folder = makeFolder();
    const { status, output } = await runLine("sector-rank --version | tr 0-9 x", folder);
    removeFolder(folder);
    expect({ status, output }).toEqual({ status: 0, output: "x.x.x\n" });
  });
});
