import type { IndustryRow, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { Datum } from "../core/datum.js";
import type { IndustryGroup, StartFigure, StartFigures } from "./start-figures.js";

export interface IndustryRowsRequest {
  readonly groups: readonly IndustryGroup[];
  /** The region's first year, brought to the latest year's industries; nothing where there is none. */
  readonly start: StartFigures | undefined;
  /** The region's latest figures over codes of that year. */
  readonly end: (codes: readonly string[]) => PeriodFigures;
  /** Jobs of latest codes ÷ those of codes of the first year, where that is known better than from the two apart. */
  readonly ratio: (before: readonly string[], after: readonly string[]) => Datum | undefined;
  readonly reference: (group: IndustryGroup) => SpanFigures;
}

/** The rows of an industry table: each industry's figures on both sides and at both ends. */
export function industryRows({ groups, start, end, ratio, reference }: IndustryRowsRequest): readonly IndustryRow[] {
  return groups.map((group) => {
    const first = start?.figures.get(group.name);
    return {
      naics: group.name,
      title: group.title,
      region: spanOf(first, group),
      reference: reference(group),
      ...(first && { bridge: first.label }),
      ...(first && first.members.join() !== group.members.join() && { startMembers: first.members }),
      ...((group.members.length > 1 || group.members[0] !== group.name) && { members: group.members }),
    };
  });

  function spanOf(first: StartFigure | undefined, { members }: IndustryGroup): SpanFigures {
    const span: SpanFigures = { start: first?.figures, end: end(members) };
    const isEstimated = [span.start, span.end].every((figures) => figures?.employment.status === "estimated");
    // Of codes that were split, part of the first year's jobs are another industry's.
    if (!first || !isEstimated || first.label.kind === "split") return span;
    const employmentRatio = ratio(first.members, members);
    return employmentRatio ? { ...span, employmentRatio } : span;
  }
}
