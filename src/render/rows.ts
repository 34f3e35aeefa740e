import { ABSENT, isWide, type Datum } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import { formatDraws } from "../report/rank-summary.js";
import { escapeMarkup } from "./chart/svg.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import type { Unit } from "../core/units.js";

// The rows of the ranking's table, written by one code when the page is made and when a reader moves a slider.

export interface FactorColumn {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit | undefined;
  readonly definition: string;
}

/** The columns of figures: the factors that take part. */
export function factorColumns(ranking: Ranking<RankCandidate>): readonly FactorColumn[] {
  return ranking.factors
    .filter(({ count }) => count > 0)
    .map(({ id, label, unit }) => {
      const measure = ALL_MEASURES.find((one) => one.id === id);
      return {
        id,
        label: measure?.shortLabel ?? label,
        unit: measure?.unit ?? unit,
        definition: measure?.definition ?? (unit ? `${label}.` : "A factor of the user's own."),
      };
    });
}

/**
 * How wide each column of figures must be, as letters and as the sum of them: rows that are grids of their own don't
 * find a common width by themselves.
 */
export function columnWidths(ranking: Ranking<RankCandidate>, columns: readonly FactorColumn[]): readonly number[] {
  const headWidth = (label: string): number => Math.max(...label.split(" ").map((word) => word.length));
  const figures = columns.map(({ id, label, unit }) => {
    const texts = ranking.industries.map(({ candidate }) => figureText(candidate.values[id] ?? ABSENT, unit).length);
    return Math.max(headWidth(label), ...texts);
  });
  const most = String(ranking.industries.length).length;
  // A score such as 123.4; ranks such as 12.5–123.5.
  return [...figures, Math.max(headWidth("Score"), most + 2), Math.max(headWidth(INTERVAL), 2 * most + 3), TOP_SHARE];
}

/** A bar and "100%". */
const TOP_SHARE = 8;

/** The id of an industry's row; a cluster's name may hold anything. */
export function rowId(naics: string): string {
  return `i${[...naics].map((letter) => (/[0-9A-Za-z-]/.test(letter) ? letter : `_${letter.codePointAt(0)!.toString(16)}`)).join("")}`;
}

// A live page lays its rows out as grids, so what each part of the table is must be said.
export const ROLES = { row: " role=row", head: " role=columnheader", title: " role=rowheader", cell: " role=cell" };
const NO_ROLES = { row: "", head: "", title: "", cell: "" };

export function headHtml(
  columns: readonly FactorColumn[],
  { isLive, top }: { readonly isLive: boolean; readonly top: number },
): string {
  const { row, head } = isLive ? ROLES : NO_ROLES;
  const number = `<th scope="col" class="n"${head}`;
  return [
    `<tr${row}>${number} aria-sort="ascending">Rank<th scope="col"${head}>NAICS<th scope="col" class="t"${head}>Industry`,
    ...columns.map(({ label, definition }) => `${number} title="${escapeMarkup(definition)}">${escapeMarkup(label)}`),
    `${number}>Score`,
    isLive ? `${number} title="Ranks in 90% of draws of the estimated figures.">${INTERVAL}` : "",
    `${number} title="In how many of 100 draws of weights near these, and of the estimated figures, it is among the first ${String(top)}.">${topLabel(top)}`,
  ].join("");
}

const INTERVAL = "90% ranks";

function topLabel(top: number): string {
  return `Top ${String(top)}`;
}

/** Below this part of the draws a place is drawn as an unsafe one. */
const UNSAFE = 2 / 3;

/** In how many of 100 draws an industry stays on the list, as a bar and in figures; empty where nothing was drawn. */
export function topShareHtml(share: number | undefined, { hasBar }: { readonly hasBar: boolean }): string {
  if (share === undefined) return "";
  if (!hasBar) return `${formatDraws(share)}%`;
  const unsafe = share < UNSAFE ? ' class="unsafe"' : "";
  return `<svg viewBox="0 0 30 8" aria-hidden="true"><rect width="30" height="8"/><rect${unsafe} width="${String(Math.round(share * 30))}" height="8"/></svg>${formatDraws(share)}%`;
}

export interface RowOptions {
  readonly isLive: boolean;
  readonly isListed: boolean;
  readonly scoreUnit: Unit;
  readonly top: number;
  readonly topShare?: number | undefined;
  /** Sets it apart in the chart from others of its rank. */
  readonly letter?: string | undefined;
}

/** One industry. In a live page its title opens the details. Cells of this table are numbers except for code and title. */
export function rowHtml(
  industry: RankedIndustry<RankCandidate>,
  columns: readonly FactorColumn[],
  { isLive, isListed, scoreUnit, top, topShare, letter = "" }: RowOptions,
): string {
  const { naics, title, values } = industry.candidate;
  const name = escapeMarkup(title);
  const code = escapeMarkup(naics === title ? "" : naics);
  const { row, title: rowHeader, cell } = isLive ? ROLES : NO_ROLES;
  // On a phone figures stand under each other, each with its column's name.
  const labelled = (label: string): string => (isLive ? ` data-label="${escapeMarkup(label)}"` : "");
  return [
    `<tr${isLive ? ` id=${rowId(naics)}` : ""}${isListed ? " class=on" : ""}${row}>`,
    `<td${cell}${letter === "" ? "" : ` data-letter=${letter}`}>${formatNumber(industry.rank, "rank")}<td${cell}>${code}`,
    `<th scope=row${rowHeader}>${isLive ? `<button type="button" aria-expanded="false">${name}</button>` : name}`,
    ...columns.map(({ id, label, unit }) => {
      const datum = values[id] ?? ABSENT;
      // Without its program the page has the mark alone, which saves a thirtieth of its bytes.
      return `<td${isLive && isWide(datum) ? " class=e" : ""}${cell}${labelled(label)}>${escapeMarkup(figureText(datum, unit))}`;
    }),
    `<td${cell}${labelled("Score")}>${formatNumber(industry.score, scoreUnit)}`,
    isLive ? `<td${cell}${labelled(INTERVAL)}>` : "",
    `<td${cell}${labelled(topLabel(top))}>${topShareHtml(topShare, { hasBar: isListed })}`,
  ].join("");
}

/** A figure with the mark of an estimate only where its range is wide; the details of an industry say which are estimates. */
function figureText(datum: Datum, unit: Unit | undefined): string {
  return datum.status === "estimated" && !isWide(datum) ? formatNumber(datum.value, unit) : formatDatum(datum, unit);
}

/** The beginning of a table in the details of an industry; on a phone its rows are not rows to look at. */
export function figuresHead(labels: readonly string[], numbers: readonly number[]): string {
  const cells = labels.map(
    (label, index) =>
      `<th scope="col"${numbers.includes(index) ? ' class="n"' : ""}${ROLES.head}>${escapeMarkup(label)}`,
  );
  return `<table class="figures" role="table"><thead role="rowgroup"><tr${ROLES.row}>${cells.join("")}</thead>`;
}

/** Ranks are in tens, the other scores between 0 and 1 or around 0. */
export function chooseScoreUnit(method: Ranking<RankCandidate>["method"]): Unit {
  return method === "mean-rank" ? "score" : "ratio";
}
