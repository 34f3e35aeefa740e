import { Soc, type SocLists } from "../soc.js";
import type { SocCode } from "../../staffing/records.js";
import { readReferenceTable } from "../../files/shipped-table.js";

let soc: Soc | undefined;
let lists: SocLists | undefined;

/** The lists of occupations that ship with the tool; read once. */
export function readSoc(): Soc {
  soc ??= new Soc(readSocLists());
  return soc;
}

export function readSocLists(): SocLists {
  lists ??= {
    codes2018: new Set(readReferenceTable("occupations/soc-2018.csv").map(([code]) => code!)),
    changed: partsIn("occupations/soc-2010-2018.csv"),
    combined: partsIn("occupations/combined-codes.csv"),
    hybrid: partsIn("occupations/hybrid-codes.csv"),
  };
  return lists;
}

function partsIn(path: string): ReadonlyMap<SocCode, readonly SocCode[]> {
  return new Map(
    readReferenceTable(path).map(([code, parts]) => [
      code as SocCode,
      parts!.split(" ") as readonly string[] as readonly SocCode[],
    ]),
  );
}
