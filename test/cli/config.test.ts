import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { defineCommand, type CommandEntry } from "../../src/command/command.js";
import { COMMANDS } from "../../src/cli/commands.js";
import { buildConfigSchema } from "../../src/cli/config-schema.js";
import { configuredCommands } from "../../src/cli/config-keys.js";
import { renderConfigTemplate } from "../../src/cli/config-template.js";
import { sharedOptions } from "../../src/command/options.js";
import { placeOfOption } from "../../src/command/resolve-options.js";
import { makeFolder, removeFolder, ROOT, runCli } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

interface Seen {
  options: Record<string, unknown>;
}

/** A table whose only command, named rank as a config knows it, keeps the options that it is given. */
function spy(): { readonly commands: Readonly<Record<string, CommandEntry>>; readonly seen: Seen } {
  const seen: Seen = { options: {} };
  const command = defineCommand({
    name: "rank",
    options: sharedOptions,
    examples: [],
    run: (options) => {
      seen.options = options;
      return Promise.resolve(0 as const);
    },
  });
  return { seen, commands: { rank: { summary: "Spy", group: "Testing", load: () => Promise.resolve(command) } } };
}

async function optionsOf(yaml: string, argv = "rank", name = "sector-rank.yaml"): Promise<Record<string, unknown>> {
  writeFileSync(join(folder, name), yaml);
  const { commands, seen } = spy();
  const { status, stderr } = await runCli(argv, { cwd: folder, commands });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return seen.options;
}

async function errorOf(yaml: string): Promise<string> {
  writeFileSync(join(folder, "sector-rank.yaml"), yaml);
  const { status, stderr } = await runCli("rank", { cwd: folder, commands: spy().commands });
  expect(status).toBe(2);
  return stderr;
}

describe("a config", () => {
  it("are weight sets of several people, by name", async () => {
    const sets = '["county: employment=2,growth=1", "college: both = 0.5 * (lq, averagePay:log)"]';
    const input = 'qcew: [demo]\nregion: "C1814"\nlevel: sector\n';
    writeFileSync(join(folder, "sector-rank.yaml"), `${input}sensitivity:\n  draws: 100\n  weight-set: ${sets}\n`);
    const { stdout } = await runCli("sensitivity --json", { cwd: folder });
    const { weightSets } = JSON.parse(stdout) as {
      readonly weightSets: readonly { readonly name: string; readonly factors: readonly object[] }[];
    };
    expect(weightSets.map(({ name, factors }) => [name, factors])).toEqual([
      [
        "county",
        [
          { id: "employment", weight: 2, direction: "higher" },
          { id: "growth", weight: 1, direction: "higher" },
        ],
      ],
      [
        "college",
        [
          { id: "lq", weight: 0.25, direction: "higher", group: "both" },
          { id: "averagePay", weight: 0.25, direction: "higher", treatment: "log", group: "both" },
        ],
      ],
    ]);
  });

  it("sets options by the names of the command line", async () => {
    const options = await optionsOf(`
qcew: [a.csv, b.zip]
region: "C1814"
level: 4
since: 2019
lq-base: ownership
strict: true
min-lq: 1.2
only: ["336", "31-33"]
weights: { employment: 2, growth: { weight: 1, direction: lower }, mix: { weight: 3, of: { lq: 2, wageLq: { weight: 1, treatment: log } } } }
thresholds: { small-base: 50 }
regions:
  central: ["39049", "39041"]
  rest: { areas: ["C1814"], exclude: ["39049"] }
  named: Columbus, OH
`);
    expect(options).toMatchObject({
      qcew: ["a.csv", "b.zip"],
      region: "C1814",
      level: "4",
      since: 2019,
      lqBase: "ownership",
      strict: true,
      minLq: 1.2,
      only: ["336", "31-33"],
      weights: {
        employment: { weight: 2 },
        growth: { weight: 1, direction: "lower" },
        lq: { weight: 2, group: "mix" },
        wageLq: { weight: 1, treatment: "log", group: "mix" },
      },
      thresholds: { "small-base": 50, "few-establishments": 12 },
      regions: {
        central: { areas: ["39049", "39041"], exclude: [] },
        rest: { areas: ["C1814"], exclude: ["39049"] },
        named: { areas: ["Columbus, OH"], exclude: [] },
      },
      // Untouched ones keep their defaults.
      reference: "US000",
      top: 10,
      year: undefined,
    });
  });

  it("yields to the command line, booleans too", async () => {
    const yaml = "level: 4\nstrict: true\nqcew: [a.csv]\nformat: csv\nthresholds: { small-base: 50, high-lq: 2 }\n";
    const options = await optionsOf(yaml, "rank --level 6 --no-strict --qcew b.csv --json --thresholds small-base=7");
    expect(options).toMatchObject({ level: "6", strict: false, qcew: ["b.csv"], format: "json" });
    expect(options.thresholds).toMatchObject({ "small-base": 7, "high-lq": 2 });
    expect(await optionsOf("json: true\n", "rank --format md")).toMatchObject({ format: "md" });
  });

  it("may be empty, or start with a byte order mark", async () => {
    expect(await optionsOf("")).toMatchObject({ level: "3" });
    expect(await optionsOf("# nothing\n")).toMatchObject({ level: "3" });
    expect(await optionsOf("\uFEFFlevel: 5\n")).toMatchObject({ level: "5" });
  });

  it("counts relative paths from its own folder", async () => {
    mkdirSync(join(folder, "conf"));
    const yaml = "qcew: [x.csv, ../y.csv, /z.csv]\nclusters: c.csv\nout: [o.csv]\nregion: OH\n";
    const options = await optionsOf(yaml, "rank --config conf/my.yaml", "conf/my.yaml");
    expect(options).toMatchObject({
      qcew: [join("conf", "x.csv"), "y.csv", "/z.csv"],
      clusters: join("conf", "c.csv"),
      out: [join("conf", "o.csv")],
      region: "OH",
    });
  });

  it("joins a list of regions, whose names may hold commas", async () => {
    expect(await optionsOf('region: ["39049", "Union County, OH"]\n')).toMatchObject({
      region: "39049;Union County, OH",
    });
  });

  it("knows where a value stands, for errors that come later; not for what was typed", async () => {
    const yaml = "level: 4\nweights:\n  employment: 2\n  growht: 1\n";
    const options = await optionsOf(yaml);
    expect(placeOfOption(options, "weights", "growht")).toEqual({ file: "sector-rank.yaml", line: 4, column: "3" });
    expect(placeOfOption(options, "weights")).toEqual({ file: "sector-rank.yaml", line: 3, column: "3" });
    expect(placeOfOption(options, "year")).toBeUndefined();
    const typed = await optionsOf(yaml, "rank --weights lq=1");
    expect(placeOfOption(typed, "weights", "growht")).toBeUndefined();
  });

  it("keeps `regions` for the named regions, though a command has that name", async () => {
    writeFileSync(join(folder, "sector-rank.yaml"), 'regions:\n  home: ["39049", "39041"]\n');
    const { status, stdout } = await runCli("regions home --json", { cwd: folder });
    expect(status).toBe(0);
    const { areas } = JSON.parse(stdout) as { areas: { region: string }[] };
    expect(areas.map(({ region }) => region)).toEqual(["39041", "39049"]);
  });

  it("gives a command's own section precedence over its top level", async () => {
    expect(await optionsOf("level: 4\ntop: 5\nrank:\n  level: 6\n")).toMatchObject({ level: "6", top: 5 });
  });
});

