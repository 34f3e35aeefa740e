import { InputError } from "../../core/errors.js";
import { cellAt } from "../../files/columns.js";
import { isCovered, naicsOfCbp } from "../scope.js";
import type { Signal, SignalCell } from "../signal.js";
import { areaOfRow } from "./areas-of-rows.js";
import { draftToCell, type Draft } from "./draft.js";
import type { Layout, OnProblem } from "./layout.js";

/** What is kept of files that may hold the whole nation over decades. */
export interface SignalsWanted {
  readonly isArea: (code: string) => boolean;
  readonly isYear: (year: number) => boolean;
}

interface Surroundings {
  readonly text: string;
  readonly header: readonly string[];
  readonly wanted: SignalsWanted;
  /** Takes what is wrong. */
  readonly problems: InputError[];
}

type Areas = Map<string, Map<string, Draft>>;

/** Makes signals of the rows of one text. */
export class SignalBuilder {
  readonly #layout: Layout;
  readonly #of: Surroundings;
  readonly #yearOfName: number | undefined;
  /** By year × 10 + quarter. */
  readonly #periods = new Map<number, Areas>();
  /** Codes are texts cut out of lines: one of each is kept. */
  readonly #codes = new Map<string, string>();
  #isFirst = true;
  /** Rows of other areas or years, and rows of parts: some workers, firms, owners or sizes only. */
  elsewhere = 0;
  parts = 0;

  constructor(layout: Layout, of: Surroundings) {
    this.#layout = layout;
    this.#of = of;
    this.#yearOfName = yearOfName(of.text);
    if (layout.publisher === "cbp" && layout.year < 0 && this.#yearOfName === undefined) {
      of.problems.push(
        new InputError("neither a column nor the file's name says the year", {
          code: "SIGNAL_FILE",
          where: { file: of.text, line: 1 },
          found: of.header.join(", ").slice(0, 300),
          hint: "name the file as its publisher does, cbp22co.txt, or with the year in it: cbp-2022.csv",
        }),
      );
    }
  }

