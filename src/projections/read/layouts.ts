import { blsNationalLayout } from "./bls-national.js";
import { californiaLayout } from "./california.js";
import { illinoisLayout } from "./illinois.js";
import { kansasExportLayout, kansasWorkbookLayout } from "./kansas.js";
import type { ProjectionLayout } from "./layout.js";
import { newYorkLayout } from "./new-york.js";
import { projectionsCentralLayout } from "./projections-central.js";
import { stateWorkbookLayout } from "./state-workbook.js";
import { washingtonLayout } from "./washington.js";

/** Every layout, the particular ones before the common form that would take some of them in. */
export const PROJECTION_LAYOUTS: readonly ProjectionLayout[] = [
  californiaLayout,
  kansasExportLayout,
  kansasWorkbookLayout,
  illinoisLayout,
  washingtonLayout,
  newYorkLayout,
  blsNationalLayout,
  projectionsCentralLayout,
  stateWorkbookLayout,
];
