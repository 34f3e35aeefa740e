import { formatNumber } from "../core/number-format.js";
import { shortEducation } from "../occupations/education.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import { awardLevel } from "../training/awards.js";
import type { Program, Training } from "../training/records.js";
import type { SupplyFindings } from "./read-supply.js";

const COUNT: Pick<ReportColumn, "kind" | "unit"> = { kind: "number", unit: "count" };

const OPENINGS: ReportColumn = {
  id: "openings",
  label: "Openings",
  kind: "number",
  unit: "jobs",
  description: "Jobs to fill in an average year: exits, transfers and growth.",
  priority: 1,
};
const COMPLETIONS: ReportColumn = {
  id: "completions",
  label: "Compl.",
  ...COUNT,
  description:
    "Completions a year, first majors, mean of the years; each counted once, shared over the occupations that its program leads to by their openings.",
  priority: 1,
};
const GAP: ReportColumn = {
  id: "gap",
  label: "Gap",
  kind: "number",
  unit: "change",
  description: "Openings less completions: above zero more jobs than people who completed a program.",
  priority: 1,
};
const RATIO: ReportColumn = {
  id: "ratio",
  label: "Ratio",
  kind: "number",
  unit: "ratio",
  description: "Completions for each opening.",
  priority: 2,
};

/** Openings, completions, gap and ratio by occupation. */
export function occupationsTable({ shown, demand }: SupplyFindings, rows: number): ReportTable {
  const openingsColumns = demand ? [OPENINGS] : [];
  return {
    id: "occupations",
    title: "Completions beside openings, by occupation",
    columns: [
      { id: "soc", label: "SOC", kind: "code", priority: 1 },
      { id: "title", label: "Occupation", kind: "text", priority: 1 },
      { id: "education", label: "Asks for", kind: "text", description: "Typical entry education (BLS).", priority: 2 },
      ...openingsColumns,
      COMPLETIONS,
      ...(demand ? [GAP, RATIO] : []),
      {
        id: "at_entry",
        label: "At entry",
        ...COUNT,
        description: "Of the completions, those with an award at the occupation's entry education or above.",
        priority: 2,
      },
      {
        id: "listed",
        label: "Listed",
        ...COUNT,
        description:
          "Completions of all programs that lead to it, also those counted in other occupations: not to be added up.",
        priority: 3,
      },
      { id: "programs", label: "Programs", ...COUNT, description: "Programs by institution and award.", priority: 3 },
      { id: "taught_at", label: "Taught at", kind: "text", description: "Most completions first.", priority: 4 },
    ],
    rows: shown.map((one) => ({
      cells: {
        soc: one.occupation,
        title: one.title,
        education: one.education === undefined ? undefined : shortEducation(one.education),
        openings: one.openings,
        completions: one.completions,
        gap: one.gap,
        ratio: one.ratio,
        at_entry: one.atEntry,
        listed: one.listed,
        programs: one.programs.length,
        taught_at: taughtAt(one.programs, 3),
      },
    })),
    leading: { rows, rest: `--rows N shows more of ${shown.length}; files have all` },
  };
}

