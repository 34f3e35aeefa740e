import type { Areas } from "../areas/areas.js";
import { information, type Note } from "../core/notes.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportSection, ReportTable } from "../report/report.js";
import { formatList } from "../report/words.js";
import type { CommuteAnalysis } from "./analysis.js";
import { flowChart } from "./commute-chart.js";
import { commuteJson } from "./commute-json.js";
import { commuteNotes, type NoteContext } from "./commute-notes.js";
import { countiesTable, kindsTable, shedTable, stepsTable, yearsTable } from "./commute-tables.js";
import { describeFlows, namedCounties, shortName, sourceOfFlows, summarizeCommute } from "./commute-words.js";
import { reviewTable, describeReview, type RegionReview } from "./review.js";
import { stateCode } from "./sheds.js";

export interface CommuteReportInputs extends NoteContext {
  readonly analysis: CommuteAnalysis;
  readonly review: RegionReview | undefined;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** Where those who work in a region live, where its residents work, and which counties belong to it. */
export function buildCommuteReport(inputs: CommuteReportInputs): Report {
  const { analysis, review, areas, provenance } = inputs;
  const { region, extension } = analysis;
  const chart = flowChart(analysis, areas);
  return {
    command: "commute",
    title: `Commuters of ${region.name}`,
    scope: describeScope(analysis, areas),
    tables: [
      countiesTable(analysis, areas),
      ...(extension.steps.length > 1 ? [stepsTable(analysis, areas)] : []),
      ...present(
        shedTable(analysis, areas, "labor"),
        shedTable(analysis, areas, "commute"),
        kindsTable(analysis),
        yearsTable(analysis),
        review && reviewTable(review),
      ),
    ],
    sections: [
      { heading: "In short", before: true, id: "in-short", paragraphs: summarizeCommute(analysis, areas) },
      ...(review ? [{ heading: "The short list county by county", items: describeReview(review, areas) }] : []),
      pasteSection(analysis),
    ],
    notes: [
      ...commuteNotes(analysis, inputs),
      ...(review ? reviewNotes(analysis, review, areas) : []),
      ...inputs.notes,
    ],
    provenance,
    ...(chart && { charts: [chart] }),
    schema: "sector-rank/commute/1",
    json: commuteJson(analysis, review, areas),
  };
}

function present(...tables: readonly (ReportTable | undefined)[]): readonly ReportTable[] {
  return tables.filter((table) => table !== undefined);
}

/** What was asked, and of which flows the answer is. */
function describeScope(analysis: CommuteAnalysis, areas: Areas): Report["scope"] {
  const { region, flows } = analysis;
  const isOneState = new Set(region.counties.map(stateCode)).size === 1;
  const names = region.counties.map((county) => (isOneState ? shortName(areas, county) : areas.nameOf(county)));
  const counties = names.length > 12 ? `${names.length} counties` : isOneState ? formatList(names) : names.join("; ");
  const states = (side: "home" | "work"): string => {
    const own = new Set(region.counties.map(stateCode));
    const others = flows.states(side).filter((state) => !own.has(state));
    const nameState = (state: string): string => areas.nameOf(`${state}000`);
    const held = flows
      .states(side)
      .filter((state) => own.has(state))
      .map(nameState);
    const more = others.length > 4 ? [`${others.length} other states`] : others.map(nameState);
    return formatList([...held, ...more]);
  };
  return [
    ["Region", names.length === 1 ? region.name : `${region.name}: ${counties}`],
    ["Flows", `${describeFlows(analysis)}; ${sourceOfFlows(analysis)}`],
    ["Held", `jobs in ${states("work")}; homes in ${states("home")}`],
  ];
}

/** The region proposed, as it is written on a command line. */
function pasteSection({ proposedText, extension }: CommuteAnalysis): ReportSection {
  const isAsGiven = extension.steps.length === 1;
  return {
    heading: isAsGiven ? "The region stays as it is" : "To go on with this region",
    id: "paste",
    paragraphs: [`--region ${/^[\w,]+$/.test(proposedText) ? proposedText : JSON.stringify(proposedText)}`],
  };
}

function reviewNotes(
  { flows }: CommuteAnalysis,
  { missing, outside, year }: RegionReview,
  areas: Areas,
): readonly Note[] {
  const flowYear = flows.facts.year;
  return [
    ...(missing.length === 0
      ? []
      : [
          information(
            "outside-not-in-files",
            `Of the counties outside that exchange the most workers with the region the QCEW files hold ${outside.length} of ${outside.length + missing.length}; they have no rows of ${namedCounties(missing, areas)}.`,
          ),
        ]),
    ...(flowYear !== undefined && flowYear !== year
      ? [information("flow-year-differs", `Flows are of ${flowYear}, jobs and quotients of ${year}.`)]
      : []),
  ];
}
