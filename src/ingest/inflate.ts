import { InputError } from "../errors.js";

/** Bytes handed over at once; the default of 16 KiB costs three times as long. */
export const CHUNK_BYTES = 262_144;

// QCEW text compresses 3 to 13 times; zeros written by a bomb 1,000 times.
const HIGHEST_RATIO = 100;
// Below this size a ratio says little, and no harm is done.
const HARMLESS_BYTES = 4_194_304;
// All years of all areas in one member would be smaller.
const LARGEST_TEXT = 137_438_953_472;

/** @throws {InputError} `ZIP_BOMB` where data expands beyond what QCEW files honestly can */
export function assertHonestRatio(sizes: {
  readonly file: string;
  readonly compressed: number;
  readonly expanded: number;
}): void {
  const { file, compressed, expanded } = sizes;
  if (expanded <= HARMLESS_BYTES) return;
  if (expanded <= LARGEST_TEXT && expanded <= compressed * HIGHEST_RATIO) return;
  throw new InputError("compressed data that expands beyond what a QCEW file can", {
    code: "ZIP_BOMB",
    where: { file },
    found: `${expanded} bytes out of ${compressed}`,
    hint: "do not open this file; download it again from its publisher",
  });
}
