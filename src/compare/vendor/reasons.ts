import { knownValue, type Datum } from "../../core/datum.js";
import { formatNumber, formatRange } from "../../core/number-format.js";
import { nameWorkers, type WorkerClass } from "../../vendor/vendors.js";
import type { OurIndustry, OurTable } from "./our-table.js";

export const REASON_KINDS = ["withheld", "workers", "ownership", "year", "base", "unexplained"] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

/**
 * `likely`: figures on record bring the two together. `possible`: it applies, and no figure shows how much it makes.
 * `none`: nothing on record accounts for it.
 */
export const REASON_STRENGTHS = ["likely", "possible", "none"] as const;
export type ReasonStrength = (typeof REASON_STRENGTHS)[number];

/** Why a vendor's jobs may differ from QCEW's. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly strength: ReasonStrength;
  /** With the figures behind it. */
  readonly text: string;
}

/** What is known of one industry on both sides. */
export interface ReasonFacts {
  readonly ours: OurIndustry;
  readonly table: Pick<OurTable, "ownership" | "years">;
  /** The vendor's jobs, and the year that they are of. */
  readonly jobs: number;
  readonly year: number | undefined;
  /** Jobs of the vendor's classes beyond QCEW's, where its table has columns of them. */
  readonly beyond: { readonly jobs: number; readonly workers: readonly WorkerClass[] } | undefined;
  /** Classes that the file says its jobs count. */
  readonly workers: readonly WorkerClass[];
}

/** Part of a difference that may be left over where a reason explains it, and part that is not worth naming. */
const LEFT_OVER = { most: 0.2, named: 0.02 } as const;

/**
 * The likely reasons of a difference, the first one first: each is a fact on record that brings the two figures together.
 * Where none does, what applies without a figure is named as possible; where nothing applies, it is unexplained.
 */
export function findReasons(facts: ReasonFacts): readonly Reason[] {
  const likely = [...withinRange(facts), ...otherCounts(facts)];
  if (likely.length > 0) return likely;
  const possible = whatApplies(facts);
  return possible.length > 0 ? possible : [unexplained(facts.ours.jobs)];
}

function unexplained(own: Datum | undefined): Reason {
  const why =
    own?.status === "estimated"
      ? `our range, ${formatRange(own, "jobs")}, does not reach it`
      : "no figure on record accounts for it";
  return { kind: "unexplained", strength: "none", text: `unexplained: ${why}` };
}

const count = (value: number): string => formatNumber(value, "jobs");

/** QCEW withholds the cell: ours is an estimate that takes the vendor's figure in, or there is none. */
function withinRange({ ours, jobs }: ReasonFacts): readonly Reason[] {
  const own = ours.jobs;
  if (own?.status === "suppressed") {
    return [{ kind: "withheld", strength: "likely", text: "withheld in QCEW; the vendor shows a figure of its own" }];
  }
  if (own?.status !== "estimated" || jobs < own.low - 0.5 || jobs > own.high + 0.5) return [];
  const text = `withheld in QCEW; the vendor's lies in our range, ${formatRange(own, "jobs")}`;
  return [{ kind: "withheld", strength: "likely", text }];
}

interface OtherCount {
  readonly value: number;
  readonly kinds: readonly ReasonKind[];
  readonly text: string;
}

/** Other counts of ours that come to the vendor's figure: all owners, its year, with its other classes of worker. */
function otherCounts(facts: ReasonFacts): readonly Reason[] {
  const { ours, table, year, jobs, beyond } = facts;
  const own = valueIn(ours.jobs);
  const owners = valueIn(ours.allOwners);
  const start = year !== undefined && year === table.years.start ? valueIn(ours.start) : undefined;
  const bases: OtherCount[] = [
    ...(own === undefined ? [] : [{ value: own, kinds: [], text: "" } as const]),
    ...(owners === undefined || owners === own
      ? []
      : [
          {
            value: owners,
            kinds: ["ownership"],
            text: `all owners have ${count(owners)} jobs in QCEW`,
          } as const,
        ]),
    ...(start === undefined
      ? []
      : [
          {
            value: start,
            kinds: ["year"],
            text: `QCEW has ${count(start)} jobs in ${year!}, the vendor's year`,
          } as const,
        ]),
  ];
  const withClasses = beyond === undefined || beyond.jobs === 0 ? [] : bases.map((base) => addClasses(base, beyond));
  const counts = [...bases.filter(({ kinds }) => kinds.length > 0), ...withClasses];
  const left = ({ value }: OtherCount): number => Math.abs(jobs - value);
  const difference = own === undefined ? jobs : Math.abs(jobs - own);
  const [nearest] = [...counts].sort((a, b) => left(a) - left(b));
  if (!nearest || left(nearest) > Math.max(1, LEFT_OVER.most * difference)) return [];
  const isNamed = left(nearest) > Math.max(1, LEFT_OVER.named * difference);
  const remains = isNamed ? `; ${formatNumber(jobs - nearest.value, "change")} remain` : "";
  return [{ kind: nearest.kinds[0]!, strength: "likely", text: `${nearest.text}${remains}` }];
}

function addClasses(base: OtherCount, { jobs, workers }: NonNullable<ReasonFacts["beyond"]>): OtherCount {
  const words = `${count(jobs)} ${nameAll(workers)}, by the vendor's columns`;
  return {
    value: base.value + jobs,
    kinds: [...base.kinds, "workers"],
    text: base.text === "" ? words : `${base.text}, and ${words}`,
  };
}

function valueIn(datum: Datum | undefined): number | undefined {
  return datum && knownValue(datum);
}

function nameAll(workers: readonly WorkerClass[]): string {
  return workers.map(nameWorkers).join(" and ");
}

/** Part of a difference that an estimate's range makes at least, to be worth naming. */
const LEAST_PART = 0.25;

/** What applies to the industry although no figure shows how much it makes. */
function whatApplies({ ours, table, year, jobs, beyond, workers }: ReasonFacts): readonly Reason[] {
  const own = ours.jobs;
  const reasons: Reason[] = [];
  const add = (kind: ReasonKind, text: string): void => void reasons.push({ kind, strength: "possible", text });
  if (own?.status === "estimated") {
    const nearest = jobs > own.high ? own.high : own.low;
    const part = Math.abs(nearest - own.value) / Math.abs(jobs - own.value);
    const rest = formatNumber(jobs - nearest, "change");
    if (part >= LEAST_PART)
      add("withheld", `withheld in QCEW; our range is ${formatRange(own, "jobs")}, and ${rest} beyond it`);
  }
  if (year !== undefined && year !== table.years.end)
    add("year", `the vendor's figure is of ${year}, ours of ${table.years.end}`);
  const difference = jobs - (valueIn(own) ?? jobs);
  const others = workers.filter((one) => one !== "qcew");
  if (beyond === undefined && others.length > 0 && difference > 0) {
    add("workers", `the file says that it counts ${nameAll(others)}, not how many`);
  }
  if (beyond !== undefined && beyond.jobs > 0 && difference > 0) {
    add(
      "workers",
      `${count(beyond.jobs)} ${nameAll(beyond.workers)}, by the vendor's columns, of ${count(difference)}`,
    );
  }
  return reasons;
}
