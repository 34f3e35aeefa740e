import { trainingFileOptions } from "../command/training-options.js";
import { UsageError } from "../core/errors.js";
import { TOOL } from "../core/version.js";
import { grouped } from "../command/define-options.js";
import { defineCommand } from "../command/command.js";
import type { OptionValues } from "../command/option-types.js";
import { resultOutputOptions } from "../command/output-options.js";
import type { Io } from "../output/io.js";
import { writeFiles, writeReport, type FileContent } from "../output/write.js";
import { pathFrom } from "../region/read/area-rows.js";
import { buildCredentialsReport } from "./credentials-report.js";
import type { CredentialsReportInputs } from "./credentials-inputs.js";
import { decide } from "./decide.js";
import { findInconsistencies } from "./inconsistencies.js";
import { readCredentialList } from "./read-credentials.js";
import { readOccupationsResult, matchReach } from "./read-reach.js";
import { requireWholeOptions } from "../training/read-training.js";
import { readCredentialPrograms } from "./programs.js";
import { readSurvey, requireAnswers } from "./read-survey.js";
import { readVotes } from "./read-votes.js";
import { readWideSurvey } from "./read-wide-survey.js";
import { CredentialNames } from "./survey.js";
import { COUNTS, FEWEST_ANSWERS, tabulate, type CredentialTally } from "./tabulate.js";
import { applyThreshold, DEFAULT_RULE, readKeepRules } from "./threshold.js";

const GROUP = "Credentials:";
const { layout, chart, ...output } = resultOutputOptions;
void layout;
void chart;

const credentialsOptions = {
  survey: {
    type: "string",
    value: "FILE",
    path: true,
    group: GROUP,
    help: "answers: respondent, company, industry, region, size, credential, rating; an export of a survey tool with mapping: in a config; needed",
  },
  votes: {
    type: "string",
    value: "FILE",
    path: true,
    repeatable: true,
    group: GROUP,
    help: "votes of focus groups: session, participant, credential, vote (retain, remove, add); or a ballot that was filled in; repeatable",
  },
  credentials: {
    type: "string",
    value: "FILE",
    path: true,
    group: GROUP,
    help: "credentials by id and name, with issuer, registry id and SOC codes; then no other may be named",
  },
  mapping: {
    type: "survey-mapping",
    group: GROUP,
    help: "which columns of a survey tool's export hold what",
  },
  keep: {
    type: "rules",
    value: "RULE",
    group: GROUP,
    help: `what passes, over answers, required, requiredOrPreferred, agreement, polarisation, portable, alone, stackable, buildingBlock, jobs, openings; repeatable (default: "${DEFAULT_RULE}")`,
  },
  minAnswers: {
    type: "integer",
    value: "N",
    minimum: FEWEST_ANSWERS,
    default: 5,
    group: GROUP,
    help: "fewer answers don't pass",
  },
  count: {
    type: "choice",
    choices: COUNTS,
    default: "answers",
    group: GROUP,
    help: "what counts as one: an answer, a company, or a job of the company",
  },
  leaveOutUnknown: {
    type: "boolean",
    group: GROUP,
    help: 'shares among those who know the credential: "unknown" is not an answer',
  },
  occupations: {
    type: "string",
    value: "RESULT.json",
    path: true,
    group: GROUP,
    help: "JSON that `occupations` wrote: jobs, openings and pay that each credential opens, by its SOC codes",
  },
  ...grouped(GROUP, trainingFileOptions),
  protocol: {
    type: "string",
    value: "FILE",
    path: true,
    repeatable: true,
    group: GROUP,
    help: "also write the script of a focus group, filled in (.docx, .md)",
  },
  ballot: {
    type: "string",
    value: "FILE",
    path: true,
    repeatable: true,
    group: GROUP,
    help: "also write a ballot to print or fill in (.xlsx, .csv), which --votes reads back",
  },
  state: { type: "string", value: "NAME", group: GROUP, help: "state that the protocol names" },
  industry: { type: "string", value: "NAME", group: GROUP, help: "industry that the protocol names" },
  ...output,
} as const;

type CredentialsValues = OptionValues<typeof credentialsOptions>;

