import {
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_EDITOR,
  type EditorState,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';

/** Steps kept; each shares all its unchanged nodes with its neighbours. */
const DEPTH = 300;
const SPACE = /\s/;

/** An edit inside one text node: at `offset`, `removed` gave way to `inserted`. */
export interface TextEdit {
  readonly key: NodeKey;
  readonly offset: number;
  readonly removed: string;
  readonly inserted: string;
  /** The letter before the edit, '' at the start of the node. */
  readonly before: string;
}

/**
 * Whether an edit begins a new step of undo. A step is a word with the space after it: input methods like UniKey
 * retype a syllable letter by letter (Backspace and letters in bursts), so inside a word nothing ever parts a step,
 * neither a pause nor the change from deleting to typing; half-typed syllables are never shown by undo.
 */
export function beginsStep(edit: TextEdit, last: TextEdit | null): boolean {
  const { removed, inserted, offset } = edit;
  if (last === null || last.key !== edit.key) return true;
  const end = last.offset + last.inserted.length;
  const touches = offset <= end && offset + removed.length >= last.offset;
  if (!touches) return true;
  if (SPACE.test(removed)) return true;
  if (SPACE.test(inserted)) return inserted.length > 1;
  if (removed !== '') return SPACE.test(last.removed);
  const startsWord = edit.before === '' || SPACE.test(edit.before);
  // Retyping a word that was just taken away letter by letter belongs to that word.
  return startsWord && !(last.removed !== '' && !SPACE.test(last.removed));
}

/** The one stretch in which two texts differ. */
export function difference(key: NodeKey, from: string, to: string): TextEdit {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let end = 0;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  return {
    key,
    offset: start,
    removed: from.slice(start, from.length - end),
    inserted: to.slice(start, to.length - end),
    before: start > 0 ? (from[start - 1] ?? '') : '',
  };
}

export interface History {
  /** Forgets every step; what stands now is the beginning. */
  clear(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly end: () => void;
}

/** Undo and redo by words. `onChange` is told when what can be undone or redone changes. */
export function registerHistory(editor: LexicalEditor, onChange: () => void): History {
  let undo: EditorState[] = [];
  let redo: EditorState[] = [];
  let current: EditorState = editor.getEditorState();
  let last: TextEdit | null = null;

  const go = (from: EditorState[], to: EditorState[]): boolean => {
    const state = from.pop();
    if (!state) return true;
    to.push(current);
    current = state;
    last = null;
    editor.setEditorState(state, { tag: 'historic' });
    onChange();
    return true;
  };

  const push = (state: EditorState) => {
    undo.push(state);
    if (undo.length > DEPTH) undo.splice(0, undo.length - DEPTH);
    onChange();
  };

  const end = mergeRegister(
    editor.registerCommand(UNDO_COMMAND, () => go(undo, redo), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(REDO_COMMAND, () => go(redo, undo), COMMAND_PRIORITY_EDITOR),
    editor.registerUpdateListener(({ editorState, prevEditorState, dirtyElements, dirtyLeaves, tags }) => {
      if (tags.has('historic') || editorState === current) return;
      if (tags.has('loading')) {
        current = editorState;
        return;
      }
      if (dirtyElements.size === 0 && dirtyLeaves.size === 0) {
        // Only the caret moved: an undo of what comes next puts it back here.
        if (editorState._selection !== null) current = editorState;
        return;
      }
      const rebuilt = blocksChanged(prevEditorState, editorState, dirtyElements);
      const edit = rebuilt ? null : textEdit(prevEditorState, editorState, dirtyLeaves);
      if (edit !== null && edit.removed === '' && edit.inserted === '') {
        current = editorState;
        return;
      }
      const caret = editorState._selection;
      const single = edit !== null && edit.inserted.length <= 30 && $isRangeSelection(caret) && !tags.has('paste');
      const merges = tags.has('history-merge') || (tags.has('picture-words') && last?.key === 'picture');
      if (!merges && !(single && !beginsStep(edit, last))) push(current);
      last = tags.has('picture-words') ? PICTURE : single ? edit : null;
      if (redo.length > 0) {
        redo = [];
        onChange();
      }
      current = editorState;
    }),
  );

  return {
    clear() {
      undo = [];
      redo = [];
      last = null;
      current = editor.getEditorState();
      onChange();
    },
    get canUndo() {
      return undo.length > 0;
    },
    get canRedo() {
      return redo.length > 0;
    },
    end,
  };
}

const PICTURE: TextEdit = { key: 'picture', offset: 0, removed: '', inserted: '', before: '' };

/** Whether an element came, went, or was changed itself (its kind, its alignment): never a continuation of typing. */
function blocksChanged(before: EditorState, after: EditorState, elements: ReadonlyMap<NodeKey, boolean>): boolean {
  for (const [key, itself] of elements) {
    if (!itself || key === 'root') continue;
    const was = before._nodeMap.get(key);
    const is = after._nodeMap.get(key);
    if (!was || !is) return true;
    if ($isElementNode(was) && $isElementNode(is) && (was.__format !== is.__format || was.__indent !== is.__indent))
      return true;
  }
  return false;
}

/** What changed when exactly one text node did; null for anything else. */
function textEdit(before: EditorState, after: EditorState, leaves: ReadonlySet<NodeKey>): TextEdit | null {
  let found: TextEdit | null = null;
  for (const key of leaves) {
    const was = before._nodeMap.get(key);
    const is = after._nodeMap.get(key);
    if (was === is) continue;
    if (found !== null) return null;
    const old = $isTextNode(was) ? was.__text : '';
    if (was && is && $isTextNode(was) && $isTextNode(is) && was.__format !== is.__format) return null;
    // A line that has become empty loses its text node; its next letter makes another.
    if ($isTextNode(is)) found = difference(key, old, is.__text);
    else if ($isTextNode(was) && !is) found = difference(key, old, '');
    else return null;
  }
  return found;
}
