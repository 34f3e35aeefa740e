import type { Areas } from "../../areas/areas.js";
import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import { ALL_JOBS } from "../segments.js";
import type { FlowPart } from "./flow-receiver.js";
import { countyCode, type PairCounts } from "./pair-counts.js";

/**
 * What no file shows alone: counties that do not exist, and job types that can't be added up.
 *
 * @throws {InputError} FLOW_COUNTY, FLOW_JOB_TYPES
 */
export function checkFlowParts(parts: readonly FlowPart[], areas: Areas): void {
  requireCounties(parts, areas);
  requireOneJobType(parts);
}

function requireCounties(parts: readonly FlowPart[], areas: Areas): void {
  const problems: InputError[] = [];
  for (const { places, geography } of parts) {
    for (const [county, where] of places) {
      const code = countyCode(county);
      if (areas.get(code)?.kind === "county" && !code.endsWith("999")) continue;
      if (problems.length >= MAXIMUM_PROBLEMS) break;
      problems.push(
        new InputError(`no county has the code ${code}`, {
          code: "FLOW_COUNTY",
          where,
          found: code,
          hint:
            geography === "counties"
              ? "write FIPS codes, two digits of the state and three of the county"
              : "the first five digits of a code are its county's: one digit may be lost, so get the file again",
        }),
      );
    }
  }
  throwProblems(problems);
}

function requireOneJobType(parts: readonly FlowPart[]): void {
  const types = new Map(parts.flatMap(({ named, file }) => (named.jobType ? [[named.jobType, file] as const] : [])));
  const [first, second] = [...types];
  if (!first || !second) return;
  throw new InputError("files of two job types, of which one holds jobs of the other", {
    code: "FLOW_JOB_TYPES",
    where: { file: second[1] },
    found: `${first[0]} in ${first[1]}, ${second[0]} in ${second[1]}`,
    hint: `give the files of one type: ${first[0] === "JT00" || second[0] === "JT00" ? "JT00 counts all jobs" : `those of ${first[0]}`}`,
  });
}

/** A pair of counties in one part. */
export interface PairHolder {
  readonly part: FlowPart;
  readonly counts: PairCounts;
  readonly slot: number;
}

/** The error where two parts hold the flow of one pair in one year. */
export function overlapError(first: PairHolder, second: PairHolder, year: number | undefined): InputError {
  const { counts, slot, part } = second;
  const jobs = (one: PairHolder): string => String(one.counts.countsOf(one.slot)[ALL_JOBS]);
  const pair = `${countyCode(counts.homeOf(slot))} to ${countyCode(counts.workOf(slot))}${year === undefined ? "" : ` in ${year}`}`;
  const isSame = sumCounts(first.counts) === sumCounts(counts) && first.counts.length === counts.length;
  return new InputError(
    isSame ? "the same flows twice" : "a flow that another file holds too, so that jobs would be counted twice",
    {
      code: "FLOW_OVERLAP",
      where: { file: part.file },
      found: `${pair}: ${jobs(first)} jobs in ${first.part.file}, ${jobs(second)} in ${part.file}`,
      hint: isSame
        ? `leave ${part.file} out`
        : "give od_main and od_aux of a state once each; put files that were cut into pieces together again",
    },
  );
}

function sumCounts(counts: PairCounts): number {
  let sum = 0;
  for (let slot = 0; slot < counts.length; slot++) sum += counts.countsOf(slot)[ALL_JOBS]!;
  return sum;
}
