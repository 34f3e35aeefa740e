// Tables as rows of text cells, read and written as plainly as the publishers' files are.

/** @returns the header and the rows; quotes are dropped, which no cell of these files needs for its commas */
export function parseCsv(text) {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const cut = (line) => (line.includes('"') ? cutQuoted(line) : line.split(","));
  const [header, ...rows] = lines.map(cut);
  return { header, rows };
}

function cutQuoted(line) {
  const cells = [];
  let cell = "";
  let isOpen = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '"') {
      if (isOpen && line[at + 1] === '"') cell += line[at++];
      else isOpen = !isOpen;
    } else if (character === "," && !isOpen) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}

export function writeCsv({ header, rows }) {
  const field = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [header, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

/** Numbers from 0 to 1 that are the same on every machine (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
