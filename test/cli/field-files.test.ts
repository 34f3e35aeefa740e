import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvFile } from "../../src/render/csv.js";
import { makeFolder, removeFolder, ROOT, runCli } from "./run-cli.js";

let folder: string;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => removeFolder(folder));

const run = (argv: string) => runCli(argv, { cwd: folder });
const demo = (name: string): string => readFileSync(join(ROOT, "data/demo", name), "utf8");

/** The built-in rows of one county, under another code, with rows of their own. */
function county(name: string, code: string, ...rows: readonly string[]): string {
  const [header, ...all] = demo("columbus-2023.csv").trim().split("\n");
  const own = all.filter((row) => row.startsWith("39049,")).map((row) => row.replace(/^39049/, code));
  writeFileSync(join(folder, name), `${[header, ...own, ...rows].join("\n")}\n`);
  return name;
}

describe("the mark of a CSV's encoding", () => {
  const startOf = (name: string): string => readFileSync(join(folder, name)).subarray(0, 3).toString("hex");
  const isAscii = (name: string): boolean => readFileSync(join(folder, name)).every((byte) => byte < 128);

  it("stands where Excel needs it to show a name, and only there", async () => {
    expect(Buffer.from(csvFile("a\n"))).toEqual(Buffer.from("a\n"));
    expect(Buffer.from(csvFile("ñ\n")).toString("hex")).toBe("efbbbfc3b10a");
    const argv = "--areas counties --level sector --suppressed drop --qcew data/demo/us-2023.csv";
    county("franklin.csv", "39049");
    writeFileSync(join(folder, "named.yaml"), 'regions:\n  Cañada: ["39049"]\n');
    const named = argv.replace("--areas counties", "--areas Cañada --config named.yaml");
    expect((await run(`sweep ${named} --qcew franklin.csv --out named-long.csv`)).status).toBe(0);
    expect(startOf("named-long.csv")).toBe("efbbbf");
    expect((await run(`sweep ${argv} --qcew franklin.csv --out franklin-long.csv`)).status).toBe(0);
    expect(isAscii("franklin-long.csv")).toBe(true);
    const of = "--qcew data/demo/us-2023.csv --level sector --suppressed drop";
    await run(`rank ${of} --qcew franklin.csv --region 39049 --out ranking.csv`);
    expect(isAscii("ranking.csv")).toBe(true);
  });
});

describe("rows of international organisations, ownership 4", () => {
  it("count in no figure of private jobs, and their total alone is nothing to warn of", async () => {
    const row = "39049,4,10,71,0,2023,A,,1,12,600000,,0,0,0,,0,0,0";
    county("with.csv", "39049", row);
    county("without.csv", "39049");
    const of = async (name: string) => {
      const { stdout, status } = await run(
        `industries --qcew ${name} --qcew data/demo/us-2023.csv --region 39049 --level sector --suppressed drop --json`,
      );
      expect(status).toBe(0);
      const { industries, notes } = JSON.parse(stdout) as { industries: unknown; notes: readonly { id: string }[] };
      return { industries, ids: notes.map(({ id }) => id) };
    };
    expect(await of("with.csv")).toEqual(await of("without.csv"));
    // An industry of such an organisation is not published: 4 was typed in place of 5.
    county("typed.csv", "39049", "39049,4,722,75,0,2023,A,,1,12,600000,,0,0,0,,0,0,0");
    expect((await of("typed.csv")).ids).toContain("qcew-contradictions");
  });
});

describe("a code that QCEW splits", () => {
  it("is explained where it is asked for: 238110 is 238111 and 238112", async () => {
    const means = "found: 238110, a code that QCEW does not use: it has 238111";
    expect((await run("demo --level 6 --suppressed drop --only 238110")).stderr).toContain(means);
    expect((await run("explain 238110 --qcew demo --region C1814 --level 6 --suppressed drop")).stderr).toContain(
      means,
    );
  });

  it("is an older one's: 448 is 458", async () => {
    expect((await run("demo --suppressed drop --only 448")).stderr).toContain("found: 448, of NAICS 2017");
  });
});
