import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyCommand } from "../../src/command/command.js";
import { COMMANDS } from "../../src/cli/commands.js";
import { defaultValue, isConfigOnly, findKind } from "../../src/command/kinds/kinds.js";
import { optionName, type OptionDefinition, type OptionTable } from "../../src/command/option-types.js";
import { sharedOptions } from "../../src/command/options.js";
import { CHECKS } from "../../src/cli/errors-output.js";
import { ERROR_CODES } from "../../src/core/errors.js";
import { readSources, readStatePages } from "../../src/fetch/read-sources.js";
import { ALL_MEASURES } from "../../src/measures/index.js";
import { FUNCTION_WORDS } from "../../src/ranking/rules/functions.js";
import type { FollowedMethod, MethodPick } from "../../src/report/rank-inputs.js";
import { methodNames, readMethod } from "../../src/published-methods/read-methods.js";
import { OCCUPATION_MEASURES } from "../../src/occupations/measures.js";
import type { SuppliedFigure } from "../../src/core/industry-table.js";
import { OCCUPATION_FIGURES } from "../../src/occupations/factors/figures.js";
import { OCCUPATION_RULE_NAMES } from "../../src/occupations/rules.js";
import { readReferenceTable } from "../../src/files/shipped-table.js";
import { ROOT, runCli } from "../cli/run-cli.js";
import { anchorOf } from "./sections.js";

/** What a `generated` comment of a document stands for, made from the code's own tables. */
export const GENERATORS: Readonly<Record<string, (before: readonly string[]) => Promise<readonly string[]>>> = {
  commands: () => Promise.resolve(commandsTable()),
  "command reference": commandReference,
  "shared options": () => Promise.resolve(groupsOf(sharedOptions).flatMap(groupLines)),
  measures: () => Promise.resolve(measuresTable(ALL_MEASURES)),
  "occupation figures": () => Promise.resolve(measuresTable(OCCUPATION_FIGURES)),
  "method picks": methodPicks,
  "rule functions": () => Promise.resolve(functionsTable()),
  "occupation rule names": () => Promise.resolve(occupationNamesTable()),
  rooms: () => Promise.resolve(roomsTable()),
  "error codes": (before) => Promise.resolve(errorsTable(before)),
  sources: () => Promise.resolve(sourcesTable()),
  "state projections": () => Promise.resolve(statesTable()),
  "lists of 2016": () => Promise.resolve(listsTable()),
};

/** What lists of 2016 came to by 2018, as the shipped table of `data/scripts/backtest.mjs` has it. */
function listsTable(): readonly string[] {
  const rows = readReferenceTable("backtest/lists.csv");
  const percent = (text = ""): string => (text === "" ? "" : (100 * Number(text)).toFixed(1).replace("-", "−"));
  const kinds = ["states", "msas", "counties"];
  const names = [...new Set(rows.map((row) => row[8]!))];
  const find = (kind: string, name: string) => rows.find((row) => row[0] === kind && row[8] === name);
  const first = (name: string): number => Number(find("msas", name)?.[12] ?? NaN);
  const verdicts: Readonly<Record<string, string>> = {
    better: "better",
    worse: "worse",
    chance: "by chance",
    few: "too few",
  };
  return table(
    ["list by", ...["states", "metropolitan areas", "counties"].flatMap((kind) => [kind, "over lot", ""])],
    names
      .sort((a, b) => first(b) - first(a))
      .map((name) => [
        `\`${name}\``,
        ...kinds.flatMap((kind) => {
          const row = find(kind, name);
          if (!row) return ["", "", ""];
          const over = name === "lot" ? "" : `${percent(row[16])} (${percent(row[17])} to ${percent(row[18])})`;
          return [percent(row[12]), over, verdicts[row[11]!] ?? ""];
        }),
      ]),
  );
}

function functionsTable(): readonly string[] {
  return table(
    ["function", "gives"],
    Object.entries(FUNCTION_WORDS).map(([written, gives]) => [`\`${written}\``, gives]),
  );
}

function occupationNamesTable(): readonly string[] {
  return table(
    ["name", "what it is"],
    [...OCCUPATION_MEASURES.map(({ id, definition }) => ({ name: id, definition })), ...OCCUPATION_RULE_NAMES].map(
      ({ name, definition }) => [`\`${name}\``, definition],
    ),
  );
}

