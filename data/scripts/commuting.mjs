// Makes data/commuting/: the flows between the counties of Kansas in one year, from county pairs of LODES.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byText, folders, readRecords, writeCsv } from "./lib.mjs";

const YEAR = "2021";
const FILE = `kansas-${YEAR}.csv`;
const { source, target } = folders();
const path = join(target, "commuting", FILE);
const pairs = readRecords(join(source, "lodes/lodes_county_pairs_kansas.csv"))
  .filter(({ year }) => year === YEAR)
  .map(({ w_county_fips: work, h_county_fips: home, jobs, year }) => [work, home, jobs, year])
  .sort((a, b) => byText(a.join(), b.join()));
writeCsv(path, ["w_county_fips", "h_county_fips", "jobs", "year"], pairs);

const content = readFileSync(path);
const entry = {
  source: "lodes-main",
  publisher: "U.S. Census Bureau, LEHD",
  address: "https://lehd.ces.census.gov/data/",
  derived: true,
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
  release: `LODES ${YEAR}, county pairs`,
  licence: "public domain (U.S. government)",
};
const lock = { schema: "sector-rank/sources-lock/1", files: { [FILE]: entry } };
writeFileSync(join(target, "commuting", "sources.lock.json"), `${JSON.stringify(lock, undefined, 2)}\n`);
