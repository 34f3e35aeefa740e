import { derive, disclosed, hasValue, sumData, undefinedBecause, knownValue, type Datum } from "../core/datum.js";
import type { ShiftShareMethod } from "./methods.js";
import type { PartId, Parts } from "./parts.js";

/** Jobs here and in the reference area, one of each a year, in order of years. */
export interface JobSeries {
  readonly region: readonly Datum[];
  readonly reference: readonly Datum[];
}

export interface ShiftShareIndustry {
  readonly naics: string;
  readonly title: string;
  readonly jobs: JobSeries;
}

export interface ShiftShareInputs {
  /** In order; the first and the last are the ends of the span. */
  readonly years: readonly number[];
  readonly industries: readonly ShiftShareIndustry[];
  /** All industries of the same ownership, as published. */
  readonly total: JobSeries;
}

export interface ShiftShareRow {
  readonly naics: string;
  readonly title: string;
  readonly start: Datum;
  readonly end: Datum;
  readonly change: Datum;
  /** Growth of the industry in the reference area over the span. */
  readonly referenceGrowth: Datum;
  readonly parts: Readonly<Partial<Record<PartId, Datum>>>;
}

export interface ShiftShare {
  readonly method: ShiftShareMethod["id"];
  readonly years: readonly number[];
  readonly rows: readonly ShiftShareRow[];
  /** What the total holds beyond the rows that could be split; undefined if that is nothing. */
  readonly rest: ShiftShareRow | undefined;
  readonly total: ShiftShareRow;
  /** Codes of rows that could not be split, and so are in the rest. */
  readonly unsplit: readonly string[];
}

/** A remainder below this part of a job is floating-point dust. */
const DUST = 1e-6;

/**
 * Splits the change in jobs of every industry and of the region into parts that add up to it.
 *
 * The region's parts are those of its rows and of a rest: industries that ended in the span, industries that can't
 * be split, and the rounding of published figures. So they add up to the change of the published total. Parts of
 * estimated figures are estimates with a range.
 */
export function shiftShare(inputs: ShiftShareInputs, method: ShiftShareMethod): ShiftShare {
  const { years, industries } = inputs;
  const total = totalSeries(inputs);
  const rows = industries.map((industry) => splitIndustry(industry, total, method));
  const isSplit = (row: ShiftShareRow): boolean => method.parts.every((part) => hasValue(row.parts[part]!));
  const rest = computeRest(inputs, total, rows.map(isSplit));
  const restRow = rest && splitRest(rest, total, method);
  const added = [...rows.filter(isSplit), ...(restRow ? [restRow] : [])];
  const whole = ends("total", "All industries", total);
  // National growth needs no industry's figures, and so is not an estimate where the totals are none.
  const sums = method.parts.map((part): [PartId, Datum] => [part, sumData(added.map(({ parts }) => parts[part]!))]);
  return {
    method: method.id,
    years,
    rows,
    rest: restRow,
    total: {
      ...whole,
      parts: { ...Object.fromEntries(sums), nationalGrowth: nationalGrowth(total, total) },
    },
    unsplit: rows.filter((row) => !isSplit(row)).map(({ naics }) => naics),
  };
}

/** What the publisher does not print is none; the sum of industries where a total is withheld. */
function totalSeries({ total, industries }: ShiftShareInputs): JobSeries {
  const side = (name: keyof JobSeries): readonly Datum[] =>
    total[name].map((datum, year) =>
      hasValue(datum) ? datum : sumData(industries.map(({ jobs }) => jobs[name][year]!)),
    );
  return { region: side("region"), reference: side("reference") };
}

function ends(naics: string, title: string, { region, reference }: JobSeries): Omit<ShiftShareRow, "parts"> {
  const [start, end] = [orNone(region[0]!), orNone(region.at(-1)!)];
  return {
    naics,
    title,
    start,
    end,
    change: derive({ start, end }, (jobs) => jobs.end - jobs.start),
    referenceGrowth: derive(
      { start: reference[0]!, end: reference.at(-1)! },
      (jobs) => (jobs.start === 0 ? undefined : jobs.end / jobs.start - 1),
      "the reference area started from none",
    ),
  };
}

function splitIndustry(
  { naics, title, jobs }: ShiftShareIndustry,
  total: JobSeries,
  method: ShiftShareMethod,
): ShiftShareRow {
  const inputs = namedInputs(jobs, total);
  const steps = total.region.length - 1;
  const part = (id: PartId): Datum =>
    jobs.reference.some(({ status }) => status === "absent")
      ? undefinedBecause("the reference area has none of it")
      : derive(
          usedBy(id, inputs, method),
          (values) => stepSum(values, steps, method)?.[id],
          "the reference area started from none",
        );
  return {
    ...ends(naics, title, jobs),
    parts: Object.fromEntries(method.parts.map((id) => [id, part(id)])),
  };
}

/** A region without a row of an industry has none of it: 0 jobs. */
function orNone(datum: Datum): Datum {
  return datum.status === "absent" ? disclosed(0) : datum;
}