/** What each published method picks of the built-in region, and what most of those of industries do. */
async function methodPicks(): Promise<readonly string[]> {
  const picks = new Map<string, readonly MethodPick[]>();
  const occupations = new Map<string, readonly MethodPick[]>();
  for (const name of methodNames()) {
    const isOfOccupations = readMethod(name).about === "occupations";
    const argv = isOfOccupations ? "occupations --qcew data/demo --region C1814" : "demo --level 3";
    const { stdout } = await runCli(`${argv} --method-of ${name} --living-wage 24.50 --json`);
    const { publishedMethod } = JSON.parse(stdout) as { readonly publishedMethod: FollowedMethod };
    (isOfOccupations ? occupations : picks).set(name, publishedMethod.picks);
  }
  const counts = new Map<string, number>();
  for (const { naics } of [...picks.values()].flat()) counts.set(naics, (counts.get(naics) ?? 0) + 1);
  const by = (least: number): string =>
    [...counts]
      .filter(([, count]) => count >= least)
      .map(([naics]) => naics)
      .sort()
      .join(", ") || "none";
  const rows = (of: ReadonlyMap<string, readonly MethodPick[]>, most: number) =>
    [...of].map(([name, picked]) => [
      `\`${name}\``,
      String(picked.length),
      picked
        .slice(0, most)
        .map(({ naics, uncertain }) => (uncertain ? `${naics}~` : naics))
        .join(", ") + (picked.length > most ? " …" : ""),
    ]);
  return [
    ...table(["method", "picks", "industries, in rank order"], rows(picks, Infinity)),
    "",
    `Picked by all ${picks.size}: ${by(picks.size)}. By all but one: ${by(picks.size - 1)}.`,
    "",
    ...table(
      ["method", "picks", "occupations of the short list's industries, the first ten by rank"],
      rows(occupations, 10),
    ),
  ];
}

function roomsTable(): readonly string[] {
  const rooms = JSON.parse(readFileSync(join(ROOT, "src/rooms.json"), "utf8")) as { room: string; holds: string }[];
  return table(
    ["room", "holds"],
    rooms.map(({ room, holds }) => [`\`${room}\``, holds]),
  );
}

function commandsTable(): readonly string[] {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [`\`${name}\``, summary]);
  return table(["command", "does"], rows);
}

function sourcesTable(): readonly string[] {
  return table(
    ["`--what`", "file", "publisher", "years", "out", "address", "licence", "seen"],
    readSources().map(({ what, title, publisher, page, firstYear, released, address, licence, seen }) => [
      `\`${what}\``,
      `[${title}](${page})`,
      publisher,
      firstYear === undefined ? "the latest" : `from ${firstYear}`,
      released.words,
      `\`${address}\``,
      licence,
      `${SEEN_WORDS[seen.in]}, ${seen.on}`,
    ]),
  );
}

function statesTable(): readonly string[] {
  return table(
    ["state", "page", "seen"],
    readStatePages().map(({ state, publisher, page, seen, on }) => [
      state,
      `[${publisher}](${page})`,
      `${SEEN_WORDS[seen]}, ${on}`,
    ]),
  );
}

const SEEN_WORDS = {
  publisher: "publisher's page",
  program: "programs",
  pattern: "by form",
  unchecked: "nowhere yet",
} as const;

function measuresTable(measures: readonly SuppliedFigure[]): readonly string[] {
  return table(
    ["id", "column", "what it is", "unit", "good is", "source"],
    measures.map(({ id, shortLabel, label, definition, unit, better, source }) => [
      `\`${id}\``,
      shortLabel,
      `**${label}.** ${definition}`,
      UNIT_WORDS[unit] ?? unit,
      better,
      source,
    ]),
  );
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  change: "jobs",
  fraction: "fraction: 0.042 is 4.2%",
};

/** Codes and meanings from the code; what to do, and the status, are written in the document and kept. */
function errorsTable(before: readonly string[]): readonly string[] {
  const written = new Map(
    before.flatMap((line): readonly [string, readonly string[]][] => {
      const cells = line.split("|").map((cell) => cell.trim());
      const code = /^`([A-Z_]+)`$/.exec(cells[1] ?? "")?.[1];
      return code === undefined ? [] : [[code, cells]];
    }),
  );
  return table(
    ["code", "status", "meaning", "what to do"],
    Object.entries(ERROR_CODES).map(([code, meaning]) => {
      const cells = written.get(code);
      return [`\`${code}\``, cells?.[2] || "TO WRITE", meaning, cells?.[4] || "TO WRITE"];
    }),
  );
}

