import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, runCli } from "../cli/run-cli.js";
import { fieldFolder, jobsIn, JOBS, yearFiles, type FieldResult } from "./field-rows.js";

const { save, run } = fieldFolder();
/** What moves a cursor or colors. */
const MOVES = new RegExp(`[\\r${String.fromCharCode(27)}]`);
const FILES = { ...yearFiles(2020, 0.8), ...yearFiles(2023) };
const SETTINGS = 'region: "39097"\nlevel: sector\n';

describe("paths as Windows writes them", () => {
  const folder = save({
    "my data/QCEW 2023/a.csv": FILES["2023.csv"]!,
    "my data/QCEW 2023/us.csv": FILES["us-2023.csv"]!,
    "blanks.yaml": `qcew: ["my data/QCEW 2023"]\n${SETTINGS}`,
    "single.yaml": `qcew: ['my data\\QCEW 2023']\n${SETTINGS}`,
    "plain.yaml": `qcew:\n  - my data\\QCEW 2023\n${SETTINGS}`,
    "double.yaml": `qcew: ["my data\\QCEW 2023"]\n${SETTINGS}`,
    "escapes.yaml": `qcew: ["my data\\new\\x41.csv"]\n${SETTINGS}`,
  });
  const error = async (config: string) => {
    const { status, stderr } = await run(`rank --config ${config}`, folder);
    expect(status).toBeGreaterThan(1);
    return stderr;
  };

  it("may hold blanks, in configs and for outputs", async () => {
    expect((await run("rank --config blanks.yaml --out 'my result.csv'", folder)).status).toBe(0);
    expect(readdirSync(folder)).toContain("my result.csv");
  });

  it.each(["single", "plain"])("with backslashes are met with the same path with /, which works: %s", async (name) => {
    if (process.platform === "win32") return;
    const [, advised] = /try: {3}write (my data\/QCEW 2023):/.exec(await error(`${name}.yaml`))!;
    expect((await run(["industries", "--qcew", advised!, ...SETTINGS_AS_OPTIONS], folder)).status).toBe(0);
  });

  it.each([
    ["no escape of YAML", "double.yaml", "Invalid escape sequence"],
    ["escapes by chance", "escapes.yaml", "no such file"],
  ])("in double quotes are met with how to quote them: %s", async (_, config, message) => {
    const text = await error(config);
    expect(text).toContain(message);
    expect(text).toMatch(/try: {3}write paths with \/ or in single quotes/);
  });
});

const SETTINGS_AS_OPTIONS = ["--region", "39097", "--level", "sector"];

describe("names of outputs in capitals", () => {
  it("are written in the format that they end in", async () => {
    const folder = save(FILES);
    const outs = ["A.CSV", "C.Html", "D.JSON", "e.MD"];
    const argv = `industries --qcew . ${SETTINGS_AS_OPTIONS.join(" ")} ${outs.map((name) => `--out ${name}`).join(" ")}`;
    expect((await run(argv, folder)).status).toBe(0);
    const startOf = (name: string) => readFileSync(join(folder, name), "utf8").slice(0, 12);
    expect(outs.map(startOf)).toEqual(["naics,title,", "<!doctype ht", '{\n  "schema"', "# Industries"]);
  });
});

