import type { Note } from "../core/notes.js";
import type { Provenance } from "../report/provenance.js";
import type { CredentialPrograms } from "./programs.js";
import type { Decided } from "./decide.js";
import type { Inconsistency } from "./inconsistencies.js";
import type { ListedOccupations, Reach } from "./read-reach.js";
import type { Survey } from "./survey.js";
import type { CountedBy, CredentialTally } from "./tabulate.js";
import type { Threshold } from "./threshold.js";

/** All that the outputs of `credentials` are made of. */
export interface CredentialsReportInputs {
  readonly survey: Survey;
  readonly count: CountedBy;
  readonly leavesOutUnknown: boolean;
  readonly tallies: readonly CredentialTally[];
  readonly threshold: Threshold;
  readonly decided: readonly Decided[];
  /** How many votes were read, of how many sessions. */
  readonly votes: { readonly count: number; readonly sessions: number };
  readonly inconsistencies: readonly Inconsistency[];
  readonly occupations: ListedOccupations | undefined;
  readonly reach: ReadonlyMap<string, Reach>;
  /** Undefined where no completions were given. */
  readonly programs: CredentialPrograms | undefined;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}