describe("a config's errors name file, line and column", () => {
  it.each([
    ["unknown key", "level: 3\nqcwe: [a.csv]\n", 'sector-rank.yaml:2:1: unknown key "qcwe"', "did you mean qcew?"],
    [
      "key far from all",
      "frobnicate: 1\n",
      'sector-rank.yaml:1:1: unknown key "frobnicate"',
      "the keys are the options",
    ],
    [
      "key of a weight",
      "weights:\n  lq: { wieght: 2 }\n",
      'sector-rank.yaml:2:9: weights: lq: unknown key "wieght"',
      "weight?",
    ],
    [
      "key of a threshold",
      "thresholds:\n  smal-base: 3\n",
      'sector-rank.yaml:2:3: thresholds: unknown name "smal-base"',
      "small-base?",
    ],
    [
      "key of a region",
      "regions:\n  a: { area: [OH] }\n",
      'sector-rank.yaml:2:8: regions: a: unknown key "area"',
      "did you mean areas?",
    ],
    ["key twice", "level: 3\nlevel: 4\n", "sector-rank.yaml:2:1: a key appears twice", "keep one"],
    ["no YAML", "level: [3\n", "sector-rank.yaml:2:1: this is not YAML", "write `key: value` lines"],
    ["a list at the top", "- level: 3\n", "sector-rank.yaml:1:1: a config takes `key: value` lines", undefined],
    [
      "a bare code",
      "region: 06037\n",
      "sector-rank.yaml:1:9: region: a code without quotes is a number",
      'write "06037"',
    ],
    [
      "a bare code in a list",
      'only: ["336", 0111]\n',
      "sector-rank.yaml:1:15: only: a code without quotes",
      'write "0111"',
    ],
    [
      "a bare code in a region",
      "regions:\n  a: [39049]\n",
      "sector-rank.yaml:2:7: regions: a: a code without",
      'write "39049"',
    ],
    [
      "a wrong choice",
      "level: 7\n",
      "sector-rank.yaml:1:8: level takes 2, 3, 4, 5, 6, sector or supersector",
      "write one",
    ],
    ["text for a number", "top: ten\n", "sector-rank.yaml:1:6: top takes a number, without quotes", undefined],
    ["a number out of range", "top: 0\n", "sector-rank.yaml:1:6: top takes a whole number of at least 1", "such as 10"],
    ["text for a boolean", 'strict: "yes"\n', "sector-rank.yaml:1:9: strict takes true or false", undefined],
    ["nothing for a text", "store:\n", "sector-rank.yaml:1:7: store takes text", undefined],
    [
      "a negative weight",
      "weights: { lq: -1 }\n",
      "sector-rank.yaml:1:16: weights: the weight of lq is negative",
      "direction: lower",
    ],
    [
      "a measure in a composite and beside it",
      "weights:\n  lq: 1\n  both: { weight: 2, of: [lq, growth] }\n",
      "sector-rank.yaml:3:9: weights: lq appears twice",
      "keep one",
    ],
    [
      "a treatment that is none",
      "weights: { lq: { treatment: sqrt } }\n",
      "sector-rank.yaml:1:29: weights: the treatment of lq is log or winsor",
      "write log",
    ],
    ["weights of zero", "weights: { lq: 0 }\n", "sector-rank.yaml:1:10: weights: all weights are zero", "above 0"],
    [
      "a direction",
      "weights: { lq: { direction: up } }\n",
      "sector-rank.yaml:1:29: weights: the direction of lq",
      "better",
    ],
    [
      "a region without areas",
      "regions:\n  a: { exclude: [OH] }\n",
      "sector-rank.yaml:2:6: regions: a has no areas",
      "areas:",
    ],
    ["a section that is no map", "rank: 3\n", "sector-rank.yaml:1:7: rank takes a map of options", undefined],
  ])("%s", async (_, yaml, message, hint) => {
    const text = await errorOf(yaml);
    expect(text).toContain(`error: ${message}`);
    expect(text).toContain("  found: ");
    if (hint !== undefined) expect(text).toMatch(/ {2}try: {3}/);
    if (hint !== undefined) expect(text).toContain(hint);
  });

  it("an unquoted code has a code of its own", async () => {
    writeFileSync(join(folder, "sector-rank.yaml"), "region: 39049\n");
    const { stderr } = await runCli("rank --json", { cwd: folder, commands: spy().commands });
    expect(JSON.parse(stderr.trimEnd().split("\n").at(-1)!)).toEqual({
      error: {
        code: "CONFIG_CODE_UNQUOTED",
        message: "region: a code without quotes is a number, and loses its zeros",
        file: "sector-rank.yaml",
        line: 1,
        column: "9",
        found: "39049",
        try: 'write "39049"',
      },
    });
  });

  it("a config that is not there is an input error, unless it is the default one", async () => {
    const { commands } = spy();
    expect((await runCli("rank", { cwd: folder, commands })).status).toBe(0);
    const { status, stderr } = await runCli("rank --config my.yaml", { cwd: folder, commands });
    expect(status).toBe(3);
    expect(stderr).toContain("error: my.yaml: no such file or folder");
  });

  it("aliases can't blow a config up", async () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefgh".split("").map((key, index) => {
        const before = "abcdefg"[index]!;
        return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`;
      }),
    ].join("\n");
    expect(await errorOf(bomb)).toContain("refers to its own parts too often");
  });
});

describe("init", () => {
  it("writes a config that says nothing until something is uncommented, and never overwrites one", async () => {
    expect(await runCli("init", { cwd: folder })).toEqual({
      status: 0,
      stdout: "wrote sector-rank.yaml\n",
      stderr: "",
    });
    const written = readFileSync(join(folder, "sector-rank.yaml"), "utf8");
    expect(parse(written)).toBeNull();
    const again = await runCli("init", { cwd: folder });
    expect(again.status).toBe(2);
    expect(again.stderr).toContain("sector-rank.yaml is there already");
    expect(readFileSync(join(folder, "sector-rank.yaml"), "utf8")).toBe(written);
  });

  it("has every option, each with its explanation", () => {
    const text = renderConfigTemplate();
    for (const [key, option] of Object.entries(sharedOptions)) {
      // Of a terminal alone, or said by `format: json`.
      if (key === "json" || ("commandLineOnly" in option && option.commandLineOnly)) continue;
      const { help } = option;
      const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(text).toMatch(new RegExp(`^##? ${name}:`, "m"));
      const unwrapped = text.replace(/\n## /g, " ");
      expect(unwrapped).toContain(help);
    }
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("passes the schema and runs on the built-in region when everything is uncommented", async () => {
    const text = renderConfigTemplate().replace(/^# /gm, "");
    expect(validator()(parse(text))).toBe(true);
    writeFileSync(join(folder, "sector-rank.yaml"), text);
    const { status, stdout, stderr } = await runCli("run", { cwd: folder });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("2 runs done");
    for (const file of ["ranking.csv", "ranking.md", "industries.json"]) {
      expect(stdout).toContain(file);
      expect(readFileSync(join(folder, file), "utf8").length).toBeGreaterThan(1000);
    }
  });
});

describe("run", () => {
  const inputs = 'qcew: [data/demo]\nregion: "C1814"\n';

  it("without runs makes one, of rank", async () => {
    writeFileSync(join(folder, "sector-rank.yaml"), `${inputs}out: [a.csv]\nabout: a.md\n`);
    const { status, stdout } = await runCli("run --json", { cwd: folder });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "sector-rank/run/1",
      config: "sector-rank.yaml",
      runs: [{ run: 1, command: "rank", files: ["a.csv", "a.md"] }],
    });
  });

  it("names files of the ranking that no other command writes over", async () => {
    writeFileSync(join(folder, "sector-rank.yaml"), `${inputs}out: [a.csv]\nabout: a.md\nout-dir: results\n`);
    writeFileSync(join(folder, "a.csv"), "the ranking");
    const { status, stdout, stderr } = await runCli("regions 39049", { cwd: folder });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("Franklin County");
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("the ranking");
    expect(existsSync(join(folder, "a.md")) || existsSync(join(folder, "results"))).toBe(false);
  });

  it("writes the long table of a sweep, which no other command does", async () => {
    const run = "{ command: sweep, areas: [counties], level: sector, suppressed: drop, out: [a.parquet, b.csv] }";
    writeFileSync(join(folder, "sector-rank.yaml"), `runs: [${run}]\n${inputs}`);
    const { status, stderr } = await runCli("run", { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(folder, "a.parquet")).subarray(0, 4).toString()).toBe("PAR1");
    const refused = await runCli("sweep --areas counties --out a.txt", { cwd: folder });
    expect(refused.stderr).toContain(".docx, .parquet");
    const other = await runCli("rank --out a.parquet", { cwd: folder });
    expect(other.stderr).toContain("no format is known for the output file a.parquet");
  });

  it.each([
    ["no config at all", undefined, 3, "no config sector-rank.yaml to run"],
    ["a run without files", "runs: [{ command: rank }]\n", 2, "sector-rank.yaml:1:8: this run of rank writes no file"],
    ["an unknown command", "runs: [{ command: rnak }]\n", 2, 'sector-rank.yaml:1:19: unknown command "rnak"'],
    [
      "an unknown key",
      "runs: [{ command: rank, lvel: 4 }]\n",
      2,
      'sector-rank.yaml:1:25: run of rank: unknown key "lvel"',
    ],
    ["one file twice", "runs: [{ out: [a.csv] }, { out: [a.csv] }]\n", 2, "two runs write the same file"],
  ])("refuses %s before anything is done", async (_, yaml, status, message) => {
    if (yaml !== undefined) writeFileSync(join(folder, "sector-rank.yaml"), `${yaml}${inputs}`);
    const result = await runCli("run", { cwd: folder });
    expect(result.stderr).toContain(message);
    expect(result.status).toBe(status);
    expect(result.stdout).toBe("");
  });
});

