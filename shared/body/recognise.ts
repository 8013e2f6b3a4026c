import type { IntakeNote } from '../channels';
import { findOld, fromOld } from '../vietnamese/encodings';
import { normalise } from '../vietnamese/normalise';
import { countWords } from '../vietnamese/words';
import { countChanges } from './html/line';
import { clip, Notes } from './html/notes';
import { settle } from './html/settle';
import { inlineText } from './inline';
import type { IntakeFields, ReadArticle, ReadBlock } from './read';

export type { ReadArticle };

const TITLE_WORDS = 40;
/** A sapo has some 40 words; far longer first paragraphs are body. */
const LEAD_WORDS = 150;
const SOURCE_WORDS = 12;
const DOMAIN = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const NAMED_SOURCE = /^(?:nguồn(?: tin)?\s*[::]\s*|theo\s+)(.+)$/iu;

/**
 * Takes title, lead and source out of the blocks of a whole article, as they stand on a portal's page: a short first
 * line without a full stop before longer text is the title, the paragraph at the head the lead (sapo), a last line that
 * names a site, "Nguồn: …" or "Theo …" the source. What does not look like it stays in the body.
 * @param title one that is known already; '' where none is
 */
export function recognise(
  blocks: readonly ReadBlock[],
  title = '',
): { blocks: ReadBlock[]; fields: Partial<IntakeFields>; notes: IntakeNote[] } {
  const rest = [...blocks];
  const fields: Partial<IntakeFields> = {};
  const notes = new Notes();
  const found = (field: 'title' | 'lead' | 'source', text: string) => {
    fields[field] = text;
    notes.add(field, text);
  };
  if (title !== '') found('title', clip(title, 1000));
  else if (looksLikeTitle(rest)) {
    found('title', clip(lineOf(rest[0]) ?? '', 1000));
    rest.shift();
  }
  const source = rest.length > 1 ? sourceOf(lineOf(rest.at(-1)) ?? '') : '';
  if (source !== '') {
    found('source', source);
    rest.pop();
  }
  const lead = rest[0]?.kind === 'paragraph' ? (lineOf(rest[0]) ?? '') : '';
  const words = countWords(lead);
  // A lead leads to something; a lone paragraph is the body.
  if (
    words > 0 &&
    words <= LEAD_WORDS &&
    lead.length <= 20_000 &&
    rest.slice(1).some((block) => lineOf(block) !== null)
  ) {
    found('lead', lead);
    rest.shift();
  }
  return { blocks: rest, fields, notes: notes.list() };
}

/** The words of a block of text on one line; null: it is none. */
function lineOf(block: ReadBlock | undefined): string | null {
  if (block?.kind !== 'paragraph' && block?.kind !== 'heading' && block?.kind !== 'quote') return null;
  return inlineText(block.inline).replace(/\s+/g, ' ').trim();
}

function looksLikeTitle(blocks: readonly ReadBlock[]): boolean {
  const first = blocks[0];
  const line = lineOf(first);
  if (line === null || first?.kind === 'quote' || /[.;:,…]["”’)]?$/.test(line)) return false;
  const next = blocks.slice(1).find((block) => lineOf(block) !== null);
  const words = countWords(line);
  return words > 0 && words <= TITLE_WORDS && countWords(lineOf(next) ?? '') > words;
}

/** '' where the line does not look like a source. */
function sourceOf(line: string): string {
  const bare = line.replace(/^[([]\s*|\s*[)\]]$/g, '').replace(/\.$/, '');
  if (DOMAIN.test(bare)) return clip(bare, 500);
  const named = NAMED_SOURCE.exec(bare)?.[1]?.trim() ?? '';
  return countWords(named) <= SOURCE_WORDS ? clip(named, 500) : '';
}

/**
 * Blocks from plain text: a line is a paragraph; lines of spaces and spaces at the edges go. Text in an encoding of
 * before Unicode, as Windows shows it without its font, is recognised. Linear.
 */
export function textToBlocks(text: string, options: { article?: boolean } = {}): ReadArticle {
  const notes = new Notes();
  const old = findOld(text);
  if (old) notes.add('encoding', old);
  const read = old ? fromOld(text, old) : text;
  countChanges([{ text: read, marks: 0, href: null }], notes);
  const lines = normalise(read)
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').trim())
    .filter((line) => line !== '');
  const drafts = lines.map(
    (line) => ({ kind: 'paragraph', align: null, inline: [{ t: 'text', text: line }] }) as const,
  );
  const blocks = settle(
    drafts.map((draft) => ({ ...draft, inline: [...draft.inline] })),
    notes,
  );
  const rest = { pictures: [], steps: lines.length };
  if (!options.article) return { ...rest, blocks, fields: {}, notes: notes.list() };
  const article = recognise(blocks);
  return { ...rest, ...article, notes: [...notes.list(), ...article.notes] };
}