export const credentialsCommand = defineCommand({
  name: "credentials",
  description:
    "Tabulates a survey of employers on credentials short of a degree, holds each against a threshold, counts the votes of focus groups, and keeps the final list with a log of how it came about. Figures of fewer than three answers or companies are withheld, and none of them follows from others; no output names a company or a person.",
  options: credentialsOptions,
  examples: [],
  async run(options, io) {
    // Wrong rules and names of files are refused before anything is read.
    const rules = readKeepRules(options.keep);
    const extra = plannedFiles(options);
    const inputs = await readCredentialsInputs(options, io, rules);
    const read = inputFiles(options);
    await writeExtraFiles(extra, inputs, { options, io, read });
    await writeReport(buildCredentialsReport(inputs), options, io, { inputs: read });
  },
});

function inputFiles(options: CredentialsValues): readonly string[] {
  const { survey, votes, credentials, occupations, completions, institutions } = options;
  return [survey, credentials, occupations, institutions, ...votes, ...completions].filter(
    (file) => file !== undefined,
  );
}

async function readCredentialsInputs(
  options: CredentialsValues,
  { cwd }: Io,
  rules: ReturnType<typeof readKeepRules>,
): Promise<CredentialsReportInputs> {
  const { survey: surveyFile, mapping, count, leaveOutUnknown } = options;
  if (surveyFile === undefined) {
    throw new UsageError("credentials need a survey", {
      code: "OPTION_MISSING",
      found: "no --survey",
      hint: "name the file of answers: --survey survey.csv",
    });
  }
  requireTrainingOptions(options);
  const list =
    options.credentials === undefined ? undefined : await readCredentialList(pathFrom(cwd, options.credentials));
  const path = pathFrom(cwd, surveyFile);
  const read = mapping
    ? await readWideSurvey(path, mapping, list?.credentials)
    : await readSurvey(path, list?.credentials);
  requireAnswers(read);
  const { survey, credentials } = read;
  requireCountable(count, survey);
  const votes = await readVotes(
    options.votes.map((file) => pathFrom(cwd, file)),
    new CredentialNames(credentials),
  );
  const occupations = options.occupations === undefined ? undefined : readOccupationsResult(options.occupations, cwd);
  const reach = occupations ? matchReach(credentials, occupations) : new Map<string, never>();
  const programs =
    occupations && options.institutions !== undefined
      ? await readCredentialPrograms(
          { completions: options.completions, institutions: options.institutions },
          occupations.areas,
          credentials,
        )
      : undefined;
  const tallies = [...tabulate(survey, credentials, { count, leaveOutUnknown })].sort(byShare);
  const threshold = applyThreshold(tallies, { rules, fewest: options.minAnswers, reach });
  const decided = [...decide(threshold.judged, votes.votes)].sort(
    (a, b) => Number(b.isListed) - Number(a.isListed) || byShare(a.judged.tally, b.judged.tally),
  );
  return {
    survey,
    count,
    leavesOutUnknown: leaveOutUnknown,
    tallies,
    threshold,
    decided,
    votes: { count: votes.votes.length, sessions: new Set(votes.votes.map(({ session }) => session)).size },
    inconsistencies: findInconsistencies(tallies),
    occupations,
    reach,
    programs,
    notes: [...(list?.notes ?? []), ...read.notes, ...votes.notes, ...(programs?.notes ?? [])],
    provenance: {
      tool: TOOL,
      options: {
        keep: threshold.rules.map(({ text }) => text),
        minAnswers: options.minAnswers,
        count,
        ...(leaveOutUnknown && { leaveOutUnknown }),
      },
      inputs: [
        { file: surveyFile, sha256: survey.sha256 },
        ...(options.credentials === undefined ? [] : [{ file: options.credentials, sha256: list?.sha256 }]),
        ...options.votes.map((file, at) => ({ file, sha256: votes.sources[at]?.sha256 })),
        ...(occupations ? [{ file: occupations.file, sha256: occupations.sha256 }] : []),
        ...(programs?.files ?? []),
      ].map(({ file, sha256 }) => ({ file, ...(sha256 !== undefined && { sha256 }) })),
    },
  };
}

