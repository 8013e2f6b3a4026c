import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Picture } from '../../shared/body/schema';
import type { PrintInput } from './input';
import { columnWidth, type Preset } from './preset';
import type { ReadyPicture } from './source';
import type { Warnings } from './warnings';

/** What offset printing can show; more only makes the file heavy. */
const PRINT_DPI = 300;
/** Under this a picture looks soft on paper, and the person is told. */
const SOFT_DPI = 150;
/** A picture too small for its column is printed smaller rather than coarser than this. */
const COARSEST_DPI = 100;
/** Share of the text height that a picture may take, so that its caption and some words stand with it. */
const HIGHEST = 0.45;
/** A PNG smaller than this is left one, in bytes. */
const WORTH_BYTES = 300_000;
/** Made-ready pictures kept between layouts of the same bulletin, in bytes. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** Loaded with the first picture: its native code costs every start, and most bulletins of a commune have few. */
type Imaging = typeof import('@napi-rs/image');
let imaging: Imaging | undefined;
function loadImaging(): Imaging {
  imaging ??= createRequire(import.meta.url)('@napi-rs/image') as Imaging;
  return imaging;
}

interface Made {
  readonly bytes: Buffer;
  readonly ending: 'jpg' | 'png';
  /** As seen, turned the right way, before shrinking. */
  readonly width: number;
  readonly height: number;
}

const kept = new Map<string, Made>();

/** A picture made ready for Typst: its name in the workspace and its bytes. */
export interface PictureFile {
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Every picture of the bulletin, shrunk to its printed size at 300 dpi; WebP and GIF as JPEG or PNG, which PDF knows.
 * One that is not there or is no picture is in `ready` with its fault; soft ones are warned of.
 */
export function makePictures(
  input: PrintInput,
  preset: Preset,
  warnings: Warnings,
): { ready: ReadonlyMap<string, ReadyPicture>; files: PictureFile[] } {
  const made = new Map<string, Sized>();
  const files: PictureFile[] = [];
  const column = columnWidth(preset, input.fields.columns);
  const tallest = (preset.page.height - preset.margin.top - preset.margin.bottom) * HIGHEST;
  for (const { id, article } of input.articles) {
    for (const block of article?.blocks ?? []) {
      if (block.kind !== 'picture') continue;
      const one = made.get(block.media) ?? make(block, column, tallest, input.pictures[block.media], files);
      made.set(block.media, one);
      if ('dpi' in one && one.dpi < SOFT_DPI) {
        const name = block.credit || block.media.slice(0, 12);
        warnings.add('low-resolution', id, `${name} (${Math.round(one.dpi)} dpi)`);
      }
    }
  }
  return { ready: made, files };
}

type Sized =
  | (Extract<ReadyPicture, { file: string }> & { readonly dpi: number })
  | Extract<ReadyPicture, { fault: string }>;

function make(block: Picture, column: number, tallest: number, path: string | undefined, files: PictureFile[]): Sized {
  if (path === undefined) return { fault: 'missing-picture' };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return { fault: 'missing-picture' };
  }
  const codec = loadImaging();
  try {
    const most = Math.round((column / 25.4) * PRINT_DPI);
    const made = madeBefore(`${block.media}-${most}`, () => decode(bytes, most, codec));
    const fitting = Math.min(column, (tallest * made.width) / made.height, (made.width / COARSEST_DPI) * 25.4);
    const width = Math.max(fitting, 1);
    const file = `/pictures/${block.media}-${most}.${made.ending}`;
    files.push({ file, bytes: made.bytes });
    return { file, width, dpi: made.width / (width / 25.4) };
  } catch {
    return { fault: 'picture-unreadable' };
  }
}

/** @throws Error when the bytes are no picture that can be decoded to its end */
function decode(bytes: Buffer, most: number, { JsColorType, ResizeFit, Transformer }: Imaging): Made {
  const { width, height, format, orientation, colorType } = new Transformer(bytes).metadataSync(true);
  const turned = (orientation ?? 1) >= 5;
  const seen = turned ? { width: height, height: width } : { width, height };
  const image = new Transformer(bytes).rotate();
  const shrink = seen.width > most * 1.25;
  if (shrink)
    image.resize({
      width: most,
      height: Math.max(1, Math.round((seen.height * most) / seen.width)),
      fit: ResizeFit.Fill,
    });
  if (format === 'jpeg' && !shrink && (orientation ?? 1) === 1 && jpegComponents(bytes) !== 4) {
    // Decoded to see that it is whole, then passed on as it is: nothing is lost by a second compression.
    image.rawPixelsSync();
    return { bytes, ending: 'jpg', ...seen };
  }
  const seeThrough = [
    JsColorType.La8,
    JsColorType.Rgba8,
    JsColorType.La16,
    JsColorType.Rgba16,
    JsColorType.Rgba32F,
  ].includes(colorType);
  const drawing = format === 'png' || format === 'gif';
  if (!seeThrough && !drawing) return { bytes: image.jpegSync(88), ending: 'jpg', ...seen };
  const png = image.pngSync();
  if (seeThrough || png.length < WORTH_BYTES) return { bytes: png, ending: 'png', ...seen };
  // A photo that came as PNG: a drawing never shrinks so much.
  const jpeg = new Transformer(png).jpegSync(90);
  if (jpeg.length * 4 < png.length) return { bytes: jpeg, ending: 'jpg', ...seen };
  return { bytes: png, ending: 'png', ...seen };
}

/** Number of colour channels in a JPEG's frame header: 4 is CMYK, which screens and printers read differently. */
function jpegComponents(bytes: Buffer): number {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return bytes[at + 9] ?? 0;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return 0;
}

function madeBefore(key: string, make: () => Made): Made {
  const made = kept.get(key) ?? make();
  // Put last again: what was used longest ago goes first.
  kept.delete(key);
  kept.set(key, made);
  let total = 0;
  for (const each of kept.values()) total += each.bytes.length;
  for (const [name, each] of kept) {
    if (total <= KEPT_BYTES || name === key) break;
    total -= each.bytes.length;
    kept.delete(name);
  }
  return made;
}
