import type { Attendance } from "./metric.js";

export interface Meeting {
  readonly day: string;
  /** Companies on the list of that meeting. */
  readonly listed: number;
  readonly attended: number;
  readonly inKind: number;
}

/** How far the companies of a partnership take part. */
export interface Engagement {
  readonly meetings: readonly Meeting[];
  /** Companies that came at least once. */
  readonly breadth: number;
  /** Companies on any list. */
  readonly members: number;
  /** Companies that came before the last two meetings, and to neither of them; undefined before a third meeting. */
  readonly fellAway: readonly string[] | undefined;
  /** More fell away than a partnership can take for chance. */
  readonly isFlagged: boolean;
  /** Dollars, over all meetings. */
  readonly inKind: number;
}

/** More than so many gone in two meetings are a sign. */
export const MOST_GONE = 2;
const LAST_MEETINGS = 2;

/** @param asOf later meetings do not count */
export function measureEngagement(members: readonly Attendance[], asOf: string): Engagement {
  const rows = members.filter(({ meeting }) => meeting <= asOf);
  const days = [...new Set(rows.map(({ meeting }) => meeting))].sort();
  const memberKey = ({ company }: Attendance): string => company.toLowerCase();
  // Of several spellings the first by the alphabet, in any order of rows.
  const spellings = rows.map(({ company }) => company).sort();
  const names = new Map(spellings.reverse().map((company) => [company.toLowerCase(), company]));
  const cameTo = (some: readonly string[]): ReadonlySet<string> =>
    new Set(rows.filter(({ attended, meeting }) => attended && some.includes(meeting)).map(memberKey));
  const [before, last] = [days.slice(0, -LAST_MEETINGS), days.slice(-LAST_MEETINGS)];
  const recent = cameTo(last);
  const fellAway =
    before.length === 0
      ? undefined
      : [...cameTo(before)]
          .filter((name) => !recent.has(name))
          .map((name) => names.get(name)!)
          .sort();
  return {
    meetings: days.map((day) => {
      const own = rows.filter(({ meeting }) => meeting === day);
      return {
        day,
        listed: own.length,
        attended: own.filter(({ attended }) => attended).length,
        inKind: sum(own.map(({ inKind }) => inKind)),
      };
    }),
    breadth: cameTo(days).size,
    members: names.size,
    fellAway,
    isFlagged: (fellAway?.length ?? 0) > MOST_GONE,
    inKind: sum(rows.map(({ inKind }) => inKind)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
