import { UsageError } from "../core/errors.js";
import { CHART_KINDS, type ChartKind } from "../report/chart.js";
import type { Report } from "../report/report.js";
import type { WorkbookLayout } from "../workbook/model.js";
import { formatList } from "../report/words.js";

/** What of a command's options decides where a report goes. */
export interface WriteOptions {
  readonly format: "table" | "csv" | "json" | "md";
  readonly out: readonly string[];
  readonly about?: string | undefined;
  /** A folder for the whole set of files that the report can fill. */
  readonly outDir?: string | undefined;
  /** Which chart a picture shows; if nobody says, the one that its name ends in, else the report's first. */
  readonly chart?: ChartKind | undefined;
  /** Whether a workbook of a ranking holds formulas over START's tabs, or values alone. */
  readonly layout?: WorkbookLayout | undefined;
  readonly color: "auto" | "always" | "never";
  /** Of the table on a terminal, by id or label. */
  readonly columns?: readonly string[];
  readonly allColumns?: boolean;
  readonly allRows?: boolean;
  readonly notes?: boolean;
  readonly why?: boolean;
}

/** Makes a file's content; imported only when a file of its kind is written. */
type FileOptions = Pick<WriteOptions, "chart" | "layout">;
type FileRenderer = (report: Report, options: FileOptions) => Promise<string | Uint8Array>;

/** By extension, what a file of that name will hold. Adding a format is one line. */
const FILE_RENDERERS: Readonly<Record<string, FileRenderer>> = {
  ".csv": async (report) => {
    const { csvFile, renderCsv } = await import("../render/csv.js");
    return csvFile(renderCsv(report));
  },
  ".json": async (report) => (await import("../render/json.js")).renderJson(report),
  ".md": async (report) => (await import("../render/markdown.js")).renderMarkdown(report),
  ".xlsx": async (report, { layout }) => (await import("../render/xlsx/render-xlsx.js")).renderXlsx(report, { layout }),
  ".html": async (report) => (await import("../render/html.js")).renderHtml(report),
  ".svg": async (report, { chart }) => (await import("../render/svg.js")).renderSvg(report, chart),
  ".png": async (report, { chart }) => (await import("../render/png.js")).renderPng(report, chart),
};

/** A file whose name ends so holds a ranking on one page in place of all of it; a Word document always does. */
const BRIEF = /(?:(?:^|[-_. /\\])brief\.(?:md|html)|\.docx)$/i;

/** Before a name of any kind, the same: `brief:board.html`. */
export const BRIEF_PREFIX = "brief:";

/** The name of an output without what may stand before it, and whether that asks for a brief. */
export function outputName(out: string): { readonly file: string; readonly isBrief: boolean } {
  const isBrief = out.startsWith(BRIEF_PREFIX);
  const file = isBrief ? out.slice(BRIEF_PREFIX.length) : out;
  return { file, isBrief: isBrief || BRIEF.test(file) };
}

/** `bars.png`, `columbus-bubble.svg`: the name says which chart the picture shows. */
const NAMED_CHART = new RegExp(`(?:^|[-_. /\\\\])(${CHART_KINDS.join("|")})\\.(?:svg|png)$`, "i");

/** By extension, a brief. */
const BRIEF_RENDERERS: Readonly<Record<string, FileRenderer>> = {
  ".md": async (report) => {
    const [{ buildBriefReport }, { renderMarkdown }] = await Promise.all([
      import("../report/brief.js"),
      import("../render/markdown.js"),
    ]);
    return renderMarkdown(buildBriefReport(report));
  },
  ".html": async (report) => {
    const [{ makeBrief }, { renderBriefHtml }] = await Promise.all([
      import("../report/brief.js"),
      import("../render/brief-html.js"),
    ]);
    return renderBriefHtml(makeBrief(report));
  },
  ".docx": async (report) => {
    const { chapters } = report;
    if (chapters) return (await import("../render/chapters-docx.js")).renderChaptersDocx(report, chapters);
    // First, so that another result is refused before the writer of Word documents is loaded.
    const brief = (await import("../report/brief.js")).makeBrief(report);
    return (await import("../render/brief-docx.js")).renderBriefDocx(brief);
  },
};

const OUTPUT_EXTENSIONS = [...Object.keys(FILE_RENDERERS), ".docx"];

/** What the name of an output may end in, with the extensions of files that a command writes itself. */
export function outputExtensions(further: readonly string[] = []): readonly string[] {
  return [...OUTPUT_EXTENSIONS, ...further.filter((extension) => !OUTPUT_EXTENSIONS.includes(extension))];
}

/** A file to write, and what will be in it. */
export interface PlannedFile {
  /** As the user named it. */
  readonly file: string;
  readonly render: FileRenderer;
}

const PICTURE = /\.png$/i;
const HAS_PICTURE = /\.(?:png|docx)$/i;

/**
 * Starts what takes a while and needs no result yet, as soon as it is known which files will be written. What fails
 * here is reported when the file is made.
 */
export function prepareFiles({ out, outDir }: Pick<WriteOptions, "out" | "outDir">): void {
  if (outDir === undefined && !out.some((file) => HAS_PICTURE.test(file))) return;
  import("../render/png.js").then(({ startDrawing }) => startDrawing()).catch(() => undefined);
}

