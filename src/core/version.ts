/** Kept equal to package.json by a test, so that pure code can name the tool without reading a file. */
export const VERSION = "0.1.0";

/** How results name the tool that made them. */
export const TOOL = `sector-rank ${VERSION}`;
