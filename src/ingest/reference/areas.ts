import { Areas, type Area, type AreaKind, type WorkforceArea } from "../../area/areas.js";
import type { AreaCode } from "../../codes.js";
import { readReferenceTable } from "./table.js";

let areas: Areas | undefined;

/** The areas that ship with the tool: names, counties of metropolitan and workforce areas. Read once. */
export function readAreas(): Areas {
  areas ??= new Areas(readTables());
  return areas;
}

function readTables(): ConstructorParameters<typeof Areas>[0] {
  const states = readReferenceTable("areas/states.csv").map(([fips, postal, name]) => ({
    fips: fips!,
    postal: postal!,
    name: name!,
  }));
  const cbsaCounties = readReferenceTable("areas/cbsa-counties-2023.csv").map(([, area, , csa, county]) => ({
    area: area as AreaCode,
    ...(csa !== "" && { csa: csa as AreaCode }),
    county: county as AreaCode,
  }));
  const delineated = new Set<string>(cbsaCounties.flatMap(({ area, csa }) => (csa ? [area, csa] : [area])));
  const all = readReferenceTable("areas/areas.csv").map(([code, name, kind, in_, first, last, use]): Area => {
    const isOldDelineation = code!.startsWith("C") && !delineated.has(code!);
    return {
      code: code as AreaCode,
      name: name!,
      kind: kind as AreaKind,
      states: in_ === "" ? [] : in_!.split(" "),
      ...(first !== "" && { firstYear: Number(first) }),
      ...(last !== "" && { lastYear: Number(last) }),
      former: use === "former" || isOldDelineation,
    };
  });
  return { areas: all, states, cbsaCounties, workforceAreas: readTexas() };
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
