import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { InputError, InputErrors } from "../../../src/core/errors.js";
import { readClusters, resolveClusters } from "../../../src/region/read/clusters.js";
import { readIndustryInputs } from "../../../src/region/read/inputs.js";
import { readUserFactors } from "../../../src/ranking/read-user-factors.js";
import { covers } from "../../../src/naics/levels.js";
import { disclosed } from "../../helpers/industry-table.js";

const folder = mkdtempSync(join(tmpdir(), "sector-rank-side-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** A file of lines, each ended by LF unless the lines bring their own. */
function file(...lines: readonly string[]): string {
  const path = join(folder, `side-${++files}.csv`);
  writeFileSync(path, lines.map((line) => (line.endsWith("\r\n") ? line : `${line}\n`)).join(""));
  return path;
}

/** Every problem that a run throws, with its code and place. */
async function problemsOf(run: () => unknown): Promise<readonly InputError[]> {
  try {
    await run();
  } catch (error) {
    if (error instanceof InputErrors) return error.errors;
    if (error instanceof InputError) return [error];
    throw error;
  }
  throw new Error("nothing was thrown");
}

const places = (problems: readonly InputError[]) =>
  problems.map(({ details: { code, where, found } }) => [code, where?.line, where?.column, found]);

describe("a file of user factors", () => {
  it("makes a factor of each column of numbers, under its header", async () => {
    const path = file("naics,title,greenJobs,champion", "311,Food manufacturing,120,3", "622,Hospitals,0,4.5");
    const { names, values } = await readUserFactors([path]);
    expect(names).toEqual(["greenJobs", "champion"]);
    expect(values.get("311")).toEqual({ greenJobs: disclosed(120), champion: disclosed(3) });
    expect(values.get("622")).toEqual({ greenJobs: disclosed(0), champion: disclosed(4.5) });
  });

  it("takes an empty cell for no figure, not for zero", async () => {
    const { values } = await readUserFactors([file("naics,a,b", "311,,2", "312, ,")]);
    expect(values.get("311")).toEqual({ b: disclosed(2) });
    expect(values.get("312")).toEqual({});
  });

  it("reads what spreadsheets write: BOM, CRLF, semicolons, quotes, thousands, negative numbers", async () => {
    const path = file(
      "\uFEFFindustry_code;Title;jobs;drop\r\n",
      '31-33;"Making; all of it";"1,234,567";-2.5\r\n',
      "\r\n",
    );
    const { names, values } = await readUserFactors([path]);
    expect(names).toEqual(["jobs", "drop"]);
    expect(values.get("31-33")).toEqual({ jobs: disclosed(1_234_567), drop: disclosed(-2.5) });
  });

  it("may be several files, whose factors join by code", async () => {
    const { names, values } = await readUserFactors([file("NAICS,a", "311,1"), file("Naics,b", "311,2", "312,3")]);
    expect(names).toEqual(["a", "b"]);
    expect(values.get("311")).toEqual({ a: disclosed(1), b: disclosed(2) });
    expect(values.get("312")).toEqual({ b: disclosed(3) });
  });

  it("may be none", async () => {
    expect(await readUserFactors([])).toEqual({ names: [], values: new Map(), inputs: [] });
  });

  it("names every bad cell with its line and column, in one error", async () => {
    const path = file("naics,a,b", "311,high,2", "31X,1,1", "312,1,4.2%", "311,1,1", ",1,1", "313,1e3,NaN");
    expect(places(await problemsOf(() => readUserFactors([path])))).toEqual([
      ["FACTOR_FILE", 2, "a", "high"],
      ["FACTOR_FILE", 3, "naics", "31X"],
      ["FACTOR_FILE", 4, "b", "4.2%"],
      ["FACTOR_FILE", 5, "naics", "311"],
      ["FACTOR_FILE", 6, "naics", "an empty cell"],
      ["FACTOR_FILE", 7, "b", "NaN"],
    ]);
  });

  it("says where an industry stood first that appears twice", async () => {
    const [problem] = await problemsOf(() => readUserFactors([file("naics,a", "311,1", "312,1", "311,2")]));
    expect(problem?.message).toContain("line 2");
    expect(problem?.details.where?.line).toBe(4);
  });

  it("stops after twenty problems", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => `${100 + index},bad`);
    expect(await problemsOf(() => readUserFactors([file("naics,a", ...rows)]))).toHaveLength(20);
  });

  it.each([
    ["a measure's", "naics,lq"],
    ["another factor's", "naics,a"],
    ["a column's of the ranking", "naics,score"],
    ["a column's of the ranking, with its range", "naics,lq_low"],
  ])("can't take %s name", async (_, header) => {
    const [problem] = await problemsOf(() => readUserFactors([file("naics,a", "311,1"), file(header, "311,1")]));
    expect(problem?.details).toMatchObject({ code: "FACTOR_FILE", where: { line: 1 } });
    expect(problem?.message).toContain("is taken");
  });

  it.each([
    ["no column of codes", ["code,a", "311,1"], "FACTOR_FILE", 1],
    ["a column twice", ["naics,a,a", "311,1,2"], "FACTOR_FILE", 1],
    ["a row that is too short", ["naics,a,b", "311,1"], "FACTOR_FILE", 2],
    ["a row that is too long", ["naics,a", "311,1", "312,1,2"], "FACTOR_FILE", 3],
    ["an open quote", ["naics,a", '311,"1'], "FACTOR_FILE", 2],
    ["nothing in it", [], "FILE_EMPTY", undefined],
    ["blank lines only", ["", ""], "FILE_EMPTY", undefined],
  ] as const)("with %s is an error at its line", async (_, lines, code, line) => {
    const [problem] = await problemsOf(() => readUserFactors([file(...lines)]));
    expect(problem?.details.code).toBe(code);
    expect(problem?.details.where?.line).toBe(line);
  });

  it("that is not there, or is a folder, is named", async () => {
    const missing = join(folder, "missing.csv");
    expect((await problemsOf(() => readUserFactors([missing])))[0]?.details).toMatchObject({
      code: "FILE_NOT_FOUND",
      where: { file: missing },
    });
    expect((await problemsOf(() => readUserFactors([folder])))[0]?.details.code).toBe("FILE_UNREADABLE");
  });

  it("counts lines over blank ones and over cells with line breaks", async () => {
    const path = file("naics,title,a", "", '311,"Food', 'manufacturing",1', "", "312,x,bad");
    expect(places(await problemsOf(() => readUserFactors([path])))).toEqual([["FACTOR_FILE", 6, "a", "bad"]]);
  });
});

