import { normalise } from '../../vietnamese/normalise';
import type { Picture } from '../schema';
import { inlineTypst, quoted, type TypstSetting, textTypst } from '../typst-text';

/**
 * `#picture(…)`: with alternative text a figure, without it an artifact (PDF/UA-1 refuses a figure without one), and a box
 * with words where the picture cannot be had.
 */
export function pictureTypst(block: Picture, setting: TypstSetting): string {
  const found = setting.picture(block.media);
  const alt = normalise(block.alt).trim();
  const caption = inlineTypst(block.caption, setting);
  const credit = textTypst(block.credit.trim(), setting);
  const file = 'file' in found ? quoted(found.file) : 'none';
  const width = 'file' in found ? `${found.width.toFixed(2)}mm` : '100%';
  const words = 'missing' in found ? `[${textTypst(found.missing, setting)}]` : 'none';
  return `#picture(${quoted(block.id)}, ${file}, ${width}, ${alt === '' ? 'none' : quoted(alt)}, ${words}, ${content(caption)}, ${content(credit)})`;
}

function content(markup: string): string {
  return markup === '' ? 'none' : `[${markup}]`;
}
