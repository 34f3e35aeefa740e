import type { IndustryRow } from "../core/industry-table.js";
import { caution, information, type Note } from "../core/notes.js";
import type { Years } from "./align.js";
import type { ChosenProjections } from "./chosen.js";
import { formatSignificant } from "../core/number-format.js";
import { findGrowthMeanings, type GrowthFinding } from "./growth-meaning.js";
import { formatProjectionPeriod, type ProjectionTable } from "./records.js";

const SHOWN = 6;

/** What the columns of printed growth say of the levels. */
export function growthNotes(tables: readonly ProjectionTable[]): readonly Note[] {
  return tables.flatMap((table) => findGrowthMeanings(table).flatMap((finding) => findingNotes(table, finding)));
}

function findingNotes({ area, file }: ProjectionTable, finding: GrowthFinding): readonly Note[] {
  const { column, meaning, compared, misnamed, disagreements } = finding;
  if (compared === 0) return [];
  const name = `The column "${column}" of ${area} (${file})`;
  if (!meaning) {
    return [
      caution(
        "projections-growth-contradicts",
        `${name} contradicts the levels: no usual meaning of growth fits most of its ${compared} figures. Growth is computed from the levels, which may not be what the publisher meant.`,
      ),
    ];
  }
  const notes: Note[] = [];
  if (misnamed) {
    notes.push(
      information("projections-growth-misnamed", `${name} holds ${meaning.words}, not a yearly rate. It is not used.`),
    );
  }
  if (disagreements.length > 0) {
    const shown = disagreements
      .slice(0, SHOWN)
      .map(
        ({ row, printed, computed }) =>
          `${row.code || row.title} prints ${printed}, its levels give ${formatSignificant(computed, 4)}`,
      );
    const more = disagreements.length > SHOWN ? `; and ${disagreements.length - SHOWN} more` : "";
    notes.push(
      caution(
        "projections-growth-disagrees",
        `${name} disagrees with the levels in ${disagreements.length} of ${compared} rows, by more than rounding: ${shown.join("; ")}${more}. The levels are used.`,
      ),
    );
  }
  return notes;
}

/** Spans that had to be brought together, and years that are not used. */
export function spanNotes(tables: readonly ProjectionTable[], years: Years): readonly Note[] {
  const notes: Note[] = [];
  const spans = new Set(tables.map(formatProjectionPeriod));
  if (spans.size > 1) {
    notes.push(
      caution(
        "projections-aligned",
        `Projections over different spans (${[...spans].join(", ")}) were brought to ${formatProjectionPeriod(years)}, each industry at its own yearly rate.`,
      ),
    );
  }
  const between = new Set(tables.flatMap(({ yearsBetween }) => yearsBetween));
  const history = [...between].filter((year) => tables.every(({ baseYear }) => year < baseYear));
  const onTheWay = [...between].filter((year) => !history.includes(year));
  if (between.size > 0) {
    const also = [
      ...(history.length > 0 ? [`of ${history.join(", ")}, before the base year`] : []),
      ...(onTheWay.length > 0 ? [`of ${onTheWay.join(", ")}, on the way`] : []),
    ];
    notes.push(
      information(
        "projections-years-between",
        `The projections also have levels ${also.join(", and ")}; growth is from ${years.baseYear} to ${years.projectedYear}.`,
      ),
    );
  }
  return notes;
}

/** How the chosen projections fit the table: by year, and industry by industry. */
export function matchNotes(
  rows: readonly IndustryRow[],
  projections: ChosenProjections,
  endYear: number,
): readonly Note[] {
  const of = (kind: string): readonly string[] =>
    rows.filter(({ projection }) => projection?.match.kind === kind).map(({ naics }) => naics);
  const [exact, sum, ancestor, none] = [of("exact"), of("sum"), of("ancestor"), of("none")];
  const { areas, baseYear, projectedYear } = projections;
  const layouts = [...new Set(projections.tables.map(({ layout }) => layout))].join(", ");
  const taken = [...new Set(projections.tables.map(takenFor))].join("");
  const notes: Note[] = [
    ...projections.notes,
    information(
      "projections-used",
      `Projected growth is of ${areas.join("; ")}, ${formatProjectionPeriod(projections)} (${layouts}): ${exact.length} industries matched exactly, ${sum.length} as sums, ${ancestor.length} by a wider industry, ${none.length} not at all. ${taken}It is the projection's own yearly rate, over all its jobs, self-employed and government often among them; its levels are never compared with QCEW's.`,
    ),
  ];
  if (ancestor.length > 0) {
    notes.push(
      caution(
        "projection-from-wider-industry",
        "The projections have no figures for these industries: the yearly rate of the nearest wider industry stands in, the change in jobs is left empty.",
        ancestor,
      ),
    );
  }
  if (none.length > 0) {
    notes.push(information("projection-none", "No projection matches these industries, nor any that is wider.", none));
  }
  if (baseYear > endYear) {
    notes.push(
      caution(
        "projections-base-after-year",
        `The projections start in ${baseYear}, after the QCEW year ${endYear}. Only yearly rates are used, so nothing is mixed, but the two start in different years.`,
      ),
    );
  }
  if (projectedYear <= endYear) {
    notes.push(
      caution(
        "projections-outdated",
        `The projections end in ${projectedYear}, no later than the QCEW year ${endYear}: what they foresaw is past.`,
      ),
    );
  }
  if (projections.tables.every(({ layout }) => layout === "BLS national")) {
    notes.push(
      caution(
        "projections-national",
        "The projections are the nation's: they show an industry's outlook, not the region's.",
      ),
    );
  }
  return notes;
}

/** Which columns were taken for the levels, and in which unit. */
function takenFor({ levelColumns, unit }: ProjectionTable): string {
  if (levelColumns === undefined) return "";
  return `Levels are "${levelColumns[0]}" and "${levelColumns[1]}", in ${unit === "thousands" ? "thousands" : "jobs"}. `;
}
