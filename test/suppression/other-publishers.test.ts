import { describe, expect, it } from "vitest";
import { isCovered, meansTheSame } from "../../src/signals/scope.js";
import type { Signal, SignalCell, SignalKind } from "../../src/signals/signal.js";
import { estimateSuppressed } from "../../src/suppression/estimate.js";
import { METHODS } from "../../src/suppression/methods.js";
import { countSignals, signalCountNotes } from "../../src/suppression/signal-notes.js";
import { qcewTable, type QcewRow } from "../helpers/qcew-table.js";
import { rowAt } from "./world.js";

/** Twelve counties; in the last one two industries of 332 are withheld. */
const COUNTIES = Array.from({ length: 12 }, (_, k) => `990${String(2 * k + 1).padStart(2, "0")}`);
const [LAST] = COUNTIES.slice(-1);

function row(area: string, industry: string, establishments: number, jobs: number | undefined): QcewRow {
  const employment = jobs ?? 0;
  const disclosure = jobs === undefined ? "N" : "";
  return { area, industry, year: 2016, quarter: 1, establishments, employment, wages: employment * 8_000, disclosure };
}

const TABLE = qcewTable(
  COUNTIES.flatMap((area) => [
    row(area, "10", 600, 9_000),
    row(area, "31-33", 40, 1_200),
    row(area, "332", 8, 200),
    row(area, "3323", 4, area === LAST ? undefined : 100),
    row(area, "3327", 4, area === LAST ? undefined : 100),
  ]),
);

function signalCell(kind: SignalKind, jobs: number, [low, high] = [jobs, jobs]): SignalCell {
  return { kind, jobs, low, high, establishments: 4 };
}

function signalOf(cells: (area: string, naics: string) => SignalCell | undefined, of: Partial<Signal> = {}): Signal {
  const areas = new Map(
    COUNTIES.map((area) => {
      const found = ["31-33", "332", "3323", "3327"].flatMap((naics): [string, SignalCell][] => {
        const cell = cells(area, naics);
        return cell ? [[naics, cell]] : [];
      });
      return [area, new Map(found)];
    }),
  );
  return { publisher: "cbp", file: "cbp16co.txt", year: 2016, quarter: 0, naics: 2012, areas, ...of };
}

/** What is published everywhere, over 0.8: there are 125 for 100. In the last county 60 and 190. */
function honest(area: string, naics: string): SignalCell | undefined {
  if (naics.length !== 4) return undefined;
  if (area !== LAST) return signalCell("jobs", 125);
  return signalCell("jobs", naics === "3323" ? 60 : 190);
}

const [first, second] = ["3323", "3327"].map((naics) => rowAt(TABLE, LAST!, naics)) as [number, number];
const jobsOf = (signals: readonly Signal[]): readonly [number, number] => {
  const { value } = estimateSuppressed(TABLE, { signals }).employment;
  return [value[first]!, value[second]!];
};

describe("a signal that agrees with published cells", () => {
  it("moves guesses most of the way to what it leads to, and published totals are met", () => {
    // Nothing else tells the two apart: as many establishments, of industries as large.
    const without = jobsOf([]);
    expect(without[0] + without[1]).toBeCloseTo(200, 3);
    // It says 60 and 190, in QCEW's terms 48 and 152: of 200 they have 48 and 152.
    const [small, large] = jobsOf([signalOf(honest)]);
    expect(small + large).toBeCloseTo(200, 3);
    expect(small).toBeGreaterThan(40);
    expect(small).toBeLessThan((48 + without[0]) / 2);
  });

  it("is named as the method, with the count of cells and how far off it is", () => {
    const { method, notes } = estimateSuppressed(TABLE, { signals: [signalOf(honest)] });
    expect(METHODS[method[first]!]).toBe("cbp");
    const note = notes.find(({ id }) => id === "signal-used");
    expect(note?.text).toContain("2 suppressed cells of quarter 1 of 2016");
    // Off by nothing on eleven counties' two cells, except for what the wider ratio leaves.
    expect(note?.text).toContain("22 published cells");
  });

  it("never passes what published totals allow", () => {
    const [small, large] = jobsOf([
      signalOf((area, naics) => (area === LAST ? signalCell("jobs", 90_000) : honest(area, naics))),
    ]);
    expect(small + large).toBeCloseTo(200, 3);
    expect(Math.max(small, large)).toBeLessThanOrEqual(200);
  });

  it("changes no published figure, and makes ranges no wider", () => {
    const [without, with_] = [[], [signalOf(honest)]].map((signals) => estimateSuppressed(TABLE, { signals }));
    const { value, low, high } = with_!.employment;
    for (let row = 0; row < TABLE.length; row++) {
      if (row === first || row === second) continue;
      expect(value[row]).toBe(TABLE.fields.employment![row]);
    }
    expect(high[first]! - low[first]!).toBeLessThan(without!.employment.high[first]! - without!.employment.low[first]!);
  });
});

