import { knownValue } from "../core/datum.js";
import { caution, information, type Note } from "../core/notes.js";
import { checkOccupationQuotients } from "./quotient.js";
import { formatNumber } from "../core/number-format.js";
import type { StaffedIndustry } from "./region-jobs.js";
import type { OccupationsReportInputs } from "./occupations-report-inputs.js";
import { unlikeVintages } from "../core/vintage.js";
import type { SocCode } from "../staffing/records.js";
import { formatList } from "../report/words.js";
import { ONET_ATTRIBUTION, onetOccupation } from "../staffing/read/shipped-onet.js";
import { occupationVintages, SHIPPED_ONET } from "./vintages.js";

/** What a reader of occupations must know: whose pattern, whose wages, what is missing. */
export function occupationNotes(inputs: OccupationsReportInputs): readonly Note[] {
  const { analysis, scope } = inputs;
  return [
    ...vintageNotes(inputs),
    ...borrowedNotes(inputs),
    ...missingNotes(analysis.industries),
    ...(scope.isNation ? [] : [nationalPattern(scope.name)]),
    ...aggregateNotes(analysis.industries),
    ...unusableNotes(analysis.patterns.unusable),
    ...withheldNotes(inputs),
    ...wageNotes(inputs),
    ...ownershipNotes(inputs),
    ...revisionNotes(inputs),
    ...attributions(inputs),
  ];
}

const listCodes = (industries: readonly StaffedIndustry[]): readonly string[] => industries.map(({ naics }) => naics);

function borrowedNotes({ analysis, shipped }: OccupationsReportInputs): readonly Note[] {
  const borrowed = analysis.industries.filter(({ match }) => match.kind === "ancestor");
  if (borrowed.length === 0) return [];
  const jobs = borrowed.reduce((sum, one) => sum + (knownValue(one.jobs) ?? 0), 0);
  const all = knownValue(analysis.jobs) ?? 0;
  const share = all > 0 ? `, with ${formatNumber(jobs / all, "fraction")} of the jobs,` : "";
  const remedy = shipped.staffing
    ? " Built in are industries of 3 digits and some finer ones: get BLS's oesm24in4.zip (bls.gov/oes/tables.htm), which has those of 4 digits, and give it with --staffing."
    : " A --staffing file of their own level would show them.";
  return [
    caution(
      "pattern-borrowed",
      `${borrowed.length} of ${analysis.industries.length} industries${share} have no staffing pattern of their own and take that of a wider industry (${formatList(borrowed.map(({ naics, match }) => `${naics}: ${match.pattern!.code}`))}). Their occupations are those of the wider industry's average, and can be far from their own: their jobs have the range of all of the industry's, and they do not count as needing an occupation.${remedy}`,
      listCodes(borrowed),
    ),
  ];
}

