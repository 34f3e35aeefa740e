import { ABSENT, hasValue, knownValue, type Datum } from "../../core/datum.js";
import { InputError } from "../../core/errors.js";
import type { OccupationRow, SocCode } from "../../staffing/records.js";
import { inferLevels } from "../../staffing/read/soc-codes.js";

/** Occupations of one industry or one area, as one text gives them. */
export interface OccupationGroup {
  readonly file: string;
  readonly code: string;
  readonly title: string;
  /** The first of its rows. */
  readonly line: number;
  readonly total: Datum;
  /** Without the total; each occupation once. */
  readonly rows: readonly OccupationRow[];
  /** Rows that appear twice with the same figures. */
  readonly repeated: number;
}

/** Gathers the rows of one industry or area, each occupation once. */
export class GroupBuilder {
  readonly #of: { readonly file: string; readonly code: string; readonly title: string; readonly line: number };
  readonly #rows = new Map<SocCode, OccupationRow>();
  #total: OccupationRow | undefined;
  #repeated = 0;

  constructor(of: { readonly file: string; readonly code: string; readonly title: string; readonly line: number }) {
    this.#of = of;
  }

  /** @returns what is wrong with it: an occupation that stood before, with other figures */
  add(row: OccupationRow): InputError | undefined {
    if (row.level === "total" || row.occupation === "00-0000") {
      if (this.#total !== undefined && !sameFigures(this.#total, row)) return this.#duplicate(this.#total, row);
      this.#total = row;
      return undefined;
    }
    const before = this.#rows.get(row.occupation);
    if (before === undefined) {
      this.#rows.set(row.occupation, row);
      return undefined;
    }
    // OEWS gives 31-1120 as broad and as detailed: its parts are not published. The detailed row counts.
    if (before.level !== row.level) {
      if (row.level === "detailed") {
        this.#rows.set(row.occupation, row);
        return undefined;
      }
      if (before.level === "detailed") return undefined;
    }
    if (!sameFigures(before, row)) return this.#duplicate(before, row);
    this.#repeated++;
    return undefined;
  }

  get code(): string {
    return this.#of.code;
  }

  get hasTotal(): boolean {
    return this.#total !== undefined;
  }

  /** Puts a row in the place of one of the same occupation with fewer jobs: that of all owners in the place of one's. */
  keepLarger(row: OccupationRow): void {
    const before = this.#rows.get(row.occupation);
    if (before && (knownValue(row.employment) ?? 0) > (knownValue(before.employment) ?? 0)) {
      this.#rows.set(row.occupation, row);
    }
  }

  /** @param levelsTold false where the file has no column of levels */
  finish(levelsTold: boolean): OccupationGroup {
    const levels = levelsTold ? undefined : inferLevels(this.#rows.keys());
    const rows = [...this.#rows.values()];
    return {
      ...this.#of,
      total: this.#total?.employment ?? ABSENT,
      rows: levels === undefined ? rows : rows.map((row) => ({ ...row, level: levels.get(row.occupation)! })),
      repeated: this.#repeated,
    };
  }

  #duplicate(before: OccupationRow, row: OccupationRow): InputError {
    const { file, title, code } = this.#of;
    return new InputError(
      `${row.occupation} appears twice in ${code} ${title}, first in line ${before.line}, with other figures`,
      {
        code: "OCCUPATION_DUPLICATE",
        where: { file, line: row.line },
        found: `${showJobs(row)} jobs, before ${showJobs(before)}`,
        hint: "name one release of the file, or take one of the rows out",
      },
    );
  }
}

function showJobs({ employment }: OccupationRow): string {
  return hasValue(employment) ? String(employment.value) : "**";
}

function sameFigures(one: OccupationRow, other: OccupationRow): boolean {
  return (
    JSON.stringify([one.employment, one.publishedShare, one.wages]) ===
    JSON.stringify([other.employment, other.publishedShare, other.wages])
  );
}
