export interface ProvenanceInput {
  readonly file: string;
  readonly sha256?: string;
  readonly rows?: number;
  /** Of a fetched file: who published it, where it came from, on which day, and of which release it is. */
  readonly publisher?: string;
  readonly address?: string;
  readonly date?: string;
  readonly release?: string;
  /** Made from the publisher's figures, and not published as it stands. */
  readonly derived?: boolean;
}

/** Where a fetched file came from, in words: publisher, release, address, day. */
export function describeOrigin({ publisher, release, derived, address, date }: ProvenanceInput): readonly string[] {
  return [
    ...(publisher === undefined ? [] : [derived === true ? `derived from figures of ${publisher}` : publisher]),
    ...(release === undefined ? [] : [release]),
    ...(address === undefined ? [] : [address]),
    ...(date === undefined ? [] : [`fetched ${date}`]),
  ];
}

export interface Provenance {
  /** `sector-rank 0.1.0` */
  readonly tool: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: readonly ProvenanceInput[];
}
