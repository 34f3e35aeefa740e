/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Analysis } from "../analysis.js";
import { valueOf, ABSENT } from "../datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import { measureIndustries } from "../ranking/criteria.js";
import type { Factor } from "../ranking/factor.js";
import { rankIntervals } from "../ranking/rank-intervals.js";
import { buildShortList } from "../ranking/short-list.js";
import { renderCsv } from "../render/csv.js";
import { formatDatum, formatNumber } from "../render/number-format.js";
import { decodePageData } from "../report/page-data.js";
import { buildRankReport } from "../report/rank-report.js";
import { liveChart } from "./chart.js";
import { changedBy, controlsHtml, fillControls, showShares } from "./controls.js";
import { detailsHtml } from "./details.js";
import { factorColumns, headHtml, rowHtml, rowId, scoreUnitOf } from "./rows.js";
import { addressOf, commandOf, rerank, settingFrom, statedSetting, type Reranked, type Setting } from "./setting.js";

// The program in a page. It reads what the page carries, and nothing from anywhere else.

const find = <E extends Element>(selector: string): E => document.querySelector<E>(selector)!;

const data = decodePageData(find("#data").textContent);
const candidates = measureIndustries(data.table);
const hasFigures = ({ id }: { readonly id: string }): boolean =>
  candidates.some(({ values }) => valueOf(values[id] ?? ABSENT) !== undefined);
/** A factor that nothing is known of takes no part, and needs no slider. */
const taking = data.factors.filter(hasFigures);
const others: readonly Factor[] = ALL_MEASURES.filter(
  (measure) => !data.factors.some((factor) => factor.id === measure.id) && hasFigures(measure),
).map(({ id, label, better }) => ({ id, label, weight: 0, direction: better }));
const factors = [...taking, ...others];
const labels = new Map(factors.map(({ id, label }) => [id, label]));
const titles = new Map(candidates.map(({ naics, title }) => [naics, title]));
const stated = statedSetting({ ...data, factors: taking }, others);

find("#live").innerHTML = controlsHtml(
  factors.map(({ id, label }, index) => ({ id, label, stated: index < taking.length })),
  stated,
);
find("#finder").innerHTML =
  '<label>Find <input type="search" id="search" placeholder="code or words"></label> <label><input type="checkbox" id="only-listed"> short list only</label>';
const form = find<HTMLFormElement>("#controls");
const table = find<HTMLTableElement>("#ranking");
const body = table.tBodies[0]!;
const said = find("#said");
const chartElement = document.querySelector<SVGSVGElement>("#chart svg");
const chart = chartElement ? liveChart(chartElement, titles, figuresOf, (naics) => open(naics)) : undefined;

let setting = settingFrom(location.hash.slice(1), stated);
let shown: Reranked | undefined;
let columnsShown = "";
const rows = new Map<string, HTMLTableRowElement>();
const opened = new Map<string, HTMLTableRowElement>();
const firstRanks = new Map<string, number>();

/** The figures that place a bubble, for its tooltip. */
function figuresOf(naics: string): readonly string[] {
  const values = candidates.find((candidate) => candidate.naics === naics)?.values;
  return ["employment", "growth", "lq"].flatMap((id) => {
    const measure = ALL_MEASURES.find((one) => one.id === id);
    const datum = values?.[id];
    return measure && datum ? [`${measure.label}: ${formatDatum(datum, measure.unit)}`] : [];
  });
}

/** Ranks anew and shows it; a later change of the same frame waits for the next. */
function update(): void {
  const next = rerank(data, candidates, labels, setting);
  showShares(form, setting);
  const problem = find("#problem");
  problem.textContent = "problem" in next ? next.problem : "";
  if ("problem" in next) return;
  shown = next;
  showTable(next);
  chart?.show(next);
  afterwards(next);
}

