/** What is wrong with a rule, and at which character. */
export class RuleProblem extends Error {
  readonly code: "RULE_SYNTAX" | "RULE_NAME";
  /** Characters before it. */
  readonly at: number;
  readonly found: string;
  readonly hint: string;

  constructor(
    message: string,
    details: {
      readonly at: number;
      readonly found: string;
      readonly hint: string;
      readonly code?: "RULE_SYNTAX" | "RULE_NAME";
    },
  ) {
    super(message);
    this.code = details.code ?? "RULE_SYNTAX";
    this.at = details.at;
    this.found = details.found;
    this.hint = details.hint;
  }
}
