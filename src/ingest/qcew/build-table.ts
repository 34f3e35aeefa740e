import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../errors.js";
import type { AreaCode, IndustryCode } from "../../codes.js";
import type { QcewField, QcewSource, QcewTable } from "../../qcew/table.js";
import type { Batch } from "./batch.js";

interface Codes {
  readonly areas: { readonly codes: readonly AreaCode[] };
  readonly industries: { readonly codes: readonly IndustryCode[] };
  readonly sources: readonly QcewSource[];
  readonly selection: { readonly fields: readonly QcewField[] };
}

/** Joins batches to one table in which each key stands once. */
export function buildTable(
  batches: readonly Batch[],
  codes: Codes,
  fields: readonly QcewField[],
): { table: QcewTable; duplicates: number } {
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const join = <Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
    column: Column,
    of: (batch: Batch) => Column,
  ): Column => {
    let at = 0;
    for (const batch of batches) {
      column.set(of(batch).subarray(0, batch.length), at);
      at += batch.length;
    }
    return column;
  };
  const columns = {
    area: join(new Uint32Array(length), (batch) => batch.area),
    industry: join(new Uint32Array(length), (batch) => batch.industry),
    ownership: join(new Uint8Array(length), (batch) => batch.ownership),
    level: join(new Uint8Array(length), (batch) => batch.level),
    year: join(new Uint16Array(length), (batch) => batch.year),
    quarter: join(new Uint8Array(length), (batch) => batch.quarter),
    disclosure: join(new Uint8Array(length), (batch) => batch.disclosure),
    lqDisclosure: join(new Uint8Array(length), (batch) => batch.lqDisclosure),
    changeDisclosure: join(new Uint8Array(length), (batch) => batch.changeDisclosure),
    source: join(new Uint32Array(length), (batch) => batch.source),
    line: join(new Uint32Array(length), (batch) => batch.line),
  };
  const kept = codes.selection.fields;
  const values = kept.map((_, slot) => join(new Float64Array(length), (batch) => batch.values[slot]!));

  const seen = new Map<number, number>();
  const isDuplicate = new Uint8Array(length);
  const problems: InputError[] = [];
  let duplicates = 0;
  for (let row = 0; row < length; row++) {
    const key =
      (((columns.area[row]! * 65_536 + columns.industry[row]!) * 10 + columns.ownership[row]!) * 256 +
        (columns.year[row]! - 1900)) *
        5 +
      columns.quarter[row]!;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      continue;
    }
    isDuplicate[row] = 1;
    duplicates++;
    const differs = kept.find((_, slot) => {
      const a = values[slot]![first]!;
      const b = values[slot]![row]!;
      return a !== b && !Number.isNaN(a) && !Number.isNaN(b);
    });
    if (differs !== undefined || columns.disclosure[first] !== columns.disclosure[row]) {
      const place = (at: number): string => `${codes.sources[columns.source[at]!]!.file}:${columns.line[at]!}`;
      problems.push(
        new InputError("two rows of one area, industry, ownership and period hold different figures", {
          code: "QCEW_DUPLICATE",
          where: { file: codes.sources[columns.source[row]!]!.file, line: columns.line[row]! },
          found: `${place(first)} and ${place(row)} differ${differs === undefined ? "" : ` in ${differs}`}`,
          hint: "keep one release of each file",
        }),
      );
      if (problems.length >= MAXIMUM_PROBLEMS) throwProblems(problems);
    }
  }
  throwProblems(problems);
  const keep = <Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: Column): Column =>
    duplicates === 0 ? column : (column.filter((_: number, row: number) => isDuplicate[row] === 0) as Column);
  const table: QcewTable = {
    length: length - duplicates,
    areas: codes.areas.codes,
    industries: codes.industries.codes,
    sources: codes.sources,
    area: keep(columns.area),
    industry: keep(columns.industry),
    ownership: keep(columns.ownership),
    level: keep(columns.level),
    year: keep(columns.year),
    quarter: keep(columns.quarter),
    disclosure: keep(columns.disclosure),
    lqDisclosure: keep(columns.lqDisclosure),
    changeDisclosure: keep(columns.changeDisclosure),
    fields: Object.fromEntries(fields.map((field) => [field, keep(values[kept.indexOf(field)]!)])),
    source: keep(columns.source),
    line: keep(columns.line),
  };
  return { table, duplicates };
}
