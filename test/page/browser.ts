import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { pageProgram } from "../../scripts/page-program.mjs";
import type { MainOccupations } from "../../src/staffing/main-occupations.js";
import { buildPage } from "../../src/render/html.js";
import type { Report } from "../../src/report/report.js";
import { ROOT } from "../cli/run-cli.js";
import { CHROMIUM } from "../helpers/programs.js";

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

/** A report's page, opened in a browser, with all that it says to the console and asks of the network. */
export class OpenPage {
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "sector-rank-page-"));
  #browser!: Browser;
  page!: Page;
  address = "";

  /** @param options of the browser's window, such as its size */
  static async open(
    report: Report,
    { occupations, ...options }: { readonly occupations?: MainOccupations } & Parameters<Browser["newPage"]>[0] = {},
  ): Promise<OpenPage> {
    const opened = new OpenPage();
    const file = join(opened.#folder, "page.html");
    writeFileSync(file, buildPage(report, await pageProgram(join(ROOT, "src/page/main.ts")), occupations));
    opened.address = pathToFileURL(file).href;
    opened.#browser = await chromium.launch({ executablePath: CHROMIUM.path!, args: FLAGS, timeout: 0 });
    opened.page = await opened.#browser.newPage(options);
    // The limits of a test hold: a busy machine may take longer than the browser's own.
    opened.page.setDefaultTimeout(0);
    opened.page.on("console", (message) => opened.said.push(message.text()));
    opened.page.on("pageerror", (error) => opened.said.push(error.message));
    opened.page.on("request", (request) => opened.asked.push(request.url()));
    await opened.page.goto(opened.address);
    return opened;
  }

  /** Codes of the rows from the first on. */
  codes(): Promise<string[]> {
    return this.page.$$eval("#ranking > tbody > tr[data-naics]", (rows) =>
      rows.map((row) => row.getAttribute("data-naics") ?? ""),
    );
  }

  /** Ranks and codes as the table shows them, without how far an industry moved. */
  places(): Promise<(readonly [rank: string, naics: string])[]> {
    return this.page.$$eval("#ranking > tbody > tr[data-naics]", (rows) =>
      rows.map((row) => [row.children[0]!.lastChild!.textContent!.trim(), row.getAttribute("data-naics")!] as const),
    );
  }

  /** Goes to a view of the page, as a reader does who follows a link to it. */
  async view(hash: string): Promise<void> {
    // The browser reports a new address a moment later: this listener comes after the page's own.
    await this.page.evaluate((wanted) => {
      const before = location.hash;
      location.hash = wanted;
      if (location.hash === before) return undefined;
      return new Promise<void>((done) => addEventListener("hashchange", () => done(), { once: true }));
    }, hash);
  }

  /** What a "Copy" button gives: the box to copy from, since a page of a file has no clipboard. */
  async copied(button: string): Promise<string> {
    await this.page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await this.page.locator(button).click();
    return this.page.locator("#copied").inputValue();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
