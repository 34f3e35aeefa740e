import { hasValue } from "../../core/datum.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { caution, information, type Note } from "../../core/notes.js";
import { formatNumber } from "../../core/number-format.js";
import type { IndustryStaffing, SourceOfRecords, StaffingTable } from "../../staffing/records.js";
import { checkLevels, checkUnits, checkWholePersons, mixedVintages, findVintage } from "./group-checks.js";
import type { OccupationGroup } from "./groups.js";
import { contradictionNotes } from "./contradictions.js";
import { openOews, type OewsTable } from "./oews-table.js";
import { oewsDate } from "./release.js";
import { passedOverNotes, TableFinder, unknownLayout } from "./table-finder.js";
import { readNaics } from "../../naics/read-naics.js";
import { readRows, type ReadFile, type TableContext } from "../../files/read-rows.js";
import {
  membersInTitle,
  membersOfMatrixIndustry,
  titleOfMatrixIndustry,
} from "../../staffing/read/matrix-industries.js";
import { openMatrix, type MatrixTable } from "./matrix-table.js";
import { shippedStaffing } from "../../staffing/read/shipped-staffing.js";

export { shippedStaffing } from "../../staffing/read/shipped-staffing.js";

export interface StaffingReading {
  readonly table: StaffingTable;
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

/** An industry of one file, before files are joined. */
interface Candidate {
  readonly group: OccupationGroup;
  readonly members: readonly string[];
  readonly title: string;
  readonly ownership: string;
  readonly source: number;
}

/**
 * Reads staffing patterns of industries: OEWS industry files of any level (CSV or .xlsx, in zips too), and files of
 * the National Employment Matrix, whose aggregates stand once with the industries that they are of.
 *
 * @throws {InputError} with file, line, column; up to twenty at once
 */
export async function readStaffing(files: readonly string[], context: TableContext = {}): Promise<StaffingReading> {
  const problems: InputError[] = [];
  const oews: OewsTable[] = [];
  const matrix: MatrixTable[] = [];
  const finder = new TableFinder(
    (found) =>
      openMatrix(found, problems, (table) => matrix.push(table)) ??
      openOews(found, { kind: "industries" }, problems, (table) => oews.push(table)),
    problems,
  );
  const read = await readRows(files, finder, context);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (finder.found.length === 0 && finder.unknown[0]) throw unknownLayout(finder.unknown[0], "staffing patterns");

  const sources: SourceOfRecords[] = [];
  const candidates: Candidate[] = [];
  for (const table of oews) {
    if (table.industries.length === 0) continue;
    sources.push(
      buildSource(table, table.industries, table.year, `BLS OEWS industry staffing, ${oewsDate(table.year)}`, problems),
    );
    for (const group of table.industries) {
      candidates.push({
        group,
        members: membersInTitle(group.code, group.title) ?? membersOfMatrixIndustry(group.code) ?? [group.code],
        title: group.title || (readNaics().title(group.code) ?? group.code),
        ownership: group.ownership,
        source: sources.length - 1,
      });
      problems.push(...findProblems(group, true));
    }
  }
  for (const table of matrix) {
    const years = [table.baseYear, table.projectedYear].filter((year) => year !== undefined).join("–");
    sources.push(
      buildSource(table, table.industries, table.baseYear, `BLS National Employment Matrix, ${years}`, problems),
    );
    for (const group of table.industries) {
      candidates.push({
        group,
        members: membersOfMatrixIndustry(group.printed) ?? expandAggregate(group.code, group.asked),
        title: group.title || (titleOfMatrixIndustry(group.printed) ?? readNaics().title(group.code) ?? group.code),
        ownership: "",
        source: sources.length - 1,
      });
      problems.push(...findProblems(group, false));
    }
  }
  const mixed = mixedVintages(sources);
  if (mixed) problems.push(mixed);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  if (candidates.length === 0) throw noIndustry(files, oews);
  const joined = joinIndustries(candidates, problems);
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return {
    table: { sources, industries: joined.industries },
    files: read,
    notes: [
      ...[...oews, ...matrix].flatMap(({ industries, found }) =>
        contradictionNotes(industries, sources.find(({ file }) => file === found.text.file)?.soc ?? "2018"),
      ),
      ...joined.notes,
      ...yearNotes(sources),
      ...levelNotes(oews),
      ...reducedNotes(oews),
      ...passedOverNotes(finder, "staffing patterns"),
    ],
  };
}

function buildSource(
  { found }: { readonly found: OewsTable["found"] },
  groups: readonly OccupationGroup[],
  year: number | undefined,
  label: string,
  problems: InputError[],
): SourceOfRecords {
  const { file } = found.text;
  const { version, problem } = findVintage(groups, file, year);
  if (problem) problems.push(problem);
  return { file, label, year, soc: version };
}

/** An aggregate that no list explains stands at least for the industries that were asked for. */
function expandAggregate(code: string, asked: readonly string[]): readonly string[] {
  return /[A-Z]/.test(code) && asked.length > 0 ? asked : [code];
}

function findProblems(group: OccupationGroup, inPersons: boolean): readonly InputError[] {
  if (group.total.status === "absent") return [totalMissing(group)];
  const units = (inPersons ? checkWholePersons(group) : undefined) ?? checkGroupUnits(group);
  const problem = units ?? checkLevels(group);
  return problem ? [problem] : [];
}

/** Compares with what ships: the same industry's total, or its sector's. */
function checkGroupUnits(group: OccupationGroup): InputError | undefined {
  const shipped = shippedStaffing().industries;
  const total = (code: string | undefined): number | undefined => {
    const known = code === undefined ? undefined : shipped.get(code)?.total;
    return known && hasValue(known) ? known.value : undefined;
  };
  const own = total(group.code);
  return own === undefined ? checkUnits(group, total(parentSector(group.code)), true) : checkUnits(group, own);
}

function parentSector(code: string): string | undefined {
  for (let at: string | undefined = /^\d{3}/.exec(code)?.[0]; at !== undefined; at = readNaics().parent(at)) {
    if (/^\d\d$|-/.test(at)) return at;
  }
  return undefined;
}

interface Joined {
  readonly industries: ReadonlyMap<string, IndustryStaffing>;
  readonly notes: readonly Note[];
}

/** Each industry once: of several ownerships the one with the most jobs, of equal answers one. */
function joinIndustries(candidates: readonly Candidate[], problems: InputError[]): Joined {
  const chosen = new Map<string, Candidate>();
  const repeated = new Set<string>();
  const ownerships = new Set<string>();
  for (const one of candidates) {
    const { code } = one.group;
    const before = chosen.get(code);
    if (before === undefined) chosen.set(code, one);
    else if (serializeFigures(before) === serializeFigures(one)) repeated.add(code);
    else if (before.source === one.source && before.ownership !== one.ownership) {
      ownerships.add(code);
      if (totalJobs(one) > totalJobs(before)) chosen.set(code, one);
    } else problems.push(twoPatterns(before, one));
  }
  const notes: Note[] = [];
  if (repeated.size > 0) {
    const text = `${list(repeated)}: the files give the same staffing pattern more than once, as an answer for several industries or at two levels; it counts once.`;
    notes.push(information("staffing-repeated", text, [...repeated]));
  }
  if (ownerships.size > 0) {
    const text = `${list(ownerships)}: the file has several ownerships; the one with the most jobs is used.`;
    notes.push(caution("staffing-ownership", text, [...ownerships]));
  }
  return {
    industries: new Map(
      [...chosen].map(([code, { group, members, title, source }]) => [
        code,
        { code, title, members, total: group.total, occupations: group.rows, source },
      ]),
    ),
    notes,
  };
}

function list(codes: ReadonlySet<string>): string {
  const all = [...codes];
  return all.length > 6 ? `${all.slice(0, 6).join(", ")} and ${all.length - 6} more` : all.join(", ");
}

function totalJobs({ group }: Candidate): number {
  return hasValue(group.total) ? group.total.value : 0;
}

function serializeFigures({ group }: Candidate): string {
  return JSON.stringify([group.total, group.rows.map(({ occupation, employment }) => [occupation, employment])]);
}

function twoPatterns(before: Candidate, { group }: Candidate): InputError {
  return new InputError(`the staffing pattern of ${group.code} ${group.title} appears twice, with other figures`, {
    code: "OCCUPATION_DUPLICATE",
    where: { file: group.file, line: group.line },
    found: `${totalJobs({ ...before, group })} jobs, ${totalJobs(before)} in ${before.group.file}:${before.group.line}`,
    hint: "name files of one release and one program: OEWS or the National Employment Matrix",
  });
}

function totalMissing({ file, line, code, title }: OccupationGroup): InputError {
  return new InputError(`no row for all occupations together (00-0000) in ${code} ${title}`, {
    code: "STAFFING_TOTAL",
    where: { file, line },
    hint: "keep the row of 00-0000: shares are parts of the published total, since detailed rows add up to less",
  });
}

function noIndustry(files: readonly string[], oews: readonly OewsTable[]): InputError {
  const passed = oews.reduce((sum, table) => sum + table.passed, 0);
  return new InputError("no industry's staffing pattern in the files", {
    code: "OCCUPATION_NO_ROWS",
    missing: "staffing",
    where: { file: files.join(", ") },
    ...(passed > 0 && { found: `${passed} rows of areas, over all industries together` }),
    hint:
      passed > 0
        ? "name it as a file of wages; staffing patterns are in OEWS's industry files"
        : "name files with rows",
  });
}

function yearNotes(sources: readonly SourceOfRecords[]): readonly Note[] {
  const years = new Set(sources.map(({ year }) => year));
  if (years.has(undefined)) {
    const text =
      "Nothing in a file of staffing patterns says of which year it is: neither a title nor its name (…_m2024).";
    return [information("staffing-year-unknown", text)];
  }
  if (years.size < 2) return [];
  const text = `Staffing patterns of several years are used together: ${[...years].sort().join(", ")}.`;
  return [caution("staffing-years", text)];
}

/** What was made of a file that somebody reduced: no totals, no marks. */
function reducedNotes(oews: readonly OewsTable[]): readonly Note[] {
  return oews.flatMap(({ found, blanks, summed, owners, industries }) => {
    if (summed.industries === 0) return [];
    const groups =
      summed.withheld === 0
        ? "all of them published"
        : `${formatNumber(summed.withheld, "count")} of which are withheld, so that shares are a little too large`;
    const cells =
      blanks === 0
        ? ""
        : ` Its ${formatNumber(blanks, "count")} empty cells of jobs are taken as withheld, since it has none of OEWS's marks.`;
    return [
      caution(
        "staffing-total-summed",
        `${found.text.file} has no row of all occupations (00-0000): the totals of ${formatNumber(industries.length, "count")} industries are the sums of their groups of occupations, ${groups}.${cells}`,
      ),
      ...(owners.length === 0
        ? []
        : [
            caution(
              "staffing-ownership",
              `${owners.join(", ")}: occupations stand several times, as they do for several owners, and no column says whose; the row with the most jobs is used.`,
              owners,
            ),
          ]),
    ];
  });
}

function levelNotes(oews: readonly OewsTable[]): readonly Note[] {
  if (oews.every(({ levelsTold, industries }) => levelsTold || industries.length === 0)) return [];
  const text =
    "A file of staffing patterns has no column of levels. They were inferred from the zeros of the codes: a broad occupation counts as detailed where none of its parts is there.";
  return [information("staffing-levels-inferred", text)];
}
