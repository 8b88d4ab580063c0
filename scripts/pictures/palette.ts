import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/**
 * The same picture with at most 256 colours, which makes what is mostly text a third as large. A rare colour becomes the nearest frequent
 * one; transparency is dropped. Throws for a PNG that is not of 8 bits in true colour, without interlacing.
 */
export function withPalette(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] ?? 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each pixel as 0xRRGGBB. */
function readPixels(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const parts = chunksOf(png);
  const header = parts.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS[header.readUInt8(9)];
  if (header.readUInt8(8) !== 8 || channels === undefined || header.readUInt8(12) !== 0)
    throw new Error('this kind of PNG is not known here');
  const packed = Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const bytes = unfiltered(inflateSync(packed), { width, height, channels });
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1)
    pixels[index] = bytes.readUIntBE(index * channels, 3);
  return { width, height, pixels };
}

interface Chunk {
  type: string;
  data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

/** Undoes what stands before each row: how its bytes were foretold from those to the left and above. */
function unfiltered(
  raw: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
): Buffer {
  const stride = width * channels;
  const bytes = Buffer.alloc(stride * height);
  const byteAt = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (bytes[y * stride + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const around = {
        left: byteAt(x - channels, y),
        up: byteAt(x, y - 1),
        corner: byteAt(x - channels, y - 1),
      };
      bytes[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + foretold(filter, around);
    }
  }
  return bytes;
}

function foretold(
  filter: number,
  { left, up, corner }: { left: number; up: number; corner: number },
): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
      if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
      return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
    }
    default:
      return 0;
  }
}

function paletteOf(pixels: Uint32Array): { palette: number[]; indexOf(colour: number): number } {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return {
    palette,
    indexOf(colour) {
      const index = known.get(colour) ?? nearest(palette, colour);
      known.set(colour, index);
      return index;
    },
  };
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((other) => distance(other, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
