import { describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { keysOf, sheet, withFiles } from "./sheets.js";

interface MergeJson {
  readonly raters: readonly string[];
  readonly industries: readonly {
    readonly naics: string;
    readonly lmiRank: number;
    readonly readiness?: number;
    readonly mixedRank?: number;
    readonly raters: readonly string[];
    readonly disputed: readonly string[];
    readonly criteria: readonly {
      readonly criterion: string;
      readonly raters: number;
      readonly mean?: number;
      readonly spread?: number;
      readonly ratings: readonly { readonly rater: string; readonly answer?: string; readonly evidence?: string }[];
    }[];
  }[];
  readonly notes: readonly { readonly id: string }[];
}

// Champion of 336: 2, 4, 5. Mean 11/3; deviations −5/3, 1/3, 4/3, squares 42/9, over 2 is 7/3; spread √(7/3). Range 3: disputed.
// Training of 336: 3, 3 and an empty cell. Mean 3 of two raters, spread 0.
// Readiness of 336: (11/3 + 3) ÷ 2 = 10/3. Of 622: champion 5 alone. Of 541: nobody.
const THREE = {
  "ann.csv": sheet("Ann", { "336": ["2", "has left the board", "3", ""], "622": ["5", "", "", ""] }),
  "bob.csv": sheet("Bob", { "336": ["4", "", "3", 'says "yes", =1'], "622": ["", "heard of one", "", ""] }),
  "cleo.csv": sheet("Cleo", { "336": ["5", "", "", ""] }),
  "dan.csv": sheet("Dan", {}),
};

async function merged(files: Readonly<Record<string, string>>, argv: string): Promise<MergeJson> {
  return withFiles(files, async (cwd) => {
    const { status, stdout, stderr } = await runCli(`worksheet merge ${argv} --json`, { cwd });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return JSON.parse(stdout) as MergeJson;
  });
}

/** The first line of the error, and what was found. */
async function refused(files: Readonly<Record<string, string>>, argv = Object.keys(files).join(" ")) {
  return withFiles(files, async (cwd) => {
    const { status, stderr } = await runCli(`worksheet merge ${argv} --json`, { cwd });
    const last = JSON.parse(stderr.trimEnd().split("\n").at(-1)!) as { readonly error: Record<string, unknown> };
    return { status, ...last.error };
  });
}

describe("worksheets put together", () => {
  it("give mean, spread and disagreement as computed by hand, and count an empty cell as no rating", async () => {
    const { raters, industries, notes } = await merged(THREE, "ann.csv bob.csv cleo.csv dan.csv");
    expect(raters).toEqual(["Ann", "Bob", "Cleo"]);
    const [transport, hospitals, services] = industries;
    const [champion, training] = transport!.criteria;
    expect(champion).toMatchObject({ criterion: "champion", raters: 3 });
    expect(champion!.mean).toBeCloseTo(11 / 3, 12);
    expect(champion!.spread).toBeCloseTo(Math.sqrt(7 / 3), 12);
    expect(training).toMatchObject({ raters: 2, mean: 3, spread: 0 });
    expect(transport!.readiness).toBeCloseTo(10 / 3, 12);
    expect(transport!.disputed).toEqual(["champion"]);
    expect(hospitals).toMatchObject({ readiness: 5, raters: ["Ann"], lmiRank: 2 });
    expect(hospitals!.criteria[0]!.spread).toBeUndefined();
    expect(services!.readiness).toBeUndefined();
    expect(services!.criteria.map(({ raters: count }) => count)).toEqual([0, 0]);
    expect(notes.map(({ id }) => id)).toEqual(["worksheet-blank"]);
  });

  it("keep what is typed beside a rating, and without one, with who typed it", async () => {
    const { industries } = await merged(THREE, "ann.csv bob.csv cleo.csv");
    const ratings = industries.flatMap(({ criteria }) => criteria.flatMap((one) => one.ratings));
    expect(ratings).toContainEqual(expect.objectContaining({ rater: "Bob", answer: "3", evidence: 'says "yes", =1' }));
    const heard = ratings.find(({ evidence }) => evidence === "heard of one");
    expect(heard).toMatchObject({ rater: "Bob" });
    expect(heard).not.toHaveProperty("answer");
  });

  it("do not depend on the order of files", async () => {
    const one = await merged(THREE, "ann.csv bob.csv cleo.csv dan.csv");
    expect(await merged(THREE, "dan.csv cleo.csv bob.csv ann.csv")).toEqual(one);
  });

  it("mix rank and readiness only if asked, among those that have both", async () => {
    const plain = await merged(THREE, "ann.csv bob.csv cleo.csv");
    expect(plain.industries[0]).not.toHaveProperty("mixedRank");
    // Places by LMI rank: 336 first, 622 second; by readiness 622 (5) before 336 (10/3). At 0.75 for readiness 622 has
    // 0.25 × 2 + 0.75 × 1 = 1.25, and 336 has 0.25 × 1 + 0.75 × 2 = 1.75.
    const { industries } = await merged(THREE, "ann.csv bob.csv cleo.csv --qualitative-weight 0.75");
    expect(industries.map(({ naics, mixedRank, lmiRank }) => [naics, mixedRank, lmiRank])).toEqual([
      ["336", 2, 1],
      ["622", 1, 2],
      ["541", undefined, 5],
    ]);
  });

  it("count one file that is given twice once", async () => {
    const { industries, notes } = await merged(
      { "a.csv": THREE["ann.csv"], "copy.csv": THREE["ann.csv"] },
      "a.csv copy.csv",
    );
    expect(industries[0]!.criteria[0]).toMatchObject({ raters: 1, mean: 2 });
    expect(notes.map(({ id }) => id)).toContain("worksheet-twice");
  });
});

describe("what can't be merged", () => {
  it("names file and cell of a rating that is none", async () => {
    const error = await refused({ "a.csv": sheet("Ann", { "336": ["2", "", "3", ""], "622": ["six", "", "", ""] }) });
    expect(error).toMatchObject({
      status: 3,
      code: "WORKSHEET_VALUE",
      file: "a.csv",
      line: 7,
      column: "E",
      found: "six",
    });
    expect(error).toHaveProperty("message", expect.stringContaining("E7"));
  });

  it("takes no 0 for not rated", async () => {
    const error = await refused({ "a.csv": sheet("Ann", { "336": ["0", "", "", ""] }) });
    expect(error).toMatchObject({ code: "WORKSHEET_VALUE", try: "leave the cell empty for not rated" });
  });

  it.each([
    [
      "an industry that is not on it",
      { industries: [["337", "short list", "1"]] as const },
      "337",
      "did you mean 336?",
    ],
    ["an unknown criterion", { keys: keysOf(["champoin", "training"]) }, "champoin", "did you mean champion?"],
    ["a criterion twice", { keys: keysOf(["champion", "champion"]) }, "rate:champion", "keep one of the two columns"],
    ["text beside the table", { keys: ["rate:champion"] }, "beside", "move it into a cell for evidence"],
  ])("refuses %s", async (_, settings, found, hint) => {
    const error = await refused({ "a.csv": sheet("Ann", { "336": ["2", "beside"] }, settings) });
    expect(error).toMatchObject({ status: 3, code: "WORKSHEET_VALUE", file: "a.csv", found, try: hint });
  });

  it("refuses a worksheet of another result, by its checksum", async () => {
    const other = sheet("Bob", { "336": ["4", "", "", ""] }, { result: "ffffffffffffffff" });
    const error = await refused({ "a.csv": THREE["ann.csv"], "b.csv": other });
    expect(error).toMatchObject({ status: 3, code: "WORKSHEET_RESULT", file: "b.csv" });
  });

  it("refuses two of one name that differ, and ratings of nobody", async () => {
    const twin = sheet("ann", { "336": ["1", "", "3", ""] });
    expect(await refused({ "a.csv": THREE["ann.csv"], "b.csv": twin })).toMatchObject({ code: "WORKSHEET_RATER" });
    const nobody = sheet(" ", { "336": ["1", "", "3", ""] });
    expect(await refused({ "a.csv": nobody })).toMatchObject({ code: "WORKSHEET_RATER", line: 2, column: "B" });
  });
});
