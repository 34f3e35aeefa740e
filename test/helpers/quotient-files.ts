import type { AreaCode } from "../../src/core/codes.js";
import type { QcewField } from "../../src/qcew/table.js";

/** What recovering the reference from quarterly files reads. */
export const QUOTIENT_FIELDS: readonly QcewField[] = [
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
];

/** Census, July 2023: the counties of the Columbus, OH metropolitan area. */
export const COLUMBUS = [
  "39041",
  "39045",
  "39049",
  "39073",
  "39089",
  "39097",
  "39117",
  "39127",
  "39129",
  "39159",
] as readonly string[] as readonly AreaCode[];
