import { describe, expect, it } from "vitest";
import { defineCommand, type CommandEntry } from "../../src/command/command.js";
import { COMMANDS } from "../../src/cli/commands.js";
import { InputError, InputErrors, UsageError } from "../../src/core/errors.js";
import { defineOptions } from "../../src/command/define-options.js";
import { VERSION } from "../../src/core/version.js";
import packageJson from "../../package.json" with { type: "json" };
import { runCli, splitWords } from "./run-cli.js";

/** A table of one command that throws, or returns, what a test wants. */
function only(run: () => Promise<0 | 4>): Readonly<Record<string, CommandEntry>> {
  const options = defineOptions({ json: { type: "boolean", help: "JSON" } });
  const command = defineCommand({ name: "try", options, examples: [], run });
  return { try: { summary: "Try", group: "Testing", load: () => Promise.resolve(command) } };
}

describe("help", () => {
  it("lists every command with its summary, within 80 columns, for no arguments, --help, -h and help", async () => {
    const results = await Promise.all(["", "--help", "-h", "help"].map((argv) => runCli(argv)));
    for (const { status, stdout, stderr } of results) {
      expect(status).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toBe(results[0]!.stdout);
    }
    const { stdout } = results[0]!;
    for (const name of Object.keys(COMMANDS)) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each(Object.keys(COMMANDS))("of %s is within 80 columns and shows its examples", async (name) => {
    const { status, stdout } = await runCli([...name.split(" "), "--help"]);
    expect(status).toBe(0);
    const command = await COMMANDS[name]!.load();
    const withoutExamples = stdout.split("\nExamples:\n")[0]!;
    expect(Math.max(...withoutExamples.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const { argv } of command.examples) expect(stdout).toContain(`sector-rank ${argv}`);
    expect(await runCli(["help", ...name.split(" ")])).toEqual({ status, stdout, stderr: "" });
  });

  it("groups the options of rank", async () => {
    const { stdout } = await runCli("rank --help");
    expect(stdout).toMatch(/^Choosing files, region, years and level:$/m);
    expect(stdout).toMatch(/^Ranking:$/m);
    expect(stdout).toMatch(/^Output:$/m);
  });
});

describe("the table of commands", () => {
  it.each(Object.entries(COMMANDS))("names %s as the command names itself", async (name, { load }) => {
    expect((await load()).name).toBe(name);
  });

  it("has no option that a program can't tell from another", async () => {
    for (const { load } of Object.values(COMMANDS)) {
      const { options, arguments: table = {} } = await load();
      const keys = [...Object.keys(options), ...Object.keys(table)];
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe("usage errors end with 2 and a suggestion", () => {
  it.each([
    ["rnak", "COMMAND_UNKNOWN", "did you mean rank?"],
    ["frobnicate", "COMMAND_UNKNOWN", "`sector-rank --help` lists the commands"],
    ["--qcew x.csv rank", "OPTION_UNKNOWN", "sector-rank COMMAND --qcew; `sector-rank --help` lists the commands"],
    ["rank --min-employmet 5", "OPTION_UNKNOWN", "did you mean --min-employment?"],
    ["rank --weight lq=1", "OPTION_UNKNOWN", "did you mean --weights?"],
    ["rank --strict=yes", "OPTION_VALUE", "write --strict"],
    ["rank --level", "OPTION_VALUE", "write --level <LEVEL>"],
    ["rank --region --level 3", "OPTION_VALUE", "write --region R"],
    ["rank --level 7", "OPTION_VALUE", "write one of them"],
    ["rank --suppressed estmate", "OPTION_VALUE", "did you mean estimate?"],
    ["rank --top ten", "OPTION_VALUE", "write digits only, such as 10"],
    ["rank --top 1.5", "OPTION_VALUE", "write digits only, such as 10"],
    ["rank --top 0", "OPTION_VALUE", "write digits only, such as 10"],
    ["rank --min-employment 1,000", "OPTION_VALUE", "write 1000"],
    ["rank --year 20233", "OPTION_VALUE", "write digits only, such as 2100"],
    ["rank --year 2022 --year 2023", "OPTION_CONFLICT", "give it once"],
    ["rank --json --format csv", "OPTION_CONFLICT", "give one of them; --out writes further formats to files"],
    ["rank --only 336,,622", "OPTION_VALUE", "remove the extra comma"],
    ["rank --weights employment=-1,lq=1", "WEIGHTS_NEGATIVE", undefined],
    ["rank --weights employment=0,lq=0", "WEIGHTS_ZERO", undefined],
    ["rank --weights employment=much", "OPTION_VALUE", undefined],
    ["rank --weights lq=1,lq=2", "OPTION_VALUE", undefined],
    ["rank --weights lq=1:up", "OPTION_VALUE", "say which end is better; log, winsor or winsor10 may stand beside it"],
    ["rank --thresholds smal-base=5", "OPTION_VALUE", "did you mean small-base?"],
    ["rank --out ranking.pdf", "OUT_EXTENSION", undefined],
    ["rank --out a.csv --out a.csv", "OPTION_CONFLICT", undefined],
    ["measures lqq", "ARGUMENT_VALUE", "did you mean lq?"],
    ["completion", "ARGUMENT_MISSING", undefined],
    ["completion tcsh", "ARGUMENT_VALUE", "write one of them"],
    ["init a.yaml b.yaml", "ARGUMENT_EXCESS", undefined],
    ["regions", "ARGUMENT_MISSING", undefined],
  ])("%s", async (argv, code, hint) => {
    // In front of the command's own words, so that a value that is missing at the end stays missing.
    const [name = "", ...words] = splitWords(argv);
    const takesJson = "json" in ((await COMMANDS[name]?.load())?.options ?? {});
    const { status, stdout, stderr } = await runCli(takesJson ? [name, "--json", ...words] : argv);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    const [lines = "", json] = stderr.split(/^(?=\{)/m);
    expect(lines).toMatch(/^error: [^\n]+\n( {2}found: [^\n]+\n)?( {2}try: {3}[^\n]+\n)?$/);
    if (hint !== undefined) expect(lines).toContain(`  try:   ${hint}\n`);
    if (takesJson) expect((JSON.parse(json!) as { error: { code: string } }).error.code).toBe(code);
  });
});

describe("exit status", () => {
  it("is what the command says: 0, or 4 for a failed check", async () => {
    expect((await runCli("try", { commands: only(() => Promise.resolve(0)) })).status).toBe(0);
    expect((await runCli("try", { commands: only(() => Promise.resolve(4)) })).status).toBe(4);
  });

  it("is 1 for our own bug, with the stack and how to report it", async () => {
    const { status, stderr } = await runCli("try", {
      commands: only(() => Promise.reject(new Error("unreachable: x"))),
    });
    expect(status).toBe(1);
    expect(stderr).toContain("this is a mistake in sector-rank, not in your files");
    expect(stderr).toContain("Error: unreachable: x\n    at ");
    expect(stderr).toContain(`sector-rank ${VERSION}, Node v`);
  });

  it("is 3 for input that can't be read, with its place", async () => {
    const error = new InputError("the year is not a number", {
      code: "QCEW_YEAR",
      where: { file: "a.csv", line: 7, column: "year" },
      found: "20x3",
      hint: "use the file as published",
    });
    const { status, stderr } = await runCli("try --json", { commands: only(() => Promise.reject(error)) });
    expect(status).toBe(3);
    const [text, json] = [stderr.slice(0, stderr.indexOf("{")), stderr.slice(stderr.indexOf("{"))];
    expect(text).toBe(
      "error: a.csv:7:year: the year is not a number\n  found: 20x3\n  try:   use the file as published\n",
    );
    expect(JSON.parse(json)).toEqual({
      error: {
        code: "QCEW_YEAR",
        message: "the year is not a number",
        file: "a.csv",
        line: 7,
        column: "year",
        found: "20x3",
        try: "use the file as published",
      },
    });
  });

  it("is 4 for a check that was thrown", async () => {
    const error = new InputError("one check failed", { code: "CHECK_FAILED" });
    expect((await runCli("try", { commands: only(() => Promise.reject(error)) })).status).toBe(4);
  });
});

describe("several problems", () => {
  const problems = Array.from(
    { length: 25 },
    (_, index) =>
      new InputError(`problem ${index + 1}`, { code: "QCEW_NUMBER", where: { file: "a.csv", line: index + 2 } }),
  );
  const [first, ...rest] = problems;
  const commands = only(() => Promise.reject(new InputErrors([first!, ...rest])));

  it("are printed one after another, at most 20", async () => {
    const { stderr } = await runCli("try", { commands });
    expect(stderr.match(/^error: /gm)).toHaveLength(20);
  });

  it("stand in one JSON object, with the first where a program looks for it", async () => {
    const { stderr } = await runCli("try --json", { commands });
    const json = JSON.parse(stderr.trimEnd().split("\n").at(-1)!) as { error: unknown; errors: unknown[] };
    expect(json.errors).toHaveLength(20);
    expect(json.error).toEqual(json.errors[0]);
  });
});

describe("errors", () => {
  it("never pass escape sequences of a file on to the terminal", async () => {
    const error = new UsageError("bad \u001b[31mcell\u001b[0m", {
      code: "OPTION_VALUE",
      found: "a\u0007b\r\nc",
      hint: "\u202eevil",
    });
    const { stderr } = await runCli("try", { commands: only(() => Promise.reject(error)) });
    expect(stderr).toBe("error: bad cell\n  found: ab  c\n  try:   evil\n");
  });

  it("shorten what was found", async () => {
    const error = new UsageError("long", { code: "OPTION_VALUE", found: "x".repeat(5000) });
    const { stderr } = await runCli("try", { commands: only(() => Promise.reject(error)) });
    expect(stderr.length).toBeLessThan(400);
    expect(stderr).toContain("(5000 characters)");
  });
});

describe("the version", () => {
  it("is that of the package", async () => {
    expect(VERSION).toBe(packageJson.version);
    expect(await runCli("--version")).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });
});

describe("splitting words as a shell does", () => {
  it("keeps quoted blanks together", () => {
    expect(splitWords(`regions "Columbus, OH" a\\ b 'c d' e"f g"`)).toEqual([
      "regions",
      "Columbus, OH",
      "a b",
      "c d",
      "ef g",
    ]);
  });
});
