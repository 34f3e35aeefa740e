import { strFromU8, unzipSync } from "fflate";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { consensus } from "../../src/credentials/tabulate.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { csvOf, inFolder, seededRandom, workedRows } from "./surveys.js";

interface Shares {
  readonly status: string;
  readonly answers?: number;
  readonly required?: number;
  readonly requiredOrPreferred?: number;
}
interface Result {
  readonly schema: string;
  readonly threshold: { readonly sweep: readonly { readonly at: number; readonly passing: readonly string[] }[] };
  readonly credentials: readonly {
    readonly id: string;
    readonly list: boolean;
    readonly decision: string;
    readonly threshold: string;
    readonly vote: object;
    readonly all: Shares;
    readonly ratings?: object;
    readonly agreement?: number;
    readonly polarisation?: number;
    readonly groups: Readonly<Record<string, readonly (Shares & { readonly group: string })[]>>;
  }[];
  readonly inconsistencies: readonly { readonly credential: string; readonly kind: string }[];
  readonly [key: string]: unknown;
}

const LIST = `id,name,issuer,registry id,soc codes
fork,Forklift operator,Issuer A,,53-7051
food,Food handler,Issuer B,,35-2014; 35-3023
sheet,Spreadsheet certificate,,,43-9061
weld,Welder,,,51-4121
`;

// Four people: the forklift 3 retain, 1 remove; the food handler 3 add, 1 remove; the spreadsheet 1 add, 1 remove; the welder 2 add.
const VOTES = `session,participant,credential,vote,note
1,1,fork,retain,P-note-1
1,2,fork,retain,
1,3,fork,remove,
1,4,fork,retain,
1,1,Food handler,add,
1,2,Food handler,add,
1,3,Food handler,add,
1,4,Food handler,remove,
1,1,sheet,remove,
1,3,sheet,add,
2,1,weld,add,
2,2,weld,add,
`;

const FILES = { "survey.csv": csvOf(workedRows()), "votes.csv": VOTES, "credentials.csv": LIST };
const RUN = "credentials --survey survey.csv --votes votes.csv --credentials credentials.csv";

async function jsonOf(argv: string, files: Readonly<Record<string, string>> = FILES): Promise<Result> {
  return inFolder(files, async (cwd) => {
    const { stdout, stderr, status } = await runCli(`${argv} --json`, { cwd });
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as Result;
  });
}

