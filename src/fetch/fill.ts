/** What a request puts into a pattern. */
export interface PatternValues {
  readonly year?: number | undefined;
  /** 0 is the year's annual averages. */
  readonly quarter?: number | undefined;
  readonly area?: string | undefined;
  /** Two digits. */
  readonly fips?: string | undefined;
  /** Two capitals. */
  readonly postal?: string | undefined;
}

/**
 * A pattern of an address or a file name with its placeholders filled in: `{year}` 2023, `{yy}` 23, `{period}` a
 * or a quarter, `{span}` annual or qtrly, `{area}` 39049, `{fips}` 39, `{st}` oh.
 */
export function fillPattern(pattern: string, { year, quarter = 0, area, fips, postal }: PatternValues): string {
  const values: Readonly<Record<string, string | undefined>> = {
    year: year?.toString(),
    yy: year?.toString().slice(-2),
    period: quarter === 0 ? "a" : String(quarter),
    span: quarter === 0 ? "annual" : "qtrly",
    area,
    fips,
    st: postal?.toLowerCase(),
  };
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`unreachable: nothing to put in for ${whole} of ${pattern}`);
    return value;
  });
}

/** Whether a pattern has a placeholder. */
export function asksFor(pattern: string, ...names: readonly string[]): boolean {
  return names.some((name) => pattern.includes(`{${name}}`));
}
