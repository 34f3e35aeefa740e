import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { measureIndustries } from "../../src/ranking/criteria.js";
import { readRules } from "../../src/ranking/rules/rules.js";
import { holdArea, ruleNumbers } from "../../src/sweep/area-rules.js";
import { industryTable } from "../helpers/industry-table.js";
import { runCli } from "../cli/run-cli.js";

const RULES = ["--rule", "concentrated: lq >= 1.2", "--rule", "pays: averagePay > mean(averagePay)", "--eliminate"];

async function rowsOf(argv: readonly string[]): Promise<readonly Record<string, string>[]> {
  const { stdout, stderr } = await runCli([...argv, ...RULES, "--level", "sector", "--format", "csv"]);
  if (stdout === "") throw new Error(stderr);
  return parse(stdout, { columns: true }) as Record<string, string>[];
}

describe("rules over areas", () => {
  it("are columns: 1 for a pass, 0 for a fail, how many are met, and the rule that took an industry out", () => {
    // Quotients over shares of 0.5: 311 has 0.6 ÷ 0.5 = 1.2; 541 0.4 ÷ 0.5 = 0.8. 311 pays 10, 541 30; the mean is 20.
    const table = industryTable({
      level: "3",
      region: {
        total: { end: { employment: 100, wages: 1800 } },
        "311": { end: { employment: 60, wages: 600 } },
        "541": { end: { employment: 40, wages: 1200 } },
      },
      reference: { total: { end: 1000 }, "311": { end: 500 }, "541": { end: 500 } },
    });
    const rules = readRules(
      ["lq >= 1.2", "averagePay > 20"].map((text) => ({ text, where: { file: "test" } })),
      [],
    );
    const held = { rules, eliminates: true };
    expect(ruleNumbers(held)).toEqual(["rules_met", "rules_uncertain", "rule_1", "rule_2", "out_at"]);
    expect(holdArea(measureIndustries(table), table, held)).toEqual(
      new Map([
        ["311", [1, 0, 1, 0, 2]],
        ["541", [1, 0, 0, 1, 1]],
      ]),
    );
  });

  it("make of each area what rank makes of it", async () => {
    const swept = (await rowsOf(["sweep", "--qcew", "data/demo", "--areas", "39049,39041"])).filter(
      ({ area, naics }) => area === "39049" && naics !== "99",
    );
    const ranked = await rowsOf(["rank", "--qcew", "data/demo", "--region", "39049"]);
    const results = new Map(ranked.map((row) => [row["naics"], row]));
    expect(swept.length).toBe(ranked.length);
    const number = { pass: "1", fail: "0", unknown: "" } as const;
    const of = (row: Record<string, string>, id: string) => number[row[id]!.replace(" ~", "") as keyof typeof number];
    for (const row of swept) {
      const own = results.get(row["naics"])!;
      expect([row["naics"], row["rule_concentrated"], row["rule_pays"]]).toEqual([
        row["naics"],
        of(own, "rule_concentrated"),
        of(own, "rule_pays"),
      ]);
      expect(row["out_at"]).toBe({ concentrated: "1", pays: "2" }[own["eliminatedBy"]!] ?? "");
    }
  });

  it("can't name what is known only when all areas are", async () => {
    const { status, stderr } = await runCli("sweep --qcew data/demo --areas counties --rule lqPlace<=3");
    expect(status).toBe(2);
    expect(stderr).toContain("a rule over areas can't name lqPlace");
  });
});
