import { expect, it } from "vitest";
import { readAreas } from "../../src/areas/read-areas.js";
import { flowsByYear } from "../../src/commute/flows-of-year.js";
import { readFlows } from "../../src/commute/read/read-flows.js";
import { regionOfFlows, type RegionQuestion } from "../../src/commute/region-of-flows.js";
import { shedsOf } from "../../src/commute/sheds.js";
import { extendRegion } from "../../src/commute/extend.js";
import { describeShared, sharedData } from "../helpers/shared.js";

const areas = readAreas();
const asked = (region: string): RegionQuestion => ({ region, exclude: [], regions: {} });

async function flowsOf(files: readonly string[], year?: number) {
  const { parts } = await readFlows(files.map(sharedData), areas);
  return flowsByYear(parts, year).chosen;
}
it("x", async () => {
  for (const f of [["lodes/lodes_county_pairs_kansas.csv"],["lodes/ri_od_aux_JT00_2014.csv.gz"]]) {
  const t=performance.now();
  const flows = await flowsOf(f);
  console.log(f, performance.now()-t, flows.facts, flows.pairs.length, flows.states("home").join(), flows.states("work"));
  const r = regionOfFlows(flows, asked(f[0]!.includes("ct_") ? "09003": f[0]!.includes("ri_") ? "RI" : "C4862"), areas);
  const s = shedsOf(flows, r.counties);
  const e = extendRegion(flows, s, 0.25);
  console.log(JSON.stringify(r), JSON.stringify(s.containment).replaceAll(`"status":`,""), e.proposed, e.steps.map(x => [x.action,x.county,JSON.stringify([x.containment.jobsHeld,x.containment.workersStaying])].join()), s.bySegment.length);
  console.log(s.ties.slice(0,12).map(t=>[t.county,t.isInside,e.advice.get(t.county),...[t.toRegion,t.fromRegion,t.workers,t.jobs,t.workersShare,t.jobsShare].map(d=>"value" in d ? d.value : d.status)].join(" ")).join("\n"));
  }
});
void describeShared;
