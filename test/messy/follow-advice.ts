import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { hasFormats, problemsIn, runMessy, type TellsProblem } from "./messy-case.js";

/** Files and folders that stand for the placeholders of hints. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  FILE: "data/demo",
  PATH: "data/demo",
  DIR: "$OUT/store",
  R: "C1814",
};

type Words = readonly string[];
type Rule = readonly [hint: RegExp, follow: (match: RegExpExecArray, words: Words, problem: TellsProblem) => Words];

const withoutOption = (words: Words, option: string): Words => {
  const at = words.indexOf(option);
  const takesValue = words[at + 1] !== undefined && !words[at + 1]!.startsWith("--");
  return words.filter((_, index) => index !== at && !(takesValue && index === at + 1));
};

const withOption = (words: Words, option: string, value?: string): Words => {
  const rest = words.includes(option) ? withoutOption(words, option) : words;
  return [...rest, option, ...(value === undefined ? [] : [PLACEHOLDERS[value] ?? value])];
};

/** The first word that holds a text, with another in its place. */
const withText = (words: Words, found: string, text: string): Words => {
  const at = words.findIndex((word) => word === found);
  const holder = at >= 0 ? at : words.findIndex((word) => !word.startsWith("$OUT") && word.includes(found));
  return words.map((word, index) => (index === holder ? word.replace(found, text) : word));
};

/** `C1814 Columbus, OH` is the code; other suggestions are as they stand. */
const codeIn = (suggestion: string): string => /^(C?S?\d[\d-]*) /.exec(suggestion)?.[1] ?? suggestion;
const firstCode = (found = ""): string => found.split(/[ ,;]/)[0]!;
const listIn = (found = ""): readonly string[] => found.replace(/^.*: /, "").split(", ");

/** How the hints of errors are followed on the command line, word for word. */
const RULES: readonly Rule[] = [
  [/^did you mean (.+?)(?:, or .*)?\?/, ([, text], words, { found }) => withText(words, found!, codeIn(text!))],
  [/^write digits only, such as (\d+)/, ([, text], words, { found }) => withText(words, found!, text!)],
  [
    /(?:write NAME=NUMBER.*|compare it with something), such as (.+)$/,
    ([, text], words, { found }) => words.map((word) => (word.includes(found!) ? text! : word)),
  ],
  [/^write (--[a-z-]+) ([A-Z]+|\S+=\S+)/, ([, option, value], words) => withOption(words, option!, value)],
  [/^write (?:the code, such as )?([\w.]+)(?:,|$)/, ([, text], words, { found }) => valueFor(words, found!, text!)],
  [/(--projections-area) "([^"]+)"/, ([, option, value], words) => withOption(words, option!, value)],
  [/^choose (--[a-z-]+) among them/, ([, option], words, { found }) => withOption(words, option!, listIn(found)[0])],
  [/^choose (--[a-z-]+) (\d)/, ([, option, value], words) => withOption(words, option!, value)],
  [/^(--level) (\d) has it/, ([, option, value], words) => withOption(words, option!, value)],
  [
    /^choose one of them, or add the file of (\d{4})/,
    ([, year], words, { found }) =>
      withText(words, year!, words.includes("--since") ? listIn(found)[0]! : listIn(found).at(-1)!),
  ],
  [/^choose a year before \d{4}: (\d{4})/, ([, year], words) => withOption(words, "--since", year)],
  [/^give one of them/, (_, words, { found }) => withoutOption(words, firstCode(found))],
  [/^give it once/, (_, words) => words.filter((_, at) => at !== lastOption(words) && at !== lastOption(words) + 1)],
  [/^loosen (--[a-z-]+)/, ([, option], words) => withoutOption(words, option!)],
  [
    /^add (--qcew|--region|--store|--rule)(?: (FILE|DIR|"[^"]*"))?/,
    ([, option, value], words) => {
      return withOption(words, option!, value?.replaceAll('"', "") ?? "C1814");
    },
  ],
  [/^leave (--[a-z-]+) out/, ([, option], words) => withoutOption(words, option!)],
  [/^nearest in the table: (\S+)/, ([, code], words, { found }) => withText(words, firstCode(found), code!)],
  [/^name (?:one of them|\d+ once)/, (_, words, { found }) => withOption(words, "--region", firstCode(found))],
  [/^use --(\w+) (\w+)/, ([, option, value], words) => withOption(words, `--${option!}`, value)],
  [/^give the output another name/, (_, words) => withOption(words, "--out", "$OUT/other.json")],
  [/such as `sector-rank init (\S+)`/, () => ["init", "$OUT/other.yaml"]],
];

