// What a worksheet asks of people, and what they may answer.

export const FORM_IDS = ["ratings", "readiness", "lmi-review"] as const;
export type FormId = (typeof FORM_IDS)[number];

export interface Form {
  readonly id: FormId;
  readonly title: string;
  /** How its sheet is called. */
  readonly sheet: string;
  /** What may be typed, with the number that means are taken of. */
  readonly answers: readonly { readonly text: string; readonly score: number }[];
  /** The scale in words. */
  readonly scale: string;
  /** How far apart the answers of two raters are from which they disagree. */
  readonly apart: number;
  /** Headings of the answer, and of the text beside it. */
  readonly answer: string;
  readonly evidence: string;
}

export const FORMS: readonly Form[] = [
  {
    id: "ratings",
    title: "Ratings of what no file knows",
    sheet: "Ratings",
    answers: [1, 2, 3, 4, 5].map((score) => ({ text: String(score), score })),
    scale: "1 (not at all) to 5 (fully)",
    apart: 3,
    answer: "Rating",
    evidence: "Evidence",
  },
  {
    id: "readiness",
    title: "Is the industry ready for a partnership?",
    sheet: "Readiness",
    answers: [
      { text: "go", score: 1 },
      { text: "not yet", score: 0 },
    ],
    scale: "go, or not yet",
    apart: 1,
    answer: "Go or not yet",
    evidence: "Evidence, or what is missing",
  },
  {
    id: "lmi-review",
    title: "Review of the figures with people who know the industry",
    sheet: "LMI review",
    answers: [
      { text: "holds", score: 1 },
      { text: "in doubt", score: 0.5 },
      { text: "does not hold", score: 0 },
    ],
    scale: "holds, in doubt, or does not hold",
    apart: 1,
    answer: "Verdict",
    evidence: "What people on the ground know",
  },
];

export function findForm(id: FormId): Form {
  return FORMS.find((form) => form.id === id)!;
}
