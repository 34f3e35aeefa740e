// Makes data/economy/downturns.csv: recessions of the United States since QCEW's first year on disk, as the Business
// Cycle Dating Committee of the National Bureau of Economic Research dates them (https://www.nber.org/research/
// business-cycle-dating, "US Business Cycle Expansions and Contractions"). Three rows of six dates: they are typed here.
import { join } from "node:path";
import { folders, writeCsv } from "./lib.mjs";

const { target } = folders();

/** Months of the peak and of the trough. */
const CONTRACTIONS = [
  ["1990-07", "1991-03"],
  ["2001-03", "2001-11"],
  ["2007-12", "2009-06"],
  ["2020-02", "2020-04"],
];

// A year counts where the contraction holds more than one of its months: averages of 2007 are those of a peak.
const yearOf = (month, most) => {
  const [year, number] = month.split("-").map(Number);
  return most === "first" && number === 12 ? year + 1 : year;
};

writeCsv(
  join(target, "economy", "downturns.csv"),
  ["first_year", "last_year", "peak", "trough"],
  CONTRACTIONS.map(([peak, trough]) => [yearOf(peak, "first"), yearOf(trough, "last"), peak, trough]),
);
