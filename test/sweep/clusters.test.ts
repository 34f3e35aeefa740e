import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolder, runCli } from "../cli/run-cli.js";

describe("clusters in a sweep", () => {
  const folder = makeFolder();
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("have the figures that rank gives them, and a place among the areas", async () => {
    const file = join(folder, "clusters.csv");
    writeFileSync(file, "cluster,naics\nHealth care,621\nHealth care,622\nHealth care,623\nLogistics,48-49\n");
    const rows = async (argv: readonly string[]) => {
      const { stdout, stderr } = await runCli([...argv, "--qcew", "data/demo", "--clusters", file, "--format", "csv"]);
      if (stdout === "") throw new Error(stderr);
      return parse(stdout, { columns: true }) as Record<string, string>[];
    };
    const swept = await rows(["sweep", "--areas", "counties"]);
    const delaware = new Map(swept.filter(({ area }) => area === "39041").map((row) => [row["naics"], row]));
    expect(delaware.get("621")).toBeUndefined();
    expect(Number(delaware.get("Health care")!["lq_areas"])).toBe(10);
    const ranked = await rows(["rank", "--region", "39041"]);
    expect(ranked.length).toBeGreaterThan(60);
    for (const row of ranked) {
      const own = delaware.get(row["naics"])!;
      for (const id of ["employment", "averagePay", "growth", "lq"]) {
        expect([row["naics"], id, Number(own[id])]).toEqual([row["naics"], id, Number(row[id])]);
      }
    }
  });
});
