import { sumYears } from "../occupations/ladders.js";
import type { SocCode } from "../staffing/records.js";
import type { PathwayStep } from "./map.js";
import type { WrittenStep } from "./read-steps.js";

/** A step as figures. */
export interface StepFigures {
  readonly gain: number | undefined;
  readonly openings: number | undefined;
  readonly years: number | undefined;
}

/** A step that one of two maps has, or both with other figures. */
export interface StepChange {
  readonly kind: "added" | "removed" | "changed";
  readonly from: SocCode;
  readonly to: SocCode;
  readonly before: StepFigures | undefined;
  readonly after: StepFigures | undefined;
}

/** Gains that differ by less than a percent of pay, openings by less than one, are the same to whoever reads a map. */
const SAME = { gain: 0.01, openings: 1, years: 0.05 };

/** What is new on a map, what is gone, and whose figures moved. */
export function compareMaps(before: readonly WrittenStep[], after: readonly PathwayStep[]): readonly StepChange[] {
  const old = new Map(before.map((step) => [`${step.from} ${step.to}`, step]));
  const recent = new Map(
    after.map((step) => [
      `${step.from.code} ${step.to.code}`,
      {
        from: step.from.code,
        to: step.to.code,
        gain: step.gain,
        openings: step.to.openings,
        years: sumYears(step.time),
      },
    ]),
  );
  const changes = [...recent].flatMap(([key, now]): readonly StepChange[] => {
    const then = old.get(key);
    const { from, to } = now;
    if (!then) return [{ kind: "added", from, to, before: undefined, after: now }];
    return isSame(then, now) ? [] : [{ kind: "changed", from, to, before: then, after: now }];
  });
  const removed = [...old].flatMap(([key, then]): readonly StepChange[] =>
    recent.has(key) ? [] : [{ kind: "removed", from: then.from, to: then.to, before: then, after: undefined }],
  );
  return [...changes, ...removed].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1),
  );
}

const KINDS = ["added", "removed", "changed"] as const;

function isSame(a: StepFigures, b: StepFigures): boolean {
  return (["gain", "openings", "years"] as const).every(
    (id) => (a[id] === undefined) === (b[id] === undefined) && Math.abs((a[id] ?? 0) - (b[id] ?? 0)) < SAME[id],
  );
}
