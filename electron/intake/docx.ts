import mammoth from 'mammoth';
import type { DataPicture, ReadArticle } from '../../shared/body/html';
import { htmlToBlocks } from '../../shared/body/html';
import { AppError } from '../../shared/domain/errors';
import { fromOldFont, oldFont } from '../../shared/vietnamese';

const STYLES = [
  "p[style-name='Title'] => p.MsoTitle:fresh",
  "p[style-name='Caption'] => p.MsoCaption:fresh",
  "p[style-name='caption'] => p.MsoCaption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='toasoan center'] => p.align-center:fresh",
  "p[style-name='toasoan right'] => p.align-right:fresh",
  "p[style-name='toasoan justify'] => p.align-justify:fresh",
  'u => u',
  'strike => s',
];

/** What is used of mammoth's document tree. */
interface Part {
  type: string;
  alignment?: string | null;
  styleId?: string | null;
  styleName?: string | null;
  numbering?: unknown;
  font?: string | null;
  value?: string;
  children?: Part[];
}

/**
 * An article from a Word file (docx).
 * @throws AppError intake.unreadable
 */
export async function readDocx(bytes: Uint8Array, name: string): Promise<ReadArticle> {
  const pictures: DataPicture[] = [];
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) },
      {
        styleMap: STYLES,
        externalFileAccess: false,
        transformDocument: prepared,
        convertImage: mammoth.images.imgElement(async (image) => {
          pictures.push({ mime: image.contentType, bytes: new Uint8Array(await image.readAsArrayBuffer()) });
          return { src: `cid:${pictures.length - 1}` };
        }),
      },
    );
    const read = htmlToBlocks(value, { article: true });
    return {
      ...read,
      pictures: read.pictures.flatMap((picture) => {
        if ('data' in picture) return [picture];
        const data = pictures[Number(picture.src.slice('cid:'.length))];
        return data ? [{ token: picture.token, data }] : [];
      }),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('intake.unreadable', { name }, { cause: error });
  }
}

/**
 * Gives plain paragraphs that are centred, right or justified a style of ours, as mammoth's styles know no alignment; and
 * reads text in fonts of before Unicode (.VnTime, VNI-Times) by them.
 */
function prepared(root: Part): Part {
  const waiting: Part[] = [root];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const side = { center: 'center', right: 'right', end: 'right', both: 'justify' }[part.alignment ?? ''];
    const plain = !part.styleName || /^(normal|body text|default|standard)/i.test(part.styleName);
    if (part.type === 'paragraph' && side && plain && !part.numbering) {
      part.styleId = null;
      part.styleName = `toasoan ${side}`;
    }
    const font = part.type === 'run' && part.font ? oldFont(part.font) : null;
    for (const child of font ? (part.children ?? []) : []) {
      if (font && child.type === 'text' && child.value) child.value = fromOldFont(child.value, font);
    }
    waiting.push(...(part.children ?? []));
  }
  return root;
}