describe("counts of a signal's cells for some areas", () => {
  const uses = estimateSuppressed(TABLE, { signals: [signalOf(honest)] }).signalUses;
  const textFor = (areas: readonly string[]): string | undefined =>
    signalCountNotes(countSignals(uses, new Set(areas)))[0]?.text;

  it("are of those areas' own cells", () => {
    expect(textFor([LAST!])).toContain("moved the guesses of 2 suppressed cells of quarter 1 of 2016");
    expect(textFor([COUNTIES[0]!])).toContain("says nothing of a suppressed cell");
  });

  it("are added up over parts", () => {
    const part = countSignals(uses, new Set([LAST!]));
    expect(signalCountNotes([...part, ...part])[0]?.text).toContain("guesses of 4 suppressed cells");
  });
});

describe("a signal that does not help", () => {
  it("leaves the estimates as they are, and is named in a caution", () => {
    // Ten times too many and ten times too few by turns.
    const wild = signalOf((area, naics) => {
      if (naics.length !== 4) return undefined;
      const isMuch = (COUNTIES.indexOf(area) + Number(naics)) % 2 === 0;
      return { ...signalCell("jobs", isMuch ? 2_500 : 4), establishments: undefined };
    });
    expect(jobsOf([wild])).toEqual(jobsOf([]));
    const { notes } = estimateSuppressed(TABLE, { signals: [wild] });
    expect(notes.find(({ id }) => id === "signal-unused")?.severity).toBe("caution");
  });

  it("is named where it says nothing of a suppressed cell, or of no cell that it is asked about", () => {
    const textOf = (signal: Signal): string =>
      estimateSuppressed(TABLE, { signals: [signal] }).notes.find(({ id }) => id === "signal-unused")?.text ?? "";
    const published = signalOf((_, naics) => (naics === "332" ? signalCell("jobs", 250) : undefined));
    expect(textOf(published)).toContain("says nothing of a suppressed cell of quarter 1 of 2016");
    expect(textOf(signalOf(() => undefined))).toContain("says nothing of a suppressed cell of quarter 1 of 2016");
  });

  it("is not asked about years too far off", () => {
    expect(jobsOf([signalOf(honest, { year: 2020 })])).toEqual(jobsOf([]));
    expect(jobsOf([signalOf(honest, { year: 2018 })])).not.toEqual(jobsOf([]));
  });

  it("is not asked about a county's sectors, whose totals say more", () => {
    const rows = COUNTIES.flatMap((area) => [
      row(area, "10", 30, 700),
      row(area, "31-33", 10, area === LAST ? undefined : 400),
      row(area, "42", 20, area === LAST ? undefined : 300),
    ]);
    const table = qcewTable(rows);
    const of = (signals: readonly Signal[]) => estimateSuppressed(table, { signals }).employment.value;
    const sectors = signalOf((area, naics) =>
      naics === "31-33" ? signalCell("jobs", area === LAST ? 50 : 400) : undefined,
    );
    expect(of([sectors])).toEqual(of([]));
  });
});

describe("a range in place of a number", () => {
  it("leaves a guess within it, and moves one beyond it towards its nearer end", () => {
    const range = (low: number, high: number) =>
      signalOf((area, naics) =>
        area === LAST && naics === "3323" ? signalCell("range", Math.sqrt(low * high), [low, high]) : undefined,
      );
    const without = jobsOf([]);
    expect(jobsOf([range(1, 5_000)])).toEqual(without);
    expect(jobsOf([range(1, 19)])[0]).toBeLessThan(without[0]);
  });
});

describe("what publishers cover", () => {
  it("leaves out industries that County Business Patterns has not, and aggregates", () => {
    for (const naics of ["10", "1013", "11", "111", "4821", "491", "525", "8131", "814", "92", "99"]) {
      expect(isCovered("cbp", naics)).toBe(false);
    }
    for (const naics of ["1133", "31-33", "481", "8111"]) expect(isCovered("cbp", naics)).toBe(true);
    expect(isCovered("qwi", "814")).toBe(true);
  });

  it("leaves out codes that mean something else over the revision of 2022", () => {
    expect(meansTheSame({ naics: 2017 }, "4451", 2022)).toBe(false);
    expect(meansTheSame({ naics: 2017 }, "4451", 2021)).toBe(true);
    expect(meansTheSame({ naics: 2017 }, "3323", 2022)).toBe(true);
    expect(meansTheSame({ naics: 2022 }, "4451", 2023)).toBe(true);
    // QWI's files are of one revision whatever their year, and don't say which.
    expect(meansTheSame({ naics: undefined }, "4451", 2016)).toBe(false);
  });
});
