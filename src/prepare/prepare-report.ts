import { formatPeriod } from "../region/period-words.js";
import type { Quarter } from "../core/codes.js";
import { caution, information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import type { Report, ReportColumn } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";

/** A year or quarter of a store. */
export interface StoredPeriodFigures {
  readonly year: number;
  readonly quarter: number;
  readonly rows: number;
  readonly areas: number;
  readonly data: { readonly name: string; readonly bytes: number };
}

/** What became of it. */
export interface PreparedPeriodFigures extends StoredPeriodFigures {
  readonly change: "added" | "extended" | "replaced" | "unchanged";
  readonly rowsBefore: number;
  readonly areasLost: readonly string[];
}

export interface PreparedInput {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
  readonly layouts: readonly string[];
  /** Read now, and not known from before. */
  readonly isNew: boolean;
}

export interface PrepareReportInputs {
  readonly store: string;
  readonly prepared:
    | {
        readonly periods: readonly PreparedPeriodFigures[];
        readonly inputs: readonly PreparedInput[];
        readonly notes: readonly Note[];
      }
    | undefined;
  /** The periods whose files were compared with their checksums. */
  readonly checked: readonly StoredPeriodFigures[] | undefined;
  readonly provenance: Provenance;
}

const COLUMNS: readonly ReportColumn[] = [
  { id: "period", label: "Period", kind: "text", priority: 1 },
  { id: "change", label: "Change", kind: "text", priority: 1, description: "What this run did with the period." },
  { id: "rows", label: "Rows", kind: "number", unit: "count", priority: 1 },
  { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 1 },
  { id: "bytes", label: "Bytes", kind: "number", unit: "count", priority: 2 },
  { id: "file", label: "File", kind: "code", priority: 1 },
];

/** What a store holds, and what a run of `prepare` changed of it. */
export function buildPrepareReport({ store, prepared, checked, provenance }: PrepareReportInputs): Report {
  const periods = prepared?.periods ?? (checked ?? []).map((period) => ({ ...period, change: "unchanged" as const }));
  const read = prepared?.inputs.filter(({ isNew }) => isNew) ?? [];
  return {
    command: "prepare",
    title: `Store ${store}`,
    scope: prepared ? [["Files", countFiles(prepared.inputs.length, read.length)]] : [],
    tables: [
      {
        id: "periods",
        title: `${formatNumber(periods.length, "count")} ${periods.length === 1 ? "period" : "periods"}`,
        columns: COLUMNS,
        rows: periods.map((period) => ({
          cells: {
            period: formatStoredPeriod(period),
            change: period.change,
            rows: period.rows,
            areas: period.areas,
            bytes: period.data.bytes,
            file: period.data.name,
          },
        })),
      },
    ],
    sections: [],
    notes: [
      ...(prepared?.notes ?? []),
      ...(prepared?.periods ?? []).flatMap(changeNotes),
      ...(checked ? [information("store-checked", "Every file of the store matches its checksum.")] : []),
    ],
    provenance,
    schema: "sector-rank/prepare/1",
    json: {
      store,
      periods: periods.map(({ year, quarter, change, rows, areas, data }) => ({
        year,
        ...(quarter > 0 && { quarter }),
        change,
        rows,
        areas,
        file: data.name,
        bytes: data.bytes,
      })),
      inputs: (prepared?.inputs ?? []).map(({ file, rows, sha256, layouts, isNew }) => ({
        file,
        rows,
        sha256,
        layouts,
        read: isNew,
      })),
    },
  };
}

function countFiles(all: number, read: number): string {
  const files = (count: number): string => `${formatNumber(count, "count")} ${count === 1 ? "file" : "files"}`;
  if (read === 0) return `${files(all)}, all in the store already`;
  return read === all ? files(all) : `${files(all)}, ${formatNumber(all - read, "count")} of them in the store already`;
}

function formatStoredPeriod({ year, quarter }: StoredPeriodFigures): string {
  return formatPeriod({ year, quarter: quarter as Quarter });
}

/** Releases differ by a few rows in a thousand. */
const MUCH = 0.95;

function changeNotes(period: PreparedPeriodFigures): readonly Note[] {
  const when = formatStoredPeriod(period);
  const id = `${period.year}-${period.quarter === 0 ? "annual" : `q${period.quarter}`}`;
  if (period.change === "replaced") {
    const { areasLost: lost, rows, rowsBefore } = period;
    const count = (number: number): string => formatNumber(number, "count");
    const some = `${lost.slice(0, 6).join(", ")}${lost.length > 6 ? " …" : ""}`;
    const gone = lost.length === 1 ? "1 area that it had is" : `${count(lost.length)} areas that it had are`;
    const text = [
      `${when}: the files are of another release than the store's, whose ${count(rowsBefore)} rows they replaced by ${count(rows)}.`,
      ...(lost.length === 0 ? [] : [`${gone} no longer there: ${some}.`]),
      // A part of a release must not stand for all of it without a word.
      ...(rows < MUCH * rowsBefore
        ? ["Where they are a part of that release, prepare the rest of its files too."]
        : []),
    ].join(" ");
    return [caution(`store-replaced-${id}`, text)];
  }
  if (period.change !== "extended") return [];
  const rows = formatNumber(period.rows - period.rowsBefore, "count");
  return [information(`store-extended-${id}`, `${when}: ${rows} rows joined those of the store.`)];
}
