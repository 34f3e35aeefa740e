import type { CredentialsReportInputs } from "./credentials-inputs.js";
import { TRAITS } from "./survey.js";
import type { AnswerShares } from "./tabulate.js";
import type { Confidential } from "./withhold.js";

/** The JSON of `credentials`, at full precision; what is withheld says so and has no number. */
export function credentialsJson(inputs: CredentialsReportInputs): Readonly<Record<string, unknown>> {
  const { survey, threshold, decided, votes, inconsistencies, occupations, reach, programs } = inputs;
  return {
    survey: {
      respondents: survey.respondents,
      ...(survey.companies !== undefined && { companies: survey.companies }),
      count: inputs.count,
      unknown: inputs.leavesOutUnknown ? "left out" : "counted",
    },
    threshold: {
      rules: threshold.rules.map(({ text }) => text),
      fewestAnswers: threshold.fewest,
      ...(threshold.moved && { figure: threshold.moved.figure, at: threshold.moved.at }),
      near: threshold.near,
      sweep: threshold.sweep,
    },
    votes,
    credentials: decided.map(({ judged: { tally, outcome }, decision, isListed, vote }) => {
      const { credential, parts } = tally;
      return {
        id: credential.id,
        name: credential.name,
        ...(credential.issuer !== undefined && { issuer: credential.issuer }),
        ...(credential.registry !== undefined && { registry: credential.registry }),
        soc: credential.soc,
        list: isListed,
        decision,
        threshold: outcome,
        vote: {
          result: vote.kind,
          ...(vote.kind !== "none" && { sessions: vote.sessions, ...(vote.counts && { counts: vote.counts }) }),
        },
        all: sharesJson(tally.all),
        ...(parts && {
          ratings: Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
          agreement: tally.agreement,
          polarisation: tally.polarisation,
        }),
        traits: Object.fromEntries(
          TRAITS.flatMap((trait) => {
            const own = tally.traits[trait];
            return own ? [[trait, own]] : [];
          }),
        ),
        groups: Object.fromEntries(
          Object.entries(tally.groups).map(([breakdown, groups]) => [
            breakdown,
            groups.map(({ group, shares }) => ({ group, ...sharesJson(shares) })),
          ]),
        ),
      };
    }),
    inconsistencies,
    ...(occupations && {
      reach: {
        region: occupations.region,
        thresholds: occupations.thresholds,
        credentials: [...reach].map(([id, { occupations: own, elsewhere, jobs, openings, pay, earning }]) => ({
          id,
          occupations: own,
          notListed: elsewhere,
          jobs,
          openings,
          pay,
          earning: Object.fromEntries(earning),
        })),
      },
    }),
    ...(programs && {
      programs: {
        years: programs.years,
        credentials: [...programs.programs].map(([id, own]) => ({ id, programs: own })),
      },
    }),
  };
}

function sharesJson(shares: Confidential<AnswerShares>): Readonly<Record<string, unknown>> {
  return typeof shares === "string" ? { status: shares } : { status: "shown", ...shares };
}
