import { expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import { checkConsistency } from "../../src/consistency/check.js";
import { contradictions } from "../../src/consistency/notes.js";
import { readPaths } from "../../src/qcew/read-paths.js";
import { QCEW_FIELDS } from "../../src/qcew/table.js";
import { describeShared, sharedData } from "../helpers/shared.js";

// No false alarm: not one row of the publisher's files contradicts another.

const FILES = [
  "annual/columbus-oh",
  "annual/us/2024_a_US000.csv",
  "annual/states/2019_a_states.zip",
  "annual/states/2020_a_states.zip",
  "derived/2023_a_US000_from_2024_oty.csv",
  "quarterly/2018_1_by_industry.zip",
  "quarterly/2019_1_US000.csv",
  "quarterly/2024_1_US000.csv",
  "quarterly/2020_1_48201_R.csv",
  "quarterly/2016_qtrly_by_area_ohio.zip",
];

async function contradictionsIn(path: string): Promise<readonly unknown[]> {
  const { table } = await readPaths([path], { fields: QCEW_FIELDS });
  const areas = readAreas();
  const metropolitan = table.areas.filter((code) => /^C\d/.test(code));
  return contradictions(checkConsistency(table, new Map(metropolitan.map((code) => [code, areas.countiesOf(code)]))));
}

it("the built-in files contradict nothing", async () => {
  expect(await contradictionsIn("data/demo")).toEqual([]);
});

describeShared(
  "published files",
  FILES.map((name) => `qcew/${name}`),
  () => {
    it.each(FILES)("%s contradicts nothing", async (name) => {
      expect(await contradictionsIn(sharedData(`qcew/${name}`))).toEqual([]);
    });
  },
);
