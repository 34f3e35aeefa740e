import { analyzeIndustries } from "../region/analysis.js";
import type { Quarter } from "../core/codes.js";
import type { Result } from "../result/result.js";
import { ABSENT } from "../core/datum.js";
import { InputError, UsageError } from "../core/errors.js";
import type { IndustryTable, Level } from "../core/industry-table.js";
import type { IndustryInputs } from "../region/read/inputs.js";
import { readNaics } from "../naics/read-naics.js";
import { readAreas } from "../areas/read-areas.js";
import { buildGround, buildGroundWithoutJobs, type Ground } from "../living-costs/ground.js";
import type { Io } from "../output/io.js";
import type { FactorOptions } from "./factors/factor-options.js";
import { readFactors } from "./factors/read-factors.js";
import { canonicalIndustryCode, industryDepth } from "../naics/levels.js";
import { caution, type Note } from "../core/notes.js";
import type { ChosenIndustry } from "./analysis.js";
import { nearestCodes } from "../ranking/criteria.js";
import { rankRegion } from "../ranking/rank-region.js";
import type { OccupationScope } from "./occupations-report-inputs.js";
import { levelName, formatList, describeOwnership, scopeJson } from "../report/words.js";
import { formatPeriod } from "../region/period-words.js";
import { nationalIndustries } from "./region-jobs.js";
import type { PatternMatch, StaffingPatterns } from "../staffing/match.js";
import { analysisOptions, rankRegionOptions, type InputValues } from "../command/run-options.js";

type RankValues = Parameters<typeof rankRegionOptions>[0];

/** The industries whose occupations are asked for, and what a report says of their origin. */
export interface Chosen {
  readonly industries: readonly ChosenIndustry[];
  readonly scope: OccupationScope;
  readonly notes: readonly Note[];
  /** The region by its counties; none where the jobs are the nation's. */
  readonly ground?: Ground;
}

/** The short list of a ranking of the region. */
export async function chooseShortList(
  inputs: IndustryInputs,
  options: RankValues & Omit<FactorOptions, "rule">,
  io: Io,
): Promise<Chosen> {
  // Rules of this command are over occupations.
  const { factors } = await readFactors({ ...options, rule: [] }, io, { showsNeeds: false });
  const ranked = rankRegion(inputs, rankRegionOptions(options), factors);
  const { table } = ranked.analysis;
  const industries = ranked.shortList.map(({ industry }) => toChosen(industry.candidate.row));
  return {
    industries,
    scope: regionScope(table, industries, `the ${industries.length} short-listed industries`),
    notes: [...inputs.notes, ...ranked.analysis.notes, ...ranked.notes],
    ground: buildGround(ranked.analysis, readAreas()),
  };
}

/** Every industry of the region at the chosen level. */
export function allIndustries(inputs: IndustryInputs, options: InputValues): Chosen {
  const analysis = analyzeIndustries(inputs, analysisOptions(options));
  const { table, notes } = analysis;
  const industries = table.rows.map(toChosen);
  const { lines, ...scope } = regionScope(table, industries, `all ${levelName(table)}`);
  // Without the list of codes.
  const short = lines.map(([label, text]) => [label, text.replace(/: [^:]*$/, "")] as const);
  return {
    industries,
    scope: { ...scope, lines: short },
    notes: [...inputs.notes, ...notes],
    ground: buildGround(analysis, readAreas()),
  };
}

/**
 * The short list of an earlier ranking, or industries of it by code.
 *
 * @throws {InputError} RESULT_SCHEMA for a result without a short list, NAICS_UNKNOWN for a code that it does not have
 */
