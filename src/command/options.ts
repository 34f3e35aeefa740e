import {
  BRIDGE_MODES,
  LEVELS,
  LQ_BASES,
  OWNERSHIPS,
  QUARTER_CHOICES,
  SUPPRESSED_MODES,
} from "../core/industry-table.js";
import { RANKING_METHOD_IDS } from "../ranking/methods.js";
import { PROFILE_IDS } from "../ranking/profiles.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { grouped } from "./define-options.js";
import { outputOptions, whyOption } from "./output-options.js";

/** The heading of the input options in help. */
export const INPUT_GROUP = "Choosing files, region, years and level:";

/** What is read: files, region, reference, years, level, ownership, and how gaps are treated. */
export const inputOptions = grouped(INPUT_GROUP, {
  qcew: {
    type: "string",
    value: "PATH",
    repeatable: true,
    path: true,
    help: "QCEW file, folder, .zip, .gz or store; the layout is recognised from the header; repeatable",
  },
  store: { type: "string", value: "DIR", path: true, help: "store made by `sector-rank prepare`" },
  region: {
    type: "string",
    value: "R",
    codes: true,
    help: 'area codes (39049,39041), an MSA (C1814), a state (39000 or OH), a name ("Columbus, OH") or a region named in the config',
  },
  exclude: { type: "list", value: "AREA", codes: true, help: "area left out of the region; repeatable" },
  reference: {
    type: "string",
    value: "AREA",
    codes: true,
    default: "US000",
    help: "area that the region is compared with; recovered from published location quotients when the files hold no row of it",
  },
  year: {
    type: "integer",
    value: "Y",
    minimum: 1990,
    maximum: 2100,
    help: "year shown (default: latest in the files)",
  },
  since: {
    type: "integer",
    value: "Y",
    minimum: 1990,
    maximum: 2100,
    help: "year that growth is counted from (default: the earliest 3 to 5 years before)",
  },
  level: {
    type: "choice",
    value: "LEVEL",
    choices: ["2", ...LEVELS],
    default: "3",
    help: "NAICS digits of the industries, 2 being the same as sector",
  },
  ownership: {
    type: "choice",
    value: "WHOSE",
    choices: OWNERSHIPS,
    default: "private",
    help: "whose jobs are counted",
  },
  lqBase: {
    type: "choice",
    value: "BASE",
    choices: LQ_BASES,
    default: "total-covered",
    help: "totals that location quotients divide by: all covered jobs, as BLS does, or the same ownership",
  },
  suppressed: {
    type: "choice",
    value: "HOW",
    choices: SUPPRESSED_MODES,
    default: "estimate",
    help: "suppressed cells are estimated and flagged, or left empty; estimate-all: figures that are mostly guesses count in a ranking, too",
  },
  signal: {
    type: "string",
    value: "P=FILE",
    repeatable: true,
    path: true,
    prefixed: true,
    help: "figures of another publisher that say how large suppressed cells are: cbp=FILE (County Business Patterns) or qwi=FILE (Quarterly Workforce Indicators); repeatable",
  },
  bridge: {
    type: "choice",
    choices: BRIDGE_MODES,
    default: "split",
    help: "years of two NAICS versions meet by estimated splits, by exact coarser groups, or not at all",
  },
  quarter: {
    type: "choice",
    choices: QUARTER_CHOICES,
    help: "quarter of quarterly files; mean: the whole year of all four",
  },
  annualizeWages: { type: "boolean", help: "multiply a quarter's wages by four, and say so" },
  strict: {
    type: "boolean",
    help: "check every row of every file, wanted or not, and end with status 4 if years that others have are missing for an area",
  },
  regions: { type: "regions", help: "regions by name, each a list of areas" },
});

/** QCEW files without `--qcew` before them: `rank qcew/*.csv`. */
export const qcewArguments = {
  files: {
    help: "QCEW files, folders, .zip, .gz or a store, as with --qcew; `demo` names the built-in ones",
    value: "FILE",
    variadic: true,
    path: true,
    joins: "qcew",
  },
} as const;

/** Projections of industries, for the measures of projected growth. */
export const projectionOptions = grouped("Projections:", {
  projections: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "industry projections of a state or of BLS, as published; the layout is recognised from the content; repeatable",
  },
  projectionsArea: {
    type: "string",
    value: "AREA",
    repeatable: true,
    help: "area of the projections, where they hold several; given several times the areas are added up",
  },
  mapping: {
    type: "mapping",
    help: "which columns of a table of projections hold what, where its layout is not known",
  },
});

/** Pay in constant dollars. */
export const priceOptions = grouped("Constant dollars:", {
  priceIndex: {
    type: "string",
    value: "FILE",
    path: true,
    help: "CSV of year and index, such as the CPI-U: adds the first year's pay in dollars of the latest, and real pay growth",
  },
});

/** Hires, separations, turnover and pay of new hires. */
export const workforceOptions = grouped("Workers:", {
  qwi: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "file of Quarterly Workforce Indicators, of LEHD, the Census API or QWI Explorer: adds turnover, hires, separations, pay of new hires and the share of 55 and older; repeatable",
  },
});

/** The heading of the ranking options in help. */
export const RANKING_GROUP = "Ranking:";

