import { join } from "node:path";
import { defineCommand } from "../command/command.js";
import type { Io } from "../output/io.js";
import type { OptionValues } from "../command/option-types.js";
import { startProgress } from "../command/progress.js";
import { UsageError } from "../core/errors.js";
import { pathFrom } from "../region/read/area-rows.js";
import { readAreas, readNeighbours } from "../areas/read-areas.js";
import { information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { writeReport } from "../output/write.js";
import { nearest } from "../core/suggest.js";
import { VERSION } from "../core/version.js";
import { buildCheckReport, buildFetchReport, buildSourcesReport } from "./fetch-report.js";
import { readSourcesLock } from "../files/sources-lock.js";
import { fetchOptions } from "./options.js";
import { readSources, readStatePages } from "./read-sources.js";
import { KINDS_OF_FILES, type KindOfFile, type Source } from "./sources.js";
import { planTargets, type FetchPlan } from "./targets.js";
import { renderUrls } from "./urls.js";
import { openWeb, PATIENCE, type Web } from "./web.js";

type FetchValues = OptionValues<typeof fetchOptions>;

export const fetchCommand = defineCommand({
  name: "fetch",
  description:
    "Brings the official files of a region into a folder, checks each before it gets its name, and locks where it came from. The only command that opens a connection. An interrupt leaves whole files; the same command goes on where it stopped.",
  options: fetchOptions,
  examples: [
    { says: "What can be fetched, and where states publish projections", argv: "fetch --list" },
    {
      says: "The addresses of a region's files, for a browser on another machine",
      argv: "fetch --region C1814 --year 2023 --since 2020 --urls",
    },
  ],
  async run(options, io) {
    requireOneMode(options);
    const sources = readSources(options.sources === undefined ? undefined : pathFrom(io.cwd, options.sources));
    if (options.list) return listSources(sources, options, io);
    const mirror = parseMirror(options, io);
    if (options.check) return checkFolder(sources, mirror, options, io);
    if (options.adopt) return adoptFolder(sources, options, io);
    const plan = planFetch(sources, options, io);
    if (options.urls !== undefined) {
      io.stdout.write(
        renderUrls(plan.targets, options.urls, { to: options.to, userAgent: userAgent(options), mirror }),
      );
      return 0;
    }
    return fetchPlan(plan, sources, mirror, options, io);
  },
});

function requireOneMode(options: FetchValues): void {
  const modes = (["list", "check", "adopt", "update", "frozen"] as const).filter((mode) => options[mode]);
  const given = [...modes.map((mode) => `--${mode}`), ...(options.urls === undefined ? [] : ["--urls"])];
  if (given.length < 2) return;
  throw new UsageError(`${given[0]} and ${given[1]} are two different things to do`, {
    code: "OPTION_CONFLICT",
    found: given.join(" "),
    hint: "give one of them",
  });
}

function parseKinds({ what, store }: FetchValues): readonly KindOfFile[] {
  const kinds = what.length > 0 ? what : ["qcew"];
  for (const kind of kinds) {
    if (KINDS_OF_FILES.includes(kind as KindOfFile)) continue;
    const [suggestion] = nearest(kind, KINDS_OF_FILES, 1);
    throw new UsageError(`no kind of files is called "${kind}"`, {
      code: "OPTION_VALUE",
      found: kind,
      hint: suggestion ? `did you mean ${suggestion}?` : `write one of ${KINDS_OF_FILES.join(", ")}`,
    });
  }
  if (store !== undefined && !kinds.includes("qcew-all")) {
    throw new UsageError("--store keeps what --what qcew-all fetches", {
      code: "OPTION_CONFLICT",
      found: `--what ${kinds.join(",")}`,
      hint: "add --what qcew-all, or leave --store out",
    });
  }
  return kinds as readonly KindOfFile[];
}

function planFetch(sources: readonly Source[], options: FetchValues, io: Io): FetchPlan {
  const request = {
    ...options,
    what: parseKinds(options),
    quarter: options.quarter === undefined ? undefined : Number(options.quarter),
  };
  return planTargets(request, { sources, areas: readAreas(), neighbours: readNeighbours() }, today(io));
}

/** SOURCE_DATE_EPOCH stands in for the clock where a run is to be repeated as it was. */
function today({ env }: Io): Date {
  const epoch = env.SOURCE_DATE_EPOCH;
  return epoch !== undefined && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1_000) : new Date();
}

