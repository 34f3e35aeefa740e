import type { RankCandidate } from "../ranking/criteria.js";
import type { Factor } from "../ranking/factor.js";
import type { ReportColumn, ReportTable } from "../report/report.js";
import { weightList } from "../report/weight-words.js";
import { formatList } from "../report/words.js";
import type { Sensitivity } from "./sensitivity.js";

type Result = Pick<Sensitivity<RankCandidate>, "sets" | "factors" | "options" | "industries">;

/** How far weights that others propose lead to the same industries. */
export function setsTables({ sets, factors, options, industries }: Result): readonly ReportTable[] {
  if (sets.length === 0) return [];
  const isTop = (rank: number | undefined): boolean => rank !== undefined && rank <= options.top;
  const everywhere = industries.filter(
    ({ industry: { candidate, rank } }) => isTop(rank) && sets.every(({ ranks }) => isTop(ranks.get(candidate.naics))),
  );
  const stated = industries.filter(({ industry }) => isTop(industry.rank)).length;
  const codes = everywhere.map(({ industry }) => industry.candidate.naics);
  const agreed = codes.length === 0 ? "none" : codes.join(", ");
  return [
    {
      id: "weightSets",
      title: `Weight sets: ${codes.length} of the top ${options.top} by all of them (${agreed})`,
      columns: [
        { id: "name", label: "Set", kind: "text", priority: 1 },
        { id: "weights", label: "Weights", kind: "text", priority: 2 },
        ...agreementColumns(options.top, "these weights have", "ranks by these weights"),
      ],
      rows: [
        { cells: { name: "stated", weights: describeFactors(factors), common: stated, correlation: 1 } },
        ...sets.map((set) => ({
          cells: {
            name: set.name,
            weights: describeFactors(set.factors),
            common: set.common,
            correlation: set.correlation,
          },
        })),
      ],
    },
  ];
}

/** The columns that compare another ranking with the one asked for. */
export function agreementColumns(top: number, who: string, ranks: string): readonly ReportColumn[] {
  return [
    {
      id: "common",
      label: `Top ${top} in common`,
      kind: "number",
      unit: "count",
      description: `How many of the top ${top} ${who}, too.`,
      priority: 1,
    },
    {
      id: "correlation",
      label: "Rank correlation",
      kind: "number",
      unit: "ratio",
      description: `Spearman's, of ${ranks} with the ranks asked for.`,
      priority: 1,
    },
  ];
}

function describeFactors(factors: readonly Factor[]): string {
  const sum = factors.reduce((all, { weight }) => all + weight, 0);
  return formatList(weightList(factors.map((factor) => ({ ...factor, share: factor.weight / sum }))));
}

/** The same for JSON. */
export function setsJson({ sets }: Result): Readonly<Record<string, unknown>> {
  if (sets.length === 0) return {};
  return {
    weightSets: sets.map(({ name, factors, correlation, common, ranks }) => ({
      name,
      factors: factors.map(({ id, weight, direction, treatment, group }) => ({
        id,
        weight,
        direction,
        treatment,
        group,
      })),
      correlation,
      common,
      ranks: Object.fromEntries(ranks),
    })),
  };
}
