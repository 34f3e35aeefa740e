import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.js";
import { joinBatches, withoutDuplicates } from "../../../src/qcew/read/build-table.js";
import { AreaTable } from "../../../src/qcew/read/codes.js";
import type { QcewRequest } from "../../../src/qcew/read/request.js";
import type { RowEngine } from "../../../src/qcew/read/engine/row-engine.js";
import { PlainRowEngine } from "../../../src/qcew/read/engine/row-engine.js";
import { QcewScanner } from "../../../src/qcew/read/scanner.js";
import { VectorRowEngine } from "../../../src/qcew/read/engine/vector-engine.js";
import { Selection } from "../../../src/qcew/read/selection.js";
import type { QcewField, QcewTable } from "../../../src/qcew/table.js";
import { QCEW_FIELDS } from "../../../src/qcew/table.js";
import { FIXTURES, PANDAS, PUBLISHED, QUARTERLY } from "./files.js";
import type { OracleRow } from "./oracle.js";
import { differenceFrom, readWithOracle } from "./oracle.js";
import { randomNumbers } from "./random-numbers.js";

const SHARED = new URL("../../../../shared/data/qcew/", import.meta.url).pathname;

const PIECES = [
  '"',
  ",",
  "\n",
  "\r\n",
  "\r",
  '""',
  '","',
  " ",
  "-",
  "N",
  "A",
  "0",
  "9",
  ".",
  "x",
  "\0",
  "\xff",
  ";",
  "1e5",
  "NA",
];

/** One piece of damage, as transmission, editors and scripts do it. */
function damage(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length);
  const length = 1 + random(random(4) === 0 ? 400 : 8);
  const cut = (start: number, end: number): Buffer => bytes.subarray(start, Math.min(end, bytes.length));
  const piece = Buffer.from(PIECES[random(PIECES.length)]!, "latin1");
  const lineStart = bytes.lastIndexOf(10, at) + 1;
  const lineEnd = bytes.indexOf(10, at) < 0 ? bytes.length : bytes.indexOf(10, at) + 1;
  const line = cut(lineStart, lineEnd);
  const other = random(bytes.length);
  const otherLine = bytes.lastIndexOf(10, other) + 1;
  switch (random(9)) {
    case 0:
      return Buffer.concat([cut(0, at), piece, cut(at, bytes.length)]);
    case 1:
      return Buffer.concat([cut(0, at), piece, cut(at + piece.length, bytes.length)]);
    case 2:
      return Buffer.concat([cut(0, at), cut(at + length, bytes.length)]);
    case 3:
      return Buffer.concat([cut(0, at), cut(at, at + length), cut(at, bytes.length)]);
    case 4:
      return Buffer.concat([cut(0, at), Buffer.from(cut(at, at + length)).reverse(), cut(at + length, bytes.length)]);
    case 5:
      return cut(0, at);
    case 6:
      return Buffer.concat([cut(0, otherLine), line, cut(otherLine, bytes.length)]);
    case 7:
      return Buffer.concat([cut(0, lineStart), cut(lineEnd, bytes.length)]);
    default: {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ (1 << random(8));
      return changed;
    }
  }
}

