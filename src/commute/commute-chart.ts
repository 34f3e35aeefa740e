import type { Areas } from "../areas/areas.js";
import { hasValue, type Datum } from "../core/datum.js";
import type { FlowChart, FlowSide } from "../report/chart.js";
import type { CommuteAnalysis } from "./analysis.js";
import { describeFlows, jobs, share, sourceOfFlows } from "./commute-words.js";
import type { CountyTies } from "./sheds.js";

/** Counties drawn by name on each side. */
const DRAWN = 10;

/** Where commuters come from and go to; undefined where nobody does. */
export function flowChart(analysis: CommuteAnalysis, areas: Areas): FlowChart | undefined {
  const { sheds, region, extension } = analysis;
  const { containment } = sheds;
  const side = (heading: string, of: (ties: CountyTies) => Datum): FlowSide => {
    const bands = sheds.ties
      .filter(({ isInside }) => !isInside)
      .map((ties) => ({ ties, datum: of(ties) }))
      .flatMap(({ ties, datum }) => (hasValue(datum) && datum.value > 0 ? [{ ties, value: datum.value }] : []))
      .sort((a, b) => b.value - a.value || (a.ties.county < b.ties.county ? -1 : 1));
    const rest = bands.slice(DRAWN);
    return {
      heading,
      bands: [
        ...bands.slice(0, DRAWN).map(({ ties, value }) => ({
          label: areas.nameOf(ties.county),
          value,
          emphasis: extension.advice.get(ties.county) === "add",
          isRest: false,
        })),
        ...(rest.length === 0
          ? []
          : [
              {
                label: `${rest.length} more counties`,
                value: rest.reduce((sum, { value }) => sum + value, 0),
                emphasis: false,
                isRest: true,
              },
            ]),
      ],
    };
  };
  const left = side("Come in from", ({ toRegion }) => toRegion);
  const right = side("Go out to", ({ fromRegion }) => fromRegion);
  if (left.bands.length + right.bands.length === 0) return undefined;
  const isKnown = hasValue(containment.within);
  return {
    kind: "flow",
    title: `Who comes to work in ${region.name}, and who leaves it for work`,
    subtitle: `Jobs by the worker's county of home and of work; ${describeFlows(analysis)}. Bands are as wide as they are large, the box is not.`,
    footnotes: [
      ...(isKnown
        ? [
            `${jobs(containment.inCommuters)} of ${jobs(containment.jobs)} jobs in the region are held by people from elsewhere; ${jobs(containment.outCommuters)} of its residents' ${jobs(containment.workers)} jobs are elsewhere.`,
          ]
        : ["Jobs that residents of the region's own states hold in them are not in the files."]),
    ],
    source: sourceOfFlows(analysis),
    unit: "jobs",
    center: {
      label: region.name,
      text: isKnown ? jobs(containment.within) : "not known",
      note: isKnown
        ? `live and work here: ${share(containment.jobsHeld)} of its jobs, ${share(containment.workersStaying)} of its residents' jobs`
        : "live and work here",
    },
    sides: { left, right },
    emphasis: "counties to add",
  };
}
