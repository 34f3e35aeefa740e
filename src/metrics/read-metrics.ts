import { parseDay } from "../core/day.js";
import type { Note } from "../core/notes.js";
import { nearest } from "../core/suggest.js";
import { plainCode, parseFigure } from "../files/figure.js";
import { readRoleTable, type RoleRow, type RoleTable } from "../files/role-table.js";
import {
  LABOR_FIGURES,
  METRIC_GROUPS,
  METRIC_KINDS,
  type Attendance,
  type Dated,
  type Metric,
  type Observation,
} from "./metric.js";

/** A table of a partnership, read. */
export interface TableOfPartnership<Row> {
  readonly rows: readonly Row[];
  readonly sha256: string | undefined;
  readonly notes: readonly Note[];
}

const METRIC_NAMES = {
  id: ["id", "metric id"],
  name: ["name", "metric"],
  group: ["group", "for"],
  kind: ["kind", "type"],
  unit: ["unit"],
  direction: ["direction"],
  baseline: ["baseline"],
  baselineDate: ["baseline date", "date of baseline"],
  target: ["target"],
  targetDate: ["target date", "date of target"],
  labor: ["lmi", "labor market", "figure"],
  naics: ["naics", "industry"],
} as const;
type MetricRole = keyof typeof METRIC_NAMES;

const UP = ["up", "higher", "more", "increase", "rise"];
const DOWN = ["down", "lower", "less", "fewer", "decrease", "fall"];

/**
 * Reads metrics: id, name, group, kind, unit, direction, baseline and target, each with its date; and for those that a ranking fills in,
 * which figure of which industry.
 *
 * @throws {InputError} METRICS_FILE with file, line and column
 */
export async function readMetrics(file: string): Promise<TableOfPartnership<Metric>> {
  const table = await readRoleTable(file, METRIC_NAMES, {
    required: ["id", "group", "kind"],
    code: "METRICS_FILE",
    hash: true,
  });
  const lines = new Map<string, number>();
  const metrics = table.rows.map((row): Metric => {
    const id = row.cell("id");
    const before = lines.get(id.toLowerCase());
    if (id === "") table.refuse(row, "id", { message: "a metric has no id", hint: "give each an id of its own" });
    else if (before !== undefined) {
      table.refuse(row, "id", {
        message: `a metric appears twice: line ${String(before)} has this id, too`,
        hint: "keep one of the two rows",
      });
    }
    lines.set(id.toLowerCase(), row.line);
    const baseline = parseDated(row, table, ["baseline", "baselineDate"]);
    const target = parseDated(row, table, ["target", "targetDate"]);
    if (baseline && target && target.day <= baseline.day) {
      table.refuse(row, "targetDate", {
        message: "a target lies before its baseline",
        found: `${row.cell("targetDate")}, and the baseline ${row.cell("baselineDate")}`,
        hint: "give the target a later date than the baseline",
      });
    }
    return {
      id,
      name: row.cell("name") || id,
      group: requireChoice(row, "group", METRIC_GROUPS, table),
      kind: requireChoice(row, "kind", METRIC_KINDS, table),
      unit: row.cell("unit"),
      direction: parseDirection(row, table),
      baseline,
      target,
      labor:
        row.cell("labor") === ""
          ? undefined
          : {
              figure: requireChoice(row, "labor", LABOR_FIGURES, table),
              naics: plainCode(row.cell("naics")) || undefined,
            },
    };
  });
  table.finish("`sector-rank metrics init` writes sample metrics to start from");
  return { rows: metrics, sha256: table.sha256, notes: table.notes };
}

function requireChoice<Choice extends string>(
  row: RoleRow<MetricRole>,
  role: MetricRole,
  choices: readonly Choice[],
  table: RoleTable<MetricRole>,
): Choice {
  const text = row.cell(role).toLowerCase().replace("job seeker", "jobseeker");
  const found = choices.find((one) => one === text);
  if (found) return found;
  const [guess] = text === "" ? [] : nearest(text, choices, 1);
  table.refuse(row, role, {
    message: `a ${role === "labor" ? "figure of the labor market" : role} is none of ${choices.join(", ")}`,
    hint: guess === undefined ? `write ${choices.join(", ")}` : `did you mean ${guess}?`,
  });
  return choices[0]!;
}

function parseDirection(row: RoleRow<MetricRole>, table: RoleTable<MetricRole>): Metric["direction"] {
  const text = row.cell("direction").toLowerCase();
  if (text === "" || UP.includes(text)) return "up";
  if (!DOWN.includes(text)) {
    table.refuse(row, "direction", { message: "a direction is neither up nor down", hint: "write up or down" });
  }
  return "down";
}

/** A value and its day, which go together. */
function parseDated(
  row: RoleRow<MetricRole>,
  table: RoleTable<MetricRole>,
  [valueRole, dayRole]: readonly ["baseline" | "target", "baselineDate" | "targetDate"],
): Dated | undefined {
  const [text, date] = [row.cell(valueRole), row.cell(dayRole)];
  if (text === "" && date === "") return undefined;
  const value = numberIn(row, valueRole, table);
  const day = dayIn(row, dayRole, table);
  return value === undefined || day === undefined ? undefined : { value, day };
}

