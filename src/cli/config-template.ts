import { wrapText } from "../render/text-layout.js";
import { configurable } from "./config-keys.js";
import { defaultValue } from "../command/kinds/kinds.js";
import type { OptionDefinition } from "../command/option-types.js";
import { sharedOptions } from "../command/options.js";

const WIDTH = 95;

/**
 * A config with every option as a comment: what it does, and its default or an example.
 *
 * Sentences start with `## `, options with `# `; taking the single `# ` away everywhere gives a config that
 * runs on the built-in region.
 *
 * @param chosen what stands in it as options that count, and no comment: then `run` takes it as it is
 */
export function renderConfigTemplate(chosen: ChosenInputs = {}): string {
  const lines = [...INTRODUCTION];
  let group: string | undefined;
  for (const [name, { key, option }] of Object.entries(configurable(sharedOptions))) {
    // `format: json` says the same.
    if (name === "json") continue;
    if (option.group !== group) {
      group = option.group;
      lines.push("", `## ---- ${(group ?? "").replace(/:$/, "")} ----`);
    }
    lines.push("", ...explain(option), ...(activeLine(name, key, chosen) ?? exampleLines(name, key, option)));
  }
  return `${[...lines, ...RUNS].join("\n")}\n`;
}

/** Files and region that a config begins with. */
export interface ChosenInputs {
  readonly qcew?: readonly string[];
  readonly region?: string;
}

/** The files that a config made for a region lets `run` write. */
const FIRST_FILES = ["ranking.xlsx", "ranking.csv", "brief.md"];

function activeLine(name: string, key: string, { qcew, region }: ChosenInputs): readonly string[] | undefined {
  if (qcew === undefined || region === undefined) return undefined;
  if (key === "qcew") return [`${name}: ${formatTexts(qcew)}`];
  if (key === "region") return [`${name}: ${JSON.stringify(region)}`];
  return key === "out" ? [`${name}: ${formatTexts(FIRST_FILES)}`] : undefined;
}

const formatTexts = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;

const INTRODUCTION = [
  "## What sector-rank does here. `sector-rank rank` and its like read this file when it lies in the current",
  "## folder, or is named with --config; `sector-rank run` writes all the files that it describes. What is",
  "## typed on the command line wins. Each option below stands with its default or an example: take the",
  "## single # away from those you need. Paths count from this file's folder. Codes need quotes, since YAML",
  "## reads 06037 as the number 6037.",
];

const RUNS = [
  "",
  "## ---- Runs ----",
  "",
  "## What `sector-rank run` does, one after another. Each run has the options above, its own keys on top, and",
  "## its own files. Without runs there is one, of `rank`, which writes the files of `out` above.",
  "# runs:",
  "#   - command: rank",
  "#     out: [ranking.csv, ranking.md]",
  "#   - command: industries",
  "#     level: 4",
  "#     out: [industries.json]",
];

function explain(option: OptionDefinition): readonly string[] {
  const choices = option.type === "choice" ? `; one of ${option.choices.join(", ")}` : "";
  const keys = option.type === "numbers" ? Object.entries(option.keys).map(([key, { help }]) => `${key}: ${help}`) : [];
  return [...wrapText(`${option.help}${choices}`, WIDTH), ...keys].map((line) => `## ${line}`);
}

function exampleLines(name: string, key: string, option: OptionDefinition): readonly string[] {
  if (Object.hasOwn(EXAMPLES, key)) return EXAMPLES[key as keyof typeof EXAMPLES]();
  if (option.type === "numbers") {
    return [`# ${name}:`, ...Object.entries(option.keys).map(([each, { default: value }]) => `#   ${each}: ${value}`)];
  }
  const value = defaultValue(option);
  if (value === undefined) throw new Error(`unreachable: ${name} has neither a default nor an example`);
  return [`# ${name}: ${Array.isArray(value) ? "[]" : JSON.stringify(value)}`];
}

// Options whose default is not an example. Two marks: the example needs a file that only the user has.
const EXAMPLES = {
  methodOf: () => ["# method-of: start"],
  dropWeakest: () => ["# drop-weakest: 2"],
  livingWage: () => ["# living-wage: 24.5"],
  threshold: () => ['# threshold: ["family=24.50/hour"]'],
  household: () => ['## household: ["1 Adult 2 Children"]'],
  priceParities: () => ["## price-parities: MARPP_MSA_2008_2023.csv"],
  qcew: () => ['# qcew: ["demo"]'],
  store: () => ["## store: qcew-store"],
  region: () => ['# region: "C1814"'],
  exclude: () => ["# exclude: []"],
  year: () => ["# year: 2023"],
  since: () => ["# since: 2020"],
  quarter: () => ["## quarter: 1"],
  regions: () => [
    "# regions:",
    '#   central: ["39049", "39041"]',
    "#   columbus without franklin:",
    '#     areas: ["C1814"]',
    '#     exclude: ["39049"]',
  ],
  weights: () => [
    "# weights:",
    "#   employment: 2",
    "#   averagePay: 1",
    "#   growth: { weight: 1, direction: higher }",
    "#   lq: { weight: 2, treatment: winsor }",
    "#   momentum: { weight: 1, of: [cagr, competitiveShare] }",
  ],
  projections: () => ["## projections: [state-projections.xlsx]"],
  projectionsArea: () => ['## projections-area: ["Central Region"]'],
  mapping: () => [
    "## mapping:",
    '##   columns: { code: "NAICS", title: "Industry", base: "Jobs 2024", projected: "Jobs 2034" }',
    "##   units: jobs",
  ],
  signal: () => ["## signal: [cbp=cbp22co.zip]"],
  qwi: () => ["## qwi: [qwi_oh_sa_f_gc_n3_op_u.csv.gz]"],
  priceIndex: () => ["## price-index: cpi.csv"],
  factor: () => ["## factor: [readiness.csv]"],
  minEmployment: () => ["# min-employment: 0"],
  minEstablishments: () => ["# min-establishments: 0"],
  minLq: () => ["# min-lq: 0"],
  minPay: () => ["# min-pay: 0"],
  only: () => ['## only: ["336", "622"]'],
  excludeIndustries: () => ['# exclude-industries: ["814"]'],
  clusters: () => ["## clusters: clusters.csv"],
  rule: () => ["# rule:", "#   concentrated: lq >= 1.2", "#   pays: averagePay >= 1.1 * regionPay"],
  out: () => ["# out: [ranking.csv, ranking.json]"],
  outDir: () => ["## out-dir: results"],
  about: () => ["# about: about-ranking.md"],
  chart: () => ["# chart: bubble"],
} satisfies Partial<Record<keyof typeof sharedOptions, () => readonly string[]>>;
