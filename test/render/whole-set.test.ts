import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder, removeFolder, runCli, type CliResult } from "../cli/run-cli.js";

const SET = [
  "bars.png",
  "bars.svg",
  "brief.docx",
  "brief.html",
  "brief.md",
  "bubble.png",
  "bubble.svg",
  "intervals.png",
  "intervals.svg",
  "ranking.csv",
  "ranking.html",
  "ranking.json",
  "ranking.xlsx",
];
const PNG = [0x89, 0x50, 0x4e, 0x47];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

describe("the whole set of files of a ranking", () => {
  let cwd = "";
  let result: CliResult;
  beforeAll(async () => {
    cwd = makeFolder();
    result = await runCli("demo --out-dir new/columbus --format csv", { cwd });
  });
  afterAll(() => removeFolder(cwd));
  const bytes = (name: string): Buffer => readFileSync(join(cwd, "new/columbus", name));

  it("is written into a folder that is made for it, each file in its own format", () => {
    expect(result.status, result.stderr).toBe(0);
    expect(readdirSync(join(cwd, "new/columbus")).sort()).toEqual(SET);
    expect([...bytes("ranking.xlsx").subarray(0, 4)]).toEqual(ZIP);
    for (const kind of ["bars", "bubble", "intervals"]) {
      expect([...bytes(`${kind}.png`).subarray(0, 4)]).toEqual(PNG);
      // The header's width and height: a slide of 1280 by 720 at twice its pixels.
      expect([bytes(`${kind}.png`).readUInt32BE(16), bytes(`${kind}.png`).readUInt32BE(20)]).toEqual([2560, 1440]);
    }
    expect(bytes("ranking.csv").toString()).toBe(result.stdout);
    expect(bytes("brief.md").toString()).toContain("## Be careful");
  });

  it("has in each picture the chart of its name", () => {
    expect(bytes("bubble.svg").toString()).toContain("Growth, concentration and size of industries");
    expect(bytes("bars.svg").toString()).toContain("What put them on the short list");
    expect(bytes("intervals.svg").toString()).toContain("How sure the ranks are");
  });

  it("holds no chart that the ranking does not have", async () => {
    // Nothing is estimated, so that no rank has a range.
    await runCli("demo --level sector --suppressed drop --out-dir dropped", { cwd });
    expect(readdirSync(join(cwd, "dropped")).sort()).toEqual(SET.filter((name) => !name.startsWith("intervals")));
  });

  it("refuses a file in the folder's place, and leaves nothing behind", async () => {
    writeFileSync(join(cwd, "taken"), "mine");
    const { status, stderr } = await runCli("demo --level sector --out-dir taken", { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("a file of that name, which is not a folder");
    expect(readFileSync(join(cwd, "taken"), "utf8")).toBe("mine");
    mkdirSync(join(cwd, "half/ranking.csv"), { recursive: true });
    const second = await runCli("demo --level sector --out-dir half", { cwd });
    expect(second.status).toBe(2);
    expect(readdirSync(join(cwd, "half"))).toEqual(["ranking.csv"]);
    expect(statSync(join(cwd, "half/ranking.csv")).isDirectory()).toBe(true);
  });

  it("lets --chart win over a picture's name, and says which chart a name does not have", async () => {
    await runCli("demo --level sector --chart bars --out bubble.svg", { cwd });
    expect(readFileSync(join(cwd, "bubble.svg"), "utf8")).toContain("What put them on the short list");
    const { status, stderr } = await runCli("demo --level sector --suppressed drop --out my-intervals.svg", { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("no intervals chart");
    expect(existsSync(join(cwd, "my-intervals.svg"))).toBe(false);
  });

  it("takes the folder away again that was made for it where a file can't be written", async () => {
    const { status } = await runCli("regions OH --out-dir fresh/regions --out missing/regions.csv", { cwd });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, "fresh"))).toBe(false);
  });
});

describe("the whole set of files of other commands", () => {
  let cwd = "";
  beforeAll(() => {
    cwd = makeFolder();
  });
  afterAll(() => removeFolder(cwd));

  const COLUMBUS = "--qcew data/demo --region C1814 --level sector";
  const tables = (name: string): readonly string[] => ["csv", "html", "json", "xlsx"].map((one) => `${name}.${one}`);
  it.each([
    { argv: `sensitivity ${COLUMBUS}`, name: "sensitivity", charts: ["intervals"] },
    { argv: `shift-share ${COLUMBUS}`, name: "shift-share", charts: ["bars"] },
    { argv: `industries ${COLUMBUS}`, name: "industries", charts: ["bubble"] },
    { argv: `estimate ${COLUMBUS}`, name: "estimate", charts: ["intervals"] },
    { argv: `occupations ${COLUMBUS}`, name: "occupations", charts: ["bars"] },
    { argv: `explain 62 ${COLUMBUS}`, name: "explain", charts: [] },
    { argv: "inspect data/demo", name: "inspect", charts: [] },
    { argv: "regions OH", name: "regions", charts: [] },
    { argv: "measures", name: "measures", charts: [] },
  ])("$argv", async ({ argv, name, charts }) => {
    const { status, stderr } = await runCli(`${argv} --out-dir ${name}`, { cwd });
    expect(status, stderr).toBe(0);
    const pictures = charts.flatMap((kind) => [`${kind}.svg`, `${kind}.png`]);
    expect(readdirSync(join(cwd, name)).sort()).toEqual([...tables(name), ...pictures].sort());
    const picture = await runCli(`${argv} --out ${name}.svg`, { cwd });
    expect(picture.status).toBe(charts.length > 0 ? 0 : 2);
    if (charts.length === 0) expect(picture.stderr).toContain(`${name} has no chart here`);
  });

  it("is written by a run of a config, too", async () => {
    writeFileSync(
      join(cwd, "sector-rank.yaml"),
      [
        'qcew: ["data/demo"]',
        'region: "39049"',
        "level: sector",
        "runs:",
        "  - command: rank",
        "    out-dir: franklin",
        "",
      ].join("\n"),
    );
    const { status, stdout, stderr } = await runCli("run", { cwd });
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("franklin");
    expect(readdirSync(join(cwd, "franklin"))).toEqual(expect.arrayContaining(["brief.md", ...tables("ranking")]));
  });

  it("draws the leagues of a sweep and the moves between two rankings", async () => {
    const sweep = await runCli("sweep --qcew data/demo --areas counties --industry 62 --level sector --out a.svg", {
      cwd,
    });
    expect(sweep.status, sweep.stderr).toBe(0);
    expect(readFileSync(join(cwd, "a.svg"), "utf8")).toContain("62 Health care and social assistance: counties");
    await runCli(`rank ${COLUMBUS} --out old.json`, { cwd });
    await runCli(`rank ${COLUMBUS} --weights employment=1,growth=2 --out new.json`, { cwd });
    const compare = await runCli("compare old.json new.json --out b.svg", { cwd });
    expect(compare.status, compare.stderr).toBe(0);
    expect(readFileSync(join(cwd, "b.svg"), "utf8")).toContain(">weights</text>");
  });
});
