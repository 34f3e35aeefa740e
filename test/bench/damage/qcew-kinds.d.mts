import type { Table } from "./csv.mjs";

export const QCEW_KINDS: Readonly<Record<string, (table: Table, random: () => number) => Table | undefined>>;
