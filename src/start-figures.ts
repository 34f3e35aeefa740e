import { ABSENT_FIGURES } from "./aggregate.js";
import type { NaicsVersion } from "./codes.js";
import type { BridgeLabel, Level, PeriodFigures } from "./industry-table.js";
import type { Note } from "./notes.js";

/** Industries shown as one: a code, a cluster of the user's, or a group that a NAICS revision left whole. */
export interface IndustryGroup {
  /** The code, or the cluster's name. */
  readonly name: string;
  readonly title: string;
  /** Codes of the table's level. */
  readonly members: readonly string[];
}

export type BridgeMode = "split" | "group" | "none";
export type SplitShares = unknown;

export function industryGroups(
  codes: readonly string[],
  version: NaicsVersion,
  titleOf: (code: string, version: NaicsVersion) => string,
  clusters: readonly IndustryGroup[],
): readonly IndustryGroup[] {
  const clustered = new Set(clusters.flatMap((cluster) => cluster.members));
  return [
    ...clusters,
    ...codes
      .filter((code) => !clustered.has(code))
      .map((code) => ({ name: code, title: titleOf(code, version), members: [code] })),
  ];
}

export interface StartRequest {
  readonly rows: ReadonlyMap<string, readonly number[]>;
  readonly figure: (rows: readonly number[]) => PeriodFigures;
  readonly groups: readonly IndustryGroup[];
  readonly level: Level;
  readonly from: NaicsVersion;
  readonly to: NaicsVersion;
  readonly mode: BridgeMode;
  readonly shares: SplitShares;
}

export interface StartFigures {
  /** The groups to show; others than asked for where the bridge made coarser ones. */
  readonly groups: readonly IndustryGroup[];
  readonly figures: ReadonlyMap<string, { readonly figures: PeriodFigures; readonly label: BridgeLabel }>;
  readonly notes: readonly Note[];
}

export function startFigures(request: StartRequest): StartFigures {
  const figures = new Map<string, { figures: PeriodFigures; label: BridgeLabel }>();
  for (const group of request.groups) {
    const rows = group.members.flatMap((code) => request.rows.get(code) ?? []);
    figures.set(group.name, {
      figures: rows.length === 0 ? ABSENT_FIGURES : request.figure(rows),
      label: { kind: "unchanged", text: "the same code and content in both years" },
    });
  }
  return { groups: request.groups, figures, notes: [] };
}
