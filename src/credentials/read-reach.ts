import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { derive, hasValue, sumData, type Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import { decodeText } from "../files/decode.js";
import { jsonRoot, type JsonCursor } from "../files/json.js";
import { readSmallFile } from "../files/small-file.js";
import { parseDatum } from "../result/result-file.js";
import type { Credential } from "./survey.js";

const MAXIMUM_BYTES = 100_000_000;
const HINT = "give a file that `sector-rank occupations … --out FILE.json` wrote, as it was written";

/** An occupation of the short list. */
interface ListedOccupation {
  readonly soc: string;
  readonly title: string;
  readonly jobs: Datum;
  readonly openings: Datum;
  readonly pay: Datum;
  /** By threshold: whether at least half of its workers earn it; undefined where no wage says. */
  readonly earns: ReadonlyMap<string, boolean | undefined>;
}

/** The occupations of a short list, as an earlier run wrote them. */
export interface ListedOccupations {
  readonly file: string;
  readonly sha256: string;
  readonly region: string;
  /** Codes of the areas that the region is made of. */
  readonly areas: readonly string[];
  readonly thresholds: readonly string[];
  readonly occupations: ReadonlyMap<string, ListedOccupation>;
}

/** What a credential opens: the occupations of the short list that its SOC codes name. */
export interface Reach {
  readonly occupations: readonly { readonly soc: string; readonly title: string }[];
  /** Codes that the short list has no jobs in. */
  readonly elsewhere: readonly string[];
  readonly jobs: Datum;
  readonly openings: Datum;
  /** Mean of the occupations' median pay, by jobs. */
  readonly pay: Datum;
  /** By threshold: the part of these jobs in occupations where at least half of the workers earn it. */
  readonly earning: ReadonlyMap<string, Datum>;
}

/**
 * Reads the JSON of `occupations`.
 *
 * @throws {InputError} RESULT_SYNTAX, RESULT_SCHEMA, RESULT_VALUE
 */
export function readOccupationsResult(shown: string, cwd: string): ListedOccupations {
  const bytes = readSmallFile(resolve(cwd, shown), shown, MAXIMUM_BYTES);
  if (bytes === undefined) {
    throw new InputError("too large for a result", {
      code: "RESULT_SYNTAX",
      where: { file: shown },
      found: `more than ${String(MAXIMUM_BYTES)} bytes`,
      hint: HINT,
    });
  }
  const codes = { syntax: "RESULT_SYNTAX", value: "RESULT_VALUE", hint: HINT } as const;
  const root = jsonRoot(decodeText(bytes, shown), shown, codes);
  const schema = root.isObject ? root.at("schema") : root;
  if (!root.isObject || !schema.isThere || schema.text() !== "sector-rank/occupations/1") {
    throw schema.problem("is not that of occupations", HINT, "RESULT_SCHEMA");
  }
  const thresholds = root
    .at("thresholds")
    .items()
    .map((one) => one.at("name").text());
  const occupations = root
    .at("occupations")
    .items()
    .map((one) => parseOccupation(one, thresholds));
  return {
    file: shown,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    region: root.at("scope").at("region").at("name").text(),
    areas: root
      .at("scope")
      .at("region")
      .at("areas")
      .items()
      .map((one) => one.text()),
    thresholds,
    occupations: new Map(occupations.map((one) => [one.soc, one])),
  };
}

const EARNED_BY_HALF = ["p10", "p25", "median"];

function parseOccupation(cursor: JsonCursor, thresholds: readonly string[]): ListedOccupation {
  const values = cursor.at("values");
  return {
    soc: cursor.at("soc").text(),
    title: cursor.at("title").text(),
    jobs: parseDatum(values.at("jobs")),
    openings: parseDatum(values.at("openings")),
    pay: parseDatum(values.at("medianPay")),
    earns: new Map(
      thresholds.map((name) => {
        const answer = cursor.at("thresholds").at(name).text();
        return [name, answer === "unknown" ? undefined : EARNED_BY_HALF.includes(answer)];
      }),
    ),
  };
}

/** What each credential with SOC codes opens; those without are left out. */
export function matchReach(
  credentials: readonly Credential[],
  { occupations, thresholds }: ListedOccupations,
): ReadonlyMap<string, Reach> {
  return new Map(
    credentials
      .filter(({ soc }) => soc.length > 0)
      .map(({ id, soc }) => {
        const own = soc.flatMap((code) => occupations.get(code) ?? []);
        return [
          id,
          {
            occupations: own.map(({ soc: code, title }) => ({ soc: code, title })),
            elsewhere: soc.filter((code) => !occupations.has(code)),
            jobs: sumData(own.map(({ jobs }) => jobs)),
            openings: sumData(own.map(({ openings }) => openings)),
            pay: meanPay(own),
            earning: new Map(thresholds.map((name) => [name, partEarning(own, name)])),
          },
        ];
      }),
  );
}

/** By jobs, over the occupations whose pay and jobs are known. */
function meanPay(occupations: readonly ListedOccupation[]): Datum {
  const known = occupations.filter(({ jobs, pay }) => hasValue(jobs) && hasValue(pay));
  const paid = known.map(({ jobs, pay }) => derive({ jobs, pay }, ({ jobs: count, pay: each }) => count * each));
  return derive({ paid: sumData(paid), jobs: sumData(known.map(({ jobs }) => jobs)) }, ({ paid: all, jobs }) =>
    jobs === 0 ? undefined : all / jobs,
  );
}

/** Over the occupations whose wages say whether they pay it. */
function partEarning(occupations: readonly ListedOccupation[], threshold: string): Datum {
  const known = occupations.filter(({ earns }) => earns.get(threshold) !== undefined);
  const earning = known.filter(({ earns }) => earns.get(threshold) === true);
  const of = (some: readonly ListedOccupation[]): Datum => sumData(some.map(({ jobs }) => jobs));
  if (earning.length === 0) return derive({ all: of(known) }, ({ all }) => (all === 0 ? undefined : 0));
  return derive({ part: of(earning), all: of(known) }, ({ part, all }) => (all === 0 ? undefined : part / all));
}
