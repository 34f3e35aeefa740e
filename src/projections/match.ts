import type { NaicsVersion } from "../core/codes.js";
import { ABSENT, disclosed, undefinedBecause } from "../core/datum.js";
import type { IndustryRow, ProjectionFigures, ProjectionMatch } from "../core/industry-table.js";
import { industryDepth } from "../naics/levels.js";
import type { Naics } from "../naics/naics.js";
import type { Revision } from "../naics/revision.js";
import type { ChosenProjections, ChosenRow } from "./chosen.js";
import { contains, contentBetween, type Content } from "./content.js";

export interface MatchInputs {
  readonly naics: Naics;
  /** The version of the table's codes. */
  readonly version: NaicsVersion;
  readonly revisionBetween: (from: NaicsVersion, to: NaicsVersion) => Revision;
}

/** An industry of the table, or a cluster of several. */
export type MatchedIndustry = Pick<IndustryRow, "naics" | "members">;

interface Candidate {
  readonly row: ChosenRow;
  readonly content: Content;
}

/**
 * Matches projections to industries by content: the industry itself; else the lines that together are it; else the
 * narrowest line that holds it, whose yearly rate stands in and whose jobs do not; else none.
 *
 * Content decides, not the code's name: between versions of NAICS 2017's 447 is 2022's 457 and no 441 is another's.
 */
export function matchProjections(
  industries: readonly MatchedIndustry[],
  projections: ChosenProjections,
  { naics, version, revisionBetween }: MatchInputs,
): readonly ProjectionFigures[] {
  const content = contentBetween(naics, { table: version, projection: projections.naics }, revisionBetween);
  const all = projections.rows
    .map((row): Candidate => ({ row, content: uniteContents(row.codes.map(content.ofProjection)) }))
    .filter((candidate) => candidate.content.size > 0);
  // Narrow first; of lines of one content, such as 55 and 551, the wider code, which publishers suppress less.
  const published = all
    .filter(({ row }) => row.base !== undefined && row.projected !== undefined)
    .sort((a, b) => a.content.size - b.content.size || a.row.code.length - b.row.code.length);
  const years = { baseYear: projections.baseYear, projectedYear: projections.projectedYear };
  return industries.map((industry) => {
    const wanted = uniteContents((industry.members ?? [industry.naics]).map(content.ofTable));
    const context = { industry, wanted, all, published, isBridged: version !== projections.naics };
    const match =
      wanted.size === 0 ? undefined : (exactly(context) ?? inParts(context) ?? withinAnother(context, projections));
    return { ...years, ...(match ?? nothing(context, projections)) };
  });
}

type Matched = Pick<ProjectionFigures, "base" | "projected" | "match">;

interface MatchContext {
  readonly industry: MatchedIndustry;
  readonly wanted: Content;
  readonly all: readonly Candidate[];
  readonly published: readonly Candidate[];
  readonly isBridged: boolean;
}

function exactly({ industry, wanted, published, isBridged }: MatchContext): Matched | undefined {
  const same = published.filter(({ content }) => content.size === wanted.size && contains(content, wanted));
  const found = same.find(({ row }) => row.codes.includes(industry.naics)) ?? same[0];
  if (!found) return undefined;
  const { row } = found;
  const isRenamed = row.codes.length !== 1 || row.codes[0] !== industry.naics;
  const text = isRenamed
    ? `${nameRow(row)}, the same industry${isBridged ? " in its version of NAICS" : ""}`
    : nameRow(row);
  return { ...sumLevels([row]), match: { kind: "exact", codes: row.codes, text, lines: listLines([row]) } };
}

/** The widest published lines inside, if nothing is left over between them. */
function inParts({ wanted, published }: MatchContext): Matched | undefined {
  const parts: ChosenRow[] = [];
  const open = new Set(wanted);
  for (const { row, content } of [...published].reverse()) {
    if (content.size > open.size || !contains(open, content)) continue;
    parts.push(row);
    for (const piece of content) open.delete(piece);
    if (open.size === 0) break;
  }
  if (open.size > 0 || parts.length < 2) return undefined;
  parts.sort((a, b) => (a.code < b.code ? -1 : 1));
  const codes = parts.flatMap((row) => row.codes);
  return {
    ...sumLevels(parts),
    match: { kind: "sum", codes, text: `sum of ${parts.length}: ${codes.join(", ")}`, lines: listLines(parts) },
  };
}

function withinAnother(context: MatchContext, projections: ChosenProjections): Matched | undefined {
  const { wanted, published } = context;
  // The growth of all goods or all services says nothing of one industry.
  const found = published.find(({ row, content }) => row.codes.every(isNarrow) && contains(content, wanted));
  if (!found) return undefined;
  const { row } = found;
  const why = explainMissing(context, projections);
  return {
    ...sumLevels([row]),
    match: { kind: "ancestor", codes: row.codes, text: `rate of ${nameRow(row)}${why}`, lines: listLines([row]) },
  };
}

function nothing(context: MatchContext, projections: ChosenProjections): Matched {
  const reason = `no projection matches${explainMissing(context, projections)}`;
  const none = undefinedBecause(reason);
  return { base: none, projected: none, match: { kind: "none", codes: [], text: reason, lines: [] } };
}

function isNarrow(code: string): boolean {
  return industryDepth(code) !== "domain";
}

/** Whether the industry stands in the file without figures, which is not the same as not standing there. */
function explainMissing({ wanted, all }: MatchContext, { naics }: ChosenProjections): string {
  const hidden = all.find(
    ({ content, row }) => row.base === undefined && content.size === wanted.size && contains(content, wanted),
  );
  if (hidden) return `; ${hidden.row.code || hidden.row.title} itself has no figures`;
  return wanted.size === 0 ? `; it is not a code of NAICS ${naics}` : "";
}

function sumLevels(rows: readonly ChosenRow[]): Pick<Matched, "base" | "projected"> {
  const sum = (of: (row: ChosenRow) => number | undefined): number =>
    rows.reduce((total, row) => total + (of(row) ?? NaN), 0);
  return { base: disclosed(sum(({ base }) => base)), projected: disclosed(sum(({ projected }) => projected)) };
}

function listLines(rows: readonly ChosenRow[]): ProjectionMatch["lines"] {
  return rows.map(({ file, line, base, projected, code, title }) => ({
    file,
    ...(line !== undefined && { line }),
    code,
    title,
    base: base === undefined ? ABSENT : disclosed(base),
    projected: projected === undefined ? ABSENT : disclosed(projected),
  }));
}

function nameRow({ codes, title }: ChosenRow): string {
  return `${codes.join(" + ")} ${title}`.trim();
}

function uniteContents(contents: readonly Content[]): Content {
  const [first] = contents;
  if (contents.length === 1 && first) return first;
  const union = new Set<string>();
  for (const content of contents) for (const piece of content) union.add(piece);
  return union;
}
