/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { knownValue, ABSENT } from "../core/datum.js";
import { ALL_MEASURES } from "../measures/index.js";
import { describeFilters, measureIndustries } from "../ranking/criteria.js";
import type { Factor } from "../ranking/factor.js";
import { eligibilityTest, shortListEntry } from "../ranking/short-list.js";
import { renderTableCsv } from "../render/csv.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import { decodePageData, pageStandings } from "../report/page-data.js";
import { rankTable } from "../report/rank-table.js";
import type { RankTableInputs } from "../report/rank-inputs.js";
import { liveCharts } from "./chart.js";
import { changedBy, controlsHtml, fillControls, showShares } from "./controls.js";
import { detailsHtml } from "./details.js";
import { describeRanking } from "../render/words.js";
import { sensitivityHtml, sensitivityOfPage, type PageSensitivity } from "./sensitivity.js";
import {
  formatAddress,
  formatCommand,
  rerank,
  settingFrom,
  statedSetting,
  type Reranked,
  type Setting,
} from "./setting.js";
import { LiveTable } from "./table.js";

// The program in a page. It reads what the page carries, and nothing from anywhere else.

const find = <E extends Element>(selector: string): E => document.querySelector<E>(selector)!;

const data = decodePageData(find("#data").textContent);
const standings = pageStandings(data);
const candidates = measureIndustries(data.table);
const hasFigures = ({ id }: { readonly id: string }): boolean =>
  candidates.some(({ values }) => knownValue(values[id] ?? ABSENT) !== undefined);
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
// On a phone the list comes first, and the sliders are folded below it.
find<HTMLDetailsElement>("#sliders").open = matchMedia("(min-width:60.01rem)").matches;
find("#finder").innerHTML =
  '<label>Find an industry <input type="search" id="search" placeholder="code or words"></label>';
find("#more").innerHTML = '<button type="button" id="all"></button>';
const form = find<HTMLFormElement>("#controls");
const said = find("#said");
/** What is said of the ranking before its table, and after it. */
const statements = { before: find("#said-before"), after: find("#said-after"), notes: find("#said-notes") };
const firstRanks = new Map<string, number>();
const table = new LiveTable(find("#ranking"), firstRanks, data.top);
const figure = document.querySelector("#chart");
const chart = figure
  ? liveCharts(figure, { titles, figuresOf: listFigures, onChoose: (naics) => open(naics) })
  : undefined;

let setting = settingFrom(location.hash.slice(1), stated);
let shown: Reranked | undefined;
/** Whether the table shows more than the short list. */
let isAll = false;
/** Of the ranking shown, once the reader rests. */
let sensitivity: PageSensitivity | undefined;

/** The figures that place a bubble, for its tooltip. */
function listFigures(naics: string): readonly string[] {
  const values = candidates.find((candidate) => candidate.naics === naics)?.values;
  return ["employment", "growth", "lq"].flatMap((id) => {
    const measure = ALL_MEASURES.find((one) => one.id === id);
    const datum = values?.[id];
    return measure && datum ? [`${measure.label}: ${formatDatum(datum, measure.unit)}`] : [];
  });
}

/** Ranks again and shows it. Browsers send no more changes of a slider than they draw frames. */
function update(): void {
  const next = rerank(data, candidates, labels, setting);
  showShares(form, setting);
  const problem = find("#problem");
  problem.textContent = "problem" in next ? next.problem : "";
  document.documentElement.classList.toggle("unranked", "problem" in next);
  if ("problem" in next) return;
  shown = next;
  sensitivity = undefined;
  table.show(next);
  filterRows();
  // No weight changes their figures; their words may wait until the reader rests.
  for (const [, cell] of table.opened) cell.classList.add("stale");
  if (isSaid) for (const element of Object.values(statements)) element.classList.add("stale");
  chart?.show(next);
  afterwards(next);
}

/** What may wait: the address, the words for a screen reader, how safe the places are. */
let timer: ReturnType<typeof setTimeout> | undefined;
let isSaid = false;
function afterwards(next: Reranked): void {
  if (timer !== undefined) clearTimeout(timer);
  timer = setTimeout(() => {
    keepInAddress();
    const { intervals, spread } = sensitivityNow();
    table.showSafety(intervals, spread());
    for (const [naics, cell] of table.opened) fillDetails(naics, cell);
    // Nobody has changed anything when a page without weights in its address opens.
    if (isSaid || location.hash !== "") {
      said.textContent = describeOrder(next);
      showText(next);
    }
    isSaid = true;
  }, 200);
}

function sensitivityNow(): PageSensitivity {
  sensitivity ??= sensitivityOfPage(shown!, data.top, eligibilityTest(shown!.ranking, data.table, data.thresholds));
  return sensitivity;
}

