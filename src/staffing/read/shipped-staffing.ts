import type { Datum } from "../../core/datum.js";
import type { IndustryStaffing, OccupationRow, SocCode, StaffingTable, Wage } from "../records.js";
import { parseOewsIndustry } from "./industry-codes.js";
import { toCount, parseMarked, sharedFigure, findTopCodes, toWage } from "./marks.js";
import { ABSENT } from "../../core/datum.js";
import { NO_WAGES_AT_ALL } from "./oews-rows.js";
import { titleOfOccupation } from "./shipped-occupations.js";
import { readReferenceTable } from "../../files/shipped-table.js";
import { membersOfMatrixIndustry } from "./matrix-industries.js";

const OEWS = "staffing/oews-2024.csv";
const MATRIX = "staffing/matrix-2024.csv";
const OEWS_YEAR = 2024;
const TOP_CODES = findTopCodes(OEWS_YEAR);
/** The matrix is in thousands. */
const THOUSAND = 1000;

let shipped: StaffingTable | undefined;

/**
 * The staffing patterns that ship with the tool: OEWS May 2024 by sector, by 3-digit industry and for the 5- and 6-digit
 * industries that it takes apart, and the National Employment Matrix 2024 for 19 of 4 digits or several of these. Read once.
 */
export function shippedStaffing(): StaffingTable {
  if (shipped) return shipped;
  const industries = new Map<string, IndustryStaffing>();
  for (const [index, row] of readReferenceTable(OEWS).entries()) {
    const industry = oewsIndustry(row, index + 2);
    industries.set(industry.code, industry);
  }
  for (const [index, row] of readReferenceTable(MATRIX).entries()) {
    const industry = matrixIndustry(row, index + 2);
    industries.set(industry.code, industry);
  }
  shipped = {
    sources: [
      { file: `data/${OEWS}`, label: "BLS OEWS industry staffing, May 2024", year: OEWS_YEAR, soc: "2018" },
      { file: `data/${MATRIX}`, label: "BLS National Employment Matrix, 2024–34", year: OEWS_YEAR, soc: "2018" },
    ],
    industries,
  };
  return shipped;
}

function oewsIndustry(
  [printed, title, group, , total, , occupations]: readonly string[],
  line: number,
): IndustryStaffing {
  const code = parseOewsIndustry(printed!, group)!;
  return withRows({ code, title: title!, members: [code], total: toCount(parseMarked(total!))!, source: 0 }, () =>
    split(occupations!).map(([occupation, jobs, mean]) =>
      parseRow(occupation!, { line, employment: toCount(parseMarked(jobs!))!, level: "detailed", mean: mean! }),
    ),
  );
}

/** How the matrix marks groups: S and L for Summary and Line Item, with the depth on screen. */
const SUMMARY_LEVELS = ["total", "major", "minor", "broad"] as const;

function matrixIndustry([printed, title, total, , occupations]: readonly string[], line: number): IndustryStaffing {
  const code = parseOewsIndustry(printed!)!;
  const members = membersOfMatrixIndustry(printed!) ?? [code];
  return withRows({ code, title: title!, members, total: thousands(total!), source: 1 }, () =>
    split(occupations!).map(([occupation, kind, jobs, percent, projected]) => ({
      ...parseRow(occupation!, {
        line,
        employment: thousands(jobs!),
        level: kind!.startsWith("S") ? SUMMARY_LEVELS[Number(kind!.slice(1))]! : "detailed",
      }),
      publishedShare: sharedFigure(Number(percent) / 100),
      projected: thousands(projected!),
    })),
  );
}

/** An industry whose rows are read when they are asked for: of a hundred industries a short list needs few. */
function withRows(
  industry: Omit<IndustryStaffing, "occupations">,
  read: () => readonly OccupationRow[],
): IndustryStaffing {
  let rows: readonly OccupationRow[] | undefined;
  return {
    ...industry,
    get occupations() {
      return (rows ??= read());
    },
  };
}

function split(occupations: string): readonly (readonly string[])[] {
  return occupations.split(";").map((one) => one.split(" "));
}

function thousands(text: string): Datum {
  return toCount(parseMarked(text), THOUSAND)!;
}

/** One row of the thirty thousand, so made at one stroke. */
function parseRow(
  digits: string,
  { line, employment, level, mean }: Pick<OccupationRow, "line" | "employment" | "level"> & { readonly mean?: string },
): OccupationRow {
  const occupation = parseCode(digits);
  return {
    line,
    employment,
    level,
    occupation,
    title: titleOfOccupation(occupation),
    wages: mean === undefined ? NO_WAGES_AT_ALL : meanOnly(mean),
  };
}

const codes = new Map<string, SocCode>();

function parseCode(digits: string): SocCode {
  let code = codes.get(digits);
  if (code === undefined) {
    code = `${digits.slice(0, 2)}-${digits.slice(2)}` as SocCode;
    codes.set(digits, code);
  }
  return code;
}

function meanOnly(text: string): OccupationRow["wages"] {
  const mean: Wage = toWage(parseMarked(text), TOP_CODES.annual) ?? ABSENT;
  return { hourly: NO_WAGES_AT_ALL.hourly, annual: { ...NO_WAGES_AT_ALL.annual, mean } };
}
