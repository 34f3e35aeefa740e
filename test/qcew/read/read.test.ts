import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import { requireField } from "../../../src/qcew/table.js";
import { QcewIndex } from "../../../src/qcew/qcew-index.js";
import type { AreaCode, IndustryCode } from "../../../src/core/codes.js";

const SHARED = new URL("../../../../shared/data/qcew/", import.meta.url).pathname;

describe.skipIf(!existsSync(SHARED))("published files (skipped without ../shared)", () => {
  it("gives Franklin County's total of 2023 as published", async () => {
    const { table } = await readQcew([`${SHARED}annual/columbus-oh`], { fields: ["employment", "wages"] });
    const row = new QcewIndex(table).find({
      area: "39041" as AreaCode,
      ownership: 0,
      industry: "10" as IndustryCode,
      year: 2020,
      quarter: 0,
    });
    // The first data line of 2020_a_39041.csv.
    expect(requireField(table, "employment")[row!]).toBe(84_743);
    expect(requireField(table, "wages")[row!]).toBe(5_279_365_599);
    expect(table.line[row!]).toBe(2);
  });
});
