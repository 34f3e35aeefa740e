import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROOT, runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const FOLDER = "qcew/annual/columbus-oh";

interface Compared {
  readonly industries: readonly {
    readonly naics: string;
    readonly moved?: number;
    readonly scoreChange?: number;
    readonly old?: { readonly rank?: number; readonly score?: number };
    readonly new?: { readonly rank?: number; readonly score?: number };
    readonly parts?: readonly { readonly cause: string; readonly places: number; readonly score: number }[];
  }[];
  readonly history: { readonly published: readonly string[] };
}

// Columbus, 2022 and 2023, both from 2020 on.
describeShared("compare between two years of Columbus", [FOLDER], () => {
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sector-rank-compare-"));
    for (const year of ["2022", "2023"]) {
      const out = join(folder, `${year}.json`);
      const run = await runCli([
        ...["rank", "--qcew", sharedData(FOLDER), "--region", "C1814", "--year", year, "--since", "2020"],
        ...["--out", out],
      ]);
      expect(run.status).toBe(0);
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const compare = (...more: readonly string[]) =>
    runCli(["compare", join(folder, "2022.json"), join(folder, "2023.json"), ...more]);

  it("explains every move by parts that add up", async () => {
    const { status, stdout } = await compare("--json");
    expect(status).toBe(0);
    const result = JSON.parse(stdout) as Compared;
    const moves = result.industries.filter(({ moved }) => moved !== undefined);
    expect(moves.length).toBeGreaterThan(80);
    expect(moves.filter(({ moved }) => moved !== 0).length).toBeGreaterThan(50);
    for (const { moved, scoreChange, old, new: recent, parts = [] } of moves) {
      expect(moved).toBe(old!.rank! - recent!.rank!);
      expect(parts.reduce((sum, { places }) => sum + places, 0)).toBe(moved);
      expect(scoreChange).toBe(recent!.score! - old!.score!);
      expect(Math.abs(parts.reduce((sum, { score }) => sum + score, 0) - scoreChange!)).toBeLessThan(1e-12);
    }
    const schema = JSON.parse(readFileSync(join(ROOT, "schema/compare.schema.json"), "utf8")) as object;
    const validate = validator(schema);
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
  });

  it("ends with 4 when the short list changed, and with 0 against itself", async () => {
    expect((await compare("--fail-on-change")).status).toBe(4);
    const same = join(folder, "2022.json");
    expect((await runCli(["compare", same, same, "--fail-on", "any"])).status).toBe(0);
  });

  it("distinguishes a revised figure of a shared year from a new one", async () => {
    // The same run with the jobs of 2020 of one industry a tenth higher, as another release might have them.
    const text = readFileSync(join(folder, "2023.json"), "utf8");
    const result = JSON.parse(text) as {
      basis: { industries: Record<string, { region: { start: { employment: { value: number; status: string } } } }> };
    };
    const [naics] = Object.entries(result.basis.industries).find(
      ([, { region }]) => region.start?.employment.status === "disclosed",
    )!;
    result.basis.industries[naics]!.region.start.employment.value *= 1.1;
    const revised = join(folder, "revised.json");
    writeFileSync(revised, JSON.stringify(result));
    const { stdout } = await runCli(["compare", join(folder, "2023.json"), revised, "--json"]);
    expect((JSON.parse(stdout) as Compared).history.published).toEqual([naics]);
  });
});
