import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { hashInputs } from "../../scripts/build-stamp.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const publishers = join(root, "..", "shared", "data");
const arePublishersThere = existsSync(publishers);

/** What the tables in data/ are made of: publishers' files, scripts and code; and the tables as they are. */
function hashOfMaking(): string {
  const hash = createHash("sha256").update(hashInputs());
  for (const folder of [join(root, "data"), publishers]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      const file = join(folder, name);
      const { size, mtimeMs } = statSync(file);
      if (folder === publishers) hash.update(`${name} ${size} ${mtimeMs}\n`);
      else if (/\.(?:csv|json|mjs)$/.test(name)) hash.update(`${name}\n`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

// Tables that came out of the same files and scripts need not be made again, for instance by a second Node.
const made = join(root, "node_modules/.cache/tables");
const making = arePublishersThere ? hashOfMaking() : "";

describe("the tables in data/", () => {
  // Skipped where the publishers' files are not beside the checkout.
  it.skipIf(!arePublishersThere).each([
    ["areas"],
    ["naics"],
    ["demo"],
    ["commuting"],
    // In one process, which reads the national file once.
    ["split-shares", "traded"],
    ["estimation"],
    ["staffing", "onet"],
    ["occupations", "training", "columbus"],
  ])("come out of %s.mjs again, byte for byte", (...names) => {
    const record = join(made, `${making}-${names.join("-")}`);
    if (existsSync(record)) return;
    const target = mkdtempSync(join(tmpdir(), "sector-rank-data-"));
    try {
      const scripts = names.map((name) => join(root, "data/scripts", `${name}.mjs`));
      const before = scripts.slice(0, -1).flatMap((script) => ["--import", pathToFileURL(script).href]);
      execFileSync(process.execPath, [...before, scripts.at(-1)!, publishers, target]);
      const tables = readdirSync(target, { recursive: true, encoding: "utf8" }).filter((file) =>
        /\.(csv|json)$/.test(file),
      );
      expect(tables.length).toBeGreaterThanOrEqual(names.length);
      for (const file of tables) {
        const same = readFileSync(join(target, file)).equals(readFileSync(join(root, "data", file)));
        expect(same, `${file} is as ${names.join(" and ")} make it`).toBe(true);
      }
      mkdirSync(made, { recursive: true });
      writeFileSync(record, "");
    } finally {
      rmSync(target, { recursive: true });
    }
  });

  const tables = readdirSync(join(root, "data"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".csv"),
  );

  it.each(tables)("%s has a header, LF, no line twice and none ragged", (file) => {
    const text = readFileSync(join(root, "data", file), "utf8");
    expect(text.includes("\r")).toBe(false);
    expect(text.endsWith("\n")).toBe(true);
    const lines = text.slice(0, -1).split("\n");
    const widths = new Set(lines.map((line) => line.replaceAll(/"[^"]*"/g, "").split(",").length));
    expect(widths.size).toBe(1);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("are each named in data/README.md", () => {
    const readme = readFileSync(join(root, "data", "README.md"), "utf8");
    const named = tables.filter((file) => {
      const pattern = file.replaceAll("\\", "/").replace(/concordance-\d+-\d+/, "concordance-A-B");
      return !readme.includes(`\`${pattern}\``);
    });
    expect(named).toEqual([]);
  });
});

describe("the demo's figures", () => {
  const rows = (file: string): Map<string, string[]> => {
    const lines = readFileSync(join(root, "data/demo", file), "utf8")
      .split("\n")
      .slice(1, -1);
    return new Map(lines.map((line) => line.split(",")).map((row) => [row.slice(0, 3).join(), row]));
  };
  const [ESTABLISHMENTS, EMPLOYMENT, DISCLOSURE] = [8, 9, 7];

  it("hold the ten counties and the nation, with totals, in both years", () => {
    for (const year of [2020, 2023]) {
      const columbus = rows(`columbus-${year}.csv`);
      expect(new Set([...columbus.keys()].map((key) => key.slice(0, 5))).size).toBe(10);
      for (const ownership of [0, 1, 2, 3, 5]) {
        expect(columbus.get(`39049,${ownership},10`)?.[DISCLOSURE], `county, ownership ${ownership}`).toBe("");
        expect(rows(`us-${year}.csv`).get(`US000,${ownership},10`)?.[DISCLOSURE]).toBe("");
      }
    }
  });

  it("have the nation's total near BLS's, and ownerships that add up to it", () => {
    // The revised nation of 2023: 154,990,441 jobs in 2024, 1,849,542 more than in 2023. The release before differs little.
    const revised = 154_990_441 - 1_849_542;
    const jobs = Number(rows("us-2023.csv").get("US000,0,10")?.[EMPLOYMENT]);
    expect(Math.abs(jobs / revised - 1)).toBeLessThan(0.0005);
    for (const year of [2020, 2023]) {
      const us = rows(`us-${year}.csv`);
      const parts = [1, 2, 3, 5].map((ownership) => Number(us.get(`US000,${ownership},10`)?.[EMPLOYMENT]));
      const total = Number(us.get("US000,0,10")?.[EMPLOYMENT]);
      // Five figures, each rounded by half a job at most.
      expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - total)).toBeLessThanOrEqual(2.5);
    }
  });

  it("have the nation's private rows, which BLS withholds nowhere, except for two that can't be separated", () => {
    for (const [year, withheld] of [
      [2020, ["485112", "485119"]],
      [2023, []],
    ] as const) {
      const us = [...rows(`us-${year}.csv`).values()].filter((row) => row[1] === "5");
      expect(us.length).toBeGreaterThan(2000);
      expect(us.filter((row) => row[DISCLOSURE] === "N").map((row) => row[2])).toEqual(withheld);
    }
  });

  it("reproduce every printed location quotient of the counties", () => {
    const measures = [
      [ESTABLISHMENTS, 12],
      [EMPLOYMENT, 13],
      [10, 14],
    ] as const;
    for (const year of [2020, 2023]) {
      const [us, counties] = [rows(`us-${year}.csv`), rows(`columbus-${year}.csv`)];
      const isKnown = (row: string[] | undefined): row is string[] => row?.[DISCLOSURE] === "";
      let compared = 0;
      for (const row of counties.values()) {
        const nation = us.get(`US000,${row[1]},${row[2]}`);
        if (!isKnown(row) || !isKnown(nation) || row[11] !== "") continue;
        const total = counties.get(`${row[0]},0,10`)!;
        const nationTotal = us.get("US000,0,10")!;
        for (const [level, quotient] of measures) {
          if (Number(nation[level]) === 0) continue;
          const computed =
            Number(row[level]) / Number(total[level]) / (Number(nation[level]) / Number(nationTotal[level]));
          compared++;
          const miss = Math.abs(computed - Number(row[quotient]));
          expect(miss, `${year} ${row.slice(0, 3).join()} column ${level}`).toBeLessThanOrEqual(0.005 + 1e-9);
        }
      }
      expect(compared).toBeGreaterThan(13_000);
    }
  });

  it("print zeros where suppressed, with establishments", () => {
    for (const row of rows("us-2020.csv").values()) {
      if (row[DISCLOSURE] !== "N") continue;
      expect(row[EMPLOYMENT]).toBe("0");
      expect(Number(row[ESTABLISHMENTS])).toBeGreaterThanOrEqual(0);
    }
  });
});
