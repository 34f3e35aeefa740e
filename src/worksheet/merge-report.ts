import type { Unit } from "../core/units.js";
import { formatNumber } from "../core/number-format.js";
import { NAICS_COLUMN, TITLE_COLUMN } from "../report/measure-columns.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportCell, ReportColumn, ReportSection, ReportTable, Screen } from "../report/report.js";
import { formatList } from "../report/words.js";
import { mergeChart, type ChartSource } from "./merge-chart.js";
import type { JudgedIndustry, Merged } from "./merge.js";

export interface MergeReportInputs {
  readonly merged: Merged;
  readonly source: ChartSource;
  readonly provenance: Provenance;
}

/** Readiness of each industry beside its rank, what raters say of each criterion, and each rating as it was typed. */
export function mergeReport({ merged, source, provenance }: MergeReportInputs): Report {
  const { form, criteria, raters, industries, weights, checksum, qualitativeWeight } = merged;
  const chart = mergeChart(merged, source);
  const rated = industries.filter(({ readiness }) => readiness !== undefined).length;
  const scope = describeScope(merged);
  return {
    command: "worksheet merge",
    title: `${form.title}, together${source.region === undefined ? "" : `: ${source.region}`}`,
    scope,
    tables: [decisionTable(merged), criteriaTable(merged), ratingsTable(merged), ...weightTables(merged)],
    sections: [...disputes(merged), ...meanings(merged, rated)],
    screen: buildScreen(merged, scope),
    notes: merged.notes,
    provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/worksheet-merge/1",
    json: {
      form: form.id,
      result: checksum,
      ...(source.region !== undefined && { region: source.region }),
      raters,
      criteria,
      ...(qualitativeWeight !== undefined && { qualitativeWeight }),
      industries: industries.map(industryJson),
      weights: weights.map(({ rater, weights: own }) => ({ person: rater, weights: own })),
    },
  };
}

function describeScope({ raters, form, checksum, qualitativeWeight }: Merged): Report["scope"] {
  return [
    ["Raters", raters.length === 0 ? "nobody" : `${String(raters.length)} (${formatList(raters)})`],
    ["Scale", form.scale],
    ["Result", checksum],
    ...(qualitativeWeight === undefined
      ? []
      : ([
          [
            "Mixed",
            `LMI rank ${formatNumber(1 - qualitativeWeight, "fraction")}, readiness ${formatNumber(qualitativeWeight, "fraction")}, by the mean of places`,
          ],
        ] as const)),
  ];
}

function buildScreen(merged: Merged, scope: Report["scope"]): Screen {
  const { industries, raters, notes } = merged;
  const rated = industries.filter(({ readiness }) => readiness !== undefined).length;
  return {
    summary: [
      `${String(rated)} of ${String(industries.length)} industries are rated${raters.length === 0 ? "" : `, by ${formatList(raters)}`}.`,
      ...readiest(merged),
    ],
    scope,
    columns: ["lmiRank", "naics", "title", "readiness", "raters", "rated", "mixedRank"],
    lines: [
      { label: "To talk about", option: "notes", items: disputed(merged) },
      { label: "Good to know", option: "notes", items: notes.map(({ text }) => text) },
    ],
    options: ["--notes", "--all-rows for each rating"],
  };
}

/** Who leads by readiness, on the short list and off it. */
function readiest(merged: Merged): readonly string[] {
  const best = (isListed: boolean): string | undefined => {
    const those = merged.industries.filter(
      ({ list, readiness }) => readiness !== undefined && (list === "short list") === isListed,
    );
    if (those.length === 0) return undefined;
    const most = Math.max(...those.map(({ readiness }) => readiness!));
    const { naics, title } = those.find(({ readiness }) => readiness === most)!;
    return `${naics === title ? title : `${naics} ${title}`} (${formatNumber(most, readinessUnit(merged))})`;
  };
  const [on, off] = [best(true), best(false)];
  const parts = [
    ...(on === undefined ? [] : [`on the short list ${on}`]),
    ...(off === undefined ? [] : [`off it ${off}`]),
  ];
  return parts.length === 0 ? [] : [`Readiest: ${parts.join("; ")}.`];
}

