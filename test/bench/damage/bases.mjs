// What is damaged: files as their publishers ship them, and the command that reads them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_KINDS } from "./config-kinds.mjs";
import { QCEW_KINDS } from "./qcew-kinds.mjs";
import { SIDE_KINDS } from "./side-kinds.mjs";

/** A member of an archive, by the end of its name. */
function memberOf(archive, name) {
  return execFileSync("unzip", ["-p", archive, `*${name}*`], { maxBuffer: 2 ** 30, encoding: "utf8" });
}

/** Factors as somebody would rate industries. */
const FACTORS = [
  "naics,title,champion,readiness",
  "311,Food manufacturing,3,40",
  "325,Chemical manufacturing,2,35",
  "336,Transportation equipment manufacturing,5,80",
  "484,Truck transportation,4,55",
  "493,Warehousing and storage,1,20",
  "541,Professional and technical services,2,65",
  "621,Ambulatory health care services,5,90",
  "622,Hospitals,4,85",
  "722,Food services and drinking places,1,15",
  "",
].join("\n");

/** Education and openings as states publish them. */
const EDUCATION = [
  "soc_code,occ_title,base_year,proj_year,base_emp,proj_emp,annual_openings,education",
  "29-1141,Registered nurses,2024,2034,24884,25827,1587,Bachelor's degree",
  "31-1131,Nursing assistants,2024,2034,24010,25100,3587,Postsecondary nondegree award",
  "31-9092,Medical assistants,2024,2034,9120,10300,1340,Postsecondary nondegree award",
  "31-1120,Home health and personal care aides,2024,2034,41200,48600,7010,High school diploma or equivalent",
  "29-2061,Licensed practical and licensed vocational nurses,2024,2034,8120,8300,700,Postsecondary nondegree award",
  "43-6013,Medical secretaries and administrative assistants,2024,2034,7010,7300,820,High school diploma or equivalent",
  "",
].join("\n");

/** A ranking as somebody keeps it. */
const CONFIG = [
  "qcew: [columbus-2020.csv, columbus-2023.csv, us-2020.csv, us-2023.csv]",
  'region: "39049"',
  "level: sector",
  "suppressed: drop",
  "top: 5",
  "since: 2020",
  "year: 2023",
  "weights:",
  "  employment: 2",
  "  growth: 1",
  "  lq: 1",
  "",
].join("\n");

