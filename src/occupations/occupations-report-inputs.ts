import type { OccupationsAnalysis } from "./analysis.js";
import type { OccupationEntry } from "./occupation-entry.js";
import type { Ranking } from "../ranking/rank.js";
import type { RuleResults } from "../ranking/rules/rules.js";
import type { FollowedMethod } from "../report/rank-inputs.js";
import type { WageThreshold } from "../staffing/pay.js";
import type { Ladder } from "./ladders.js";
import type { SourceOfRecords } from "../staffing/records.js";
import type { OccupationTable } from "../staffing/occupation-records.js";
import type { AreaOccupations } from "../staffing/records.js";
import type { Note } from "../core/notes.js";
import type { JobZones } from "./read/facts.js";
import type { Provenance } from "../report/provenance.js";

/** Where the industries and their jobs come from. */
export interface OccupationScope {
  /** `Columbus, OH`; the nation where the jobs are its own. */
  readonly name: string;
  /** QCEW codes of the region; empty for the nation. */
  readonly areas: readonly string[];
  readonly isNation: boolean;
  /** Label and text of what stands above the table: industries, ownership, period. */
  readonly lines: readonly (readonly [label: string, text: string])[];
  /** The same for JSON. */
  readonly json: Readonly<Record<string, unknown>>;
  /** `the short list of …`, `3 industries` */
  readonly chosen: string;
  /** Of the jobs; none where they are those of the staffing patterns. */
  readonly year?: number;
  /** Revision of NAICS of the codes. */
  readonly naics: number;
  readonly ownership: string;
}

export interface OccupationsReportInputs {
  readonly scope: OccupationScope;
  readonly analysis: OccupationsAnalysis;
  /** After filters, in the wanted order. */
  readonly entries: readonly OccupationEntry[];
  readonly ranking: Ranking<OccupationEntry>;
  /** What the user's rules make of the occupations. */
  readonly rules: RuleResults | undefined;
  /** The published method that is followed. */
  readonly follows: FollowedMethod | undefined;
  readonly rows: number;
  /** Shows jobs by occupation and industry in place of the table of occupations. */
  readonly matrix: boolean;
  readonly sort: string;
  readonly filters: readonly string[];
  readonly thresholds: readonly WageThreshold[];
  readonly ladders: readonly Ladder[] | undefined;
  /** Of the patterns that the industries take. */
  readonly staffingSources: readonly SourceOfRecords[];
  readonly shipped: { readonly staffing: boolean; readonly wages: boolean; readonly facts: boolean };
  readonly national: AreaOccupations | undefined;
  readonly facts: OccupationTable;
  readonly regional: AreaOccupations | undefined;
  /** Job zones of the user's own files. */
  readonly jobZones: JobZones | undefined;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}
