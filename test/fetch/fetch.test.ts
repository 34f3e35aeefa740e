import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSourcesLock } from "../../src/files/sources-lock.js";
import { runCli } from "../cli/run-cli.js";
import { buildZip } from "../qcew/read/zip-builder.js";
import { Publisher, slicesOfDemo, status } from "./publisher.js";

const DEMO = slicesOfDemo();
let publisher: Publisher;
let folder: string;

beforeEach(async () => {
  publisher = await Publisher.open();
  for (const [path, body] of DEMO) publisher.files.set(path, body);
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
});

afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (argv: string, env: Record<string, string> = {}) =>
  runCli(argv, { cwd: folder, env: { SECTOR_RANK_MIRROR: publisher.url, SOURCE_DATE_EPOCH: "1790000000", ...env } });
const COLUMBUS = "fetch --region C1814 --year 2023 --since 2020 --to d";
const jsonOf = (text: string): Record<string, never> => JSON.parse(text) as Record<string, never>;

describe("from an empty folder", () => {
  it("fetch and rank give the ranking of the same figures as they ship", async () => {
    const fetched = await run(COLUMBUS);
    expect(fetched.status).toBe(0);
    // Ten counties and the nation, two years; the area's and the state's own files are not among the built-in ones.
    expect(fetched.stdout).toContain("26 files in d");
    expect(fetched.stdout).toContain("22 fetched, 4 not published");
    expect(fetched.stderr).toMatch(/^26 files from 127\.0\.0\.1:\d+, about 13 MB; at most 2,000 MB and 60 min\n$/);
    const ranked = await run("rank --qcew d --region C1814 --json");
    expect(ranked.status).toBe(0);
    const demo = await run("demo --json");
    expect(jsonOf(ranked.stdout).industries).toEqual(jsonOf(demo.stdout).industries);
  });

  it("one config does both with run --fetch, and again without asking for anything", async () => {
    writeFileSync(
      join(folder, "sector-rank.yaml"),
      [
        'region: "C1814"',
        "year: 2023",
        "since: 2020",
        "qcew: [d]",
        "fetch:",
        "  to: d",
        `  mirror: ${publisher.url}`,
        "  contact: you@example.org",
        "out: [ranking.json, ranking.md]",
      ].join("\n"),
    );
    const first = await run("run --fetch");
    expect(first.status, first.stderr).toBe(0);
    const ranking = readFileSync(join(folder, "ranking.json"), "utf8");
    expect(jsonOf(ranking)).toMatchObject({ scope: { years: [2020, 2023] } });
    expect(publisher.asked[0]!.headers["user-agent"]).toMatch(/^sector-rank\/[\d.]+ \(you@example\.org\)$/);
    const asked = publisher.asked.filter(({ path }) => !path.includes("C1814") && !path.includes("39000")).length;
    expect((await run("run --fetch")).status).toBe(0);
    expect(publisher.asked.filter(({ path }) => !path.includes("C1814") && !path.includes("39000"))).toHaveLength(
      asked,
    );
    expect(readFileSync(join(folder, "ranking.json"), "utf8")).toBe(ranking);
  });

  it("results name publisher, release, address and day of each file", async () => {
    await run("fetch --region 39049 --year 2023 --since 2020 --to d");
    const { stdout } = await run("rank --qcew d --region 39049 --json");
    const { provenance } = jsonOf(stdout) as unknown as { provenance: { inputs: Record<string, unknown>[] } };
    expect(provenance.inputs.find(({ file }) => String(file).includes("2023_a_39049"))).toMatchObject({
      publisher: "U.S. Bureau of Labor Statistics",
      release: "2023 annual averages",
      address: "https://data.bls.gov/cew/data/api/2023/a/area/39049.csv",
      // 1790000000 s after 1970 began.
      date: "2026-09-21",
    });
    const table = await run("rank --qcew d --region 39049 --notes");
    expect(table.stdout.replaceAll(/\s+/g, " ")).toContain(
      "4 files of U.S. Bureau of Labor Statistics, fetched 2026-09-21",
    );
    // A file that is no longer the fetched one is not said to be the publisher's.
    const file = join(folder, "d/qcew/2023_a_39049.csv");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n`);
    const changed = await run("rank --qcew d --region 39049 --json");
    const inputs = (jsonOf(changed.stdout) as unknown as typeof provenance & { provenance: typeof provenance })
      .provenance.inputs;
    expect(inputs.find(({ file: name }) => String(name).includes("2023_a_39049"))).not.toHaveProperty("publisher");
  });
});

describe("a year without slices", () => {
  it("is taken out of the zip by area, of which only the wanted members are kept", async () => {
    for (const path of DEMO.keys()) if (path.includes("/2020/")) publisher.files.delete(path);
    const members = [...DEMO]
      .filter(([path]) => path.includes("/2020/"))
      .map(([path, body]) => {
        const area = /(\w+)\.csv$/.exec(path)![1]!;
        return { name: `2020.annual.by_area/2020.annual ${area} Some Area, Ohio.csv`, content: body };
      });
    publisher.files.set("/cew/data/files/2020/csv/2020_annual_by_area.zip", buildZip(members));
    publisher.always("/cew/data/files/2020/csv/2020_annual_by_area.zip", (_request, response, body) => {
      response.writeHead(200, { "content-type": "application/zip", "content-length": body.length }).end(body);
    });
    const { status: ended, stdout, stderr } = await run("fetch --region 39049,39041 --year 2023 --since 2020 --to d");
    expect(stderr).toContain("files from");
    expect(ended, stderr).toBe(0);
    expect(stdout).toContain("6 fetched");
    const lock = readSourcesLock(join(folder, "d"));
    expect(lock.get("qcew/2020_a_39049.csv")).toMatchObject({
      address: "https://data.bls.gov/cew/data/files/2020/csv/2020_annual_by_area.zip",
      member: "2020.annual.by_area/2020.annual 39049 Some Area, Ohio.csv",
    });
    expect(readFileSync(join(folder, "d/qcew/2020_a_39049.csv"))).toEqual(
      DEMO.get("/cew/data/api/2020/a/area/39049.csv"),
    );
    expect(existsSync(join(folder, "d/qcew/2020_a_39045.csv"))).toBe(false);
    expect(existsSync(join(folder, "d/.fetch"))).toBe(false);
  });

  it("that is not out yet says when it will be", async () => {
    const { status: ended, stderr } = await run("fetch --region 39049 --year 2027 --since 2027 --to d");
    expect(ended).toBe(3);
    expect(stderr).toContain("the publisher has no such file of 2027");
    expect(stderr).toContain("--year 2026");
  });
});

describe("fetch --check", () => {
  beforeEach(() => run("fetch --region 39049 --year 2023 --since 2020 --to d"));

  it("ends with 0 where nothing is newer", async () => {
    const { status: ended, stdout } = await run("fetch --check --to d");
    expect(stdout).toContain("Nothing newer than the files in d");
    expect(ended).toBe(0);
  });

  it("ends with 4 where figures were revised", async () => {
    const path = "/cew/data/api/2023/a/area/39049.csv";
    publisher.files.set(path, Buffer.concat([DEMO.get(path)!, Buffer.from("\n")]));
    const { status: ended, stdout } = await run("fetch --check --to d --json");
    expect(ended).toBe(4);
    expect(jsonOf(stdout)).toMatchObject({ newer: 1 });
    expect(stdout).toContain('"state": "revised"');
  });

  it("ends with 4 where a new year is out, and an update brings it and keeps the lock of before", async () => {
    for (const [path, body] of DEMO) {
      if (path.includes("/2023/")) {
        publisher.files.set(
          path.replace("2023", "2024"),
          Buffer.from(body.toString("utf8").replaceAll(",2023,A,", ",2024,A,")),
        );
      }
    }
    const { status: ended, stdout } = await run("fetch --check --to d");
    expect(ended).toBe(4);
    expect(stdout).toMatch(/2024_a_US000\.csv\s+new year/);
    const before = readFileSync(join(folder, "d/sources.lock.json"), "utf8");
    expect((await run("fetch --update --region 39049 --year 2024 --since 2020 --to d")).status).toBe(0);
    expect(readFileSync(join(folder, "d/sources.lock.previous.json"), "utf8")).toBe(before);
    expect((await run("fetch --check --to d")).status).toBe(0);
  });

  it("says so where a folder has no lock, and where the publisher can't be asked", async () => {
    expect(await run("fetch --check --to elsewhere")).toMatchObject({ status: 2 });
    publisher.always("/cew/data/api/2020/a/area/39049.csv", status(403));
    const { status: ended, stderr } = await run("fetch --check --to d");
    expect(ended).toBe(3);
    expect(stderr).toContain("does not say whether it has a newer file");
  });
});

describe("fetch --adopt", () => {
  it("takes files of any name that were brought by hand, by what they hold", async () => {
    const put = (name: string, body: string | Buffer): void => {
      mkdirSync(dirname(join(folder, "d", name)), { recursive: true });
      writeFileSync(join(folder, "d", name), body);
    };
    put("Franklin (2).csv", DEMO.get("/cew/data/api/2023/a/area/39049.csv")!);
    put("qcew/nation.csv", DEMO.get("/cew/data/api/2023/a/area/US000.csv")!);
    put("lodes/ri_od_aux_JT00_2014.csv", "w_geocode,h_geocode,S000\n440010301001000,250010101001000,1\n");
    put("notes.txt", "remember the milk");
    const { status: ended, stdout } = await run("fetch --adopt --to d");
    expect(ended).toBe(0);
    expect(stdout).toContain("notes.txt was not taken");
    const lock = readSourcesLock(join(folder, "d"));
    expect([...lock.keys()]).toEqual(["Franklin (2).csv", "lodes/ri_od_aux_JT00_2014.csv", "qcew/nation.csv"]);
    expect(lock.get("Franklin (2).csv")).toMatchObject({
      adopted: true,
      address: "https://data.bls.gov/cew/data/api/2023/a/area/39049.csv",
      release: "2023 annual averages",
    });
    // Nothing was asked.
    expect(publisher.asked).toEqual([]);
  });

  it("takes what --urls curl names, so that fetch finds it all there", async () => {
    const { stdout } = await run("fetch --region 39049 --year 2023 --since 2023 --to d --urls curl");
    const commands = stdout
      .trimEnd()
      .split("\n")
      .filter((line) => !line.includes("39000"));
    expect(commands).toHaveLength(2);
    for (const line of commands) {
      const [, file, url] = /--output (\S+) (\S+)$/.exec(line)!;
      mkdirSync(dirname(join(folder, file!)), { recursive: true });
      writeFileSync(join(folder, file!), publisher.files.get(new URL(url!).pathname)!);
    }
    expect((await run("fetch --adopt --to d")).status).toBe(0);
    const again = await run("fetch --region 39049 --year 2023 --since 2023 --to d --json");
    expect(again.status).toBe(0);
    expect(
      (jsonOf(again.stdout) as unknown as { files: { change: string }[] }).files.map(({ change }) => change),
    ).toEqual(["kept", "kept", "not published"]);
  });
});

describe("where files are missing, the error proposes the command that fetches them", () => {
  beforeEach(() => run("fetch --region 39049,39041 --year 2023 --since 2020 --to d"));
  const tried = async (argv: string): Promise<string> => /try: {3}(.*)/.exec((await run(argv)).stderr)?.[1] ?? "";

  it("no QCEW named", async () => {
    expect(await tried("rank --region C1814 --year 2023")).toContain(
      "`sector-rank fetch --region C1814 --year 2023 --to data`",
    );
  });
  it("a name with blanks", async () => {
    expect(await tried('rank --region "Columbus, OH"')).toContain(
      '`sector-rank fetch --region "Columbus, OH" --to data`',
    );
  });
  it("a county missing", async () => {
    expect(await tried("rank --qcew d --region 39049,39045")).toContain(
      "`sector-rank fetch --region 39049,39045 --to d`",
    );
  });
  it("the year before missing", async () => {
    expect(await tried("rank --qcew d --region 39049 --since 2019")).toContain(
      "`sector-rank fetch --region 39049 --since 2019 --to d`",
    );
  });
  it("the nation missing", async () => {
    rmSync(join(folder, "d/qcew/2020_a_US000.csv"));
    rmSync(join(folder, "d/qcew/2023_a_US000.csv"));
    // The built-in files print the nation's quotients, so that only a reference that is not the nation is missing.
    expect(await tried("rank --qcew d --region 39049 --reference OH")).toContain(
      "`sector-rank fetch --region 39049 --reference OH --to d`",
    );
  });
  it("no wages of the region", async () => {
    writeFileSync(
      join(folder, "wages.csv"),
      "AREA,AREA_TITLE,AREA_TYPE,NAICS,I_GROUP,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEAN,A_MEDIAN\n99,U.S.,1,722500,4-digit,00-0000,All Occupations,total,100,40000,39000\n",
    );
    expect(await tried("occupations --qcew d --region 39049 --wages wages.csv")).toContain(
      "`sector-rank fetch --what wages --region 39049 --to d`",
    );
  });
});

describe("demo --data", () => {
  it("writes the built-in files to rank like one's own", async () => {
    const { status: ended, stdout, stderr } = await run("demo --data play");
    expect(ended, stderr).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual(
      ["columbus-2020.csv", "columbus-2023.csv", "us-2020.csv", "us-2023.csv", "sources.lock.json"].map(
        (name) => `play/${name}`,
      ),
    );
    const ranked = await run("rank --qcew play --region C1814 --json");
    expect(jsonOf(ranked.stdout).industries).toEqual(jsonOf((await run("demo --json")).stdout).industries);
    // Checksums of the copies are those of the record, so that they keep publisher and release.
    const inputs = ["columbus-2020", "columbus-2023", "us-2020", "us-2023"].map((name) => ({
      file: `play/${name}.csv`,
      publisher: "U.S. Bureau of Labor Statistics",
      release: name.endsWith("2020") ? "2020 annual averages (final)" : "2023 annual averages (preliminary)",
      ...(name.startsWith("us-") && { derived: true }),
    }));
    expect(jsonOf(ranked.stdout)).toMatchObject({ provenance: { inputs } });
  });
});