describe("a survey of 12 employers on 3 credentials, by hand", () => {
  it("goes from answers over the threshold and the vote to the list", async () => {
    const { credentials, threshold, inconsistencies } = await jsonOf(RUN);
    const [fork, food, weld, sheet] = credentials;
    // Forklift: 6 required and 3 preferred of 12. 9/12 = 75% passes 60%; 3 of 4 votes to retain: kept.
    expect(fork).toMatchObject({
      id: "fork",
      list: true,
      decision: "kept",
      threshold: "passes",
      all: { answers: 12, required: 6 / 12, requiredOrPreferred: 9 / 12 },
      vote: { result: "for", counts: { retain: 3, add: 0, remove: 1 }, sessions: 1 },
    });
    // Food handler: 2 + 3 of 12 = 41.7% fails; 3 for, 1 against: added back.
    expect(food).toMatchObject({
      id: "food",
      list: true,
      decision: "added back",
      threshold: "fails",
      all: { answers: 12, required: 2 / 12, requiredOrPreferred: 5 / 12 },
    });
    // The welder is not in the survey, and voted in by two, whose counts are withheld.
    expect(weld).toMatchObject({ id: "weld", list: true, decision: "new", all: { status: "none" } });
    expect(weld!.vote).toEqual({ result: "for", sessions: 1 });
    // The spreadsheet: 0 + 3 of 12 = 25% fails; a tie leaves it off.
    expect(sheet).toMatchObject({
      id: "sheet",
      list: false,
      decision: "not kept",
      all: { requiredOrPreferred: 3 / 12 },
    });
    expect(sheet!.vote).toEqual({ result: "tie", sessions: 1 });
    // 75% passes up to 75%; 41.7% at 40% alone; 25% nowhere.
    expect(threshold.sweep.map(({ at, passing }) => [at, passing.length])).toEqual([
      [0.4, 2],
      [0.45, 1],
      [0.5, 1],
      [0.55, 1],
      [0.6, 1],
      [0.65, 1],
      [0.7, 1],
      [0.75, 1],
      [0.8, 0],
    ]);
    // Forklift: 4 of the 6 who require it call it not portable. Food handler: 41.7% lies between 35 and 65%.
    // No two groups have five answers each.
    expect(inconsistencies.map(({ credential, kind }) => [credential, kind])).toEqual([
      ["fork", "required, not portable"],
      ["food", "split"],
    ]);
  });

  it("is broken down by groups, and withholds what two people said", async () => {
    const { credentials } = await jsonOf(RUN);
    const [fork] = credentials;
    // Machinery are the first eight, rrrrrrpp; food the last four, puun.
    expect(fork!.groups["industry"]).toEqual([
      { group: "Food", status: "shown", answers: 4, required: 0, requiredOrPreferred: 1 / 4 },
      { group: "Machinery", status: "shown", answers: 8, required: 6 / 8, requiredOrPreferred: 8 / 8 },
    ]);
    // The south has two answers; the north would give them away by 12 less 10.
    expect(fork!.groups["region"]).toEqual([
      { group: "North", status: "withheld" },
      { group: "South", status: "withheld" },
    ]);
    // Useful 2, not used 1: they stand together, 3 of 12.
    expect(fork!.ratings).toEqual({ required: 0.5, preferred: 0.25, other: 0.25 });
  });

  it("measures agreement and polarisation", async () => {
    const [fork] = (await jsonOf(RUN)).credentials;
    // Steps 2, 1, 0 with parts 1/2, 1/4, 1/4: mean 5/4. Distances 3/4, 1/4, 5/4 of 2: 1 + Σ part · log2(1 − distance/2).
    const expected = 1 + 0.5 * Math.log2(1 - 0.375) + 0.25 * Math.log2(1 - 0.125) + 0.25 * Math.log2(1 - 0.625);
    expect(fork!.agreement).toBeCloseTo(expected, 12);
    // Opposite ends: 4 · 1/2 · 1/4.
    expect(fork!.polarisation).toBeCloseTo(0.5, 12);
    expect(consensus(1, 0)).toBe(1);
    expect(consensus(0.5, 0)).toBeCloseTo(0, 12);
  });

  it("counts companies or jobs where it is asked to", async () => {
    // Company A has three people: one requires it, two don't use it. Its vote is 1/3; B prefers it, C requires it, D does not: (1/3 + 2) / 4.
    const rows = [
      ["1", "A", "500", "required"],
      ["2", "A", "500", "not used"],
      ["3", "A", "500", "not used"],
      ["4", "B", "200", "preferred"],
      ["5", "C", "300", "required"],
      ["6", "D", "100", "not used"],
    ];
    const lines = rows.map(([id, company, size, rating]) => `${id!},Company ${company!},${size!},Welder,${rating!}`);
    const files = { "s.csv": ["respondent,company,size,credential,rating", ...lines].join("\n") };
    const shareBy = async (count: string): Promise<Shares> =>
      (await jsonOf(`credentials --survey s.csv --count ${count}`, files)).credentials[0]!.all;
    expect((await shareBy("answers")).requiredOrPreferred).toBe(3 / 6);
    expect((await shareBy("companies")).requiredOrPreferred).toBeCloseTo((1 / 3 + 2) / 4, 12);
    // By jobs: (500/3 + 200 + 300) of 1,100.
    expect((await shareBy("jobs")).requiredOrPreferred).toBeCloseTo((500 / 3 + 500) / 1100, 12);
    // With 600 more jobs A has 1,100 of 1,700, more than half: its share would show what A said.
    const larger = { "s.csv": files["s.csv"].replaceAll(",500,", ",1100,") };
    expect((await jsonOf("credentials --survey s.csv --count jobs", larger)).credentials[0]!.all).toEqual({
      status: "withheld",
    });
  });

  it("is the same in any order of rows", async () => {
    const first = await jsonOf(RUN);
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      const shuffled = (text: string): string => {
        const [header, ...lines] = text.trim().split("\n");
        const keyed = lines.map((line) => [random(), line] as const).sort(([a], [b]) => a - b);
        return [header, ...keyed.map(([, line]) => line)].map((line) => `${line!}\n`).join("");
      };
      const files = {
        "survey.csv": shuffled(FILES["survey.csv"]),
        "votes.csv": shuffled(VOTES),
        "credentials.csv": shuffled(LIST),
      };
      expect({ ...(await jsonOf(RUN, files)), provenance: undefined }).toEqual({ ...first, provenance: undefined });
      const twice = {
        ...files,
        "survey.csv": shuffled(FILES["survey.csv"]).replaceAll("Food handler", "FOOD handler"),
      };
      expect((await jsonOf(RUN, twice)).credentials).toEqual(first.credentials);
    }
  });

  it("is what its schema says", async () => {
    const result = await jsonOf(RUN);
    const validate = validator(jsonSchemas()["credentials"]!);
    expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });
});

