import {
  $isListNode,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
} from '@lexical/list';
import { $setBlocksType } from '@lexical/selection';
import { $insertNodeToNearestRoot } from '@lexical/utils';
import {
  $createParagraphNode,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementFormatType,
  type ElementNode,
  FORMAT_ELEMENT_COMMAND,
  FORMAT_TEXT_COMMAND,
  type LexicalNode,
  REDO_COMMAND,
  type TextFormatType,
  UNDO_COMMAND,
} from 'lexical';
import { useSyncExternalStore } from 'react';
import type { Align } from '../../shared/body/schema';
import type { Media } from '../../shared/domain/media';
import { call } from '../ui/api';
import { notifyError } from '../ui/notify';
import { desk } from './desk';
import { $isHeadingNode, $newHeading, type Level, levelOf } from './nodes/heading';
import { $isLinkNode } from './nodes/link';
import { $fromPicture } from './nodes/picture';
import { $createQuoteNode, $isQuoteNode } from './nodes/quote';
import { $newRule } from './nodes/rule';

export type BlockChoice = 'paragraph' | 'heading2' | 'heading3' | 'heading4' | 'quote' | 'bullets' | 'numbers';
export type MarkChoice = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'subscript' | 'superscript';

/** What the toolbar shows of the place of the caret. */
export interface Here {
  readonly block: BlockChoice | null;
  /** Lexical's format bits. */
  readonly marks: number;
  readonly align: Align | 'left';
  readonly link: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

let here: Here = { block: null, marks: 0, align: 'left', link: false, canUndo: false, canRedo: false };
const listeners = new Set<() => void>();

function show(next: Here): void {
  if ((Object.keys(next) as (keyof Here)[]).every((name) => next[name] === here[name])) return;
  here = next;
  for (const listener of listeners) listener();
}

/** The block a node belongs to, by its kind; a list counts by its innermost. */
function choiceOf(node: LexicalNode): { block: BlockChoice | null; top: ElementNode | null; link: boolean } {
  let link = false;
  let list: BlockChoice | null = null;
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent()) {
    if ($isLinkNode(at)) link = true;
    if (list === null && $isListNode(at)) list = at.getListType() === 'number' ? 'numbers' : 'bullets';
    if (at.__parent === 'root') {
      const top = $isElementNode(at) ? at : null;
      if (list !== null) return { block: list, top, link };
      if ($isHeadingNode(at)) return { block: `heading${levelOf(at)}`, top, link };
      if ($isQuoteNode(at)) return { block: 'quote', top, link };
      return { block: top ? 'paragraph' : null, top, link };
    }
  }
  return { block: null, top: null, link };
}

const history = () => ({ canUndo: desk.history.canUndo, canRedo: desk.history.canRedo });

// Runs for every key: it looks at the caret's own ancestors only, and draws nothing unless something differs.
desk.editor.registerUpdateListener(({ editorState }) => {
  const selection = editorState._selection;
  if (!$isRangeSelection(selection)) return show({ ...here, block: null, ...history() });
  editorState.read(() => {
    const { block, top, link } = choiceOf(selection.anchor.getNode());
    const format = top?.getFormatType();
    const align = format === 'center' || format === 'right' || format === 'justify' ? format : 'left';
    show({ block, marks: selection.format, align, link, ...history() });
  });
});
desk.historyListeners.add(() => show({ ...here, ...history() }));

export const useHere = (): Here =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => here,
  );

const { editor } = desk;

export const undo = (): void => void editor.dispatchCommand(UNDO_COMMAND, undefined);
export const redo = (): void => void editor.dispatchCommand(REDO_COMMAND, undefined);
export const toggleMark = (mark: MarkChoice): void =>
  void editor.dispatchCommand(FORMAT_TEXT_COMMAND, mark satisfies TextFormatType);
export const setAlign = (align: Align | 'left'): void =>
  void editor.dispatchCommand(FORMAT_ELEMENT_COMMAND, (align === 'left' ? '' : align) satisfies ElementFormatType);

const CREATE: Readonly<Record<Exclude<BlockChoice, 'bullets' | 'numbers'>, () => ElementNode>> = {
  paragraph: $createParagraphNode,
  heading2: () => $newHeading(2 satisfies Level),
  heading3: () => $newHeading(3 satisfies Level),
  heading4: () => $newHeading(4 satisfies Level),
  quote: () => $createQuoteNode(),
};

/** Makes the selected blocks of another kind; each stays the block it was. */
export function setBlock(choice: BlockChoice): void {
  if (choice === 'bullets' || choice === 'numbers') {
    if (here.block === choice) editor.dispatchCommand(REMOVE_LIST_COMMAND, undefined);
    else
      editor.dispatchCommand(
        choice === 'bullets' ? INSERT_UNORDERED_LIST_COMMAND : INSERT_ORDERED_LIST_COMMAND,
        undefined,
      );
    return;
  }
  editor.update(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    $setBlocksType(selection, CREATE[choice], (before, after) => {
      after.setFormat(before.getFormatType());
      desk.inherit(before.getKey(), after.getKey());
    });
  });
}

export function insertRule(): void {
  editor.update(() => void $insertNodeToNearestRoot($newRule()));
}

/** Puts stored pictures where the caret is. */
export function insertPictures(pictures: readonly Media[]): void {
  editor.update(() => {
    for (const { sha256, width, height } of pictures)
      $insertNodeToNearestRoot($fromPicture({ media: sha256, width, height, alt: '', credit: '', caption: [] }));
  });
}

/** Asks for picture files. */
export async function pickPictures(): Promise<void> {
  try {
    insertPictures(await call('media.pick', {}));
  } catch (error) {
    notifyError(error, () => void pickPictures());
  }
}
