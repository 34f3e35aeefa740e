import type { TextDecoder as Decoder } from "node:util";
import { detectEncoding, notWhole } from "./decode.js";
import type { TextReceiver } from "./text-receiver.js";
import { passOn } from "./text-receiver.js";

/** Hands text on to a receiver as UTF-8 where it was UTF-16, and as it is where it extends ASCII. */
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
      const encoding = detectEncoding(bytes);
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
      throw notWhole(decoder.encoding, this.file);
    }
  }
}
