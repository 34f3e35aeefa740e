import type { IndustrySpread } from "../ranking/near-spread.js";
import type { RankInterval } from "../ranking/rank-intervals.js";
import { formatNumber } from "../core/number-format.js";
import { longestRising } from "./rising.js";
import { columnWidths, factorColumns, headHtml, rowHtml, chooseScoreUnit, topShareHtml } from "../render/rows.js";
import { sharedRankLetters } from "../report/shared-ranks.js";
import type { Reranked } from "./setting.js";

// The ranking's table while weights change. Rows are made once and moved; a row that stands right is not touched, since
// it is the browser's laying out of rows that takes the time.

interface LiveRow {
  readonly naics: string;
  readonly title: string;
  readonly element: HTMLTableRowElement;
  readonly button: HTMLButtonElement;
  readonly rank: HTMLTableCellElement;
  readonly score: HTMLTableCellElement;
  readonly interval: HTMLTableCellElement;
  readonly share: HTMLTableCellElement;
  /** What the cells say now, since asking the document is slow. */
  shown: { rank: string; letter: string; score: string; interval: string; share: string };
  isListed: boolean;
  isHidden: boolean;
  /** Shown under the row, where it is open. */
  details?: HTMLTableRowElement;
}

export class LiveTable {
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #firstRanks: ReadonlyMap<string, number>;
  /** Every row there ever was with these columns; those that are ranked stand in the table. */
  readonly #rows = new Map<string, LiveRow>();
  #standing: readonly Element[] = [];
  #columns: string | undefined;

  readonly #top: number;

  /**
   * @param firstRanks of the page's own ranking, from which moves are reckoned
   * @param top how many industries the short list asks for
   */
  constructor(table: HTMLTableElement, firstRanks: ReadonlyMap<string, number>, top: number) {
    this.#table = table;
    this.#top = top;
    this.#body = table.tBodies[0]!;
    this.#firstRanks = firstRanks;
    // Rows are laid out as grids, which in some browsers takes the meaning of a table away.
    table.setAttribute("role", "table");
    for (const part of [table.tHead!, this.#body]) part.setAttribute("role", "rowgroup");
  }

  /** Puts the rows into their new order. */
  show({ ranking, shortList }: Reranked): void {
    this.#makeRows(ranking);
    const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
    const letters = sharedRankLetters(shortList);
    const scoreUnit = chooseScoreUnit(ranking.method);
    const order: Element[] = [];
    for (const { candidate, rank, score } of ranking.industries) {
      const row = this.#rows.get(candidate.naics)!;
      const isListed = listed.has(candidate.naics);
      if (row.isListed !== isListed) row.element.classList.toggle("on", (row.isListed = isListed));
      this.#showRank(row, rank);
      const letter = letters.get(candidate.naics) ?? "";
      if (row.shown.letter !== letter) row.rank.dataset["letter"] = row.shown.letter = letter;
      const scoreText = formatNumber(score, scoreUnit);
      if (row.shown.score !== scoreText) row.score.textContent = row.shown.score = scoreText;
      order.push(row.element);
      if (row.details) order.push(row.details);
    }
    this.#place(order);
    this.#table.classList.add("waiting");
  }

  /** How safe each place is, once that is drawn; until then what stands there is of the ranking before, and pale. */
  showSafety(
    intervals: ReadonlyMap<string, RankInterval> | undefined,
    spread: ReadonlyMap<string, IndustrySpread> | undefined,
  ): void {
    for (const row of this.#rows.values()) {
      const range = intervals?.get(row.naics);
      const text = range ? `${formatNumber(range.low, "rank")}–${formatNumber(range.high, "rank")}` : "";
      if (row.shown.interval !== text) row.interval.textContent = row.shown.interval = text;
      const share = topShareHtml(spread?.get(row.naics)?.topShare, { hasBar: row.isListed });
      if (row.shown.share !== share) row.share.innerHTML = row.shown.share = share;
    }
    this.#table.classList.remove("waiting");
  }

  /** Leaves out of sight what a reader did not ask for. */
  filter(
    isWanted: (row: {
      readonly naics: string;
      readonly title: string;
      readonly isListed: boolean;
      readonly isOpen: boolean;
    }) => boolean,
  ): void {
    for (const row of this.#rows.values()) {
      const isHidden = !isWanted({ ...row, isOpen: row.details !== undefined });
      if (row.isHidden === isHidden) continue;
      row.element.hidden = row.isHidden = isHidden;
      if (row.details) row.details.hidden = isHidden;
    }
  }

  get opened(): readonly (readonly [naics: string, cell: HTMLTableCellElement])[] {
    return [...this.#rows.values()].flatMap(({ naics, details }) =>
      details?.isConnected ? [[naics, details.cells[0]!] as const] : [],
    );
  }

  /** Opens an industry's details, or closes them. @returns the cell to fill, where they were opened */
  toggle(naics: string): HTMLTableCellElement | undefined {
    const row = this.#rows.get(naics);
    if (!row?.element.isConnected) return undefined;
    if (row.details) {
      row.details.remove();
      this.#standing = this.#standing.filter((element) => element !== row.details);
      delete row.details;
      row.button.setAttribute("aria-expanded", "false");
      row.button.removeAttribute("aria-controls");
      return undefined;
    }
    const details = document.createElement("tr");
    details.className = "details";
    details.id = `${row.element.id}-more`;
    details.setAttribute("role", "row");
    const cell = details.insertCell();
    cell.setAttribute("role", "cell");
    cell.colSpan = row.element.cells.length;
    row.details = details;
    row.element.after(details);
    this.#standing = this.#standing.flatMap((element) => (element === row.element ? [element, details] : [element]));
    row.button.setAttribute("aria-expanded", "true");
    row.button.setAttribute("aria-controls", details.id);
    return cell;
  }

  isOpen(naics: string): boolean {
    return this.#rows.get(naics)?.details !== undefined;
  }

  /** Brings a row into sight and its button under the keyboard. */
  reveal(naics: string): void {
    const row = this.#rows.get(naics);
    if (!row?.element.isConnected) return;
    row.element.hidden = row.isHidden = false;
    row.button.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "center" });
  }

