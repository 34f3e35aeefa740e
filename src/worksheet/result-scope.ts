import { levelName, describeOwnership } from "../report/words.js";
import type { Report } from "../report/report.js";
import type { Result } from "../result/result.js";

/** What a result is of, line by line. */
export function scopeOfResult({ scope, file, tool }: Result): Report["scope"] {
  const years = [scope.years.start, scope.years.end].filter((year) => year !== undefined);
  return [
    ["Region", scope.region.name],
    ["Compared with", scope.reference.name],
    ["Industries", `${levelName(scope)}, ${describeOwnership(scope.ownership)}, NAICS ${String(scope.naics)}`],
    ["Years", `${years.join(" to ")}${scope.quarter === 0 ? "" : `, quarter ${String(scope.quarter)}`}`],
    ["Result", `${file} of ${tool}`],
  ];
}
