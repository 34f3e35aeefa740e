import type { IndustryRow, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import { employmentRatio } from "./employment-ratio.js";
import type { Datum } from "../core/datum.js";
import type { IndustryGroup, StartFigure, StartFigures } from "./start-figures.js";

export interface IndustryRowsRequest {
  readonly groups: readonly IndustryGroup[];
  /** The region's first year, brought to the latest year's industries; undefined if there is none. */
  readonly start: StartFigures | undefined;
  /** The region's latest figures over codes of that year. */
  readonly end: (codes: readonly string[]) => PeriodFigures;
  /** Jobs of codes of the first year, and what latest codes changed from them; see `employmentRatio`. */
  readonly ratio: (
    before: readonly string[],
    after: readonly string[],
  ) => { readonly whole: Datum; readonly change: Datum | undefined };
  readonly reference: (group: IndustryGroup) => SpanFigures;
}

/** The rows of an industry table: each industry's figures on both sides and at both ends. */
export function industryRows({ groups, start, end, ratio, reference }: IndustryRowsRequest): readonly IndustryRow[] {
  return groups.map((group) => {
    const first = start?.figures.get(group.name);
    return {
      naics: group.name,
      title: group.title,
      region: spanFigures(first, group),
      reference: reference(group),
      ...(first && { bridge: first.label }),
      ...(first && first.members.join() !== group.members.join() && { startMembers: first.members }),
      ...((group.members.length > 1 || group.members[0] !== group.name) && { members: group.members }),
    };
  });

  function spanFigures(first: StartFigure | undefined, { members }: IndustryGroup): SpanFigures {
    const span: SpanFigures = { start: first?.figures, end: end(members) };
    const isEstimated = [span.start, span.end].every((figures) => figures?.employment.status === "estimated");
    if (!first || !span.start || !isEstimated) return span;
    const ends = { start: span.start.employment, end: span.end.employment };
    const found = employmentRatio({ ...ends, ...ratio(first.whole, members) });
    return found ? { ...span, employmentRatio: found } : span;
  }
}
