/** A zip writer for tests: as much of the format as a package needs, and the lies a test wants to tell. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipOptions {
  /** Compress (default) or store. */
  readonly deflate?: boolean;
  /** Written instead of the true inflated size. */
  readonly declaredSize?: number;
  /** General purpose flags; bit 0 says encrypted. */
  readonly flags?: number;
}

/** UTF-8 names (bit 11). */
const UTF8 = 0x800;

export function zip(
  files: Iterable<readonly [name: string, content: string | Uint8Array]>,
  options: ZipOptions = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const bytes = Buffer.from(content);
    const data = options.deflate === false ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(UTF8 | (options.flags ?? 0), 2);
    fields.writeUInt16LE(options.deflate === false ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(options.declaredSize ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, rest, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const entries = parts.length;
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}