/** `Mount Carmel College of Nursing, Ohio State University-Main Campus and 4 more` */
export function taughtAt(programs: readonly Program[], most: number): string {
  const names = [...new Set(programs.map(({ institution }) => institution.name))];
  if (names.length <= most) return formatList(names);
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

/** The same by industry of the short list. */
export function industrySupplyTable({ industries }: SupplyFindings): ReportTable | undefined {
  if (!industries) return undefined;
  return {
    id: "industries",
    title: "By industry of the short list",
    columns: [
      { id: "naics", label: "NAICS", kind: "code", priority: 1 },
      { id: "title", label: "Industry", kind: "text", priority: 1 },
      { ...OPENINGS, description: "The industry's part of its occupations' openings, by its part of their jobs." },
      {
        ...COMPLETIONS,
        description: "The industry's part of its occupations' completions, by its part of their jobs.",
      },
      GAP,
      RATIO,
      { id: "largest", label: "Largest gaps", kind: "text", priority: 3, below: true },
    ],
    rows: industries.map(({ naics, title, openings, completions, gap, ratio, largest }) => ({
      cells: {
        naics,
        title,
        openings,
        completions,
        gap,
        ratio,
        largest: largest.map((one) => `${one.title} ${formatNumber(one.gap, "jobs")}`).join("; ") || undefined,
      },
    })),
  };
}

/** Programs with their completions by year. */
export function programsTable(training: Training, rows: number): ReportTable {
  const { programs, years, crosswalk } = training;
  return {
    id: "programs",
    title: "Programs, most completions first",
    columns: [
      { id: "institution", label: "Institution", kind: "text", priority: 1 },
      { id: "cip", label: "CIP", kind: "code", priority: 1 },
      { id: "program", label: "Program", kind: "text", priority: 1 },
      { id: "award", label: "Award", kind: "text", priority: 1 },
      ...years.map((year): ReportColumn => ({ id: `completions_${year}`, label: String(year), ...COUNT, priority: 3 })),
      { id: "mean", label: "Mean", ...COUNT, description: "Completions a year, mean of the years.", priority: 1 },
      {
        id: "occupations",
        label: "Leads to",
        kind: "text",
        description: "All occupations of the crosswalk, also those that other programs lead to.",
        priority: 4,
      },
    ],
    rows: programs.map(({ institution, cip, award, completions, mean }) => ({
      cells: {
        institution: institution.name,
        cip,
        program: crosswalk.titles.get(cip) ?? cip,
        award: awardLevel(award)!.short,
        ...Object.fromEntries(years.map((year, at) => [`completions_${year}`, completions[at]!])),
        mean,
        occupations: (crosswalk.occupations.get(cip) ?? []).join(" "),
      },
    })),
    leading: { rows, rest: `--rows N shows more of ${programs.length}; files have all` },
  };
}

/** Institutions with all their completions; those without any are among them. */
export function institutionsTable({ institutions, programs }: Training): ReportTable {
  const sums = new Map<string, { completions: number; programs: number }>();
  for (const { institution, mean } of programs) {
    const sum = sums.get(institution.unit) ?? { completions: 0, programs: 0 };
    sums.set(institution.unit, { completions: sum.completions + mean, programs: sum.programs + 1 });
  }
  const rows = institutions.map((one) => ({ one, ...(sums.get(one.unit) ?? { completions: 0, programs: 0 }) }));
  return {
    id: "institutions",
    title: "Institutions",
    columns: [
      { id: "unitid", label: "UNITID", kind: "code", priority: 3 },
      { id: "institution", label: "Institution", kind: "text", priority: 1 },
      { id: "city", label: "City", kind: "text", priority: 1 },
      { id: "county", label: "County", kind: "code", priority: 2 },
      { id: "programs", label: "Programs", ...COUNT, priority: 2 },
      { ...COMPLETIONS, description: "Completions a year, first majors of all programs, mean of the years." },
    ],
    rows: rows
      .sort((a, b) => b.completions - a.completions || (a.one.name < b.one.name ? -1 : 1))
      .map(({ one, completions, programs: count }) => ({
        cells: {
          unitid: one.unit,
          institution: one.name,
          city: one.city,
          county: one.county,
          programs: count,
          completions,
        },
      })),
    leading: { rows: 10, rest: `--all-rows shows all ${institutions.length}` },
  };
}

/** Programs that lead to no occupation, by name. */
export function unmatchedTable({ supply, training }: SupplyFindings): ReportTable | undefined {
  if (!supply || !training || supply.shared.unmatched.length === 0) return undefined;
  const { unmatched } = supply.shared;
  return {
    id: "unmatched",
    title: "Programs that lead to no occupation",
    columns: [
      { id: "cip", label: "CIP", kind: "code", priority: 1 },
      { id: "program", label: "Program", kind: "text", priority: 1 },
      { ...COMPLETIONS, description: "Completions a year; counted in no occupation." },
      { id: "why", label: "Why", kind: "text", priority: 2 },
    ],
    rows: unmatched.map(({ cip, completions, why }) => ({
      cells: {
        cip,
        program: training.crosswalk.titles.get(cip) ?? cip,
        completions,
        why: why === "no-occupation" ? "the crosswalk has no occupation for it" : "the crosswalk does not have it",
      },
    })),
    leading: { rows: 5, rest: `--all-rows shows all ${unmatched.length}` },
  };
}