function showTable({ ranking, shortList }: Reranked): void {
  const columns = factorColumns(ranking);
  const listed = new Set(shortList.map(({ industry }) => industry.candidate.naics));
  const scoreUnit = scoreUnitOf(ranking.method);
  const key = columns.map(({ id }) => id).join();
  if (key !== columnsShown || rows.size === 0) {
    columnsShown = key;
    table.tHead!.innerHTML = headHtml(columns, { isLive: true });
    rows.clear();
    body.innerHTML = ranking.industries
      .map((industry) => rowHtml(industry, columns, { isLive: true, isListed: false, scoreUnit }))
      .join("");
    for (const row of [...body.rows]) rows.set(row.id, row);
  }
  // Rows that stand right already are not touched: laying out a long table is what takes the time.
  let next = body.firstElementChild;
  const place = (row: Element): void => {
    if (row === next) next = next.nextElementSibling;
    else body.insertBefore(row, next);
  };
  for (const industry of ranking.industries) {
    const { naics } = industry.candidate;
    let row = rows.get(rowId(naics));
    if (!row) {
      const holder = document.createElement("tbody");
      holder.innerHTML = rowHtml(industry, columns, { isLive: true, isListed: false, scoreUnit });
      row = holder.rows[0]!;
      rows.set(row.id, row);
    }
    row.classList.toggle("on", listed.has(naics));
    row.dataset["naics"] = naics;
    showRank(row.cells[0]!, industry.rank, firstRanks.get(naics));
    setText(row.cells[row.cells.length - 2]!, formatNumber(industry.score, scoreUnit));
    place(row);
    const details = opened.get(naics);
    if (details) {
      place(details);
      row.querySelector("button")!.setAttribute("aria-expanded", "true");
      details.cells[0]!.colSpan = row.cells.length;
    }
  }
  while (next) {
    const left = next;
    next = next.nextElementSibling;
    left.remove();
  }
  for (const [naics, details] of opened) fillDetails(naics, details);
  hideUnwanted();
}

function setText(cell: HTMLElement, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}

/** The rank, and how far it moved from the page's own ranking. */
function showRank(cell: HTMLElement, rank: number, first: number | undefined): void {
  const moved = first === undefined ? 0 : first - rank;
  const text = formatNumber(rank, "rank");
  const move = moved === 0 ? "" : `${moved > 0 ? "▲" : "▼"}${formatNumber(Math.abs(moved), "rank")}`;
  if (cell.dataset["shown"] === text + move) return;
  cell.dataset["shown"] = text + move;
  cell.textContent = text;
  if (move === "") return;
  const small = document.createElement("small");
  small.className = moved > 0 ? "up" : "down";
  small.textContent = move;
  small.title = `was ${formatNumber(first!, "rank")}`;
  cell.prepend(small, " ");
}

/** What may wait: the address, the words for a screen reader, the ranks' ranges. */
let timer: ReturnType<typeof setTimeout> | undefined;
function afterwards(next: Reranked): void {
  if (timer !== undefined) clearTimeout(timer);
  timer = setTimeout(() => {
    const address = addressOf(setting, stated);
    history.replaceState(null, "", address === "" ? location.pathname + location.search : `#${address}`);
    const first = next.ranking.industries
      .slice(0, 3)
      .map(({ candidate, rank }) => `${formatNumber(rank, "rank")} ${candidate.title}`);
    said.textContent = `Ranked ${String(next.ranking.industries.length)} industries: ${first.join(", ")}.`;
    const intervals = rankIntervals(next.ranking.industries, next.factors, setting);
    for (const { candidate } of next.ranking.industries) {
      const range = intervals?.get(candidate.naics);
      const row = rows.get(rowId(candidate.naics));
      if (row)
        setText(
          row.cells[row.cells.length - 1]!,
          range ? `${formatNumber(range.low, "rank")}–${formatNumber(range.high, "rank")}` : "",
        );
    }
  }, 200);
}

function hideUnwanted(): void {
  const words = find<HTMLInputElement>("#search").value.trim().toLowerCase();
  const listedOnly = find<HTMLInputElement>("#only-listed").checked;
  for (const { candidate } of shown?.ranking.industries ?? []) {
    const row = rows.get(rowId(candidate.naics))!;
    const isFound = words === "" || `${candidate.naics} ${candidate.title}`.toLowerCase().includes(words);
    const isHidden = !isFound || (listedOnly && !row.classList.contains("on"));
    row.hidden = isHidden;
    const details = opened.get(candidate.naics);
    if (details) details.hidden = isHidden;
  }
}

