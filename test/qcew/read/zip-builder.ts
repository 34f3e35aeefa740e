import { crc32 as crcOf, deflateRawSync } from "node:zlib";

export interface ZipMemberSpec {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  /** What the directory says, where that is not the truth. */
  readonly claim?: Partial<{ crc32: number; size: number; compressedSize: number; method: number; flags: number }>;
}

/** Writes a zip by the book (PKWARE APPNOTE 4.3), and lies where it is asked to. */
export function buildZip(members: readonly ZipMemberSpec[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claim = {} } of members) {
    const bytes = Buffer.from(content);
    const data = stored ? bytes : deflateRawSync(bytes);
    const fields = {
      method: stored ? 0 : 8,
      flags: 0x800,
      crc32: crcOf(bytes),
      compressedSize: data.length,
      size: bytes.length,
      ...claim,
    };
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(fields.flags, 2);
    common.writeUInt16LE(fields.method, 4);
    common.writeUInt16LE(0x5821, 8);
    common.writeUInt32LE(fields.crc32, 10);
    common.writeUInt32LE(fields.compressedSize, 14);
    common.writeUInt32LE(fields.size, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, rest, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