describe("programs that lead to what a credential opens", () => {
  const OCCUPATIONS = JSON.stringify({
    schema: "sector-rank/occupations/1",
    scope: { region: { name: "Two counties", areas: ["39049", "39041"] } },
    thresholds: [],
    occupations: [],
  });
  const CREDITS = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT\n";
  const TRAINING = {
    "occupations.json": OCCUPATIONS,
    "hd2023.csv":
      "UNITID,INSTNM,CITY,STABBR,COUNTYCD\n100001,College One,Columbus,OH,39049\n100002,College Two,Delaware,OH,39041\n100003,College Three,Dayton,OH,39113\n",
    // Certificates in welding: One has 10 and 14, Two 6 and none. Associate's degrees, second majors, other counties stay out.
    "c2022_a.csv": `${CREDITS}100001,48.0508,1,21,10\n100001,48.0508,2,21,3\n100002,48.0508,1,2,6\n100003,48.0508,1,2,50\n`,
    "c2023_a.csv": `${CREDITS}100001,48.0508,1,21,14\n100001,48.0508,1,3,9\n100003,48.0508,1,2,50\n`,
  };
  const ASKED = `${RUN} --occupations occupations.json --completions c2022_a.csv --completions c2023_a.csv --institutions hd2023.csv`;

  it("are the region's certificates, most completions first", async () => {
    const files = { ...FILES, ...TRAINING };
    const { stdout, status } = await inFolder(files, (cwd) => runCli(`${ASKED} --json`, { cwd }));
    expect(status).toBe(0);
    const { programs } = JSON.parse(stdout) as {
      programs: { credentials: readonly { id: string; programs: unknown }[] };
    };
    const taught = new Map(programs.credentials.map((one) => [one.id, one.programs]));
    expect(taught.get("weld")).toMatchObject([
      {
        cip: "48.0508",
        institution: "College One",
        award: "Certificate of 12 weeks to 1 year",
        completions: (10 + 14) / 2,
      },
      { cip: "48.0508", institution: "College Two", award: "Certificate of 1 to 2 years", completions: (6 + 0) / 2 },
    ]);
    expect(taught.get("fork")).toEqual([]);
    const validate = validator(jsonSchemas()["credentials"]!);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  it("need the region that occupations are of", async () => {
    const argv = ASKED.replace(" --occupations occupations.json", "");
    const { status, stderr } = await inFolder({ ...FILES, ...TRAINING }, (cwd) => runCli(argv, { cwd }));
    expect(status).toBe(2);
    expect(stderr).toContain("add --occupations occupations.json");
  });
});

describe("outputs", () => {
  it("name no company, no respondent and no participant's note", async () => {
    const outputs = ["o.html", "o.docx", "o.md", "o.xlsx", "o.csv", "o.json", "o.svg"].map((file) => `--out ${file}`);
    const extra = "--protocol p.docx --protocol p.md --ballot b.xlsx --ballot b.csv --about a.md";
    await inFolder(FILES, async (cwd) => {
      const run = `${RUN} ${outputs.join(" ")} ${extra} --all-columns --all-rows --notes`;
      const { status, stdout, stderr } = await runCli(run, { cwd });
      expect(status, stderr).toBe(0);
      const written = readdirSync(cwd).filter((name) => !Object.hasOwn(FILES, name));
      expect(written).toHaveLength(12);
      const texts = written.map((name) => {
        const bytes = readFileSync(join(cwd, name));
        return /\.(docx|xlsx)$/.test(name)
          ? Object.values(unzipSync(bytes))
              .map((part) => strFromU8(part))
              .join(" ")
          : bytes.toString("utf8");
      });
      for (const text of [...texts, stdout, stderr]) {
        expect(text).not.toMatch(/Company [A-L]\b|R-\d|P-note/);
      }
      // The text is there at all: the list, and the protocol's place for the state.
      expect(texts.filter((text) => text.includes("Forklift operator")).length).toBeGreaterThanOrEqual(10);
    });
  });

  it("draft a protocol with the list, the near cases and questions", async () => {
    await inFolder(FILES, async (cwd) => {
      const run = `${RUN} --keep "requiredOrPreferred >= 45%" --protocol p.md --state Ohio --industry Food --quiet`;
      expect((await runCli(run, { cwd })).status).toBe(0);
      const text = readFileSync(join(cwd, "p.md"), "utf8");
      expect(text).toContain("# Focus group on credentials: Ohio, Food");
      expect(text).toContain("Draft list: 1 credentials that pass");
      expect(text).toContain("Just below; whoever wants one on the list marks add: Food handler: 42%");
      expect(text).toContain("what would make it portable?");
    });
  });
});
