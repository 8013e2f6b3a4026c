import { $isListItemNode, $isListNode, registerList } from '@lexical/list';
import { registerRichText } from '@lexical/rich-text';
import {
  $createNodeSelection,
  $createParagraphNode,
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  COMMAND_PRIORITY_NORMAL,
  createEditor,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
} from 'lexical';
import { NODES } from './nodes';
import { MAX_LEVEL } from './nodes/list';
import { $isPictureNode } from './nodes/picture';
import { lockPicture } from './nodes/picture/view';

/** The body's editor with all its nodes and keys. It holds no article yet and is not on screen. */
export function createWritingEditor(onError: (error: Error) => void): LexicalEditor {
  const editor = createEditor({
    namespace: 'toasoan',
    nodes: NODES,
    editable: true,
    onError,
    onWarn: onError,
    theme: {
      text: {
        bold: 'bold',
        italic: 'italic',
        underline: 'underline',
        strikethrough: 'strike',
        underlineStrikethrough: 'underline-strike',
      },
      list: { nested: { listitem: 'nested' } },
    },
  });
  // A caret needs a block to stand in, also before anything is loaded.
  editor.update(() => void $getRoot().clear().append($createParagraphNode()), { discrete: true, tag: 'loading' });
  return editor;
}

/** Typing, lists, indenting and picture selection; gives back what takes them away. */
export function registerWriting(editor: LexicalEditor): () => void {
  return mergeRegister(
    registerRichText(editor),
    registerList(editor, { restoreNumbering: true }),
    editor.registerCommand(KEY_TAB_COMMAND, (event) => $tab(editor, event), COMMAND_PRIORITY_NORMAL),
    editor.registerCommand(INDENT_CONTENT_COMMAND, $refuseIndent, COMMAND_PRIORITY_NORMAL),
    editor.registerCommand(CLICK_COMMAND, $selectPicture, COMMAND_PRIORITY_LOW),
    markSelectedPictures(editor),
    markEmpty(editor),
    editor.registerEditableListener((editable) => {
      for (const figure of editor.getRootElement()?.querySelectorAll('figure') ?? []) lockPicture(figure, !editable);
    }),
  );
}

/** Tab and Shift+Tab change a list item's level; anywhere else Tab goes to the next control, as in every form. */
function $tab(editor: LexicalEditor, event: KeyboardEvent): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !$listItemHere()) return false;
  event.preventDefault();
  return editor.dispatchCommand(event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND, undefined);
}

/** Only list items have levels, and no deeper than is stored. */
function $refuseIndent(): boolean {
  const item = $listItemHere();
  return item === null || item.getIndent() >= MAX_LEVEL;
}

function $listItemHere() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  let node = selection.anchor.getNode();
  for (;;) {
    if ($isListItemNode(node)) return $isListNode(node.getParent()) ? node : null;
    const parent = node.getParent();
    if (parent === null) return null;
    node = parent;
  }
}

function $selectPicture(event: MouseEvent): boolean {
  if (!(event.target instanceof HTMLImageElement)) return false;
  const node = $getNearestNodeFromDOMNode(event.target);
  if (!$isPictureNode(node)) return false;
  const selection = $createNodeSelection();
  selection.add(node.getKey());
  $setSelection(selection);
  event.preventDefault();
  return true;
}

function markSelectedPictures(editor: LexicalEditor): () => void {
  let marked: readonly string[] = [];
  return editor.registerUpdateListener(({ editorState }) => {
    const selection = editorState._selection;
    const keys = $isNodeSelection(selection) ? [...selection._nodes] : [];
    if (keys.length === 0 && marked.length === 0) return;
    for (const key of marked) editor.getElementByKey(key)?.classList.remove('selected');
    for (const key of keys) editor.getElementByKey(key)?.classList.add('selected');
    marked = keys;
  });
}

/** The words that ask for a text stand only in a body of one empty block; a `:has()` in CSS would be asked for every key. */
function markEmpty(editor: LexicalEditor): () => void {
  let empty: boolean | null = null;
  return editor.registerUpdateListener(({ editorState }) => {
    const root = editorState._nodeMap.get('root');
    const only =
      $isElementNode(root) && root.__size === 1 && root.__first !== null
        ? editorState._nodeMap.get(root.__first)
        : null;
    const now = $isParagraphNode(only) && only.__size === 0;
    if (now === empty) return;
    empty = now;
    editor.getRootElement()?.toggleAttribute('data-empty', now);
  });
}
