import type { TextDecoder as Decoder } from "node:util";
import { InputError } from "../core/errors.js";
import type { TextReceiver } from "./content.js";
import { passOn } from "./content.js";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be";

/**
 * How a text is encoded, by its first bytes: a byte order mark, or the zeros that UTF-16 has beside
 * every ASCII character. UTF-8 stands for all encodings that extend ASCII, such as Windows-1252: only
 * titles hold other characters, and they are not read.
 */
export function encodingOf(bytes: Uint8Array): TextEncodingName {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return "utf-8";
}

/** Hands text on to a receiver as UTF-8, whatever it was. */
export class TextDecoding {
  #decoder: Decoder | undefined;
  #isFirst = true;

  constructor(
    readonly file: string,
    readonly receiver: TextReceiver,
  ) {}

  /** @returns false when the receiver needs no more */
  push(bytes: Uint8Array): boolean {
    if (this.#isFirst) {
      this.#isFirst = false;
      const encoding = encodingOf(bytes);
      if (encoding !== "utf-8") this.#decoder = new TextDecoder(encoding, { fatal: true }) as Decoder;
    }
    if (this.#decoder === undefined) return passOn(bytes, this.receiver);
    return passOn(this.#decode(this.#decoder, bytes, true), this.receiver);
  }

  end(): void {
    if (this.#decoder !== undefined) passOn(this.#decode(this.#decoder, new Uint8Array(), false), this.receiver);
  }

  #decode(decoder: Decoder, bytes: Uint8Array, stream: boolean): Uint8Array {
    try {
      return Buffer.from(decoder.decode(bytes, { stream }));
    } catch {
      throw new InputError(`text that is not whole ${decoder.encoding.toUpperCase()}`, {
        code: "ENCODING",
        where: { file: this.file },
        hint: "save it again as UTF-8, or download it again",
      });
    }
  }
}
