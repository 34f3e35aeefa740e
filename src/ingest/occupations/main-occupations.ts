import type { IndustryTable } from "../../industry-table.js";
import { mainOccupations, type MainOccupations } from "../../occupations/main-occupations.js";
import { industryTree } from "../reference/naics.js";
import { shippedStaffing } from "../staffing/shipped.js";
import { shippedNationalWages, shippedOccupations } from "./shipped.js";

const read = new WeakMap<IndustryTable, MainOccupations>();

/** The main occupations of a table's industries by the tables that ship with the tool; found once for a table. */
export function readMainOccupations(table: IndustryTable): MainOccupations {
  let found = read.get(table);
  if (!found) {
    found = mainOccupations(table.rows, table.naics, {
      staffing: shippedStaffing(),
      tree: industryTree(),
      national: shippedNationalWages(),
      facts: shippedOccupations(),
    });
    read.set(table, found);
  }
  return found;
}
