import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import type { MainOccupations } from "../../src/staffing/main-occupations.js";
import { buildPage } from "../../src/render/html.js";
import type { Report } from "../../src/report/report.js";
import { CHROMIUM } from "../helpers/programs.js";
import { programOfSources } from "./program.js";

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

let shared: Promise<Browser> | undefined;
let pages = 0;

/** One browser for all pages that are open at a time; each has its own context, as if it were alone. */
async function openContext(options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext> {
  pages++;
  shared ??= chromium.launch({ executablePath: CHROMIUM.path!, args: FLAGS, timeout: 0 });
  return (await shared).newContext(options);
}

async function closeContext(context: BrowserContext): Promise<void> {
  await context.close();
  if (--pages > 0) return;
  const browser = await shared;
  shared = undefined;
  await browser?.close();
}

/** A report's page, opened in a browser, with all that it says to the console and asks of the network. */
export class OpenPage {
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "sector-rank-page-"));
  #context!: BrowserContext;
  page!: Page;
  address = "";

  /** @param options of the browser's window, such as its size */
  static async open(
    report: Report,
    { occupations, ...options }: { readonly occupations?: MainOccupations } & Parameters<Browser["newContext"]>[0] = {},
  ): Promise<OpenPage> {
    const opened = new OpenPage();
    const file = join(opened.#folder, "page.html");
    writeFileSync(file, buildPage(report, await programOfSources(), occupations));
    opened.address = pathToFileURL(file).href;
    opened.#context = await openContext(options);
    opened.page = await opened.#context.newPage();
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
    await closeContext(this.#context);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
