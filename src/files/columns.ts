/** What a layout calls a column → how publishers head it, in the form of {@link plainHeader}. */
export type ColumnNames<Role extends string> = Readonly<Record<Role, readonly (string | RegExp)[]>>;

/** Where the columns of a layout stand; −1 for those that a file does not have. */
export type ColumnPlaces<Role extends string> = Readonly<Record<Role, number>>;

/** A header without case, line breaks, punctuation and marks of footnotes: `Employment (1)` is `employment`. */
export function plainHeader(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll(/[[(]\d+[\])]/g, " ")
    .replaceAll(/[^a-z0-9%*]+/g, " ")
    .trim();
}

/** Finds the columns of a layout in a header; undefined if one that it can't do without is missing. */
export function placeColumns<Role extends string>(
  header: readonly string[],
  names: ColumnNames<Role>,
  required: readonly Role[],
): ColumnPlaces<Role> | undefined {
  const plain = header.map(plainHeader);
  const places = Object.fromEntries(
    (Object.entries(names) as [Role, readonly (string | RegExp)[]][]).map(([role, forms]) => [
      role,
      plain.findIndex((cell) => forms.some((form) => (typeof form === "string" ? form === cell : form.test(cell)))),
    ]),
  ) as Record<Role, number>;
  return required.every((role) => places[role] >= 0) ? places : undefined;
}

/** The cell of a column; empty where the file has no such column. */
export function cellAt(cells: readonly string[], place: number): string {
  return place < 0 ? "" : (cells[place] ?? "");
}
