import { formatPeriod } from "../region/period-words.js";
import type { IndustryTable, Ownership } from "../core/industry-table.js";

/** 1st, 2nd, 3rd, 4th, 11th; a tie's 2.5 is "2nd to 3rd". */
export function ordinal(rank: number): string {
  if (!Number.isInteger(rank)) return `${ordinal(Math.floor(rank))} to ${ordinal(Math.ceil(rank))}`;
  const teens = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = teens ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${rank}${ending}`;
}

/** "622 Hospitals"; the title alone of a user's cluster, whose code it is. */
export function nameIndustry({ naics, title }: { readonly naics: string; readonly title: string }): string {
  return naics === title ? title : `${naics} ${title}`;
}

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[], conjunction = "and"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const OWNERSHIP_WORDS: Readonly<Record<Ownership, string>> = {
  private: "private",
  total: "all ownerships",
  federal: "federal government",
  state: "state government",
  local: "local government",
  government: "all government",
};

export function describeOwnership(ownership: Ownership): string {
  return OWNERSHIP_WORDS[ownership];
}

export function levelName(table: Pick<IndustryTable, "level">): string {
  if (table.level === "sector") return "NAICS sectors";
  if (table.level === "supersector") return "BLS supersectors";
  return `${table.level}-digit NAICS industries`;
}

export function describeLqBase(table: IndustryTable): string {
  if (table.lqBase === "total-covered") return "all covered jobs (total covered, as BLS)";
  return `jobs of the same ownership (${describeOwnership(table.ownership)})`;
}

/** What was asked and answered, as label and text: stands above every table. */
export function scopeLines(table: IndustryTable): readonly (readonly [label: string, text: string])[] {
  const { region, reference, years } = table;
  const period = formatPeriod({ year: years.end, quarter: table.quarter });
  const areas = region.areas.length === 1 ? region.areas[0]! : `${region.areas.length} areas`;
  const how = region.composed ? `sum of ${areas}` : `published rows of ${areas}`;
  const referenceHow = reference.recovered
    ? "shares recovered from published location quotients"
    : reference.composed
      ? `sum of ${reference.areas.length} areas`
      : `published rows of ${reference.areas.join(", ")}`;
  return [
    ["Region", `${region.name} (${how})`],
    ["Compared with", `${reference.name} (${referenceHow})`],
    ["Industries", `${levelName(table)}, ${describeOwnership(table.ownership)}, NAICS ${table.naics}`],
    [
      "Period",
      `${period}${years.start === undefined ? "" : `; growth since ${formatPeriod({ year: years.start, quarter: table.quarter })}`}${describeWages(table)}`,
    ],
    ["LQ base", describeLqBase(table)],
    ...(table.prices
      ? [["Real pay", `both years in dollars of ${years.end}, by the price index ${table.prices.name}`] as const]
      : []),
  ];
}

/** Whether wages are of a quarter or annualised; nothing of annual ones. */
export function describeWages(table: IndustryTable): string {
  if (table.quarter === 0) return "";
  return table.annualised ? "; wages annualised (quarter × 4)" : "; wages and pay are of the quarter";
}

/** The JSON of what was asked and answered. */
export function scopeJson(table: IndustryTable): Readonly<Record<string, unknown>> {
  return {
    region: { name: table.region.name, areas: table.region.areas, composed: table.region.composed },
    reference: {
      name: table.reference.name,
      areas: table.reference.areas,
      composed: table.reference.composed,
      recovered: table.reference.recovered,
    },
    ownership: table.ownership,
    level: Number(table.level) || table.level,
    naics: table.naics,
    years: table.years.start === undefined ? [table.years.end] : [table.years.start, table.years.end],
    quarter: table.quarter === 0 ? undefined : table.quarter,
    wages: table.quarter === 0 ? "annual" : table.annualised ? "annualised" : "quarter",
    lqBase: table.lqBase,
    ...(table.workforce && { workforce: table.workforce }),
  };
}

/** The all-industries figures of both sides; a recovered reference has shares only. */
export function totalsJson(table: IndustryTable): Readonly<Record<string, unknown>> {
  const { region, reference } = table.total;
  const end = ({ employment, establishments, wages }: typeof region.end) => ({ employment, establishments, wages });
  return {
    region: end(region.end),
    reference: table.reference.recovered
      ? { employment: { status: "undefined", reason: "recovered from published quotients, which give shares only" } }
      : end(reference.end),
  };
}

/** The figures by year that the measures are computed from, so that a later run can be compared with this one. */
export function basisJson(table: IndustryTable): Readonly<Record<string, unknown>> {
  return {
    totals: table.total,
    industries: Object.fromEntries(table.rows.map(({ naics, region, reference }) => [naics, { region, reference }])),
  };
}

/** A label in the middle of a sentence, though not one that is an abbreviation: "jobs", "LQ". */
export function lowerFirst(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