/** @throws {UsageError} OPTION_MISSING where one file about training comes without what it is read with */
function requireTrainingOptions(options: CredentialsValues): void {
  requireWholeOptions(options);
  if (options.institutions === undefined || options.occupations !== undefined) return;
  throw new UsageError("programs are those of the region of occupations", {
    code: "OPTION_MISSING",
    found: "--completions without --occupations",
    hint: "add --occupations occupations.json, which `sector-rank occupations … --out occupations.json` writes",
  });
}

/** The most wanted first; then by name. */
function byShare(a: CredentialTally, b: CredentialTally): number {
  const share = ({ all }: CredentialTally): number =>
    typeof all === "object" ? all.requiredOrPreferred : all === "withheld" ? -1 : -2;
  const name = ({ credential }: CredentialTally): string => credential.name;
  return share(b) - share(a) || (name(a) < name(b) ? -1 : 1);
}

/** @throws {UsageError} OPTION_CONFLICT where the survey does not say what is to be counted */
function requireCountable(
  count: CredentialsValues["count"],
  { companies, jobs }: CredentialsReportInputs["survey"],
): void {
  const missing =
    count === "companies" && companies === undefined
      ? "company"
      : count === "jobs" && jobs.size === 0
        ? "jobs"
        : undefined;
  if (missing === undefined) return;
  throw new UsageError(`--count ${count} needs a survey with a column ${missing}`, {
    code: "OPTION_CONFLICT",
    found: `no column ${missing} with anything in it`,
    hint: "add the column, or leave --count out",
  });
}

interface ExtraFile {
  readonly file: string;
  readonly kind: "protocol" | "ballot";
  readonly extension: string;
}

const EXTENSIONS: Readonly<Record<ExtraFile["kind"], readonly string[]>> = {
  protocol: [".docx", ".md"],
  ballot: [".xlsx", ".csv"],
};

/** @throws {UsageError} OUT_EXTENSION, OPTION_CONFLICT */
function plannedFiles({ protocol, ballot, out }: CredentialsValues): readonly ExtraFile[] {
  const planned = (["protocol", "ballot"] as const).flatMap((kind) =>
    (kind === "protocol" ? protocol : ballot).map((file): ExtraFile => {
      const extension = /\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? "";
      if (EXTENSIONS[kind].includes(extension)) return { file, kind, extension };
      throw new UsageError(`a ${kind} has no such format: ${file}`, {
        code: "OUT_EXTENSION",
        found: extension === "" ? "no extension" : extension,
        hint: `end the name in ${EXTENSIONS[kind].join(" or ")}`,
      });
    }),
  );
  const names = [...planned.map(({ file }) => file), ...out];
  const twice = names.find((file, at) => names.indexOf(file) !== at);
  if (twice === undefined) return planned;
  throw new UsageError("two outputs have one name", {
    code: "OPTION_CONFLICT",
    found: twice,
    hint: "give each --out, --protocol and --ballot a name of its own",
  });
}

async function writeExtraFiles(
  planned: readonly ExtraFile[],
  inputs: CredentialsReportInputs,
  { options, io, read }: { readonly options: CredentialsValues; readonly io: Io; readonly read: readonly string[] },
): Promise<void> {
  if (planned.length === 0) return;
  const files = await Promise.all(
    planned.map(async (one): Promise<FileContent> => ({
      file: one.file,
      content: await renderExtra(one, inputs, options),
    })),
  );
  writeFiles(files, io, read);
  if (!io.listsFiles) for (const { file } of files) io.stderr.write(`wrote ${file}\n`);
}

async function renderExtra(
  { kind, extension }: ExtraFile,
  inputs: CredentialsReportInputs,
  { state, industry }: CredentialsValues,
): Promise<string | Uint8Array> {
  if (kind === "protocol") {
    const protocol = (await import("./protocol.js")).buildProtocol(inputs, { state, industry });
    if (extension === ".md") return (await import("../render/markdown.js")).renderMarkdown(protocol);
    return (await import("../render/chapters-docx.js")).renderChaptersDocx(protocol, protocol.chapters!);
  }
  const { ballotBook, ballotCsv } = await import("./ballot.js");
  const { judged } = inputs.threshold;
  if (extension === ".csv") return (await import("../render/csv.js")).csvFile(ballotCsv(judged));
  return (await import("../render/xlsx/render-xlsx.js")).writeWorkbook(ballotBook(judged));
}
