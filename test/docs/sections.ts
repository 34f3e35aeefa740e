/** Lines of a page that a run or a table of the code writes. */
export interface Section {
  /** Of its first line, counting from 1. */
  readonly line: number;
  readonly body: readonly string[];
}

/** What stands between a comment `<!-- generated: NAME -->` and its end. */
export interface GeneratedSection extends Section {
  readonly name: string;
}

const GENERATED = /^<!-- generated: (.+) -->$/;
const END = "<!-- end of generated -->";

export function generatedSections(markdown: string): readonly GeneratedSection[] {
  const lines = markdown.split("\n");
  return lines.flatMap((line, index) => {
    const name = GENERATED.exec(line)?.[1];
    if (name === undefined) return [];
    const end = lines.indexOf(END, index);
    if (end < 0) throw new Error(`line ${index + 1}: no "${END}" follows`);
    return [{ name, line: index + 2, body: lines.slice(index + 1, end) }];
  });
}

/** The page with other lines in place of its sections'. */
export function withSections(markdown: string, replaced: ReadonlyMap<Section, readonly string[]>): string {
  const lines = markdown.split("\n");
  const fromTheEnd = [...replaced].sort(([a], [b]) => b.line - a.line);
  for (const [section, body] of fromTheEnd) lines.splice(section.line - 1, section.body.length, ...body);
  return lines.join("\n");
}

/** Where a page's links lead, without addresses on the web. */
export function linksOf(markdown: string): readonly string[] {
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^https?:/.test(target));
}

/** GitHub's anchors of a page's headings. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
}

export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
