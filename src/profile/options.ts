import {
  inputOptions,
  livingWageOption,
  priceOptions,
  projectionOptions,
  rankingOptions,
  thresholdOptions,
  workforceOptions,
} from "../command/options.js";
import { resultOutputOptions } from "../command/output-options.js";
import type { OptionValues } from "../command/option-types.js";
import { flowOptions } from "../commute/options.js";
import { jobFileOptions } from "../occupations/job-file-options.js";
import { supplyFileOptions } from "../supply/options.js";

export const profileOptions = {
  shortList: {
    type: "boolean",
    group: "Profile:",
    help: "behind the region's page, one for each industry of the short list",
  },
  ...inputOptions,
  ...projectionOptions,
  ...priceOptions,
  ...workforceOptions,
  ...rankingOptions,
  ...livingWageOption,
  ...thresholdOptions,
  ...jobFileOptions,
  ...flowOptions,
  ...supplyFileOptions,
  ...resultOutputOptions,
} as const;

/** What a run of `profile` was asked for. */
export type ProfileValues = OptionValues<typeof profileOptions> & { readonly industries: readonly string[] };