/** How industries become factors, ranks and a short list. */
export const rankingOptions = grouped(RANKING_GROUP, {
  methodOf: {
    type: "string",
    value: "NAME",
    help: "follow a published method; `sector-rank methods` lists them. Other options change it",
  },
  weights: {
    type: "weights",
    value: "LIST",
    help: "weights by measure, such as employment=2,growth=1,lq=2; NAME=1:lower turns the direction round, NAME=1:log or NAME=1:winsor tames extreme figures, NAME = 0.4 * (growth, lqChange) is a composite",
  },
  profile: {
    type: "choice",
    choices: PROFILE_IDS,
    default: "start",
    help: "factors used without --weights: START's five or Next Gen's four, equally weighted",
  },
  factor: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    help: "CSV of NAICS codes and columns of numbers, which become factors; repeatable",
  },
  method: {
    type: "choice",
    value: "METHOD",
    choices: RANKING_METHOD_IDS,
    default: "mean-rank",
    help: "how factors of different units are made comparable",
  },
  missing: {
    type: "choice",
    value: "RULE",
    choices: MISSING_RULES,
    default: "reweight",
    help: "an industry without a factor's figure is ranked on the others, counted worst, or left out",
  },
  top: { type: "integer", value: "N", minimum: 1, default: 10, help: "length of the short list" },
  minEmployment: { type: "number", value: "N", minimum: 0, help: "rank only industries with this many jobs" },
  minEstablishments: {
    type: "number",
    value: "N",
    minimum: 0,
    help: "rank only industries with this many establishments",
  },
  minLq: { type: "number", value: "X", minimum: 0, help: "rank only industries with this location quotient" },
  minPay: { type: "number", value: "X", minimum: 0, help: "rank only industries with this average annual pay" },
  only: { type: "list", value: "CODES", codes: true, help: "rank only these industries" },
  excludeIndustries: { type: "list", value: "CODES", codes: true, help: "industries left out" },
  clusters: { type: "string", value: "FILE", path: true, help: "CSV of groups of NAICS codes, each ranked as one" },
});

/** Rules beside the rank, which they don't change. */
export const ruleOptions = grouped("Rules:", {
  rule: {
    type: "rules",
    value: "RULE",
    help: 'condition shown as met or not beside the rank, such as "lq >= 1.2 and growth > 0"; "NAME: RULE" names it; repeatable',
  },
  eliminate: { type: "boolean", help: "apply the rules in order, each to the industries left by those before it" },
  dropWeakest: {
    type: "integer",
    value: "N",
    minimum: 1,
    help: "strike out the N weakest industries by each factor in turn, after the rules",
  },
});

/** What people bring to a ranking. */
export const peopleOptions = grouped("People:", {
  worksheet: {
    type: "string",
    value: "MERGED",
    path: true,
    help: "ratings that `worksheet merge` put together, its .json or .csv: readiness beside the rank, which stays",
  },
  qualitativeWeight: {
    type: "number",
    value: "W",
    minimum: 0,
    maximum: 1,
    help: "also place the rated industries by rank and readiness together, readiness counting for this part of 1",
  },
  team: {
    type: "string",
    value: "FILE",
    path: true,
    help: "CSV of several people's weights, as person, factor, weight; or factor_a, factor_b, ratio (AHP); or link: the mean ranks, and each is compared with it",
  },
  decisions: {
    type: "string",
    value: "FILE",
    path: true,
    help: "CSV of industries added or struck by decision: industry, decision, who, why, date; computed ranks stay",
  },
});

/** Beyond these no typed living wage is one by the hour. */
export const SENSIBLE_LIVING_WAGE = { minimum: 1, maximum: 500 } as const;

/** What a household needs by the hour, for figures and rules that compare pay with it. */
export const livingWageOption = grouped("What a household needs:", {
  threshold: {
    type: "string",
    value: "NAME=WAGE",
    repeatable: true,
    help: 'wage that a household needs, such as "family of three=24.50/hour" or 52000/year: gives familyWageShare[NAME] and goodJobShare[NAME], shares of jobs, to weights and rules; repeatable',
  },
  livingWage: {
    type: "string",
    value: "X|FILE",
    path: true,
    orNumber: true,
    help: "what a household needs, in dollars an hour, or a table of it by county and household (MIT's layout, or county,household,wage): gives livingWageRatio, pay over a year's work at it, to weights and rules; each household is a threshold, too",
  },
  household: {
    type: "string",
    value: "NAME",
    repeatable: true,
    help: 'household of the --living-wage table that counts, such as "1 Adult 2 Children"; repeatable',
  },
  priceParities: {
    type: "string",
    value: "FILE",
    path: true,
    help: "regional price parities of BEA (SARPP or MARPP): what is typed is then taken at the nation's prices and brought to the region's",
  },
});

/** When a figure carries a caution. */
export const thresholdOptions = grouped("Cautions:", {
  thresholds: {
    type: "numbers",
    value: "LIST",
    keys: {
      "small-base": { default: 100, help: "growth from fewer jobs than this carries a caution" },
      "few-establishments": {
        default: 12,
        help: "an industry with fewer is ranked, but not short-listed unless there are no others",
      },
      "high-lq": { default: 1.2, help: "a location quotient from which an industry counts as concentrated" },
      "short-list-jobs": {
        default: 0.05,
        help: "percent of the region's jobs below which an industry is ranked but not short-listed",
      },
      "also-consider-jobs": {
        default: 0.25,
        help: "percent of the region's jobs below which an industry off the short list is not proposed",
      },
    },
    help: "limits of the cautions and of the short list",
  },
});

/** What stands at the top level of a config: these apply to every command that has the same option. */
export const sharedOptions = {
  ...inputOptions,
  ...projectionOptions,
  ...priceOptions,
  ...workforceOptions,
  ...rankingOptions,
  ...ruleOptions,
  ...livingWageOption,
  ...thresholdOptions,
  ...outputOptions,
  ...whyOption,
};
