import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stepLimits, type Rung } from "../../src/occupations/ladders.js";
import { compareMaps } from "../../src/pathways/compare-maps.js";
import { buildPathwayMap } from "../../src/pathways/map.js";
import { runCli } from "../cli/run-cli.js";
import { soc } from "../helpers/staffing.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-pathways-"));
afterAll(() => rmSync(folder, { recursive: true }));

function rung(code: string, pay: number, related: readonly string[], jobs = 100): Rung {
  return {
    code: soc(code),
    title: code,
    jobs,
    openings: 20,
    pay,
    asks: { education: "High school diploma or equivalent", experience: "None", training: "None" },
    jobZone: 2,
    related: related.map(soc),
    skills: [{ kind: "skill", name: "Speaking", importance: 4 }],
    industries: ["622"],
  };
}

/** One entry with two steps up, and one more from the better of them. */
const RUNGS = [
  rung("31-1131", 30_000, ["29-2061", "31-9092"], 900),
  rung("29-2061", 50_000, ["29-1141"]),
  rung("31-9092", 40_000, ["29-2061"]),
  rung("29-1141", 90_000, []),
];
const limits = stepLimits(0, {
  jobs: 50,
  share: 0,
  leastOpenings: 5,
  leastGain: 0.1,
  leastOverlap: 0.7,
  mostYears: 6,
});
const size = { starts: 1, branches: 2, most: 10 };
const stepsOf = (map: ReturnType<typeof buildPathwayMap>) => map.steps.map(({ from, to }) => `${from.code} ${to.code}`);

describe("a pathway map", () => {
  it("goes from the entry by the best steps, and on from where they lead", () => {
    const map = buildPathwayMap(RUNGS, { limits, size, struck: [] });
    expect(stepsOf(map)).toEqual(["31-1131 29-2061", "31-1131 31-9092", "29-2061 29-1141", "31-9092 29-2061"]);
    expect(map.occupations.map(({ code }) => code)).toEqual(["31-1131", "31-9092", "29-2061", "29-1141"]);
  });

  it("has no step that employers strike out, and says which of their list it would not have", () => {
    const struck = [
      { from: soc("31-1131"), to: soc("29-2061"), reason: "", line: 2 },
      { from: soc("29-1141"), to: soc("31-1131"), reason: "", line: 3 },
    ];
    const map = buildPathwayMap(RUNGS, { limits, size, struck });
    expect(stepsOf(map)).not.toContain("31-1131 29-2061");
    // 50,000 / 30,000 − 1
    expect(map.struck.map(({ from, gain }) => [from, gain])).toEqual([["31-1131", 50 / 30 - 1]]);
    expect(map.unused.map(({ line }) => line)).toEqual([3]);
  });

  it("is no larger than it was asked to be, and names programs where they are known", () => {
    const program = { institution: "College", title: "Nursing", award: "Associate's degree", completions: 12 };
    const map = buildPathwayMap(RUNGS, { limits, size: { ...size, most: 2 }, struck: [], programsOf: () => [program] });
    expect(map.occupations).toHaveLength(2);
    expect(map.steps[0]?.programs).toEqual([program]);
  });

  it("compares with an earlier one: steps added, removed, changed", () => {
    const map = buildPathwayMap(RUNGS.slice(0, 2), { limits, size, struck: [] });
    const figures = { openings: 20, years: 0, line: 2 };
    const changes = compareMaps(
      [
        { from: soc("31-1131"), to: soc("29-2061"), gain: 0.5, ...figures },
        { from: soc("31-1131"), to: soc("31-9092"), gain: 0.2, ...figures },
      ],
      map.steps,
    );
    expect(changes.map(({ kind, to }) => [kind, to])).toEqual([
      ["removed", "31-9092"],
      ["changed", "29-2061"],
    ]);
    expect(
      compareMaps([{ from: soc("31-1131"), to: soc("29-2061"), gain: 50 / 30 - 1, ...figures }], map.steps),
    ).toEqual([]);
    expect(compareMaps([], map.steps).map(({ kind }) => kind)).toEqual(["added"]);
  });
});

describe("`pathways` on hospitals of Columbus", () => {
  it("writes a list of steps that a later run compares with, and a picture", async () => {
    const asked = "pathways --qcew demo --region C1814 --industries 622";
    const list = join(folder, "steps.csv");
    const first = await runCli(`${asked} --out ${list} --out ${join(folder, "map.svg")}`);
    expect(first.status).toBe(0);
    const lines = readFileSync(list, "utf8").trim().split("\n");
    expect(lines[0]).toMatch(/^from,from_title,to,to_title,gain/);
    // No clerk becomes a model, no secretary a manager of transportation.
    expect(lines.some((line) => line.includes("41-9012") || line.includes("11-3071"))).toBe(false);
    expect(readFileSync(join(folder, "map.svg"), "utf8")).toContain("Job zone 3");
    const [from, , to] = lines.find((line) => !line.includes('"') && line !== lines[0])!.split(",");
    writeFileSync(join(folder, "struck.csv"), `from,to\n${from!},${to!}\n`);
    const second = await runCli(`${asked} --against ${list} --struck ${join(folder, "struck.csv")} --json`);
    const { changes, steps } = JSON.parse(second.stdout) as {
      readonly changes: {
        readonly steps: readonly { readonly kind: string; readonly from: string; readonly to: string }[];
      };
      readonly steps: readonly { readonly from: string; readonly to: string }[];
    };
    expect(steps.some((step) => step.from === from && step.to === to)).toBe(false);
    expect(changes.steps).toContainEqual(expect.objectContaining({ kind: "removed", from, to }));
  });
});
