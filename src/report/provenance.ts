export interface ProvenanceInput {
  readonly file: string;
  readonly sha256?: string;
  readonly rows?: number;
  /** Of a fetched file: who published it, where it came from, on which day, and of which release it is. */
  readonly publisher?: string;
  readonly address?: string;
  readonly date?: string;
  readonly release?: string;
}

/** Where a fetched file came from, in words: publisher, release, address, day. */
export function originWords({ publisher, release, address, date }: ProvenanceInput): readonly string[] {
  return [
    ...(publisher === undefined ? [] : [publisher]),
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
