import { grouped } from "../command/define-options.js";

/** The files that occupations, and figures of occupations about industries, are made of. */
export const jobFileOptions = grouped("Occupations:", {
  staffing: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "staffing patterns by industry: OEWS or National Employment Matrix (.csv, .xlsx, .zip); repeatable",
  },
  wages: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "wages by occupation of the nation or the region (.csv, .xlsx, .zip); repeatable",
  },
  education: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "typical education, job zones, related occupations or projections by occupation (.csv, .xlsx, .txt); repeatable",
  },
  wagesArea: {
    type: "string",
    value: "AREA",
    codes: true,
    help: "area of the wage file that stands for the region, by code or part of its name",
  },
});
