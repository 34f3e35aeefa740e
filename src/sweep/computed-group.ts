import type { AnalysisOptions } from "../region/analysis.js";
import type { AreaSet, IndustryTable } from "../core/industry-table.js";
import { MEASURES } from "../measures/index.js";
import type { Span } from "../region/periods.js";
import { datumAt, Reasons, withReasons } from "../core/quantity-columns.js";
import { packArea, unpackArea, type AreaColumns } from "./area-columns.js";
import { AreaMeasurer } from "./area-measurer.js";
import type { SharedInputs } from "../region/analysis-inputs.js";
import { AreaTables, type LeftOut } from "./area-tables.js";
import type { SignalCount } from "../suppression/signal-notes.js";
import { IndustryList, type AreaMeasuring, type ListedIndustry } from "./measure-area.js";

/** The results of areas that were read together, as another thread can hand them over. */
export interface ComputedGroup {
  readonly areas: readonly (LeftOut | ComputedArea)[];
  /** What the numbers of industries and of undefined statuses mean. */
  readonly industries: readonly ListedIndustry[];
  readonly reasons: readonly string[];
  /** The table of an area that has one. */
  readonly sample: IndustryTable | undefined;
  /** What other publishers' figures gave. */
  readonly signals: readonly SignalCount[];
}

export interface ComputedArea {
  readonly length: number;
  readonly numbers: number;
  readonly bytes: Uint8Array;
}

const ALL_MEASURES = MEASURES.map((_, measure) => measure);

/** Computes areas for another thread. */
export function computeGroup(
  inputs: SharedInputs,
  areas: readonly AreaSet[],
  {
    analysis,
    span,
    measuring,
  }: { readonly analysis: AnalysisOptions; readonly span: Span; readonly measuring: AreaMeasuring },
): ComputedGroup {
  const [list, reasons] = [new IndustryList(), new Reasons()];
  const tables = new AreaTables(inputs, analysis, span);
  const measurer = new AreaMeasurer(tables, measuring, { list, reasons });
  let sample: IndustryTable | undefined;
  const computed = areas.map((set) => {
    const found = measurer.measure(set);
    if ("reason" in found) return found;
    const { columns, table } = found;
    const { length, numbers } = columns;
    sample ??= table();
    return { length, numbers: numbers.length, bytes: packArea(columns, ALL_MEASURES) };
  });
  return {
    areas: computed,
    industries: list.entries,
    reasons: reasons.texts,
    sample,
    signals: tables.signalCounts(areas),
  };
}

/** The columns of an area that another thread computed, in this thread's numbers. */
export function columnsOfComputed(
  { length, numbers, bytes }: ComputedArea,
  group: Pick<ComputedGroup, "industries" | "reasons">,
  { list, reasons }: { readonly list: IndustryList; readonly reasons: Reasons },
): AreaColumns {
  const found = unpackArea(bytes, { length, numbers, measures: ALL_MEASURES });
  const renumbered = group.reasons.map((text) => reasons.addReason(text));
  const quantities = ALL_MEASURES.map((measure) => withReasons(found.quantity(measure), renumbered));
  return {
    length,
    industry: found.industry.map((number) => list.addIndustry(group.industries[number]!)),
    quantity: (measure) => quantities[measure]!,
    dataAt: (row) => {
      const data = quantities.map((column) => datumAt(column, row, reasons));
      return () => data;
    },
    numbers: found.numbers,
  };
}
