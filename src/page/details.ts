import { ABSENT, hasValue, type Datum } from "../datum.js";
import type { IndustryRow, IndustryTable, PeriodFigures } from "../industry-table.js";
import { ALL_MEASURES, measuresOf } from "../measures/index.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { RankedIndustry, Ranking } from "../ranking/rank.js";
import type { ShortListEntry } from "../ranking/short-list.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatDatum, formatNumber, formatRange } from "../render/number-format.js";
import type { PageData } from "../report/page-data.js";
import { entryWords } from "../report/short-list-words.js";
import type { Unit } from "../report/report.js";

// All that is known of one industry, shown under its row.

export function detailsHtml(
  industry: RankedIndustry<RankCandidate>,
  entry: ShortListEntry | undefined,
  ranking: Ranking<RankCandidate>,
  data: PageData,
): string {
  const { candidate, ranks } = industry;
  const { row } = candidate;
  const counts = new Map(ranking.factors.map(({ id, count }) => [id, count]));
  const names = new Set([...measuresOf(data.table).map(({ id }) => id), ...Object.keys(row.userFactors ?? {})]);
  const measures = [...names].map((id) => {
    const measure = ALL_MEASURES.find((one) => one.id === id);
    const datum = candidate.values[id] ?? ABSENT;
    const rank = ranks[id];
    const place = rank === undefined ? "" : `${formatNumber(rank, "rank")} of ${String(counts.get(id) ?? 0)}`;
    const about = measure
      ? `<small>${escapeMarkup(`${measure.definitionIn?.(data.table) ?? measure.definition} Source: ${measure.source}.`)}</small>`
      : "";
    return figureHtml(measure?.label ?? id, about, datum, measure?.unit, place);
  });
  const notes = data.notes.filter(({ industries }) => industries.includes(candidate.naics)).map(({ text }) => text);
  const facts = [
    ...(row.members ? [`Made of ${row.members.join(", ")}.`] : []),
    ...(row.bridge && row.bridge.kind !== "unchanged" ? [`Earlier year: ${row.bridge.text}.`] : []),
    ...(row.projection ? [`Projection: ${row.projection.match.text}.`] : []),
    ...notes,
  ];
  return [
    entry ? `<p>${escapeMarkup(entryWords(entry, data.thresholds))}</p>` : "",
    facts.length > 0 ? `<ul>${facts.map((fact) => `<li>${escapeMarkup(fact)}`).join("")}</ul>` : "",
    `<div class="scroll"><table class="figures"><thead><tr><th scope="col">Measure<th scope="col" class="n">Figure<th scope="col">How known<th scope="col" class="n">90% range<th scope="col" class="n">Place</thead><tbody>`,
    ...measures,
    `<tbody><tr><th scope="rowgroup" colspan="5">What they are made of`,
    ...baseFigures(row, data.table),
    `</table></div>`,
  ].join("");
}

function figureHtml(label: string, about: string, datum: Datum, unit: Unit | undefined, place = ""): string {
  const known = datum.status === "undefined" ? datum.reason : KNOWN[datum.status];
  const range = datum.status === "estimated" ? formatRange(datum, unit) : "";
  const full = hasValue(datum) ? ` title="${String(datum.value)}"` : "";
  return `<tr><th scope="row">${escapeMarkup(label)}${about}<td class="n"${full}>${escapeMarkup(formatDatum(datum, unit))}<td>${escapeMarkup(known)}<td class="n">${range}<td class="n">${place}`;
}

const KNOWN = {
  disclosed: "published, or from published figures alone",
  estimated: "estimated in part",
  suppressed: "withheld by the publisher",
  absent: "no row published",
} as const;

function baseFigures({ region, reference }: IndustryRow, table: IndustryTable): readonly string[] {
  const sides = [
    [table.region.name, region],
    [table.reference.name, reference],
  ] as const;
  // A recovered reference tells shares of a total of 1, not jobs.
  const unitOf = (name: string, unit: Unit): Unit | undefined =>
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
        figureHtml(`${label}, ${name}, ${String(year)}`, "", figures[key], unitOf(name, unit)),
      );
    }),
  );
}

const BASE = [
  ["employment", "Jobs", "jobs"],
  ["establishments", "Establishments", "establishments"],
  ["wages", "Wages", "dollars"],
] as const;
