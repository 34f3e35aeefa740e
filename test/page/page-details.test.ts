import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMainOccupations } from "../../src/staffing/read/main-occupations.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { runCli } from "../cli/run-cli.js";
import { CHROMIUM } from "../helpers/programs.js";
import { OpenPage } from "./browser.js";
import { rankDemo } from "./rank-demo.js";

// What the page says of one industry must be what the command line says of it with the weights that the sliders have.

const WEIGHTS = "employment=1,averagePay=3,growth=1,lq=1";

interface Sensitivity {
  readonly industries: readonly {
    readonly naics: string;
    readonly without: Readonly<Record<string, number>>;
  }[];
}

interface Said {
  readonly summary: readonly string[];
  readonly cautions: readonly { readonly text: string }[];
  readonly alsoConsider: readonly { readonly naics: string }[];
}

interface Occupations {
  readonly occupations: readonly {
    readonly soc: string;
    readonly values: { readonly jobs: { readonly value: number } };
  }[];
}

describe.skipIf(CHROMIUM.path === undefined)(`the details of an industry (${CHROMIUM.advice})`, () => {
  let opened: OpenPage;
  /** What is said of how safe a place is, by name. */
  const factsOf = (naics: string): Promise<Record<string, string>> =>
    opened.page.$$eval(`#i${naics}-more .facts > div`, (lines) =>
      Object.fromEntries(lines.map((line) => [line.children[0]!.textContent, line.children[1]!.textContent])),
    );

  beforeAll(async () => {
    const ranked = await rankDemo("3");
    const occupations = readMainOccupations(ranked.analysis.table);
    opened = await OpenPage.open(buildRankReport(ranked), { occupations });
    await opened.view(`weights=${encodeURIComponent(WEIGHTS)}`);
    for (const naics of ["522", "236"]) await opened.page.locator(`#i${naics} button`).click();
  });
  afterAll(() => opened.close());

  it("show how safe its place is with the weights as they are set, as `rank` and `sensitivity` do", async () => {
    const ranked = JSON.parse((await runCli(`demo --weights ${WEIGHTS} --json`)).stdout) as {
      industries: { naics: string; weightSpread: { topShare: number; low: number; high: number } }[];
    };
    const sensitive = JSON.parse(
      (await runCli(`sensitivity --qcew data/demo --region C1814 --weights ${WEIGHTS} --draws 100 --json`)).stdout,
    ) as Sensitivity;
    const byScore = JSON.parse((await runCli(`demo --weights ${WEIGHTS} --method z-score --json`)).stdout) as {
      industries: { naics: string; rank: number }[];
    };
    for (const naics of ["522", "236"]) {
      const facts = await factsOf(naics);
      const { weightSpread: near } = ranked.industries.find((one) => one.naics === naics)!;
      expect(facts["Draws in which it is among the first 10"]).toBe(`${(100 * near.topShare).toFixed(1)}%`);
      expect(facts["Ranks in 90% of these draws"]).toBe(`${near.low}–${near.high}`);
      const { without } = sensitive.industries.find((one) => one.naics === naics)!;
      expect(facts["Rank without jobs"]).toBe(String(without["employment"]));
      expect(facts["Rank without average pay"]).toBe(String(without["averagePay"]));
      expect(facts["Rank by z-score"]).toBe(String(byScore.industries.find((one) => one.naics === naics)!.rank));
    }
  });

  it("stand beside the summary, cautions and alternatives that `rank` gives with these weights", async () => {
    const { stdout } = await runCli(`demo --weights ${WEIGHTS} --json`);
    const ranked = JSON.parse(stdout) as Said;
    const textsOf = (selector: string): Promise<string[]> =>
      opened.page.$$eval(selector, (all) => all.map((one) => one.textContent.trim()));
    await opened.page.waitForFunction(() => document.querySelectorAll(".stale").length === 0);
    expect(await textsOf("#summary p")).toEqual([ranked.summary.join(" ")]);
    expect(await textsOf("#careful li")).toEqual(ranked.cautions.map(({ text }) => text));
    const alternatives = await textsOf("#also-consider li");
    expect(alternatives.map((text) => text.split(" ")[0])).toEqual(ranked.alsoConsider.map(({ naics }) => naics));
    // The page was made with other weights, of which other things are said.
    const made = buildRankReport(await rankDemo("3")).json as unknown as Said;
    expect(made.summary).not.toEqual(ranked.summary);
    expect(made.cautions).not.toEqual(ranked.cautions);
    expect(made.alsoConsider.map(({ naics }) => naics)).not.toEqual(ranked.alsoConsider.map(({ naics }) => naics));
  });

  it("show them again when a slider moves", async () => {
    const before = await factsOf("236");
    await opened.view("weights=lq%3D1");
    await opened.page.waitForFunction(() => document.querySelectorAll(".stale").length === 0);
    const after = await factsOf("236");
    // One factor alone: no weights to draw, nothing to leave out.
    expect(Object.keys(after)).not.toContain("Ranks in 90% of these draws");
    expect(Object.keys(before)).toContain("Ranks in 90% of these draws");
    await opened.view(`weights=${encodeURIComponent(WEIGHTS)}`);
    await opened.page.waitForFunction(() => document.querySelectorAll(".stale").length === 0);
    expect(await factsOf("236")).toEqual(before);
  });

  it("show its main occupations as `occupations` does, and whose pattern that is", async () => {
    const { stdout } = await runCli("occupations --qcew data/demo --region C1814 --industries 522 --json");
    const { occupations } = JSON.parse(stdout) as Occupations;
    const rows = await opened.page.$$eval('#i522-more .scroll[aria-label="Main occupations"] tbody tr', (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
    expect(rows.length).toBe(8);
    const known = new Map(occupations.map(({ soc, values }) => [soc, values.jobs.value]));
    for (const [, soc, , jobs] of rows) {
      expect(Number(jobs!.replace(/[~,]/g, "")), soc!).toBe(Math.round(known.get(soc!)!));
    }
    const largest = [...known.values()].sort((a, b) => b - a).slice(0, 8);
    expect(rows.map(([, soc]) => known.get(soc!))).toEqual(largest);
    expect(await opened.page.locator("#i522-more").textContent()).toContain("By the industry's own staffing pattern.");
  });

  it("stand beside a table that copies as the command line writes it", async () => {
    const copied = await opened.copied("#copy-csv");
    const { stdout } = await runCli(`demo --weights ${WEIGHTS} --format csv`);
    const [rows, expected] = [copied, stdout].map((text) => parse(text, { bom: true }));
    expect(rows!.length).toBe(expected!.length);
    expect(rows![0]).toEqual(expected![0]);
    const header = expected![0]!;
    rows!.forEach((row, line) => {
      const theirs = expected![line]!;
      row.forEach((cell, column) => {
        const other = theirs[column]!;
        if (cell === other) return;
        // A page carries estimates to twelve digits and the ends of their ranges to seven: to a millionth part. The
        // change in jobs, and what follows from it, is as good as the jobs at both ends.
        const isDifference = /^(change|competitiveShare|projectedChange)_/.test(header[column]!);
        const jobs = isDifference ? Math.max(...theirs.slice(3, 7).map(Number).filter(Number.isFinite)) : 0;
        expect(Math.abs(Number(cell) - Number(other)), `${header[column]!} ${cell} ${other}`).toBeLessThanOrEqual(
          1e-6 * Math.max(Math.abs(Number(other)), jobs, 1),
        );
      });
    });
    expect(await opened.copied("#copy-command")).toBe(`--weights ${WEIGHTS} --method mean-rank --missing reweight`);
    expect(await opened.copied("#copy-link")).toContain("#weights=");
    expect(opened.said).toEqual([]);
  });
});
