import type { Coding } from "../records.js";
import type { Header } from "./header.js";
import type { YearColumn } from "./levels.js";
import type { Sheet } from "../../files/read-sheets.js";

/** Which column holds what; numbers count from 0. */
export interface ColumnPlan {
  readonly code?: number | undefined;
  readonly title?: number | undefined;
  readonly base: number;
  readonly projected: number;
  readonly area?: number | undefined;
  readonly areaType?: number | undefined;
  /** A column of state FIPS codes, which name the area where nothing else does. */
  readonly state?: number | undefined;
  /** A column of texts such as `2018-2028`. */
  readonly period?: number | undefined;
  /** Columns of years. */
  readonly baseYearColumn?: number | undefined;
  readonly projectedYearColumn?: number | undefined;
  /** Years that the headings name. */
  readonly baseYear?: number | undefined;
  readonly projectedYear?: number | undefined;
  readonly yearsBetween?: readonly number[];
  /** Other columns that may be the base as well. */
  readonly otherBases?: readonly YearColumn[];
  /** Columns of printed growth. */
  readonly growth: readonly number[];
  readonly coding: Coding;
  readonly unit: "jobs" | "thousands";
  readonly subject: "industries" | "occupations";
  /** The worksheet's name is the area. */
  readonly areaIsSheet?: boolean;
  /** The area, where the layout is of one. */
  readonly areaName?: string;
}

/** One publisher's way to lay a table out, recognised by its header. */
export interface ProjectionLayout {
  /** For people: "California". */
  readonly label: string;
  /** The columns, where the header is of this layout. */
  readonly recognise: (header: Header, sheet: Sheet) => ColumnPlan | undefined;
}

export function defineLayout(layout: ProjectionLayout): ProjectionLayout {
  return layout;
}
