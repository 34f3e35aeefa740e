import type { NaicsVersion } from "../core/codes.js";
import { WHOLE, type Piece, type Revision, type MeasuredShares } from "./revision.js";
import { readReferenceTable } from "../files/shipped-table.js";

const BREAKS: readonly (readonly [NaicsVersion, NaicsVersion])[] = [
  [2007, 2012],
  [2012, 2017],
  [2017, 2022],
];

let revisions: readonly Revision[] | undefined;

/** The concordances of NAICS with the nation's shares of split codes. Read when years of two versions meet. */
export function readRevisions(): readonly Revision[] {
  revisions ??= BREAKS.map(([from, to]) => {
    let pieces: Revision["pieces"] | undefined;
    return {
      from,
      to,
      // Most spans cross one break.
      get pieces() {
        return (pieces ??= readPieces(from, to));
      },
    };
  });
  return revisions;
}

function readPieces(from: NaicsVersion, to: NaicsVersion): Revision["pieces"] {
  const shares = readShares();
  const pieces = new Map<string, Piece[]>();
  for (const [code, target] of readReferenceTable(`naics/concordance-${from}-${to}.csv`)) {
    const piece = { to: target!, shares: shares.get(`${from},${code},${target}`) ?? WHOLE };
    const known = pieces.get(code!);
    if (known) known.push(piece);
    else pieces.set(code!, [piece]);
  }
  return pieces;
}

let sharesRead: ReadonlyMap<string, MeasuredShares> | undefined;

function readShares(): ReadonlyMap<string, MeasuredShares> {
  sharesRead ??= new Map(
    readReferenceTable("naics/split-shares.csv").map(([from, , code, to, ...numbers]) => {
      const share = (at: number) => ({ value: Number(numbers[at]), deviation: Number(numbers[at + 1]) });
      return [`${from},${code},${to}`, { employment: share(0), establishments: share(2), wages: share(4) }];
    }),
  );
  return sharesRead;
}
