import { demoFiles } from "./demo-files.js";
import { defineCommand } from "../command/command.js";
import {
  inputOptions,
  outputOptions,
  priceOptions,
  projectionOptions,
  rankingOptions,
  ruleOptions,
  thresholdOptions,
} from "../command/options.js";
import { rankCommand } from "../rank/command.js";

const { qcew: _qcew, store: _store, region: _region, ...choices } = inputOptions;
void _qcew;
void _store;
void _region;

export const demoCommand = defineCommand({
  name: "demo",
  description:
    "Ranks the industries of Columbus, Ohio (ten counties, 2020 to 2023) from data that ships with the tool; takes the other options of `rank`.",
  options: {
    ...choices,
    ...projectionOptions,
    ...priceOptions,
    ...rankingOptions,
    ...ruleOptions,
    ...thresholdOptions,
    ...outputOptions,
  },
  examples: [
    { says: "The main job with no file at all", argv: "demo" },
    { says: "At four digits, for a script", argv: "demo --level 4 --json" },
    {
      says: "A workbook, a page, a brief and all the charts of it in a folder",
      argv: "demo --out-dir columbus",
    },
  ],
  run: (options, io) =>
    rankCommand.run({ ...options, qcew: demoFiles(), store: undefined, region: "C1814", standing: false }, io),
});
