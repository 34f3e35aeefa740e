import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSourcesLock } from "../../src/files/sources-lock.js";
import type { UserError } from "../../src/core/errors.js";
import { checkContent } from "../../src/fetch/check-content.js";
import { readSources } from "../../src/fetch/read-sources.js";
import { ROOT, runCli } from "../cli/run-cli.js";
import { describeShared, sharedData } from "../helpers/shared.js";
import { buildZip } from "../qcew/read/zip-builder.js";
import { Publisher } from "./publisher.js";

// Files of other publishers, in layouts of our own making, of Delaware (10) and one year.

const WORK_PLACES = "w_geocode,h_geocode,S000\n100030101011000,100030101012000,3\n";
const OHIO_WORK_PLACES = "w_geocode,h_geocode,S000\n390490001101000,390490001101001,3\n";
const COUNTIES = 'Code,Code,Code,Name,Year,,Labor_Force\nCN1000100000000,10,001,"Kent County, DE",2023,,90000\n';
const WAGES =
  "AREA,AREA_TITLE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEAN,A_MEDIAN\n20100,Dover,00-0000,All Occupations,total,100,50000,45000\n";
const ESTABLISHMENTS = "fipstate,fipscty,naics,emp\n10,001,------,60000\n";

const reply = (...rows: readonly (readonly string[])[]): string => JSON.stringify(rows);
const people = (table: string, state: string): string =>
  reply(["NAME", `${table}_001E`, "state", "county"], ["Kent", "180000", state, "001"]);
const workers = (state: string, quarter: string): string =>
  reply(["Emp", "EarnBeg", "time", "state", "county"], ["60000", "4000", quarter, state, "001"]);
const zip = (name: string, content: string): Buffer => buildZip([{ name, content }]);

const ACS = (table: string): string => `/data/2023/acs/acs5?get=group(${table})&for=county:*&in=state:10`;
const AGES = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((age) => `&agegrp=A0${age}`).join("");
const QWI = `/data/timeseries/qwi/sa?get=Emp,EarnBeg&for=county:*&in=state:10&time=from%202023-Q1%20to%202023-Q4&sex=0&sex=1&sex=2${AGES}&ownercode=A05&seasonadj=U`;
const LODES = "/data/lodes/LODES8/de/od/de_od_main_JT00_2023.csv.gz";
const METRO_WAGES = "/oes/special-requests/oesm23ma.zip";
const IPEDS = "/ipeds/datacenter/data";

const RIGHT: Readonly<Record<string, string | Buffer>> = {
  [ACS("B01001")]: people("B01001", "10"),
  [ACS("B15003")]: people("B15003", "10"),
  [ACS("B23025")]: people("B23025", "10"),
  [QWI]: workers("10", "2023-Q2"),
  [LODES]: gzipSync(WORK_PLACES),
  [LODES.replace("main", "aux")]: gzipSync(WORK_PLACES.replace("100030101012000", "240030101012000")),
  "/lau/laucnty23.xlsx": COUNTIES,
  [METRO_WAGES]: zip("oesm23ma/MSA_M2023_dl.xlsx", WAGES),
  "/oes/special-requests/oesm23st.zip": zip("oesm23st/state_M2023_dl.xlsx", WAGES),
  "/programs-surveys/cbp/datasets/2023/cbp23co.zip": zip("cbp23co.txt", ESTABLISHMENTS),
  [`${IPEDS}/HD2023.zip`]: zip("hd2023.csv", "UNITID,INSTNM\n130934,Delaware State University\n"),
  [`${IPEDS}/C2023_A.zip`]: zip("c2023_a.csv", "UNITID,CIPCODE,AWLEVEL\n130934,01.0000,5\n"),
};

let publisher: Publisher;
let folder: string;

beforeEach(async () => {
  publisher = await Publisher.open();
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
});

afterEach(async () => {
  await publisher.close();
  rmSync(folder, { recursive: true, force: true });
});

function serve(path: string, body: string | Buffer): void {
  const type = path.startsWith("/data/2023/") || path.includes("qwi") ? "application/json" : "application/octet-stream";
  publisher.always(path, (_request, response) => {
    response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(body) }).end(body);
  });
}

const run = (argv: string) =>
  runCli(argv, { cwd: folder, env: { SECTOR_RANK_MIRROR: publisher.url, SOURCE_DATE_EPOCH: "1790000000" } });

