// What happens to configs on their way: editors and word processors, a hand that slips, a copy that breaks off. A table
// here is a text. What is left out, or another value of the right kind, is another config, and no damage that shows.

const onLine = (fits, change) => (text, random) => {
  const lines = text.split("\n");
  const fitting = lines.flatMap((line, at) => (fits.test(line) ? [at] : []));
  if (fitting.length === 0) return undefined;
  const at = fitting[Math.floor(random() * fitting.length)];
  lines.splice(at, 1, ...[change(lines[at], random)].flat());
  return lines.join("\n");
};

const KEY = /^ *[a-z-]+:/;

export const CONFIG_KINDS = {
  "config: a byte order mark": (text) => `\ufeff${text}`,
  "config: line ends of Windows": (text) => text.replaceAll("\n", "\r\n"),
  "config: UTF-16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "config: blanks at the ends of lines": (text) => text.replaceAll("\n", "  \n"),
  "config: curly quotes": (text) => (text.includes('"') ? text.replaceAll(/"([^"]*)"/g, "\u201c$1\u201d") : undefined),
  "config: a letter of a key is lost": onLine(KEY, (line, random) => {
    const [, before, key, rest] = /^( *)([a-z-]+)(:.*)$/.exec(line);
    const at = Math.floor(random() * key.length);
    return `${before}${key.slice(0, at)}${key.slice(at + 1)}${rest}`;
  }),
  "config: a line stands twice": onLine(KEY, (line) => [line, line]),
  "config: a tab before a key": onLine(KEY, (line) => `\t${line.trimStart()}`),
  "config: a colon is lost": onLine(KEY, (line) => line.replace(":", "")),
  "config: a blank after a colon is lost": onLine(/^ *[a-z-]+: \S/, (line) => line.replace(": ", ":")),
  "config: a quote is lost": onLine(/"/, (line) => line.replace('"', "")),
  "config: a bracket is lost": onLine(/[[\]]/, (line) => line.replace(/[[\]]/, "")),
  "config: a number with a letter O": onLine(/: \d*0/, (line) => line.replace(/(: \d*)0/, "$1O")),
  "config: a word for a number": onLine(/: \d+$/, (line) => line.replace(/\d+$/, "many")),
};
