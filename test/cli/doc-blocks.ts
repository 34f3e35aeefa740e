/** A fenced block of Markdown. */
export interface DocBlock {
  readonly language: string;
  /** What follows the language: `no-test`, or the name of a file that the block is. */
  readonly info: string;
  readonly line: number;
  readonly text: string;
}

/** A command of a `console` block with the output shown under it. */
export interface ConsoleStep {
  readonly command: string;
  readonly shown: string;
}

/** The fenced blocks of a page, in order. */
export function parseBlocks(markdown: string): readonly DocBlock[] {
  const blocks: DocBlock[] = [];
  const pattern = /^( *)(`{3,})([^\n`]*)\n([\s\S]*?)^\1\2[ ]*$/gm;
  for (const match of markdown.matchAll(pattern)) {
    const [, indent = "", , head = "", body = ""] = match;
    const [language = "", ...rest] = head.trim().split(/\s+/);
    const text = body.replace(new RegExp(`^${indent}`, "gm"), "");
    blocks.push({ language, info: rest.join(" "), line: markdown.slice(0, match.index).split("\n").length, text });
  }
  return blocks;
}

/** `$ command` lines, continued after a backslash, each with the lines up to the next. */
export function parseConsole(text: string): readonly ConsoleStep[] {
  const steps: { command: string; shown: string }[] = [];
  for (const line of joinContinued(text).replace(/\n$/, "").split("\n")) {
    const last = steps.at(-1);
    if (line.startsWith("$ ")) steps.push({ command: line.slice(2), shown: "" });
    else if (last) last.shown += `${line}\n`;
    else throw new Error(`a console block starts with output: ${line}`);
  }
  return steps;
}

/** The commands of a `sh` block, without comments and blank lines. */
export function parseShell(text: string): readonly string[] {
  return joinContinued(text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function joinContinued(text: string): string {
  return text.replace(/ *\\\n\s*/g, " ");
}

/** Whether output is what a page shows, where a line `…` stands for any number of lines. */
export function matchesShown(output: string, shown: string): boolean {
  const lines = shown.replace(/\n$/, "").split("\n");
  const parts = lines.map((line) => (/^\s*(?:…|\.\.\.)\s*$/.test(line) ? "(?:.*\n)*?" : `${escapeRegExp(line)}\n`));
  return new RegExp(`^${parts.join("")}$`).test(output.replace(/\n?$/, "\n"));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
