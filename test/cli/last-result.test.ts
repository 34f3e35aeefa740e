import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import { findReach, whatIsLost } from "../../src/cli/last-result.js";
import { makeFolder, removeFolder, ROOT, runCli } from "./run-cli.js";

const areas = readAreas();

interface Made {
  readonly region?: readonly string[];
  readonly years?: readonly number[];
  readonly recovered?: boolean;
  readonly options?: object;
  readonly history?: readonly number[];
}

const reach = ({ region, years = [2020, 2023], recovered = false, options = {}, history }: Made) =>
  findReach({
    scope: { ...(region && { region: { areas: region } }), years, reference: { recovered } },
    ...(history && { history: { years: history } }),
    provenance: { options },
  });

const lost = (last: Made, now: Made) => whatIsLost(reach(last), reach(now), areas);

describe("what is missing from a result that the last one has", () => {
  it("is nothing if it has the same, or more", () => {
    expect(lost({ region: ["39049"] }, { region: ["39049", "39041"], years: [2020, 2024] })).toEqual([]);
    // The window of growth moves on.
    expect(lost({ years: [2018, 2023] }, { years: [2019, 2024] })).toEqual([]);
  });

  it("is named: areas, years, growth, jobs by year, the reference", () => {
    expect(lost({ region: ["39049", "39097"] }, { region: ["39049"] })).toEqual(["area 39097 Madison County, Ohio"]);
    expect(lost({}, { years: [2019, 2022] })).toEqual(["year 2023: the latest is 2022 now"]);
    expect(lost({}, { years: [2023] })).toEqual([
      "growth: the last result has it since 2020, this one has no earlier year",
    ]);
    expect(lost({ history: [2020, 2021, 2023] }, { history: [2020, 2023] })).toEqual([
      "years 2021 of the jobs by year",
    ]);
    expect(lost({}, { recovered: true })[0]).toContain("recovered from quotients");
  });

  it("is nothing if areas or years were asked for otherwise, or an area is no longer in use", () => {
    const [both, one] = [{ region: "39049,39097" }, { region: "39049" }];
    expect(lost({ region: ["39049", "39097"], options: both }, { region: ["39049"], options: one })).toEqual([]);
    expect(lost({ options: {} }, { years: [2019, 2022], options: { year: 2022 } })).toEqual([]);
    // Shannon County became Oglala Lakota County, Valdez-Cordova two census areas.
    expect(lost({ region: ["46113"], years: [2013] }, { region: ["46102"], years: [2018] })).toEqual([]);
    expect(lost({ region: ["02261"], years: [2018] }, { region: ["02063", "02066"], years: [2021] })).toEqual([]);
    // Cleveland's code of 2013 and of 2023.
    expect(lost({ region: ["C1746"], years: [2021] }, { region: ["C1741"], years: [2024] })).toEqual([]);
  });
});

describe("run", () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFolder();
    mkdirSync(join(folder, "qcew"));
    cpSync(join(ROOT, "data/demo"), join(folder, "qcew"), { recursive: true });
    writeFileSync(
      join(folder, "sector-rank.yaml"),
      'qcew: [qcew]\nregion: "39049,39159"\nlevel: sector\nsuppressed: drop\nout: [r.json]\n',
    );
  });
  afterEach(() => removeFolder(folder));

  const run = (argv = "run") => runCli(argv, { cwd: folder });
  const result = (): string => readFileSync(join(folder, "r.json"), "utf8");

  it("ends with status 4 and writes nothing if a file is missing, unless that is allowed", async () => {
    expect((await run()).status).toBe(0);
    expect((await run()).status).toBe(0);
    const first = result();
    rmSync(join(folder, "qcew/columbus-2023.csv"));
    const refused = await run();
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain("sector-rank.yaml:1:1: the new result is without what the last one, r.json, has");
    expect(refused.stderr).toContain("found: year 2023: the latest is 2020 now");
    expect(result()).toBe(first);
    expect((await run("run --allow-missing")).status).toBe(0);
    expect(result()).not.toBe(first);
  });

  it("compares the set of a folder too, and overwrites what is not a result", async () => {
    writeFileSync(join(folder, "r.json"), "not JSON");
    expect((await run()).status).toBe(0);
    rmSync(join(folder, "qcew/us-2020.csv"));
    expect((await run()).stderr).toContain("the first year of the area compared with");
  });
});

describe("--strict", () => {
  it.each(["rank", "industries", "estimate", "sweep --areas counties"])(
    "ends %s on a hole in the grid",
    async (command) => {
      const folder = makeFolder();
      try {
        const rows = readFileSync(join(ROOT, "data/demo/columbus-2023.csv"), "utf8").split("\n");
        writeFileSync(join(folder, "2023.csv"), rows.filter((row) => !row.includes("39159")).join("\n"));
        const region = command.startsWith("sweep") ? "" : "--region 39049,39159";
        const argv = `${command} --qcew 2023.csv --qcew data/demo/columbus-2020.csv --qcew data/demo/us-2023.csv ${region} --level sector --suppressed drop`;
        const given = command === "estimate" ? argv.replace("--suppressed drop", "") : argv;
        const { status, stderr } = await runCli(`${given} --strict`, { cwd: folder });
        expect(stderr).toContain("39159 Union County, Ohio: no rows of 2023");
        expect(status).toBe(4);
      } finally {
        removeFolder(folder);
      }
    },
  );
});
