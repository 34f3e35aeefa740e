export interface Outcome {
  readonly outcome:
    "crashed" | "refused with a place" | "refused" | "said" | "the same" | "said otherwise" | "in silence";
  readonly said: string;
}
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
export function judge(clean: Run, damaged: Run): Outcome;
