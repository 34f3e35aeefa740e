import type { Analysis } from "../region/analysis.js";
import { hasValue, type Datum } from "../core/datum.js";
import { buildTrail } from "../measures/trail.js";
import { listMeasures } from "../measures/index.js";
import type { Measure } from "../measures/measure.js";
import type { Trail } from "../measures/trail.js";
import type { Note } from "../core/notes.js";
import type { Thresholds } from "../ranking/cautions.js";
import type { RankCandidate } from "../ranking/criteria.js";
import type { Ranking } from "../ranking/rank.js";
import { describeTreatment } from "../ranking/treatment.js";
import { formatDatum, formatNumber, formatRange, formatSignificant } from "../core/number-format.js";
import { findQuadrant } from "../region/context/quadrant.js";
import { describeQuadrant } from "../report/context-section.js";
import { cautionNotes, describeCaution } from "../report/cautions.js";
import { guessNotes } from "../report/rank-notes.js";
import { projectionJson } from "../report/projection-columns.js";
import { workforceJson } from "../report/workforce-columns.js";
import { projectionSections } from "../report/projection-section.js";
import type { Report, ReportSection, ReportTable, Screen } from "../report/report.js";
import { shortListEntry } from "../ranking/short-list.js";
import { shortReason } from "../report/short-list-words.js";
import type { People } from "../report/people-data.js";
import { industryPeopleJson, findRatings } from "../report/people.js";
import type { Provenance } from "../report/provenance.js";
import { formatList, nameIndustry, ordinal, scopeJson, scopeLines, sentence, totalsJson } from "../report/words.js";
import { estimateSections, rowsTable, sourceRows } from "./source-rows.js";

