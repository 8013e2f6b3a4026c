import { blockTypst, quoted, type TypstSetting, textTypst, visible } from '../../shared/body/typst';
import { say } from '../../shared/i18n';
import { normalise } from '../../shared/vietnamese/normalise';
import type { Fonts } from './fonts';
import type { PrintArticle, PrintInput } from './input';
import prelude from './prelude.typ?raw';
import { columnWidth, NARROW, type Preset } from './preset';
import type { Warnings } from './warnings';

/** A picture that was made ready, or why it could not be. */
export type ReadyPicture =
  | { readonly file: string; readonly width: number }
  | { readonly fault: 'missing-picture' | 'picture-unreadable' };

/** What a first layout showed to be better. */
export interface Trim {
  /** Height kept empty above the imprint, in pt. */
  readonly reserve: number;
  /** Block ids of the pictures that stand at the top of a column, while the text before them runs on. */
  readonly floated: ReadonlySet<string>;
}

export interface SourceOptions {
  readonly preset: Preset;
  readonly fonts: Fonts;
  readonly pictures: ReadonlyMap<string, ReadyPicture>;
  readonly warnings: Warnings;
}

/** A stretch that stays on one line. The baseline of a box is its foot, which bottom-edge puts under the letters'. */
const HELD = '#let held(it) = box(baseline: 0.24em, it)';

/** More than these and the contents are set in the column, where they may run over pages. */
const CONTENTS_ON_TOP = 14;

/** The words that are printed by themselves are Vietnamese, whatever the interface speaks. */
const word = (key: string, values?: Readonly<Record<string, string | number>>) =>
  say('vi', 'print', `page.${key}`, values);

/**
 * A bulletin -> one Typst source, for any trim: what the trim leaves alone is written only once. Any input gives a source
 * that compiles under PDF/UA-1.
 */
export function bulletinSource(input: PrintInput, options: SourceOptions): (trim: Trim) => string {
  const { fields } = input;
  const text = (of: string, longest?: number) =>
    visible(of) ? `[${textTypst(of.trim(), setting(options, null), longest)}]` : 'none';
  const printed = input.articles.filter((each) => each.article !== null).length;
  const top = fields.contents && printed > 0 && printed <= CONTENTS_ON_TOP;
  const issue = issueWords(fields.masthead.issue);
  const size = mastheadSize(fields.masthead.title, options.preset);
  const head = [numbers(options.preset, fields.columns), HELD, words(input, options)].join('\n');
  const lines: string[] = [
    prelude,
    `#set document(title: ${quoted(documentTitle(input))}, author: ${author(fields.masthead.publisher)}, date: auto)`,
    `#masthead(${text(fields.masthead.kicker)}, ${text(fields.masthead.title, 14)}, ${size}pt, ${text(fields.masthead.publisher)}, ${text(issue)}, ${text(dateWords(fields.masthead.date))}, ${top})`,
  ];
  lines.push('#context [#metadata(here().position()) <start>]');
  if (fields.contents && printed > CONTENTS_ON_TOP) lines.push('#table-of-contents()');
  let first = !(fields.contents && printed > CONTENTS_ON_TOP);
  input.articles.forEach(({ id, article }, index) => {
    if (!article) {
      options.warnings.add('missing-article', id);
      return;
    }
    lines.push(articleSource(article, index, first, options));
    first = false;
  });
  lines.push('#context [#metadata(here().position()) <end>]');
  const foot = imprintLines(input, options);
  const middle = lines.join('\n');
  return ({ reserve, floated }) => {
    const keys = [...floated].map((id) => `${quoted(id)},`).join(' ');
    return `${head}\n#let floated = (${keys})\n${middle}\n#imprint(${foot}, ${reserve.toFixed(1)}pt)`;
  };
}

function setting(options: SourceOptions, article: PrintArticle | null): TypstSetting {
  const id = article?.id ?? null;
  // Under the article's own level 1; a level follows the one before it by at most one.
  let open: number[] = [];
  return {
    covers: options.fonts.covers,
    missing: (character) => options.warnings.glyph(id, character),
    headingLevel(level) {
      open = open.filter((above) => above < level);
      open.push(level);
      const printed = open.length + 1;
      if (printed !== level) options.warnings.add('heading-levels', id);
      return printed;
    },
    picture(media) {
      const ready = options.pictures.get(media) ?? { fault: 'missing-picture' as const };
      return 'file' in ready ? ready : { missing: word(ready.fault) };
    },
  };
}

