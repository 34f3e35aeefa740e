import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dayAfter, dayNumber, parseDay } from "../../src/core/day.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { inFolder } from "../credentials/surveys.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";

const METRICS = `id,name,group,kind,unit,direction,baseline,baseline date,target,target date,lmi,naics
companies,Companies that take part,business,process,companies,up,5,2024-01-31,25,2025-12-31,,
vacancy,Days to fill a vacancy,business,impact,days,down,60,1/31/2024,40,6/30/2025,,
placed,People placed,jobseekers,impact,people,up,0,2024-01-01,100,2026-01-01,,
partners,Partners,public,process,partners,up,,,,,,
jobs,Jobs in the industry,business,impact,jobs,up,,,7000,2025-12-31,jobs,481
`;
const OBSERVATIONS = `id,date,value,note
companies,2025-06-30,27,
companies,2024-06-30,12,
vacancy,2024-12-31,55,
vacancy,2025-06-30,52,
placed,2024-07-01,10,
placed,2025-01-01,40,
placed,2025-12-01,99,
`;
const MEMBERS = `meeting,company,attended,in-kind dollars
2025-01-15,Company A,yes,500
2025-01-15,Company B,yes,
2025-01-15,Company C,yes,
2025-01-15,Company D,yes,
2025-03-15,Company A,yes,250
2025-03-15,Company B,no,
2025-05-15,Company A,yes,
2025-05-15,Company E,yes,"$1,000"
`;
const FILES = { "m.csv": METRICS, "o.csv": OBSERVATIONS, "p.csv": MEMBERS };
const RUN = "metrics --metrics m.csv --observations o.csv --members p.csv --as-of 2025-09-30";

interface Result {
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
  readonly engagement: Readonly<Record<string, unknown>>;
  readonly laborMarket?: { readonly figures: readonly Readonly<Record<string, { readonly value?: number }>>[] };
  readonly outcomes?: readonly object[];
  readonly partnerships?: readonly object[];
}

async function jsonOf(argv: string, files: Readonly<Record<string, string>> = FILES): Promise<Result> {
  return inFolder(files, async (cwd) => {
    const { stdout, stderr } = await runCli(`${argv} --json`, { cwd });
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Result;
  });
}

const validate = validator(jsonSchemas()["metrics"]!);

describe("days", () => {
  it("are read only where they exist", () => {
    expect(parseDay("2024-02-29")).toBe("2024-02-29");
    expect(parseDay("2/9/2024")).toBe("2024-02-09");
    for (const none of ["2023-02-29", "2024-13-01", "31/12/2024", "2024-6", "soon", ""])
      expect(parseDay(none)).toBeUndefined();
  });

  it("are counted as calendars do", () => {
    // 2000 was a leap year, 2100 is none.
    for (const day of ["1999-12-31", "2000-02-28", "2024-02-29", "2100-02-28", "2023-07-04"]) {
      const next = new Date(Date.UTC(...(day.split("-").map(Number) as [number, number, number])));
      next.setUTCMonth(next.getUTCMonth() - 1);
      next.setUTCDate(next.getUTCDate() + 1);
      expect(dayAfter(day, 1)).toBe(next.toISOString().slice(0, 10));
      expect(dayNumber(dayAfter(day, 400)) - dayNumber(day)).toBe(400);
      expect(dayAfter(dayAfter(day, -100), 100)).toBe(day);
    }
  });
});

describe("metrics of a partnership, by hand", () => {
  it("show change, way to target, trend, and what is overdue or without data", async () => {
    const { metrics } = await jsonOf(RUN);
    const of = (id: string) => metrics.find((one) => one["id"] === id)!;
    // From 5 to 27 where 25 is the target: 22/20 of the way, reached.
    expect(of("companies")).toMatchObject({
      latest: { day: "2025-06-30", value: 27 },
      change: 22,
      way: 22 / 20,
      state: "reached",
    });
    // From 60 down to 52 where 40 is the target: 8/20 of the way; the target's date was in June.
    expect(of("vacancy")).toMatchObject({ change: -8, way: 0.4, time: 1, state: "overdue", overdue: true });
    // 99 is of December, after the day asked about: 40 counts. 40% of the way; from 2024-01-01 to 2025-09-30 are 638 of 731 days.
    expect(of("placed")).toMatchObject({ latest: { value: 40 }, way: 0.4, state: "behind" });
    expect(of("placed")["time"]).toBeCloseTo(638 / 731, 12);
    // The line through (0, 0), (182, 10) and (366, 40) days: slope = Σ(x−x̄)(y−ȳ) / Σ(x−x̄)².
    const xs: readonly number[] = [0, 182, 366];
    const ys: readonly number[] = [0, 10, 40];
    const [mx, my] = [548 / 3, 50 / 3];
    const slope =
      xs.reduce((sum, x, at) => sum + (x - mx) * (ys[at]! - my), 0) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
    expect(of("placed")["trend"]).toBeCloseTo(slope * 365.25, 9);
    expect(of("partners")).toMatchObject({ state: "no data", overdue: false });
  });

  it("show who takes part, and flag more than two companies gone in two meetings", async () => {
    const { engagement } = await jsonOf(RUN);
    // B, C and D came in January and to neither of the last two meetings: three.
    expect(engagement).toEqual({
      meetings: [
        { day: "2025-01-15", listed: 4, attended: 4, inKind: 500 },
        { day: "2025-03-15", listed: 2, attended: 1, inKind: 250 },
        { day: "2025-05-15", listed: 2, attended: 2, inKind: 1000 },
      ],
      breadth: 5,
      members: 5,
      fellAway: 3,
      flagged: true,
      inKind: 1750,
    });
    expect((await jsonOf(`${RUN} --name-members`)).engagement["fellAwayNames"]).toEqual([
      "Company B",
      "Company C",
      "Company D",
    ]);
  });

  it("are the same in any order of rows, and what the schema says", async () => {
    const turned = (text: string): string => {
      const [header, ...lines] = text.trim().split("\n");
      return [header, ...lines.reverse()].map((line) => `${line!}\n`).join("");
    };
    const first = await jsonOf(RUN);
    const again = await jsonOf(RUN, { ...FILES, "o.csv": turned(OBSERVATIONS), "p.csv": turned(MEMBERS) });
    expect([again.metrics, again.engagement]).toEqual([first.metrics, first.engagement]);
    expect(validate(first), JSON.stringify(validate.errors)).toBe(true);
  });

  it("end a run in CI where one is overdue", async () => {
    await inFolder(FILES, async (cwd) => {
      expect((await runCli(`${RUN} --fail-on overdue`, { cwd })).status).toBe(4);
      expect((await runCli(`${RUN.replace("2025-09-30", "2025-06-30")} --fail-on overdue`, { cwd })).status).toBe(0);
    });
  });
});

