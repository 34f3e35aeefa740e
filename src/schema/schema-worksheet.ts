import { DOCUMENT_IDS } from "../worksheet/documents.js";
import { FORM_IDS } from "../worksheet/forms.js";
import { type JsonSchema, count, flag, list, number, object, enumeration, record, ref, text } from "./schema-parts.js";

const dated = object({ day: text, value: number }, { range: object({ low: number, high: number }) });

const criterion = object(
  {
    criterion: text,
    raters: { ...count, description: "Who answered; an empty cell is not an answer." },
    disputed: { ...flag, description: "Two raters are as far apart as the form says, or farther." },
    ratings: list(object({ rater: text, from: text }, { answer: text, score: number, evidence: text })),
  },
  {
    mean: number,
    low: number,
    high: number,
    spread: { ...number, description: "Standard deviation between raters, over n − 1." },
  },
);

/** The JSON of worksheets, empty and filled in. */
export const WORKSHEET_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  worksheet: object({
    form: enumeration(FORM_IDS),
    result: { ...text, description: "Checksum of the ranking, which every worksheet carries." },
    region: text,
    criteria: list(object({ id: text, label: text, question: text, source: text })),
    answers: list(text),
    industries: list(
      object(
        { naics: text, title: text, shortList: flag, rank: number, values: record(ref("datum")) },
        { computed: record(text) },
      ),
    ),
    weights: list(object({ factor: text, label: text, share: number })),
  }),
  "worksheet-merge": object(
    {
      form: enumeration(FORM_IDS),
      result: text,
      raters: list(text),
      criteria: list(object({ id: text, label: text })),
      industries: list(
        object(
          { naics: text, title: text, list: text, raters: list(text), disputed: list(text), criteria: list(criterion) },
          {
            lmiRank: { ...number, description: "As the figures give it; ratings don't change it." },
            readiness: { ...number, description: "Mean of the criteria's means, over those that anybody rated." },
            mixedRank: number,
            mixedScore: number,
          },
        ),
      ),
      weights: list(object({ person: text, weights: list(object({ factor: text, weight: number })) })),
    },
    { region: text, qualitativeWeight: number },
  ),
  "worksheet-document": object(
    { form: enumeration(DOCUMENT_IDS), region: text },
    {
      industries: list(
        object(
          { naics: text, title: text },
          {
            boxes: record(list(object({ measure: text, says: text, datum: ref("datum"), from: text }))),
            establishments: ref("datum"),
            enoughToInvite: flag,
          },
        ),
      ),
      goals: list(text),
      figures: list(object({ naics: text, measure: text, datum: ref("datum"), from: text })),
      metrics: list(object({ id: text, name: text, kind: text }, { baseline: dated, target: dated })),
      launch: text,
      checklist: list(object({ item: text, daysBefore: number }, { by: text })),
      checklists: list(object({ section: text, items: list(text) })),
    },
  ),
};
