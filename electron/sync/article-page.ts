import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { blocksToHtml } from '../../shared/body/html';
import type { Block } from '../../shared/body/schema';
import type { ArticleFields } from '../../shared/domain/article';
import { say } from '../../shared/i18n';
import { fold } from '../../shared/vietnamese/fold';

/** Stands for a picture's address until it is known. */
const PICTURE = /src="toasoan-picture:([0-9a-f]{64})"/g;

/** Blocks turned to HTML in one go: longer articles let the main process breathe in between, someone may be typing. */
const SLICE = 200;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) =>
    letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : letter === '>' ? '&gt;' : '&quot;',
  );
}

/**
 * An article as a reader sees it below its title: subtitle, lead, body, byline, source. Pictures have stand-ins for
 * addresses; `withPictures` puts in what each target has. NFC.
 */
export async function articlePage(fields: ArticleFields, blocks: readonly Block[]): Promise<string> {
  const parts: string[] = [];
  const line = (kind: string, text: string, tag = ''): void => {
    if (text.trim() === '') return;
    const words = escapeHtml(text.trim()).replace(/\n/g, '<br>');
    parts.push(`<p class="${kind}">${tag === '' ? words : `<${tag}>${words}</${tag}>`}</p>`);
  };
  line('subtitle', fields.subtitle, 'em');
  line('lead', fields.lead, 'strong');
  for (let at = 0; at < blocks.length; at += SLICE) {
    if (at > 0) await breathe();
    parts.push(
      blocksToHtml(blocks.slice(at, at + SLICE), {
        picture: (picture) => ({ src: `toasoan-picture:${picture.media}` }),
      }),
    );
  }
  line('byline', fields.penName || fields.author, 'strong');
  line('source', sourceLine(fields.source), 'em');
  return parts.join('\n').normalize('NFC');
}

/** "Nguồn: …", unless the editor wrote such a word already. */
export function sourceLine(source: string): string {
  const text = source.trim();
  return text === '' || /^(nguon|theo)[\s:]/.test(fold(text))
    ? text
    : say('vi', 'sync', 'state.page.source', { source: text });
}

/** The page cut at its pictures: text, sha256, text, sha256, … text. What stands between two texts is the `img`'s src. */
export function atPictures(page: string): string[] {
  return page.split(PICTURE);
}

/** @param attributes of the `img` for a sha256, e.g. `src="…" class="…"`; words of the text that look alike get the empty answer of an unknown sha256 */
export function withPictures(page: string, attributes: (sha256: string) => string): string {
  return atPictures(page)
    .map((part, index) => (index % 2 === 0 ? part : attributes(part)))
    .join('');
}

/** sha256 of every picture the article shows, the featured one first, each once. */
export function picturesOf(fields: ArticleFields, blocks: readonly Block[]): string[] {
  const found = new Set<string>(fields.featured === null ? [] : [fields.featured]);
  for (const block of blocks) if (block.kind === 'picture') found.add(block.media);
  return [...found];
}

/** sha256 (hex) over named values, in the order given. */
export function hashOf(values: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(values), 'utf8').digest('hex');
}
