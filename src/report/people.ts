import { formatNumber } from "../core/number-format.js";
import { caution, information, type Note } from "../core/notes.js";
import type { Decision, IndustryRatings, People, PeopleShown, TeamPerson, TeamWeights } from "./people-data.js";
import type { ReportTable } from "./report.js";
import { formatList, lowerFirst } from "./words.js";

const of = <Value>(record: Readonly<Record<string, Value>>, naics: string): Value | undefined =>
  Object.hasOwn(record, naics) ? record[naics] : undefined;

/** What people said, as a report of the ranking shows it. */
export function showPeople(people: People, industries: readonly Named[], region: string): PeopleShown {
  const { decisions = [], team } = people;
  const byCode = <Value>(make: (naics: string) => Value): Record<string, Value> =>
    Object.fromEntries(industries.map(({ naics }) => [naics, make(naics)]));
  return {
    columns: peopleColumns(people),
    cells: byCode((naics) => peopleCells(people, naics)),
    added: decisions.filter(({ decision }) => decision === "added").map(({ naics }) => naics),
    notes: [...otherRegion(people, region), ...peopleNotes(people, industries)],
    sections: peopleSections(people, industries),
    onScreen: peopleOnScreen(people),
    decided: decidedItems(people, industries),
    farthest: team ? teamItems(team).slice(1) : [],
    team,
    json: peopleJson(people),
    industryJson: byCode((naics) => industryPeopleJson(people, naics)),
  };
}

function decisionOn(people: People, naics: string): Decision | undefined {
  return people?.decisions?.find((one) => one.naics === naics);
}

export function findRatings(people: People | undefined, naics: string): IndustryRatings | undefined {
  return people?.ratings && of(people.ratings.industries, naics);
}

/** In how many people's first N an industry stands. */
function inTops({ people, top }: TeamWeights, naics: string): number {
  return people.filter(({ ranks }) => (of(ranks, naics) ?? Infinity) <= top).length;
}

/** The columns that stand on a first screen, by id. */
function peopleOnScreen(people: People): readonly string[] {
  return [
    ...(people?.ratings ? ["readiness"] : []),
    ...(people.ratings?.qualitativeWeight === undefined ? [] : ["mixedRank"]),
    ...(people?.team ? ["team_top"] : []),
    ...(people?.decisions ? ["decision"] : []),
  ];
}

function peopleColumns(people: People): PeopleShown["columns"] {
  const { ratings, decisions, team } = people;
  return [
    ...(ratings
      ? ([
          {
            id: "readiness",
            label: "Readiness",
            kind: "number",
            unit: ratings.unit,
            description: `What people say of it, beside the rank: ${ratings.scale}.`,
            priority: 1,
          },
          { id: "raters", label: "Raters", kind: "text", description: "Who rated it.", priority: 4 },
          { id: "disputed", label: "Raters disagree on", kind: "text", priority: 4 },
        ] as const)
      : []),
    ...(ratings?.qualitativeWeight === undefined
      ? []
      : ([
          {
            id: "mixedRank",
            label: "Mixed rank",
            kind: "number",
            unit: "rank",
            description: `By the mean of the places by rank (${formatNumber(1 - ratings.qualitativeWeight, "fraction")}) and by readiness (${formatNumber(ratings.qualitativeWeight, "fraction")}), among the industries that have both.`,
            priority: 1,
          },
        ] as const)),
    ...(decisions
      ? ([
          {
            id: "decision",
            label: "Decided",
            kind: "text",
            description: "Added to the list or struck off it by decision, whatever its rank.",
            priority: 1,
          },
          { id: "decision_by", label: "Decided by", kind: "text", priority: 4 },
          { id: "decision_why", label: "Why decided", kind: "text", priority: 4 },
        ] as const)
      : []),
    ...(team
      ? [
          {
            id: "team_top",
            label: `People's top ${String(team.top)}`,
            kind: "number",
            unit: "count",
            description: `How many of ${String(team.people.length)} people have it in their top ${String(team.top)}, each by their own weights.`,
            priority: 1,
          } as const,
          ...team.people.map(({ name }): PeopleShown["columns"][number] => ({
            id: `rank_of_${name}`,
            label: `Rank of ${name}`,
            kind: "number",
            unit: "rank",
            description: `By the weights of ${name} alone.`,
            priority: 4,
          })),
        ]
      : []),
  ];
}