function missingNotes(industries: readonly StaffedIndustry[]): readonly Note[] {
  const without = industries.filter(({ match }) => match.kind === "none");
  const unknown = industries.filter(({ match, jobs }) => match.kind !== "none" && knownValue(jobs) === undefined);
  return [
    ...(without.length > 0
      ? [
          caution(
            "pattern-missing",
            `Not counted, since no staffing pattern holds ${without.length === 1 ? "it" : "them"}: ${listCodes(without).join(", ")}.`,
            listCodes(without),
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          caution(
            "industry-jobs-unknown",
            `Not counted, since ${unknown.length === 1 ? "its" : "their"} jobs in the region are not known: ${listCodes(unknown).join(", ")}.`,
            listCodes(unknown),
          ),
        ]
      : []),
  ];
}

function nationalPattern(region: string): Note {
  return information(
    "pattern-national",
    `Jobs by occupation are the nation's staffing patterns applied to ${region}'s jobs. Their ranges come from estimated jobs alone and say nothing of how far staffing here differs; ask local employers.`,
  );
}

function aggregateNotes(industries: readonly StaffedIndustry[]): readonly Note[] {
  const grouped = industries.filter(({ match }) => match.kind === "aggregate");
  if (grouped.length === 0) return [];
  const words = grouped.map(
    ({ naics, match }) => `${naics}: ${match.pattern!.code} (${match.pattern!.members.join(", ")})`,
  );
  return [
    information(
      "pattern-aggregate",
      `Published only for a group of industries, whose shares are taken for each: ${formatList(words)}.`,
      listCodes(grouped),
    ),
  ];
}

function unusableNotes(unusable: readonly string[]): readonly Note[] {
  if (unusable.length === 0) return [];
  return [
    caution(
      "pattern-without-total",
      `No pattern can be made without a published total or shares: ${unusable.slice(0, 12).join(", ")}${unusable.length > 12 ? " …" : ""}.`,
    ),
  ];
}

function withheldNotes({ entries }: OccupationsReportInputs): readonly Note[] {
  const withheld = entries.filter(({ withheldIn }) => withheldIn.length > 0);
  if (withheld.length === 0) return [];
  return [
    information(
      "occupation-withheld",
      `${withheld.length} ${withheld.length === 1 ? "occupation's" : "occupations'"} employment is withheld in some of the patterns; their jobs there are in the remainder and not in the table.`,
    ),
  ];
}

function wageNotes({ national, regional, analysis }: OccupationsReportInputs): readonly Note[] {
  const notes: Note[] = [];
  if (national || regional) {
    notes.push(
      information(
        "wages-all-industries",
        "Wages are of an occupation over all industries together, since no file has them by region and industry; the chosen industries may pay more or less.",
      ),
    );
  }
  if (regional && national) {
    const { compared, missed } = checkOccupationQuotients(regional, national);
    if (compared > 0) {
      const text = `${compared - missed.length} of ${compared} published occupation location quotients follow from the employment in the two wage files within its rounding to tens.`;
      notes.push(
        missed.length > 0
          ? caution(
              "occupation-quotients",
              `${text} The others (${missed.slice(0, 8).join(", ")}) speak for files of two releases.`,
            )
          : information("occupation-quotients", text),
      );
    }
  }
  const known = [national, regional].filter((area) => area !== undefined);
  if (known.length > 0) {
    const lacking = analysis.entries.filter(({ code }) => !known.some((area) => area.occupations.has(code)));
    const jobs = lacking.reduce((sum, entry) => sum + (knownValue(entry.jobs) ?? 0), 0);
    const all = knownValue(analysis.jobs) ?? 0;
    if (lacking.length > 0) {
      const note = all > 0 && jobs / all > 0.05 ? caution : information;
      notes.push(
        note(
          "occupation-without-wage",
          `${lacking.length} of ${analysis.entries.length} occupations of the staffing patterns are in no wage file (${lacking
            .slice(0, 5)
            .map(({ code }) => code)
            .join(
              ", ",
            )}${lacking.length > 5 ? " …" : ""}), ${formatNumber(jobs, "jobs")} jobs; many would speak for files of two SOC lists.`,
        ),
      );
    }
  }
  return notes;
}

function ownershipNotes({ scope }: OccupationsReportInputs): readonly Note[] {
  if (scope.isNation || scope.ownership === "total") return [];
  return [
    information(
      "pattern-ownership",
      "A staffing pattern is of one mix of owners: in education, health care and transportation it counts public employers too.",
    ),
  ];
}

function revisionNotes({ scope, staffingSources }: OccupationsReportInputs): readonly Note[] {
  const newest = Math.max(...staffingSources.map(({ year }) => year ?? 0));
  if (scope.naics === 2022 || newest < 2022) return [];
  return [
    caution(
      "pattern-revision",
      `The jobs are by NAICS ${scope.naics}, the staffing patterns by NAICS 2022: some codes, most of all in retail trade and information, mean other industries.`,
    ),
  ];
}

/** Occupations with a job zone, by whose file it is from. */
function splitZones({ entries, jobZones }: OccupationsReportInputs) {
  const zoned = entries.filter(({ facts }) => facts?.jobZone !== undefined).map(({ code }) => code);
  const isOwn = (code: SocCode): boolean => jobZones?.codes.has(code) ?? false;
  return { own: zoned.filter(isOwn), shipped: zoned.filter((code) => !isOwn(code)), files: jobZones };
}

function vintageNotes(inputs: OccupationsReportInputs): readonly Note[] {
  const { scope, staffingSources, national, regional, entries } = inputs;
  return unlikeVintages(
    occupationVintages({
      year: scope.year,
      staffing: staffingSources,
      national,
      regional,
      projections: entries.flatMap(({ facts }) => facts?.projection ?? []),
      zones: splitZones(inputs),
    }),
  );
}

const ONET = "by the U.S. Department of Labor, Employment and Training Administration, CC BY 4.0";

/** O*NET's licence asks for its name and release, which are those of the file that the job zones are from. */
function attributions(inputs: OccupationsReportInputs): readonly Note[] {
  const { own, shipped, files } = splitZones(inputs);
  const ofFiles =
    files?.release === undefined
      ? "O*NET Database, of a release that the file does not say,"
      : `O*NET ${files.release} Database`;
  const described = inputs.entries.some(({ code }) => onetOccupation(code) !== undefined);
  return [
    ...(described
      ? [information("onet-skills", `Skills, knowledge and technologies, in CSV and JSON: ${ONET_ATTRIBUTION}.`)]
      : []),
    ...(inputs.entries.some(({ facts }) => facts?.tasks)
      ? [information("onet-tasks", `Tasks: the O*NET file given, ${ONET}.`)]
      : []),
    ...(shipped.length > 0 ? [information("onet", `Job zones: O*NET ${SHIPPED_ONET} Database ${ONET}.`)] : []),
    ...(files && own.length > 0
      ? [
          information(
            "onet-own",
            `Job zones${shipped.length > 0 ? ` of ${formatNumber(own.length, "count")} ${own.length === 1 ? "occupation" : "occupations"}` : ""}: ${files.files.join(", ")}: ${ofFiles} ${ONET}.`,
          ),
        ]
      : []),
  ];
}
