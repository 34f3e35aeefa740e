import type { Note } from "../../core/notes.js";
import type { QcewField, QcewTable } from "../table.js";

export interface QcewProgress {
  /** Bytes of the files as they lie on the disk, over all files. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Data rows passed so far, wanted or not. */
  readonly rows: number;
  readonly file: string;
}

/** Of areas other than the nation, which rows of some levels are wanted among those that a request wants else. */
export interface LevelLimit {
  readonly levels: (level: number) => boolean;
  readonly ownerships: (code: number) => boolean;
  /** All where left out. */
  readonly years?: (year: number) => boolean;
}

/** Which rows of QCEW files are wanted; all where a choice is left out. */
export interface QcewRequest {
  /** Over the 5-character area code. */
  readonly areas?: (code: string) => boolean;
  /** The same as a list, where there is one: sending another thread a few codes is quicker than sending all there can be. */
  readonly areaCodes?: ReadonlySet<string>;
  readonly years?: (year: number) => boolean;
  /** 0 is a year's annual averages. */
  readonly quarters?: (quarter: number) => boolean;
  readonly ownerships?: (code: number) => boolean;
  /** Industry level 0 (total) to 8 (six digits), see INDUSTRY_LEVELS. */
  readonly levels?: (level: number) => boolean;
  /** Of levels of which not every row is needed, which are; a level stands in one of them at most. */
  readonly limits?: readonly LevelLimit[];
  /** Codes whose rows are left out, whatever their level. */
  readonly industriesLeftOut?: ReadonlySet<string>;
  readonly fields: readonly QcewField[];
  /** Check every row of every file, wanted or not. */
  readonly strict?: boolean;
  /** Compute the SHA-256 of each input file's own bytes. */
  readonly hash?: boolean;
  readonly onProgress?: (progress: QcewProgress) => void;
  /**
   * Asked when all rows of files are counted and none is in a table yet: whether other threads are to see the table too,
   * whose columns then lie in memory that threads share.
   */
  readonly sharesRows?: (rows: number) => boolean;
}

/** What a reading of QCEW files gives; `table.sources` says which files, layouts and rows. */
export interface QcewReading {
  readonly table: QcewTable;
  readonly notes: readonly Note[];
}