  /** @returns whether more rows are wanted */
  take(cells: readonly string[], line: number): boolean {
    const { problems, header, text, wanted } = this.#of;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const problem: OnProblem = (message, place, hint) => {
      const where = { file: text, line, column: header[place] || String(place + 1) };
      problems.push(
        new InputError(message, { code: "SIGNAL_FILE", where, found: cellAt(cells, place) || "an empty cell", hint }),
      );
    };
    const { naics, place } = this.#layout.keyOf(cells);
    // Downloads have a second header, of words.
    if (isFirst && naics === undefined && !cells.some((cell) => /^\d+$/.test(cell))) return true;
    if (cells.length !== header.length) {
      const hint = "download the file again; an editor may have cut it, or a comma stands outside quotes";
      const message = `a row of ${cells.length} cells under a header of ${header.length}`;
      const found = cells.join(",").slice(0, 200);
      problems.push(new InputError(message, { code: "SIGNAL_FILE", where: { file: text, line }, found, hint }));
      return true;
    }
    const area = areaOfRow(cells, this.#layout.places);
    if (area.kind === "unreadable") problem("not an area", area.place, "write codes as the Census Bureau does");
    if (naics === undefined) problem("not an industry", place, "write a NAICS code of two to six digits");
    const period = this.#periodOf(cells, problem);
    if (area.kind !== "area" || !naics || !period) return true;
    if (!wanted.isArea(area.code) || !wanted.isYear(period.year)) {
      this.elsewhere++;
      return true;
    }
    if (!isCovered(this.#layout.publisher, naics)) return true;
    const reading = this.#layout.read(cells, () => this.#draft(period, area.code, naics), problem);
    if (reading === "other") this.parts++;
    if (reading === "contradiction") {
      problem("an industry of an area appears twice with different figures", place, "keep one of the rows");
    }
    return true;
  }

  /** The signals, one for each period; of quarters their year's mean as well. */
  finish(): readonly Signal[] {
    const signals: Signal[] = [];
    for (const [key, drafts] of [...this.#periods].sort(([a], [b]) => a - b)) {
      const areas = new Map<string, Map<string, SignalCell>>();
      for (const [area, industries] of drafts) {
        const cells = new Map<string, SignalCell>();
        for (const [naics, draft] of industries) {
          const cell = draftToCell(draft);
          if (cell) cells.set(naics, cell);
        }
        if (cells.size > 0) areas.set(area, cells);
        // The nation has a million of them.
        drafts.delete(area);
      }
      if (areas.size > 0) signals.push(this.#signal(Math.floor(key / 10), key % 10, areas));
    }
    return [...signals, ...this.#yearsOf(signals)];
  }

  #signal(year: number, quarter: number, areas: Signal["areas"]): Signal {
    const { publisher, naics, isOfToday } = this.#layout;
    const version = isOfToday ? undefined : (naics ?? naicsOfCbp(year));
    return { publisher, file: this.#of.text, year, quarter, naics: version, areas };
  }

  /** Means of the quarters that a year has. */
  #yearsOf(signals: readonly Signal[]): readonly Signal[] {
    const years = new Set(signals.filter(({ quarter }) => quarter > 0).map(({ year }) => year));
    return [...years].map((year) => {
      const quarters = signals.filter((one) => one.year === year);
      const areas = new Map<string, Map<string, SignalCell>>();
      for (const area of new Set(quarters.flatMap((one) => [...one.areas.keys()]))) {
        const all = quarters.map((one) => one.areas.get(area)).filter((one) => one !== undefined);
        const cells = new Map<string, SignalCell>();
        for (const naics of new Set(all.flatMap((one) => [...one.keys()]))) {
          cells.set(naics, averageCells(all.map((one) => one.get(naics)).filter((one) => one !== undefined)));
        }
        areas.set(area, cells);
      }
      return this.#signal(year, 0, areas);
    });
  }

  #periodOf(
    cells: readonly string[],
    problem: OnProblem,
  ): { readonly year: number; readonly quarter: number } | undefined {
    const { year: place, periodOf } = this.#layout;
    if (periodOf) {
      const period = periodOf(cells);
      if (period !== "unreadable") return period;
      problem("not a quarter of a year", place < 0 ? 0 : place, "write 2019-Q1, or year and quarter in columns");
      return undefined;
    }
    if (place < 0) return this.#yearOfName === undefined ? undefined : { year: this.#yearOfName, quarter: 0 };
    const year = Number(cellAt(cells, place));
    if (isYear(year)) return { year, quarter: 0 };
    problem("not a year", place, "write four digits");
    return undefined;
  }

  #draft({ year, quarter }: { readonly year: number; readonly quarter: number }, area: string, naics: string): Draft {
    const areas = inside(this.#periods, year * 10 + quarter, () => new Map() as Areas);
    const industries = inside(areas, this.#one(area), () => new Map<string, Draft>());
    return inside(industries, this.#one(naics), (): Draft => ({}));
  }

  #one(code: string): string {
    return inside(this.#codes, code, () => Buffer.from(code, "latin1").toString("latin1"));
  }
}

function inside<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function averageCells(cells: readonly SignalCell[]): SignalCell {
  const mean = (of: (cell: SignalCell) => number): number =>
    cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  const kind = cells.some((cell) => cell.kind === "noisy") ? "noisy" : cells[0]!.kind;
  return {
    kind,
    jobs: mean(({ jobs }) => jobs),
    low: mean(({ low }) => low),
    high: mean(({ high }) => high),
    establishments: undefined,
  };
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1986 && year <= 2100;
}

/** The year that a file's name says, as its publishers name it: cbp22co.txt, CBP2020.CB2000CBP-Data.csv, BP_2016_00A1. */
function yearOfName(text: string): number | undefined {
  const name = text
    .replace(/^.*[/\\!]/, "")
    .toLowerCase()
    .replaceAll(/naics_?\d{4}/g, "");
  const short = /^(?:e?cbp|zbp)(\d{2})(?:co|st|us|msa|totals|detail)\b/.exec(name)?.[1];
  if (short !== undefined) return Number(short) + (Number(short) >= 86 ? 1900 : 2000);
  const [year, ...others] = [
    ...new Set([...name.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g)].map(([, one]) => Number(one))),
  ];
  return others.length === 0 && year !== undefined && isYear(year) ? year : undefined;
}