function formatToday(io: Io): string {
  return today(io).toISOString().slice(0, 10);
}

function userAgent({ contact }: FetchValues): string {
  // A header holds no line break, and no character beyond Latin-1.
  const safe = contact?.replaceAll(/[^\u0020-\u007e]/g, "").trim();
  return safe === undefined || safe === "" ? `sector-rank/${VERSION}` : `sector-rank/${VERSION} (${safe})`;
}

function parseMirror({ mirror }: FetchValues, { env }: Io): URL | undefined {
  const text = mirror ?? env.SECTOR_RANK_MIRROR;
  if (text === undefined || text === "") return undefined;
  const name = mirror === undefined ? "SECTOR_RANK_MIRROR" : "--mirror";
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw new UsageError(`${name} is not an address`, {
    code: "OPTION_VALUE",
    found: text,
    hint: "write scheme and host, such as https://mirror.example.org",
  });
}

async function listSources(sources: readonly Source[], options: FetchValues, io: Io): Promise<0> {
  const pages = readStatePages();
  const states = options.region === undefined ? undefined : await findStates(options.region, options);
  const shown = states ? pages.filter(({ state }) => states.has(state)) : pages;
  const kinds = options.what.length > 0 ? parseKinds(options) : KINDS_OF_FILES;
  await writeReport(
    buildSourcesReport(
      sources.filter(({ what }) => kinds.includes(what)),
      shown,
    ),
    options,
    io,
  );
  return 0;
}

async function findStates(text: string, options: FetchValues): Promise<ReadonlySet<string>> {
  const { resolveRegion } = await import("../areas/region.js");
  const areas = readAreas();
  const region = resolveRegion(areas, text, { named: options.regions, exclude: options.exclude });
  return new Set(region.areas.flatMap((code) => areas.get(code)?.states ?? []));
}

async function adoptFolder(sources: readonly Source[], options: FetchValues, io: Io): Promise<0> {
  const { FetchFolder } = await import("./folder.js");
  const { adoptFiles } = await import("./adopt.js");
  const folder = new FetchFolder(pathFrom(io.cwd, options.to));
  const release = io.onInterrupt(() => folder.close());
  try {
    const { adopted, notes } = await adoptFiles(folder, sources, formatToday(io));
    const files = adopted.map((file) => ({ ...file, change: "adopted" as const }));
    await writeReport(
      buildFetchReport({ to: options.to, files, lock: folder.lock, notes, next: undefined }),
      options,
      io,
    );
  } finally {
    release();
    folder.close();
  }
  return 0;
}

async function checkFolder(
  sources: readonly Source[],
  mirror: URL | undefined,
  options: FetchValues,
  io: Io,
): Promise<0 | 4> {
  const lock = readSourcesLock(pathFrom(io.cwd, options.to));
  if (lock.size === 0) {
    throw new UsageError("nothing was fetched into the folder yet", {
      code: "FETCH_LOCK_FILE",
      where: { file: join(options.to, "sources.lock.json") },
      hint: "run `sector-rank fetch` first, or `sector-rank fetch --adopt` where the files were brought by hand",
    });
  }
  const { checkReleases } = await import("./check-releases.js");
  const states = await withWeb(options, mirror, io, "asking", "files", (web, signal, progress) =>
    checkReleases(lock, sources, today(io).getUTCFullYear(), {
      web,
      signal,
      patience: PATIENCE,
      wait,
      key: io.env.CENSUS_API_KEY,
      onProgress: (done, total) => progress(done, total),
    }),
  );
  await writeReport(buildCheckReport(options.to, states, []), options, io);
  return states.some(({ state }) => state === "revised" || state === "new year") ? 4 : 0;
}

