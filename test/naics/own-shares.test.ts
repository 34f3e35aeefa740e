import { describe, expect, it } from "vitest";
import { ABSENT, disclosed, SUPPRESSED } from "../../src/core/datum.js";
import type { AreaSet, PeriodFigures } from "../../src/core/industry-table.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { planBridge } from "../../src/naics/bridge-plan.js";
import { sharesOfArea } from "../../src/naics/split-shares.js";
import { chainRevisions, splitPieces } from "../../src/naics/revision.js";
import { withOwnShares } from "../../src/region/own-split-shares.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";

const naics = readNaics();
const shipped = chainRevisions(readRevisions(), 2012, 2017);

// Scientific research, 541711 and 541712, became nanotechnology (541713), biotechnology (541714) and other (541715).
const BEFORE: Readonly<Record<string, number>> = { "541711": 10_000, "541712": 20_000 };
const AFTER: Readonly<Record<string, number>> = { "541713": 9_000, "541714": 6_000, "541715": 15_000 };

const figures = (jobs: number | undefined, hidden = false): PeriodFigures => {
  if (jobs === undefined) return { establishments: ABSENT, employment: ABSENT, wages: ABSENT };
  if (hidden) return { establishments: disclosed(5), employment: SUPPRESSED, wages: SUPPRESSED };
  return { establishments: disclosed(jobs / 10), employment: disclosed(jobs), wages: disclosed(jobs * 60_000) };
};
const sum = (codes: readonly string[]): number | undefined => {
  const known = codes.flatMap((code) => BEFORE[code] ?? []);
  return known.length === 0 ? undefined : known.reduce((total, jobs) => total + jobs, 0);
};
const input = {
  plan: planBridge(naics, shipped, "6"),
  naics,
  earlierCodes: Object.keys(BEFORE),
  later: (code: string) => figures(AFTER[code]),
  years: 1,
};

describe("shares of split codes from an area's own figures", () => {
  const { revision, codes } = sharesOfArea(shipped, { ...input, earlier: (of) => figures(sum(of)) });
  const shareOf = (from: string, to: string): number =>
    splitPieces(revision, from).find((piece) => piece.to === to)?.shares.employment.value ?? 0;

  it("give each later code about what it has the year after", () => {
    expect(codes).toBe(2);
    for (const [to, jobs] of Object.entries(AFTER)) {
      const came = Object.entries(BEFORE).reduce((total, [from, had]) => total + had * shareOf(from, to), 0);
      // Within a year industries grow apart by about a twelfth: 0.15 × √(1 ÷ 3).
      expect(Math.abs(came / jobs - 1), to).toBeLessThan(0.15);
      const before = Object.entries(BEFORE).reduce((total, [from, had]) => {
        const piece = splitPieces(shipped, from).find((one) => one.to === to);
        return total + had * (piece?.shares.employment.value ?? 0);
      }, 0);
      expect(Math.abs(came - jobs), to).toBeLessThanOrEqual(Math.abs(before - jobs));
    }
  });

  it("add up to the whole code, for jobs, establishments and wages", () => {
    for (const from of Object.keys(BEFORE)) {
      for (const measure of ["employment", "establishments", "wages"] as const) {
        const total = splitPieces(revision, from).reduce((all, { shares }) => all + shares[measure].value, 0);
        expect(total, `${from} ${measure}`).toBeCloseTo(1, 6);
      }
    }
  });

  it("stay as shipped where a code is suppressed, and for all codes that the area does not have", () => {
    const hidden = sharesOfArea(shipped, {
      ...input,
      earlier: (of) => figures(sum(of), of.includes("541711")),
    });
    // Establishments are published where jobs are not, and tell their own shares.
    for (const measure of ["employment", "wages"] as const) {
      const shares = (of: typeof shipped): unknown => splitPieces(of, "541711").map((piece) => piece.shares[measure]);
      expect(shares(hidden.revision)).toEqual(shares(shipped));
    }
    expect(splitPieces(revision, "211111")).toEqual(splitPieces(shipped, "211111"));
  });
});

describe("the reference area's files", () => {
  const rows = (year: number, jobs: Readonly<Record<string, number>>): readonly QcewRow[] =>
    Object.entries(jobs).map(([industry, employment]) => ({
      area: "US000",
      year,
      industry,
      employment,
      establishments: employment / 10,
      wages: employment * 60_000,
    }));
  const reference: AreaSet = { name: "United States", areas: [], composed: false };
  const ask = (before: number, after: number) => {
    const qcew = qcewTable([...rows(before, BEFORE), ...rows(after, AFTER)]);
    const among = Uint32Array.from({ length: qcew.length }, (_, row) => row);
    return withOwnShares(shipped, { qcew, among, reference, ownership: "private", naics, quarter: 0 });
  };

  it("tell shares from the years next to the break, and a note says which", () => {
    const { notes } = ask(2016, 2017);
    expect(notes.map(({ text }) => text)).toEqual([
      "The shares of 2 codes that NAICS 2017 split are taken from United States of 2016 and 2017 in the files, at six digits.",
    ]);
  });

  it("do not where the years are far from each other", () => {
    expect(ask(2014, 2018)).toEqual({ revision: shipped, notes: [] });
  });
});
