import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.js";
import { readQcew } from "../../../src/qcew/read/read.js";
import type { QcewTable } from "../../../src/qcew/table.js";
import { PANDAS, PUBLISHED, QUARTERLY, temporaryFolder } from "./files.js";
import { differenceFrom, readWithOracle, type OracleRow } from "./oracle.js";
import { randomNumbers } from "./random-numbers.js";
import { buildZip } from "./zip-builder.js";

const file = temporaryFolder();
const REQUEST = { fields: ["establishments", "employment", "wages"] as const };
// FUZZ_ROUNDS=20000 FUZZ_SEED=2 looks further.
const ROUNDS = Number(process.env["FUZZ_ROUNDS"] ?? 400);

const OTHER_YEAR = PANDAS.replaceAll(",2023,", ",2022,");
const many = Array.from({ length: 60 }, (_, index) => PANDAS.split("\n")[1]!.replace("03001", String(10_001 + index)));
const LONG = `${[PANDAS.split("\n")[0], ...many].join("\n")}\n`;

/** Containers and the texts that are in them, in order. */
const CONTAINERS: readonly [string, Buffer, readonly string[]][] = [
  ["a zip of one member", buildZip([{ name: "2023.csv", content: PUBLISHED }]), [PUBLISHED]],
  [
    "a zip of several members",
    buildZip([
      { name: "2023.csv", content: LONG },
      { name: "2022.csv", content: OTHER_YEAR, stored: true },
      { name: "readme.txt", content: "About these files" },
      { name: "q/2019.csv", content: QUARTERLY },
    ]),
    [LONG, OTHER_YEAR, QUARTERLY],
  ],
  ["a gzip", gzipSync(LONG), [LONG]],
  ["a gzip of two parts", Buffer.concat([gzipSync(LONG.slice(0, 2_000)), gzipSync(LONG.slice(2_000))]), [LONG]],
];

/** One piece of damage, as transmission and hands do it. */
function damage(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length);
  const length = 1 + random(random(3) === 0 ? 200 : 6);
  const end = Math.min(at + length, bytes.length);
  const [before, within, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  const kinds = [
    () => bytes.with(at, bytes[at]! ^ (1 << random(8))),
    () => bytes.with(at, random(256)),
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, within, within, after]),
    () => Buffer.concat([before, Buffer.from(within).reverse(), after]),
    () => Buffer.concat([before, Buffer.alloc(length), after]),
    () => before,
    () => Buffer.concat([bytes, within]),
    () => Buffer.concat([within, bytes]),
    () => Buffer.concat([after, before]),
  ];
  return Buffer.from(kinds[random(kinds.length)]!());
}

function rowsOf(texts: readonly string[]): readonly OracleRow[] {
  return texts.flatMap((text) => readWithOracle(Buffer.from(text), REQUEST));
}

async function read(path: string): Promise<QcewTable | undefined> {
  try {
    return (await readQcew([path], REQUEST)).table;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

describe("a damaged container reads as it was or not at all", () => {
  it.each(CONTAINERS)("%s", async (name, whole, texts) => {
    const random = randomNumbers(name.length * 7_919 + Number(process.env["FUZZ_SEED"] ?? 1));
    const expected = rowsOf(texts);
    let timesRead = 0;
    for (let round = 0; round < ROUNDS; round++) {
      let bytes = whole;
      for (let times = round === 0 ? 0 : 1 + random(2); times > 0 && bytes.length > 0; times--) {
        bytes = damage(bytes, random);
      }
      const table = await read(file("damaged", bytes));
      if (table === undefined) continue;
      timesRead++;
      const difference =
        table.length === expected.length
          ? differenceFrom(expected, table, 0, "line")
          : `${table.length} rows instead of ${expected.length}`;
      if (difference !== undefined) expect.fail(`${difference}, round ${round}: ${bytes.toString("base64")}`);
    }
    // The first round reads it whole; damage that no reading meets, as in a comment, does no harm.
    expect(timesRead).toBeGreaterThan(0);
  });
});
