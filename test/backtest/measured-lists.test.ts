import { describe, expect, it } from "vitest";
import { measuredListNotes } from "../../src/backtest/measured-lists.js";
import { readReferenceTable } from "../../src/files/shipped-table.js";

const table = (areas: readonly string[], changed: object = {}) =>
  ({ level: "sector", ownership: "private", region: { name: "", areas, composed: false }, ...changed }) as never;

/** A ranking by factors of equal weight that have figures. */
const ranking = (ids: readonly string[], changed: object = {}) =>
  ({
    method: "mean-rank",
    missingRule: "reweight",
    factors: ids.map((id) => ({ id, label: id, weight: 1, direction: "higher", share: 1 / ids.length, count: 20 })),
    ...changed,
  }) as never;

const START = ["employment", "averagePay", "growth", "lq"];

describe("what lists of one making once came to", () => {
  it("is said in one line of what was measured, as the shipped table has it", () => {
    const [note, ...others] = measuredListNotes(ranking(START), table(["C1814"]), undefined);
    expect(others).toEqual([]);
    const row = readReferenceTable("backtest/lists.csv").find((one) => one[0] === "msas" && one[8] === "start")!;
    const points = Math.abs(Number(row[12]) * 100).toFixed(1);
    expect(note!.text).toContain(`grew by ${points} points ${Number(row[12]) < 0 ? "less" : "more"} than the rest`);
    expect(note!.text).toContain("quarter 1 of 2016 to quarter 1 of 2018");
    expect(note!.text.split("\n")).toHaveLength(1);
  });

  it.each([
    ["other factors", ranking([...START, "wages"]), table(["C1814"])],
    [
      "other weights",
      ranking(START, { factors: START.map((id, k) => ({ id, direction: "higher", share: (k + 1) / 10, count: 9 })) }),
      table(["C1814"]),
    ],
    [
      "the other direction",
      ranking(["lq"], { factors: [{ id: "lq", direction: "lower", share: 1, count: 9 }] }),
      table(["C1814"]),
    ],
    ["another method", ranking(START, { method: "z-score" }), table(["C1814"])],
    ["another rule for missing figures", ranking(START, { missingRule: "worst" }), table(["C1814"])],
    ["another level", ranking(START), table(["C1814"], { level: "3" })],
    ["another ownership", ranking(START), table(["C1814"], { ownership: "total" })],
  ])("is not said of %s", (_, ranked, of) => {
    expect(measuredListNotes(ranked, of, undefined)).toEqual([]);
  });

  it("is said of a method of rules only where no option changes it", () => {
    const other = ranking([...START, "wages"]);
    const follows = (changedBy: readonly string[]) => ({ name: "california", changedBy });
    expect(measuredListNotes(other, table(["39000"]), follows([]))).toHaveLength(1);
    expect(measuredListNotes(other, table(["39000"]), follows(["rule"]))).toEqual([]);
  });
});
