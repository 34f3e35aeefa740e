import * as zlib from "node:zlib";

/** CRC-32 of bytes: shows damage, quickly. Node has it from 20.15 and 22.2 on. */
export const checksum: (bytes: Uint8Array) => number =
  "crc32" in zlib ? (bytes) => (zlib.crc32 as (data: Uint8Array) => number)(bytes) : checksumByTable;

let table: Uint32Array | undefined;

/** The same without Node's own. */
export function checksumByTable(bytes: Uint8Array): number {
  const entries = (table ??= makeTable());
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = entries[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let entry = byte;
    for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? 0xedb88320 ^ (entry >>> 1) : entry >>> 1;
    return entry;
  });
}
