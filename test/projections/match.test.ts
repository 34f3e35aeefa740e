import { describe, expect, it } from "vitest";
import { disclosed, undefinedBecause } from "../../src/core/datum.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { projectedChangeMeasure, projectedGrowthMeasure } from "../../src/measures/projected-growth.js";
import { chainRevisions } from "../../src/naics/revision.js";
import { chooseProjections } from "../../src/projections/choose.js";
import { matchProjections } from "../../src/projections/match.js";
import type { ProjectionTable } from "../../src/projections/records.js";
import type { NaicsVersion } from "../../src/core/codes.js";
import { industryTable } from "../helpers/industry-table.js";
import { projectionTable } from "../helpers/projection-table.js";

const naics = readNaics();

function matchOne(code: string, table: ProjectionTable, version: NaicsVersion = 2022) {
  const [figures] = matchProjections([{ naics: code }], chooseProjections([table], [], naics), {
    naics,
    version,
    revisionBetween: (from, to) => chainRevisions(readRevisions(), from, to),
  });
  return figures!;
}

const row = (code: string, base?: number, projected?: number) => ({ code, base, projected });

describe("matching projections to industries", () => {
  it("takes the industry's own line, padded or not", () => {
    for (const code of ["311000", "311"]) {
      const found = matchOne("311", projectionTable([row(code, 1_000, 1_100), row("310000", 9_000, 9_100)]));
      expect(found).toMatchObject({
        base: disclosed(1_000),
        projected: disclosed(1_100),
        match: { kind: "exact", codes: ["311"] },
      });
    }
  });

  it("takes a line of the same content under another code: 55 is 551", () => {
    expect(matchOne("551", projectionTable([row("550000", 200, 210)])).match).toMatchObject({
      kind: "exact",
      codes: ["55"],
    });
  });

  it("adds lines that together are the industry", () => {
    // NAICS 4931 is all of 493; 492 has 4921 and 4922.
    const found = matchOne("492", projectionTable([row("492100", 300, 330), row("492200", 100, 90)]));
    expect(found).toMatchObject({
      base: disclosed(400),
      projected: disclosed(420),
      match: { kind: "sum", codes: ["4921", "4922"] },
    });
  });

  it("does not add lines that leave something out", () => {
    const found = matchOne(
      "492",
      projectionTable([row("492100", 300, 330), row("492200"), row("480000", 2_000, 2_200)]),
    );
    expect(found.match).toMatchObject({ kind: "ancestor", codes: ["48-49"] });
  });

  it("lends the narrowest wider industry's yearly rate, and not its jobs", () => {
    const found = matchOne(
      "3364",
      projectionTable([row("336000", 1_000, 1_000 * 1.02 ** 10), row("310000", 9_000, 9_000)]),
    );
    expect(found.match).toMatchObject({ kind: "ancestor", codes: ["336"] });
    const table = industryTable({
      region: { total: 1_000, "3364": 40 },
      reference: { total: 1 },
      projections: { "3364": found },
    });
    const rate = projectedGrowthMeasure.compute(table.industry("3364"), table);
    expect("value" in rate && rate.value).toBeCloseTo(0.02, 12);
    expect(projectedChangeMeasure.compute(table.industry("3364"), table)).toEqual(
      undefinedBecause("only a wider industry is projected"),
    );
  });

  it("says when the industry's own line has no figures", () => {
    const found = matchOne("481", projectionTable([row("481000"), row("480000", 2_000, 2_200)]));
    expect(found.match).toMatchObject({ kind: "ancestor", codes: ["48-49"] });
    expect(found.match.text).toContain("481000 itself has no figures");
  });

  it("finds nothing in totals, domains and lines of the publisher's own", () => {
    const found = matchOne(
      "622",
      projectionTable([row("000000", 9_000, 9_900), row("102000", 8_000, 8_800), row("006010", 10, 11)]),
    );
    expect(found.match.kind).toBe("none");
    expect(found.base.status).toBe("undefined");
  });

  it("adds up a cluster's members", () => {
    const [found] = matchProjections(
      [{ naics: "Flying", members: ["481", "3364"] }],
      chooseProjections(
        [projectionTable([row("481000", 10, 11), row("336400", 20, 22), row("441000", 1, 1)])],
        [],
        naics,
      ),
      { naics, version: 2022, revisionBetween: (from, to) => chainRevisions(readRevisions(), from, to) },
    );
    expect(found).toMatchObject({ base: disclosed(30), projected: disclosed(33), match: { kind: "sum" } });
  });
});

describe("projections of an earlier NAICS", () => {
  const table = (rows: Parameters<typeof projectionTable>[0]) =>
    projectionTable(rows, { baseYear: 2018, projectedYear: 2028 });

  it("are matched by content where a code was renamed", () => {
    // Census concordance: 457 of 2022 is gasoline stations, 447 of 2017, with fuel dealers, 454310.
    const found = matchOne(
      "457",
      table([row("447000", 1_000, 1_010), row("454310", 100, 90), row("440000", 9_000, 9_100), row("448000", 5, 5)]),
    );
    expect(found).toMatchObject({ base: disclosed(1_100), match: { kind: "sum", codes: ["447", "454310"] } });
  });

  it("are not matched by name where the content changed: 441 of 2022 is not 2017's", () => {
    const found = matchOne(
      "445",
      table([row("445000", 1_000, 1_010), row("448000", 5, 5), row("440000", 9_000, 9_100)]),
    );
    expect(found.match).toMatchObject({ kind: "ancestor", codes: ["44-45"] });
  });

  it("are matched by name where nothing changed", () => {
    const found = matchOne("622", table([row("622000", 1_000, 1_010), row("448000", 5, 5)]));
    expect(found.match).toMatchObject({
      kind: "exact",
      codes: ["622"],
      text: expect.not.stringContaining("version") as string,
    });
  });

  it("are matched the other way too", () => {
    const later = projectionTable([row("457000", 1_000, 1_010), row("440000", 9_000, 9_100)], {
      baseYear: 2024,
      projectedYear: 2034,
    });
    expect(matchOne("447", later, 2017).match).toMatchObject({ kind: "ancestor", codes: ["457"] });
  });
});