function peopleCells(people: People, naics: string): PeopleShown["cells"][string] {
  const { team } = people;
  const [ratings, decision] = [findRatings(people, naics), decisionOn(people, naics)];
  return {
    ...(people.ratings && {
      readiness: ratings?.readiness,
      raters: ratings?.raters.join("; "),
      disputed: ratings?.disputed.join("; "),
      mixedRank: ratings?.mixed?.rank,
    }),
    ...(decision && {
      decision: decision.decision,
      decision_by: [decision.who, decision.date].filter((part) => part !== undefined).join(", "),
      decision_why: decision.why,
    }),
    ...(team && {
      team_top: inTops(team, naics),
      ...Object.fromEntries(team.people.map(({ name, ranks }) => [`rank_of_${name}`, of(ranks, naics)])),
    }),
  };
}

/** "722 Food services and drinking places added by the board (2026-03-02): serves every county" */
function describeDecision({ decision, who, why, date }: Decision): string {
  return `${decision} by ${who}${date === undefined ? "" : ` (${date})`}: ${why}`;
}

interface Named {
  readonly naics: string;
  readonly title: string;
  readonly rank: number;
}

/** Decisions in words, with the rank that each industry has by the figures. */
function decidedItems(people: People, industries: readonly Named[]): readonly string[] {
  return (people?.decisions ?? []).map((one) => {
    const industry = industries.find(({ naics }) => naics === one.naics);
    const name = industry && industry.title !== one.naics ? `${one.naics} ${industry.title}` : one.naics;
    const rank = industry ? `, rank ${formatNumber(industry.rank, "rank")} by the figures,` : "";
    return `${name}${rank} ${describeDecision(one)}`;
  });
}

function peopleSections(people: People, industries: readonly Named[]): PeopleShown["sections"] {
  const decided = decidedItems(people, industries);
  return [
    ...(decided.length > 0
      ? [{ heading: "Added and struck by decision (ranks stay as computed)", onScreen: "why" as const, items: decided }]
      : []),
    ...(people?.team
      ? [{ heading: "Weights of the team", onScreen: "why" as const, items: teamItems(people.team) }]
      : []),
  ];
}

function teamItems(team: TeamWeights): readonly string[] {
  const { people, top } = team;
  const known = people.filter(({ correlation }) => correlation !== undefined);
  const least = Math.min(...known.map(({ correlation }) => correlation!));
  const farthest = known.filter(({ correlation }) => correlation === least).map(({ name }) => name);
  return [
    `The weights are the mean of ${String(people.length)} people's, each person's divided by their sum first.`,
    ...(farthest.length > 0 && people.length > 1
      ? [
          `Farthest from the team: ${formatList(farthest)} (rank correlation ${formatNumber(least, "ratio")}; ${formatList(people.filter(({ name }) => farthest.includes(name)).map(({ common }) => String(common)))} of the top ${String(top)} in common).`,
        ]
      : []),
  ];
}

/** A line a person: weights, agreement with the team, and of judgements in pairs how consistent they are. */
export function peopleTables(team: TeamWeights | undefined): readonly ReportTable[] {
  if (!team) return [];
  const hasPairs = team.people.some(({ consistency }) => consistency !== undefined);
  return [
    {
      id: "team",
      title: `Each person's weights against the team's`,
      columns: [
        { id: "person", label: "Person", kind: "text", priority: 1 },
        { id: "weights", label: "Weights", kind: "text", priority: 2 },
        { id: "common", label: `Top ${String(team.top)} in common`, kind: "number", unit: "count", priority: 1 },
        {
          id: "correlation",
          label: "Rank correlation",
          kind: "number",
          unit: "ratio",
          description: "Spearman's, with the team's ranking.",
          priority: 1,
        },
        ...(hasPairs
          ? ([
              {
                id: "consistency",
                label: "Consistency ratio",
                kind: "number",
                unit: "ratio",
                description: "Saaty's, of judgements in pairs; above 0.10 they contradict each other.",
                priority: 1,
              },
            ] as const)
          : []),
      ],
      rows: team.people.map(({ name, weights, common, correlation, consistency }) => ({
        cells: { person: name, weights: describeShares(weights), common, correlation, consistency },
      })),
    },
  ];
}

