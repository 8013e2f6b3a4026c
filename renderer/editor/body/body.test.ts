import fc from 'fast-check';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $isElementNode,
  createEditor,
  type LexicalEditor,
  type LexicalNode,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { expect, test } from 'vitest';
import { positionsBetween } from '../../../shared/body/position';
import { type Block, block as blockSchema, type PlacedBlock } from '../../../shared/body/schema';
import { registerHistory } from '../history';
import { NODES } from '../nodes';
import { $newHeading } from '../nodes/heading';
import { block } from './arbitrary';
import { touchDirty } from './dirty';
import { $fromBlock, $toBlock, Ledger } from './index';

const editorOf = (): LexicalEditor =>
  createEditor({
    nodes: NODES,
    onError: (error) => {
      throw error;
    },
  });

test('blocks -> editor -> blocks loses nothing, for any block the schema allows', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
      const editor = editorOf();
      // As the app loads a body: no transform changes what was stored.
      editor.update(() => void $getRoot().append(...blocks.map($fromBlock)), { discrete: true, skipTransforms: true });
      const back = editor.read(() =>
        $getRoot()
          .getChildren()
          .map((node, index) => $toBlock(node, blocks[index]?.id ?? '')),
      );
      expect(back).toEqual(blocks);
      for (const one of back) blockSchema.parse(one);
    }),
    { numRuns: 300 },
  );
});

/** A store that knows only what saves told it. */
class Model {
  readonly rows = new Map<string, PlacedBlock>();
  apply(batch: ReturnType<Ledger['$take']>): void {
    for (const placed of batch.changed) this.rows.set(placed.block.id, placed);
    // A block whose only save never came may be named too.
    for (const id of batch.removed) this.rows.delete(id);
  }
  get body(): Block[] {
    const rows = [...this.rows.values()].sort((a, b) => (a.pos < b.pos ? -1 : 1));
    expect(new Set(rows.map((row) => row.pos)).size, 'places are all different').toBe(rows.length);
    return rows.map((row) => row.block);
  }
}

type Act =
  | { act: 'type' | 'split' | 'remove' | 'merge' | 'convert' | 'copy'; at: number }
  | { act: 'move'; at: number; to: number }
  | { act: 'undo' | 'redo' | 'save' | 'lose' };
const at = fc.nat(20);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constantFrom('type', 'split', 'remove', 'merge', 'convert', 'copy'), at }),
  fc.record({ act: fc.constant('move' as const), at, to: at }),
  fc.record({ act: fc.constantFrom('undo', 'redo', 'save', 'save', 'lose') }),
);

/** Typing lasts until the microtasks have run; in a test every act is committed at once. */
function run(editor: LexicalEditor, ledger: Ledger, step: Act): void {
  const $top = (index: number): LexicalNode | null => {
    const root = $getRoot();
    return root.getChildAtIndex(index % Math.max(1, root.getChildrenSize()));
  };
  const edit = (change: () => void) => editor.update(change, { discrete: true });
  switch (step.act) {
    case 'type':
      edit(() => {
        const node = $top(step.at);
        if ($isElementNode(node) && node.getType() !== 'list') node.append($createTextNode('thêm '));
      });
      return;
    case 'split':
      edit(() => void $top(step.at)?.insertAfter($createParagraphNode().append($createTextNode('mới'))));
      return;
    case 'remove':
      edit(() => {
        if ($getRoot().getChildrenSize() > 1) $top(step.at)?.remove();
      });
      return;
    case 'merge':
      edit(() => {
        const node = $top(step.at);
        const next = node?.getNextSibling();
        if (!$isElementNode(node) || !$isElementNode(next) || node.getType() === 'list' || next.getType() === 'list')
          return;
        node.append(...next.getChildren());
        next.remove();
      });
      return;
    case 'convert':
      edit(() => {
        const node = $top(step.at);
        if (!$isElementNode(node) || node.getType() === 'list') return;
        const heading = $newHeading(3);
        ledger.inherit(node.getKey(), heading.getKey());
        node.replace(heading, true);
      });
      return;
    case 'copy':
      edit(() => {
        const node = $top(step.at);
        if (node) $top(step.at + 1)?.insertAfter($fromBlock($toBlock(node, 'x')));
      });
      return;
    case 'move':
      edit(() => {
        const node = $top(step.at);
        const target = $top(step.to);
        if (node && target && node !== target) target.insertAfter(node);
      });
      return;
    case 'undo':
      editor.dispatchCommand(UNDO_COMMAND, undefined);
      return;
    case 'redo':
      editor.dispatchCommand(REDO_COMMAND, undefined);
      return;
    default:
      return;
  }
}

test('saves of what was touched alone keep the store equal to the editor: any edits, undo, redo, lost saves', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), fc.array(act, { maxLength: 30 }), (blocks, acts) => {
      const editor = editorOf();
      const ledger = new Ledger();
      const model = new Model();
      const places = positionsBetween(null, null, blocks.length);
      editor.update(
        () => {
          for (const [index, one] of blocks.entries()) {
            const node = $fromBlock(one);
            const pos = places[index] ?? '';
            ledger.learn(node.getKey(), one.id, pos);
            model.rows.set(one.id, { pos, block: one });
            $getRoot().append(node);
          }
        },
        { discrete: true, skipTransforms: true, tag: 'loading' },
      );
      const history = registerHistory(editor, () => undefined);
      history.clear();
      editor.registerUpdateListener((update) => void touchDirty(update, ledger));
      const save = (reaches: boolean) => {
        const batch = editor.read(() => ledger.$take());
        if (reaches) {
          model.apply(batch);
          ledger.settle(batch);
        } else ledger.giveBack(batch);
      };
      for (const step of acts) {
        if (step.act === 'save') save(true);
        else if (step.act === 'lose') save(false);
        else run(editor, ledger, step);
      }
      save(true);
      const shown = editor.read(() =>
        $getRoot()
          .getChildren()
          .map((node) => $toBlock(node, ledger.idOf(node.getKey()) ?? 'none')),
      );
      expect(model.body).toEqual(shown);
    }),
    { numRuns: 400 },
  );
});

test('a block that becomes a heading stays the same block, also over undo', () => {
  const editor = editorOf();
  const ledger = new Ledger();
  editor.registerUpdateListener((update) => void touchDirty(update, ledger));
  editor.update(() => void $getRoot().append($createParagraphNode().append($createTextNode('Đề mục'))), {
    discrete: true,
  });
  registerHistory(editor, () => undefined);
  const first = editor.read(() => ledger.$take());
  run(editor, ledger, { act: 'convert', at: 0 });
  const second = editor.read(() => ledger.$take());
  run(editor, ledger, { act: 'undo' });
  const third = editor.read(() => ledger.$take());
  const id = first.changed[0]?.block.id;
  expect(second).toMatchObject({ changed: [{ block: { id, kind: 'heading' } }], removed: [] });
  expect(third).toMatchObject({ changed: [{ block: { id, kind: 'paragraph' } }], removed: [] });
});

test('a key in one paragraph of many sends that paragraph alone', () => {
  const editor = editorOf();
  const ledger = new Ledger();
  editor.registerUpdateListener((update) => void touchDirty(update, ledger));
  editor.update(
    () =>
      void $getRoot().append(
        ...Array.from({ length: 500 }, (_, index) => $createParagraphNode().append($createTextNode(`${index}`))),
      ),
    { discrete: true },
  );
  editor.read(() => ledger.$take());
  run(editor, ledger, { act: 'type', at: 17 });
  expect(editor.read(() => ledger.$take()).changed).toHaveLength(1);
});