export function fromResult(result: Result, codes: readonly string[]): Chosen {
  const { scope, file } = result;
  const wanted = distinctCodes(codes);
  for (const code of wanted) {
    if (result.industries.some(({ naics }) => naics === code)) continue;
    const near = nearestCodes(code, result.industries);
    throw new InputError(`--industries names ${code}, which is not an industry of the result`, {
      code: "NAICS_UNKNOWN",
      where: { file },
      found: code,
      hint: near.length > 0 ? `nearest in it: ${near.join("; ")}` : "name industries of its level",
    });
  }
  const taken = result.industries.filter(({ naics, ranked }) =>
    wanted.length > 0 ? wanted.includes(naics) : ranked?.shortList === true,
  );
  if (taken.length === 0) {
    throw new InputError("the result has no short list", {
      code: "RESULT_SCHEMA",
      where: { file },
      found: `a result of ${result.command} with ${result.industries.length} industries`,
      hint: "give a result of `sector-rank rank`, or name industries of it with --industries",
    });
  }
  const industries = taken.map(({ naics, title, values, members }): ChosenIndustry => ({
    naics,
    title,
    jobs: values["employment"] ?? ABSENT,
    ...(members && { members }),
  }));
  const { years, quarter, ...rest } = scope;
  return {
    industries,
    scope: {
      name: scope.region.name,
      areas: scope.region.areas,
      isNation: false,
      lines: [
        ["Region", `${scope.region.name} (from ${file})`],
        [
          "Industries",
          describeIndustries(industries, scope, formatPeriod({ year: years.end, quarter: quarter as Quarter })),
        ],
      ],
      json: {
        ...rest,
        level: Number(scope.level) || scope.level,
        years: years.start === undefined ? [years.end] : [years.start, years.end],
        ...(quarter > 0 && { quarter }),
      },
      chosen: wanted.length > 0 ? nameIndustries(industries) : `the ${industries.length} short-listed industries`,
      year: years.end,
      naics: scope.naics,
      ownership: scope.ownership,
    },
    notes: [],
    ground: buildGroundWithoutJobs(scope.region, years.end, readAreas()),
  };
}

/** Industries of the region by code, each at the level of its code. */
export function namedIndustries(inputs: IndustryInputs, options: InputValues, codes: readonly string[]): Chosen {
  const wanted = distinctCodes(codes);
  const tables = new Map<Level, ReturnType<typeof analyzeIndustries>>();
  const analysed = (level: Level) => {
    let found = tables.get(level);
    if (!found) {
      found = analyzeIndustries(inputs, { ...analysisOptions(options), level });
      tables.set(level, found);
    }
    return found;
  };
  const industries = wanted.map((code) => {
    const { table } = analysed(levelOfCode(code));
    const row = table.rows.find(({ naics }) => naics === code);
    if (row) return toChosen(row);
    const near = nearestCodes(code, table.rows);
    throw new InputError(`--industries names ${code}, which is not an industry of this region`, {
      code: "NAICS_UNKNOWN",
      found: code,
      hint: near.length > 0 ? `nearest in the files: ${near.join("; ")}` : "see `sector-rank industries` for the codes",
    });
  });
  const [first] = [...tables.values()];
  return {
    industries,
    scope: regionScope(first!.table, industries, nameIndustries(industries)),
    notes: [...inputs.notes, ...uniqueNotes([...tables.values()].flatMap(({ notes }) => notes))],
    ground: buildGround(first!, readAreas()),
  };
}

/**
 * The nation's industries by code: each published pattern once, with the persons that it counts.
 *
 * @throws {InputError} STAFFING_BORROWED for an industry whose pattern would be a wider one's, which has the jobs of others;
 *   NAICS_UNKNOWN where no pattern holds any
 */
export function nationalChoice(patterns: StaffingPatterns, codes: readonly string[]): Chosen {
  const naics = readNaics();
  const asked = distinctCodes(codes).map((code) => {
    naics.require(code, 2022);
    return { naics: code, title: naics.title(code) ?? code, match: patterns.match(code) };
  });
  const lines = nationalIndustries(asked);
  const wider = asked.filter(({ match }) => match.kind === "ancestor");
  if (wider.length > 0) throw borrowedInNation(wider);
  const without = asked.filter(({ match }) => match.pattern === undefined);
  if (lines.length === 0) {
    throw new InputError("no staffing pattern holds any of the industries", {
      code: "NAICS_UNKNOWN",
      found: codes.join(", "),
      hint: `${hasUnclassified(asked) ? `${UNCLASSIFIED}: ` : ""}give a --staffing file that has them, or name wider industries`,
    });
  }
  return {
    industries: lines.map(({ naics: code, title, jobs, match }) => ({
      naics: code,
      title,
      jobs,
      ...(match.pattern!.members.length > 1 && { members: match.pattern!.members }),
    })),
    scope: {
      name: "United States",
      areas: ["US000"],
      isNation: true,
      lines: [["Industries", "of the nation, jobs as in their staffing patterns"]],
      json: { region: { name: "United States", areas: ["US000"] }, naics: 2022 },
      chosen: nameIndustries(lines),
      naics: 2022,
      ownership: "total",
    },
    notes: [
      ...(without.length === 0
        ? []
        : [
            caution(
              "pattern-missing",
              `No staffing pattern holds ${without.map(({ naics: code, title }) => `${code} ${title}`).join(", ")}, so what is shown is without ${without.length === 1 ? "it" : "them"}.${hasUnclassified(without) ? ` ${UNCLASSIFIED}.` : ""}`,
              without.map(({ naics: code }) => code),
            ),
          ]),
    ],
  };
}

