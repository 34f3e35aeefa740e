import { trainingFileOptions } from "../command/training-options.js";
import { grouped } from "../command/define-options.js";
import {
  inputOptions,
  livingWageOption,
  rankingOptions,
  thresholdOptions,
  workforceOptions,
} from "../command/options.js";
import { resultOutputOptions } from "../command/output-options.js";
import type { OptionValues } from "../command/option-types.js";
import { EDUCATION_LEVELS } from "../occupations/education.js";
import { jobFileOptions } from "../occupations/job-file-options.js";

/** The files about training and workers, which `profile` takes, too. */
export const supplyFileOptions = grouped("Training and workers:", {
  ...trainingFileOptions,
  crosswalk: {
    type: "string",
    value: "FILE",
    path: true,
    help: "programs and the occupations that they lead to (default: NCES's of CIP 2020 and SOC 2018, built in)",
  },
  laborShed: {
    type: "string",
    value: "R",
    codes: true,
    help: "further counties whose institutions count, written as a region is, such as those that `commute` proposes",
  },
  openings: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "occupation projections of the state or region with openings; without them openings are computed from jobs; repeatable",
  },
  openingsArea: {
    type: "string",
    value: "AREA",
    help: "area of these projections, by its name or a part of it, where a file holds several",
  },
  laus: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "labor force by county (BLS LAUS, laucntyYY.xlsx or flat file); repeatable, a year each",
  },
  acs: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "tables B01001 or S0101, B15003, B23025 of the American Community Survey by county, from data.census.gov, American FactFinder or the API; repeatable",
  },
});

export const supplyOptions = {
  ...supplyFileOptions,
  ...grouped("Training and workers:", {
    minEducation: {
      type: "choice",
      value: "LEVEL",
      choices: EDUCATION_LEVELS.map(({ id }) => id),
      default: "some-college",
      help: "occupations that typically ask for this or more; none shows all",
    },
    rows: {
      type: "integer",
      value: "N",
      minimum: 1,
      default: 15,
      help: "occupations and programs shown; files have all",
    },
  }),
  ...jobFileOptions,
  ...inputOptions,
  ...workforceOptions,
  ...rankingOptions,
  ...livingWageOption,
  ...thresholdOptions,
  ...resultOutputOptions,
} as const;

/** What a run of `supply` was asked for. */
export type SupplyValues = OptionValues<typeof supplyOptions>;
