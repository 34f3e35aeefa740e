import { formatNumber } from "../core/number-format.js";
import type { Note } from "../core/notes.js";
import type { Report, ReportColumn } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";
import { TOOL } from "../core/version.js";
import type { AdoptedFile } from "./adopt.js";
import type { ReleaseState } from "./check-releases.js";
import type { FetchedFile } from "./fetch-files.js";
import type { SourcesLock } from "../files/sources-lock.js";
import type { Source, StatePage } from "./sources.js";

const PROVENANCE: Provenance = { tool: TOOL, options: {}, inputs: [] };

/** Files of a terminal's table. */
const SHOWN = 12;

const FILE_COLUMNS: readonly ReportColumn[] = [
  { id: "file", label: "File", kind: "code", priority: 1 },
  { id: "change", label: "Change", kind: "text", priority: 1, description: "What this run did with the file." },
  { id: "bytes", label: "Bytes", kind: "number", unit: "count", priority: 1 },
  { id: "release", label: "Release", kind: "text", priority: 2 },
  { id: "publisher", label: "Publisher", kind: "text", priority: 4 },
  { id: "address", label: "Address", kind: "text", priority: 4 },
];

/** What a run has brought into a folder. */
export function buildFetchReport({
  to,
  files,
  lock,
  notes,
  next,
}: {
  readonly to: string;
  readonly files: readonly (Pick<FetchedFile, "file" | "change" | "bytes"> | (AdoptedFile & { change: "adopted" }))[];
  readonly lock: SourcesLock;
  readonly notes: readonly Note[];
  /** The command to go on with. */
  readonly next: string | undefined;
}): Report {
  const bytes = files.reduce((sum, file) => sum + (file.change === "not published" ? 0 : file.bytes), 0);
  const rows = files.map(({ file, change, bytes: size }) => ({
    file,
    change,
    bytes: size,
    ...pickLockEntry(lock, file),
  }));
  const counts = new Map<string, number>();
  for (const { change } of files) counts.set(change, (counts.get(change) ?? 0) + 1);
  const summary = [...counts].map(([change, count]) => `${formatNumber(count, "count")} ${change}`).join(", ");
  return {
    command: "fetch",
    title: `${files.length === 1 ? "1 file" : `${formatNumber(files.length, "count")} files`} in ${to}`,
    scope: files.length === 0 ? [] : [["Files", `${summary}; ${formatNumber(bytes, "count")} bytes`]],
    tables: [
      {
        id: "files",
        title: "",
        columns: FILE_COLUMNS,
        rows: rows.map((cells) => ({ cells })),
        ...(rows.length > SHOWN && {
          leading: { rows: SHOWN, rest: `${rows.length - SHOWN} more: --format csv lists all.` },
        }),
      },
    ],
    sections: next === undefined ? [] : [{ heading: "Next", paragraphs: [next] }],
    notes,
    provenance: PROVENANCE,
    schema: "sector-rank/fetch/1",
    json: { folder: to, files: rows },
  };
}

function pickLockEntry(lock: SourcesLock, file: string) {
  const entry = lock.get(file);
  if (!entry) return {};
  const { source, publisher, address, member, date, sha256, release, licence } = entry;
  return { source, publisher, address, ...(member !== undefined && { member }), date, sha256, release, licence };
}

/** What publishers have that is newer than what a folder holds. */
export function buildCheckReport(to: string, states: readonly ReleaseState[], notes: readonly Note[]): Report {
  const newer = states.filter(({ state }) => state === "revised" || state === "new year");
  return {
    command: "fetch",
    title:
      newer.length === 0 ? `Nothing newer than the files in ${to}` : `Newer than the files in ${to}: ${newer.length}`,
    scope: [["Asked", `${formatNumber(states.filter(({ date }) => date !== undefined).length, "count")} files`]],
    tables: [
      {
        id: "releases",
        title: "",
        columns: [
          { id: "file", label: "File", kind: "code", priority: 1 },
          { id: "state", label: "State", kind: "text", priority: 1 },
          { id: "found", label: "Shown by", kind: "text", priority: 2 },
          { id: "date", label: "Fetched", kind: "text", priority: 2 },
          { id: "publisher", label: "Publisher", kind: "text", priority: 3 },
          { id: "address", label: "Address", kind: "text", priority: 4 },
        ],
        emphasis: "newer",
        rows: [...newer, ...states.filter((state) => !newer.includes(state))].map((state) => ({
          cells: { ...state },
          emphasis: newer.includes(state),
        })),
        ...(states.length > SHOWN && {
          leading: {
            rows: Math.max(SHOWN, newer.length),
            rest: `${states.length - Math.max(SHOWN, newer.length)} more: --format csv lists all.`,
          },
        }),
      },
    ],
    sections:
      newer.length === 0
        ? []
        : [
            {
              heading: "Next",
              paragraphs: ["`sector-rank fetch --update` brings them; a new year also needs `--year`."],
            },
          ],
    notes,
    provenance: PROVENANCE,
    schema: "sector-rank/fetch-check/1",
    json: { folder: to, newer: newer.length, releases: states },
  };
}

const SEEN = {
  publisher: "on the publisher's page",
  program: "in programs that use it",
  pattern: "by the form of others",
  unchecked: "nowhere yet",
} as const;

/** The table of sources, and where states publish their projections. */
export function buildSourcesReport(sources: readonly Source[], states: readonly StatePage[]): Report {
  const rows = sources.map((source) => ({
    what: source.what,
    title: source.title,
    publisher: source.publisher,
    years: source.firstYear === undefined ? "the latest" : `from ${source.firstYear}`,
    released: source.released.words,
    licence: source.licence,
    reader: source.reader,
    address: source.address,
    seen: `${SEEN[source.seen.in]}, ${source.seen.on}`,
    page: source.page,
  }));
  return {
    command: "fetch",
    title: "What can be fetched",
    scope: [],
    tables: [
      {
        id: "sources",
        title: "Sources",
        columns: [
          { id: "what", label: "--what", kind: "code", priority: 1 },
          { id: "title", label: "File", kind: "text", priority: 1 },
          { id: "publisher", label: "Publisher", kind: "text", priority: 3 },
          { id: "years", label: "Years", kind: "text", priority: 2 },
          { id: "released", label: "Out", kind: "text", priority: 3 },
          { id: "licence", label: "Licence", kind: "text", priority: 4 },
          { id: "reader", label: "Taken by", kind: "text", priority: 4 },
          { id: "address", label: "Address", kind: "text", priority: 3 },
          { id: "seen", label: "Address seen", kind: "text", priority: 4 },
          { id: "page", label: "Page", kind: "text", priority: 4 },
        ],
        rows: rows.map((cells) => ({ cells })),
      },
      {
        id: "projections",
        title: "Projections of industries and occupations, by state",
        columns: [
          { id: "state", label: "State", kind: "code", priority: 1 },
          { id: "page", label: "Page", kind: "text", priority: 1 },
          { id: "publisher", label: "Publisher", kind: "text", priority: 2 },
          { id: "seen", label: "Page seen", kind: "text", priority: 4 },
        ],
        rows: states.map(({ state, page, publisher, seen, on }) => ({
          cells: { state, page, publisher, seen: `${SEEN[seen]}, ${on}` },
        })),
      },
    ],
    sections: [],
    notes: [],
    provenance: PROVENANCE,
    schema: "sector-rank/fetch-list/1",
    json: { sources, projections: states },
  };
}
