import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/run-cli.js";

/** Turns of phrase that readers must translate, and what says the same plainly. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\btold\b/i, "reported, stated, known"],
  [/\btells\b/i, "shows, says, reports"],
  [/\banew\b/i, "again"],
  [/\bnothing where\b/i, "undefined if"],
  [/\bhangs? on\b/i, "depends on"],
  [/\bat hand\b/i, "given, available, present"],
  [/\blets? go of\b/i, "releases, removes"],
  [/\bof (?:no )?use\b/i, "useful, useless"],
  [/\bcomes? out again\b/i, "is reproduced"],
  [/\bmend(?:s|ed)?\b/i, "fix, correct"],
  [/\black(?:s|ed)\b/i, "has no, is without"],
  [/\bbe they\b/i, "whether"],
  [/\bstands? (?:there )?twice\b/i, "appears twice"],
  [/(?<!\bthere )\b(?:is|are) no (?:code|file|industry|level|list|number|part|result|table|value)\b/i, "is not a"],
  [/(?:\*|\/\/) So many\b/, "How many"],
  [/(?:\*|\/\/) Of each\b/, "For each"],
  [/\bbut for (?!a\b)/i, "except for"],
  [/\bheld against\b/i, "compared with, checked against"],
  [/\bworked out\b/i, "computed"],
  [/\bgone on with\b/i, "continued"],
  [/\bbound together\b/i, "joined"],
  [/\bof then\b/i, "of that time"],
  [/\bseldom\b/i, "rarely"],
  [/\bof one time\b/i, "of the same time"],
];

/** Such turns in a text, as `place:line: words (plainly: …)`. */
function unplain(place: string, text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) =>
    PLAIN.flatMap(([pattern, plainly]) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${place}:${index + 1}: ${found} (plainly: ${plainly})`];
    }),
  );
}

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => ending.test(name));

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The names of a file's tests, a line each. */
function testNames(path: string): string {
  const named = read(path).matchAll(/(?:^\s*(?:it|describe\w*)[\w.]*|\))\(\s*(["'`])(.*?)\1/gm);
  return [...named].map(([, , name]) => name!).join("\n");
}

describe("plain words", () => {
  it("are in comments, messages and names of the code", () => {
    expect(filesIn("src", /\.(?:ts|json)$/).flatMap((path) => unplain(path, read(path)))).toEqual([]);
  });

  it("are in README, docs and the newest section of the changelog", () => {
    const newest = read("CHANGELOG.md").split(/^## /m)[1] ?? "";
    expect([
      ...["README.md", "CONTRIBUTING.md", ...filesIn("docs", /\.md$/)].flatMap((path) => unplain(path, read(path))),
      ...unplain("CHANGELOG.md", newest),
    ]).toEqual([]);
  });

  it("are in the names of tests", () => {
    expect(filesIn("test", /\.test\.ts$/).flatMap((path) => unplain(path, testNames(path)))).toEqual([]);
  });

  it("are missed where others are planted", () => {
    expect(unplain("a.md", "One line.\nThe file lacks a column, and nothing tells which.")).toEqual([
      "a.md:2: tells (plainly: shows, says, reports)",
      "a.md:2: lacks (plainly: has no, is without)",
    ]);
  });
});
