import { consistencyNotes, joinSummaries } from "../../consistency/notes.js";
import { InputError } from "../../core/errors.js";
import type { Note } from "../../core/notes.js";
import type { Io } from "../../output/io.js";
import type { QcewSource } from "../../qcew/table.js";
import type { Span } from "../../region/periods.js";
import { readWithProgress } from "../../command/read-inputs.js";
import { startProgress } from "../../command/progress.js";
import { openSweep, type OpenSweep } from "../../sweep/read/sweep-inputs.js";
import type { SweepOptions } from "../../sweep/read/sweep-options.js";
import { turn } from "../../sweep/run-sweep.js";
import { computeOnThreads, type GroupThread } from "../../sweep/sweep-threads.js";
import type { Presence } from "../presence.js";
import { groupPresence, type GroupPresence, type PresenceOpening } from "./group-presence.js";

/** The presence of industries in every area of a kind, with what was read for it. */
export interface ReadPresence {
  readonly presence: Presence;
  readonly titles: readonly string[];
  /** By area of the matrix. */
  readonly areaNames: readonly string[];
  readonly totals: Float64Array;
  /** Area by area, an industry each; NaN where there is none or where it is withheld. */
  readonly quotients: Float64Array;
  readonly jobs: Float64Array;
  /** Whether quotients are over shares that were recovered from published quotients, and so have ranges. */
  readonly isRecovered: boolean;
  /** Cells by what is known of their jobs: published, estimated, withheld and not estimated. */
  readonly cells: { readonly published: number; readonly estimated: number; readonly withheld: number };
  readonly kind: OpenSweep["kind"];
  readonly span: Span;
  readonly reference: OpenSweep["reference"];
  readonly leftOut: readonly { readonly area: string; readonly name: string; readonly reason: string }[];
  readonly sources: readonly QcewSource[];
  readonly signalSources: OpenSweep["signalSources"];
  readonly notes: readonly Note[];
}

/** The thread's code among the modules. */
export const PRESENCE_THREAD = "relatedness/read/presence-thread.js";
const THREAD: GroupThread = { module: PRESENCE_THREAD, asking: import.meta.url };

/**
 * Reads all areas of a kind, in the latest year, and sets each industry's location quotient beside 1.
 *
 * @throws {InputError} AREA_NOT_IN_FILES where the files hold no such areas, or fewer than two with industries of the level
 */
export async function readPresence(
  options: SweepOptions & Parameters<typeof readWithProgress>[0],
  leastJobs: number,
  io: Io,
): Promise<ReadPresence> {
  const asked: SweepOptions = { ...options, since: undefined, latestOnly: true };
  let hash = false;
  const sweep = await readWithProgress(options, io, (context) => {
    ({ hash } = context);
    return openSweep(asked, context);
  });
  const groups: GroupPresence[] = [];
  const progress = startProgress(io, "areas", "areas");
  let done = 0;
  try {
    for await (const group of computeGroups(sweep, { options: asked, cwd: io.cwd, hash, leastJobs })) {
      groups.push(group);
      progress.update((done += group.members.length), sweep.areas.length);
    }
  } finally {
    progress.end();
  }
  return joinGroups(groups, sweep);
}

async function* computeGroups(sweep: OpenSweep, opening: PresenceOpening): AsyncIterable<GroupPresence> {
  const isShared = sweep.isShareable && opening.options.suppressed === "estimate";
  const shared = isShared ? await computeOnThreads<GroupPresence, PresenceOpening>(sweep, opening, THREAD) : undefined;
  if (shared) {
    yield* shared;
    return;
  }
  for (let index = 0; index < sweep.groups.length; index++) {
    yield await groupPresence(sweep, index, opening);
    // So that an interrupt is heard.
    await turn();
  }
}

/** @throws {InputError} AREA_NOT_IN_FILES */
function joinGroups(groups: readonly GroupPresence[], sweep: OpenSweep): ReadPresence {
  const titles = new Map<string, string>();
  for (const group of groups) group.industries.forEach((code, at) => titles.set(code, group.titles[at]!));
  const industries = [...titles.keys()].sort();
  const placeOf = new Map(industries.map((code, place) => [code, place]));
  const read = groups
    .flatMap((group) => group.members.map((member, at) => ({ group, member, found: group.areas[at]! })))
    .sort((a, b) => a.member - b.member);
  const areas = read.flatMap(({ group, member, found }) => ("reason" in found ? [] : [{ group, member, found }]));
  if (areas.length < 2) throw tooFewAreas(sweep, areas.length);
  const size = industries.length;
  const margins = new Float32Array(areas.length * size).fill(-Infinity);
  const [quotients, jobs] = [0, 0].map(() => new Float64Array(areas.length * size).fill(NaN)) as [
    Float64Array,
    Float64Array,
  ];
  for (const [row, { group, found }] of areas.entries()) {
    for (let at = 0; at < found.industry.length; at++) {
      const cell = row * size + placeOf.get(group.industries[found.industry[at]!]!)!;
      margins[cell] = found.margin[at]!;
      quotients[cell] = found.quotient[at]!;
      jobs[cell] = found.jobs[at]!;
    }
  }
  const sum = (count: (one: (typeof areas)[number]["found"]) => number): number =>
    areas.reduce((all, { found }) => all + count(found), 0);
  return {
    presence: { industries, areas: areas.map(({ member }) => sweep.areas[member]!.code), margins },
    titles: industries.map((code) => titles.get(code)!),
    areaNames: areas.map(({ member }) => sweep.areas[member]!.set.name),
    totals: Float64Array.from(areas, ({ found }) => found.total),
    quotients,
    jobs,
    cells: {
      published: sum(({ industry, estimated, withheld }) => industry.length - estimated - withheld),
      estimated: sum(({ estimated }) => estimated),
      withheld: sum(({ withheld }) => withheld),
    },
    isRecovered: groups.some(({ isRecovered }) => isRecovered),
    kind: sweep.kind,
    span: sweep.span,
    reference: sweep.reference,
    leftOut: read.flatMap(({ member, found }) =>
      "reason" in found
        ? [{ area: sweep.areas[member]!.code, name: sweep.areas[member]!.set.name, reason: found.reason }]
        : [],
    ),
    sources: groups.at(-1)?.sources ?? [],
    signalSources: sweep.signalSources,
    notes: [...consistencyNotes(joinSummaries(groups.map(({ contradictions }) => contradictions))), ...sweep.notes],
  };
}

function tooFewAreas({ kind, areas }: OpenSweep, found: number): InputError {
  return new InputError("how near industries are to each other can't be seen in fewer than two areas", {
    code: "AREA_NOT_IN_FILES",
    found: `${found} of ${areas.length} ${kind} in the files with industries of that level and a total`,
    hint: "give a file of all areas of the country or a state (QCEW singlefile, a folder of county files, or a store of them)",
  });
}