describe("files of other publishers", () => {
  it("land where they are of the state and the year asked for", async () => {
    for (const [path, body] of Object.entries(RIGHT)) serve(path, body);
    const { status, stdout, stderr } = await run(
      "fetch --what acs,qwi,lodes,laus,wages,cbp,ipeds --region DE --year 2023 --to d",
    );
    expect(status, stderr).toBe(0);
    // Commuters to Delaware's three neighbours are not served.
    expect(stdout).toContain("12 fetched, 3 not published");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "The publisher has no file lodes/md_od_aux_JT00_2023.csv.gz, lodes/nj_od_aux_JT00_2023.csv.gz,",
    );
    expect(readSourcesLock(join(folder, "d")).size).toBe(12);
  });

  it.each<[string, string, string | Buffer, string, string]>([
    ["acs", ACS("B01001"), people("B01001", "39"), "a file of another state than 10", "state 39"],
    ["qwi", QWI, workers("39", "2023-Q2"), "a file of another state than 10", "state 39"],
    ["qwi", QWI, workers("10", "2021-Q2"), "a file of another year than 2023", "2021"],
    ["lodes", LODES, gzipSync(OHIO_WORK_PLACES), "a file of another state than 10", "state 39"],
    ["lodes", LODES, gzipSync(WORK_PLACES).subarray(0, -6), "the file that came can't be read", "cut short"],
    ["laus", "/lau/laucnty23.xlsx", COUNTIES.replace("2023", "2019"), "a file of another year than 2023", "2019"],
    ["laus", "/lau/laucnty23.xlsx", ESTABLISHMENTS, "a file without a code of the form", "fipstate"],
    ["wages", METRO_WAGES, zip("MSA_M2022_dl.xlsx", WAGES), "another year or of other areas", "MSA_M2022_dl.xlsx"],
    ["wages", METRO_WAGES, zip("state_M2023_dl.xlsx", WAGES), "another year or of other areas", "state_M2023_dl.xlsx"],
    [
      "cbp",
      "/programs-surveys/cbp/datasets/2023/cbp23co.zip",
      zip("cbp21co.txt", ESTABLISHMENTS),
      "another year or of other areas",
      "cbp21co.txt",
    ],
    [
      "ipeds",
      `${IPEDS}/HD2023.zip`,
      zip("hd2022.csv", "UNITID,INSTNM\n130934,Delaware State University\n"),
      "another year or of other areas",
      "hd2022.csv",
    ],
  ])("%s of another area, year or kind are an error that says so", async (what, path, body, message, found) => {
    serve(path, body);
    const { status, stderr } = await run(`fetch --what ${what} --region DE --year 2023 --to d`);
    expect(status).toBe(3);
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
    expect(stderr).toContain(found);
    expect(readdirSync(join(folder, "d")).filter((name) => !name.startsWith("."))).toEqual([]);
  });

  it("brought by hand under another's name are not taken for what the name says", async () => {
    mkdirSync(join(folder, "d"));
    writeFileSync(join(folder, "d/de_od_main_JT00_2023.csv.gz"), gzipSync(OHIO_WORK_PLACES));
    writeFileSync(join(folder, "d/laucnty23.xlsx"), COUNTIES.replace("2023", "2019"));
    const { stdout } = await run("fetch --adopt --to d");
    const words = stdout.replaceAll(/\s+/g, " ");
    expect(words).toContain("its name and what it holds disagree: a file of another state than 10 (state 39)");
    expect(words).toContain("its name and what it holds disagree: a file of another year than 2023 (2019)");
    expect(existsSync(join(folder, "d/sources.lock.json"))).toBe(false);
  });
});

describe("fetch --what qcew-all --store", () => {
  it("puts the single files of both years into a store that ranks as the same files do", async () => {
    for (const year of [2020, 2023]) {
      const [nation, columbus] = [`us-${year}`, `columbus-${year}`].map((name) =>
        readFileSync(join(ROOT, `data/demo/${name}.csv`), "utf8"),
      );
      const all = `${nation!.trimEnd()}\n${columbus!.slice(columbus!.indexOf("\n") + 1)}`;
      serve(`/cew/data/files/${year}/csv/${year}_annual_singlefile.zip`, zip(`${year}.annual.singlefile.csv`, all));
    }
    const fetched = await run("fetch --what qcew-all --year 2023 --since 2020 --to d --store s");
    expect(fetched.status, fetched.stderr).toBe(0);
    expect(fetched.stdout).toContain("`sector-rank rank --store s --region R`");
    // A second run asks for nothing, and the store is as it was.
    const asked = publisher.asked.length;
    expect((await run("fetch --what qcew-all --year 2023 --since 2020 --to d --store s")).status).toBe(0);
    expect(publisher.asked).toHaveLength(asked);
    const industriesOf = async (argv: string): Promise<unknown> =>
      (JSON.parse((await run(argv)).stdout) as { industries: unknown }).industries;
    expect(await industriesOf("rank --store s --region C1814 --json")).toEqual(await industriesOf("demo --json"));
  });
});

describeShared(
  "files as published",
  ["workers/laus/laucnty22.xlsx", "lodes/ri_od_aux_JT00_2014.csv.gz", "workers/qwi/qwi_sa_api_ri_44.json"],
  () => {
    const sources = readSources();
    const check = (id: string, path: string, year: number, areas: readonly string[]): Promise<unknown> => {
      const source = sources.find((each) => each.id === id)!;
      const { address, file } = source;
      const target = { source, address, file, year, quarter: 0, areas, required: true };
      return checkContent(sharedData(path), target).catch((error: UserError) => error.message);
    };
    it("are taken for what they are, and for nothing else", async () => {
      expect(await check("laus", "workers/laus/laucnty22.xlsx", 2022, [])).toBeUndefined();
      expect(await check("laus", "workers/laus/laucnty22.xlsx", 2021, [])).toBe("a file of another year than 2021");
      expect(await check("lodes-aux", "lodes/ri_od_aux_JT00_2014.csv.gz", 2014, ["44"])).toBeUndefined();
      expect(await check("lodes-aux", "lodes/ri_od_aux_JT00_2014.csv.gz", 2014, ["25"])).toBe(
        "a file of another state than 25",
      );
      // The file holds the years from 1995 to 2019.
      expect(await check("qwi", "workers/qwi/qwi_sa_api_ri_44.json", 2019, ["44"])).toBe(
        "a file of another year than 2019",
      );
    });
  },
);