async function commandReference(): Promise<readonly string[]> {
  const sections: string[] = [];
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const definition = await load();
    sections.push(`### ${name}`, "", `${[`${summary}.`, definition.description].filter(Boolean).join(" ")}`, "");
    const shared = sharedGroups(definition);
    const own = Object.entries(definition.options).filter(([key, option]) => !isShared(key, option));
    const rows = [
      ...Object.entries(definition.arguments ?? {}).map(([key, { help, required, variadic, value }]) => [
        `\`${value ?? key.toUpperCase()}${variadic ? "…" : ""}\``,
        `${help}${required ? "; needed" : ""}`,
        "",
      ]),
      ...own.map(([key, option]) => optionRow(key, option)),
    ];
    if (rows.length > 0) sections.push(...table(["argument or option", "what it is", "default"], rows), "");
    if (shared.length > 0) {
      sections.push(`${rows.length > 0 ? "Also takes" : "Takes"} the options of: ${shared.join("; ")}.`, "");
    }
  }
  return ["", ...sections];
}

function isShared(key: string, option: OptionDefinition): boolean {
  return (sharedOptions as OptionTable)[key] === option;
}

function sharedGroups({ options }: AnyCommand): readonly string[] {
  return groupsOf(sharedOptions).flatMap(({ name, options: all }) => {
    const taken = all.filter(([key, option]) => options[key] === option);
    if (taken.length === 0) return [];
    const link = `[${name}](#${anchorOf(name)})`;
    if (taken.length === all.length) return [link];
    const left = all.filter((one) => !taken.includes(one));
    const [words, listed] = taken.length <= left.length ? ["only", taken] : ["without", left];
    return [`${link} (${words} ${listed.map(([key, option]) => nameOf(key, option)).join(", ")})`];
  });
}

interface OptionGroup {
  readonly name: string;
  readonly options: readonly (readonly [key: string, option: OptionDefinition])[];
}

function groupsOf(options: OptionTable): readonly OptionGroup[] {
  const names = [...new Set(Object.values(options).map(({ group }) => group ?? ""))];
  return names.map((name) => ({
    name: name.replace(/:$/, ""),
    options: Object.entries(options).filter(([, option]) => (option.group ?? "") === name),
  }));
}

function groupLines({ name, options }: OptionGroup): readonly string[] {
  const rows = options.map(([key, option]) => optionRow(key, option));
  return [`### ${name}`, "", ...table(["option", "what it is", "default"], rows), ""];
}

function optionRow(key: string, option: OptionDefinition): readonly string[] {
  const name = isConfigOnly(option)
    ? `${nameOf(key, option)} (config only)`
    : `\`--${optionName(key)}${valueOf(option)}\``;
  const choices = option.type === "choice" ? `: ${option.choices.map((each) => `\`${each}\``).join(", ")}` : "";
  const keys = option.type === "numbers" ? `: ${keysOf(option)}` : "";
  return [name, `${option.help.replace(/ \(default: [^)]*\)$/, "")}${choices}${keys}`, defaultOf(option)];
}

function nameOf(key: string, option: OptionDefinition): string {
  return isConfigOnly(option) ? `\`${key}:\`` : `\`--${optionName(key)}\``;
}

function valueOf(option: OptionDefinition): string {
  const value = option.type === "choice" ? (option.value ?? "CHOICE") : findKind(option).valueName(option);
  return value === undefined ? "" : ` ${value}`;
}

function keysOf(option: Extract<OptionDefinition, { readonly type: "numbers" }>): string {
  return Object.entries(option.keys)
    .map(([key, { help, default: value }]) => `\`${key}\` (${help}; ${value})`)
    .join(", ");
}

function defaultOf(option: OptionDefinition): string {
  const written = /\(default: ([^)]*)\)$/.exec(option.help)?.[1];
  if (written !== undefined) return written;
  if (option.type !== "string" && option.type !== "choice" && option.type !== "integer") return "";
  const value = defaultValue(option);
  return value === undefined || Array.isArray(value) ? "" : `\`${String(value)}\``;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/**
 * Codes with the exit status of the class of error that the source throws them with, where that can be read off; errors of
 * a check have a status of their own.
 */
export function statusesThrown(): readonly (readonly [code: string, status: 2 | 3 | 4])[] {
  const checks = new Set<string>(CHECKS);
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const source = readFileSync(join(ROOT, "src", file), "utf8");
      const thrown = /new (Usage|Input)Error\((?:(?!new (?:Usage|Input)Error)[^])*?code: "([A-Z_]+)"/g;
      return [...source.matchAll(thrown)].map(
        ([, kind, code]) => [code!, checks.has(code!) ? 4 : kind === "Usage" ? 2 : 3] as const,
      );
    });
}
