import { hasValue, type Datum } from "../core/datum.js";
import type { IndustryRow, ProjectionMatch } from "../core/industry-table.js";
import { formatNumber } from "../core/number-format.js";
import type { ReportSection } from "./report.js";

const KIND_WORDS: Readonly<Record<ProjectionMatch["kind"], string>> = {
  exact: "The projection has the industry itself",
  sum: "The projection's lines together are the industry",
  ancestor: "A wider industry's yearly rate stands in; its jobs are not used",
  none: "The projection has nothing",
};

/** Which lines of which file an industry's projection comes from. */
export function projectionSections({ projection }: IndustryRow): readonly ReportSection[] {
  if (!projection) return [];
  const { match, baseYear, projectedYear } = projection;
  return [
    {
      heading: `Projection, ${baseYear} to ${projectedYear}`,
      paragraphs: [`${KIND_WORDS[match.kind]}: ${match.text}.`],
      items: match.lines.map(
        ({ file, line, code, title, base, projected }) =>
          `${file}${line === undefined ? "" : `, line ${line}`}: ${`${code} ${title}`.trim()}, ${jobs(base)} jobs in ${baseYear}, ${jobs(projected)} in ${projectedYear}`,
      ),
    },
  ];
}

function jobs(datum: Datum): string {
  return hasValue(datum) ? formatNumber(datum.value, "jobs") : "no figure of";
}