/** Where the last option of the command line starts, apart from `--out`. */
const lastOption = (words: Words): number => words.findLastIndex((word) => word.startsWith("--") && word !== "--out");

/** A list of found names is of one option's value; else the found text stands in a word. */
function valueFor(words: Words, found: string, text: string): Words {
  return found.includes("; ") ? withOption(words, "--region", text) : withText(words, found, text);
}

/** @returns the command line with the hint followed; undefined if it is about what stands in a file */
export function followHint(words: Words, problem: TellsProblem): Words | undefined {
  if (problem.file?.endsWith(".yaml")) return followInConfig(words, problem);
  if (problem.line !== undefined) return undefined;
  for (const [pattern, follow] of RULES) {
    const match = pattern.exec(problem.try ?? "");
    if (!match) continue;
    const followed = follow(match, words, problem);
    return followed.join("\0") === words.join("\0") ? undefined : followed;
  }
  return undefined;
}

/** The same in a copy of the config: the text found in the line named is replaced as the hint says. */
function followInConfig(words: Words, { file, line, found, try: hint = "" }: TellsProblem): Words | undefined {
  const text = /^did you mean (.+?)(?:, or .*)?\?/.exec(hint)?.[1] ?? /^write ("[^"]+")$/.exec(hint)?.[1];
  if (text === undefined || line === undefined || found === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-advice-"));
  cpSync(dirname(file!), folder, { recursive: true });
  const config = join(folder, basename(file!));
  const lines = readFileSync(config, "utf8").split("\n");
  lines[line - 1] = lines[line - 1]!.replace(found, codeIn(text));
  writeFileSync(config, lines.join("\n"));
  return words.map((word) => (word.endsWith(basename(file!)) ? config : word));
}

/** The commands that a hint names as they are to be typed: without placeholders, and none that fetches. */
export function commandsIn(hint: string): readonly Words[] {
  return [...hint.matchAll(/`sector-rank ([^`]+)`/g)]
    .map(([, command]) => command!.split(" "))
    .filter((words) => words[0] !== "fetch" && !words.some((word) => /^[A-Z]+$|…|^run$/.test(word)));
}

/** Estimates take most of a run's time, and have nothing to do with what went wrong. */
async function quick(words: Words): Promise<Words> {
  const definition = await COMMANDS[words[0] ?? ""]?.load();
  const canDrop = definition !== undefined && "suppressed" in definition.options;
  return canDrop && !words.includes("--suppressed") ? [...words, "--suppressed", "drop"] : words;
}

export async function firstProblem(words: Words): Promise<TellsProblem | undefined> {
  const isJson = words.includes("--format") || words.includes("--json") || !(await hasFormats(words));
  const { status, stderr } = await runMessy([...(await quick(words)), ...(isJson ? [] : ["--format", "json"])]);
  expect(status).not.toBe(1);
  return status === 0 ? undefined : problemsIn(stderr)[0];
}

/**
 * Does what an error advises, and what the next one does: the same error must not come again.
 *
 * @param followed hints that were done are added to it
 */
export async function expectAdviceToWork(start: Words, first: TellsProblem, followed: Set<string>): Promise<void> {
  const met = new Set<string>();
  let words = start;
  let problem: TellsProblem | undefined = first;
  for (let step = 0; problem !== undefined && step < 3; step++) {
    const said = `${problem.code} ${problem.message}`;
    expect(met, `after following the hints in ${words.join(" ")}`).not.toContain(said);
    met.add(said);
    const next = followHint(words, problem);
    if (next === undefined) return;
    followed.add(problem.try!);
    words = next;
    problem = await firstProblem(words);
  }
}
