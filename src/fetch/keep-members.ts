import { closeSync, fsyncSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readTexts } from "../files/content.js";
import type { TextReceiver } from "../files/text-receiver.js";

/** A member of an archive that was kept as a file of its own. */
export interface KeptMember {
  readonly area: string;
  readonly member: string;
  readonly path: string;
}

const ROOM = 262_144;

/**
 * Takes the members of some areas out of a zip by area, each into a file of its own; the others are passed over.
 *
 * @param folder where the files wait to be checked
 * @throws {InputError} what is wrong with the zip
 */
export async function keepMembers(
  zip: string,
  areas: readonly string[],
  folder: string,
): Promise<readonly KeptMember[]> {
  const wanted = new Set(areas);
  const kept: KeptMember[] = [];
  const keeper = new MemberKeeper((name) => {
    const area = areaOfMember(name);
    if (area === undefined || !wanted.has(area)) return undefined;
    const path = join(folder, `member-${area}.csv`);
    kept.push({ area, member: name, path });
    return path;
  });
  try {
    await readTexts({ path: zip, bytes: statSync(zip).size, named: false }, keeper, () => undefined);
  } finally {
    keeper.close();
  }
  return kept;
}

/** `2016.annual 39049 Franklin County, Ohio.csv`: the code after the period. */
function areaOfMember(name: string): string | undefined {
  const file = name.slice(name.lastIndexOf("/") + 1);
  return /^\d{4}\.(?:annual|q\d(?:-q\d)?) (\w{5}) .*\.csv$/.exec(file)?.[1];
}

/** Writes the members that it is asked to keep, as they are unpacked. */
class MemberKeeper implements TextReceiver {
  readonly #pathFor: (name: string) => string | undefined;
  readonly #room = new Uint8Array(ROOM);
  #descriptor: number | undefined;

  constructor(pathFor: (name: string) => string | undefined) {
    this.#pathFor = pathFor;
  }

  begin({ file }: { readonly file: string }): void {
    this.close();
    const at = file.lastIndexOf("!");
    const path = at < 0 ? undefined : this.#pathFor(file.slice(at + 1));
    if (path !== undefined) this.#descriptor = openSync(path, "w");
  }

  space(): Uint8Array {
    return this.#room;
  }

  advance(count: number): boolean {
    if (this.#descriptor === undefined) return false;
    let at = 0;
    while (at < count) at += writeSync(this.#descriptor, this.#room, at, count - at);
    return true;
  }

  end(): boolean {
    const isKept = this.#descriptor !== undefined;
    this.close();
    return isKept;
  }

  close(): void {
    if (this.#descriptor === undefined) return;
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
