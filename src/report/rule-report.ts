import { caution, type Note } from "../core/notes.js";
import type { Ranking } from "../ranking/rank.js";
import type { Candidate } from "../ranking/factor.js";
import { formatNumber } from "../core/number-format.js";
import { formatOutcome, type RuleResults } from "../ranking/rules/rules.js";
import type { Outcome } from "../ranking/rules/evaluate.js";
import type { ReportCell, ReportColumn, ReportSection } from "./report.js";
import { nameIndustry } from "./words.js";

/** The columns that say what each rule makes of an industry. */
export function ruleColumns(results: RuleResults | undefined): readonly ReportColumn[] {
  if (!results) return [];
  const columns = results.rules.map(({ id, label, text }): ReportColumn => ({
    id,
    label: label === text ? `Rule ${results.rules.findIndex((rule) => rule.id === id) + 1}` : label,
    kind: "code",
    description: `${text}. ~: an estimate's range leaves room for the opposite.`,
    priority: 2,
  }));
  const eliminated: ReportColumn = {
    id: "eliminatedBy",
    label: "Out at",
    kind: "code",
    description: "The first rule in order that the industry fails; empty for one that is left.",
    priority: 1,
  };
  const met: ReportColumn = {
    id: "rulesMet",
    label: "Rules met",
    kind: "code",
    description: "How many of the rules are met; ~ where one depends on an estimate, ? where one is not known.",
    priority: 1,
  };
  return [met, ...(results.elimination ? [eliminated] : []), ...columns];
}

export function ruleCells(naics: string, results: RuleResults | undefined): Readonly<Record<string, ReportCell>> {
  if (!results) return {};
  const outcomes = results.outcomes.get(naics) ?? [];
  const by = results.elimination?.eliminatedBy.get(naics);
  const number = by ? results.rules.indexOf(by) + 1 : 0;
  const met = outcomes.filter(({ result }) => result === "pass").length;
  const marks = [
    outcomes.some(({ uncertain }) => uncertain) ? " ~" : "",
    outcomes.some(({ result }) => result === "unknown") ? " ?" : "",
  ].join("");
  return {
    rulesMet: `${met} of ${outcomes.length}${marks}`,
    ...Object.fromEntries(
      results.rules.map(({ id }, index) => [id, outcomes[index] && formatOutcome(outcomes[index])]),
    ),
    eliminatedBy: by && (by.label === by.text ? `rule ${number}` : by.label),
  };
}

type Titled = Candidate & { readonly title: string };

/** How many meet each rule; and, in an elimination, who fell at which rule and who is left. */
export function ruleSections(
  results: RuleResults | undefined,
  ranking: Ranking<Titled>,
  noun = "industries",
): readonly ReportSection[] {
  if (!results) return [];
  const all = [...results.outcomes.values()];
  const meeting = all.filter((outcomes) => outcomes.every(({ result }) => result === "pass")).length;
  const sections: ReportSection[] = [
    {
      heading: "Rules",
      items: [
        ...results.rules.map(({ label, text }, index) => {
          const name = label === text ? text : `${label}: ${text}`;
          return `${name} — ${describeCounts(all.map((outcomes) => outcomes[index]!))}.`;
        }),
        `All of them: ${formatNumber(meeting, "count")} of ${formatNumber(all.length, "count")} ${noun} pass.`,
      ],
    },
  ];
  const { elimination } = results;
  if (!elimination) return sections;
  const known = new Map(ranking.industries.map(({ candidate, rank }) => [candidate.naics, { candidate, rank }]));
  const named = elimination.left.map((code) => ({ code, found: known.get(code) }));
  named.sort((a, b) => (a.found?.rank ?? Infinity) - (b.found?.rank ?? Infinity));
  const survivors = named.map(({ code, found }) =>
    found ? `${nameIndustry(found.candidate)} (rank ${formatNumber(found.rank, "rank")})` : `${code} (not ranked)`,
  );
  return [
    ...sections,
    {
      heading: "Elimination, rule by rule",
      items: [
        ...elimination.steps.map(({ rule, before, eliminated, uncertain, unknown, left }) => {
          const out =
            eliminated.length === 0
              ? "none out"
              : `${eliminated.length} out: ${eliminated.map((code) => (uncertain.includes(code) ? `${code}~` : code)).join(", ")}`;
          const open = unknown.length === 0 ? "" : `; left in although not known: ${unknown.join(", ")}`;
          return `${rule.label}: ${out}${open}. ${left} of ${before} left.`;
        }),
        survivors.length === 0 ? "None is left." : `Left, in rank order: ${survivors.join("; ")}.`,
      ],
    },
  ];
}

function describeCounts(outcomes: readonly Outcome[]): string {
  const count = (result: Outcome["result"]) => outcomes.filter((one) => one.result === result).length;
  const uncertain = outcomes.filter((one) => one.uncertain).length;
  const unknown = count("unknown");
  return [
    `${count("pass")} pass, ${count("fail")} fail`,
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(uncertain > 0 ? [`${uncertain} of them uncertain (~)`] : []),
  ].join(", ");
}

export function ruleNotes(results: RuleResults | undefined): readonly Note[] {
  if (!results) return [];
  const where = (is: (outcome: Outcome) => boolean) =>
    [...results.outcomes].filter(([, outcomes]) => outcomes.some(is)).map(([code]) => code);
  const uncertain = where((outcome) => outcome.uncertain);
  const unknown = where(({ result }) => result === "unknown");
  const notes: Note[] = [];
  if (uncertain.length > 0) {
    notes.push(
      caution(
        "rules-uncertain",
        "A rule marked ~ depends on an estimate whose 90% interval leaves room for the opposite.",
        uncertain,
      ),
    );
  }
  if (unknown.length > 0) {
    notes.push(
      caution(
        "rules-unknown",
        "Whether a rule is met is not known where it needs a figure that is suppressed, absent or undefined: neither pass nor fail.",
        unknown,
      ),
    );
  }
  return notes;
}

/** What a rule made of each industry, for the result as a whole. */
export function rulesJson(results: RuleResults | undefined): Readonly<Record<string, unknown>> {
  if (!results) return {};
  const { rules, outcomes, elimination } = results;
  const count = (index: number, is: (outcome: Outcome) => boolean) =>
    [...outcomes.values()].filter((each) => is(each[index]!)).length;
  return {
    rules: rules.map(({ id, label, text }, index) => ({
      id,
      name: label,
      rule: text,
      pass: count(index, ({ result }) => result === "pass"),
      fail: count(index, ({ result }) => result === "fail"),
      unknown: count(index, ({ result }) => result === "unknown"),
      uncertain: count(index, ({ uncertain }) => uncertain),
    })),
    ...(elimination && {
      elimination: {
        steps: elimination.steps.map(({ rule, ...step }) => ({ rule: rule.id, ...step })),
        left: elimination.left,
      },
    }),
  };
}

/** The outcomes of one industry. */
export function industryRulesJson(naics: string, results: RuleResults | undefined): Readonly<Record<string, unknown>> {
  const outcomes = results?.outcomes.get(naics);
  if (!results || !outcomes) return {};
  const by = results.elimination?.eliminatedBy.get(naics);
  return {
    rules: Object.fromEntries(results.rules.map(({ id }, index) => [id, outcomes[index]])),
    ...(by && { eliminatedBy: by.id }),
  };
}
