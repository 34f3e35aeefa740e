import type { IndustryTable } from "../core/industry-table.js";
import { caution, information, type Note } from "../core/notes.js";
import { formatNumber } from "../core/number-format.js";
import { EDUCATION_LEVELS } from "../occupations/education.js";
import { formatPeriod } from "../region/period-words.js";
import type { Provenance } from "../report/provenance.js";
import type { Report, ReportSection, ReportTable } from "../report/report.js";
import { levelName, formatList, describeOwnership } from "../report/words.js";
import { surveyYears } from "../workers/read/acs.js";
import type { SupplyFindings } from "./read-supply.js";
import { supplyJson } from "./supply-json.js";
import {
  industrySupplyTable,
  institutionsTable,
  occupationsTable,
  programsTable,
  unmatchedTable,
} from "./training-tables.js";
import { composeAnswers } from "./answers.js";
import { openingsByEducation } from "./occupation-supply.js";
import { educationBeside, workersTables } from "./workers-tables.js";

export interface SupplyReportInputs {
  readonly findings: SupplyFindings;
  /** The ranking's table, where files of jobs are given. */
  readonly table: IndustryTable | undefined;
  readonly rows: number;
  readonly notes: readonly Note[];
  readonly provenance: Provenance;
}

/** Who could do the jobs: training beside openings, then the region's workers. */
export function buildSupplyReport(inputs: SupplyReportInputs): Report {
  const { findings, rows, notes, provenance } = inputs;
  const { supply, training, residents } = findings;
  const tables = [
    ...(supply && training ? [occupationsTable(findings, rows), ...present(industrySupplyTable(findings))] : []),
    ...(training ? [programsTable(training, rows), institutionsTable(training)] : []),
    ...present(unmatchedTable(findings)),
    ...workersTables(findings),
  ];
  return {
    command: "supply",
    title: `Training and workers: ${findings.region.name}`,
    scope: describeScope(inputs),
    tables: tables as unknown as readonly [ReportTable, ...ReportTable[]],
    sections: buildSections(findings),
    notes: [
      ...(training ? trainingNotes(findings) : []),
      ...(residents ? workersNotes() : []),
      ...educationNotes(findings),
      ...notes,
    ],
    provenance,
    schema: "sector-rank/supply/1",
    json: supplyJson(findings),
  };
}

function present<Thing>(thing: Thing | undefined): readonly Thing[] {
  return thing === undefined ? [] : [thing];
}

function describeScope({ findings, table }: SupplyReportInputs): Report["scope"] {
  const { region, counties, shed, training, demand, residents, minEducation } = findings;
  const lines: (readonly [string, string])[] = [
    ["Region", `${region.name} (${countCounties(counties.length)})`],
    ...(shed ? [["Labor shed", `${shed.name}: ${countCounties(shed.counties.length)} more`] as const] : []),
  ];
  if (training) {
    const present = new Set(training.programs.map(({ institution }) => institution.unit));
    lines.push([
      "Completions",
      `${formatList(training.years.map(String))}, first majors (IPEDS, NCES): ${present.size} of ${training.institutions.length} institutions have some`,
    ]);
    lines.push(["Leads to", training.crosswalk.label]);
  }
  if (demand) lines.push(["Openings", demand.label]);
  if (training && demand) {
    const { label } = EDUCATION_LEVELS.find(({ id }) => id === minEducation)!;
    lines.push(["Occupations", minEducation === "none" ? "all" : `that ask for at least: ${label.toLowerCase()}`]);
  }
  if (table && demand?.analysis) {
    const period = formatPeriod({ year: table.years.end, quarter: table.quarter });
    lines.push(["Industries", `${levelName(table)}, ${describeOwnership(table.ownership)}, ${period}`]);
  }
  if (residents && residents.laborForce.length > 0) {
    lines.push([
      "Labor force",
      `BLS LAUS, annual averages ${formatList(residents.laborForce.map(({ year }) => String(year)))}`,
    ]);
  }
  if (residents && residents.subjects.length > 0) {
    const surveyed = residents.subjects.map(({ table: one }) => `${one.id} ${surveyYears(one.period)}`);
    lines.push(["Survey", `American Community Survey: ${surveyed.join(", ")}`]);
  }
  return lines;
}

function countCounties(count: number): string {
  return count === 1 ? "1 county" : `${count} counties`;
}

function buildSections(findings: SupplyFindings): readonly ReportSection[] {
  const items = composeAnswers(findings);
  return items.length === 0 ? [] : [{ heading: "In short", id: "in-short", before: true, items }];
}

function trainingNotes({ demand, supply, training }: SupplyFindings): readonly Note[] {
  const equally = supply?.shared.by.equally ?? 0;
  return [
    information(
      "completions-shared",
      "A crosswalk says what a program may lead to, not where graduates go: completions are shared by openings, so single occupations are rough, and sums are not. People move: graduates leave, and workers come from elsewhere, from other jobs, and from training on the job.",
    ),
    caution(
      "completions-distance",
      "Completions count where the institution stands: students of online programs may live anywhere, and residents study elsewhere. Apprenticeships and courses without an award are not in.",
    ),
    ...(demand
      ? []
      : [
          caution(
            "openings-none",
            "No openings: completions are shared by the nation's openings alone, or equally, and there is no gap. Add --qcew with files of the region, or --openings with a state's projections.",
          ),
        ]),
    ...(demand?.analysis
      ? [
          caution(
            "openings-ownership",
            "Jobs are those of the ownership shown: with private jobs alone, openings of public schools, hospitals and offices are not in, while their future workers are among the completions.",
          ),
        ]
      : []),
    ...(equally > 0 && demand
      ? [
          information(
            "completions-equally",
            `${formatNumber(equally, "count")} completions are shared equally, since none of their occupations has openings in any file${training?.isShipped === false ? "" : ", such as military ones"}.`,
          ),
        ]
      : []),
  ];
}

function workersNotes(): readonly Note[] {
  return [
    information(
      "workers-residence",
      "Labor force and survey count people where they live, jobs where they work; unemployment is the ratio of sums, and ± is the margin of error of a 90% interval.",
    ),
  ];
}

/** Openings of occupations to which BLS gives no entry education are in no row of the table of education. */
function educationNotes(findings: SupplyFindings): readonly Note[] {
  const unknown = findings.demand && educationBeside(findings) ? openingsByEducation(findings.demand).unknown : 0;
  if (unknown < 1) return [];
  const text = `${formatNumber(unknown, "jobs")} openings a year are of occupations without a typical entry education; the table of education leaves them out.`;
  return [information("education-of-openings-unknown", text)];
}
