import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseBlocks, parseConsole, parseShell, type DocBlock } from "../cli/doc-blocks.js";
import { makeFolder, removeFolder, ROOT, runCli } from "../cli/run-cli.js";
import { GENERATORS, statusesThrown } from "./generated.js";
import { anchorsOf, generatedSections, linksOf, withSections, type Section } from "./sections.js";
import { selectLines } from "./show.js";

// The tables in README.md and docs/ that the code knows, and the links between pages. Examples are run by
// test/cli/docs.test.ts. `node scripts/refresh-doc-examples.mjs` runs this file so that it writes into the pages
// what the tables hold and what the examples print now; read the diff before it is committed.
const ACCEPT = process.env["SECTOR_RANK_ACCEPT_DOCS"] !== undefined;
const docs = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
const PAGES = ["README.md", "CHANGELOG.md", ...docs.sort().map((name) => `docs/${name}`)];

describe.each(PAGES)("%s", (page) => {
  const markdown = readFileSync(join(ROOT, page), "utf8");
  const accepted = new Map<Section, readonly string[]>();
  afterAll(() => {
    if (ACCEPT && accepted.size > 0) writeFileSync(join(ROOT, page), withSections(markdown, accepted));
  });

  for (const section of generatedSections(markdown)) {
    it(`holds ${section.name} as the code does, line ${section.line}`, async () => {
      const generator = GENERATORS[section.name];
      if (!generator) throw new Error(`nothing generates "${section.name}"`);
      const body = await generator(section.body);
      if (ACCEPT) accepted.set(section, body);
      else expect(section.body).toEqual(body);
      expect(body.join("\n")).not.toContain("TO WRITE");
    });
  }

  it("links to what is there", () => {
    expect(linksOf(markdown).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  if (ACCEPT) {
    it("takes in what its examples print", async () => {
      const folder = makeFolder();
      try {
        for (const block of parseBlocks(markdown)) await acceptBlock(block, folder);
      } finally {
        removeFolder(folder);
      }
    });
  }

  async function acceptBlock({ language, info, line, text }: DocBlock, folder: string): Promise<void> {
    if (info === "no-test") return;
    if (/^\S+\.\w+$/.test(info)) {
      mkdirSync(dirname(join(folder, info)), { recursive: true });
      writeFileSync(join(folder, info), text);
    } else if (language === "sh") {
      for (const command of parseShell(text)) await run(command, folder);
    } else if (language === "console") {
      const selection = /^<!-- show: (.+) -->$/.exec(markdown.split("\n")[line - 2] ?? "")?.[1];
      const body: string[] = [];
      let status = 0;
      for (const { command } of parseConsole(text)) {
        if (command === "echo $?") {
          body.push(`$ ${command}`, String(status));
          continue;
        }
        const result = await run(command, folder);
        status = result.status;
        body.push(`$ ${command}`, ...(selection ? selectLines(result.lines, selection) : result.lines));
      }
      accepted.set({ line: line + 1, body: text.replace(/\n$/, "").split("\n") }, body);
    }
  }
});

async function run(
  command: string,
  cwd: string,
): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  const argv = /^sector-rank (.+)$/.exec(command)?.[1];
  if (argv === undefined) throw new Error(`only sector-rank's own examples can be taken in, not: ${command}`);
  const { status, stdout, stderr } = await runCli(argv, { cwd });
  return { status, lines: `${stdout}${stderr}`.replace(/\n$/, "").split("\n") };
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = join(ROOT, file === "" ? page : join(dirname(page), file));
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(readFileSync(target, "utf8")).includes(anchor);
}

describe("docs/errors.md", () => {
  it("gives every code the exit statuses that the code gives it", () => {
    const markdown = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
    const documented = new Map(
      [...markdown.matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|/gm)].map(([, code, status]) => [code!, status!]),
    );
    const wrong = [...statusesThrown()].filter(([code, status]) => !documented.get(code)?.includes(String(status)));
    expect(wrong).toEqual([]);
  });
});
