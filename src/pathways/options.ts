import { trainingFileOptions } from "../command/training-options.js";
import { defineOptions, grouped } from "../command/define-options.js";
import { inputOptions, livingWageOption, rankingOptions, thresholdOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import type { OptionValues } from "../command/option-types.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { occupationsOptions, stepOptions } from "../occupations/options.js";

const GROUP = "Pathways:";
const { from, industries } = occupationsOptions;

export const pathwaysOptions = {
  ...defineOptions({
    starts: {
      type: "integer",
      value: "N",
      minimum: 1,
      default: 6,
      group: GROUP,
      help: "entry occupations that the map begins with, those with the most jobs",
    },
    branches: {
      type: "integer",
      value: "N",
      minimum: 1,
      default: 2,
      group: GROUP,
      help: "best steps from each occupation",
    },
    most: { type: "integer", value: "N", minimum: 2, default: 24, group: GROUP, help: "occupations on the map" },
    struck: {
      type: "string",
      value: "FILE",
      path: true,
      group: GROUP,
      help: "CSV of steps that employers strike out: from, to and if wanted reason",
    },
    against: {
      type: "string",
      value: "FILE",
      path: true,
      group: GROUP,
      help: "CSV of an earlier map, to show steps added, removed and changed",
    },
    ...grouped(GROUP, trainingFileOptions),
  }),
  from,
  industries,
  ...jobFileOptions,
  ...stepOptions,
  ...inputOptions,
  ...rankingOptions,
  ...livingWageOption,
  ...thresholdOptions,
  ...outputOptions,
};

export type PathwaysValues = OptionValues<typeof pathwaysOptions>;
