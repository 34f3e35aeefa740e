import type { ReportColumn } from "../report/report.js";

// Columns that the tables of relatedness share.

export const DENSITY_COLUMN: ReportColumn = {
  id: "density",
  label: "Density",
  kind: "number",
  unit: "ratio",
  description:
    "How much of what the industry is found together with the area has: the sum of proximities to industries present, over that to all. 0 to 1.",
  priority: 1,
};

export const GAIN_COLUMN: ReportColumn = {
  id: "strategicGain",
  label: "Gain",
  kind: "number",
  unit: "ratio",
  description:
    "Strategic gain: the complexity of industries not yet present that this one would bring nearer, less density times its own complexity.",
  priority: 1,
};

export const COMPLEXITY_COLUMN: ReportColumn = {
  id: "complexity",
  label: "Complex.",
  kind: "number",
  unit: "ratio",
  description:
    "Complexity in standard deviations from the mean: the second eigenvector of which industries are found together; falls with the number of areas that have the industry.",
  priority: 2,
};

export const AREAS_COLUMN: ReportColumn = {
  id: "ubiquity",
  label: "Areas",
  kind: "number",
  unit: "count",
  description: "Areas in which the industry is likelier present (location quotient of 1 or more) than not.",
  priority: 3,
};
