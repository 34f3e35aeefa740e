import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { ROOT, runCli } from "../cli/run-cli.js";
import { Publisher, slicesOfDemo } from "../fetch/publisher.js";
import { validator } from "../helpers/json-schema.js";

let publisher: Publisher;
let folder: string;

beforeAll(async () => {
  publisher = await Publisher.open();
  for (const [path, body] of slicesOfDemo()) publisher.files.set(path, body);
  folder = mkdtempSync(join(tmpdir(), "schema-"));
  writeFileSync(
    join(folder, "sector-rank.yaml"),
    "runs:\n  - { command: measures, out: [m.csv] }\n  - { command: measures, out: [n.csv] }\n",
  );
  writeFileSync(join(folder, "delaware.csv"), slicesOfDemo().get("/cew/data/api/2023/a/area/39041.csv")!);
});

afterAll(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("what commands print as JSON is what the schema says", () => {
  it.each([
    ["fetch", "fetch --region 39041 --year 2023 --since 2023 --to d"],
    ["fetch", "fetch --adopt --to ."],
    ["fetch-check", "fetch --check --to d"],
    ["fetch-list", "fetch --list"],
    ["prepare", "prepare delaware.csv --store s"],
    ["prepare", "prepare --check --store s"],
    ["run", "run"],
    ["regions", "regions 39041"],
    ["regions", "regions C1814"],
    ["commute", "commute built-in/commuting/kansas-2021.csv --region C4862"],
  ])("%s: %s", async (name, argv) => {
    const { stdout, stderr } = await runCli(`${argv} --json`, {
      cwd: folder,
      env: { SECTOR_RANK_MIRROR: publisher.url, SOURCE_DATE_EPOCH: "1790000000" },
    });
    const result = JSON.parse(stdout || "{}") as { readonly schema?: string };
    expect(result.schema, stderr).toBe(`sector-rank/${name}/1`);
    const schema = jsonSchemas()[name]!;
    const validate = validator(schema);
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    // A key that no schema names is refused, so that the schema can't fall behind.
    expect(validate({ ...result, unknown: 1 })).toBe(false);
    const shipped: unknown = JSON.parse(readFileSync(join(ROOT, `schema/${name}.schema.json`), "utf8"));
    expect(shipped).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
