import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import { QCEW_FIELDS } from "../../../src/qcew/table.js";
import { differenceFrom, readWithOracle } from "./oracle.js";

const SHARED = new URL("../../../../shared/data/qcew/", import.meta.url).pathname;

const FILES = existsSync(SHARED)
  ? [
      ...readdirSync(`${SHARED}annual/columbus-oh`).map((name) => `annual/columbus-oh/${name}`),
      "annual/us/2024_a_US000.csv",
      "derived/2023_a_US000_from_2024_oty.csv",
      "quarterly/2019_1_US000.csv",
      "quarterly/2020_1_48201_R.csv",
      "quarterly/2024_1_US000.csv",
    ]
  : [];

const ARCHIVES = [
  "annual/states/2019_a_states.zip",
  "annual/states/2020_a_states.zip",
  "quarterly/2018_1_by_industry.zip",
  "quarterly/2016_qtrly_by_area_ohio.zip",
];

// The slow reading takes two minutes for all members; EVERY_MEMBER=1 asks for that.
const STEP = process.env["EVERY_MEMBER"] ? 1 : 9;

describe.skipIf(!existsSync(SHARED))("published files (skipped without ../shared)", () => {
  it.each(FILES)("reads %s as csv-parse does", async (name) => {
    const { table } = await readQcew([SHARED + name], { fields: QCEW_FIELDS, strict: true });
    const oracle = readWithOracle(readFileSync(SHARED + name));
    expect(differenceFrom(oracle, table)).toBeUndefined();
    expect(table.length).toBe(oracle.length);
  });

  it.each(ARCHIVES)(
    STEP === 1 ? "reads every member of %s as csv-parse does" : "reads each ninth member of %s as csv-parse does",
    async (name) => {
      const { table } = await readQcew([SHARED + name], { fields: QCEW_FIELDS });
      let row = 0;
      for (const [index, source] of table.sources.entries()) {
        if (index % STEP !== 0) {
          row += source.rows;
          continue;
        }
        const member = source.file.slice(source.file.indexOf("!") + 1);
        // unzip is another program's reading of the archive.
        const bytes = execFileSync("unzip", ["-p", SHARED + name, member.replaceAll(/([[\]*?])/g, "\\$1")], {
          maxBuffer: 1e9,
        });
        const oracle = readWithOracle(bytes);
        expect(differenceFrom(oracle, table, row), member).toBeUndefined();
        expect(source.rows).toBe(oracle.length);
        row += oracle.length;
      }
      expect(table.length).toBe(row);
    },
    240_000,
  );
});
