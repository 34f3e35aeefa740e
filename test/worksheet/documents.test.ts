import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { withFiles } from "./sheets.js";

interface Box {
  readonly measure: string;
  readonly from: string;
}
interface Document {
  readonly industries: readonly {
    readonly naics: string;
    readonly boxes: Readonly<Record<string, readonly Box[]>>;
    readonly enoughToInvite: boolean;
  }[];
  readonly checklist: readonly { readonly item: string; readonly by: string; readonly daysBefore: number }[];
  readonly goals: readonly string[];
  readonly figures: readonly { readonly naics: string; readonly measure: string; readonly from: string }[];
}
interface Ranking {
  readonly industries: readonly {
    readonly naics: string;
    readonly values: Readonly<Record<string, { readonly value: number }>>;
  }[];
}

let result: string;
beforeAll(async () => {
  result = (await runCli("demo --json")).stdout;
});

const schema = validator(jsonSchemas()["worksheet-document"]!);

async function documentOf(argv: string, files: Readonly<Record<string, string>> = {}): Promise<Document> {
  return withFiles({ "r.json": result, ...files }, async (cwd) => {
    const { stdout, stderr } = await runCli(`worksheet --from r.json ${argv} --json`, { cwd });
    expect(stderr).toBe("");
    const document = JSON.parse(stdout) as Document;
    expect(schema(document), JSON.stringify(schema.errors)).toBe(true);
    return document;
  });
}

describe("a sheet of strengths and threats", () => {
  it("puts each figure of the result where it belongs, and says where it took it from", async () => {
    const { industries } = await documentOf("--form swot");
    const ranking = (JSON.parse(result) as Ranking).industries;
    expect(industries.length).toBeGreaterThan(5);
    const boxed = { strengths: 0, weaknesses: 0, opportunities: 0, threats: 0 };
    for (const { naics, boxes } of industries) {
      const { values } = ranking.find((one) => one.naics === naics)!;
      const has = (box: string, measure: string): boolean => boxes[box]!.some((one) => one.measure === measure);
      const value = (id: string): number => values[id]!.value;
      expect(has("strengths", "lq"), naics).toBe(value("lq") >= 1.2);
      expect(has("weaknesses", "lq"), naics).toBe(value("lq") < 0.8);
      expect(has("strengths", "competitiveShare"), naics).toBe(value("competitiveShare") >= 0.5);
      expect(has("weaknesses", "payRatio"), naics).toBe(value("payRatio") < 1);
      expect(has("threats", "growth"), naics).toBe(value("growth") < 0);
      for (const [box, lines] of Object.entries(boxes)) {
        boxed[box as keyof typeof boxed] += lines.length;
        for (const { measure, from } of lines) expect(from).toContain(`r.json: ${measure} of ${naics}, `);
      }
    }
    expect(boxed.strengths).toBeGreaterThan(3);
    expect(boxed.weaknesses).toBeGreaterThan(1);
  });
});

describe("a launch sheet", () => {
  it("dates its checklist back, and warns where there are too few firms to invite 100", async () => {
    const { industries, checklist } = await documentOf("--form launch --naics 481,621 --launch 3/31/2026");
    // 16 weeks before the 31st of March 2026 is the 9th of December.
    expect(checklist[0]).toMatchObject({ daysBefore: 112, by: "2025-12-09" });
    expect(checklist.find(({ daysBefore }) => daysBefore === 0)).toMatchObject({ by: "2026-03-31" });
    expect(checklist.at(-1)).toMatchObject({ daysBefore: -14, by: "2026-04-14" });
    // Of Columbus 481 has 34 establishments, 621 has 4,470.
    expect(industries.map(({ naics, enoughToInvite }) => [naics, enoughToInvite])).toEqual([
      ["481", false],
      ["621", true],
    ]);
  });

  it("lists sub-sectors of a deeper result under the industry", async () => {
    const detail = (await runCli("industries --qcew demo --region C1814 --level 4 --json")).stdout;
    await withFiles({ "r.json": result, "d.json": detail }, async (cwd) => {
      const run = "worksheet --from r.json --form launch --naics 621 --detail d.json --format csv";
      const { stdout } = await runCli(run, { cwd });
      const rows = stdout.trim().split("\n").slice(1);
      expect(rows[0]).toMatch(/^621,/);
      const parts = (JSON.parse(detail) as Ranking).industries.filter(({ naics }) => naics.startsWith("621"));
      expect(rows.slice(1).map((row) => row.slice(0, 4))).toEqual(parts.map(({ naics }) => naics));
    });
  });
});

describe("a plan and reviews", () => {
  it("carry goals, metrics and figures with their sources, as a page, a Word document and a workbook", async () => {
    const metrics = `id,name,group,kind,unit,direction,baseline,baseline date,target,target date
open,Open jobs,business,impact,jobs,down,40,2025-01-31,10,2026-12-31
`;
    const plan = await documentOf('--form plan --naics 481 --goal "Fill open jobs" --metrics m.csv', {
      "m.csv": metrics,
    });
    expect(plan.goals).toEqual(["Fill open jobs"]);
    expect(plan.figures).toContainEqual(
      expect.objectContaining({ naics: "481", measure: "growth", from: "r.json: growth of 481, 2020 to 2023" }),
    );
    await withFiles({ "r.json": result, "m.csv": metrics }, async (cwd) => {
      const outs = ["p.md", "p.html", "p.docx", "p.xlsx"].map((file) => `--out ${file}`).join(" ");
      await runCli(`worksheet --from r.json --form plan --naics 481 --metrics m.csv ${outs}`, { cwd });
      for (const file of ["p.md", "p.html"]) {
        const text = readFileSync(join(cwd, file), "utf8");
        for (const words of ["Company that leads", "40 (2025-01-31)", "growth of 481, 2020 to 2023"])
          expect(text).toContain(words);
      }
      expect(readFileSync(join(cwd, "p.docx")).length).toBeGreaterThan(3000);
      const review = await runCli("worksheet --from r.json --form review --naics 481 --format md", { cwd });
      expect(review.stdout).toContain("| No more than two companies fell away");
    });
  });

  it("need industries that the result has, and a day that exists", async () => {
    await withFiles({ "r.json": result }, async (cwd) => {
      for (const [argv, code] of [
        ["--form swot --naics 999", "NAICS_UNKNOWN"],
        ["--form launch --launch 2026-02-30", "OPTION_VALUE"],
      ] as const) {
        const { status, stderr } = await runCli(`worksheet --from r.json ${argv} --json`, { cwd });
        expect([status, stderr]).toEqual([2, expect.stringContaining(code)]);
      }
    });
  });
});