export async function bases(root) {
  const demo = join(root, "data/demo");
  const shared = join(root, "../shared/data");
  const read = (folder, ...path) => readFileSync(join(folder, ...path), "utf8");
  const rank = (files, region, ...more) => [
    "rank",
    ...files.flatMap((file) => ["--qcew", file]),
    "--region",
    region,
    ...more,
    "--json",
  ];
  const all = [
    {
      name: "built-in counties",
      files: Object.fromEntries(
        ["columbus-2020", "columbus-2023", "us-2020", "us-2023"].map((name) => [
          `${name}.csv`,
          read(demo, `${name}.csv`),
        ]),
      ),
      damages: "columbus-2023.csv",
      argv: rank(["columbus-2020.csv", "columbus-2023.csv", "us-2020.csv", "us-2023.csv"], "C1814"),
      kinds: QCEW_KINDS,
    },
  ];
  const demoFiles = all[0].files;
  const qcew = Object.keys(demoFiles);
  all.push(
    {
      name: "projections of a state",
      files: { ...demoFiles, "kansas.csv": read(root, "data/projections/kansas.csv") },
      damages: "kansas.csv",
      argv: rank(qcew, "39049", "--suppressed", "drop", "--projections", "kansas.csv"),
      kinds: SIDE_KINDS,
    },
    {
      name: "factors",
      files: { ...demoFiles, "factors.csv": FACTORS },
      damages: "factors.csv",
      argv: rank(qcew, "39049", "--suppressed", "drop", "--factor", "factors.csv"),
      kinds: SIDE_KINDS,
    },
  );
  all.push(
    {
      name: "a config",
      files: { ...demoFiles, "rank.yaml": CONFIG },
      damages: "rank.yaml",
      argv: ["rank", "--config", "rank.yaml", "--json"],
      kinds: CONFIG_KINDS,
      parse: (text) => text,
      write: (text) => text,
    },
    {
      name: "education of a state",
      files: { "education.csv": EDUCATION },
      damages: "education.csv",
      argv: ["occupations", "--industries", "62", "--education", "education.csv", "--json"],
      kinds: SIDE_KINDS,
    },
  );
  if (!existsSync(shared)) return all;
  const occupations = (...more) => ["occupations", "--industries", "62", ...more, "--json"];
  all.push(
    {
      name: "education and openings of Kansas",
      files: { "kansas.csv": read(shared, "projections/ks_occupation_2024-34.csv") },
      damages: "kansas.csv",
      argv: occupations("--education", "kansas.csv"),
      kinds: SIDE_KINDS,
    },
    {
      name: "wages of a state",
      files: { "wages.csv": read(shared, "occupations/oews_washington.csv") },
      damages: "wages.csv",
      argv: occupations("--wages", "wages.csv"),
      kinds: SIDE_KINDS,
    },
    {
      name: "staffing of sectors",
      files: { "staffing.csv": read(shared, "staffing/oews_natsector_m2024.csv") },
      damages: "staffing.csv",
      argv: occupations("--staffing", "staffing.csv"),
      kinds: SIDE_KINDS,
    },
    {
      name: "staffing of the matrix",
      files: { "us_staffing_3261.csv": read(shared, "staffing/nem/us_staffing_3261.csv") },
      damages: "us_staffing_3261.csv",
      argv: ["occupations", "--industries", "3261", "--staffing", "us_staffing_3261.csv", "--json"],
      kinds: SIDE_KINDS,
    },
  );
  const annual = join(shared, "qcew/annual");
  const quarterly = join(shared, "qcew/quarterly");
  const county = (year) => read(annual, "columbus-oh", `${year}_a_39049.csv`);
  all.push(
    {
      name: "a county of two years",
      files: { "2022.csv": county(2022), "2023.csv": county(2023) },
      damages: "2023.csv",
      argv: rank(["2022.csv", "2023.csv"], "39049"),
      kinds: QCEW_KINDS,
    },
    {
      name: "the earlier of two years",
      files: { "2022.csv": county(2022), "2023.csv": county(2023) },
      damages: "2022.csv",
      argv: rank(["2022.csv", "2023.csv"], "39049"),
      kinds: QCEW_KINDS,
    },
    {
      name: "a county of one year, level 4",
      files: { "2023.csv": county(2023) },
      damages: "2023.csv",
      argv: rank(["2023.csv"], "39049", "--level", "4"),
      kinds: QCEW_KINDS,
    },
    {
      name: "a county without estimates",
      files: { "2023.csv": county(2023) },
      damages: "2023.csv",
      argv: rank(["2023.csv"], "39049", "--suppressed", "drop"),
      kinds: QCEW_KINDS,
    },
    {
      name: "the nation of a year",
      files: { "us.csv": read(annual, "us/2024_a_US000.csv") },
      damages: "us.csv",
      argv: rank(["us.csv"], "US000"),
      kinds: QCEW_KINDS,
    },
    {
      name: "a state of a year",
      files: { "oh.csv": memberOf(join(annual, "states/2019_a_states.zip"), "39000") },
      damages: "oh.csv",
      argv: rank(["oh.csv"], "39000"),
      kinds: QCEW_KINDS,
    },
    {
      name: "a county of a quarter",
      files: { "harris.csv": read(quarterly, "2020_1_48201_R.csv") },
      damages: "harris.csv",
      argv: rank(["harris.csv"], "48201"),
      kinds: QCEW_KINDS,
    },
  );
  return all;
}
