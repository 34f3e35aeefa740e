import { describe, expect, it } from "vitest";
import { disclosed } from "../../src/core/datum.js";
import { rankIndustries } from "../../src/ranking/rank.js";
import { measureIndustries } from "../../src/ranking/criteria.js";
import { buildShortList } from "../../src/ranking/short-list.js";
import { findLead } from "../../src/report/rank-summary.js";
import { industryTable } from "../helpers/industry-table.js";

const THRESHOLDS = {
  smallBase: 100,
  fewEstablishments: 12,
  highLq: 1.2,
  shortListJobs: 0.0005,
  alsoConsiderJobs: 0.0025,
};

/** Who leads where the three industries have these establishments; 325 pays best, 541 next, 722 least. */
function leadWith(establishments: readonly [chemicals: number, services: number, food: number], top = 2) {
  const cell = (count: number, employment: number, pay: number) => ({
    establishments: count,
    employment,
    wages: employment * pay,
  });
  const table = industryTable({
    level: "3",
    region: {
      total: cell(500, 10_000, 50_000),
      "325": cell(establishments[0], 600, 90_000),
      "541": cell(establishments[1], 400, 80_000),
      "722": cell(establishments[2], 900, 20_000),
    },
    reference: { total: disclosed(1_000_000), "325": 9_000, "541": 9_000, "722": 9_000 },
    titles: { "325": "Chemical manufacturing", "541": "Professional services", "722": "Food services" },
  });
  const ranking = rankIndustries(
    measureIndustries(table),
    [{ id: "averagePay", label: "Average pay", weight: 1, direction: "higher" }],
    { method: "mean-rank", missing: "reweight" },
  );
  const shortList = buildShortList(ranking, table, { top, thresholds: THRESHOLDS });
  const { leaders, next, before } = findLead({ ranking, shortList, thresholds: THRESHOLDS });
  return { leaders: leaders.map(({ candidate }) => candidate.naics), next: next?.candidate.naics, before };
}

describe("who leads a ranking", () => {
  it("is its first industry", () => {
    expect(leadWith([20, 30, 40])).toEqual({ leaders: ["325"], next: "541", before: undefined });
    expect(leadWith([20, 30, 40], 1)).toEqual({ leaders: ["325"], next: "541", before: undefined });
  });

  it("is the first that is listed, beside the one before it that is not, and why", () => {
    expect(leadWith([4, 30, 40])).toEqual({
      leaders: ["541"],
      next: "722",
      before: "chemical manufacturing ranks first, with too few establishments to be listed",
    });
  });

  it("is the first industry where all have too few establishments, since the list then takes them", () => {
    expect(leadWith([4, 3, 2])).toEqual({ leaders: ["325"], next: "541", before: undefined });
  });
});
