import { grouped } from "../command/define-options.js";
import { INPUT_GROUP, inputOptions } from "../command/options.js";
import { DRAWS } from "./model.js";

const GROUP = "Relatedness:";

/** What relatedness is computed over. */
export const relatednessOptions = {
  ...inputOptions,
  region: { ...inputOptions.region, help: `${inputOptions.region.help}; without one, every area is listed` },
  level: { ...inputOptions.level, default: "4" },
  areas: {
    type: "list",
    value: "WHICH",
    codes: true,
    group: INPUT_GROUP,
    help: "areas whose industries are compared: `counties`, `msas` or `states` that the files hold, or a list (default: areas of the region's kind, else counties)",
  },
  ...grouped(GROUP, {
    presentJobs: {
      type: "number",
      value: "N",
      minimum: 0,
      default: 0,
      help: "an industry counts as present in an area with a location quotient of 1 and this many jobs",
    },
    draws: {
      type: "integer",
      value: "N",
      minimum: 20,
      maximum: 1000,
      default: DRAWS,
      help: "how often uncertain cells are drawn for ranges",
    },
    top: { type: "integer", value: "N", minimum: 1, default: 10, help: "industries and areas shown on the terminal" },
  }),
} as const;
