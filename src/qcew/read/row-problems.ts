import { BUFFER_BYTES } from "./engine/memory-map.js";
import type { RowProblem } from "./problems.js";

/** What is wrong with a row, apart from where it stands and what it holds. */
type ShapeProblem = Pick<RowProblem, "code" | "message" | "hint">;

const DOWNLOAD_AGAIN = "download the file again";
const AS_PUBLISHED = "use the file as published";

/** A row with more or fewer cells than the header has columns; the last row of a text may be cut short. */
export function rowWidthProblem({
  cells,
  header,
  isUnended,
}: {
  readonly cells: number;
  readonly header: number;
  readonly isUnended: boolean;
}): ShapeProblem {
  const counts = `a row of ${cells} cells under a header of ${header}`;
  if (isUnended && cells < header) {
    return { code: "QCEW_CUT_SHORT", message: `the file breaks off in ${counts}`, hint: DOWNLOAD_AGAIN };
  }
  return {
    code: "QCEW_ROW_WIDTH",
    message: counts,
    hint: `${AS_PUBLISHED}; a cell may be lost, or a comma may stand in a cell without quotes`,
  };
}

/** A quote that is never closed, or one in the middle of a cell. */
export function quoteProblem({
  isOpen,
  isUnended,
}: {
  readonly isOpen: boolean;
  readonly isUnended: boolean;
}): ShapeProblem {
  if (isOpen && isUnended) {
    return { code: "QCEW_CUT_SHORT", message: "the file breaks off inside quotes", hint: DOWNLOAD_AGAIN };
  }
  const message = isOpen ? "a quote is opened and not closed" : "a quote stands inside a cell";
  return { code: "QCEW_QUOTE", message, hint: AS_PUBLISHED };
}

/** A row that does not fit the buffer, as where everything after an open quote counts as one cell. */
export const ROW_TOO_LONG: ShapeProblem = {
  code: "QCEW_QUOTE",
  message: `a row of more than ${BUFFER_BYTES} bytes; a quote may be open`,
  hint: AS_PUBLISHED,
};
