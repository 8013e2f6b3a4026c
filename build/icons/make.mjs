// Draws the icon's sizes from its two drawings: `node build/icons/make.mjs`. What it writes is kept in git.
import { readFile, writeFile } from 'node:fs/promises';
import { ResizeFilterType, Transformer } from '@napi-rs/image';

const at = (/** @type {string} */ name) => new URL(name, import.meta.url);
/** Below 48 pixels the fine drawing is mud. */
const SMALL = [16, 24, 32];
const LARGE = [48, 64, 128, 256, 512];
/** What Windows asks for. */
const ICO = [16, 24, 32, 48, 64, 256];

/** @type {Map<number, Buffer>} */
const drawn = new Map();
for (const [drawing, sizes] of /** @type {const} */ ([
  ['icon-small.svg', SMALL],
  ['icon.svg', LARGE],
])) {
  const svg = await readFile(at(drawing), 'utf8');
  for (const size of sizes) {
    // It draws an SVG at 1024 pixels or more, whatever size is asked for; Lanczos brings it down.
    const png = Buffer.from(await Transformer.fromSvg(svg).resize(size, size, ResizeFilterType.Lanczos3).png());
    drawn.set(size, png);
    await writeFile(at(`${size}x${size}.png`), png);
  }
}
await writeFile(at('icon.ico'), ico(ICO.map((size) => ({ size, png: /** @type {Buffer} */ (drawn.get(size)) }))));

/**
 * An .ico of PNGs, as Windows Vista and later read them.
 * @param {{ size: number, png: Buffer }[]} pictures
 */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
