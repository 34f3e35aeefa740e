import type { Areas } from "../areas/areas.js";
import { hasValue } from "../core/datum.js";
import { formatNumber, formatShare } from "../core/number-format.js";
import { caution, information, type Note } from "../core/notes.js";
import { formatList } from "../report/words.js";
import type { CommuteAnalysis } from "./analysis.js";
import { namedCounties } from "./commute-words.js";
import { segmentsBy } from "./flows.js";
import { ALL_JOBS, JOB_TYPES, SEGMENTS } from "./segments.js";
import { countCommuters, stateCode } from "./sheds.js";

/** What notes need beside the analysis. */
export interface NoteContext {
  readonly areas: Areas;
  /** States by postal abbreviation, each with those that it borders on. */
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
}

/** Flows of fewer jobs are mostly noise. */
const SMALL_FLOW = 10;

/** What a reader must know of the flows: what the files lack, what they count, how sure small numbers are. */
export function commuteNotes(analysis: CommuteAnalysis, context: NoteContext): readonly Note[] {
  return [
    ...coverageNotes(analysis, context),
    ...fileNotes(analysis),
    ...countyNotes(analysis, context.areas),
    ...whatIsCounted(analysis),
  ];
}

/** Which homes and work places in other states the files lack. */
function coverageNotes({ flows, region }: CommuteAnalysis, { areas, neighbours }: NoteContext): readonly Note[] {
  const nameState = (fips: string): string => areas.nameOf(`${fips}000`);
  const states = [...new Set(region.counties.map(stateCode))];
  const homes = (state: string): readonly string[] =>
    flows.states("home").filter((home) => home !== state && flows.isCovered(home, state));
  const without = states.filter((state) => homes(state).length === 0);
  const works = flows.states("work");
  const postal = new Map(areas.states.map((state) => [state.fips, state.postal]));
  const fips = new Map(areas.states.map((state) => [state.postal, state.fips]));
  const around = [
    ...new Set(
      states.flatMap((state) => neighbours.get(postal.get(state) ?? "") ?? []).flatMap((one) => fips.get(one) ?? []),
    ),
  ].filter((one) => !states.includes(one));
  const unseen = around.filter((one) => !states.some((state) => flows.isCovered(state, one)));
  const few = states.filter((state) => {
    const held = homes(state);
    const near = (neighbours.get(postal.get(state) ?? "") ?? []).flatMap((one) => fips.get(one) ?? []);
    return held.length > 0 && held.every((home) => near.includes(home));
  });
  return [
    ...(without.length === 0
      ? []
      : [
          caution(
            "homes-elsewhere-missing",
            `Jobs in ${formatList(without.map(nameState))} that people from other states hold are in no figure: too few come in, and the part of the jobs that residents hold is too high. LODES has them in the state's od_aux file.`,
          ),
        ]),
    ...(unseen.length === 0
      ? []
      : [
          caution(
            "work-elsewhere-missing",
            `Residents who work in ${formatList(unseen.map(nameState))} are in no figure: too few go out, and the part of residents who stay is too high. LODES has them in ${unseen.length === 1 ? "that state's od_aux file" : "the od_aux files of these states"}.`,
          ),
        ]),
    ...(few.length === 0
      ? []
      : [
          caution(
            "homes-of-neighbours-alone",
            `Of people from other states the files have those of ${formatList([...new Set(few.flatMap(homes))].map(nameState))} alone; homes in any other state are absent.`,
          ),
        ]),
    ...(works.length > states.length || unseen.length === around.length
      ? []
      : [information("states-of-work", `The files hold jobs in ${formatList(works.map(nameState))}.`)]),
  ];
}

/** What is odd about the files themselves. */
function fileNotes({ files, flows, years, region }: CommuteAnalysis): readonly Note[] {
  const withheld = files.parts.reduce((sum, part) => sum + part.withheld, 0);
  const misnamed = files.parts.flatMap(({ named, file, years: own }) => {
    if (named.part === undefined) return [];
    const counts = [...own.values()].flatMap((pairs) =>
      Array.from({ length: pairs.length }, (_, slot) => isWithin(pairs.homeOf(slot), pairs.workOf(slot))),
    );
    const other = named.part === "main" ? counts.includes(false) : counts.includes(true);
    return other
      ? [`${file} is named ${named.part} and holds homes ${named.part === "main" ? "in other states" : "in the state"}`]
      : [];
  });
  const disagreeing = partsDisagree(flows);
  return [
    ...region.remarks.map((text) => information("region-taken", text)),
    ...(files.passedOver.length === 0
      ? []
      : [
          information(
            "files-passed-over",
            `Not read, because they hold no commuter flows: ${files.passedOver.slice(0, 5).join(", ")}${files.passedOver.length > 5 ? ` and ${files.passedOver.length - 5} more` : ""}.`,
          ),
        ]),
    ...(withheld === 0
      ? []
      : [
          caution(
            "flows-withheld",
            `${formatNumber(withheld, "count")} flows have a mark or nothing in place of a number; they are in no sum, so that sums are too small by them.`,
          ),
        ]),
    ...misnamed.map((text) => caution("flow-file-misnamed", `${text}: what the file holds was used.`)),
    ...(disagreeing === undefined ? [] : [caution("flow-parts-disagree", disagreeing)]),
    ...(years.leftOut.length === 0
      ? []
      : [
          information(
            "years-left-out",
            `Years of the files without all states of ${flows.facts.year}: ${years.leftOut.join(", ")}.`,
          ),
        ]),
    ...(years.undated.length === 0
      ? []
      : [
          caution(
            "flow-year-typed",
            `${formatList(years.undated.slice(0, 3))} ${years.undated.length === 1 ? "does" : "do"} not say the year; ${flows.facts.year} is what --lodes-year says.`,
          ),
        ]),
    ...(flows.facts.year === undefined
      ? [
          caution(
            "flow-year-unknown",
            "Neither a column nor the file's name says of which year the flows are; --lodes-year names it.",
          ),
        ]
      : []),
  ];
}

