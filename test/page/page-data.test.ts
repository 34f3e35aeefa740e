import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Datum } from "../../src/core/datum.js";
import type { IndustryRow } from "../../src/core/industry-table.js";
import { MEASURES } from "../../src/measures/index.js";
import type { MainOccupations } from "../../src/staffing/main-occupations.js";
import { readMainOccupations } from "../../src/staffing/read/main-occupations.js";
import { measureIndustries } from "../../src/ranking/criteria.js";
import { buildPage } from "../../src/render/html.js";
import { decodePageData, encodePageData, pageData, pageStandings, type PageData } from "../../src/report/page-data.js";
import { renderTableCsv } from "../../src/render/csv.js";
import { rankTable } from "../../src/report/rank-table.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import type { SocCode } from "../../src/staffing/records.js";
import { programOfSources } from "./program.js";
import { rankDemo } from "./rank-demo.js";

const known = (value: number): Datum => ({ status: "disclosed", value });

/** The data of a page whose table holds the rows given. */
function dataOf(rows: readonly IndustryRow[]): PageData {
  return {
    table: { rows } as unknown as PageData["table"],
    factors: [],
    method: "mean-rank",
    missing: "reweight",
    top: 10,
    thresholds: {
      smallBase: 100,
      fewEstablishments: 12,
      highLq: 1.2,
      shortListJobs: 0.0005,
      alsoConsiderJobs: 0.0025,
    },
    filters: [],
    notes: [],
    provenance: { tool: "", options: {}, inputs: [] },
  };
}

const COUNTED = new Set<string | undefined>(["jobs", "change", "dollars", "establishments"]);
const unitOf = (id: string): string | undefined => MEASURES.find((measure) => measure.id === id)?.unit;

describe("the data of a page", () => {
  it("has the places among areas, so that a copied table has their columns", async () => {
    const inputs = await rankDemo("3");
    const standings = {
      kind: "msas",
      areas: 386,
      isOfKind: true,
      standings: new Map([
        ["481", { place: 12, of: 201, withheld: 40 }],
        ["551", { place: 3.5, of: 260, withheld: 2 }],
      ]),
    } as const;
    const carried = decodePageData(encodePageData(pageData({ ...inputs, standings })));
    expect(pageStandings(carried)).toEqual(standings);
    const csv = renderTableCsv(rankTable({ ...inputs, standings: pageStandings(carried) }));
    const [header, ...rows] = parse(csv, { bom: true });
    const row = rows.find(([, naics]) => naics === "481")!;
    const columns = ["lq_standing", "lq_place", "lq_areas", "lq_withheld"];
    expect(columns.map((id) => row[header!.indexOf(id)])).toEqual(["12 of 201", "12", "201", "40"]);
  });

  it("comes back as it was: statuses, ranges, pay, what only some rows have", () => {
    const end = { establishments: known(4), employment: known(30), wages: known(1_200_000) };
    const rows: IndustryRow[] = [
      // Pay that is wages over jobs: 1,200,000 / 30 = 40,000.
      {
        naics: "111",
        title: "A",
        region: { start: undefined, end: { ...end, pay: known(40_000) } },
        reference: { start: end, end },
      },
      // Pay of its own, and cells without a value.
      {
        naics: "Cluster",
        title: "</script>",
        region: {
          start: {
            establishments: known(0),
            employment: { status: "suppressed" },
            wages: { status: "absent" },
            estimatedJobs: 3,
          },
          end: { ...end, pay: { status: "estimated", value: 39_000, low: 38_000, high: 41_000 }, estimatedJobs: 12 },
        },
        reference: { start: undefined, end: { ...end, pay: { status: "undefined", reason: "no jobs" } } },
        members: ["111", "112"],
        // A user's file may name its columns anything.
        userFactors: { schools: known(3.5), status: known(1), $: known(2), naics: known(3) },
      },
      // No jobs: nothing to divide by.
      {
        naics: "113",
        title: "C",
        region: { start: undefined, end: { ...end, employment: known(0), pay: { status: "suppressed" } } },
        reference: { start: undefined, end: { ...end, pay: { status: "estimated", value: 40_000, low: 1, high: 2 } } },
      },
    ];
    const text = encodePageData(dataOf(rows));
    expect(decodePageData(text).table.rows).toEqual(rows);
    // Nothing in it can end the element that it stands in.
    expect(text).toMatch(/^[!-~]+$/);
    expect(text).not.toContain("<");
  });

  it("holds wages at the top code as that, and occupations with the pattern they are by", () => {
    const occupations: MainOccupations = {
      sources: ["S"],
      patterns: [
        {
          code: "62",
          title: "Health care",
          occupations: [
            {
              code: "29-1215" as SocCode,
              title: "Family medicine physicians",
              share: 0.01,
              medianPay: { status: "top-coded", atLeast: 239_200 },
              education: "",
            },
          ],
        },
      ],
      industries: [["status", { kind: "ancestor", pattern: 0 }]],
      otherRevision: false,
    };
    const came = decodePageData(encodePageData({ ...dataOf([]), occupations }));
    expect(came.occupations).toEqual(occupations);
  });

  it("gives measures that are, to ten digits, those of the command line", async () => {
    const { ranking, analysis, ...inputs } = await rankDemo("4");
    const carried = decodePageData(encodePageData(pageData({ ...inputs, ranking, analysis })));
    const measured = new Map(measureIndustries(carried.table).map(({ naics, values }) => [naics, values]));
    for (const { candidate } of ranking.industries) {
      for (const [id, datum] of Object.entries(candidate.values)) {
        const came = measured.get(candidate.naics)?.[id];
        expect(came?.status, `${candidate.naics} ${id}`).toBe(datum.status);
        if (!("value" in datum) || came === undefined || !("value" in came)) continue;
        // A difference of two quantities is as good as they are: jobs and dollars of pay are up to 10⁶. Each of
        // the two is off by 5·10⁻¹² of itself at most, and one may be larger than the other.
        const scale = Math.max(Math.abs(datum.value), COUNTED.has(unitOf(id)) ? 1e6 : 1);
        expect(Math.abs(came.value - datum.value), `${candidate.naics} ${id}`).toBeLessThan(5e-11 * scale);
      }
    }
  });

  it("keeps a page of three hundred industries under 300 KB", async () => {
    const ranked = await rankDemo("4");
    const report = buildRankReport(ranked);
    const occupations = readMainOccupations(ranked.analysis.table);
    const page = buildPage(report, await programOfSources(), occupations);
    const industries = ranked.ranking.industries.length;
    const fixed = buildPage(
      { ...report, ranked: undefined, charts: [], tables: [], sections: [] } as unknown as typeof report,
      undefined,
    );
    const program = Buffer.byteLength(await programOfSources()) + Buffer.byteLength(fixed);
    const each = (Buffer.byteLength(page) - program) / industries;
    expect(industries).toBeGreaterThan(250);
    expect(program + 300 * each).toBeLessThan(300_000);
  });
});
