import { rowsUnder, sumFigures } from "./aggregate.js";
import { UsageError } from "../core/errors.js";
import type { BridgeLabel, BridgeMode, Level, PeriodFigures } from "../core/industry-table.js";
import { bridgeFigures, type BridgedIndustry } from "../naics/bridge.js";
import { isUnchanged, planBridge, type BridgePlan } from "../naics/bridge-plan.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import { caution, information, type Note } from "../core/notes.js";

/** Industries shown as one: a code, a cluster of the user's, or a group that a NAICS revision left whole. */
export interface IndustryGroup {
  /** The code, or the cluster's name. */
  readonly name: string;
  readonly title: string;
  /** Codes of the table's level. */
  readonly members: readonly string[];
}

/** Every code as its own industry, except for those that a cluster takes. */
export function industryGroups(
  codes: readonly string[],
  titleOf: (code: string) => string,
  clusters: readonly IndustryGroup[],
): readonly IndustryGroup[] {
  const clustered = new Set(clusters.flatMap((cluster) => cluster.members));
  return [
    ...clusters,
    ...codes
      .filter((code) => !clustered.has(code))
      .map((code) => ({ name: code, title: titleOf(code), members: [code] })),
  ];
}

export interface StartRequest {
  /** Rows of the first year, by code of its own NAICS version, at all levels. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  readonly figure: (rows: readonly number[]) => PeriodFigures;
  /** The latest year's figures of a code, which show how a split code was split in this area. */
  readonly later: (code: string) => PeriodFigures | undefined;
  readonly groups: readonly IndustryGroup[];
  readonly level: Level;
  /** How the first year's codes became the latest year's; undefined if both are of one version. */
  readonly revision: Revision | undefined;
  readonly naics: Naics;
  readonly mode: BridgeMode;
  /** From the first to the latest year. */
  readonly years: number;
}

export interface StartFigure {
  /** Undefined if the bridge was refused. */
  readonly figures: PeriodFigures | undefined;
  readonly label: BridgeLabel;
  /** Codes of the first year that the figures were made of. */
  readonly members: readonly string[];
  /** Those of them that are in the figures as a whole. */
  readonly whole: readonly string[];
}

export interface StartFigures {
  /** The industries to show; others than asked for where the bridge made coarser ones. */
  readonly groups: readonly IndustryGroup[];
  readonly figures: ReadonlyMap<string, StartFigure>;
  readonly notes: readonly Note[];
}

const UNCHANGED: BridgeLabel = { kind: "unchanged", text: "the same code and content in both years" };

/**
 * The first year's figures in the latest year's industries.
 *
 * @throws {UsageError} OPTION_CONFLICT where clusters meet groups of the bridge
 */
export function startFigures(request: StartRequest): StartFigures {
  const { revision } = request;
  if (!revision) return { groups: request.groups, figures: unbridged(request, request.groups), notes: [] };
  const plan = findPlan(request.naics, revision, request.level);
  if (request.mode === "group") return grouped(request, plan);
  return request.mode === "none" ? refused(request, plan) : split(request, plan);
}

/** For each revision, its plans by level: many areas ask for the same one. */
const plans = new WeakMap<Revision, Map<Level, BridgePlan>>();

/** The plan of a level under a revision. */
export function findPlan(naics: Naics, revision: Revision, level: Level): BridgePlan {
  const known = plans.get(revision) ?? new Map<Level, BridgePlan>();
  plans.set(revision, known);
  const plan = known.get(level) ?? planBridge(naics, revision, level);
  known.set(level, plan);
  return plan;
}

function unbridged(request: StartRequest, groups: readonly IndustryGroup[]): ReadonlyMap<string, StartFigure> {
  return new Map(
    groups.map((group) => [
      group.name,
      { figures: figureOver(request, group.members), label: UNCHANGED, members: group.members, whole: group.members },
    ]),
  );
}

function figureOver({ rows, figure }: StartRequest, codes: readonly string[]): PeriodFigures {
  return figure(rowsUnder(rows, codes));
}

function refused(request: StartRequest, plan: BridgePlan): StartFigures {
  const touched = new Set(plan.touched);
  const figures = new Map(unbridged(request, request.groups));
  const refusedNames: string[] = [];
  for (const group of request.groups) {
    if (!group.members.some((code) => touched.has(code))) continue;
    refusedNames.push(group.name);
    figures.set(group.name, {
      figures: undefined,
      label: { kind: "refused", text: `NAICS ${plan.from} and ${plan.to} mean different content by it` },
      members: [],
      whole: [],
    });
  }
  const notes =
    refusedNames.length === 0
      ? []
      : [
          caution(
            "bridge-refused",
            `The years are of NAICS ${plan.from} and ${plan.to}. No growth is shown for ${countIndustries(refusedNames)} whose content changed; --bridge split estimates it.`,
            refusedNames,
          ),
        ];
  return { groups: request.groups, figures, notes };
}

