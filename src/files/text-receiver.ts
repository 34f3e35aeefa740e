/** Takes the texts of files and archive members, one after the other, as bytes. */
export interface TextReceiver {
  /**
   * A text that this receiver refuses by its start must match its checksum all the same: a damaged start makes a
   * wanted file look like another.
   */
  readonly checksWhatItRefuses?: boolean;
  begin(text: {
    readonly file: string;
    readonly named: boolean;
    readonly isSheet?: boolean;
    readonly isHidden?: boolean;
    /** The workbook that the sheet is of, and the sheet's name. */
    readonly workbook?: string;
    readonly sheetName?: string;
  }): void;
  /** Room for the next bytes, at least one. */
  space(): Uint8Array;
  /** Called when this many bytes were put into the room; returns false if the rest of this text is not needed. */
  advance(count: number): boolean;
  /** The text is whole. False: it was not needed. Not called where the rest was not needed. */
  end(): boolean;
}

/**
 * Receives how many of the file's own bytes were read since the last call, after what they held was received.
 * May give back a promise, to be waited for before more is read.
 */
export type OnBytes = (count: number) => unknown;

/** Copies bytes into a receiver, whatever room it has; false: the rest of the text is not needed. */
export function passOn(bytes: Uint8Array, receiver: TextReceiver): boolean {
  let at = 0;
  while (at < bytes.length) {
    const room = receiver.space();
    const part = bytes.subarray(at, at + room.length);
    room.set(part);
    at += part.length;
    if (!receiver.advance(part.length)) return false;
  }
  return true;
}
