import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMainOccupations } from "../../src/staffing/read/main-occupations.js";
import { controlsHtml } from "../../src/page/controls.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import type { Report } from "../../src/report/report.js";
import { runCli } from "../cli/run-cli.js";
import { CHROMIUM } from "../helpers/programs.js";
import { OpenPage } from "./browser.js";
import { rankDemo, rankDemoToChange } from "./rank-demo.js";

const HOSTILE = `</script><script>window.bad=1</script> "quoted" 'single' \u202egnitsil <b> <img src=x onerror=bad=1>`;

/** The built-in region's ranking, with one title that tries to break out of the page. */
let hostile: Promise<Report> | undefined;
function hostileReport(): Promise<Report> {
  return (hostile ??= makeHostileReport());
}

async function makeHostileReport(): Promise<Report> {
  const ranked = await rankDemoToChange("3");
  for (const { candidate } of ranked.ranking.industries) {
    if (candidate.naics !== "481") continue;
    Object.assign(candidate, { title: HOSTILE });
    Object.assign(candidate.row, { title: HOSTILE });
  }
  return buildRankReport(ranked);
}

describe.skipIf(CHROMIUM.path === undefined)(`a ranking's page (${CHROMIUM.advice})`, () => {
  let opened: OpenPage;
  beforeAll(async () => {
    opened = await OpenPage.open(await hostileReport());
  });
  afterAll(() => opened.close());

  it("orders as the command line does when a slider is moved", async () => {
    await opened.page.locator('input[data-factor="averagePay"]').fill("3");
    const { stdout } = await runCli("demo --weights employment=1,averagePay=3,growth=1,lq=1 --json");
    const { industries } = JSON.parse(stdout) as { industries: { naics: string }[] };
    expect(await opened.codes()).toEqual(industries.map(({ naics }) => naics));
  });

  it("says the new order to a screen reader, and of its words only what is true of it", async () => {
    const { page } = opened;
    await page.waitForFunction(() => document.querySelector("#said")!.textContent !== "");
    expect(await page.locator("#said").textContent()).toContain("Ranked 86 industries: 1 ");
    expect(await page.locator("#said").getAttribute("aria-live")).toBe("polite");
    expect(await page.locator("#scope").textContent()).toContain("average pay 50.0%");
    const [first] = await opened.codes();
    expect(await page.locator("#why li").first().textContent()).toMatch(new RegExp(`^${first!} `));
  });

  it("answers to the keyboard, and opens an industry's figures", async () => {
    const { page } = opened;
    const slider = page.locator('input[data-factor="lq"]');
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(await slider.inputValue()).toBe("1.25");
    const button = page.locator("#i522 button");
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    expect(await page.locator("#i522-more").textContent()).toContain("Location quotient");
    expect(await page.evaluate(() => document.activeElement?.closest("tr")?.id)).toBe("i522");
  });

  it("keeps the weights in its address", async () => {
    const { page } = opened;
    // The address follows a moment after the sliders, and after a reload the sliders a moment after the page.
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes("lq=1.25"));
    const before = await opened.codes();
    await page.reload();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[data-factor="lq"]')?.value === "1.25",
    );
    expect(await opened.codes()).toEqual(before);
  });

  it("is unharmed by a hostile title, asks for nothing and complains of nothing", async () => {
    const { page, said, asked } = opened;
    await page.locator("#i481 button").click();
    expect(await page.evaluate(() => "bad" in window)).toBe(false);
    expect(await page.locator("#i481 button").textContent()).toBe(HOSTILE.replace("\u202e", ""));
    expect(await page.locator("img").count()).toBe(0);
    expect(said).toEqual([]);
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  });

  it("is unharmed by a hostile address", async () => {
    const { page, said } = opened;
    await page.locator("#reset").click();
    const own = await opened.places();
    for (const hash of [
      "weights=__proto__=5,constructor=3,lq=-4,growth=NaN,averagePay=1e999,employment=",
      "weights=%E0%A4%A&method=evil&missing=<script>&minPay=-5&minLq=Infinity&minEmployment=x",
      "=&&==&%",
      "a".repeat(100_000),
    ]) {
      await opened.view(hash);
      expect(await opened.places(), hash.slice(0, 40)).toEqual(own);
    }
    await opened.view("weights=lq=1e6,growth=0.001:lower");
    expect((await opened.places())[0]).not.toEqual(own[0]);
    await page.locator("#reset").click();
    expect(said).toEqual([]);
  });

  it("says why nothing is ranked where all weights are zero or no industry passes a filter", async () => {
    const { page } = opened;
    for (const id of ["employment", "averagePay", "growth", "lq"]) {
      await page.locator(`input[data-factor="${id}"]`).fill("0");
    }
    expect(await page.locator("#problem").textContent()).toContain("All weights are zero");
    await page.locator("#reset").click();
    expect(await page.locator("#problem").textContent()).toBe("");
    await opened.view("minEmployment=999999999");
    expect(await page.locator("#problem").textContent()).toContain("lower a filter");
    await page.locator("#reset").click();
  });

  it("is a real table with its parts named, also where rows are laid out as grids", async () => {
    const { page } = opened;
    const shape = await page.evaluate(() => {
      const table = document.querySelector("#ranking")!;
      const row = table.querySelector("tbody > tr")!;
      const roles = (of: Element): (string | null)[] => [...of.children].map((cell) => cell.getAttribute("role"));
      return {
        tags: [table.tagName, row.tagName, ...[...row.children].map(({ tagName }) => tagName)],
        role: table.getAttribute("role"),
        row: row.getAttribute("role"),
        roles: roles(row),
        heads: roles(table.querySelector("thead > tr")!),
        sorted: table.querySelector("[aria-sort]")?.textContent,
        unnamed: [...document.querySelectorAll<HTMLInputElement>("input, select")].filter(
          (input) => !input.labels?.length,
        ).length,
      };
    });
    expect(shape.tags).toEqual(["TABLE", "TR", "TD", "TD", "TH", ...Array.from({ length: 7 }, () => "TD")]);
    expect([shape.role, shape.row]).toEqual(["table", "row"]);
    expect(shape.roles).toEqual(["cell", "cell", "rowheader", ...Array.from({ length: 7 }, () => "cell")]);
    expect(shape.heads).toEqual(Array.from({ length: 10 }, () => "columnheader"));
    expect(shape.sorted).toBe("Rank");
    expect(shape.unnamed).toBe(0);
  });
});