describe("a file of clusters", () => {
  it("has a name and a code in every row", async () => {
    expect((await readClusters(file("cluster,naics", "Food,311", "Food,312", "Metal,331"))).lines).toEqual([
      { cluster: "Food", naics: "311", line: 2 },
      { cluster: "Food", naics: "312", line: 3 },
      { cluster: "Metal", naics: "331", line: 4 },
    ]);
  });

  it("may call its columns otherwise", async () => {
    expect((await readClusters(file("Industry_Code;Name;note", "31-33;Making;all"))).lines).toEqual([
      { cluster: "Making", naics: "31-33", line: 2 },
    ]);
  });

  it("names every row without a name or a code", async () => {
    const path = file("cluster,naics", ",311", "Food,food", "Food,", "Metal,3311111");
    expect(places(await problemsOf(() => readClusters(path)))).toEqual([
      ["CLUSTER_FILE", 2, "cluster", "an empty cell"],
      ["CLUSTER_FILE", 3, "naics", "food"],
      ["CLUSTER_FILE", 4, "naics", "an empty cell"],
      ["CLUSTER_FILE", 5, "naics", "3311111"],
    ]);
  });

  it.each([["group,naics"], ["cluster,code"]])("with the header %s has a column too few", async (header) => {
    const [problem] = await problemsOf(() => readClusters(file(header, "Food,311")));
    expect(problem?.details).toMatchObject({
      code: "CLUSTER_FILE",
      where: { line: 1 },
      found: header.replace(",", ", "),
    });
  });
});

