/** What a number counts, which decides how it is rounded and written. */
export type Unit =
  | "jobs"
  | "change"
  | "establishments"
  | "dollars"
  | "hourly"
  | "ratio"
  | "fraction"
  | "rank"
  | "places"
  | "score"
  | "count"
  | "year"
  | "years";
