import { UsageError } from "../core/errors.js";
import { EDUCATION_LEVELS } from "./education.js";
import { OCCUPATION_SORTS } from "./criteria.js";
import { OCCUPATION_MEASURES } from "./measures.js";
import { defineCommand } from "../command/command.js";
import {
  defineOptions,
  inputOptions,
  outputOptions,
  rankingOptions,
  thresholdOptions,
  qcewArguments,
} from "../command/options.js";
import { showsChecksums } from "../command/read-inputs.js";

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
  staffing: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    group: "Occupations:",
    help: "staffing patterns by industry: OEWS or National Employment Matrix (.csv, .xlsx, .zip); repeatable",
  },
  wages: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    group: "Occupations:",
    help: "wages by occupation of the nation or the region (.csv, .xlsx, .zip); repeatable",
  },
  education: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    group: "Occupations:",
    help: "typical education, job zones, related occupations or projections by occupation (.csv, .xlsx, .txt); repeatable",
  },
  wagesArea: {
    type: "string",
    value: "AREA",
    codes: true,
    group: "Occupations:",
    help: "area of the wage file that stands for the region, by code or part of its name",
  },
  threshold: {
    type: "string",
    value: "NAME=WAGE",
    repeatable: true,
    group: "Occupations:",
    help: 'wage that a household needs, such as "family of three=24.50/hour" or 52000/year; repeatable',
  },
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
  ladders: { type: "boolean", group: "Occupations:", help: "add steps from low- to higher-paid occupations" },
  inverse: {
    type: "string",
    value: "SOC",
    codes: true,
    group: "Occupations:",
    help: "where one occupation works, in place of the table",
  },
});

export const occupationsCommand = defineCommand({
  name: "occupations",
  description:
    "From industries to occupations: which jobs the short list of a ranking or chosen industries need, how many, what they pay, what they ask for, who shares them and where they lead. Staffing patterns, the nation's wages, typical education and openings are built in; files of your own take their place.",
  options: { ...occupationOptions, ...inputOptions, ...rankingOptions, ...thresholdOptions, ...outputOptions },
  arguments: qcewArguments,
  examples: [
    {
      says: "The occupations of the short list of Columbus, Ohio, from built-in data",
      argv: "occupations --qcew demo --region C1814",
    },
    {
      says: "Good jobs without a bachelor's degree in two of its industries, with ladders",
      argv: 'occupations --qcew demo --region C1814 --industries 5417,4238 --threshold "family of three=24.50/hour" --good-jobs --ladders',
    },
    {
      says: "Where registered nurses work in the nation",
      argv: "occupations --inverse 29-1141",
    },
  ],
  async run(options, io) {
    if (options.goodJobs && options.threshold.length === 0) {
      throw new UsageError("--good-jobs needs a wage to measure by", {
        code: "OPTION_MISSING",
        found: "no --threshold",
        hint: 'add one, such as --threshold "family of three=24.50/hour"',
      });
    }
    const { occupationsReport } = await import("./occupations-run.js");
    const { report, inputs } = await occupationsReport(options, io, showsChecksums(options));
    const { writeReport } = await import("../output/write.js");
    await writeReport(report, options, io, { inputs });
  },
});

export type OccupationsValues = Parameters<typeof occupationsCommand.run>[0];
