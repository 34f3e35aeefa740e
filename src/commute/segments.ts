/** What LODES counts a flow by: all jobs, then three groups each of age, monthly earnings and kind of industry. */
export const SEGMENTS = [
  { id: "S000", by: "all", label: "All jobs" },
  { id: "SA01", by: "age", label: "Workers of 29 or younger" },
  { id: "SA02", by: "age", label: "Workers of 30 to 54" },
  { id: "SA03", by: "age", label: "Workers of 55 or older" },
  { id: "SE01", by: "earnings", label: "Earning $1,250 a month or less" },
  { id: "SE02", by: "earnings", label: "Earning $1,251 to $3,333 a month" },
  { id: "SE03", by: "earnings", label: "Earning more than $3,333 a month" },
  { id: "SI01", by: "industry", label: "Goods producing" },
  { id: "SI02", by: "industry", label: "Trade, transportation and utilities" },
  { id: "SI03", by: "industry", label: "All other services" },
] as const;

export type SegmentId = (typeof SEGMENTS)[number]["id"];

/** Place of all jobs among the counts of a flow. */
export const ALL_JOBS = 0;

/** Counts that a flow has room for. */
export const SEGMENT_COUNT = SEGMENTS.length;

/** Which jobs a LODES file counts, by the part of its name. Source: LODES technical documentation. */
export const JOB_TYPES: Readonly<Record<string, string>> = {
  JT00: "all jobs",
  JT01: "primary jobs, one a worker",
  JT02: "all private jobs",
  JT03: "private primary jobs",
  JT04: "all federal jobs",
  JT05: "federal primary jobs",
};
