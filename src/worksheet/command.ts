import { UsageError } from "../core/errors.js";
import { TOOL } from "../core/version.js";
import { defineCommand } from "../command/command.js";
import { outputOptions } from "../command/output-options.js";
import type { Io } from "../output/io.js";
import { writeFiles, writeReport } from "../output/write.js";
import { readResult } from "../result/result-file.js";
import { chooseCriteria } from "./criteria.js";
import { DOCUMENT_IDS } from "./documents.js";
import { FORM_IDS, findForm } from "./forms.js";
import { worksheetReport } from "./worksheet-report.js";
import { makeWorksheet, type Worksheet } from "./worksheet.js";

const { outDir, layout, chart, ...output } = outputOptions;
void outDir;
void layout;
void chart;
/** What a worksheet is written as; other extensions hold the list of what it will ask. */
const DATA_EXTENSIONS = [".xlsx", ".csv"];

export const worksheetCommand = defineCommand({
  name: "worksheet",
  description:
    "Makes the sheet on which people rate what no file knows: a champion, political support, training. Takes the JSON of `rank`: its short list and what it proposes besides, with the figures locked at the left. `worksheet merge` puts the filled-in files together.",
  options: {
    from: { type: "string", value: "RESULT.json", path: true, help: "JSON that `rank` wrote; needed" },
    form: {
      type: "choice",
      value: "FORM",
      choices: [...FORM_IDS, ...DOCUMENT_IDS],
      default: "ratings",
      help: "ratings, readiness and lmi-review are rated and merged; swot, plan, launch and review are documents to edit",
    },
    naics: {
      type: "list",
      value: "CODES",
      codes: true,
      help: "industries of a document (default: the short list)",
    },
    detail: {
      type: "string",
      value: "RESULT.json",
      path: true,
      help: "of launch: a result at a deeper level, whose industries are the sub-sectors",
    },
    metrics: { type: "string", value: "FILE", path: true, help: "of plan: metrics, as `metrics` reads them" },
    goal: { type: "string", value: "TEXT", repeatable: true, help: "of plan: a goal; repeatable" },
    launch: { type: "string", value: "DATE", help: "of launch: its day, from which the checklist is dated back" },
    criterion: {
      type: "string",
      value: "TEXT",
      repeatable: true,
      help: 'a criterion of your own, or other words for one, "broadband: Broadband reaches its sites"; repeatable',
    },
    dropCriterion: { type: "list", value: "NAMES", help: "criteria left out; all leaves only your own" },
    ...output,
  },
  dataExtensions: DATA_EXTENSIONS,
  examples: [],
  async run(options, io) {
    if (options.from === undefined) {
      throw new UsageError("a worksheet needs a ranking", {
        code: "OPTION_MISSING",
        found: "no --from",
        hint: "write one with `sector-rank rank … --out result.json`, then add --from result.json",
      });
    }
    const document = DOCUMENT_IDS.find((id) => id === options.form);
    if (document !== undefined) {
      const { readDocument } = await import("./read-document.js");
      const { from } = options;
      const report = await readDocument({ ...options, form: document, from }, io.cwd);
      await writeReport(report, options, io);
      return;
    }
    const id = FORM_IDS.find((one) => one === options.form)!;
    const form = findForm(id);
    const criteria = chooseCriteria(id, options);
    const { result, sha256 } = readResult(options.from, io.cwd);
    const worksheet = makeWorksheet(result, form, criteria);
    const provenance = {
      tool: TOOL,
      options: { form: options.form, criterion: options.criterion, dropCriterion: options.dropCriterion },
      inputs: [{ file: result.file, sha256 }],
    };
    const isData = (file: string): boolean =>
      DATA_EXTENSIONS.some((extension) => file.toLowerCase().endsWith(extension));
    await writeWorksheets(worksheet, options.out.filter(isData), { io, inputs: [options.from] });
    const rest = { ...options, out: options.out.filter((file) => !isData(file)) };
    await writeReport(worksheetReport(worksheet, result, provenance), rest, io);
  },
});

async function writeWorksheets(
  worksheet: Worksheet,
  files: readonly string[],
  { io, inputs }: { readonly io: Io; readonly inputs: readonly string[] },
): Promise<void> {
  const contents = files.map(async (file) => ({ file, content: await renderWorksheet(worksheet, file) }));
  writeFiles(await Promise.all(contents), io, inputs);
  if (!io.listsFiles) for (const file of files) io.stderr.write(`wrote ${file}\n`);
}

async function renderWorksheet(worksheet: Worksheet, file: string): Promise<string | Uint8Array> {
  if (/\.csv$/i.test(file)) {
    const [{ csvFile }, { worksheetCsv }] = await Promise.all([
      import("../render/csv.js"),
      import("./worksheet-csv.js"),
    ]);
    return csvFile(worksheetCsv(worksheet));
  }
  const [{ writeWorkbook }, { worksheetBook }] = await Promise.all([
    import("../render/xlsx/render-xlsx.js"),
    import("./worksheet-book.js"),
  ]);
  return writeWorkbook(worksheetBook(worksheet));
}