  /** Makes the rows of industries that have none; all of them where other factors take part. */
  #makeRows(ranking: Reranked["ranking"]): void {
    const columns = factorColumns(ranking);
    const key = columns.map(({ id }) => id).join("\n");
    let open: readonly string[] = [];
    if (key !== this.#columns) {
      open = [...this.#rows.values()].filter(({ details }) => details).map(({ naics }) => naics);
      this.#columns = key;
      this.#table.tHead!.innerHTML = headHtml(columns, { isLive: true, top: this.#top });
      const widths = columnWidths(ranking, columns).map((letters) => `${String(letters)}ch + 1.2rem`);
      this.#table.style.setProperty("--columns", widths.map((width) => `calc(${width})`).join(" "));
      this.#table.style.setProperty("--figures", widths.join(" + "));
      this.#rows.clear();
      this.#standing = [];
      this.#body.textContent = "";
    }
    const made = ranking.industries.filter(({ candidate }) => !this.#rows.has(candidate.naics));
    if (made.length === 0) return;
    const scoreUnit = chooseScoreUnit(ranking.method);
    const holder = document.createElement("tbody");
    holder.innerHTML = made
      .map((industry) => rowHtml(industry, columns, { isLive: true, isListed: false, scoreUnit, top: this.#top }))
      .join("");
    [...holder.rows].forEach((element, index) => {
      const { naics, title } = made[index]!.candidate;
      const cells = [...element.cells];
      element.dataset["naics"] = naics;
      this.#rows.set(naics, {
        naics,
        title,
        element,
        button: element.querySelector("button")!,
        rank: cells[0]!,
        score: cells.at(-3)!,
        interval: cells.at(-2)!,
        share: cells.at(-1)!,
        shown: { rank: "", letter: "", score: "", interval: "", share: "" },
        isListed: false,
        isHidden: false,
      });
    });
    this.#body.append(...holder.rows);
    this.#standing = [...this.#body.rows];
    for (const naics of open) this.toggle(naics);
  }

  /** The rank, and how far it moved from the page's own ranking. */
  #showRank(row: LiveRow, rank: number): void {
    const first = this.#firstRanks.get(row.naics);
    const moved = first === undefined ? 0 : first - rank;
    const text = formatNumber(rank, "rank");
    const move = moved === 0 ? "" : `${moved > 0 ? "▲" : "▼"}${formatNumber(Math.abs(moved), "rank")}`;
    if (row.shown.rank === text + move) return;
    row.shown.rank = text + move;
    row.rank.textContent = text;
    if (move === "") return;
    const small = document.createElement("small");
    small.className = moved > 0 ? "up" : "down";
    small.textContent = move;
    small.title = `was ${formatNumber(first!, "rank")}`;
    row.rank.prepend(small, " ");
  }

  #place(order: readonly Element[]): void {
    const before = new Map(this.#standing.map((element, index) => [element, index]));
    const wanted = new Set(order);
    for (const element of this.#standing) if (!wanted.has(element)) element.remove();
    const staying = longestRising(order.map((element) => before.get(element)));
    let next: Element | null = null;
    for (let at = order.length - 1; at >= 0; at--) {
      const element = order[at]!;
      if (!staying.has(at)) this.#body.insertBefore(element, next);
      next = element;
    }
    this.#standing = order;
  }
}