/** What the reader makes of a text that reaches it in pieces of any length; nothing when it refuses. */
function scan(
  bytes: Buffer,
  request: QcewRequest,
  Engine: new (fields: readonly QcewField[]) => RowEngine,
  random: (below: number) => number,
) {
  const selection = new Selection(request);
  const areas = new AreaTable(request.areas);
  const scanner = new QcewScanner(selection, areas, { engine: new Engine(selection.fields) });
  try {
    scanner.begin({ file: "fuzzed.csv", named: true });
    let at = 0;
    while (at < bytes.length) {
      const room = scanner.space();
      const part = bytes.subarray(at, at + Math.min(room.length, 1 + random(3_000)));
      room.set(part);
      at += part.length;
      if (!scanner.advance(part.length)) break;
    }
    scanner.end();
    scanner.problems.throwIfAny();
    const { fields } = selection;
    const codes = { areas: areas.codes, industries: scanner.industries.codes, sources: scanner.sources, fields };
    return withoutDuplicates(joinBatches([...scanner.full, scanner.takeLast()], codes), request.fields).table;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function lines(path: string, first: number, count: number): Buffer {
  const all = readFileSync(path, "latin1").split("\n");
  return Buffer.from(`${[all[0]!, ...all.slice(first, first + count)].join("\n")}\n`, "latin1");
}

const TEXTS: [string, Buffer][] = [
  ["pandas", Buffer.from(PANDAS)],
  ["as published", Buffer.from(PUBLISHED)],
  ["quarterly", Buffer.from(QUARTERLY)],
  ["quarterly with titles", readFileSync(`${FIXTURES}quarterly/with-titles.csv`)],
  ["annual with titles", readFileSync(`${FIXTURES}one-table-many-writers/with-titles.csv`)],
  ["R", readFileSync(`${FIXTURES}one-table-many-writers/r.csv`)],
  ["R with row names", readFileSync(`${FIXTURES}one-table-many-writers/r-row-names.csv`)],
  ["reordered", readFileSync(`${FIXTURES}one-table-many-writers/columns-reordered.csv`)],
];
if (existsSync(SHARED)) {
  TEXTS.push(
    ["a published annual file", lines(`${SHARED}annual/us/2024_a_US000.csv`, 1, 40)],
    ["a published quarterly file", lines(`${SHARED}quarterly/2024_1_US000.csv`, 2_000, 40)],
    ["a published file by pandas", lines(`${SHARED}annual/columbus-oh/2022_a_39041.csv`, 700, 60)],
    ["a published file by R", lines(`${SHARED}quarterly/2020_1_48201_R.csv`, 500, 40)],
  );
}

const REQUESTS: [string, QcewRequest][] = [
  ["strictly", { fields: QCEW_FIELDS, strict: true, areas: (code) => !code.startsWith("US") }],
  ["all", { fields: QCEW_FIELDS }],
  ["few fields", { fields: ["employment", "lqEmployment"] }],
  ["one area of several", { fields: QCEW_FIELDS, areas: (code) => /^(?:03001|C9990|39041)$/.test(code) }],
];

// FUZZ_ROUNDS=10000 FUZZ_SEED=2 looks further.
const ROUNDS = Number(process.env["FUZZ_ROUNDS"] ?? 100);

describe("a damaged text, in parts of any length, reads as csv-parse reads it or not at all", () => {
  const engines = [PlainRowEngine, VectorRowEngine];
  it.each(TEXTS)("%s", (name, text) => {
    const random = randomNumbers(name.length * 7_919 + Number(process.env["FUZZ_SEED"] ?? 1));
    let read = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let bytes = text;
      for (let times = round === 0 ? 0 : 1 + random(3); times > 0 && bytes.length > 0; times--) {
        bytes = damage(bytes, random);
      }
      const [how, request] = REQUESTS[round % REQUESTS.length]!;
      const tables = engines.map((Engine) => scan(bytes, request, Engine, random));
      const shown = JSON.stringify(bytes.toString("latin1"));
      expect(tables[0]?.length, `the two engines differ, ${how}: ${shown}`).toBe(tables[1]?.length);
      for (const table of tables) {
        if (table === undefined) continue;
        read++;
        const difference = differenceOf(bytes, request, table);
        if (difference !== undefined) expect.fail(`${difference}, reading ${how}: ${shown}`);
      }
    }
    // A fuzz test that refuses everything proves nothing.
    expect(read).toBeGreaterThan(ROUNDS / 10);
  });
});

function differenceOf(bytes: Buffer, request: QcewRequest, table: QcewTable): string | undefined {
  let oracle: OracleRow[];
  try {
    oracle = readWithOracle(bytes, request);
  } catch (error) {
    return `csv-parse and its checks say ${(error as Error).message}`;
  }
  if (oracle.length !== table.length) return `${table.length} rows instead of ${oracle.length}`;
  return differenceFrom(oracle, table, 0, "line");
}
