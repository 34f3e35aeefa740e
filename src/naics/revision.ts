import type { NaicsVersion } from "../core/codes.js";

export const MEASURED = ["employment", "establishments", "wages"] as const;
export type Measured = (typeof MEASURED)[number];

/** The part of an earlier code that a later one got, as a fraction, with its standard deviation. */
export interface Share {
  readonly value: number;
  readonly deviation: number;
}

export type MeasuredShares = Readonly<Record<Measured, Share>>;

/** A later six-digit code that got all or a part of an earlier one. */
export interface Piece {
  readonly to: string;
  /** 1 for a code that went whole; else as the nation's private jobs were split. */
  readonly shares: MeasuredShares;
}

/** Where the six-digit codes of one revision of NAICS went in a later one. Codes not listed kept their content. */
export interface Revision {
  readonly from: NaicsVersion;
  readonly to: NaicsVersion;
  readonly pieces: ReadonlyMap<string, readonly Piece[]>;
}

export const WHOLE: MeasuredShares = sameShares({ value: 1, deviation: 0 });

function sameShares(share: Share): MeasuredShares {
  return { employment: share, establishments: share, wages: share };
}

/** Where a six-digit code went: itself where nothing changed. */
export function splitPieces(revision: Revision, code: string): readonly Piece[] {
  return revision.pieces.get(code) ?? [{ to: code, shares: WHOLE }];
}

/** For each list of revisions, its chains: what is computed from one, such as a plan, is kept by the chain itself. */
const chains = new WeakMap<readonly Revision[], Map<string, Revision>>();

/**
 * One revision out of several that follow each other. Shares multiply along the way; their deviations add as
 * independent errors do.
 */
export function chainRevisions(revisions: readonly Revision[], from: NaicsVersion, to: NaicsVersion): Revision {
  const made = chains.get(revisions) ?? new Map<string, Revision>();
  chains.set(revisions, made);
  const key = `${from}-${to}`;
  const chain = made.get(key) ?? makeChain(revisions, from, to);
  made.set(key, chain);
  return chain;
}

function makeChain(revisions: readonly Revision[], from: NaicsVersion, to: NaicsVersion): Revision {
  let chain: Revision = { from, to: from, pieces: new Map() };
  for (const next of [...revisions].sort((a, b) => a.from - b.from)) {
    if (next.from >= from && next.to <= to) chain = follow(chain, next);
  }
  if (chain.to !== to) throw new Error(`unreachable: no concordance leads from NAICS ${from} to ${to}`);
  return chain;
}

function follow(first: Revision, second: Revision): Revision {
  const pieces = new Map<string, readonly Piece[]>();
  for (const code of new Set([...first.pieces.keys(), ...second.pieces.keys()])) {
    const steps = new Map<string, MeasuredShares>();
    // A code that only the second revision lists may be new in it, or have been reached from another code.
    for (const middle of splitPieces(first, code)) {
      for (const { to, shares } of splitPieces(second, middle.to)) {
        const step = product(middle.shares, shares);
        const known = steps.get(to);
        steps.set(to, known ? sum(known, step) : step);
      }
    }
    pieces.set(
      code,
      [...steps].map(([to, shares]) => ({ to, shares })),
    );
  }
  return { from: first.from, to: second.to, pieces };
}

function product(a: MeasuredShares, b: MeasuredShares): MeasuredShares {
  return combine(a, b, (x, y) => ({
    value: x.value * y.value,
    deviation: Math.hypot(x.value * y.deviation, y.value * x.deviation),
  }));
}

function sum(a: MeasuredShares, b: MeasuredShares): MeasuredShares {
  return combine(a, b, (x, y) => ({ value: x.value + y.value, deviation: Math.hypot(x.deviation, y.deviation) }));
}

function combine(a: MeasuredShares, b: MeasuredShares, join: (x: Share, y: Share) => Share): MeasuredShares {
  return {
    employment: join(a.employment, b.employment),
    establishments: join(a.establishments, b.establishments),
    wages: join(a.wages, b.wages),
  };
}
