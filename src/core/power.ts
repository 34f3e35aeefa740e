/**
 * A number of 0 or more to any power, the same to the last digit on every machine.
 *
 * `**` and `Math.pow` differ in their last digit between versions of Node, and so would every result that
 * is printed at full precision; `Math.exp` and `Math.log` do not. Squares are exact either way.
 */
export function power(base: number, exponent: number): number {
  if (exponent === 1) return base;
  return base === 0 ? (exponent === 0 ? 1 : 0) : Math.exp(exponent * Math.log(base));
}
