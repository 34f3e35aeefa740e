/**
 * Evaluates a formula as trails write it: numbers, names, + − × ÷ ^ and brackets. ^ binds before × and ÷, those
 * before + and −; within a rank from the left. Knows nothing of the tool.
 */
export function evaluate(expression: string, values: Readonly<Record<string, number>>): number {
  const tokens = expression.match(/[A-Za-z]+|\d+(?:\.\d+)?|[+−×÷^()]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(" ", "")) throw new Error(`can't be read: ${expression}`);
  let at = 0;
  const binary = (
    part: () => number,
    operators: Readonly<Record<string, (a: number, b: number) => number>>,
  ): (() => number) => {
    return () => {
      let value = part();
      for (let operator = operators[tokens[at]!]; operator; operator = operators[tokens[at]!]) {
        at++;
        value = operator(value, part());
      }
      return value;
    };
  };
  const atom = (): number => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`ends too early: ${expression}`);
    if (token === "(") {
      const value = sum();
      if (tokens[at++] !== ")") throw new Error(`a bracket is open: ${expression}`);
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    const value = values[token];
    if (value === undefined) throw new Error(`no value for ${token}`);
    return value;
  };
  const power = binary(atom, { "^": (a, b) => a ** b });
  const product = binary(power, { "×": (a, b) => a * b, "÷": (a, b) => a / b });
  const sum: () => number = binary(product, { "+": (a, b) => a + b, "−": (a, b) => a - b });
  const value = sum();
  if (at !== tokens.length) throw new Error(`goes on after its end: ${expression}`);
  return value;
}