describe("the sliders of a page", () => {
  it.each([
    [[0.4, 0.3, 0.2, 0.1], 'max="1" step="0.05"'],
    [[1, 1, 1, 1], 'max="5" step="0.25"'],
    [[40, 30, 20, 10], 'max="80" step="1"'],
  ])("reach as far as weights of %j do", (weights, attributes) => {
    const stated = Object.fromEntries(
      weights.map((weight, at) => [`f${at}`, { weight, direction: "higher" as const }]),
    );
    const factors = Object.keys(stated).map((id) => ({ id, label: id, stated: true }));
    const html = controlsHtml(factors, { weights: stated, method: "mean-rank", missing: "reweight", least: {} });
    expect(html).toContain(attributes);
  });
});

describe.skipIf(CHROMIUM.path === undefined)(`a page on a phone and without scripts (${CHROMIUM.advice})`, () => {
  it("needs no sideways scrolling at 360 pixels, and names each figure", async () => {
    const opened = await OpenPage.open(await hostileReport(), {
      viewport: { width: 360, height: 740 },
      occupations: readMainOccupations((await rankDemo("3")).analysis.table),
    });
    try {
      const { page } = opened;
      await page.locator("#i522 button").click();
      const hidden = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll("#tables, .details .scroll")].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      );
      expect(hidden.length).toBe(4);
      expect(Math.max(...hidden)).toBeLessThanOrEqual(0);
      const label = await page
        .locator('#i522 td[data-label="Pay"]')
        .evaluate((cell) => getComputedStyle(cell, "::before").content);
      expect(label).toBe('"Pay"');
    } finally {
      await opened.close();
    }
  });

  it("shows table, chart and notes without a script", async () => {
    const opened = await OpenPage.open(await hostileReport(), { javaScriptEnabled: false });
    try {
      expect(await opened.page.locator("#ranking > tbody > tr").count()).toBe(86);
      expect(await opened.page.locator("#chart circle").count()).toBeGreaterThan(50);
      expect(await opened.page.locator("#controls").count()).toBe(0);
      expect(opened.said).toEqual([]);
    } finally {
      await opened.close();
    }
  });
});
