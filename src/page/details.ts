import { ABSENT, hasValue, type Datum } from "../core/datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures } from "../core/industry-table.js";
import { ALL_MEASURES, listMeasures } from "../measures/index.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import type { ShortListEntry } from "../ranking/short-list.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatDatum, formatNumber } from "../core/number-format.js";
import type { PageData } from "../report/page-data.js";
import { figuresHead, ROLES } from "../render/rows.js";
import { occupationsHtml } from "./occupations.js";
import { describeEntry } from "../report/short-list-words.js";
import type { Unit } from "../core/units.js";

// All that is known of one industry, shown under its row.

export interface Detailed {
  readonly industry: RankedIndustry<RankCandidate>;
  readonly entry: ShortListEntry | undefined;
  /** In the page's own ranking. */
  readonly firstRank: number | undefined;
  /** How safe its place is; empty while that is not drawn. */
  readonly safety: string;
}

export function detailsHtml(
  { industry, entry, firstRank, safety }: Detailed,
  ranking: Ranking<RankCandidate>,
  data: PageData,
): string {
  const { candidate, ranks } = industry;
  const { row } = candidate;
  const counts = new Map(ranking.factors.map(({ id, count }) => [id, count]));
  const names = new Set([...listMeasures(data.table).map(({ id }) => id), ...Object.keys(row.userFactors ?? {})]);
  const measures = [...names].map((id) => {
    const supplied = data.table.supplied?.find((one) => one.id === id);
    const computed = ALL_MEASURES.find((one) => one.id === id);
    const measure = supplied ?? computed;
    const datum = candidate.values[id] ?? ABSENT;
    const rank = ranks[id];
    const place = rank === undefined ? "" : `${formatNumber(rank, "rank")} of ${String(counts.get(id) ?? 0)}`;
    const about = measure
      ? `<small>${escapeMarkup(`${computed?.definitionIn?.(data.table) ?? measure.definition} Source: ${measure.source}.`)}</small>`
      : "";
    return figureHtml(measure?.label ?? id, about, datum, measure?.unit, place);
  });
  const notes = data.notes.filter(({ industries }) => industries.includes(candidate.naics)).map(({ text }) => text);
  const moved =
    firstRank === undefined || firstRank === industry.rank
      ? []
      : [
          `Rank ${formatNumber(industry.rank, "rank")} now, ${formatNumber(firstRank, "rank")} in the page's own ranking.`,
        ];
  const facts = [
    ...moved,
    ...(row.members ? [`Made of ${row.members.join(", ")}.`] : []),
    ...(row.bridge && row.bridge.kind !== "unchanged" ? [`Earlier year: ${row.bridge.text}.`] : []),
    ...(row.projection ? [`Projection: ${row.projection.match.text}.`] : []),
    ...notes,
  ];
  return [
    entry ? `<p>${escapeMarkup(describeEntry(entry, data.thresholds))}</p>` : "",
    facts.length > 0 ? `<ul>${facts.map((fact) => `<li>${escapeMarkup(fact)}`).join("")}</ul>` : "",
    safety,
    `<h3>Figures</h3><div class="scroll" tabindex="0" role="region" aria-label="Figures">${figuresHead(["Measure", "Figure", "How known", "90% range", "Place"], [1, 3, 4])}<tbody role="rowgroup">`,
    ...measures,
    `<tbody role="rowgroup"><tr${ROLES.row}><th scope="rowgroup" colspan="5"${ROLES.title}>What they are made of`,
    ...baseFigures(row, data.table),
    `</table></div>`,
    occupationsHtml(candidate.naics, row.region.end.employment, data.occupations),
  ].join("");
}

function figureHtml(label: string, about: string, datum: Datum, unit: Unit | undefined, place = ""): string {
  const known = datum.status === "undefined" ? datum.reason : KNOWN[datum.status];
  const range =
    datum.status === "estimated" ? `${formatNumber(datum.low, unit)} to ${formatNumber(datum.high, unit)}` : "";
  const full = hasValue(datum) ? ` title="${String(datum.value)}"` : "";
  const { row, title, cell } = ROLES;
  return `<tr${row}><th scope="row"${title}>${escapeMarkup(label)}${about}<td class="n"${cell}${full}>${escapeMarkup(formatDatum(datum, unit))}<td${cell}>${escapeMarkup(known)}<td class="n"${cell}>${range}<td class="n"${cell}>${place}`;
}

const KNOWN = {
  disclosed: "from published figures",
  estimated: "estimated in part",
  suppressed: "withheld by the publisher",
  absent: "no row published",
} as const;

function baseFigures({ region, reference }: IndustryRow, table: IndustryTable): readonly string[] {
  const sides = [
    [table.region.name, region],
    [table.reference.name, reference],
  ] as const;
  // A recovered reference gives shares of a total of 1, not jobs.
  const chooseUnit = (name: string, unit: Unit): Unit | undefined =>
    name === table.reference.name && table.reference.recovered ? undefined : unit;
  return sides.flatMap(([name, span]) =>
    (
      [
        ["start", table.years.start],
        ["end", table.years.end],
      ] as const
    ).flatMap(([end, year]) => {
      const figures: PeriodFigures | undefined = span[end];
      if (!figures || year === undefined) return [];
      return BASE.map(([key, label, unit]) =>
        figureHtml(`${label}, ${name}, ${String(year)}`, "", figures[key], chooseUnit(name, unit)),
      );
    }),
  );
}

const BASE = [
  ["employment", "Jobs", "jobs"],
  ["establishments", "Establishments", "establishments"],
  ["wages", "Wages", "dollars"],
] as const;