const isWithin = (home: number, work: number): boolean => Math.floor(home / 1000) === Math.floor(work / 1000);

/** Ages, earnings and industries add up to all jobs each, in a file as published. */
function partsDisagree({ pairs, facts }: CommuteAnalysis["flows"]): string | undefined {
  for (const by of ["industry", "age", "earnings"] as const) {
    const parts = segmentsBy(facts.segments, by).map(({ id }) => SEGMENTS.findIndex((one) => one.id === id));
    if (parts.length < 3) continue;
    const odd = pairs.find(({ counts }) => parts.reduce((sum, index) => sum + counts[index]!, 0) !== counts[ALL_JOBS]);
    if (odd) {
      return `Jobs by ${by} do not add up to all jobs, first from ${odd.home} to ${odd.work}: the file may have been edited.`;
    }
  }
  return undefined;
}

/** How sure single counties are. */
function countyNotes({ sheds, extension, flows }: CommuteAnalysis, areas: Areas): readonly Note[] {
  const small = sheds.ties.filter(
    ({ isInside, toRegion, fromRegion }) =>
      !isInside &&
      [toRegion, fromRegion].some((datum) => hasValue(datum) && datum.value > 0 && datum.value < SMALL_FLOW),
  );
  const faint = extension.steps.flatMap(({ action, county }) => {
    const ties = sheds.ties.find((one) => one.county === county);
    return action === "add" && ties && countCommuters(ties) < FAINT ? [ties.county] : [];
  });
  const unknown = sheds.ties.filter(({ county }) => extension.advice.get(county) === "unknown");
  const largest = unknown.filter((ties) => countCommuters(ties) >= FAINT).map(({ county }) => county);
  return [
    ...(faint.length === 0
      ? []
      : [
          caution(
            "few-commuters",
            `Fewer than ${FAINT} commuters stand behind the advice to add ${namedCounties(faint, areas)}.`,
          ),
        ]),
    ...(largest.length === 0
      ? []
      : [
          information(
            "share-unknown",
            `Whether to add ${namedCounties(largest, areas)} can't be said: the files do not hold all jobs of their residents, so there is no share.`,
          ),
        ]),
    ...(small.length === 0
      ? []
      : [
          caution(
            "small-flows",
            `${formatNumber(small.length, "count")} ${small.length === 1 ? "county exchanges" : "counties exchange"} fewer than ${SMALL_FLOW} workers with the region one way. LODES adds noise to protect people: read single flows of this size as "few".`,
          ),
        ]),
    ...(flows.pairs.some(({ home, work }) => stateCode(home) === "09" || stateCode(work) === "09")
      ? [
          information(
            "connecticut",
            "Connecticut has counties (09001 to 09015) in flows of earlier years and planning regions (09110 to 09190) in later ones; QCEW changed with 2024. A region of one kind can't be found in files of the other.",
          ),
        ]
      : []),
  ];
}

/** So few commuters both ways make a share unsafe. */
const FAINT = 100;

function whatIsCounted({ flows, extension }: CommuteAnalysis): readonly Note[] {
  const { jobType } = flows.facts;
  const words = jobType === undefined ? undefined : JOB_TYPES[jobType];
  const counted =
    words === undefined
      ? "The files do not say which jobs they count. LODES files named JT00 count all jobs, JT01 one a worker."
      : jobType === "JT00"
        ? "Flows count jobs, not people: who holds two jobs is counted twice (JT00); JT01 files count one a worker."
        : `Flows count ${words} (${jobType}).`;
  return [
    information("flows-count", `${counted} The self-employed are not covered.`),
    information(
      "tied-share",
      `A county is tied to the region from ${formatShare(extension.threshold)} of its workers or of its jobs, as OMB's rule for outlying counties has 25%; both are measured against the region as given. --tied-share changes it.`,
    ),
  ];
}
