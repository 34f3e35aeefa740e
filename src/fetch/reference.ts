import { readReferenceTable } from "../ingest/reference/table.js";
import type { StatePage } from "./sources.js";

/** States by postal abbreviation, each with those that it borders on. */
export function readNeighbours(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    readReferenceTable("sources/neighbours.csv").map(([state, list]) => [state!, list === "" ? [] : list!.split(" ")]),
  );
}

/** Where each state and DC publishes its projections, by postal abbreviation. */
export function readStatePages(): readonly StatePage[] {
  return readReferenceTable("sources/state-projections.csv").map(([state, publisher, page, seen, on]) => ({
    state: state!,
    publisher: publisher!,
    page: page!,
    seen: seen!,
    on: on!,
  }));
}
