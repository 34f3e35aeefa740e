import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import yauzl from "yauzl";

/** A row of a QCEW file as its publisher names the columns, all text. */
export type NaiveRow = Readonly<Record<string, string>>;

/** Reads QCEW text the plain way, for tests that compute by hand what the tool computes. */
export function naiveRows(text: string): readonly NaiveRow[] {
  return parse(text, { columns: true, bom: true });
}

export function naiveFile(path: string): readonly NaiveRow[] {
  return naiveRows(readFileSync(path, "utf8"));
}

/**
 * Rows of a file in which no cell holds a comma or a quote, as those by industry: split at commas, which is
 * several times as fast. A line of another width is an error.
 */
export function splitRows(text: string, columns: readonly string[]): readonly NaiveRow[] {
  const [header, ...lines] = text
    .replaceAll('"', "")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const names = header!.split(",");
  const places = columns.map((name) => [name, names.indexOf(name)] as const);
  return lines.map((line) => {
    const cells = line.split(",");
    if (cells.length !== names.length) throw new Error(`a line of ${cells.length} cells: ${line}`);
    return Object.fromEntries(places.map(([name, place]) => [name, cells[place]!]));
  });
}

/** The text of the members of a zip whose name passes, by name. */
export async function naiveZip(path: string, wanted: (name: string) => boolean): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file)));
  });
  await new Promise<void>((resolve, reject) => {
    zip.on("end", resolve).on("error", reject);
    zip.on("entry", (entry: yauzl.Entry) => {
      if (!wanted(entry.fileName)) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          texts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return texts;
}

/** A cell as a number. A blank is not a number, so that a test can't take one for zero. */
export function numberIn(row: NaiveRow, column: string): number {
  const text = row[column];
  if (text === undefined || text === "" || !Number.isFinite(Number(text))) {
    throw new Error(`${column} holds ${text === undefined ? "nothing" : `"${text}"`}`);
  }
  return Number(text);
}
