import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { Publisher, slicesOfDemo } from "./publisher.js";

let publisher: Publisher;
let folder: string;

beforeEach(async () => {
  publisher = await Publisher.open();
  for (const [path, body] of slicesOfDemo()) publisher.files.set(path, body);
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
});

afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (argv: readonly string[]) => runCli([...argv], { cwd: folder, env: { SECTOR_RANK_MIRROR: publisher.url } });
const COLUMBUS = ["fetch", "--region", "C1814", "--year", "2023", "--since", "2020", "--to", "d"];

describe("fetch", () => {
  it("brings a region's files and a ranking follows in a second command", async () => {
    const fetched = await run(COLUMBUS);
    expect(fetched).toMatchObject({ status: 0 });
    const ranked = await run(["rank", "--qcew", "d", "--region", "C1814", "--json"]);
    const demo = await run(["demo", "--json"]);
    expect(JSON.parse(ranked.stdout).industries).toEqual(JSON.parse(demo.stdout).industries);
  });
});
