import { InputError } from "../../core/errors.js";
import { cellAt } from "../../files/columns.js";
import type { OnRow } from "../../files/delimited.js";
import { parseFigure } from "../../files/figure.js";
import { areaOfRow } from "../../signals/read/areas-of-rows.js";
import {
  isUnadjusted,
  listParts,
  PRIVATE_OWNER,
  parseQuarter,
  parseQwiIndustry,
} from "../../signals/read/qwi-columns.js";
import {
  parseFlaggedCell,
  INDICATORS,
  type Indicator,
  type QuarterNumber,
  type QwiCells,
  type QwiOwner,
  type QwiReading,
} from "../cells.js";
import type { QwiTable } from "./layout.js";

/** What is kept of files that may hold a state, or the nation, over decades. */
export interface QwiWanted {
  readonly isArea: (code: string) => boolean;
  /** The area that an export names in words, among those wanted. */
  readonly areaNamed: (name: string) => string | undefined;
  /** The sector that an export names in words. */
  readonly industryNamed: (title: string) => string | undefined;
  /** The last year of the table. Where files have quarters near it, those far from it are let go. */
  readonly year: number;
}

interface Surroundings {
  readonly file: string;
  readonly header: readonly string[];
  readonly line: number;
  /** Takes what is wrong. */
  readonly problems: InputError[];
}

type Industries = Map<string, QwiCells>;
type Areas = Map<string, Map<QuarterNumber, Industries>>;

const ALL_INDUSTRIES = "10";
/** Rows of ages from 55 and the figure that they give. */
const AGES: Readonly<Record<string, Indicator>> = {
  A07: "Emp55",
  A08: "Emp65",
  "55-64": "Emp55",
  "65-99": "Emp65",
};
/** Quarters of these many years before the table's last and one after it are near. */
const YEARS_BEFORE = 3;

/** Takes the rows of tables. */
export class QwiBuilder {
  readonly #wanted: QwiWanted;
  readonly #owners: Record<QwiOwner, Areas> = { private: new Map(), all: new Map() };
  readonly #codes = new Map<string, string>();
  readonly #named = new Map<string, string>();
  readonly #indicators = new Set<Indicator>();
  #hasNear = false;
  #hasOwner = false;
  #isWithoutFlags = false;
  /** Of the file that is being read: rows taken, and rows that are not by what they are. */
  #taken = 0;
  #left: Record<"adjusted" | "parts" | "elsewhere" | "owners", number> = NOTHING_LEFT();
  #of: Surroundings = { file: "", header: [], line: 1, problems: [] };

  constructor(wanted: QwiWanted) {
    this.#wanted = wanted;
  }

  begin(table: QwiTable, of: Surroundings): OnRow {
    this.#of = of;
    this.#taken = 0;
    this.#left = NOTHING_LEFT();
    if (table.keys.ownership >= 0) this.#hasOwner = true;
    if (table.indicators.some(({ flag }) => flag < 0)) this.#isWithoutFlags = true;
    return (cells, line) => {
      if (cells.length !== of.header.length) this.#wrongWidth(cells, line);
      else this.#take(table, cells, line);
      return true;
    };
  }