function describeShares(weights: TeamPerson["weights"]): string {
  return formatList(
    weights.map(
      ({ label, share, direction }) =>
        `${lowerFirst(label)}${direction === "lower" ? " (low is good)" : ""} ${formatNumber(share, "fraction")}`,
    ),
  );
}

function otherRegion({ ratings }: People, region: string): readonly Note[] {
  if (ratings?.region === undefined || ratings.region === region) return [];
  return [
    caution("ratings-other-region", `The ratings of ${ratings.file} are of ${ratings.region}, not of ${region}.`),
  ];
}

/** What a reader must know of people's words, whatever the output. */
function peopleNotes(people: People, industries: readonly Named[]): readonly Note[] {
  const decided = decidedItems(people, industries);
  const inconsistent = (people.team?.people ?? []).filter(({ consistency }) => (consistency ?? 0) > 0.1);
  const unused = Object.keys(people.ratings?.industries ?? {}).filter(
    (naics) => !industries.some((one) => one.naics === naics),
  );
  return [
    ...(decided.length > 0
      ? [
          information(
            "decided",
            `By decision, and not by rank: ${decided.join("; ")}.`,
            people.decisions!.map(({ naics }) => naics),
          ),
        ]
      : []),
    ...(unused.length > 0
      ? [
          caution(
            "ratings-unused",
            `Rated, but not ranked here, so that their ratings are not shown: ${unused.join(", ")}.`,
            unused,
          ),
        ]
      : []),
    ...(inconsistent.length > 0
      ? [
          caution(
            "team-inconsistent",
            `Judgements in pairs that contradict each other (consistency ratio above 0.10): ${inconsistent.map(({ name, consistency }) => `${name} (${formatNumber(consistency!, "ratio")})`).join(", ")}. Ask again.`,
          ),
        ]
      : []),
  ];
}

/** What JSON has of people about one industry. */
export function industryPeopleJson(people: People | undefined, naics: string): Readonly<Record<string, unknown>> {
  const [ratings, decision] = [findRatings(people, naics), people && decisionOn(people, naics)];
  return {
    ...(ratings && {
      people: {
        ...(ratings.readiness !== undefined && { readiness: ratings.readiness }),
        raters: ratings.raters,
        disputed: ratings.disputed,
        ratings: ratings.ratings,
        ...(ratings.mixed && { mixedRank: ratings.mixed.rank, mixedScore: ratings.mixed.score }),
      },
    }),
    ...(decision && { decision: decisionJson(decision) }),
    ...(people?.team && { inTopOf: inTops(people.team, naics) }),
  };
}

function decisionJson({ decision, who, why, date }: Decision): Readonly<Record<string, unknown>> {
  return { decision, who, why, ...(date !== undefined && { date }) };
}

/** And of the ranking as a whole. */
function peopleJson(people: People): Readonly<Record<string, unknown>> {
  const { ratings, decisions, team } = people;
  return {
    ...(ratings && {
      ratings: {
        file: ratings.file,
        scale: ratings.scale,
        raters: ratings.raters,
        ...(ratings.result !== undefined && { result: ratings.result }),
        ...(ratings.qualitativeWeight !== undefined && { qualitativeWeight: ratings.qualitativeWeight }),
      },
    }),
    ...(decisions && { decisions: decisions.map((one) => ({ naics: one.naics, ...decisionJson(one) })) }),
    ...(team && { team: { file: team.file, top: team.top, people: team.people } }),
  };
}
