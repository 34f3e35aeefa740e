import { plainHeader } from "../../files/columns.js";
import { namesAreas } from "../../signals/read/areas-of-rows.js";
import { recogniseQwiKeys, type QwiKeys } from "../../signals/read/qwi-columns.js";
import type { Indicator } from "../cells.js";

/** An indicator that a file has a column of, with that of its status flag; −1 where there is none. */
interface IndicatorColumn {
  readonly indicator: Indicator;
  readonly place: number;
  readonly flag: number;
}

/** The columns of a table of Quarterly Workforce Indicators. */
export interface QwiTable {
  readonly keys: QwiKeys;
  readonly indicators: readonly IndicatorColumn[];
}

const NAMES: Readonly<Record<Exclude<Indicator, "Emp55" | "Emp65">, string>> = {
  Emp: "emp",
  EmpS: "emps",
  HirA: "hira",
  Sep: "sep",
  HirAS: "hiras",
  SepSnx: "sepsnx",
  HirNS: "hirns",
  EarnHirNS: "earnhirns",
  TurnOvrS: "turnovrs",
};

/** The table that a header is of; undefined if it is none of these. */
export function recogniseQwiTable(header: readonly string[]): QwiTable | undefined {
  const keys = recogniseQwiKeys(header);
  if (!keys || !namesAreas(keys)) return undefined;
  // Any table may have a column `sep`; what it is of must stand there, too.
  if (keys.industry < 0 && keys.age < 0 && keys.ownership < 0 && keys.education < 0) return undefined;
  const plain = header.map(plainHeader);
  const indicators = Object.entries(NAMES).flatMap(([indicator, name]): IndicatorColumn[] => {
    const place = plain.indexOf(name);
    return place < 0 ? [] : [{ indicator: indicator as Indicator, place, flag: plain.indexOf(`s${name}`) }];
  });
  return indicators.length === 0 ? undefined : { keys, indicators };
}