/** What the page says of its ranking outside of the table must be of the ranking shown. */
function showText(next: Reranked): void {
  const inputs = tableInputs(next);
  find("#ranking>caption").textContent = rankTable(inputs).title;
  const said = describeRanking(inputs, next.notes);
  find("#scope").innerHTML = said.scope;
  for (const [place, element] of Object.entries(statements)) {
    element.innerHTML = said[place as keyof typeof statements];
    element.classList.remove("stale");
  }
}

function keepInAddress(): void {
  const address = formatAddress(setting, stated);
  try {
    history.replaceState(null, "", address === "" ? location.pathname + location.search : `#${address}`);
  } catch {
    // A page shown within another may not have an address; "Copy link" still gives it.
  }
}

function describeOrder({ ranking }: Reranked): string {
  const first = ranking.industries
    .slice(0, 3)
    .map(({ candidate, rank }) => `${formatNumber(rank, "rank")} ${candidate.title}`);
  return `Ranked ${String(ranking.industries.length)} industries: ${first.join(", ")}.`;
}

function filterRows(): void {
  const words = find<HTMLInputElement>("#search").value.trim().toLowerCase();
  // Who looks for an industry may not know that it is off the list.
  table.filter(({ naics, title, isListed, isOpen }) =>
    words === "" ? isAll || isListed || isOpen : `${naics} ${title}`.toLowerCase().includes(words),
  );
  const button = find("#all");
  const count = shown?.ranking.industries.length ?? 0;
  button.textContent = isAll ? "Show the short list only" : `Show all ${String(count)} industries`;
}

function toggle(naics: string): void {
  const cell = table.toggle(naics);
  if (cell) fillDetails(naics, cell);
}

function fillDetails(naics: string, cell: HTMLTableCellElement): void {
  if (!shown) return;
  const { ranking } = shown;
  cell.classList.remove("stale");
  const industry = ranking.industries.find(({ candidate }) => candidate.naics === naics);
  if (!industry) return;
  const entry = shortListEntry(industry, ranking, data.table, data.thresholds);
  const safety = sensitivityHtml(naics, sensitivityNow());
  cell.innerHTML = detailsHtml({ industry, entry, firstRank: firstRanks.get(naics), safety }, ranking, data);
}

/** Shows one industry's row and its details, as when its bubble is chosen. */
function open(naics: string): void {
  if (!table.isOpen(naics)) toggle(naics);
  table.reveal(naics);
}

/** What `rank` would make a table of with these weights. */
function tableInputs({ ranking, shortList, rules }: Reranked): RankTableInputs {
  const { intervals: rankIntervals, spread } = sensitivityNow();
  const filters = [...data.filters, ...describeFilters(setting.least)];
  return {
    ...data,
    standings,
    analysis: data,
    ranking,
    shortList,
    rules,
    rankIntervals,
    weightSpread: spread(),
    filters,
  };
}

/** The whole ranking as `--format csv` writes it with these weights. */
function csv(): string {
  return shown ? renderTableCsv(rankTable(tableInputs(shown))) : "";
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
  find("#message").textContent = said.textContent;
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
  const address = formatAddress(setting, stated);
  void copy(`${location.href.split("#")[0]!}${address === "" ? "" : `#${address}`}`, "the link");
});
clicked("#copy-csv", () => void copy(csv(), "the table as CSV"));
clicked("#copy-command", () => void copy(formatCommand(data, setting), "the options of the command line"));
find("#search").addEventListener("input", filterRows);
clicked("#all", () => {
  isAll = !isAll;
  filterRows();
});
const body = find<HTMLTableElement>("#ranking").tBodies[0]!;
body.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest("button");
  const naics = button?.closest("tr")?.dataset["naics"];
  if (naics !== undefined) toggle(naics);
});
const naicsAt = ({ target }: Event): string | undefined =>
  (target as Element).closest<HTMLElement>("tr[data-naics]")?.dataset["naics"];
for (const kind of ["mouseover", "focusin"]) body.addEventListener(kind, (event) => chart?.point(naicsAt(event)));
body.addEventListener("mouseleave", () => chart?.point(undefined));
addEventListener("hashchange", ({ newURL }) => {
  // The address itself may be the old one again: its timer can end before this event comes.
  setting = settingFrom(new URL(newURL).hash.slice(1), stated);
  fillControls(form, setting);
  update();
});

const first = rerank(data, candidates, labels, stated);
if (!("problem" in first))
  for (const { candidate, rank } of first.ranking.industries) firstRanks.set(candidate.naics, rank);
fillControls(form, setting);
// First, since the style decides which drawing of the chart is seen.
document.documentElement.classList.add("live");
update();

/** For tests: how long one ranking with its display takes. */
Object.assign(window, { sectorRank: { update, setting: (): Setting => setting } });