function numberIn<Role extends string>(row: RoleRow<Role>, role: Role, table: RoleTable<Role>): number | undefined {
  const figure = parseFigure(row.cell(role), table.decimalMark);
  if (figure.kind === "number") return figure.value;
  const hint = figure.kind === "none" ? "write a number, or empty the date beside it" : "write a number such as 12.5";
  table.refuse(row, role, { message: `a ${role} is not a number`, hint });
  return undefined;
}

function dayIn<Role extends string>(row: RoleRow<Role>, role: Role, table: RoleTable<Role>): string | undefined {
  const day = parseDay(row.cell(role));
  if (day === undefined) {
    table.refuse(row, role, { message: "a date is none", hint: "write it like 2026-03-31 or 3/31/2026" });
  }
  return day;
}

const OBSERVATION_NAMES = {
  id: ["id", "metric id", "metric"],
  date: ["date", "day"],
  value: ["value"],
  note: ["note", "notes"],
} as const;

/**
 * Reads observations: id of a metric, date, value, note.
 *
 * @throws {InputError} OBSERVATIONS_FILE with file, line and column
 */
export async function readObservations(
  file: string,
  metrics: readonly Metric[],
): Promise<TableOfPartnership<Observation>> {
  const table = await readRoleTable(file, OBSERVATION_NAMES, {
    required: ["id", "date", "value"],
    code: "OBSERVATIONS_FILE",
    hash: true,
  });
  const ids = new Map(metrics.map(({ id }) => [id.toLowerCase(), id]));
  const lines = new Map<string, number>();
  const observations = table.rows.flatMap((row): readonly Observation[] => {
    const metric = ids.get(row.cell("id").toLowerCase());
    const day = dayIn(row, "date", table);
    const value = numberIn(row, "value", table);
    if (metric === undefined) {
      const [guess] = nearest(row.cell("id"), ids.values(), 1);
      table.refuse(row, "id", {
        message: "there is no such metric",
        hint: guess === undefined ? "add it to the file of metrics" : `did you mean ${guess}?`,
      });
    }
    if (metric === undefined || day === undefined || value === undefined) return [];
    const key = `${metric}\n${day}`;
    const before = lines.get(key);
    if (before !== undefined) {
      table.refuse(row, "date", {
        message: `a metric has two values on one day: line ${String(before)} has one, too`,
        hint: "keep one of the two rows",
      });
    }
    lines.set(key, row.line);
    return [{ metric, day, value, note: row.cell("note") }];
  });
  table.finish();
  return { rows: observations, sha256: table.sha256, notes: table.notes };
}

const MEMBER_NAMES = {
  meeting: ["meeting", "meeting date", "date"],
  company: ["company", "member", "firm"],
  attended: ["attended", "present"],
  inKind: ["in kind", "in kind dollars", "in kind value"],
} as const;

const YES = ["yes", "y", "true", "1", "x"];
const NO = ["", "no", "n", "false", "0"];

/**
 * Reads who came to which meeting: meeting, as a date, company, attended, in-kind dollars.
 *
 * @throws {InputError} MEMBERS_FILE with file, line and column
 */
export async function readMembers(file: string): Promise<TableOfPartnership<Attendance>> {
  const table = await readRoleTable(file, MEMBER_NAMES, {
    required: ["meeting", "company", "attended"],
    code: "MEMBERS_FILE",
    hash: true,
  });
  const lines = new Map<string, number>();
  const members = table.rows.flatMap((row): readonly Attendance[] => {
    const [company, answer] = [row.cell("company"), row.cell("attended").toLowerCase()];
    const meeting = dayIn(row, "meeting", table);
    if (company === "") table.refuse(row, "company", { message: "a row of no company", hint: "write its name" });
    if (!YES.includes(answer) && !NO.includes(answer)) {
      table.refuse(row, "attended", { message: "attended is neither yes nor no", hint: "write yes or no" });
    }
    const given = parseFigure(row.cell("inKind"), table.decimalMark);
    const inKind = given.kind === "none" ? 0 : given.kind === "number" ? given.value : -1;
    if (inKind < 0) {
      table.refuse(row, "inKind", {
        message: "what a company gave is not a number of 0 or more",
        hint: "write dollars such as 1500, or nothing",
      });
    }
    if (meeting === undefined || company === "") return [];
    const key = `${meeting}\n${company.toLowerCase()}`;
    const before = lines.get(key);
    if (before !== undefined) {
      table.refuse(row, "company", {
        message: `a company appears twice at one meeting: line ${String(before)} has it, too`,
        hint: "keep one of the two rows",
      });
    }
    lines.set(key, row.line);
    return [{ meeting, company, attended: YES.includes(answer), inKind }];
  });
  table.finish();
  return { rows: members, sha256: table.sha256, notes: table.notes };
}
