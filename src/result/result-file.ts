import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { NAICS_VERSIONS } from "../core/codes.js";
import type { Result, ResultBasis, ResultIndustry, ResultInput, ResultScope, SidedFigures, Values } from "./result.js";
import { ABSENT, disclosed, estimated, SUPPRESSED, undefinedBecause, type Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import {
  LEVELS,
  LQ_BASES,
  OWNERSHIPS,
  type Level,
  type PeriodFigures,
  type SpanFigures,
} from "../core/industry-table.js";
import { RANKING_METHODS } from "../ranking/methods.js";
import { treatmentNamed, type Treatment } from "../ranking/treatment.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { decodeText } from "../files/decode.js";
import { jsonRoot, type JsonCursor } from "../files/json.js";
import { readSmallFile } from "../files/small-file.js";

/** Results of every industry at six digits with all figures are some 15 MB. */
const MAXIMUM_BYTES = 100_000_000;

const HINT = "give a file that `sector-rank rank … --out FILE.json` wrote, as it was written";

const COMPARABLE = ["rank", "industries"] as const;

export interface ReadResult {
  readonly result: Result;
  readonly sha256: string;
}

/**
 * Reads the JSON of an earlier `rank` or `industries`, every value that is used being checked.
 *
 * @param shown how errors name the file
 * @throws {InputError} RESULT_SYNTAX for what is not JSON, RESULT_SCHEMA for another or a newer form, RESULT_VALUE for a
 *   value of the wrong kind, with its path
 */
export function readResult(shown: string, cwd: string): ReadResult {
  const bytes = readSmallFile(resolve(cwd, shown), shown, MAXIMUM_BYTES);
  if (bytes === undefined) {
    throw new InputError("too large for a result", {
      code: "RESULT_SYNTAX",
      where: { file: shown },
      found: `more than ${MAXIMUM_BYTES} bytes`,
      hint: HINT,
    });
  }
  if (bytes.length === 0) {
    throw new InputError("the file is empty", { code: "FILE_EMPTY", where: { file: shown }, hint: HINT });
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { result: parseResult(decodeResult(bytes, shown), shown), sha256 };
}

/**
 * PowerShell decodes what a program prints by the console's code page before it writes UTF-16: of a dash that was UTF-8
 * these characters are left (code pages 437, 850 and 1252).
 */
const THROUGH_CONSOLE = /ΓÇ[ôöÖ£ªÿ]|ÔÇ[ôöÖ£ªÿ]|â€[“”™œ\u009d¦]/;

function decodeResult(bytes: Buffer, shown: string): string {
  const text = decodeText(bytes, shown);
  const garbled = THROUGH_CONSOLE.exec(text);
  if (!garbled) return text;
  throw new InputError("a console wrote the text in another encoding, so that its dashes and quotes are lost", {
    code: "ENCODING",
    where: { file: shown, line: text.slice(0, garbled.index).split("\n").length },
    found: text.slice(Math.max(0, garbled.index - 20), garbled.index + 20).replaceAll(/\s+/g, " "),
    hint: "write the result with --out FILE.json instead of >",
  });
}

export function parseResult(text: string, file: string): Result {
  const root = jsonRoot(text, file, { syntax: "RESULT_SYNTAX", value: "RESULT_VALUE", hint: HINT });
  const command = parseCommand(root);
  const industries = root
    .at("industries")
    .items()
    .map((item) => parseIndustry(item, command));
  const unranked =
    command === "rank"
      ? root
          .at("unranked")
          .items()
          .map((item) => parseIndustry(item, "unranked"))
      : [];
  const all = [...industries, ...unranked];
  requireDistinct(root, all);
  const provenance = root.at("provenance");
  const weight = root.at("ratings").isThere ? root.at("ratings").at("qualitativeWeight") : undefined;
  return {
    command,
    file,
    tool: provenance.at("tool").text(),
    options: Object.fromEntries(
      provenance
        .at("options")
        .entries()
        .map(([key]) => [key, optionText(provenance, key)]),
    ),
    scope: parseScope(root.at("scope")),
    ...(command === "rank" && {
      ranking: {
        method: root.at("method").oneOf(RANKING_METHODS.map(({ id }) => id)),
        missing: root.at("missing").oneOf(MISSING_RULES),
        factors: root.at("factors").items().map(parseFactor),
      },
    }),
    ...(weight?.isThere && { qualitativeWeight: weight.number() }),
    industries: all,
    alsoConsider: parseNames(root.at("alsoConsider")),
    inputs: provenance.at("inputs").items().map(parseInput),
    basis: root.at("basis").isThere ? parseBasis(root.at("basis")) : undefined,
  };
}

function parseCommand(root: JsonCursor): Result["command"] {
  if (!root.isObject) throw root.problem("holds no result of sector-rank", HINT, "RESULT_SCHEMA");
  const schema = root.at("schema");
  if (!schema.isThere) throw schema.problem("is missing: this is not a result of sector-rank", HINT, "RESULT_SCHEMA");
  const name = schema.text();
  const [, command, version] = /^sector-rank\/([a-z-]+)\/(\d+)$/.exec(name) ?? [];
  if (command === undefined) throw schema.problem("names no result of sector-rank", HINT, "RESULT_SCHEMA");
  const known = COMPARABLE.find((one) => one === command);
  if (known === undefined) {
    const hint = `compare takes results of ${COMPARABLE.join(" and of ")}`;
    throw schema.problem(`is a result of ${command}, which can't be compared`, hint, "RESULT_SCHEMA");
  }
  if (version !== "1") {
    const hint = "use the version of sector-rank that wrote it, or write it again with this one";
    throw schema.problem("has a form that a newer sector-rank writes", hint, "RESULT_SCHEMA");
  }
  return known;
}

/** Results of `industries` have no such list. */
function parseNames(list: JsonCursor): readonly string[] {
  return list.isThere ? list.items().map((item) => item.at("naics").text()) : [];
}

function parseInput(input: JsonCursor): ResultInput {
  const [publisher, release] = [input.at("publisher"), input.at("release")];
  return {
    file: input.at("file").text(),
    ...(publisher.isThere && { publisher: publisher.text() }),
    ...(release.isThere && { release: release.text() }),
  };
}

/** Only shown, so any value will do. */
function optionText(provenance: JsonCursor, key: string): unknown {
  const cursor = provenance.at("options").at(key);
  return attempt(() => cursor.text()) ?? attempt(() => cursor.number()) ?? attempt(() => cursor.texts().join(", "));
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function parseScope(scope: JsonCursor): ResultScope {
  const area = (cursor: JsonCursor) => ({ name: cursor.at("name").text(), areas: cursor.at("areas").texts() });
  const reference = scope.at("reference");
  const years = scope
    .at("years")
    .items()
    .map((item) => year(item));
  if (years.length < 1 || years.length > 2) throw scope.at("years").problem("is not one year or two");
  const quarter = scope.at("quarter");
  return {
    region: area(scope.at("region")),
    reference: { ...area(reference), recovered: reference.at("recovered").flag() },
    ownership: scope.at("ownership").oneOf(OWNERSHIPS),
    level: String(scope.at("level").oneOf([3, 4, 5, 6, ...LEVELS])) as Level,
    naics: scope.at("naics").oneOf(NAICS_VERSIONS),
    years: { start: years.length === 2 ? years[0] : undefined, end: years.at(-1)! },
    quarter: quarter.isThere ? quarter.oneOf([1, 2, 3, 4]) : 0,
    wages: scope.at("wages").oneOf(["annual", "quarter", "annualised"]),
    lqBase: scope.at("lqBase").oneOf(LQ_BASES),
  };
}

function year(cursor: JsonCursor): number {
  const value = cursor.number();
  if (Number.isInteger(value) && value >= 1990 && value <= 2100) return value;
  throw cursor.problem("is not a year");
}

function parseFactor(cursor: JsonCursor) {
  const weight = cursor.at("statedWeight");
  if (weight.number() <= 0) throw weight.problem("is not above 0");
  const treatment = cursor.at("treatment");
  return {
    id: cursor.at("id").text(),
    weight: weight.number(),
    direction: cursor.at("direction").oneOf(["higher", "lower"] as const),
    ...(treatment.isThere && { treatment: parseTreatment(treatment) }),
  };
}

function parseTreatment(cursor: JsonCursor): Treatment {
  const treatment = treatmentNamed(cursor.text());
  if (!treatment) throw cursor.problem("is not a treatment of figures");
  return treatment;
}

function parseIndustry(cursor: JsonCursor, kind: Result["command"] | "unranked"): ResultIndustry {
  const members = cursor.at("members");
  const rank = kind === "rank" ? cursor.at("rank") : undefined;
  if (rank && rank.number() < 1) throw rank.problem("is not 1 or more");
  return {
    naics: cursor.at("naics").text(),
    title: cursor.at("title").text(),
    ...(members.isThere && { members: members.texts() }),
    values: parseValues(cursor.at("values")),
    ...(rank && {
      ranked: { rank: rank.number(), score: cursor.at("score").number(), shortList: cursor.at("shortList").flag() },
    }),
    ...parsePeople(cursor),
    missing: kind === "industries" ? [] : cursor.at("missing").texts(),
  };
}

/** What people said of an industry and decided on it. */
function parsePeople(cursor: JsonCursor): Pick<ResultIndustry, "readiness" | "mixed" | "decision"> {
  const [people, decision] = [cursor.at("people"), cursor.at("decision")];
  const readiness = people.isThere ? people.at("readiness") : undefined;
  const rank = people.isThere ? people.at("mixedRank") : undefined;
  return {
    ...(readiness?.isThere && { readiness: readiness.number() }),
    ...(rank?.isThere && { mixed: { rank: rank.number(), score: people.at("mixedScore").number() } }),
    ...(decision.isThere && {
      decision: {
        decision: decision.at("decision").oneOf(["added", "struck"] as const),
        who: decision.at("who").text(),
        why: decision.at("why").text(),
      },
    }),
  };
}

function parseValues(cursor: JsonCursor): Values {
  const values = cursor.entries().map(([id, value]) => [id, parseDatum(value)] as const);
  return Object.assign(Object.create(null) as Record<string, Datum>, Object.fromEntries(values));
}

const DATUM: Readonly<Record<Datum["status"], (cursor: JsonCursor) => Datum>> = {
  disclosed: (cursor) => disclosed(cursor.at("value").number()),
  estimated: (cursor) => {
    const value = cursor.at("value").number();
    const range = { low: cursor.at("low").number(), high: cursor.at("high").number() };
    if (range.low > range.high) throw cursor.problem("has a low above its high");
    return estimated(value, range);
  },
  suppressed: () => SUPPRESSED,
  absent: () => ABSENT,
  undefined: (cursor) => undefinedBecause(cursor.at("reason").text()),
};

/** A quantity with its status. */
export function parseDatum(cursor: JsonCursor): Datum {
  const status = cursor.at("status").oneOf(Object.keys(DATUM) as Datum["status"][]);
  return DATUM[status](cursor);
}

function parseBasis(cursor: JsonCursor): ResultBasis {
  return {
    totals: parseSides(cursor.at("totals")),
    industries: new Map(
      cursor
        .at("industries")
        .entries()
        .map(([naics, sides]) => [naics, parseSides(sides)]),
    ),
  };
}

function parseSides(cursor: JsonCursor): SidedFigures {
  return { region: parseSpan(cursor.at("region")), reference: parseSpan(cursor.at("reference")) };
}

function parseSpan(cursor: JsonCursor): SpanFigures {
  const start = cursor.at("start");
  return { start: start.isThere ? parseFigures(start) : undefined, end: parseFigures(cursor.at("end")) };
}

function parseFigures(cursor: JsonCursor): PeriodFigures {
  const pay = cursor.at("pay");
  const estimatedJobs = cursor.at("estimatedJobs");
  return {
    establishments: parseDatum(cursor.at("establishments")),
    employment: parseDatum(cursor.at("employment")),
    wages: parseDatum(cursor.at("wages")),
    ...(pay.isThere && { pay: parseDatum(pay) }),
    ...(estimatedJobs.isThere && { estimatedJobs: estimatedJobs.number() }),
  };
}

function requireDistinct(root: JsonCursor, industries: readonly ResultIndustry[]): void {
  const seen = new Set<string>();
  for (const { naics } of industries) {
    if (seen.has(naics)) throw root.at("industries").problem(`holds industry ${naics} twice`);
    seen.add(naics);
  }
}
