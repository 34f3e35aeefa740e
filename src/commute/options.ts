import type { OptionValues } from "../command/option-types.js";
import { inputOptions, rankingOptions, thresholdOptions } from "../command/options.js";
import { resultOutputOptions } from "../command/output-options.js";
import { grouped } from "../command/define-options.js";

/** Which flows are read, as `profile` takes them too. */
export const flowOptions = grouped("Commuter flows:", {
  lodes: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "commuter flows: LODES od_main and od_aux files as published, tables of county or town pairs, or a folder of them; repeatable",
  },
  lodesYear: {
    type: "integer",
    value: "Y",
    minimum: 1990,
    maximum: 2100,
    help: "year of the flows (default: the latest in the files)",
  },
  tiedShare: {
    type: "number",
    value: "PERCENT",
    minimum: 1,
    maximum: 100,
    default: 25,
    help: "part of a county's workers, or of its jobs, from which it belongs to the region",
  },
});

export const commuteOptions = {
  ...flowOptions,
  ...inputOptions,
  ...rankingOptions,
  ...thresholdOptions,
  ...resultOutputOptions,
} as const;

export type FlowValues = OptionValues<typeof flowOptions>;
export type CommuteValues = OptionValues<typeof commuteOptions>;