function industryJson(one: JudgedIndustry): Readonly<Record<string, unknown>> {
  return {
    naics: one.naics,
    title: one.title,
    list: one.list,
    ...(one.rank !== undefined && { lmiRank: one.rank }),
    ...(one.readiness !== undefined && { readiness: one.readiness }),
    raters: one.raters,
    disputed: one.judgements.filter(({ isDisputed }) => isDisputed).map(({ criterion }) => criterion),
    ...(one.mixed && { mixedRank: one.mixed.rank, mixedScore: one.mixed.score }),
    criteria: one.judgements.map(({ criterion, ratings, raters, mean, spread, low, high, isDisputed }) => ({
      criterion,
      raters,
      ...(mean !== undefined && { mean, low, high }),
      ...(spread !== undefined && { spread }),
      disputed: isDisputed,
      ratings: ratings.map(({ rater, answer, evidence, from }) => ({
        rater,
        ...(answer && { answer: answer.text, score: answer.score }),
        ...(evidence !== "" && { evidence }),
        from,
      })),
    })),
  };
}

const readinessUnit = ({ form }: Merged): Unit => (form.id === "ratings" ? "ratio" : "fraction");

const READINESS_WORDS = {
  ratings: "Mean of the criteria's means, 1 to 5; criteria that nobody rated are left out.",
  readiness: "Part of the items that are a go, as the mean over raters; items that nobody judged are left out.",
  "lmi-review": "Part of the figures that hold; in doubt counts as a half, and what nobody judged is left out.",
} as const;

function decisionTable(merged: Merged): ReportTable {
  const { industries, form, criteria, qualitativeWeight } = merged;
  const unit = readinessUnit(merged);
  const findLabel = (id: string): string => criteria.find((one) => one.id === id)?.label ?? id;
  const columns: readonly ReportColumn[] = [
    {
      id: "lmiRank",
      label: "LMI rank",
      kind: "number",
      unit: "rank",
      priority: 1,
      description: "As the figures give it; ratings don't change it.",
    },
    NAICS_COLUMN,
    TITLE_COLUMN,
    { id: "list", label: "List", kind: "text", priority: 3 },
    { id: "readiness", label: "Readiness", kind: "number", unit, priority: 1, description: READINESS_WORDS[form.id] },
    { id: "raters", label: "Raters", kind: "number", unit: "count", priority: 1 },
    {
      id: "rated",
      label: "Rated",
      kind: "number",
      unit: "count",
      priority: 2,
      description: `Of the ${String(criteria.length)} criteria, those that anybody rated.`,
    },
    ...(qualitativeWeight === undefined
      ? []
      : [
          {
            id: "mixedRank",
            label: "Mixed rank",
            kind: "number",
            unit: "rank",
            priority: 1,
            description:
              "By the weighted mean of the places by LMI rank and by readiness, among the industries that have both.",
          } as const,
        ]),
    { id: "disputed", label: "Raters disagree on", kind: "text", priority: 2 },
    { id: "ratedBy", label: "Rated by", kind: "text", priority: 4 },
    ...criteria.flatMap(({ id, label }): readonly ReportColumn[] => [
      { id, label, kind: "number", unit, priority: 4, description: `Mean of the raters: ${label}.` },
      { id: `${id}_raters`, label: `${label}: raters`, kind: "number", unit: "count", priority: 4 },
      { id: `${id}_spread`, label: `${label}: spread`, kind: "number", unit: "ratio", priority: 4 },
    ]),
  ];
  return {
    id: "decisions",
    title: `The ${String(industries.length)} industries: figures and people`,
    emphasis: "short list",
    columns,
    brief: {
      columns: columns
        .slice(
          0,
          columns.findIndex(({ id }) => id === "ratedBy"),
        )
        .map(({ id }) => id),
      rows: industries.length,
      rest: "Mean, raters and spread of each criterion: --format csv, or --out FILE.xlsx.",
    },
    rows: industries.map((one) => ({
      cells: {
        lmiRank: one.rank,
        naics: one.naics,
        title: one.title,
        list: one.list,
        readiness: one.readiness,
        raters: one.raters.length,
        rated: one.judgements.filter(({ mean }) => mean !== undefined).length,
        mixedRank: one.mixed?.rank,
        disputed: one.judgements
          .filter(({ isDisputed }) => isDisputed)
          .map(({ criterion }) => findLabel(criterion))
          .join("; "),
        ratedBy: one.raters.join("; "),
        ...Object.fromEntries(
          one.judgements.flatMap(({ criterion, mean, raters, spread }): [string, ReportCell][] => [
            [criterion, mean],
            [`${criterion}_raters`, raters],
            [`${criterion}_spread`, spread],
          ]),
        ),
      },
      emphasis: one.list === "short list",
    })),
  };
}

