import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const COLUMNS =
  "area,ownership,naics,year,quarter,establishments,status,value,low,high,bound_low,bound_high,method," +
  "wages_status,wages_value,wages_low,wages_high,wages_bound_low,wages_bound_high,wages_method,title";

interface Cell {
  readonly area: string;
  readonly naics: string;
  readonly status: string;
  readonly value: number;
  readonly wages: number;
}

async function cellsOf(argv: string): Promise<readonly Cell[]> {
  const { status, stdout } = await runCli(`estimate --format csv ${argv}`);
  expect(status).toBe(0);
  const [header, ...lines] = stdout.trim().split("\n");
  expect(header).toBe(COLUMNS);
  return lines.map((line) => {
    const fields = line.split(",");
    return {
      area: fields[0]!,
      naics: fields[2]!,
      status: fields[6]!,
      value: Number(fields[7]),
      wages: Number(fields[14]),
    };
  });
}

const sector = (code: string): string =>
  ({ "31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49" })[
    code.slice(0, 2)
  ] ?? code.slice(0, 2);

describeShared("the estimate command on the Columbus counties, 2023", ["qcew/annual/columbus-oh"], () => {
  // Two of the four years: each level reads and estimates them again.
  const folder = sharedData("qcew/annual/columbus-oh");
  const years = readdirSync(folder).filter((name) => /^202[23]_/.test(name));
  const files = `${years.map((name) => `--qcew ${join(folder, name)}`).join(" ")} --year 2023 --areas counties --all`;

  it("lists cells at every level that add up to the level above, published and estimated ones together", async () => {
    const above = new Map<string, Cell>();
    for (const cell of await cellsOf(`${files} --level sector`)) above.set(`${cell.area} ${cell.naics}`, cell);
    for (const level of ["3", "4", "5", "6"]) {
      const cells = await cellsOf(`${files} --level ${level}`);
      expect(cells.some(({ status }) => status === "estimated")).toBe(true);
      const sums = new Map<string, { jobs: number; wages: number; parts: number }>();
      for (const { area, naics, value, wages } of cells) {
        const key = `${area} ${level === "3" ? sector(naics) : naics.slice(0, Number(level) - 1)}`;
        const sum = sums.get(key) ?? { jobs: 0, wages: 0, parts: 0 };
        sums.set(key, { jobs: sum.jobs + value, wages: sum.wages + wages, parts: sum.parts + 1 });
      }
      for (const [key, { jobs, wages, parts }] of sums) {
        const total = above.get(key)!;
        // Parts and total are each rounded to whole jobs.
        expect(Math.abs(jobs - total.value), `${key}, jobs`).toBeLessThanOrEqual((parts + 1) / 2 + 0.1);
        expect(Math.abs(wages - total.wages), `${key}, wages`).toBeLessThanOrEqual(parts + 1_000);
      }
      above.clear();
      for (const cell of cells) above.set(`${cell.area} ${cell.naics}`, cell);
    }
  });

  it("leaves cells empty under --suppressed drop", async () => {
    const cells = await cellsOf(`${files} --level 3 --suppressed drop`);
    const { stdout } = await runCli(`estimate --format csv ${files} --level 3 --suppressed drop`);
    expect(new Set(cells.map(({ status }) => status))).toEqual(new Set(["disclosed", "suppressed"]));
    for (const line of stdout.split("\n").filter((one) => one.includes(",suppressed,"))) {
      expect(line).toContain(",suppressed,,,,,,none,suppressed,,,,,,none,");
    }
  });
});
