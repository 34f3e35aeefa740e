import type { OpenSweep, SweepGroup } from "../../sweep/read/sweep-inputs.js";
import { AreaTables, type LeftOut } from "../../sweep/area-tables.js";
import type { SweepOpening } from "../../sweep/sweep-threads.js";
import type { QcewSource } from "../../qcew/table.js";
import { areaPresence, IndustryNumbers, type AreaPresence } from "./area-presence.js";

/** What a reading of presences is opened with. */
export interface PresenceOpening extends SweepOpening {
  /** Jobs below which an industry does not count as present. */
  readonly leastJobs: number;
}

/** Areas that were read together. */
export interface GroupPresence {
  /** Numbers into the sweep's areas. */
  readonly members: readonly number[];
  /** What the numbers of industries mean. */
  readonly industries: readonly string[];
  readonly areas: readonly (AreaPresence | LeftOut)[];
  readonly titles: readonly string[];
  /** Whether quotients are over shares that were recovered from published quotients. */
  readonly isRecovered: boolean;
  readonly sources: readonly QcewSource[];
  readonly contradictions: ReturnType<SweepGroup["findContradictions"]>;
}

/** Reads one group of areas, and computes how their industries stand to a location quotient of 1. */
export async function groupPresence(
  sweep: OpenSweep,
  index: number,
  { options, leastJobs }: PresenceOpening,
): Promise<GroupPresence> {
  const { inputs, members, sources, findContradictions } = await sweep.groups[index]!.read();
  const tables = new AreaTables(inputs, options, sweep.span);
  const numbers = new IndustryNumbers();
  const areas = members.map((member) => areaPresence(sweep.areas[member]!.set, tables, numbers, leastJobs));
  const titles = new Map(tables.groups.map(({ name, title }) => [name, title]));
  return {
    members,
    industries: numbers.codes,
    areas,
    titles: numbers.codes.map((code) => titles.get(code)!),
    isRecovered: tables.isRecovered,
    sources,
    contradictions: findContradictions(),
  };
}
