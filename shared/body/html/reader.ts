import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import { normalise } from '../../vietnamese/normalise';
import { markerKind } from '../list/html';
import { pictureSource } from '../picture/html';
import type { Draft } from './draft';
import { Line } from './line';
import { linkTarget } from './link';
import { attribute, type Look, lookOf, losesStyle, PLAIN, parseStyle, type Style } from './look';
import { clip, Notes } from './notes';
import { Sink } from './sink';
import { type OpenTable, rowDrafts } from './table';
import {
  type Attribute,
  BARRIER_TAGS,
  BLOCK_TAGS,
  BREAKOUT_TAGS,
  CUT_TAGS,
  FORMATTING_TAGS,
  VOID_TAGS,
} from './tokens';

type Role = 'none' | 'list' | 'item' | 'table' | 'row' | 'cell';

/** An open element. */
interface Frame {
  readonly name: string;
  readonly look: Look;
  readonly role: Role;
  /** Of formatting elements only: what to open again behind a block that closed around them. */
  readonly attrs: readonly Attribute[] | null;
}

const EMOJI = /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Join_Control}]{0,15}$/u;
/** Tables deeper than this are read as plain text: their blocks would be moved once more for each level. */
const MAX_TABLES = 8;
const CHUNK = 64 * 1024;
const NO_STYLE: Style = new Map();
const RAW = new Set(['script', 'style', 'iframe', 'noembed', 'noframes', 'xmp', 'textarea', 'title', 'plaintext']);

/**
 * Reads HTML into drafts in one pass over parse5's tokens. Not over its tree: building that takes time that grows with
 * the square of the nesting, and its memory is many times the text's; both would freeze a weak machine on a big paste.
 * Every element is pushed and popped once, so the work grows with the length of the source and nothing recurses.
 */
export class Reader implements TokenHandler {
  readonly notes = new Notes();
  /** Elements opened and closed, tokens of text: the measure that tests hold against the length of the source. */
  steps = 0;
  /** Addresses of pictures that the caller must fetch, by token. */
  readonly handed = new Map<string, string>();
  readonly #tokenizer = new Tokenizer({}, this);
  readonly #frames: Frame[] = [];
  /** How often each name is open, one table for each barrier: an end tag without its element costs one look-up. */
  readonly #scopes: Map<string, number>[] = [new Map()];
  readonly #barriers: string[] = [];
  readonly #sinks: Sink[] = [new Sink()];
  readonly #tables: OpenTable[] = [];
  readonly #line = new Line();
  readonly #styles = new Map<string, Style>();
  #tableDepth = 0;
  #credit = '';
  #marker = '';

  /** @returns the drafts of the whole source */
  read(source: string): Draft[] {
    for (let at = 0; at < source.length; at += CHUNK) this.#tokenizer.write(source.slice(at, at + CHUNK), false);
    this.#tokenizer.write('', true);
    return this.#sinks[0]?.drafts ?? [];
  }

