import type { AreaChange } from "./area-changes.js";
import {
  Areas,
  type Area,
  type AreaKind,
  type CbsaCounty,
  type DelineationName,
  type State,
  type WorkforceArea,
} from "./areas.js";
import type { AreaCode } from "../core/codes.js";
import { findReferenceRow, readReferenceTable } from "../files/shipped-table.js";

let areas: Areas | undefined;

/** The areas that ship with the tool: names, counties of metropolitan and workforce areas. Read once, as needed. */
export function readAreas(): Areas {
  areas ??= new Areas({
    areas: () => readReferenceTable(AREAS).map(parseArea),
    area: (code) => {
      const row = findReferenceRow(AREAS, code);
      return row && parseArea(row);
    },
    states: readStates,
    cbsaCounties: readCbsaCounties,
    changes: readChanges,
    workforceAreas: readTexas,
  });
  return areas;
}

const AREAS = "areas/areas.csv";

function parseArea([code, name, kind, states, first, last, use]: readonly string[]): Area {
  return {
    code: code as AreaCode,
    name: name!,
    kind: kind as AreaKind,
    states: states === "" ? [] : states!.split(" "),
    firstYear: first === "" ? undefined : Number(first),
    lastYear: last === "" ? undefined : Number(last),
    former: use !== "",
  };
}

function readStates(): State[] {
  return readReferenceTable("areas/states.csv").map(([fips, postal, name]) => ({
    fips: fips!,
    postal: postal!,
    name: name!,
  }));
}

function readCbsaCounties(delineation: DelineationName): CbsaCounty[] {
  return readReferenceTable(`areas/cbsa-counties-${delineation}.csv`).map(([, area, , csa, county]) => ({
    area: area as AreaCode,
    csa: csa as AreaCode | "",
    county: county as AreaCode,
  }));
}

function readChanges(): AreaChange[] {
  return readReferenceTable("areas/county-changes.csv").map(([effective, kind, before, after, what]) => ({
    effective: effective!,
    kind: kind as AreaChange["kind"],
    before: before!.split(" ") as AreaCode[],
    after: after!.split(" ") as AreaCode[],
    what: what!,
  }));
}

function readTexas(): WorkforceArea[] {
  const counties = new Map<string, AreaCode[]>();
  for (const [, name, county] of readReferenceTable("areas/workforce-areas-tx.csv")) {
    const group = counties.get(name!);
    if (group) group.push(county as AreaCode);
    else counties.set(name!, [county as AreaCode]);
  }
  return [...counties].map(([name, list]) => ({ name, state: "TX", counties: list }));
}

/** States by postal abbreviation, each with those that it borders on. */
export function readNeighbours(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    readReferenceTable("sources/neighbours.csv").map(([state, list]) => [state!, list === "" ? [] : list!.split(" ")]),
  );
}
