import { describe, expect, it } from "vitest";
import { csvOf, fieldFolder, type FieldResult } from "./field-rows.js";

const { save, run } = fieldFolder();

/** Construction and manufacturing, 600 and 900 of 7,500 jobs in the county, 8 and 12 in a hundred here and in the nation. */
function twoSectors(area: string, kind: "1" | "7", scale: number): string[] {
  const row = (own: number, industry: string, level: string, jobs: number): string =>
    [area, own, industry, kind + level, 0, 2023, "A", "", jobs / 30, jobs, jobs * 40_000].join(",");
  return [
    row(0, "10", "0", 7_500 * scale),
    row(5, "10", "1", 7_500 * scale),
    row(5, "23", "4", 600 * scale),
    row(5, "31-33", "4", 900 * scale),
  ];
}
const FILES = { "s.csv": csvOf(...twoSectors("39001", "7", 1), ...twoSectors("US000", "1", 20)) };

describe("two sectors of an economy that is made as the nation's", () => {
  it("make one mix on both sides, with no basic jobs, and say how little they are", async () => {
    const argv = "industries --qcew s.csv --region 39001 --level sector --json";
    const { stdout, stderr } = await run(argv, save(FILES));
    const { context, notes } = JSON.parse(stdout) as FieldResult & {
      context: Record<"hachman" | "basicJobs" | "multiplier", { status: string; value?: number }>;
    };
    // Shares of 0.4 and 0.6 on both sides: 1 ÷ (0.4 × 1 + 0.6 × 1), and nothing above the nation's 8 and 12 percent.
    expect(context.hachman.value).toBeCloseTo(1, 12);
    expect(context.basicJobs.value).toBeCloseTo(0, 9);
    expect(context.multiplier.status).toBe("undefined");
    // (600 + 900) ÷ 7,500.
    expect(notes.map(({ text }) => text).join("\n"), stderr).toContain("have 20.0% of the establishments");
  });

  it("are counted by occupation as far as the staffing goes, and what it has not is named", async () => {
    const header =
      "naics_code,Occupation Title,Occupation Code,Occupation Type,2024 Employment,2024 Percent of Industry";
    const staffing = [
      header,
      '23,"Total, all occupations",00-0000,Summary,8000,100',
      "23,Roofers,47-2181,Line Item,400,5",
    ];
    const argv =
      "occupations --qcew s.csv --region 39001 --level sector --industries 23,31-33 --staffing own.csv --format csv";
    const { status, stdout, stderr } = await run(argv, save({ ...FILES, "own.csv": `${staffing.join("\n")}\n` }));
    expect(status, stderr).toBe(0);
    // 5 percent of 600.
    expect(stdout).toMatch(/^47-2181,Roofers,30,/m);
    expect(stderr).toContain("no staffing pattern holds it: 31-33");
  });
});