let compiled: ((config: unknown) => boolean) | undefined;
function validator(): (config: unknown) => boolean {
  const schema = JSON.parse(readFileSync(join(ROOT, "schema/config.schema.json"), "utf8")) as object;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, code: { optimize: false } });
  return (compiled ??= ajv.compile(schema) as (config: unknown) => boolean);
}

describe("the schema that ships", () => {
  it("is what the tables say; `npm run build && node scripts/config-schema.mjs` renews it", async () => {
    const commands = await Promise.all(configuredCommands().map((name) => COMMANDS[name]!.load()));
    const shipped: unknown = JSON.parse(readFileSync(join(ROOT, "schema/config.schema.json"), "utf8"));
    expect(shipped).toEqual(JSON.parse(JSON.stringify(buildConfigSchema(commands))));
  });

  it("accepts and refuses what the reader does", () => {
    const validate = validator();
    expect(validate(parse('region: "06037"\nlevel: 4\nruns: [{ command: rank, out: [a.csv] }]'))).toBe(true);
    expect(validate(null)).toBe(true);
    for (const yaml of [
      "region: 39049",
      "qcwe: [a.csv]",
      "level: 7",
      "top: 0",
      "weights: { lq: -1 }",
      "runs: [{ lvel: 4 }]",
    ]) {
      expect(validate(parse(yaml))).toBe(false);
    }
  });
});
