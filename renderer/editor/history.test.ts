import {
  $createParagraphNode,
  $getRoot,
  $isElementNode,
  $isTextNode,
  createEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { expect, test } from 'vitest';
import { registerHistory } from './history';

/** An editor with one paragraph, and hands that type at its end. */
function page() {
  const editor = createEditor({
    onError: (error) => {
      throw error;
    },
  });
  editor.update(() => void $getRoot().append($createParagraphNode()).selectEnd(), { discrete: true, tag: 'loading' });
  const history = registerHistory(editor, () => undefined);
  history.clear();
  const type = (text: string) => {
    for (const letter of text)
      editor.update(
        () => {
          const selection = $getRoot().getLastDescendant()?.selectEnd() ?? $getRoot().selectEnd();
          selection.insertText(letter);
        },
        { discrete: true },
      );
  };
  const erase = (count: number) => {
    for (let left = count; left > 0; left--)
      editor.update(
        () => {
          const last = $getRoot().getLastDescendant();
          if ($isTextNode(last)) last.spliceText(last.getTextContentSize() - 1, 1, '', true);
        },
        { discrete: true },
      );
  };
  const text = () => editor.read(() => $getRoot().getTextContent());
  const undo = () => {
    editor.dispatchCommand(UNDO_COMMAND, undefined);
    return text();
  };
  const redo = () => {
    editor.dispatchCommand(REDO_COMMAND, undefined);
    return text();
  };
  const enter = () =>
    editor.update(
      () => {
        const last = $getRoot().getLastChild();
        if ($isElementNode(last)) last.insertAfter($createParagraphNode()).selectEnd();
      },
      { discrete: true },
    );
  return { type, erase, text, undo, redo, enter };
}

test('undo takes back a word at a time, with the space after it', () => {
  const { type, undo, redo } = page();
  type('Sáng nay họp');
  expect(undo()).toBe('Sáng nay ');
  expect(undo()).toBe('Sáng ');
  expect(undo()).toBe('');
  expect(redo()).toBe('Sáng ');
  expect(redo()).toBe('Sáng nay ');
});

test('a syllable retyped by bursts of Backspace is one step: no half-typed form is ever shown', () => {
  const { type, erase, undo } = page();
  type('hội ');
  type('tie');
  erase(1);
  type('ê');
  type('ng');
  erase(3);
  type('ếng');
  expect(undo()).toBe('hội ');
  expect(undo()).toBe('');
});

test('a word typed anew after its first letter was taken away is one step', () => {
  const { type, erase, undo } = page();
  type('xã ');
  type('d');
  erase(1);
  type('đoàn');
  expect(undo()).toBe('xã ');
});

test('taking words away is undone word by word', () => {
  const { type, erase, undo } = page();
  type('một hai ba');
  erase(6);
  expect(undo()).toBe('một hai');
});

test('a new paragraph is a step of its own', () => {
  const { type, enter, undo } = page();
  type('một');
  enter();
  type('hai');
  expect(undo()).toBe('một\n\n');
  expect(undo()).toBe('một');
  expect(undo()).toBe('');
});

test('typing after an undo forgets what could be redone', () => {
  const { type, undo, redo } = page();
  type('một hai');
  undo();
  type('ba');
  expect(redo()).toBe('một ba');
});
