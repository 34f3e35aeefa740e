export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export function parseCsv(text: string): Table;
export function writeCsv(table: Table): string;
export function randomOf(seed: number): () => number;