function articleSource(article: PrintArticle, index: number, first: boolean, options: SourceOptions): string {
  const { fields } = article;
  const own = setting(options, article);
  const { warnings } = options;
  const text = (of: string, longest?: number) => (visible(of) ? `[${textTypst(of.trim(), own, longest)}]` : 'none');
  if (!visible(fields.title)) warnings.add('no-title', article.id);
  const body = article.blocks.map((block) => blockTypst(block, own)).filter((markup) => markup !== '');
  if (body.length === 0) warnings.add('empty-article', article.id);
  for (const block of article.blocks) {
    if (block.kind !== 'picture') continue;
    const ready = options.pictures.get(block.media) ?? { fault: 'missing-picture' as const };
    const name = block.credit || block.media.slice(0, 12);
    if ('fault' in ready) warnings.add(ready.fault, article.id, name);
    else if (!visible(block.alt)) warnings.add('no-alt', article.id, name);
  }
  const byline = fields.penName || fields.author;
  const source = visible(fields.source) ? word('source', { source: fields.source.trim() }) : '';
  const parts = [
    quoted(String(index)),
    String(first),
    text(fields.category),
    visible(fields.title) ? text(fields.title, 14) : `[${textTypst(word('untitled'), own)}]`,
    text(fields.subtitle),
    text(fields.lead),
    `[\n${body.join('\n')}\n]`,
    text(byline),
    text(source),
  ];
  return `#article(${parts.join(', ')})`;
}

function numbers(of: Preset, columns: number): string {
  const narrow = columnWidth(of, columns) < NARROW;
  const gap = (of.leading - 1).toFixed(3);
  return `#let p = (
  width: ${of.page.width}mm, height: ${of.page.height}mm, columns: ${columns}, gutter: ${of.gutter}mm,
  top: ${of.margin.top}mm, bottom: ${of.margin.bottom}mm, inside: ${of.margin.inside}mm, outside: ${of.margin.outside}mm,
  font: (${quoted(of.font)},), body: ${of.sizes.body}pt, title: ${of.sizes.title}pt, lead: ${of.sizes.lead}pt,
  small: ${of.sizes.small}pt, lead-gap: ${gap}em, indent: ${narrow ? of.indent / 2 : of.indent}mm, justify: ${!narrow},
  grey: rgb("#555555"), accent: rgb("#0b4f54"), tint: rgb("#eef3f3"),
)`;
}

function words(input: PrintInput, options: SourceOptions): string {
  const { masthead } = input.fields;
  const text = (of: string) => (visible(of) ? `[${textTypst(of.trim(), setting(options, null))}]` : '[]');
  const head = [masthead.kicker, masthead.title].filter(visible).join(' ');
  const issue = [issueWords(masthead.issue), dateShort(masthead.date)].filter(visible).join(' – ');
  return `#let w = (contents: [${textTypst(word('contents'), setting(options, null))}], head: ${text(head)}, head-issue: ${text(issue)})`;
}

/** "12" is printed as "Số 12"; what already says what it is stays as typed. */
function issueWords(issue: string): string {
  return /^\s*\p{N}/u.test(issue) ? word('issue', { issue: issue.trim() }) : issue;
}

function dateWords(date: string): string {
  const [year, month, day] = date.split('-');
  return year && month && day ? word('date', { year, month: padded(month), day }) : '';
}

/** Day always in two figures, month only January and February: NĐ 30/2020/NĐ-CP, Phụ lục I. */
function padded(month: string): string {
  return Number(month) > 2 ? String(Number(month)) : month;
}

function dateShort(date: string): string {
  const [year, month, day] = date.split('-');
  return year && month && day ? `${Number(day)}/${Number(month)}/${year}` : '';
}

function documentTitle(input: PrintInput): string {
  const { masthead } = input.fields;
  const all = [masthead.kicker, masthead.title, issueWords(masthead.issue)].filter(visible).map((each) => each.trim());
  return all.length > 0 ? normalise(all.join(' – ')) : word('bulletin');
}

function author(publisher: string): string {
  return visible(publisher) ? quoted(normalise(publisher.trim())) : '()';
}

/** A long title takes a smaller letter: the masthead stays within a third of the page. */
function mastheadSize(title: string, of: Preset): number {
  const shrink = title.length <= 28 ? 1 : title.length <= 60 ? 0.7 : title.length <= 140 ? 0.5 : 0.38;
  return Math.max(of.sizes.title * 0.8, of.sizes.masthead * shrink);
}

function imprintLines(input: PrintInput, options: SourceOptions): string {
  const { imprint } = input.fields;
  const keys = ['licence', 'responsible', 'printer', 'printRun', 'period', 'deposit'] as const;
  const lines = keys
    .filter((key) => visible(imprint[key]))
    .map((key) => {
      const label = word(key);
      const value = imprint[key].trim();
      // Some offices type the label themselves.
      const opening = label.split(' ').slice(0, 2).join(' ').toLowerCase();
      const own = setting(options, null);
      if (value.toLowerCase().startsWith(opening)) return `[${textTypst(value, own)}]`;
      return `[#strong[${textTypst(`${label}:`, own)}] ${textTypst(value, own)}]`;
    });
  return lines.length === 0 ? '()' : `(${lines.join(', ')},)`;
}
