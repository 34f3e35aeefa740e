import { classicParts, estebanMarquillasParts, type PartId, type Parts, type StepJobs } from "./parts.js";

export const SHIFT_SHARE_METHOD_IDS = ["classic", "esteban-marquillas", "dynamic"] as const;

/** A way to split a change in jobs. */
export interface ShiftShareMethod {
  readonly id: (typeof SHIFT_SHARE_METHOD_IDS)[number];
  readonly label: string;
  readonly source: string;
  /** Needs every year of the span, and adds up yearly steps. */
  readonly isYearly: boolean;
  readonly parts: readonly PartId[];
  readonly split: (jobs: StepJobs) => Parts | undefined;
}

const CLASSIC = ["nationalGrowth", "industryMix", "competitiveShare"] as const;

export const SHIFT_SHARE_METHODS: readonly ShiftShareMethod[] = [
  {
    id: "classic",
    label: "classic",
    source: "Dunn 1960",
    isYearly: false,
    parts: CLASSIC,
    split: classicParts,
  },
  {
    id: "esteban-marquillas",
    label: "Esteban-Marquillas",
    source: "Esteban-Marquillas 1972",
    isYearly: false,
    parts: [...CLASSIC, "allocation"],
    split: estebanMarquillasParts,
  },
  {
    id: "dynamic",
    label: "dynamic: yearly steps added up",
    source: "Barff & Knight 1988",
    isYearly: true,
    parts: CLASSIC,
    split: classicParts,
  },
];

export function shiftShareMethod(id: ShiftShareMethod["id"]): ShiftShareMethod {
  const method = SHIFT_SHARE_METHODS.find((one) => one.id === id);
  if (!method) throw new Error(`unreachable: no shift-share method ${id}`);
  return method;
}