type Series = "region" | "reference" | "regionTotal" | "referenceTotal";
type Named = Readonly<Record<string, Datum>>;

/** Jobs under names, so that a level that ends one step and starts the next moves as one. */
function namedInputs(jobs: JobSeries, total: JobSeries): Named {
  const named = (series: Series, data: readonly Datum[]) =>
    data.map((datum, year) => [`${series}${year}`, orNone(datum)] as const);
  return Object.fromEntries([
    ...named("region", jobs.region),
    ...named("reference", jobs.reference),
    ...named("regionTotal", total.region),
    ...named("referenceTotal", total.reference),
  ]);
}

/** Jobs that a part does not depend on don't make it an estimate; `$` stands for the last year. */
const UNUSED: Readonly<Record<Exclude<PartId, "allocation">, RegExp>> = {
  nationalGrowth: /^(?:region\$|reference\d+)$/,
  industryMix: /^region\$$/,
  competitiveShare: /^(?:regionTotal|referenceTotal)\d+$/,
};

function usedBy(id: PartId, inputs: Named, { parts }: ShiftShareMethod): Named {
  if (id === "allocation" || (id === "competitiveShare" && parts.includes("allocation"))) return inputs;
  const last = Object.keys(inputs).filter((name) => /^region\d+$/.test(name)).length - 1;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, datum]) => {
      const isUnused = UNUSED[id].test(name === `region${last}` ? "region$" : name);
      return [name, isUnused && datum.status === "estimated" ? disclosed(datum.value) : datum];
    }),
  );
}

function stepSum(values: Readonly<Record<string, number>>, steps: number, method: ShiftShareMethod): Parts | undefined {
  const at = (series: Series, year: number): number => values[`${series}${year}`]!;
  const sums: Partial<Record<PartId, number>> = {};
  for (let step = 0; step < steps; step++) {
    const parts = method.split({
      regionStart: at("region", step),
      regionEnd: at("region", step + 1),
      referenceStart: at("reference", step),
      referenceEnd: at("reference", step + 1),
      regionTotalStart: at("regionTotal", step),
      referenceTotalStart: at("referenceTotal", step),
      referenceTotalEnd: at("referenceTotal", step + 1),
    });
    if (!parts) return undefined;
    for (const id of method.parts) sums[id] = (sums[id] ?? 0) + parts[id]!;
  }
  return sums;
}

/** What the totals hold beyond the rows that could be split; a suppressed total or part leaves no known rest. */
function computeRest(
  { industries }: ShiftShareInputs,
  total: JobSeries,
  isSplit: readonly boolean[],
): JobSeries | undefined {
  const side = (name: keyof JobSeries): readonly Datum[] =>
    total[name].map((all, year) => {
      const known = industries.filter((_, index) => isSplit[index]).map(({ jobs }) => jobs[name][year]!);
      const sum = known.reduce((jobs, datum) => jobs + (knownValue(datum) ?? 0), 0);
      return derive({ all }, (values) => {
        const rest = values.all - sum;
        return Math.abs(rest) < DUST ? 0 : rest;
      });
    });
  const region = side("region");
  return region.every((datum) => knownValue(datum) === 0) ? undefined : { region, reference: side("reference") };
}

/** The jobs that growing like the whole reference area, step by step, would have brought. */
function grown(values: Readonly<Record<string, number>>, steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const all = values[`referenceTotal${step + 1}`]! / values[`referenceTotal${step}`]! - 1;
    sum += values[`region${step}`]! * all;
  }
  return sum;
}

function nationalGrowth({ region }: Pick<JobSeries, "region">, total: JobSeries): Datum {
  const steps = total.region.length - 1;
  const inputs = Object.fromEntries([
    ...region.slice(0, -1).map((datum, year) => [`region${year}`, orNone(datum)] as const),
    ...total.reference.map((datum, year) => [`referenceTotal${year}`, datum] as const),
  ]);
  return derive(inputs, (values) => grown(values, steps));
}

/**
 * The rest's own parts. It may be a few jobs of rounding, even negative, so that no rate of it means anything:
 * beyond national growth all is competitive share, or allocation where the method separates that.
 */
function splitRest(rest: JobSeries, total: JobSeries, method: ShiftShareMethod): ShiftShareRow {
  const inputs = namedInputs(rest, total);
  const steps = total.region.length - 1;
  const residual = method.parts.at(-1)!;
  const row = ends("rest", "Ended, not split, and rounding", rest);
  const national = nationalGrowth(rest, total);
  const own = derive(inputs, (values) => values[`region${steps}`]! - values["region0"]! - grown(values, steps));
  return {
    ...row,
    referenceGrowth: undefinedBecause("not an industry of its own"),
    parts: Object.fromEntries(
      method.parts.map((id) => [id, id === "nationalGrowth" ? national : id === residual ? own : disclosed(0)]),
    ),
  };
}