  /** Why nothing was taken of the last file, where that is wrong and not only of other areas. */
  whyNothing(): InputError | undefined {
    if (this.#taken > 0 || this.#left.elsewhere > 0) return undefined;
    const { file, line, header } = this.#of;
    const fail = (message: string, column: string, hint: string): InputError =>
      new InputError(message, { code: "QWI_FILE", where: { file, line, column }, found: header.join(", "), hint });
    const { adjusted, parts, owners } = this.#left;
    const column = (name: string): string => header.find((cell) => cell.toLowerCase() === name) ?? name;
    if (adjusted > 0) {
      return fail(
        "every row is seasonally adjusted",
        column("seasonadj"),
        "take the file whose name ends in _u, or ask the API for seasonadj=U: rates are made of counts as they were",
      );
    }
    if (parts > 0) {
      return fail(
        "no row is of all workers and firms together",
        column("sex"),
        "take rows of sex 0, agegrp A00, education E0, firmage 0 and firmsize 0 in, too: parts don't add up to them",
      );
    }
    if (owners > 0) {
      return fail(
        "no row is of private jobs or of all ownerships",
        column("ownercode"),
        "take rows of ownercode A05 (private) or A00 in",
      );
    }
    return undefined;
  }

  finish(files: readonly string[]): QwiReading {
    return {
      files,
      owners: this.#owners,
      indicators: INDICATORS.filter((one) => this.#indicators.has(one)),
      isOwnerAssumed: !this.#hasOwner,
      isWithoutFlags: this.#isWithoutFlags,
      named: this.#named,
    };
  }

  #take({ keys, indicators }: QwiTable, cells: readonly string[], line: number): void {
    if (!isUnadjusted(cells, keys)) return void this.#left.adjusted++;
    const parts = listParts(cells, keys);
    const age = parts.length === 1 && parts[0] === "age" ? AGES[cellAt(cells, keys.age)] : undefined;
    if (parts.length > 0 && age === undefined) return void this.#left.parts++;
    const owner = parseOwner(cellAt(cells, keys.ownership), keys.ownership < 0);
    if (owner === undefined) return void this.#left.owners++;
    const area = this.#area(cells, keys, line);
    if (area === undefined) return void this.#left.elsewhere++;
    const time = parseQuarter(cells, keys);
    if (!time) {
      const place = keys.time >= 0 ? keys.time : keys.quarter;
      return this.#problem("not a quarter of a year", cells, place, line, "write 2019-Q1, or year and quarter");
    }
    if (!this.#isNear(time.year)) return void this.#left.elsewhere++;
    const industry = this.#industry(cells, keys.industry, line);
    if (industry === undefined) return;
    const of = this.#cellsAt(owner, area, time.year * 4 + time.quarter - 1, industry);
    this.#taken++;
    for (const { indicator, place, flag } of indicators) {
      // Of workers of an age their jobs alone are wanted.
      if (age !== undefined && indicator !== "Emp") continue;
      this.#set(of, age ?? indicator, { cells, place, flag, line });
    }
  }

  #set(
    of: QwiCells,
    indicator: Indicator,
    { cells, place, flag, line }: { cells: readonly string[]; place: number; flag: number; line: number },
  ): void {
    const figure = parseFigure(cellAt(cells, place));
    if (figure.kind !== "none" && (figure.kind !== "number" || figure.value < 0)) {
      return this.#problem("not a count or amount", cells, place, line, "use the file as its publisher gives it out");
    }
    const cell = parseFlaggedCell(figure.kind === "number" ? figure.value : undefined, cellAt(cells, flag));
    if (cell === undefined) {
      const hint = "use the file as LEHD gives it out: 1 and 9 stand beside a number, 5, -1 and -2 beside none";
      return this.#problem("a status flag that does not fit its figure", cells, flag, line, hint);
    }
    this.#indicators.add(indicator);
    const before = of[indicator];
    if (before && !(before.state === cell.state && Object.is(before.value, cell.value))) {
      const hint = "keep one of the rows, and files of one release";
      return this.#problem("a quarter of an industry appears twice with different figures", cells, place, line, hint);
    }
    of[indicator] = cell;
  }

  #area(cells: readonly string[], keys: QwiTable["keys"], line: number): string | undefined {
    const geography = cellAt(cells, keys.geography);
    if (keys.geography >= 0 && geography !== "" && !/^\d+$/.test(geography)) return this.#areaNamed(geography);
    // A state's part of a metropolitan area: the state, then the area's five digits.
    const part = cellAt(cells, keys.geoLevel).toUpperCase() === "M" && /^\d{7}$/.test(geography);
    if (part) return this.#wanted.isArea(geography) ? geography : undefined;
    const area = areaOfRow(cells, keys);
    if (area.kind === "unreadable") {
      this.#problem(
        "not an area",
        cells,
        area.place,
        line,
        "write codes as the Census Bureau does: 39049, or 39 and 049",
      );
    }
    return area.kind === "area" && this.#wanted.isArea(area.code) ? area.code : undefined;
  }

  #areaNamed(name: string): string | undefined {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const found = this.#wanted.areaNamed(name);
    if (found !== undefined) this.#named.set(name, found);
    return found;
  }

  #industry(cells: readonly string[], place: number, line: number): string | undefined {
    if (place < 0) return ALL_INDUSTRIES;
    const text = cellAt(cells, place);
    if (/^all\b/i.test(text)) return ALL_INDUSTRIES;
    const code = parseQwiIndustry(text) ?? this.#wanted.industryNamed(text);
    if (code !== undefined) return code === "" ? ALL_INDUSTRIES : code;
    this.#problem(
      "not an industry",
      cells,
      place,
      line,
      "write a NAICS code of two to four digits, or a sector's title",
    );
    return undefined;
  }

  /** Files go back to 1990: where quarters near the table's are there, the others are let go. */
  #isNear(year: number): boolean {
    const isNear = year >= this.#wanted.year - YEARS_BEFORE && year <= this.#wanted.year + 1;
    if (isNear && !this.#hasNear) {
      this.#hasNear = true;
      for (const areas of Object.values(this.#owners)) areas.clear();
    }
    return isNear || !this.#hasNear;
  }

  #cellsAt(owner: QwiOwner, area: string, quarter: QuarterNumber, industry: string): QwiCells {
    const quarters = inside(this.#owners[owner], this.#one(area), () => new Map<QuarterNumber, Industries>());
    const industries = inside(quarters, quarter, (): Industries => new Map());
    return inside(industries, this.#one(industry), (): QwiCells => ({}));
  }

  /** Codes are texts cut out of lines: one of each is kept. */
  #one(code: string): string {
    return inside(this.#codes, code, () => Buffer.from(code, "latin1").toString("latin1"));
  }

  #problem(message: string, cells: readonly string[], place: number, line: number, hint: string): void {
    const { file, header, problems } = this.#of;
    const where = { file, line, column: header[place] || String(place + 1) };
    problems.push(
      new InputError(message, { code: "QWI_FILE", where, found: cellAt(cells, place) || "an empty cell", hint }),
    );
  }

  #wrongWidth(cells: readonly string[], line: number): void {
    const { file, header, problems } = this.#of;
    const message = `a row of ${cells.length} cells under a header of ${header.length}`;
    const hint = "download the file again; an editor may have cut it, or a comma stands outside quotes";
    const found = cells.join(",").slice(0, 200);
    problems.push(new InputError(message, { code: "QWI_FILE", where: { file, line }, found, hint }));
  }
}

const NOTHING_LEFT = (): Record<"adjusted" | "parts" | "elsewhere" | "owners", number> => ({
  adjusted: 0,
  parts: 0,
  elsewhere: 0,
  owners: 0,
});

function parseOwner(text: string, isAssumed: boolean): QwiOwner | undefined {
  if (isAssumed || text === PRIVATE_OWNER || /^(?:all )?private\b/i.test(text)) return "private";
  return text === "A00" || /^all\b/i.test(text) ? "all" : undefined;
}

function inside<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
