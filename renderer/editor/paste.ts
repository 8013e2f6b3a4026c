import {
  $createParagraphNode,
  $createRangeSelection,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  DROP_COMMAND,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import type { ReadArticle, StoredPictures } from '../../shared/body/read';
import type { Block } from '../../shared/body/schema';
import type { ArticleFields } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import type { Media } from '../../shared/domain/media';
import { call } from '../ui/api';
import { notify, notifyError } from '../ui/notify';
import { say } from '../ui/words';
import { $fromBlock } from './body';
import { desk } from './desk';
import { insertPictures } from './tools';

/** Most text that one paste brings in, in UTF-16 units: ten thick books. A file of more goes in by intake. */
export const MAX_PASTE = 8 * 1024 * 1024;

/** Largest picture, in bytes: `MAX_PICTURE_BYTES` of shared/domain/media.ts, whose schemas stay out of the entry. */
export const MAX_PICTURE = 100 * 1024 * 1024;

/** Pasting and dropping from elsewhere go through the same reader as files; our own copies go Lexical's way. */
export function registerPaste(editor: LexicalEditor): () => void {
  const take = (data: DataTransfer | null): boolean => {
    if (!data || !editor.isEditable() || data.types.includes('application/x-lexical-editor')) return false;
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const files = [...data.files];
    const pictures = files.filter((file) => file.type.startsWith('image/'));
    if (html === '' && text === '' && pictures.length === 0) {
      if (files.length === 0) return false;
      notifyError(new AppError('media.not-a-picture'));
      return true;
    }
    // A picture copied from a page comes as a file and as HTML that names it: the file is the picture itself.
    const only = pictures.length > 0 && text.trim() === '';
    void (only ? addFiles(pictures) : insertText(html, text)).catch((error) => notifyError(error));
    return true;
  };
  return mergeRegister(
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        if (!(event instanceof ClipboardEvent) || event.target instanceof HTMLInputElement) return false;
        if (!take(event.clipboardData)) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DROP_COMMAND,
      (event) => {
        const data = event.dataTransfer;
        if (!data || data.types.includes('application/x-lexical-drag')) return false;
        const place = document.caretRangeFromPoint(event.clientX, event.clientY);
        if (place && editor.getRootElement()?.contains(place.startContainer)) {
          const selection = $createRangeSelection();
          selection.applyDOMRange(place);
          $setSelection(selection);
        }
        if (!take(data)) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

/** One that is refused is told, and the others go in all the same. */
async function addFiles(files: readonly File[]): Promise<void> {
  const stored: Media[] = [];
  for (const file of files) {
    try {
      if (file.size > MAX_PICTURE) throw new AppError('media.too-big');
      stored.push(await call('media.add', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
    } catch (error) {
      notifyError(error);
    }
  }
  insertPictures(stored);
}

async function insertText(html: string, text: string): Promise<void> {
  const size = text === '' ? html.length : text.length;
  const mb = (units: number) => Math.round(units / (1024 * 1024));
  if (size > MAX_PASTE) throw new AppError('intake.too-big', { size: mb(size), limit: mb(MAX_PASTE) });
  const fields = desk.fields();
  // A whole article laid on an empty sheet brings its own title, lead and source.
  const article = desk.empty() && fields !== null && fields.lead === '';
  const { htmlToBlocks, placePictures, textToBlocks } = await import('./reading');
  const read = html === '' ? textToBlocks(text, { article }) : htmlToBlocks(html, { article });
  const blocks = placePictures(read.blocks, await storePictures(read.pictures));
  insertBlocks(desk.editor, blocks);
  if (fields !== null && article) takeFields(read.fields, fields);
  tell(read);
}

/** Pictures inside the pasted text, stored; null for one that could not be. Addresses on the web are never fetched. */
async function storePictures(pictures: ReadArticle['pictures']): Promise<StoredPictures> {
  const stored = new Map<string, { media: string; width: number; height: number } | null>();
  for (const picture of pictures) {
    stored.set(picture.token, null);
    if (!('data' in picture)) continue;
    try {
      const { sha256, width, height } = await call('media.add', {
        name: '',
        bytes: new Uint8Array(picture.data.bytes),
      });
      stored.set(picture.token, { media: sha256, width, height });
    } catch (error) {
      notifyError(error);
    }
  }
  return stored;
}

/** Blocks at the caret: one paragraph joins the line it is pasted into, more make blocks of their own. */
export function insertBlocks(editor: LexicalEditor, blocks: readonly Block[]): void {
  editor.update(
    () => {
      const selection = $getSelection() ?? $getRoot().selectEnd();
      const nodes = blocks.map($fromBlock);
      const only = nodes.length === 1 ? nodes[0] : undefined;
      if (only && $isElementNode(only) && blocks[0]?.kind === 'paragraph' && $isRangeSelection(selection))
        selection.insertNodes(only.getChildren());
      else selection.insertNodes(nodes);
    },
    { tag: 'paste' },
  );
}

type Found = Pick<Partial<ArticleFields>, 'title' | 'lead' | 'source'>;

/** Recognised fields go where nothing stands yet; the person is told, and one button puts them back into the text. */
function takeFields(found: Found, before: ArticleFields): void {
  const taken: Found = {};
  for (const name of ['title', 'lead', 'source'] as const) {
    const value = found[name];
    if (value === undefined) continue;
    if (before[name] === '') taken[name] = value;
    else putBack({ [name]: value });
  }
  const names = (Object.keys(taken) as (keyof Found)[]).map((name) => say(`editor:recognised.${name}`));
  if (names.length === 0) return;
  desk.setFields(taken, true);
  notify({
    kind: 'info',
    title: say('editor:recognised', { names: names.join(', ') }),
    action: {
      label: say('editor:recognised.back'),
      run: () => {
        const now = desk.fields();
        const same = Object.entries(taken).filter(([name, value]) => now?.[name as keyof Found] === value);
        desk.setFields(Object.fromEntries(same.map(([name]) => [name, ''])), true);
        putBack(Object.fromEntries(same));
      },
    },
  });
}

/** What was taken for title, lead or source stands in the text again. */
function putBack(found: Found): void {
  desk.editor.update(() => {
    const line = (text: string) => $createParagraphNode().append($createTextNode(text));
    const first = $getRoot().getFirstChild();
    for (const name of ['title', 'lead'] as const) if (found[name]) first?.insertBefore(line(found[name]));
    if (found.source) $getRoot().append(line(found.source));
  });
}

/** Says what the pasted text had that could not be kept. */
function tell({ notes }: ReadArticle): void {
  const dropped = notes.filter(({ kind }) => kind === 'dropped-picture' || kind === 'dropped-table');
  if (dropped.length === 0) return;
  notify({
    kind: 'needs',
    title: say('editor:paste.changed'),
    body: dropped.map(({ kind, count }) => say(`intake:report.${kind}`, { count, detail: '' })).join(' '),
  });
}
