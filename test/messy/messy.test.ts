import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plainText } from "../../src/core/plain-text.js";
import {
  caseNames,
  expectedOf,
  fingerprint,
  hasFormats,
  MESSY,
  problemsIn,
  runMessy,
  wordsOf,
  type ExpectedError,
  type MessyRun,
  type TellsProblem,
} from "./messy-case.js";
import { expectAdviceToWork } from "./follow-advice.js";

// Every way to be wrong in fixtures/messy, as a user meets it.

/** Longer than any of them takes on a slow machine. */
const PATIENCE = 20;
/** The terminal cuts what was found. */
const LONGEST_FOUND = 300;

const HUMAN = /^(?:error: .+\n(?: {2}found: .+\n)?(?: {2}try: {3}.+\n)?)+$/;

function expectFailure({ status, stdout, written, seconds }: MessyRun, expected: ExpectedError): void {
  expect(status).toBe(expected.status);
  // A failed check is reported beside the report that shows it.
  if (expected.code !== "CHECK_FAILED") expect(stdout).toBe("");
  expect(written).toEqual([]);
  expect(seconds).toBeLessThan(PATIENCE);
}

/** The three lines of a problem, as the JSON form says it. */
function humanOf({ file, line, column, message, found, try: hint }: TellsProblem): RegExp {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const literal = (text: string): string => plainText(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const cut = (text: string): string =>
    text.length > LONGEST_FOUND ? `${literal(text.slice(0, LONGEST_FOUND))}….*` : literal(text);
  return new RegExp(
    [
      `^error: ${literal(`${place === "" ? "" : `${place}: `}${message}`)}\n`,
      found === undefined ? "" : ` {2}found: ${cut(found)}\n`,
      hint === undefined ? "" : ` {2}try: {3}${literal(hint)}\n`,
      "$",
    ].join(""),
  );
}

function expectProblem(problem: TellsProblem, expected: ExpectedError): void {
  const { code, file, line, column, message, found, try: hint } = expected;
  expect({ code: problem.code, file: problem.file, line: problem.line, column: problem.column }).toEqual({
    code,
    file,
    line,
    column,
  });
  expect(problem.message).toContain(message);
  if (found === undefined) expect(problem.found).toBeUndefined();
  else expect(problem.found).toContain(found);
  expect(problem.try).toContain(hint);
}

/** Hints that were done as they say. */
const followed = new Set<string>();

describe("messy input", () => {
  it.each(caseNames)("%s", async (name) => {
    const words = wordsOf(name);
    const expected = expectedOf(name);
    const before = fingerprint(join(MESSY, name));
    const asksForJson = words.includes("--json");

    let human = "";
    if (!asksForJson) {
      const run = await runMessy(words);
      human = run.stderr;
      expect(human).toMatch(HUMAN);
      expect(human).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
      expectFailure(run, expected);
      expect(human.split("\n")[0]).toContain(plainText(expected.message));
    }
    if (await hasFormats(words)) {
      const run = await runMessy(asksForJson ? words : [...words, "--format", "json"]);
      expectFailure(run, expected);
      const lines = run.stderr.trimEnd().split("\n");
      const problems = problemsIn(run.stderr);
      const withoutJson = lines.slice(0, -1).map((line) => `${line}\n`);
      if (!asksForJson) expect(withoutJson.join("")).toBe(human);
      expectProblem(problems[0]!, expected);
      expect(problems).toHaveLength(expected.problems ?? 1);
      for (const other of expected.also ?? []) expect(problems).toContainEqual(expect.objectContaining(other));
      const starts = withoutJson.flatMap((line, index) => (line.startsWith("error: ") ? [index] : []));
      const printed = starts.map((start, index) => withoutJson.slice(start, starts[index + 1]).join(""));
      expect(printed).toHaveLength(problems.length);
      for (const [index, text] of printed.entries()) expect(text).toMatch(humanOf(problems[index]!));
      await expectAdviceToWork(words, problems[0]!, followed);
    }
    expect(fingerprint(join(MESSY, name))).toBe(before);
  });
});

describe("the advice of errors about messy input", () => {
  it("was followed wherever it is about the command line or a line of a config", () => {
    expect(followed.size).toBeGreaterThan(40);
  });
});

describe("the folder of messy input", () => {
  it("is listed in its README", () => {
    const readme = readFileSync(join(MESSY, "README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, name, code]) => [name!, code!]);
    expect(rows.toSorted()).toEqual(caseNames.map((name) => [name, expectedOf(name).code]).toSorted());
  });
});
