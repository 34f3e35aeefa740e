import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageProgram } from "../../scripts/page-program.mjs";
import { pageOf } from "../../src/render/html.js";
import { buildRankReport } from "../../src/report/rank-report.js";
import { ROOT, runCli } from "../cli/run-cli.js";
import { rankDemo } from "./rank-demo.js";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const HOSTILE = `</script><script>window.bad=1</script> "quoted" 'single' \u202egnitsil <b>`;

/** The built-in region's page, with one title that tries to break out of it. */
async function hostilePage(): Promise<string> {
  const ranked = await rankDemo("3");
  for (const { candidate } of ranked.ranking.industries) {
    if (candidate.naics !== "481") continue;
    Object.assign(candidate, { title: HOSTILE });
    Object.assign(candidate.row, { title: HOSTILE });
  }
  return pageOf(buildRankReport(ranked), await pageProgram(join(ROOT, "src/page/main.ts")));
}

describe.skipIf(!existsSync(CHROMIUM))(`a ranking's page (skipped without ${CHROMIUM})`, () => {
  let browser: Browser;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-page-"));
  const said: string[] = [];
  const asked: string[] = [];
  const codes = (): Promise<string[]> =>
    page.$$eval("#ranking > tbody > tr[data-naics]", (rows) => rows.map((row) => row.getAttribute("data-naics") ?? ""));

  beforeAll(async () => {
    const file = join(folder, "page.html");
    writeFileSync(file, await hostilePage());
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("orders as the command line does when a slider is moved", async () => {
    await page.locator('input[data-factor="averagePay"]').fill("3");
    const { stdout } = await runCli("demo --weights employment=1,averagePay=3,growth=1,lq=1 --json");
    const { industries } = JSON.parse(stdout) as { industries: { naics: string }[] };
    expect(await codes()).toEqual(industries.map(({ naics }) => naics));
  });

  it("answers to the keyboard, and opens an industry's figures", async () => {
    const slider = page.locator('input[data-factor="lq"]');
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(await slider.inputValue()).toBe("1.25");
    const button = page.locator("#i522 button");
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    expect(await page.locator("#i522-more").textContent()).toContain("Location quotient");
  });

  it("keeps the weights in its address", async () => {
    await page.waitForFunction(() => location.hash.includes("weights="));
    const before = await codes();
    await page.reload();
    expect(await page.locator('input[data-factor="lq"]').inputValue()).toBe("1.25");
    expect(await codes()).toEqual(before);
  });

  it("is unharmed by a hostile title, asks for nothing and complains of nothing", async () => {
    expect(await page.evaluate(() => "bad" in window)).toBe(false);
    expect(await page.locator("#i481 button").textContent()).toBe(HOSTILE.replace("\u202e", ""));
    expect(said).toEqual([]);
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  });
});
