import type { AreaCode, IndustryCode } from "../../../core/codes.js";
import type { Place } from "../../../core/errors.js";
import type { ErrorCode } from "../../../core/errors.js";
import { InputError } from "../../../core/errors.js";
import type { InputFile } from "../../../files/files.js";
import type { ColumnForm } from "../batch.js";
import type { RowFunctions } from "../engine/vector-engine.js";
import type { FileOutcome } from "./lane.js";
import type { SelectionTables } from "../selection.js";

/** What a thread is started with. */
export interface ThreadTask {
  readonly files: readonly InputFile[];
  readonly selection: SelectionTables;
  /** A list, or see encodeAreaSet; all areas where left out. */
  readonly areas: ReadonlySet<string> | Uint8Array | undefined;
  readonly hash: boolean;
  /** What the faster engine needs. */
  readonly functions: RowFunctions | undefined;
  /**
   * Shared numbers: the next file that nobody reads yet, and how many batches the thread may still send
   * before it must wait.
   */
  readonly shared: Int32Array;
}

export const NEXT_FILE = 0;
export const CREDITS = 1;
export const SHARED_NUMBERS = 2;

export type ThreadMessage =
  | {
      readonly kind: "rows";
      readonly file: number;
      readonly length: number;
      readonly forms: readonly ColumnForm[];
      readonly buffer: ArrayBuffer;
      readonly areas: readonly AreaCode[];
      readonly industries: readonly IndustryCode[];
    }
  | { readonly kind: "progress"; readonly file: number; readonly bytes: number; readonly rows: number }
  | { readonly kind: "done"; readonly file: number; readonly outcome: PlainOutcome }
  | { readonly kind: "end" };

/** An outcome whose errors are plain data: a thread can't hand over an instance of a class. */
export type PlainOutcome = Omit<FileOutcome, "errors"> & { readonly errors: readonly PlainError[] };

export interface PlainError {
  readonly message: string;
  readonly details: {
    readonly code: ErrorCode;
    readonly where?: Place;
    readonly found?: string;
    readonly hint?: string;
  };
}

export function plainOutcome(outcome: FileOutcome): PlainOutcome {
  return { ...outcome, errors: outcome.errors.map(({ message, details }) => ({ message, details })) };
}

export function restoreOutcome(plain: PlainOutcome): FileOutcome {
  return { ...plain, errors: plain.errors.map(({ message, details }) => new InputError(message, details)) };
}