function split(request: StartRequest, plan: BridgePlan): StartFigures {
  const bridged = bridgeFigures({
    plan,
    naics: request.naics,
    earlierCodes: request.rows.keys(),
    earlier: (codes) => figureOver(request, codes),
    later: request.later,
    years: request.years,
    wanted: new Set(request.groups.flatMap(({ members }) => members)),
  });
  const figures = new Map<string, StartFigure>();
  const byKind: Record<"moved" | "split", string[]> = { moved: [], split: [] };
  for (const group of request.groups) {
    const parts = group.members.map((code) => bridged.get(code)).filter((part) => part !== undefined);
    const changed = parts.find(({ kind }) => kind === "split") ?? parts.find(({ kind }) => kind === "moved");
    if (changed) byKind[changed.kind as "moved" | "split"].push(group.name);
    figures.set(group.name, {
      figures: sumFigures(parts.map((part) => part.figures)),
      label: changed ? { kind: changed.kind, text: joinTexts(parts) } : UNCHANGED,
      members: group.members.flatMap((code) => startCodes(plan, code)),
      whole: group.members.flatMap((code) => plan.industries.get(code)?.whole ?? [code]),
    });
  }
  return { groups: request.groups, figures, notes: splitNotes(plan, byKind) };
}

function joinTexts(parts: readonly BridgedIndustry[]): string {
  return parts
    .filter(({ kind }) => kind !== "unchanged")
    .map(({ text }) => text)
    .join("; ");
}

function startCodes(plan: BridgePlan, code: string): readonly string[] {
  const planned = plan.industries.get(code);
  return planned ? [...planned.whole, ...planned.parts.map((part) => part.code)] : [code];
}

function splitNotes(plan: BridgePlan, { moved, split }: Record<"moved" | "split", readonly string[]>): readonly Note[] {
  const notes: Note[] = [];
  if (moved.length > 0) {
    notes.push(
      information(
        "bridge-moved",
        `Between NAICS ${plan.from} and ${plan.to} whole codes moved into ${countIndustries(moved)}: the first year was added up again by the later codes, which is exact.`,
        moved,
      ),
    );
  }
  if (split.length > 0) {
    notes.push(
      caution(
        "bridge-split",
        `Between NAICS ${plan.from} and ${plan.to} codes were split over ${countIndustries(split)}: the first year is estimated by shares, with a range.`,
        split,
      ),
    );
  }
  return notes;
}

function countIndustries(codes: readonly string[]): string {
  return codes.length === 1 ? "1 industry" : `${codes.length} industries`;
}

function grouped(request: StartRequest, plan: BridgePlan): StartFigures {
  if (request.groups.some(({ name, members }) => members.length !== 1 || members[0] !== name)) {
    throw new UsageError("clusters can't be combined with --bridge group", {
      code: "OPTION_CONFLICT",
      found: "--clusters and --bridge group",
      hint: "use --bridge split with clusters",
    });
  }
  const shown = new Set(request.groups.map(({ name }) => name));
  const planned = new Set(plan.groups.flatMap(({ to }) => to));
  const joined = plan.groups
    .filter(({ to }) => to.some((code) => shown.has(code)))
    .map((group) => ({ group, shown: { name: group.code, title: group.title, members: group.to } }));
  const outside = request.groups.filter(({ name }) => !planned.has(name));
  const figures = new Map(unbridged(request, outside));
  for (const { group, shown } of joined) {
    figures.set(shown.name, {
      figures: figureOver(request, group.from),
      label: isUnchanged(group)
        ? UNCHANGED
        : {
            kind: "grouped",
            text: `${group.from.join(", ")} of NAICS ${plan.from} together are ${group.to.join(", ")}`,
          },
      members: group.from,
      whole: group.from,
    });
  }
  const coarser = joined.filter(({ group }) => !isUnchanged(group)).map(({ shown }) => shown.name);
  const notes =
    coarser.length === 0
      ? []
      : [
          information(
            "bridge-grouped",
            `Industries between which NAICS ${plan.to} moved content are shown together, in ${coarser.length} groups whose borders did not move.`,
            coarser,
          ),
        ];
  const groups = [...joined.map(({ shown }) => shown), ...outside].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { groups, figures, notes };
}