describe("the machine's language and clock", () => {
  it("move no figure: nothing in the code asks for them", () => {
    const asks = /\btoLocale|\blocaleCompare\b|\bIntl\.|\.get(?:FullYear|Month|Date|Day|Hours|TimezoneOffset)\(/;
    const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    expect(files.length).toBeGreaterThan(100);
    const asking = files.filter((name) => {
      const text = readFileSync(join(ROOT, "src", name), "utf8");
      return asks.test(text.replaceAll(/\/\/.*$|\/\*[^]*?\*\//gm, ""));
    });
    expect(asking).toEqual([]);
  });
});

describe("a run without a terminal", () => {
  it("writes no character that moves a cursor, whatever the environment asks for", async () => {
    const folder = save(FILES);
    for (const env of [{ CI: "true" }, { CLICOLOR_FORCE: "1" }]) {
      const { stdout, stderr } = await run(`rank --qcew . ${SETTINGS_AS_OPTIONS.join(" ")}`, folder, env);
      expect(stdout).not.toBe("");
      expect(stdout + stderr).not.toMatch(MOVES);
    }
    const stored = await run("prepare 2023.csv --store store", folder);
    expect(stored.status).toBe(0);
    expect(stored.stdout + stored.stderr).not.toMatch(MOVES);
  });

  it("has no color in CSV, JSON and Markdown even if it is forced", async () => {
    for (const format of ["csv", "json", "md"]) {
      const { stdout } = await runCli(`measures --format ${format}`, { env: { FORCE_COLOR: "1" } });
      expect(stdout).not.toContain("\u001b");
    }
  });
});

describe("codes of a cluster file", () => {
  const clusters = async (code: string) => {
    const folder = save({ ...FILES, "own.csv": `naics,cluster\n${code},Production\n62,Care\n` });
    return run(["industries", "--qcew", ".", ...SETTINGS_AS_OPTIONS, "--clusters", "own.csv", "--json"], folder);
  };
  const jobsOf = async (code: string) => jobsIn(JSON.parse((await clusters(code)).stdout) as FieldResult);
  // Industries in no cluster stay as they are.
  const others = ({ without }: { readonly without: keyof typeof JOBS }) =>
    Object.fromEntries(Object.entries(JOBS).filter(([code]) => code !== without && code !== "62"));

  it.each(["23.0", "2.3E+01", "'23", "NAICS 23"])("%s is 23", async (code) => {
    expect(await jobsOf(code)).toEqual({ Production: JOBS["23"], Care: JOBS["62"], ...others({ without: "23" }) });
  });

  it.each(["Mar-31", "31-Mar", "2033-03-31"])("%s can only have been 31-33", async (code) => {
    expect(await jobsOf(code)).toEqual({
      Production: JOBS["31-33"],
      Care: JOBS["62"],
      ...others({ without: "31-33" }),
    });
  });

  it.each([
    ["21-Nov", "a date where a code should stand"],
    ["2024-11-21", "a date where a code should stand"],
    ["722.0", "no industry of the table stands under 722"],
    ["5.4E+05", "shortened to a power of ten"],
    ["29-1141", "the code of an occupation"],
  ])("%s is refused, with its line", async (code, message) => {
    const { status, stderr } = await clusters(code);
    expect(status).toBe(3);
    expect(stderr).toContain("own.csv:2:naics");
    expect(stderr).toContain(message);
  });
});

describe("wages in the layout of 2012", () => {
  const header = "prim_state,area,area_name,occ_code,occ_title,occ_group,tot_emp,h_mean,a_mean,h_median,a_median";
  const rows = [
    'OH,18140,"Columbus, OH",00-0000,All Occupations,total,1100000,30.29,63000,28.85,60000',
    'OH,18140,"Columbus, OH",29-1141,Registered Nurses,,18000,40.38,84000,39.42,82000',
  ];
  const wages = (line: string) => save({ "MSA_M2012_dl.csv": `${[line, ...rows].join("\n")}\n` });
  interface Occupations extends Pick<FieldResult, "notes"> {
    readonly occupations: readonly { readonly values: Readonly<Record<string, { readonly value?: number }>> }[];
  }
  const read = async (argv: string, line: string): Promise<Occupations> => {
    const { status, stdout, stderr } = await run(`${argv} --soc 29-1141 --wages MSA_M2012_dl.csv --json`, wages(line));
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as Occupations;
  };

  it.each([
    ["lower case", header],
    ["capitals", header.toUpperCase()],
  ])("are read in %s", async (_, line) => {
    const argv = "occupations --qcew demo --region 39049 --suppressed drop --industries 62 --level sector";
    const { occupations } = await read(argv, line);
    // The nurses' median in the file, in the column of the region.
    expect(Object.values(occupations[0]!.values).map(({ value }) => value)).toContain(82_000);
  });

  it("are refused where no region takes them, since the jobs are the nation's, and set beside them where the area is named", async () => {
    const argv = "occupations --industries 62 --soc 29-1141 --wages MSA_M2012_dl.csv --json";
    const refused = await run(argv, wages(header));
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("wages of areas need a region");
    const { occupations, notes } = await read("occupations --industries 62 --wages-area 18140", header);
    expect(notes).toContainEqual(expect.objectContaining({ id: "wages-beside-nation" }));
    expect(Object.values(occupations[0]!.values).map(({ value }) => value)).toContain(82_000);
  });
});
