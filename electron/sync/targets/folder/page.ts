import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ArticleFields } from '../../../../shared/domain/article';
import type { Media } from '../../../../shared/domain/media';
import { atPictures, escapeHtml } from '../../article-page';

/** Paper first: the page is read on screen and printed from there. Times-like type, 72 characters a line. */
const STYLE = `:root{color-scheme:light}
body{margin:0;background:#f3f4f5;color:#1b1f23;font:18px/1.6 Tinos,"Times New Roman",Times,serif}
main{max-width:42rem;margin:2rem auto;padding:2.5rem 3rem;background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.15)}
h1{font-size:1.9rem;line-height:1.25;margin:0 0 .75rem}
h2,h3,h4{line-height:1.3;margin:1.6em 0 .5em}
p{margin:0 0 1em}
.meta{color:#57606a;font-size:.85rem;margin-bottom:1.25rem}
.subtitle{font-size:1.15rem;color:#3b434b}
.byline{text-align:right}
.source{text-align:right;color:#57606a}
figure{margin:1.5em 0;text-align:center}
img{max-width:100%;height:auto}
figcaption{font-size:.9rem;color:#57606a;margin-top:.5em}
blockquote{margin:1em 0;padding-left:1.2em;border-left:3px solid #b9c0c7}
a{color:#0b5b66}
hr{border:0;border-top:1px solid #b9c0c7;margin:2em 0}
@media (max-width:40rem){main{margin:0;padding:1.25rem;box-shadow:none}}
@media print{body{background:#fff;font-size:12pt}main{max-width:none;margin:0;padding:0;box-shadow:none}a{color:inherit}figure,blockquote{break-inside:avoid}h1,h2,h3,h4{break-after:avoid}@page{size:A4;margin:2cm}}`;

/** A multiple of 3, so that the base64 of each piece joins to the base64 of all. */
const PIECE = 192 * 1024;

export interface FolderPicture {
  readonly path: string;
  readonly media: Media;
}

/** The mark by which the next publishing knows its own files. */
export function identity(articleId: string): string {
  return `<meta name="toasoan-article" content="${articleId}">`;
}

/** `yyyy-mm-dd` in local time as people here write it: dd/mm/yyyy. */
function day(at: number): string {
  const date = new Date(at);
  return [date.getDate(), date.getMonth() + 1, date.getFullYear()]
    .map((part) => String(part).padStart(2, '0'))
    .join('/');
}

/**
 * Writes one HTML file that needs no other: style and pictures are inside. Pictures stream through, so that a large one
 * is never whole in memory nor holds up the main process.
 * @param page from articlePage
 * @param at publish date in ms, shown under the title
 */
export async function writePage(
  file: FileHandle,
  article: { id: string; fields: ArticleFields; page: string; at: number },
  pictures: ReadonlyMap<string, FolderPicture>,
): Promise<void> {
  const { fields } = article;
  const featured =
    fields.featured !== null && !article.page.includes(`toasoan-picture:${fields.featured}`) ? fields.featured : null;
  const about = [fields.category, day(article.at)].filter((part) => part !== '').join(' · ');
  const put = async (text: string): Promise<void> => {
    await file.write(text, null, 'utf8');
  };
  const picture = async (sha256: string): Promise<void> => {
    const found = pictures.get(sha256);
    if (found === undefined) return;
    await put(`src="data:${found.media.mime};base64,`);
    for await (const piece of createReadStream(found.path, { highWaterMark: PIECE }))
      await put((piece as Buffer).toString('base64'));
    await put('"');
  };
  await put(`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
${identity(article.id)}
${fields.keywords.length > 0 ? `<meta name="keywords" content="${escapeHtml(fields.keywords.join(', '))}">\n` : ''}<meta name="description" content="${escapeHtml(fields.lead.slice(0, 300))}">
<title>${escapeHtml(fields.title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<article>
<h1>${escapeHtml(fields.title)}</h1>
<p class="meta">${escapeHtml(about)}</p>
`);
  if (featured !== null && pictures.has(featured)) {
    await put('<figure><img alt="" ');
    await picture(featured);
    await put('></figure>\n');
  }
  const parts = atPictures(article.page);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    if (index % 2 === 0) await put(part);
    else await picture(part);
  }
  await put('\n</article>\n</main>\n</body>\n</html>\n');
}
