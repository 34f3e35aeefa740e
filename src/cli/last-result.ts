import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { isExpected } from "../consistency/holes.js";
import type { Areas } from "../areas/areas.js";
import { readAreas } from "../areas/read-areas.js";
import type { AreaCode } from "../core/codes.js";
import { InputError, type Place } from "../core/errors.js";
import { readSmallFile } from "../files/small-file.js";
import type { Io } from "../output/io.js";
import { wholeSet, type WriteOptions } from "../output/outputs.js";
import type { Report } from "../report/report.js";

/** What a result says of the areas and years that it is of. What it does not say is left out. */
interface ResultReach {
  readonly region: readonly string[] | undefined;
  /** How many areas a sweep went over. */
  readonly areas: number | undefined;
  /** First and last year, or the last alone. */
  readonly years: readonly number[];
  readonly historyYears: readonly number[];
  /** The reference's own rows were missing, so that its shares were recovered. */
  readonly isRecovered: boolean | undefined;
  /** The reference has figures of the first year too. */
  readonly reachesBack: boolean | undefined;
  /** Options that choose areas and years: where they were changed, so may the areas and years. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Results are never larger: those of every industry at six digits have some 15 MB. */
const LARGEST_RESULT = 100_000_000;
const NAMED = 6;

/**
 * A refresh must not pass over a file that was forgotten: a result without areas or years that the result of the same
 * name has is refused before anything is written.
 *
 * @throws {InputError} RESULT_LACKS
 */
export function requireAsMuch(
  report: Report,
  options: Pick<WriteOptions, "out" | "outDir">,
  { io, where }: { readonly io: Io; readonly where: Place },
): void {
  const { outDir } = options;
  const written = [...options.out, ...(outDir === undefined ? [] : wholeSet(report).map((name) => join(outDir, name)))];
  const last = written.find((file) => /\.json$/i.test(file) && existsSync(resolve(io.cwd, file)));
  if (last === undefined) return;
  const before = readReach(resolve(io.cwd, last), last);
  if (!before) return;
  const lost = whatIsLost(before, findReach({ ...report.json, provenance: report.provenance }), readAreas());
  if (lost.length === 0) return;
  throw new InputError(`the new result is without what the last one, ${last}, has`, {
    code: "RESULT_LACKS",
    where,
    found: lost.join("; "),
    hint: "add the files that are missing; where they are meant to be gone, `sector-rank run --allow-missing`",
  });
}

/** Undefined for a file that is not a result: it is overwritten as any other output is. */
function readReach(path: string, shown: string): ResultReach | undefined {
  const bytes = readSmallFile(path, shown, LARGEST_RESULT);
  try {
    return bytes && findReach(JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
}

/** @param json of a result, its own or one read back */
export function findReach(json: unknown): ResultReach {
  const at = (...keys: readonly string[]): unknown =>
    keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
  const numbers = (value: unknown): readonly number[] =>
    Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
  const region = at("scope", "region", "areas");
  const count = at("scope", "areas", "count");
  const recovered = at("scope", "reference", "recovered");
  const options = at("provenance", "options");
  const totals = at("basis", "totals", "reference");
  return {
    region: Array.isArray(region) ? region.map(String) : undefined,
    areas: typeof count === "number" ? count : undefined,
    years: numbers(at("scope", "years")),
    historyYears: numbers(at("history", "years")),
    reachesBack: isObject(totals) ? isObject(totals["start"]) : undefined,
    isRecovered: typeof recovered === "boolean" ? recovered : undefined,
    options: isObject(options) ? options : {},
  };
}

/** Areas and years of the last result that are not in the new one, in words, though the same ones were asked for. */
export function whatIsLost(last: ResultReach, now: ResultReach, areas: Areas): readonly string[] {
  const isAsked = (...keys: readonly string[]): boolean =>
    keys.every((key) => JSON.stringify(last.options[key]) === JSON.stringify(now.options[key]));
  const lost: string[] = [];
  const end = now.years.at(-1);
  const lastEnd = last.years.at(-1);
  if (isAsked("region", "regions", "exclude", "areas", "year") && end !== undefined) {
    const gone = (last.region ?? []).filter(
      (code) =>
        now.region?.includes(code) === false &&
        isExpected(areas, code as AreaCode, end, (other) => now.region!.includes(other)),
    );
    if (gone.length > 0) {
      const named = gone.slice(0, NAMED).map((code) => `${code} ${areas.nameOf(code)}`);
      const more = gone.length > NAMED ? ` and ${gone.length - NAMED} more` : "";
      lost.push(`${gone.length === 1 ? "area" : "areas"} ${named.join("; ")}${more}`);
    }
    if (last.areas !== undefined && now.areas !== undefined && now.areas < last.areas) {
      lost.push(`${last.areas - now.areas} of ${last.areas} areas`);
    }
  }
  if (isAsked("year", "quarter") && end !== undefined && lastEnd !== undefined && end < lastEnd) {
    lost.push(`year ${lastEnd}: the latest is ${end} now`);
  }
  if (isAsked("since", "year") && last.years.length > 1 && now.years.length === 1) {
    lost.push(`growth: the last result has it since ${last.years[0]}, this one has no earlier year`);
  }
  const years = last.historyYears.filter((year) => !now.historyYears.includes(year));
  if (isAsked("since", "year", "quarter") && years.length > 0 && end === lastEnd) {
    lost.push(`years ${years.join(", ")} of the jobs by year`);
  }
  if (isAsked("reference") && last.isRecovered === false && now.isRecovered === true) {
    lost.push("the rows of the area compared with, whose shares were recovered from quotients in their place");
  } else if (isAsked("reference", "since", "year") && last.reachesBack === true && now.reachesBack === false) {
    lost.push("the first year of the area compared with");
  }
  return lost;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
