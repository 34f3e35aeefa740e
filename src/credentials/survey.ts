import type { SurveyRating } from "../command/option-types.js";

// What a survey of employers says of credentials, before anything is counted.

/** Questions with yes or no about a credential that somebody rated. */
export const TRAITS = ["portable", "alone", "stackable", "buildingBlock"] as const;
export type Trait = (typeof TRAITS)[number];

export const TRAIT_LABELS: Readonly<Record<Trait, string>> = {
  portable: "Portable",
  alone: "Counts alone",
  stackable: "Stackable",
  buildingBlock: "Building block",
};

/** What answers are broken down by. */
export const BREAKDOWNS = ["industry", "size", "region"] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

/** Who answered. None of it but the groups leaves the tabulation. */
export interface Respondent {
  readonly id: string;
  /** Empty where the survey names none. */
  readonly company: string;
  readonly groups: Readonly<Record<Breakdown, string>>;
}

/** One respondent's answer about one credential. */
export interface SurveyAnswer {
  readonly respondent: Respondent;
  readonly credential: string;
  readonly rating: SurveyRating;
  /** Left out where not answered. */
  readonly traits: Readonly<Partial<Record<Trait, boolean>>>;
}

export interface Survey {
  readonly file: string;
  readonly sha256: string | undefined;
  readonly answers: readonly SurveyAnswer[];
  readonly respondents: number;
  /** Undefined where the survey names none. */
  readonly companies: number | undefined;
  /** Jobs of companies, where stated. */
  readonly jobs: ReadonlyMap<string, number>;
  /** Breakdowns that the survey has a column of. */
  readonly breakdowns: readonly Breakdown[];
}

/** A credential as the list of credentials states it; without one its name is all that is known. */
export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly issuer?: string;
  readonly registry?: string;
  readonly soc: readonly string[];
}

/** The credentials that votes and answers may name, by whatever they are called. */
export class CredentialNames {
  readonly #byName = new Map<string, Credential>();

  constructor(credentials: readonly Credential[]) {
    for (const credential of credentials) {
      for (const name of [credential.id, credential.name]) {
        if (!this.#byName.has(credentialKey(name))) this.#byName.set(credentialKey(name), credential);
      }
    }
  }

  find(name: string): Credential | undefined {
    return this.#byName.get(credentialKey(name));
  }

  get names(): readonly string[] {
    return [...new Set([...this.#byName.values()].flatMap(({ id, name }) => [name, id]))];
  }
}

/** What credentials are called where no list names them: of several spellings the first by the alphabet, in any order of rows. */
export function namedCredentials(spellings: Iterable<string>): readonly Credential[] {
  const byKey = new Map<string, string>();
  for (const text of spellings) {
    const before = byKey.get(credentialKey(text));
    if (before === undefined || text < before) byKey.set(credentialKey(text), text);
  }
  return [...byKey.values()].sort().map((name) => ({ id: name, name, soc: [] }));
}

function credentialKey(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