describe("the labor market", () => {
  it("fills metrics in from a ranking, and sets growth against the nation's", async () => {
    const ranking = await runCli("demo --json");
    const { industries } = JSON.parse(ranking.stdout) as {
      readonly industries: readonly {
        readonly naics: string;
        readonly values: Readonly<
          Record<string, { readonly value: number; readonly low: number; readonly high: number }>
        >;
      }[];
    };
    const own = industries.find(({ naics }) => naics === "481")!.values;
    const files = { ...FILES, "r.json": ranking.stdout };
    const result = await jsonOf(`${RUN} --from r.json --naics 481`, files);
    const figure = (name: string) => result.laborMarket!.figures.find((one) => (one["figure"] as unknown) === name)!;
    // The measures of the ranking itself are another program's way to the same figures.
    expect(figure("jobs")["latest"]!.value).toBe(own["employment"]!.value);
    expect(figure("jobs")["change"]!.value).toBeCloseTo(own["growth"]!.value, 12);
    expect(figure("pay")["latest"]!.value).toBeCloseTo(own["averagePay"]!.value, 9);
    expect(figure("firms")["latest"]!.value).toBe(own["establishments"]!.value);
    expect(figure("lq")["latest"]!.value).toBeCloseTo(own["lq"]!.value, 12);
    expect(figure("lq")["change"]!.value).toBeCloseTo(own["lqChange"]!.value, 12);
    const { change, referenceChange, beyond } = figure("jobs");
    expect(beyond!.value).toBeCloseTo(change!.value! - referenceChange!.value!, 12);
    expect(figure("turnover")["latest"]!.value).toBeUndefined();
    const jobs = result.metrics.find(({ id }) => id === "jobs")!;
    const { value, low, high } = own["employment"]!;
    // The jobs of air transportation are withheld: a guess stays a guess.
    expect(low).toBeLessThan(high);
    expect(jobs["latest"]).toEqual({ day: "2023-12-31", value, range: { low, high } });
    expect((jobs["baseline"] as { readonly day: string }).day).toBe("2020-12-31");
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    // The files themselves give the same.
    const read = await jsonOf(`${RUN} --qcew demo --region C1814 --naics 481`);
    expect(read.laborMarket).toEqual(result.laborMarket);
  });
});

describe("many partnerships", () => {
  it("are rolled up to what share reports each outcome", async () => {
    await inFolder({}, async (cwd) => {
      for (const [name, rows] of [
        ["north", "placed,2024-07-01,120,\n"],
        ["south", ""],
        ["west", "placed,2024-07-01,5,\ncompanies,2024-07-01,9,\n"],
      ] as const) {
        mkdirSync(join(cwd, "all", name), { recursive: true });
        writeFileSync(join(cwd, "all", name, "metrics.csv"), METRICS);
        writeFileSync(join(cwd, "all", name, "observations.csv"), `id,date,value,note\n${rows}`);
      }
      const { stdout } = await runCli("metrics --roll-up all --as-of 2025-09-30 --json", { cwd });
      const { outcomes, partnerships } = JSON.parse(stdout) as Result;
      // Placed: two of three report it, north with 120 of 100 reached it.
      expect(outcomes).toContainEqual({
        id: "placed",
        name: "People placed",
        group: "jobseekers",
        kind: "impact",
        counting: 3,
        reporting: 2,
        reached: 1,
        overdue: 0,
        share: 2 / 3,
      });
      // Days to fill a vacancy were due in June everywhere.
      expect(partnerships).toContainEqual({ name: "south", metrics: 5, withData: 0, reached: 0, overdue: 1 });
      expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    });
  });
});

describe("metrics init", () => {
  it("writes metrics of all six cells that run as they are, and overwrites nothing", async () => {
    await inFolder({}, async (cwd) => {
      expect((await runCli("metrics init here", { cwd })).status).toBe(0);
      const folder = join(cwd, "here");
      const rows = readFileSync(join(folder, "metrics.csv"), "utf8").trim().split("\n").slice(1);
      expect(new Set(rows.map((row) => row.split(",").slice(2, 4).join(" "))).size).toBe(6);
      const run = "metrics --metrics metrics.csv --observations observations.csv --members members.csv";
      const { status, stdout } = await runCli(run, { cwd: folder, env: { SOURCE_DATE_EPOCH: "1790000000" } });
      expect(status).toBe(0);
      expect(stdout).toContain("As of    2026-09-21");
      expect((await runCli("metrics init here", { cwd })).status).toBe(2);
    });
  });
});