/** Makes the contents of planned files: pictures first, which a second thread draws beside the rest. */
export async function renderFiles(
  planned: readonly PlannedFile[],
  report: Report,
  options: FileOptions,
): Promise<readonly { readonly file: string; readonly content: string | Uint8Array }[]> {
  // Loaded first, so that drawings are on their way to their thread before a workbook keeps this one.
  if (planned.some(({ file }) => PICTURE.test(file)))
    await Promise.all([import("../render/svg.js"), import("../render/png.js")]);
  const drawn = planned.map(({ file, render }) => (PICTURE.test(file) ? render(report, options) : undefined));
  // The first that fails is reported when its turn comes; those behind it must not be failures that nobody waits for.
  for (const picture of drawn) picture?.catch(() => undefined);
  const others: (string | Uint8Array | undefined)[] = [];
  for (const [index, { render }] of planned.entries()) {
    others.push(drawn[index] ? undefined : await render(report, options));
  }
  return Promise.all(
    planned.map(async ({ file }, index) => ({ file, content: others[index] ?? (await drawn[index]!) })),
  );
}

/**
 * The names of the files that a run will write. Cheap: asked for before the work, so that a mistyped extension does
 * not cost a computation.
 *
 * @param dataExtensions of files that the command writes itself
 * @throws {UsageError} `OUT_EXTENSION` for an extension that is not a format's, `OPTION_CONFLICT` for one file named twice
 */
export function outputNames(
  { out, about }: Pick<WriteOptions, "out" | "about">,
  dataExtensions: readonly string[] = [],
): readonly string[] {
  const isData = (file: string): boolean => dataExtensions.some((extension) => file.toLowerCase().endsWith(extension));
  for (const file of out) if (!isData(file)) chooseRenderer(file, dataExtensions);
  const files = out.map((file) => outputName(file).file);
  const names = about === undefined ? files : [...files, about];
  const twice = names.find((file, index) => names.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new UsageError("two outputs have the same name", {
      code: "OPTION_CONFLICT",
      found: twice,
      hint: "give each --out, and --about, a name of its own",
    });
  }
  return names;
}

/**
 * The files that a report fills, and how.
 *
 * @throws {UsageError} as `outputNames`
 */
export function planFiles({ out, about }: Pick<WriteOptions, "out" | "about">): readonly PlannedFile[] {
  outputNames({ out, about });
  const planned = out.map((one) => ({ file: outputName(one).file, render: chooseRenderer(one) }));
  if (about !== undefined) {
    planned.push({
      file: about,
      render: async (report) => (await import("../render/markdown.js")).renderAbout(report),
    });
  }
  return planned;
}

function chooseRenderer(out: string, further: readonly string[] = []): FileRenderer {
  const { file, isBrief } = outputName(out);
  const extension = /\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? "";
  if (isBrief) {
    const brief = Object.hasOwn(BRIEF_RENDERERS, extension) ? BRIEF_RENDERERS[extension] : undefined;
    if (brief) return brief;
    throw new UsageError(`a brief has no such format: ${file}`, {
      code: "OUT_EXTENSION",
      found: extension === "" ? "no extension" : extension,
      hint: `end the name in ${formatList(Object.keys(BRIEF_RENDERERS), "or")}`,
    });
  }
  const renderer = Object.hasOwn(FILE_RENDERERS, extension) ? FILE_RENDERERS[extension] : undefined;
  const named = NAMED_CHART.exec(file)?.[1]?.toLowerCase() as ChartKind | undefined;
  if (renderer) return (report, { chart = named, ...options }) => renderer(report, { ...options, chart });
  throw new UsageError(`no format is known for the output file ${file}`, {
    code: "OUT_EXTENSION",
    found: extension === "" ? "no extension" : extension,
    hint: `end the name in ${outputExtensions(further).join(", ")}`,
  });
}

/** Whether an output of these options can show a chart of the kind. */
function wantsChart({ out, outDir, chart }: WriteOptions, kind: ChartKind): boolean {
  return (
    outDir !== undefined || chart === kind || out.some((file) => NAMED_CHART.exec(file)?.[1]?.toLowerCase() === kind)
  );
}

/** Whether an output shows jobs by year: a workbook does, and the chart of them. */
export function wantsHistory(options: WriteOptions): boolean {
  return wantsChart(options, "history") || options.out.some((file) => /\.xlsx$/i.test(file));
}

/** The names of all the files that a report can fill: tables, and where it has them a brief and each chart twice. */
export function wholeSet({ command, ranked, chapters, charts = [] }: Report): readonly string[] {
  const name = ranked ? "ranking" : command.replaceAll(" ", "-");
  return [
    ...[".xlsx", ".html", ".csv", ".json"].map((extension) => `${name}${extension}`),
    ...(ranked ? ["brief.html", "brief.docx", "brief.md"] : []),
    ...(chapters ? [`${name}.docx`, `${name}.md`] : []),
    ...charts.flatMap(({ kind }) => [`${kind}.svg`, `${kind}.png`]),
  ];
}
