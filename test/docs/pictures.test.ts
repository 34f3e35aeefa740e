import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeShared, sharedData } from "../helpers/shared.js";
import { makeFolder, removeFolder, ROOT, runCli } from "../cli/run-cli.js";

const PICTURES = join(ROOT, "docs/pictures");
const COLUMBUS = "--qcew data/demo --region C1814";
const YEARS = ["qcew/annual/columbus-oh", "qcew/annual/us"];

const DRAWN = [
  { argv: "demo", names: ["bars.svg", "bubble.png", "bubble.svg", "intervals.svg"] },
  { argv: `sensitivity ${COLUMBUS}`, names: ["sensitivity.svg"] },
  { argv: `shift-share ${COLUMBUS}`, names: ["shift-share.svg"] },
  { argv: "commute built-in/commuting/kansas-2021.csv --region C4862", names: ["flow.svg"] },
];
/** The demo's data has two years only. */
const HISTORY = {
  argv: `rank ${YEARS.map((path) => `--qcew ${sharedData(path)}`).join(" ")} --region C1814`,
  names: ["history.svg"],
};

/** Drawn by a browser, whose fonts and version change their bytes: not compared. */
const BROWSED = ["page.png", "brief.png"];

let cwd = "";
beforeAll(() => {
  cwd = makeFolder();
});
afterAll(() => removeFolder(cwd));

it("docs/pictures holds these pictures and no other", () => {
  const names = [...DRAWN, HISTORY].flatMap((one) => one.names).concat(BROWSED);
  expect(readdirSync(PICTURES).sort()).toEqual(names.sort());
});

async function expectCurrent({ argv, names }: (typeof DRAWN)[number]): Promise<void> {
  const { status, stderr } = await runCli(`${argv} ${names.map((name) => `--out ${name}`).join(" ")}`, { cwd });
  expect(status, stderr).toBe(0);
  for (const name of names) {
    expect(readFileSync(join(cwd, name)).equals(readFileSync(join(PICTURES, name))), name).toBe(true);
  }
}

const HOW_TO_DRAW = "(`npm run build && node scripts/pictures.mjs` draws them again)";

it.each(DRAWN)(`$names are what \`$argv\` draws now ${HOW_TO_DRAW}`, expectCurrent);

describeShared("the picture of four years", YEARS, () => {
  it(`is what they give now ${HOW_TO_DRAW}`, () => expectCurrent(HISTORY));
});
