/**
 * Something the reader of a result must know: a caution about an industry, a choice that was made,
 * a limit of the data. Notes travel in the result; what the user must fix is an error instead.
 */
export interface Note {
  /** Stable id in kebab-case; the text may change, the id does not. */
  readonly id: string;
  readonly severity: "information" | "caution";
  readonly text: string;
  /** The same in one line, where the text takes several. */
  readonly short?: string;
  /** The industries it is about; empty where it is about the whole result. */
  readonly industries: readonly string[];
}

export function information(id: string, text: string, industries: readonly string[] = []): Note {
  return { id, severity: "information", text, industries };
}

export function caution(id: string, text: string, industries: readonly string[] = []): Note {
  return { id, severity: "caution", text, industries };
}