function toggle(naics: string): void {
  const row = rows.get(rowId(naics));
  const button = row?.querySelector("button");
  if (!row || !button) return;
  const details = opened.get(naics);
  if (details) {
    details.remove();
    opened.delete(naics);
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    return;
  }
  const made = document.createElement("tr");
  made.className = "details";
  made.id = `${row.id}-more`;
  const cell = made.insertCell();
  cell.colSpan = row.cells.length;
  opened.set(naics, made);
  fillDetails(naics, made);
  row.after(made);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", made.id);
}

function fillDetails(naics: string, row: HTMLTableRowElement): void {
  if (!shown) return;
  const { ranking } = shown;
  const industry = ranking.industries.find(({ candidate }) => candidate.naics === naics);
  if (!industry) return;
  const everyone = buildShortList(ranking, data.table, { ...data, top: ranking.industries.length });
  const entry = everyone.find((one) => one.industry === industry);
  row.cells[0]!.innerHTML = detailsHtml(industry, entry, ranking, data);
}

/** Shows one industry's row and its details, as when its bubble is chosen. */
function open(naics: string): void {
  const row = rows.get(rowId(naics));
  if (!row?.isConnected) return;
  if (!opened.has(naics)) toggle(naics);
  row.hidden = false;
  row.querySelector("button")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

/** The whole ranking as `--format csv` writes it with these weights. */
function csv(): string {
  if (!shown) return "";
  const { ranking, shortList } = shown;
  const intervals = rankIntervals(ranking.industries, shown.factors, setting);
  const analysis = { table: data.table, notes: [] } as unknown as Analysis;
  return renderCsv(buildRankReport({ ...data, analysis, ranking, shortList, rankIntervals: intervals, notes: [] }));
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = `Copied ${what}.`;
  } catch {
    // A page opened from a file may not use the clipboard: show the text to copy by hand.
    const box = find<HTMLTextAreaElement>("#copied");
    box.hidden = false;
    box.value = text;
    box.focus();
    box.select();
    said.textContent = `Select and copy ${what} from the box.`;
  }
  find("#told").textContent = said.textContent;
}

const clicked = (selector: string, act: () => void): void => find(selector).addEventListener("click", act);
form.addEventListener("input", ({ target }) => {
  setting = changedBy(target as HTMLInputElement, setting);
  update();
});
form.addEventListener("submit", (event) => event.preventDefault());
clicked("#reset", () => {
  setting = stated;
  fillControls(form, setting);
  update();
});
clicked("#copy-link", () => {
  const address = addressOf(setting, stated);
  void copy(`${location.href.split("#")[0]!}${address === "" ? "" : `#${address}`}`, "the link");
});
clicked("#copy-csv", () => void copy(csv(), "the table as CSV"));
clicked("#copy-command", () => void copy(commandOf(setting), "the options of the command line"));
find("#search").addEventListener("input", hideUnwanted);
find("#only-listed").addEventListener("change", hideUnwanted);
body.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest("button");
  const naics = button?.closest("tr")?.dataset["naics"];
  if (naics !== undefined) toggle(naics);
});
const naicsAt = ({ target }: Event): string | undefined =>
  (target as Element).closest<HTMLElement>("tr[data-naics]")?.dataset["naics"];
for (const kind of ["mouseover", "focusin"]) body.addEventListener(kind, (event) => chart?.point(naicsAt(event)));
body.addEventListener("mouseleave", () => chart?.point(undefined));
addEventListener("hashchange", () => {
  setting = settingFrom(location.hash.slice(1), stated);
  fillControls(form, setting);
  update();
});

const first = rerank(data, candidates, labels, stated);
if (!("problem" in first))
  for (const { candidate, rank } of first.ranking.industries) firstRanks.set(candidate.naics, rank);
fillControls(form, setting);
update();
document.documentElement.classList.add("live");

/** For tests: how long one ranking with its display takes. */
Object.assign(window, { sectorRank: { update, setting: (): Setting => setting } });