describe("clusters among a table's codes", () => {
  const codes = ["311", "312", "331", "332", "336", "423", "441"];
  const under = (code: string) => codes.filter((one) => covers(code, { naics: one }));
  const resolve = (...rows: readonly (readonly [cluster: string, naics: string])[]) =>
    resolveClusters(
      rows.map(([cluster, naics], index) => ({ cluster, naics, line: index + 2 })),
      "clusters.csv",
      under,
      (code) => code === "21",
    );

  it("are groups of codes in order, named as the file names them", () => {
    expect(resolve(["Mobility", "441"], ["Metal", "332"], ["Mobility", "336"], ["Metal", "331"])).toEqual([
      { name: "Mobility", title: "Mobility", members: ["336", "441"] },
      { name: "Metal", title: "Metal", members: ["331", "332"] },
    ]);
  });

  it("take all codes under a code above the table's level", () => {
    expect(resolve(["Making", "31-33"])).toEqual([
      { name: "Making", title: "Making", members: ["311", "312", "331", "332", "336"] },
    ]);
    expect(resolve(["Trade", "42"], ["Trade", "44-45"])[0]?.members).toEqual(["423", "441"]);
  });

  it("that overlap are an error that names both lines", async () => {
    const problems = await problemsOf(() => resolve(["Food", "311"], ["Making", "31-33"]));
    expect(places(problems)).toEqual([["CLUSTER_OVERLAP", 3, "naics", "31-33"]]);
    expect(problems[0]?.message).toBe('311 stands in cluster "Food" (line 2) and in "Making"');
    expect(problems[0]?.details.where?.file).toBe("clusters.csv");
  });

  it("that name a code twice are an error, in one cluster as in two", async () => {
    expect(places(await problemsOf(() => resolve(["Food", "311"], ["Food", "311"])))).toEqual([
      ["CLUSTER_OVERLAP", 3, "naics", "311"],
    ]);
  });

  it("of codes below the table's level, or of none, are an error", async () => {
    expect(places(await problemsOf(() => resolve(["Food", "3111"], ["Mining", "27"], ["Metal", "331"])))).toEqual([
      ["NAICS_UNKNOWN", 2, "naics", "3111"],
      ["NAICS_UNKNOWN", 3, "naics", "27"],
    ]);
  });

  it("do without an industry that the region does not have", () => {
    expect(resolve(["Earth", "21"], ["Earth", "331"], ["Mining", "21"])).toEqual([
      { name: "Earth", title: "Earth", members: ["331"] },
    ]);
  });
});

describe("clusters read with a region's files", () => {
  const demo = (name: string) => fileURLToPath(new URL(`../../../data/demo/${name}`, import.meta.url));
  const groupsOf = async (clusters: string, codes: readonly string[]) => {
    const inputs = await readIndustryInputs(
      { qcew: [demo("columbus-2023.csv")], region: "39159", reference: "US000", suppressed: "drop", clusters },
      { cwd: folder, hash: false },
    );
    return inputs.clusters!(codes, 2022);
  };

  it("may name an industry that the region does not have, at the table's level or above", async () => {
    const path = file("cluster,naics", "Earth,212", "Earth,327", "Transit,485", "Trade,42");
    expect(await groupsOf(path, ["327", "423", "441"])).toEqual([
      { name: "Earth", title: "Earth", members: ["327"] },
      { name: "Trade", title: "Trade", members: ["423"] },
    ]);
  });

  it.each([
    ["a code that is more detailed than the table", "3279"],
    ["a code of an earlier revision", "442"],
    ["a code of none", "277"],
  ])("may not name %s", async (_, code) => {
    const path = file("cluster,naics", `Earth,${code}`);
    expect(places(await problemsOf(() => groupsOf(path, ["327", "423"])))).toEqual([
      ["NAICS_UNKNOWN", 2, "naics", expect.stringMatching(new RegExp(`^${code}, `))],
    ]);
  });
});
