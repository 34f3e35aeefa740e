import type { OptionDefinition, OptionTable } from "./option-types.js";

/** Keeps the exact types of a table, from which the types of the values follow. */
export function defineOptions<const Table extends OptionTable>(table: Table): Table {
  return table;
}

/** Gives every option of a table one heading in help. */
export function grouped<const Table extends OptionTable>(group: string, table: Table): Table {
  const withGroup = Object.entries(table).map(([key, option]): [string, OptionDefinition] => [
    key,
    { ...option, group },
  ]);
  return Object.fromEntries(withGroup) as Table;
}
