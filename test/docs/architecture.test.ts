import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { MEASURES } from "../../src/measures/index.js";
import { ROOT } from "../cli/run-cli.js";

const PAGE = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const pathsIn = (part: string): readonly string[] => [
  ...new Set([...part.matchAll(/`((?:src|test|data|docs|bin|fixtures|scripts)\/[^`\s]*)`/g)].map(([, path]) => path!)),
];
const section = (title: string): string => PAGE.split(`## ${title}\n`)[1]!.split("\n## ")[0]!;

describe("docs/architecture.md", () => {
  it("names files that are there", () => {
    expect(pathsIn(PAGE).filter((path) => !path.includes("NAME") && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("is under 200 lines and walks a figure through at most 45 files", () => {
    expect(PAGE.split("\n").length).toBeLessThan(200);
    const walked = pathsIn(section("The path of a figure"));
    expect(walked.length).toBeGreaterThan(20);
    expect(walked.length).toBeLessThanOrEqual(45);
  });
});

// What the recipes say of the code holds for the code as it is.
describe("recipes", () => {
  it("a measure is one file, listed once in the index", () => {
    const index = text("src/measures/index.ts");
    const defining = readdirSync(join(ROOT, "src/measures")).filter((name) =>
      /= defineMeasure\(/.test(text(`src/measures/${name}`)),
    );
    expect(defining.filter((name) => !index.includes(`"./${name.replace(".ts", ".js")}"`))).toEqual([]);
    expect(MEASURES.length).toBeGreaterThan(10);
  });

  it("a command is an entry that loads a folder's command file", () => {
    const commands = text("src/cli/configured-commands.ts") + text("src/cli/commands.ts");
    const loaded = [...commands.matchAll(/import\("(\.[^"]+)"\)/g)].map(([, path]) =>
      join("src/cli", path!.replace(".js", ".ts")),
    );
    expect(loaded).toHaveLength(Object.keys(COMMANDS).length);
    expect(loaded.filter((path) => !/command\.ts$/.test(path) || !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("an output format is one entry that loads a renderer", () => {
    const outputs = text("src/output/outputs.ts");
    const table = outputs.slice(
      outputs.indexOf("const FILE_RENDERERS"),
      outputs.indexOf("};", outputs.indexOf("const FILE_RENDERERS")),
    );
    const lines = [...table.matchAll(/^ {2}"(\.\w+)": [^:]*?import\("\.\.\/(render\/[^"]+)\.js"\)/gm)];
    expect(lines.length).toBeGreaterThanOrEqual(7);
    for (const [, , renderer] of lines) expect(existsSync(join(ROOT, "src", `${renderer}.ts`))).toBe(true);
  });

  it("a layout of projections is a file that the list names", () => {
    const list = text("src/projections/read/layouts.ts");
    expect(list).toContain("./kansas.js");
  });
});
