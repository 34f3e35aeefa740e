/** The three ways in which text for a terminal can differ; a mark or a word always says the same without colour. */
export interface TextStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly caution: (text: string) => string;
}

const asIs = (text: string): string => text;

/** No escapes at all: for pipes, files and those who asked for none. */
export const PLAIN_STYLE: TextStyle = { strong: asIs, faint: asIs, caution: asIs };

/** Bold, grey and yellow, in the sixteen colours that every terminal has. */
export async function coloredStyle(): Promise<TextStyle> {
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    caution: (text) => chalk.yellow(text),
  };
}
