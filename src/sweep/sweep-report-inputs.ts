import type { SweepResult } from "./sweep.js";
import type { IndustryTable } from "../core/industry-table.js";
import type { Measure } from "../measures/measure.js";
import type { Direction } from "../ranking/factor.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { Provenance } from "../report/provenance.js";
import type { Note } from "../core/notes.js";

export interface SweepReportInputs {
  /** "counties", "msas", "states" or "areas". */
  readonly kind: string;
  readonly areas: readonly { readonly code: string; readonly name: string }[];
  readonly result: SweepResult & { readonly sample: IndustryTable };
  readonly by: Measure;
  readonly direction: Direction;
  /** Length of a league, of which a terminal shows so much; 1 where only leaders are asked for. */
  readonly top: number;
  /** Leagues of chosen industries; otherwise who leads in each industry. */
  readonly isLeague: boolean;
  /** The areas were read together, so that a recovered share of the reference is the same for all. */
  readonly isReadAtOnce: boolean;
  /** Industries asked for that no area has at this level. */
  readonly notFound: readonly string[];
  readonly filters: readonly string[];
  readonly leftOut: readonly { readonly area: number; readonly reason: string }[];
  readonly thresholds: Thresholds;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}