export interface ExplainReportInputs {
  readonly analysis: Analysis;
  readonly candidate: RankCandidate;
  readonly ranking: Ranking<RankCandidate>;
  readonly thresholds: Thresholds;
  /** What people rated, where that is given. */
  readonly people?: People | undefined;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/** How each figure of one industry came about: formula with its numbers, files and lines, estimates, rank. */
export function buildExplainReport(inputs: ExplainReportInputs): Report {
  const { analysis, candidate, ranking, thresholds } = inputs;
  const { table } = analysis;
  const { naics, title, row, values } = candidate;
  const measures = listMeasures(table).map((measure) => ({
    measure,
    datum: values[measure.id]!,
    trail: buildTrail(measure.calculation, row, table),
  }));
  const rows = sourceRows(analysis, row);
  const placed = ranking.industries.find((industry) => industry.candidate.naics === naics);
  const notes = [
    ...[...analysis.notes, ...inputs.notes].filter(
      ({ industries }) => industries.length === 0 || industries.includes(naics),
    ),
    ...guessNotes(ranking).filter(({ industries }) => industries.includes(naics)),
    ...cautionNotes([candidate], table, thresholds),
  ];
  return {
    command: "explain",
    title: `How the figures of ${nameIndustry(candidate)} came about`,
    scope: scopeLines(table),
    tables: [measuresTable(measures, inputs), rowsTable(rows)],
    sections: [
      {
        heading: "Formulas with their numbers",
        onScreen: "notes",
        items: measures
          .filter(({ trail }) => Object.keys(trail.inputs).length > 1)
          .map(({ measure, datum, trail }) => `${measure.label}: ${withNumbers(trail)} = ${shown(measure, datum)}`),
      },
      ...[
        ...projectionSections(row),
        ...estimateSections(rows),
        ...quadrantSections(values),
        ...rankSections(candidate, ranking),
        ...ratingSections(inputs),
      ].map((section): ReportSection => ({ ...section, onScreen: "notes" })),
    ],
    screen: explainScreen(inputs, measures),
    notes,
    provenance: inputs.provenance,
    schema: "sector-rank/explain/1",
    json: {
      scope: scopeJson(table),
      totals: totalsJson(table),
      industry: {
        naics,
        title,
        ...(row.members && { members: row.members }),
        ...(row.bridge && { bridge: row.bridge }),
        ...projectionJson(row),
        ...workforceJson(row),
      },
      figures: measures.map(({ measure, datum, trail }) => ({
        id: measure.id,
        value: datum,
        expression: trail.expression,
        inputs: Object.fromEntries(
          Object.entries(trail.inputs).map(([name, { label, datum: figure, unit }]) => [
            name,
            { label, datum: figure, unit },
          ]),
        ),
        definition: measure.definitionIn?.(table) ?? measure.definition,
        source: measure.source,
      })),
      rows,
      ...industryPeopleJson(inputs.people, naics),
      ...(placed && {
        ranking: {
          rank: placed.rank,
          of: ranking.industries.length,
          score: placed.score,
          method: ranking.method,
          factors: ranking.factors.map(({ id, share, direction, treatment, group, count }) => ({
            id,
            weight: share,
            direction,
            treatment,
            group,
            rank: placed.ranks[id],
            of: count,
            score: placed.scores[id],
          })),
        },
      }),
    },
  };
}

interface ExplainedMeasure {
  readonly measure: Measure;
  readonly datum: Datum;
  readonly trail: Trail;
}

function measuresTable(
  measures: readonly ExplainedMeasure[],
  { ranking, candidate }: ExplainReportInputs,
): ReportTable {
  const placed = ranking.industries.find((industry) => industry.candidate.naics === candidate.naics);
  const findFactor = (id: string) => ranking.factors.find((factor) => factor.id === id && factor.count > 0);
  const formatPlace = (id: string): string => {
    if (placed?.candidate.guesses?.includes(id) === true) return "a guess";
    const rank = placed?.ranks[id];
    return rank === undefined ? "" : `${formatNumber(rank, "rank")} of ${findFactor(id)?.count ?? ""}`;
  };
  return {
    id: "figures",
    title: "Figures and the formulas behind them",
    columns: [
      { id: "id", label: "Measure", kind: "code", priority: 1 },
      { id: "shown", label: "Figure", kind: "text", priority: 1 },
      { id: "range", label: "90% interval", kind: "text", priority: 3 },
      { id: "formula", label: "Formula", kind: "text", priority: 2 },
      { id: "numbers", label: "With its numbers", kind: "text", priority: 4 },
      {
        id: "place",
        label: "Place",
        kind: "code",
        priority: 3,
        description: "Among the industries ranked, as a factor.",
      },
      { id: "weight", label: "Weight", kind: "number", unit: "fraction", priority: 3, description: "In the ranking." },
      { id: "value", label: "Full precision", kind: "number", priority: 4 },
    ],
    rows: measures.map(({ measure, datum, trail }) => ({
      cells: {
        id: measure.id,
        shown: shown(measure, datum),
        range: datum.status === "estimated" ? formatRange(datum, measure.unit) : "",
        formula: trail.expression,
        numbers: withNumbers(trail),
        value: datum,
        place: formatPlace(measure.id),
        weight: findFactor(measure.id)?.share,
      },
      emphasis: findFactor(measure.id) !== undefined,
    })),
    leading: { rows: 0, rest: "", emphasised: true },
  };
}

/** The industry's rank with what made it: the factors with places, weights and whole formulas. */
function explainScreen(inputs: ExplainReportInputs, measures: readonly ExplainedMeasure[]): Screen {
  const { analysis, candidate, ranking, thresholds } = inputs;
  const { naics } = candidate;
  const { table } = analysis;
  const placed = ranking.industries.find((industry) => industry.candidate.naics === naics);
  const name = nameIndustry(candidate);
  const factors = new Set(ranking.factors.filter(({ count }) => count > 0).map(({ id }) => id));
  const entry = placed && shortListEntry(placed, ranking, table, thresholds);
  return {
    summary: entry
      ? [
          `${name} ranks ${ordinal(placed.rank)} of ${ranking.industries.length}, with a score of ${formatNumber(placed.score, ranking.method === "mean-rank" ? "score" : "ratio")}.`,
          `It is ${shortReason(entry)}.`,
        ]
      : [`${name} is not ranked: a figure that the ranking needs is missing, or a filter leaves it out.`],
    scope: scopeLines(table).filter(([label]) => label !== "LQ base"),
    columns: ["id", "shown", "range", "place", "weight"],
    lines: [
      {
        label: "Formulas",
        option: "notes",
        items: measures
          .filter(({ measure, trail }) => factors.has(measure.id) && Object.keys(trail.inputs).length > 1)
          .map(({ measure, datum, trail }) => `${measure.label}: ${withNumbers(trail)} = ${shown(measure, datum)}`),
      },
      {
        label: "People say",
        option: "notes",
        items: ratingSections(inputs).flatMap(({ heading, items = [] }) => [
          `${heading.replace("What people say: ", "")}. ${items[0] ?? "Nobody rated it."}`,
        ]),
      },
      {
        label: "Be careful",
        option: "notes",
        severity: "caution",
        items: (entry?.cautions ?? []).slice(0, 3).map((one) => `${sentence(describeCaution(one, thresholds))}.`),
      },
    ],
    options: ["--notes", `explain ${naics} lq for one figure down to its rows`],
  };
}

/** A figure as people see it; why there is none. */
export function shown(measure: Measure, datum: Datum): string {
  return datum.status === "undefined" ? `n/a (${datum.reason})` : formatDatum(datum, measure.unit);
}

/** The formula with its inputs' numbers in place of their names. */
export function withNumbers({ expression, inputs }: Trail): string {
  return expression.replace(/[A-Za-z]+/g, (name) => {
    const input = inputs[name];
    if (!input) return name;
    const { datum, unit } = input;
    // A recovered share of a hundredth of a percent, or a price index, needs its digits to be checked.
    if ((unit === "fraction" || unit === "ratio") && hasValue(datum)) return formatSignificant(datum.value, 6);
    return formatDatum(datum, unit);
  });
}

function quadrantSections(values: RankCandidate["values"]): readonly ReportSection[] {
  const [growth, quotient] = [values["growth"], values["lq"]];
  const of = findQuadrant(growth, quotient);
  if (!of || !growth || !quotient) return [];
  return [
    { heading: "Its place on the chart of growth and concentration", items: [describeQuadrant(of, growth, quotient)] },
  ];
}

/** Who rated the industry, and how. */
function ratingSections({ people, candidate: { naics } }: ExplainReportInputs): readonly ReportSection[] {
  if (!people?.ratings) return [];
  const ratings = findRatings(people, naics);
  if (!ratings || ratings.raters.length === 0)
    return [{ heading: "What people say", paragraphs: ["Nobody rated it."] }];
  const { unit, scale } = people.ratings;
  const readiness = ratings.readiness === undefined ? "" : `: readiness ${formatNumber(ratings.readiness, unit)}`;
  const items = ratings.ratings.map(
    ({ criterion, rater, answer = "not rated", evidence }) =>
      `${criterion}: ${rater} ${answer}${evidence === undefined ? "" : ` (${evidence})`}`,
  );
  return [
    {
      heading: `What people say${readiness} (${scale})`,
      items: [`Rated by ${formatList(ratings.raters)}; the rank stays as the figures give it.`, ...items],
    },
  ];
}

function rankSections(candidate: RankCandidate, ranking: Ranking<RankCandidate>): readonly ReportSection[] {
  const placed = ranking.industries.find((industry) => industry.candidate.naics === candidate.naics);
  if (!placed) {
    return [
      {
        heading: "Rank",
        paragraphs: ["It is not ranked: a figure that the ranking needs is missing, or a filter leaves it out."],
      },
    ];
  }
  const isGuess = (id: string): boolean => placed.candidate.guesses?.includes(id) === true;
  const parts = ranking.factors.flatMap(({ id, label, share, count, treatment }) => {
    const rank = placed.ranks[id];
    const score = placed.scores[id];
    if (isGuess(id)) return [`${label}: mostly a guess, so it counts as missing; --suppressed estimate-all counts it`];
    if (rank === undefined || score === undefined) return [`${label}: no figure, so it takes no part`];
    return [
      `${label}: ${ordinal(rank)} of ${count}, weight ${formatNumber(share, "fraction")}, ${treatment ? `${describeTreatment(treatment)}, ` : ""}enters as ${formatSignificant(score, 5)}`,
    ];
  });
  return [
    {
      heading: `Rank: ${ordinal(placed.rank)} of ${ranking.industries.length}, score ${formatNumber(placed.score, "score")}`,
      items: parts,
    },
  ];
}
