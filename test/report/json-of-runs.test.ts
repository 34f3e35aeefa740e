import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { describeShared, sharedData } from "../helpers/shared.js";

function errorsOf(command: string, json: string): unknown {
  const schema: object = JSON.parse(readFileSync(join(ROOT, `schema/${command}.schema.json`), "utf8")) as object;
  const validate = validator(schema);
  validate(JSON.parse(json));
  return validate.errors;
}

it("the JSON of sensitivity is of its schema: its own options, and no other of the command line", async () => {
  const { stdout } = await runCli("sensitivity --qcew data/demo --region C1814 --level sector --draws 200 --json");
  expect(errorsOf("sensitivity", stdout)).toBeNull();
  const result = JSON.parse(stdout) as Record<string, unknown>;
  expect(result).toMatchObject({ top: 10, draws: 200, concentration: 20, seed: 1 });
  expect(result).not.toHaveProperty("qcew");
});

const YEARS = ["qcew/annual/columbus-oh", "qcew/annual/us"];
describeShared("a ranking with a history", YEARS, () => {
  it("is of its schema, and its CSV has the jobs of every year", async () => {
    const files = YEARS.map((path) => `--qcew ${sharedData(path)}`).join(" ");
    const argv = `rank ${files} --region 39049 --level sector --chart history`;
    const { stdout } = await runCli(`${argv} --json`);
    expect(errorsOf("rank", stdout)).toBeNull();
    const { history } = JSON.parse(stdout) as { readonly history: { readonly years: readonly number[] } };
    expect(history.years).toEqual([2020, 2021, 2022, 2023]);
    const csv = await runCli(`${argv} --format csv`);
    const header = csv.stdout.slice(0, csv.stdout.indexOf("\n")).split(",");
    expect(header.filter((name) => /^jobs_\d+$/.test(name))).toEqual([2020, 2021, 2022, 2023].map((y) => `jobs_${y}`));
  });
});
