import { expect } from "vitest";
import { knownValue } from "../../src/core/datum.js";
import type { IndustryRow, IndustryTable } from "../../src/core/industry-table.js";
import { listMeasures } from "../../src/measures/index.js";
import { buildTrail } from "../../src/measures/trail.js";
import { evaluate } from "./evaluate.js";

/**
 * Requires of every measure that its formula, evaluated over its inputs, gives what it computes.
 *
 * @returns how many measures have a value to compare
 */
export function requireTrails(row: IndustryRow, table: IndustryTable): number {
  let checked = 0;
  for (const measure of listMeasures(table)) {
    const { expression, inputs } = buildTrail(measure.calculation, row, table);
    const names = new Set(expression.match(/[A-Za-z]+/g));
    expect(new Set(Object.keys(inputs)), measure.id).toEqual(names);
    const value = knownValue(measure.compute(row, table));
    if (value === undefined) continue;
    const values = Object.fromEntries(
      Object.entries(inputs).map(([name, { datum, label }]) => {
        expect(label.length, `${measure.id}: ${name}`).toBeGreaterThan(3);
        return [name, knownValue(datum)!];
      }),
    );
    const evaluated = evaluate(expression, values);
    expect(Math.abs(evaluated - value), `${measure.id}: ${evaluated}, ${value}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(value)),
    );
    checked++;
  }
  return checked;
}
