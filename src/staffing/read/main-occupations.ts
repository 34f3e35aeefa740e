import type { IndustryTable } from "../../core/industry-table.js";
import { mainOccupations, type MainOccupations, type StaffingTables } from "../main-occupations.js";
import { annualWage } from "../pay.js";
import { ABSENT } from "../../core/datum.js";
import { industryTree } from "../../naics/read-naics.js";
import { shippedStaffing } from "./shipped-staffing.js";
import { NATIONAL_WAGES, shippedOccupation, titleOfOccupation } from "./shipped-occupations.js";

const read = new WeakMap<IndustryTable, MainOccupations>();

/** The main occupations of a table's industries by the tables that ship with the tool; found once for a table. */
export function readMainOccupations(table: IndustryTable): MainOccupations {
  let found = read.get(table);
  if (!found) {
    const staffing = shippedStaffing();
    const sources = [`${NATIONAL_WAGES} (wages)`, "BLS Employment Projections 2024–34 (entry education)"];
    found = mainOccupations(table.rows, table.naics, { staffing, tree: industryTree(), about, sources });
    read.set(table, found);
  }
  return found;
}

const about: StaffingTables["about"] = (code) => {
  const { facts, national } = shippedOccupation(code);
  return {
    title: facts?.title ?? titleOfOccupation(code),
    medianPay: national ? annualWage(national.wages, "median") : ABSENT,
    education: facts?.typicalEducation?.education ?? "",
  };
};