  onStartTag(token: Token.TagToken): void {
    this.steps++;
    const name = token.tagName;
    if (name === 'html' || name === 'head' || name === 'body') return;
    if (BREAKOUT_TAGS.has(name)) while (this.#isOpen('svg')) this.#popTo('svg');
    if (this.#look.cut) {
      this.#startCut(token);
      return;
    }
    if (BLOCK_TAGS.has(name)) this.#startBlock(token);
    else if (name === 'a' && this.#isOpen('a')) this.#popTo('a');
    if (name === 'br') this.#break();
    else if (name === 'img' || name === 'image') this.#picture(token.attrs);
    else if (name === 'hr') this.#rule(token.attrs);
    // <o:p/> of Word, which browsers leave open.
    else if (!VOID_TAGS.has(name) && !(token.selfClosing && name.includes(':'))) this.#open(token);
  }

  #open(token: Token.TagToken): void {
    const name = token.tagName;
    const look = this.#lookOf(name, token.attrs, this.#look);
    if (look.cut) {
      this.#startCut(token, look);
      return;
    }
    const attrs = FORMATTING_TAGS.has(name) ? token.attrs : null;
    this.#push({ name, look: roleLook(name, look), role: this.#roleOf(name), attrs });
    if (name === 'q') this.#text('“');
  }

  onEndTag(token: Token.TagToken): void {
    this.steps++;
    const name = token.tagName;
    if (!this.#look.cut) {
      if (name === 'br') this.#break();
      if (BLOCK_TAGS.has(name)) this.#flush();
      if (name === 'q' && this.#isOpen('q')) this.#text('”');
    }
    this.#end(name);
  }

  #end(name: string): void {
    if (this.#barriers.at(-1) === name) this.#popTo(name, true);
    else if (this.#isOpen(name)) this.#popTo(name);
    else if (/^(table|tbody|tr)$/.test(name)) this.#closeTablePart(name);
  }

  onCharacter(token: Token.CharacterToken): void {
    this.steps++;
    if (!this.#look.cut) this.#text(token.chars);
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

  onNullCharacter(): void {}

  onComment(): void {}

  onDoctype(): void {}

  onEof(): void {
    this.#flush();
    while (this.#frames.length > 0) this.#pop();
    this.#sink.endList();
  }

  get #look(): Look {
    return this.#frames.at(-1)?.look ?? PLAIN;
  }

  get #sink(): Sink {
    const sink = this.#sinks.at(-1);
    if (!sink) throw new Error('the reader has no place for its blocks');
    return sink;
  }

  #text(chars: string): void {
    const look = this.#look;
    if (look.part === 'credit') this.#credit += chars;
    else if (look.part === 'marker') this.#marker += chars;
    else if (look.space === 'collapse') this.#line.text(chars, look);
    else {
      chars.split('\n').forEach((part, line) => {
        if (line > 0) this.#break();
        if (part !== '') this.#line.text(part, look);
      });
    }
  }

  #break(): void {
    const look = this.#look;
    if (look.cut) return;
    // Old pages part paragraphs by two breaks.
    if (!look.prose && this.#line.afterBreak && !this.#line.empty) this.#flush();
    else this.#line.break(look);
  }

  /** Ends the line of text, and gives it the place its surroundings say. Called before they change. */
  #flush(): void {
    const look = this.#look;
    const inline = this.#line.end(look.space === 'exact', this.notes);
    const marker = this.#marker;
    const credit = plain(this.#credit);
    this.#marker = '';
    this.#credit = '';
    const sink = this.#sink;
    const picture = look.part === 'caption' || look.part === 'credit' ? sink.captioned : null;
    if (picture) {
      if (inline) picture.caption.push(...(picture.caption.length > 0 ? [{ t: 'br' } as const] : []), ...inline);
      if (credit !== '') picture.credit = clip(picture.credit === '' ? credit : `${picture.credit}, ${credit}`, 500);
      return;
    }
    if (credit !== '') inline?.push({ t: 'text', text: ` ${credit}` });
    if (!inline) return;
    const { align } = look;
    const kind = markerKind(marker);
    if (marker.trim() !== '' && (kind === null || (kind === 'ordered' && (look.heading > 0 || !look.item)))) {
      inline.unshift({ t: 'text', text: `${marker.replace(/\s+/g, ' ').trim()} ` });
    }
    if (look.heading > 0) sink.push({ kind: 'heading', level: look.heading, align, inline });
    else if (look.item && kind !== null) {
      sink.item(`word ${look.item.list}`, { level: look.item.level, ordered: kind === 'ordered', inline });
    } else if (sink.lists.length > 0) sink.listText(inline);
    else sink.push({ kind: look.quote ? 'quote' : 'paragraph', align, inline });
  }

  #picture(attrs: readonly Attribute[]): void {
    const src = (attribute(attrs, 'src') ?? '').trim();
    const alt = clip(plain(attribute(attrs, 'alt') ?? ''), 2000);
    const source = pictureSource(src);
    const pixels = (name: string) => Number(/^\d{1,6}$/.exec(attribute(attrs, name) ?? '')?.[0] ?? 0);
    const [width, height] = [pixels('width'), pixels('height')];
    // Zalo, Gmail and WordPress send emoji as pictures that carry the emoji as alt text.
    if (source.kind === 'away' && EMOJI.test(alt)) {
      this.#text(alt);
      return;
    }
    const fetched = source.kind === 'token' || source.kind === 'handed';
    if (!fetched && !(source.kind === 'stored' && width > 0 && height > 0)) {
      if (src !== '' && !(width === 1 && height === 1)) this.notes.add('dropped-picture', clip(src, 200));
      return;
    }
    this.#flush();
    const token = source.kind === 'token' ? source.token : source.kind === 'handed' ? `src${this.handed.size}` : '';
    if (source.kind === 'handed') this.handed.set(token, src);
    const known = source.kind === 'stored' ? { media: source.media, width, height } : null;
    this.#sink.push({ kind: 'picture', known, token, alt, credit: '', caption: [] });
  }

  #rule(attrs: readonly Attribute[]): void {
    if (attribute(attrs, 'class') !== 'msocomoff') this.#sink.push({ kind: 'rule' });
  }

  /** What a block's start tag ends: the line of text, and elements whose end tag may be left out. */
  #startBlock(token: Token.TagToken): void {
    this.#flush();
    const name = token.tagName;
    if (name === 'figure') this.#sink.captioned = null;
    if (this.#isOpen('p')) this.#popTo('p');
    if (name === 'li') {
      const list = this.#sink.lists.at(-1);
      if (list ? list.inItem : this.#isOpen('li')) this.#popTo('li');
    }
    if (/^(tr|td|th|tbody|thead|tfoot)$/.test(name)) {
      const barrier = this.#barriers.at(-1);
      if (barrier === 'td' || barrier === 'th') this.#popTo(barrier, true);
      if (name !== 'td' && name !== 'th' && this.#isOpen('tr')) this.#popTo('tr');
      if ((name === 'td' || name === 'th') && this.#barriers.at(-1) === 'table' && !this.#isOpen('tr')) {
        this.#push({ name: 'tr', look: this.#look, role: this.#roleOf('tr'), attrs: null });
      }
    }
  }

  #roleOf(name: string): Role {
    if (name === 'ul' || name === 'ol') return 'list';
    if (name === 'li') return 'item';
    if (name === 'table') return this.#tableDepth < MAX_TABLES ? 'table' : 'none';
    if (this.#barriers.at(-1) !== 'table' || this.#tableDepth > MAX_TABLES) return 'none';
    if (name === 'tr') return 'row';
    return name === 'td' || name === 'th' ? 'cell' : 'none';
  }

  /** Content that is not taken in is still followed, to know where it ends. */
  #startCut(token: Token.TagToken, look: Look = this.#look): void {
    const name = token.tagName;
    if (VOID_TAGS.has(name) || (token.selfClosing && this.#isOpen('svg'))) return;
    if (RAW.has(name) && !this.#isOpen('svg')) {
      this.#tokenizer.state =
        name === 'script'
          ? TokenizerMode.SCRIPT_DATA
          : name === 'title' || name === 'textarea'
            ? TokenizerMode.RCDATA
            : TokenizerMode.RAWTEXT;
    }
    this.#push({ name, look, role: 'none', attrs: null });
  }

  #lookOf(name: string, attrs: readonly Attribute[], outer: Look): Look {
    if (CUT_TAGS.has(name) || name === 'xmp' || name === 'plaintext') {
      if (name !== 'style' && name !== 'title' && name !== 'template') this.notes.add('dropped-script', name);
      return { ...outer, cut: true };
    }
    const style = this.#style(attribute(attrs, 'style'));
    if (losesStyle(style) || name === 'font') this.notes.add('dropped-style', name);
    if (name === 'del' && (attribute(attrs, 'datetime') ?? attribute(attrs, 'cite')) !== null) {
      this.notes.add('dropped-comment', 'del');
      return { ...outer, cut: true };
    }
    const look = lookOf(name, attrs, style, outer);
    if (look.cut) this.notes.add('dropped-comment', name);
    if (name !== 'a') return look;
    const address = attribute(attrs, 'href');
    const href = address === null ? null : linkTarget(address);
    if (address !== null && href === null) this.notes.add('dropped-link', address);
    return { ...look, href };
  }

  #style(text: string | null): Style {
    if (text === null) return NO_STYLE;
    let style = this.#styles.get(text);
    if (!style) {
      style = parseStyle(text);
      if (this.#styles.size < 1000) this.#styles.set(text, style);
    }
    return style;
  }

  #isOpen(name: string): boolean {
    return (this.#scopes.at(-1)?.get(name) ?? 0) > 0;
  }

  #push(frame: Frame): void {
    const scope = this.#scopes.at(-1);
    scope?.set(frame.name, (scope.get(frame.name) ?? 0) + 1);
    this.#frames.push(frame);
    if (BARRIER_TAGS.has(frame.name)) {
      this.#scopes.push(new Map());
      this.#barriers.push(frame.name);
      if (frame.name === 'table') this.#tableDepth++;
    }
    const lists = this.#sink.lists;
    if (frame.role === 'list') {
      if (lists.length === 0) this.#sink.endList();
      lists.push({ ordered: frame.name === 'ol', inItem: false, item: null });
    } else if (frame.role === 'item') {
      const list = lists.at(-1);
      if (list) list.inItem = true;
    } else if (frame.role === 'table') this.#tables.push({ row: [], flattened: false });
    else if (frame.role === 'cell') this.#sinks.push(new Sink());
  }

  #pop(): Frame | undefined {
    this.steps++;
    const frame = this.#frames.pop();
    if (!frame) return undefined;
    if (BARRIER_TAGS.has(frame.name)) {
      this.#scopes.pop();
      this.#barriers.pop();
      if (frame.name === 'table') this.#tableDepth--;
    }
    const scope = this.#scopes.at(-1);
    scope?.set(frame.name, (scope.get(frame.name) ?? 1) - 1);
    const lists = this.#sink.lists;
    const list = lists.at(-1);
    if (frame.role === 'list') {
      lists.pop();
      if (lists.length === 0) this.#sink.endList();
    } else if (frame.role === 'item' && list) {
      list.inItem = false;
      list.item = null;
    } else if (frame.role === 'cell') {
      const cell = this.#sinks.pop();
      cell?.endList();
      this.#tables.at(-1)?.row.push(cell?.drafts ?? []);
    } else if (frame.role === 'row') this.#endRow();
    else if (frame.role === 'table' && this.#tables.pop()?.flattened) this.notes.add('dropped-table');
    return frame;
  }

  #endRow(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    const { drafts, flattened } = rowDrafts(table.row);
    table.row = [];
    this.steps += drafts.length;
    if (flattened) table.flattened = true;
    for (const draft of drafts) this.#sink.push(draft);
  }

  /** Closes elements up to and with the innermost one of this name; formatting that it closed around goes on behind it. */
  #popTo(name: string, barrier = false): void {
    const again = new Map<string, Frame>();
    for (;;) {
      const frame = this.#pop();
      if (!frame || frame.name === name) break;
      if (frame.attrs && !frame.look.cut && !barrier) again.set(frame.name, frame);
    }
    for (const frame of [...again.values()].reverse()) {
      this.#push({
        ...frame,
        look: lookOf(frame.name, frame.attrs ?? [], this.#style(attribute(frame.attrs ?? [], 'style')), this.#look),
      });
    }
  }

  /** </table> and </tr> inside a cell close the cell too. */
  #closeTablePart(name: string): void {
    const barrier = this.#barriers.at(-1);
    if (barrier !== 'td' && barrier !== 'th') return;
    this.#popTo(barrier, true);
    if (this.#isOpen(name)) this.#popTo(name);
    else if (this.#barriers.at(-1) === name) this.#popTo(name, true);
  }
}

/** Words of an attribute or credit: normalised, on one line. */
function plain(text: string): string {
  return normalise(text).replace(/\s+/g, ' ').trim();
}

/** Elements that hold one paragraph each. */
function roleLook(name: string, look: Look): Look {
  const prose =
    /^(p|h[1-6]|li|figcaption|dt|dd)$/.test(name) || (look.prose && !/^(div|td|th|section|article|table)$/.test(name));
  if (name === 'td' || name === 'th') return { ...look, prose, item: null, heading: 0 };
  return prose === look.prose ? look : { ...look, prose };
}
