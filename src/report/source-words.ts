import type { IndustryTable } from "../core/industry-table.js";
import type { Provenance } from "./provenance.js";
import { formatList } from "./words.js";

const PUBLISHER = "U.S. Bureau of Labor Statistics";
const PROGRAM = "Quarterly Census of Employment and Wages (QCEW)";

/** "U.S. Bureau of Labor Statistics, Quarterly Census of Employment and Wages (QCEW), annual averages 2020 and 2023" */
export function describeSource(years: readonly number[], quarter: number): string {
  const each = [...new Set(years)].sort((a, b) => a - b);
  const isRow = each.length > 2 && each.at(-1)! - each[0]! === each.length - 1;
  const words = isRow ? `${String(each[0])} to ${String(each.at(-1))}` : formatList(each.map(String));
  return `${PUBLISHER}, ${PROGRAM}, ${quarter === 0 ? "annual averages" : `quarter ${String(quarter)} of`} ${words}`;
}

/** The same of a region's table. */
export function tableSource({ years, quarter }: Pick<IndustryTable, "years" | "quarter">): string {
  return describeSource([...(years.start === undefined ? [] : [years.start]), years.end], quarter);
}

/** A chart's source with the release of the files, where one of them says it. */
export function withRelease<One extends { readonly source: string }>(chart: One, provenance: Provenance): One {
  if (provenance.inputs.every(({ release }) => release === undefined)) return chart;
  return { ...chart, source: `${chart.source}; ${filesRelease(provenance)}` };
}

/** Of which release the files are, with the day on which they were fetched; that it is not known where no file says so. */
export function filesRelease({ inputs }: Provenance): string {
  const known = inputs.filter(({ release }) => release !== undefined);
  if (known.length === 0) return "release not stated in the files";
  const releases = [...new Set(known.map(({ release }) => release!))];
  const dates = [...new Set(known.flatMap(({ date }) => (date === undefined ? [] : [date])))].sort();
  const fetched =
    dates.length === 0 ? "" : `, fetched ${dates.length === 1 ? dates[0]! : `${dates[0]!} to ${dates.at(-1)!}`}`;
  const unknown = inputs.length - known.length;
  const rest = unknown === 0 ? "" : `; of ${String(unknown)} ${unknown === 1 ? "file" : "files"} not stated`;
  const derived = known.filter((file) => file.derived).map(({ file }) => file.split(/[/\\]/).at(-1)!);
  const made = derived.length === 0 ? "" : `; ${formatList(derived)} derived from published figures`;
  return `${releases.length === 1 ? "release" : "releases"} ${formatList(releases)}${fetched}${made}${rest}`;
}

/** Publishers with the releases of their files, then the files of which no publisher is known: on one line. */
export function describePublishers({ inputs }: Provenance): string {
  const releases = new Map<string, Set<string>>();
  const files = new Set<string>();
  for (const { publisher, release, file } of inputs) {
    if (publisher === undefined) files.add(file.split(/[/\\]/).at(-1)!);
    else {
      const known = releases.get(publisher) ?? new Set();
      releases.set(publisher, release === undefined ? known : known.add(release));
    }
  }
  const named = [...files];
  const others = named.length - MOST_NAMED;
  const shown =
    named.length > MOST_NAMED
      ? [...named.slice(0, MOST_NAMED), others === 1 ? "1 more file" : `${String(others)} more files`]
      : named;
  return [
    ...[...releases].map(([publisher, known]) => [publisher, formatList([...known])].filter(Boolean).join(", ")),
    ...(shown.length === 0 ? [] : [formatList(shown)]),
  ].join("; ");
}

const MOST_NAMED = 3;
