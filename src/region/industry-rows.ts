import type { IndustryRow, PeriodFigures, SpanFigures } from "../core/industry-table.js";
import type { IndustryGroup, StartFigures } from "./start-figures.js";

export interface IndustryRowsRequest {
  readonly groups: readonly IndustryGroup[];
  /** The region's first year, brought to the latest year's industries; nothing where there is none. */
  readonly start: StartFigures | undefined;
  /** The region's latest figures over codes of that year. */
  readonly end: (codes: readonly string[]) => PeriodFigures;
  readonly reference: (group: IndustryGroup) => SpanFigures;
}

/** The rows of an industry table: each industry's figures on both sides and at both ends. */
export function industryRows({ groups, start, end, reference }: IndustryRowsRequest): readonly IndustryRow[] {
  return groups.map((group) => {
    const first = start?.figures.get(group.name);
    return {
      naics: group.name,
      title: group.title,
      region: { start: first?.figures, end: end(group.members) },
      reference: reference(group),
      ...(first && { bridge: first.label }),
      ...(first && first.members.join() !== group.members.join() && { startMembers: first.members }),
      ...((group.members.length > 1 || group.members[0] !== group.name) && { members: group.members }),
    };
  });
}