async function fetchPlan(
  plan: FetchPlan,
  sources: readonly Source[],
  mirror: URL | undefined,
  options: FetchValues,
  io: Io,
): Promise<0> {
  const { FetchFolder } = await import("./folder.js");
  const { fetchFiles } = await import("./fetch-files.js");
  const folder = new FetchFolder(pathFrom(io.cwd, options.to));
  const release = io.onInterrupt(() => folder.close());
  try {
    io.stderr.write(`${announcement(plan, mirror, options)}\n`);
    if (options.update) folder.keepPrevious();
    const typical = plan.targets.reduce((sum, { source }) => sum + source.typicalBytes, 0);
    const { files, notes } = await withWeb(options, mirror, io, "fetching", "bytes", (web, signal, progress) =>
      fetchFiles(
        plan.targets,
        folder,
        {
          update: options.update,
          frozen: options.frozen,
          mostBytes: options.maxSize * 1_000_000,
          key: io.env.CENSUS_API_KEY,
          today: formatToday(io),
        },
        {
          web,
          signal,
          sources,
          patience: PATIENCE,
          wait,
          onProgress: (done) => progress(done, Math.max(done, typical)),
        },
      ),
    );
    if (options.store !== undefined) await keepInStore(files, options.store, options.to, io);
    const said = [...plan.notes, ...notes, ...contactNote(options, mirror)];
    const next = nextStep(options);
    await writeReport(buildFetchReport({ to: options.to, files, lock: folder.lock, notes: said, next }), options, io);
  } finally {
    release();
    folder.close();
  }
  return 0;
}

function announcement({ targets }: FetchPlan, mirror: URL | undefined, options: FetchValues): string {
  const hosts = mirror ? [mirror.host] : [...new Set(targets.map(({ address }) => new URL(address).host))];
  const typical = targets.reduce((sum, { source }) => sum + source.typicalBytes, 0);
  const files = targets.length === 1 ? "1 file" : `${targets.length} files`;
  const size = formatNumber(Math.max(1, Math.round(typical / 1_000_000)), "count");
  const most = formatNumber(options.maxSize, "count");
  return `${files} from ${hosts.join(", ")}, about ${size} MB; at most ${most} MB and ${options.maxMinutes} min`;
}

function contactNote({ contact }: FetchValues, mirror: URL | undefined): readonly Note[] {
  if (contact !== undefined || mirror !== undefined) return [];
  const text =
    "Publishers may refuse programs that don't say whom to ask; --contact you@example.org, or contact: in the config, says it.";
  return [information("fetch-contact", text)];
}

function nextStep(options: FetchValues): string | undefined {
  const kinds = parseKinds(options);
  const { region, to, store } = options;
  if (store !== undefined) return `\`sector-rank rank --store ${store} --region ${region ?? "R"}\``;
  if (!kinds.includes("qcew") || region === undefined) return undefined;
  return `\`sector-rank rank --qcew ${to} --region ${/\s/.test(region) ? JSON.stringify(region) : region}\``;
}

async function keepInStore(
  files: readonly { readonly file: string }[],
  store: string,
  to: string,
  io: Io,
): Promise<void> {
  const { prepareStore } = await import("../qcew/store/prepare.js");
  const paths = files
    .filter(({ file }) => file.startsWith("qcew-all/"))
    .map(({ file }) => pathFrom(io.cwd, join(to, file)));
  const progress = startProgress(io, "preparing", "bytes");
  try {
    await prepareStore(
      { paths, store: pathFrom(io.cwd, store), rebuild: false },
      {
        onInterrupt: (cleanUp) => io.onInterrupt(cleanUp),
        onProgress: ({ bytesDone, bytesTotal }) => progress.update(bytesDone, bytesTotal),
      },
    );
  } finally {
    progress.end();
  }
}

/** Opens the network for one piece of work, which ends when its time is over. */
async function withWeb<Result>(
  options: FetchValues,
  mirror: URL | undefined,
  io: Io,
  label: string,
  unit: "bytes" | "files",
  work: (web: Web, signal: AbortSignal, progress: (done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), options.maxMinutes * 60_000);
  const progress = startProgress(io, label, unit);
  const web = await openWeb({ userAgent: userAgent(options), mirror, env: io.env, patience: PATIENCE, wait });
  try {
    return await work(web, over.signal, (done, total) => progress.update(done, total));
  } finally {
    clearTimeout(timer);
    progress.end();
    await web.close();
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
