/**
 * How a figure came about; `CellEstimates.method` indexes this.
 *
 * - `published`: disclosed, or `nothing` where the publisher says that nothing is there
 * - `recomputable`: withheld, but any reader can work it out from published figures
 * - `own-period`: first guessed from the cell's own figure in another year or quarter
 * - `peer-size`: first guessed from its establishments and the industry's size elsewhere
 * - `all-periods`: the same over all years and quarters in which it is withheld: one size, which changes as the area's
 *   total, the industry elsewhere and its own establishments do
 * - `newborn`: in the files for the first or last time: what establishments have that have just come
 * - `cbp`, `qwi`: first guessed, for the most part, from what another publisher says of the same cell: County Business
 *   Patterns, or Quarterly Workforce Indicators
 * - `share`: the files tell no size at all; shared out by establishments
 * - `none`: nothing can be said
 */
export const METHODS = [
  "published",
  "nothing",
  "recomputable",
  "own-period",
  "peer-size",
  "all-periods",
  "newborn",
  "cbp",
  "qwi",
  "share",
  "none",
] as const;
export type Method = (typeof METHODS)[number];

/** What a withheld cell's figure was made from, as a sentence goes on after "Made from". */
export const METHOD_WORDS: Readonly<Record<Exclude<Method, "published" | "nothing">, string>> = {
  recomputable: "published totals, which leave no other figure",
  "own-period": "its own figure in another year or quarter",
  "peer-size": "its establishments and the industry's size elsewhere",
  "all-periods": "its establishments in all years and quarters in which it is withheld",
  newborn: "the size of establishments that have just come",
  cbp: "County Business Patterns of the same cell",
  qwi: "Quarterly Workforce Indicators of the same cell",
  share: "its establishments alone",
  none: "nothing: no total bounds it",
};
