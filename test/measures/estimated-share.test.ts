import { describe, expect, it } from "vitest";
import type { PeriodFigures } from "../../src/core/industry-table.js";
import { ABSENT } from "../../src/core/datum.js";
import { estimatedShareMeasure } from "../../src/measures/estimated-share.js";
import { disclosed, estimated, industryTable, SUPPRESSED } from "../helpers/industry-table.js";
import { runCli } from "../cli/run-cli.js";

function shareOf(end: Partial<PeriodFigures>) {
  const table = industryTable({ region: { total: 1_000, "336": 1 }, reference: { total: 9_000, "336": 90 } });
  const row = table.industry("336");
  const figures = { establishments: ABSENT, employment: ABSENT, wages: ABSENT, ...end };
  return estimatedShareMeasure.compute({ ...row, region: { start: undefined, end: figures } }, table);
}

describe("the estimated part of an industry's jobs", () => {
  it("is what stands in withheld cells: 60 of 160, between 20 of 120 and 100 of 200", () => {
    const part = shareOf({ employment: estimated(160, { low: 120, high: 200 }), estimatedJobs: 60 });
    expect(part).toMatchObject({ status: "estimated", value: 0.375 });
    // 100 jobs are published: 1 − 100 ÷ 120 and 1 − 100 ÷ 200.
    expect(part).toMatchObject({ low: expect.closeTo(1 / 6, 12) as number, high: 0.5 });
  });

  it("is all if nothing is published, none if all is, and unknown if jobs are", () => {
    expect(shareOf({ employment: estimated(60, { low: 20, high: 90 }), estimatedJobs: 60 })).toEqual(
      estimated(1, { low: 1, high: 1 }),
    );
    expect(shareOf({ employment: disclosed(60) })).toEqual(disclosed(0));
    expect(shareOf({ employment: disclosed(0) }).status).toBe("undefined");
    expect(shareOf({ employment: SUPPRESSED })).toEqual(SUPPRESSED);
  });

  it("is given for every industry of the built-in region", async () => {
    interface Result {
      readonly industries: readonly { readonly values: Readonly<Record<string, { status: string; value?: number }>> }[];
    }
    const { stdout } = await runCli("industries --qcew data/demo --region C1814 --json");
    const { industries } = JSON.parse(stdout) as Result;
    for (const { values } of industries) {
      const [jobs, part] = [values["employment"]!, values["estimatedShare"]!];
      expect(part.status).toBe(jobs.status);
      if (jobs.status === "disclosed") expect(part.value).toBe(0);
      else expect(part.value).toBeGreaterThan(0);
      expect(part.value).toBeLessThanOrEqual(1);
    }
  });
});