/** The nation's jobs of such an industry are in no pattern, so that there is nothing to spread by the wider one's. */
function borrowedInNation(
  wider: readonly { readonly naics: string; readonly title: string; readonly match: PatternMatch }[],
): InputError {
  const holders = [...new Set(wider.map(({ match }) => match.pattern!.code))];
  return new InputError(
    `no staffing pattern is published for ${formatList(wider.map(({ naics, title }) => `${naics} ${title}`))} alone`,
    {
      code: "STAFFING_BORROWED",
      missing: "staffing",
      found: wider
        .map(({ naics, match }) => `${naics} only within ${match.pattern!.code} ${match.pattern!.title}`)
        .join("; "),
      hint: `name ${holders.join(",")} for the wider ${holders.length === 1 ? "industry" : "industries"}, give --staffing FILE with the level asked for, or --qcew and --region to spread a region's jobs by the wider pattern`,
    },
  );
}

const UNCLASSIFIED = "99 is QCEW's code of establishments that can't be classified; OEWS alone calls government so";

function hasUnclassified(industries: readonly { readonly naics: string }[]): boolean {
  return industries.some(({ naics }) => naics.startsWith("99"));
}

function toChosen({ naics, title, region, members }: IndustryTable["rows"][number]): ChosenIndustry {
  return { naics, title, jobs: region.end.employment, ...(members && { members }) };
}

function nameIndustries(industries: readonly { readonly naics: string; readonly title: string }[]): string {
  const [only, another] = industries;
  return only && !another ? `${only.naics} ${only.title}` : `${industries.length} industries`;
}

/** `10 3-digit NAICS industries, private, NAICS 2022, 2023: 481, 551 …` */
function describeIndustries(
  industries: readonly ChosenIndustry[],
  of: Pick<IndustryTable, "level" | "ownership" | "naics">,
  period: string,
): string {
  const codes = industries.map(({ naics }) => naics);
  const levels = new Set(codes.map((code) => industryDepth(code)));
  const kind = levels.size > 1 ? "industries" : levelName(of);
  return `${codes.length} ${kind}, ${describeOwnership(of.ownership)}, NAICS ${of.naics}, ${period}: ${codes.join(", ")}`;
}

function regionScope(table: IndustryTable, industries: readonly ChosenIndustry[], chosen: string): OccupationScope {
  const period = formatPeriod({ year: table.years.end, quarter: table.quarter });
  return {
    name: table.region.name,
    areas: table.region.areas,
    isNation: false,
    lines: [
      [
        "Region",
        `${table.region.name} (${table.region.areas.length === 1 ? table.region.areas[0]! : `${table.region.areas.length} areas`})`,
      ],
      ["Industries", describeIndustries(industries, table, period)],
    ],
    json: scopeJson(table),
    chosen,
    year: table.years.end,
    naics: table.naics,
    ownership: table.ownership,
  };
}

/** @throws {UsageError} OPTION_CONFLICT where one holds another, whose jobs would be counted twice */
function distinctCodes(texts: readonly string[]): readonly string[] {
  const naics = readNaics();
  const codes = [...new Set(texts.map(canonicalIndustryCode))];
  for (const code of codes) {
    for (let above = naics.parent(code); above !== undefined; above = naics.parent(above)) {
      if (!codes.includes(above)) continue;
      throw new UsageError(`--industries names ${above} and ${code}, which is a part of it`, {
        code: "OPTION_CONFLICT",
        found: codes.join(","),
        hint: "name one of them, since the jobs of both would be counted twice",
      });
    }
  }
  return codes;
}

function levelOfCode(code: string): Level {
  const depth = industryDepth(code);
  if (depth !== undefined && depth !== "total" && depth !== "domain") return depth;
  throw new UsageError(`--industries takes NAICS codes`, {
    code: "NAICS_UNKNOWN",
    found: code,
    hint: "write 2 to 6 digits, such as 622, or a sector such as 31-33",
  });
}

function uniqueNotes(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((note) => [`${note.id} ${note.text}`, note])).values()];
}
