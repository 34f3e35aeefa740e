import type { WageNeeds } from "./wage-needs.js";

/** Nothing that wages are compared with was given. */
export const NO_NEEDS: WageNeeds = {
  typed: [],
  hourly: undefined,
  table: undefined,
  households: [],
  parities: undefined,
};
