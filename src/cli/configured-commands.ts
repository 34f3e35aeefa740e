import type { CommandEntry } from "../command/command.js";

const MAIN = "The main job";
const LOOK = "Looking things up";
export const SETUP = "Setting up";

/**
 * The commands that a config can have a section for, in the order of help. A command's file is imported when it
 * is run or its help is asked for, so that `sector-rank --help` loads none of them.
 */
export const CONFIGURED_COMMANDS: Readonly<Record<string, CommandEntry>> = {
  demo: {
    summary: "Rank the built-in region, with no file needed",
    group: MAIN,
    load: async () => (await import("../demo/command.js")).demoCommand,
  },
  rank: {
    summary: "Rank a region's industries by weighted factors, with the short list",
    group: MAIN,
    load: async () => (await import("../rank/command.js")).rankCommand,
  },
  industries: {
    summary: "Show every measure of every industry, unranked (START tab I)",
    group: MAIN,
    load: async () => (await import("../industries/command.js")).industriesCommand,
  },
  profile: {
    summary: "A page to meet over: a region in figures, or one industry of it",
    group: MAIN,
    load: async () => (await import("../profile/command.js")).profileCommand,
  },
  sensitivity: {
    summary: "Say how safe each rank is against other weights and the estimates",
    group: MAIN,
    load: async () => (await import("../sensitivity/command.js")).sensitivityCommand,
  },
  "shift-share": {
    summary: "Split the change in jobs into national growth, industry mix and competitive share",
    group: MAIN,
    load: async () => (await import("../shift-share/command.js")).shiftShareCommand,
  },
  estimate: {
    summary: "List suppressed cells with estimates, intervals, bounds and methods",
    group: MAIN,
    load: async () => (await import("../estimate/command.js")).estimateCommand,
  },
  sweep: {
    summary: "Every county, metropolitan area or state at once: leagues, and tables for databases",
    group: MAIN,
    load: async () => (await import("../sweep/command.js")).sweepCommand,
  },
  relatedness: {
    summary: "Show which industries are within a region's reach, by what all areas have together",
    group: MAIN,
    load: async () => (await import("../relatedness/command.js")).relatednessCommand,
  },
  backtest: {
    summary: "Look back: whether lists of an earlier year found industries that grew",
    group: MAIN,
    load: async () => (await import("../backtest/command.js")).backtestCommand,
  },
  occupations: {
    summary: "Show the occupations of the short list: jobs, pay, entry education, openings",
    group: MAIN,
    load: async () => (await import("../occupations/command.js")).occupationsCommand,
  },
  pathways: {
    summary: "Draw a map of steps to better pay between the occupations of the short list",
    group: MAIN,
    load: async () => (await import("../pathways/command.js")).pathwaysCommand,
  },
  commute: {
    summary: "Show where a region's workers live, where its residents work, and which counties belong to it",
    group: MAIN,
    load: async () => (await import("../commute/command.js")).commuteCommand,
  },
  supply: {
    summary: "Who could do the jobs: completions beside openings, and the region's workers",
    group: MAIN,
    load: async () => (await import("../supply/command.js")).supplyCommand,
  },
  clusters: {
    summary: "Propose clusters of industries that employ the same occupations",
    group: MAIN,
    load: async () => (await import("../clusters/command.js")).clustersCommand,
  },
  explain: {
    summary: "Show how each figure of one industry came about, down to file and line",
    group: MAIN,
    load: async () => (await import("../explain/command.js")).explainCommand,
  },
  compare: {
    summary: "Show what changed between two results, and what moved each industry",
    group: MAIN,
    load: async () => (await import("../compare/command.js")).compareCommand,
  },
  worksheet: {
    summary: "Make the sheet on which a team rates what no file knows",
    group: MAIN,
    load: async () => (await import("../worksheet/command.js")).worksheetCommand,
  },
  "worksheet merge": {
    summary: "Put filled-in worksheets together: readiness beside the rank",
    group: MAIN,
    load: async () => (await import("../worksheet/merge-command.js")).worksheetMergeCommand,
  },
  credentials: {
    summary: "Tabulate what employers say of credentials: threshold, votes, the final list",
    group: MAIN,
    load: async () => (await import("../credentials/command.js")).credentialsCommand,
  },
  metrics: {
    summary: "Show what a partnership counts: way to each target, meetings, the labor market",
    group: MAIN,
    load: async () => (await import("../metrics/command.js")).metricsCommand,
  },
  "metrics init": {
    summary: "Write sample metrics of process and impact to start from",
    group: MAIN,
    load: async () => (await import("../metrics/init-command.js")).metricsInitCommand,
  },
  fetch: {
    summary: "Get the official files of a region, and know when newer ones are out",
    group: LOOK,
    load: async () => (await import("../fetch/command.js")).fetchCommand,
  },
  inspect: {
    summary: "Show what is in QCEW files, and check that their figures agree",
    group: LOOK,
    load: async () => (await import("../inspect/command.js")).inspectCommand,
  },
  projections: {
    summary: "Show what a projection file says, and how its lines match industries",
    group: LOOK,
    load: async () => (await import("../inspect/projections-command.js")).projectionsCommand,
  },
  regions: {
    summary: "Look areas up; list the counties of a metropolitan or workforce area",
    group: LOOK,
    load: async () => (await import("../regions/command.js")).regionsCommand,
  },
  measures: {
    summary: "List every measure: id, unit, direction, definition, source",
    group: LOOK,
    load: async () => (await import("../measures-list/command.js")).measuresCommand,
  },
  methods: {
    summary: "List published ways to choose target industries, which rank can follow",
    group: LOOK,
    load: async () => (await import("../published-methods/command.js")).methodsCommand,
  },
  prepare: {
    summary: "Keep QCEW files in a store, from which any region is read at once",
    group: SETUP,
    load: async () => (await import("../prepare/command.js")).prepareCommand,
  },
};
