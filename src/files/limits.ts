// The limits of every reader: files come from strangers, and a small one may expand without end.

/** QCEW text compresses 3 to 13 times; zeros written by a bomb 1,000 times. */
export const HIGHEST_RATIO = 100;
/** Below this size a ratio says little, and no harm is done. */
export const HARMLESS_BYTES = 4_194_304;
/** All years of all areas in one member would be smaller. */
export const LARGEST_TEXT = 137_438_953_472;
/** OEWS of all areas and industries has 80 MB as a workbook. */
export const LARGEST_WORKBOOK = 268_435_456;
/** Workbooks of agencies with a sheet an area have some dozens. */
export const MOST_SHEETS = 1_000;
/** A quote that is opened and never closed would gather the whole file, as would a file of one line. */
export const LONGEST_LINE = 67_108_864;

/** A side file that is read whole, and is larger than this, is the wrong file. */
export const LARGEST_SIDE_FILE = 50_000_000;
/** Text expands. */
export const LARGEST_SIDE_TEXT = 100_000_000;
/** California's projections, of all its areas, have 13,000 rows. */
export const MOST_SIDE_ROWS = 200_000;
