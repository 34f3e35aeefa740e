import { disclosed, hasValue, type Datum } from "../core/datum.js";
import { formatNumber, formatWholePercent } from "../core/number-format.js";
import type { LivingCosts } from "../living-costs/living-costs.js";
import { describeShare } from "../occupations/factors/figures.js";
import type { ReportTable } from "../report/report.js";
import type { RegionProfile } from "./region-profile.js";
import type { Section } from "./section.js";

/** What living in the region costs, and how far its pay goes. */
export function livingCostsSection({ livingCosts, inputs, region }: RegionProfile): Section | undefined {
  if (!livingCosts) return undefined;
  const { shortList } = inputs;
  const rows = livingCosts.households.map((household) => ({
    ...household,
    times: hasValue(region.pay) ? region.pay.value / household.yearly : undefined,
    share: meanShare(describeShare("familyWageShare", household.name).id, shortList),
  }));
  return {
    chapter: {
      id: "living-costs",
      heading: "Living costs",
      depth: 2,
      paragraphs: describePrices(livingCosts),
      tables: rows.length > 0 ? ["living-costs"] : [],
      items: describeSources(livingCosts),
    },
    tables: rows.length > 0 ? [costsTable(rows, livingCosts)] : [],
    json: {
      households: rows.map(({ name, hourly, yearly, counties, source, times, share }) => ({
        name,
        hourly,
        yearly,
        source,
        ...(counties && { counties }),
        ...(times !== undefined && { averagePayOver: times }),
        ...(share && { shortListShare: share }),
      })),
      ...(livingCosts.parity && { parity: livingCosts.parity }),
    },
  };
}

type Row = LivingCosts["households"][number] & {
  readonly times: number | undefined;
  readonly share: Datum | undefined;
};

function costsTable(rows: readonly Row[], { households }: LivingCosts): ReportTable {
  const hasCounties = households.some(({ counties }) => counties && counties.low !== counties.high);
  const number = { kind: "number", priority: 1 } as const;
  return {
    id: "living-costs",
    title: "What a household needs to earn",
    columns: [
      { id: "household", label: "Household", kind: "text", priority: 1 },
      { id: "hourly", label: "An hour", ...number, unit: "hourly" },
      { id: "yearly", label: "A year", ...number, unit: "dollars", description: "2,080 hours." },
      ...(hasCounties
        ? ([
            { id: "low", label: "Lowest county", ...number, unit: "hourly" },
            { id: "high", label: "Highest county", ...number, unit: "hourly" },
          ] as const)
        : []),
      {
        id: "times",
        label: "Pay over it",
        ...number,
        unit: "ratio",
        description: "Average pay of all the region's jobs divided by a year of it.",
      },
      ...(rows.some(({ share }) => share)
        ? ([
            {
              id: "share",
              label: "Short list",
              ...number,
              unit: "fraction",
              description: "Share of the short list's jobs in occupations in which at least half earn it.",
            },
          ] as const)
        : []),
    ],
    rows: rows.map(({ name, hourly, yearly, counties, times, share }) => ({
      cells: {
        household: name,
        hourly: disclosed(hourly),
        yearly: disclosed(yearly),
        low: counties?.low,
        high: counties?.high,
        times,
        share,
      },
    })),
  };
}

/** The mean over industries, each counted by its jobs; undefined where the ranking has no such figure. */
function meanShare(id: string, shortList: RegionProfile["inputs"]["shortList"]): Datum | undefined {
  const known = shortList.flatMap(({ industry: { candidate } }) => {
    const [share, jobs] = [candidate.values[id], candidate.values["employment"]];
    return share && jobs && hasValue(share) && hasValue(jobs) ? [{ share: share.value, jobs: jobs.value }] : [];
  });
  const all = known.reduce((sum, { jobs }) => sum + jobs, 0);
  return all === 0 ? undefined : disclosed(known.reduce((sum, one) => sum + one.share * one.jobs, 0) / all);
}

function describePrices({ parity }: LivingCosts): readonly string[] {
  if (!parity) return [];
  const { all, housing, year } = parity;
  const beside = (value: number): string => `${formatWholePercent(value / 100)} of the nation's`;
  const rents = housing === undefined ? "" : `, housing ${beside(housing.value)}`;
  return [`Prices here are ${beside(all.value)} (${year})${rents}.`];
}

function describeSources({ table, parity, households }: LivingCosts): readonly string[] {
  const typed = households.filter(({ source }) => source === "typed").map(({ name }) => `"${name}"`);
  return [
    ...(table ? [`Living wages: ${table.file}${table.year === undefined ? "" : `, ${table.year}`}.`] : []),
    ...(typed.length > 0 ? [`As typed${parity ? ", brought to the region's prices" : ""}: ${typed.join(", ")}.`] : []),
    ...(parity
      ? [`Prices: BEA regional price parities, ${parity.file}, index ${formatNumber(parity.all.value, "score")}.`]
      : []),
  ];
}
