import type { OptionValues } from "../command/option-types.js";
import { defineOptions, grouped } from "../command/define-options.js";
import { inputOptions, livingWageOption, rankingOptions, thresholdOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { jobFileOptions } from "./job-file-options.js";
import { OCCUPATION_SORTS } from "./criteria.js";
import { EDUCATION_LEVELS } from "./education.js";
import { OCCUPATION_MEASURES } from "./measures.js";

/** What a step of a ladder must have. */
export const stepOptions = grouped("Occupations:", {
  steps: {
    type: "numbers",
    value: "LIST",
    keys: {
      jobs: { default: 50, help: "least jobs of the occupation that a step leads to" },
      "jobs-share": { default: 0.05, help: "the same as percent of the region's jobs; the higher of the two counts" },
      openings: { default: 5, help: "its least openings a year" },
      gain: { default: 10, help: "percent more that it pays at least" },
      overlap: {
        default: 0.7,
        help: "part of its skills and knowledge, 0 to 1, that the lower occupation has at least",
      },
      years: { default: 6, help: "most years of study, experience and training that it asks for" },
    },
    help: "what a step of a ladder must have",
  },
});

const occupationOptions = defineOptions({
  from: {
    type: "string",
    value: "RESULT",
    path: true,
    group: "Occupations:",
    help: "JSON of an earlier `rank`, whose short list is taken",
  },
  industries: {
    type: "list",
    value: "CODES",
    codes: true,
    group: "Occupations:",
    help: "industries in place of the short list; without --qcew the nation's",
  },
  ...jobFileOptions,
  rows: {
    type: "integer",
    value: "N",
    minimum: 1,
    default: 15,
    group: "Occupations:",
    help: "occupations shown; CSV and JSON have all",
  },
  sort: {
    type: "choice",
    value: "KEY",
    choices: OCCUPATION_SORTS,
    default: "jobs",
    group: "Occupations:",
    help: "order of the occupations",
  },
  occupationWeights: {
    type: "weights",
    value: "LIST",
    group: "Occupations:",
    help: `weights of --sort rank, of ${OCCUPATION_MEASURES.map(({ id }) => id).join(", ")} (default: jobs=1,medianPay=1,openings=1)`,
  },
  // Not the rules over industries, whose figures are others.
  rule: {
    type: "rules",
    value: "RULE",
    group: "Occupations:",
    help: 'condition over occupations shown as met or not, such as "medianPay >= 50000 and projectedGrowth > growthOfAll"; "NAME: RULE" names it; repeatable',
  },
  eliminate: {
    type: "boolean",
    group: "Occupations:",
    help: "apply the rules in order, each to the occupations left by those before it",
  },
  soc: {
    type: "list",
    value: "CODES",
    codes: true,
    group: "Occupations:",
    help: "only these occupations, or those that start so, such as 29 or 15-12",
  },
  minJobs: {
    type: "number",
    value: "N",
    minimum: 0,
    group: "Occupations:",
    help: "only occupations with this many jobs",
  },
  minWage: {
    type: "number",
    value: "X",
    minimum: 0,
    group: "Occupations:",
    help: "only occupations with this median annual wage",
  },
  maxEducation: {
    type: "choice",
    value: "LEVEL",
    choices: EDUCATION_LEVELS.map(({ id }) => id),
    group: "Occupations:",
    help: "only occupations that typically ask for no more",
  },
  maxJobZone: {
    type: "integer",
    value: "N",
    minimum: 1,
    maximum: 5,
    group: "Occupations:",
    help: "only occupations of this O*NET job zone or a lower one",
  },
  minIndustries: {
    type: "integer",
    value: "N",
    minimum: 1,
    group: "Occupations:",
    help: "only occupations that this many of the industries need",
  },
  goodJobs: {
    type: "boolean",
    group: "Occupations:",
    help: "only occupations below a bachelor's degree in which at least half earn every --threshold",
  },
  matrix: {
    type: "boolean",
    group: "Occupations:",
    help: "jobs by occupation and industry, a column an industry, in place of the table",
  },
  ladders: { type: "boolean", group: "Occupations:", help: "add steps from low- to higher-paid occupations" },
  ...stepOptions,
  inverse: {
    type: "string",
    value: "SOC",
    codes: true,
    group: "Occupations:",
    help: "where one occupation works, in place of the table",
  },
});

export const occupationsOptions = {
  ...occupationOptions,
  ...inputOptions,
  ...rankingOptions,
  ...livingWageOption,
  ...thresholdOptions,
  ...outputOptions,
};

/** What a run of `occupations` was asked for. */
export type OccupationsValues = OptionValues<typeof occupationsOptions>;
