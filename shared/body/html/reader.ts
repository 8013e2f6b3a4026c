import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import { markerKind } from '../list/html';
import type { Draft } from './draft';
import { plain, readImage } from './image';
import { Line } from './line';
import { attribute, type Look, roleLook } from './look';
import { Looks } from './looks';
import { clip, Notes } from './notes';
import { Sink } from './sink';
import { type Frame, type Role, Stack } from './stack';
import { type OpenTable, rowDrafts } from './table';
import { type Attribute, BLOCK_TAGS, BREAKOUT_TAGS, FORMATTING_TAGS, VOID_TAGS } from './tokens';

/** Tables deeper than this are read as plain text: their blocks would be moved once more for each level. */
const MAX_TABLES = 8;
const CHUNK = 64 * 1024;
/** Elements whose content the tokenizer must not take for tags. */
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
  readonly #stack = new Stack();
  readonly #sinks: Sink[] = [new Sink()];
  readonly #tables: OpenTable[] = [];
  readonly #line = new Line();
  readonly #looks = new Looks(this.notes);
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
    if (BREAKOUT_TAGS.has(name)) while (this.#stack.isOpen('svg')) this.#popTo('svg');
    if (this.#look.cut) {
      this.#startCut(token);
      return;
    }
    if (BLOCK_TAGS.has(name)) this.#startBlock(token);
    else if (name === 'a' && this.#stack.isOpen('a')) this.#popTo('a');
    if (name === 'br') this.#break();
    else if (name === 'img' || name === 'image') this.#picture(token.attrs);
    else if (name === 'hr') this.#rule(token.attrs);
    // <o:p/> of Word, which browsers leave open.
    else if (!VOID_TAGS.has(name) && !(token.selfClosing && name.includes(':'))) this.#open(token);
  }

  #open(token: Token.TagToken): void {
    const name = token.tagName;
    const look = this.#looks.of(name, token.attrs, this.#look);
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
      if (name === 'q' && this.#stack.isOpen('q')) this.#text('”');
    }
    this.#end(name);
  }

  #end(name: string): void {
    if (this.#stack.barrier === name) this.#popTo(name, true);
    else if (this.#stack.isOpen(name)) this.#popTo(name);
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
    while (!this.#stack.empty) this.#pop();
    this.#sink.endList();
  }

  get #look(): Look {
    return this.#stack.look;
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
    const image = readImage(attrs);
    switch (image.kind) {
      case 'nothing':
        return;
      case 'emoji':
        this.#text(image.text);
        return;
      case 'away':
        this.notes.add('dropped-picture', image.src);
        return;
    }
    this.#flush();
    const token = image.kind === 'token' ? image.token : image.kind === 'handed' ? `src${this.handed.size}` : '';
    if (image.kind === 'handed') this.handed.set(token, image.src);
    const known = image.kind === 'stored' ? image.known : null;
    this.#sink.push({ kind: 'picture', known, token, alt: image.alt, credit: '', caption: [] });
  }

  #rule(attrs: readonly Attribute[]): void {
    if (attribute(attrs, 'class') !== 'msocomoff') this.#sink.push({ kind: 'rule' });
  }

  /** What a block's start tag ends: the line of text, and elements whose end tag may be left out. */
  #startBlock(token: Token.TagToken): void {
    this.#flush();
    const name = token.tagName;
    if (name === 'figure') this.#sink.captioned = null;
    if (this.#stack.isOpen('p')) this.#popTo('p');
    if (name === 'li') {
      const list = this.#sink.lists.at(-1);
      if (list ? list.inItem : this.#stack.isOpen('li')) this.#popTo('li');
    }
    if (/^(tr|td|th|tbody|thead|tfoot)$/.test(name)) {
      const barrier = this.#stack.barrier;
      if (barrier === 'td' || barrier === 'th') this.#popTo(barrier, true);
      if (name !== 'td' && name !== 'th' && this.#stack.isOpen('tr')) this.#popTo('tr');
      if ((name === 'td' || name === 'th') && this.#stack.barrier === 'table' && !this.#stack.isOpen('tr')) {
        this.#push({ name: 'tr', look: this.#look, role: this.#roleOf('tr'), attrs: null });
      }
    }
  }

  #roleOf(name: string): Role {
    if (name === 'ul' || name === 'ol') return 'list';
    if (name === 'li') return 'item';
    if (name === 'table') return this.#stack.tables < MAX_TABLES ? 'table' : 'none';
    if (this.#stack.barrier !== 'table' || this.#stack.tables > MAX_TABLES) return 'none';
    if (name === 'tr') return 'row';
    return name === 'td' || name === 'th' ? 'cell' : 'none';
  }

  /** Content that is not taken in is still followed, to know where it ends. */
  #startCut(token: Token.TagToken, look: Look = this.#look): void {
    const name = token.tagName;
    if (VOID_TAGS.has(name) || (token.selfClosing && this.#stack.isOpen('svg'))) return;
    if (RAW.has(name) && !this.#stack.isOpen('svg')) {
      this.#tokenizer.state =
        name === 'script'
          ? TokenizerMode.SCRIPT_DATA
          : name === 'title' || name === 'textarea'
            ? TokenizerMode.RCDATA
            : TokenizerMode.RAWTEXT;
    }
    this.#push({ name, look, role: 'none', attrs: null });
  }

  #push(frame: Frame): void {
    this.#stack.push(frame);
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
    const frame = this.#stack.pop();
    if (!frame) return undefined;
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
      this.#push({ ...frame, look: this.#looks.again(frame.name, frame.attrs ?? [], this.#look) });
    }
  }

  /** </table> and </tr> inside a cell close the cell too. */
  #closeTablePart(name: string): void {
    const barrier = this.#stack.barrier;
    if (barrier !== 'td' && barrier !== 'th') return;
    this.#popTo(barrier, true);
    if (this.#stack.isOpen(name)) this.#popTo(name);
    else if (this.#stack.barrier === name) this.#popTo(name, true);
  }
}
