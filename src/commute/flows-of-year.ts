import type { AreaCode } from "../core/codes.js";
import { InputError } from "../core/errors.js";
import { CountyFlows, type FlowPair } from "./flows.js";
import { overlapError, type PairHolder } from "./read/check-flow-parts.js";
import type { FlowPart } from "./read/flow-receiver.js";
import { countyCode, type PairCounts } from "./read/pair-counts.js";
import { SEGMENTS } from "./segments.js";

/** The flows of the year asked about, and of the other years of the files. */
export interface FlowYears {
  readonly chosen: CountyFlows;
  /** All years that hold flows of the same states, in order, the chosen one among them. */
  readonly series: readonly CountyFlows[];
  /** Years of the files that are left out, because they hold less than the chosen one. */
  readonly leftOut: readonly number[];
  /** Files whose year is only known from --lodes-year. */
  readonly undated: readonly string[];
}

/**
 * The flows by year.
 *
 * @param asked the year to use: of files that don't state one it is taken as said
 * @throws {InputError} YEAR_MISSING, FLOW_YEARS where files of one state are of different years, FLOW_OVERLAP
 */
export function flowsByYear(parts: readonly FlowPart[], asked: number | undefined): FlowYears {
  const dated = new Set(parts.flatMap(({ years }) => [...years.keys()].filter((year) => year !== undefined)));
  const undated = parts.filter(({ years }) => years.has(undefined)).map(({ file }) => file);
  if (undated.length > 0 && dated.size > 0 && asked === undefined)
    throw undatedBeside(
      undated[0]!,
      [...dated].sort((a, b) => a - b),
    );
  if (undated.length > 0 && asked !== undefined) dated.add(asked);
  const years = [...dated].sort((a, b) => a - b);
  if (asked !== undefined && !dated.has(asked)) {
    throw new InputError(`the files hold no flow of ${asked}`, {
      code: "YEAR_MISSING",
      found: `${years.length === 1 ? "the year" : "years"} ${years.join(", ")}`,
      hint: `choose --lodes-year ${years.at(-1)}`,
    });
  }
  const all: readonly (number | undefined)[] = years.length === 0 ? [undefined] : years;
  const flows = all.map((year) => mergeFlows(parts, year, year === asked || years.length === 0));
  const chosen = flows[asked === undefined ? flows.length - 1 : all.indexOf(asked)]!;
  const held = flows.map(findCoverage);
  const chosenHolds = findCoverage(chosen);
  if (asked === undefined) requireLatestWhole(flows, held, parts);
  return {
    chosen,
    series: flows.filter((_, index) => [...chosenHolds].every((one) => held[index]!.has(one))),
    leftOut: flows.flatMap(({ facts }, index) =>
      facts.year !== undefined && ![...chosenHolds].every((one) => held[index]!.has(one)) ? [facts.year] : [],
    ),
    undated: asked === undefined ? [] : undated,
  };
}

/** Which states' jobs a year's flows hold, with homes in the state or elsewhere. */
function findCoverage(flows: CountyFlows): ReadonlySet<string> {
  return new Set(
    flows.pairs.map(({ home, work }) => {
      const isWithin = home.slice(0, 2) === work.slice(0, 2);
      return `${work.slice(0, 2)} ${isWithin ? "held in the state" : "held from other states"}`;
    }),
  );
}

/** Files of one state that are of different years would be half a year each. */
function requireLatestWhole(
  flows: readonly CountyFlows[],
  held: readonly ReadonlySet<string>[],
  parts: readonly FlowPart[],
): void {
  const latest = held.at(-1)!;
  const index = held.findLastIndex((one) => [...one].some((key) => !latest.has(key)));
  if (index < 0) return;
  const [early, late] = [flows[index]!.facts.year!, flows.at(-1)!.facts.year!];
  const missing = [...held[index]!].find((key) => !latest.has(key))!;
  const file = parts.findLast(({ years }) => years.has(early))!.file;
  throw new InputError(`files of different years, which can't be added up: ${early} and ${late}`, {
    code: "FLOW_YEARS",
    where: { file },
    found: `jobs of state ${missing} in ${early}, and not in ${late}`,
    hint: `get all files of one year; --lodes-year ${late} or --lodes-year ${early} takes those of one year alone`,
  });
}

function undatedBeside(file: string, years: readonly number[]): InputError {
  return new InputError("a file that does not say its year, beside others that do", {
    code: "FLOW_YEARS",
    where: { file },
    found: `the others are of ${years.join(", ")}`,
    hint: `name the file as LODES does, st_od_main_JT00_${years.at(-1)}.csv; or write --lodes-year ${years.at(-1)} if it is of that year`,
  });
}

function mergeFlows(parts: readonly FlowPart[], year: number | undefined, takesUndated: boolean): CountyFlows {
  const holders = new Map<number, PairHolder>();
  const of: FlowPart[] = [];
  for (const part of parts) {
    const held: readonly (PairCounts | undefined)[] = [
      part.years.get(year),
      ...(takesUndated && year !== undefined ? [part.years.get(undefined)] : []),
    ];
    for (const counts of held) {
      if (!counts) continue;
      of.push(part);
      for (let slot = 0; slot < counts.length; slot++) {
        const key = counts.workOf(slot) * 100_000 + counts.homeOf(slot);
        const other = holders.get(key);
        const holder = { part, counts, slot };
        if (other) throw overlapError(other, holder, year);
        holders.set(key, holder);
      }
    }
  }
  const pairs = [...holders.values()]
    .map(({ counts, slot }): FlowPair => ({
      home: countyCode(counts.homeOf(slot)) as AreaCode,
      work: countyCode(counts.workOf(slot)) as AreaCode,
      counts: counts.countsOf(slot),
      isWithheld: counts.withheld.has(slot),
    }))
    .sort((a, b) => (a.work < b.work ? -1 : a.work > b.work ? 1 : a.home < b.home ? -1 : 1));
  return new CountyFlows(pairs, {
    year,
    jobType: of.find(({ named }) => named.jobType !== undefined)?.named.jobType,
    segments: SEGMENTS.filter((_, index) => of.every(({ segments }) => segments[index])).map(({ id }) => id),
  });
}