function criteriaTable(merged: Merged): ReportTable {
  const { industries, criteria } = merged;
  const unit = readinessUnit(merged);
  const number = (id: string, label: string, of: Unit = unit): ReportColumn => ({
    id,
    label,
    kind: "number",
    unit: of,
    priority: 1,
  });
  const labelOf = new Map(criteria.map(({ id, label }) => [id, label]));
  return {
    id: "criteria",
    title: "Each criterion that was rated",
    columns: [
      NAICS_COLUMN,
      { ...TITLE_COLUMN, priority: 3 },
      { id: "criterion", label: "Criterion", kind: "text", priority: 1 },
      number("mean", "Mean"),
      number("raters", "Raters", "count"),
      { ...number("spread", "Spread", "ratio"), description: "Standard deviation between the raters (n − 1)." },
      number("low", "Lowest"),
      number("high", "Highest"),
      { id: "disputed", label: "Disagree", kind: "text", priority: 1 },
    ],
    rows: industries.flatMap(({ naics, title, judgements }) =>
      judgements
        .filter(({ raters }) => raters > 0)
        .map(({ criterion, mean, raters, spread, low, high, isDisputed }) => ({
          cells: {
            naics,
            title,
            criterion: labelOf.get(criterion),
            mean,
            raters,
            spread,
            low,
            high,
            disputed: isDisputed ? "yes" : "",
          },
        })),
    ),
  };
}

/** Nothing that was typed is lost. */
function ratingsTable({ industries, criteria }: Merged): ReportTable {
  const labelOf = new Map(criteria.map(({ id, label }) => [id, label]));
  return {
    id: "ratings",
    title: "Each rating as it was typed",
    columns: [
      NAICS_COLUMN,
      { id: "criterion", label: "Criterion", kind: "text", priority: 1 },
      { id: "rater", label: "Rater", kind: "text", priority: 1 },
      { id: "answer", label: "Answer", kind: "text", priority: 1 },
      { id: "evidence", label: "Evidence", kind: "text", priority: 2 },
      { id: "from", label: "From", kind: "text", priority: 4 },
    ],
    rows: industries.flatMap(({ naics, judgements }) =>
      judgements.flatMap(({ criterion, ratings }) =>
        ratings.map(({ rater, answer, evidence, from }) => ({
          cells: {
            naics,
            criterion: labelOf.get(criterion),
            rater,
            answer: answer?.text ?? "not rated",
            evidence,
            from,
          },
        })),
      ),
    ),
  };
}

function weightTables({ weights }: Merged): readonly ReportTable[] {
  if (weights.length === 0) return [];
  return [
    {
      id: "weights",
      title: "Weights that raters wrote down",
      columns: [
        { id: "person", label: "Person", kind: "text", priority: 1 },
        { id: "factor", label: "Factor", kind: "code", priority: 1 },
        { id: "weight", label: "Weight", kind: "number", priority: 1 },
      ],
      rows: weights.flatMap(({ rater, weights: own }) =>
        own.map(({ factor, weight }) => ({ cells: { person: rater, factor, weight } })),
      ),
    },
  ];
}

function disputes(merged: Merged): readonly ReportSection[] {
  const items = disputed(merged);
  if (items.length === 0) return [];
  const { form } = merged;
  const words = form.id === "ratings" ? ` (${String(form.apart)} points or more apart)` : "";
  return [{ heading: `To talk about: raters disagree${words}`, items, onScreen: "notes" }];
}

function disputed({ industries, criteria }: Merged): readonly string[] {
  const labelOf = new Map(criteria.map(({ id, label }) => [id, label]));
  return industries.flatMap(({ naics, title, judgements }) =>
    judgements
      .filter(({ isDisputed }) => isDisputed)
      .map(({ criterion, ratings }) => {
        const said = ratings.flatMap(({ rater, answer }) => (answer ? [`${rater} ${answer.text}`] : []));
        return `${naics === title ? title : `${naics} ${title}`}, ${labelOf.get(criterion) ?? criterion}: ${formatList(said)}`;
      }),
  );
}

function meanings({ form, industries }: Merged, rated: number): readonly ReportSection[] {
  const missing = industries.length - rated;
  return [
    {
      heading: "What readiness is",
      onScreen: "notes",
      paragraphs: [
        `${READINESS_WORDS[form.id]} Each rater counts alike.${missing > 0 ? ` ${String(missing)} of ${String(industries.length)} industries are not rated by anybody.` : ""}`,
      ],
    },
  ];
}
