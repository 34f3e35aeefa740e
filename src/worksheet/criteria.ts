import { UsageError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { readReferenceTable } from "../files/shipped-table.js";
import type { FormId } from "./forms.js";

/** One thing that people are asked about each industry. */
export interface Criterion {
  /** Lower case letters, digits and hyphens. */
  readonly id: string;
  readonly label: string;
  readonly question: string;
  /** The toolkit that it is from, or that the team added it. */
  readonly source: string;
}

export interface TeamCriteria {
  /** `ID: WORDS`, added, or in place of the words of one that is there. */
  readonly criterion: readonly string[];
  readonly dropCriterion: readonly string[];
}

/** The criteria of a form that ship with the tool. */
export function shippedCriteria(form: FormId): readonly Criterion[] {
  return readReferenceTable("worksheet/criteria.csv")
    .filter(([of]) => of === form)
    .map(([, id, label, question, source]) => ({
      id: id!,
      label: label!,
      question: question!,
      source: source === "START" ? "START toolkit" : "Next Gen manual",
    }));
}

/**
 * The criteria of a form as a team wants them.
 *
 * @throws {UsageError} OPTION_VALUE for a text without a name, a name given twice, one that is dropped but not there, or none left
 */
export function chooseCriteria(form: FormId, { criterion, dropCriterion }: TeamCriteria): readonly Criterion[] {
  const shipped = shippedCriteria(form);
  const own = criterion.map(ownCriterion);
  const twice = own.find(({ id }, index) => own.findIndex((one) => one.id === id) !== index);
  if (twice) {
    throw new UsageError(`two of --criterion have the name "${twice.id}"`, {
      code: "OPTION_VALUE",
      found: twice.label,
      hint: "give each a name of its own",
    });
  }
  const all = [
    ...shipped.map((one) => own.find(({ id }) => id === one.id) ?? one),
    ...own.filter(({ id }) => !shipped.some((one) => one.id === id)),
  ];
  const dropped = dropCriterion.includes("all") ? shipped.map(({ id }) => id) : dropCriterion;
  const unknown = dropped.find((id) => !all.some((one) => one.id === id));
  if (unknown !== undefined) {
    const ids = all.map(({ id }) => id);
    const [guess] = nearest(unknown, ids, 1);
    throw new UsageError(`--drop-criterion names no criterion of the form`, {
      code: "OPTION_VALUE",
      found: unknown,
      hint: guess ? `did you mean ${guess}?` : `choose among ${ids.join(", ")}`,
    });
  }
  const left = all.filter(({ id }) => !dropped.includes(id) || own.some((one) => one.id === id));
  if (left.length > 0) return left;
  throw new UsageError("no criterion is left to rate", {
    code: "OPTION_VALUE",
    found: `--drop-criterion ${dropCriterion.join(",")}`,
    hint: 'keep one, or add --criterion "broadband: Broadband reaches its sites"',
  });
}

function ownCriterion(text: string): Criterion {
  const [, id, words] = /^\s*([a-z][a-z0-9-]*)\s*:\s*(\S.*)$/s.exec(text) ?? [];
  if (id === undefined || words === undefined || id === "all") {
    throw new UsageError("--criterion needs a name in lower case and words", {
      code: "OPTION_VALUE",
      found: text,
      hint: 'write "broadband: Broadband reaches its sites"',
    });
  }
  return { id, label: words.trim(), question: words.trim(), source: "this team" };
}
