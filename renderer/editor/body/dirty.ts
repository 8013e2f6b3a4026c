import type { EditorState, NodeKey } from 'lexical';
import type { Ledger } from './ledger';

interface Update {
  readonly editorState: EditorState;
  readonly prevEditorState: EditorState;
  readonly dirtyElements: ReadonlyMap<NodeKey, boolean>;
  readonly dirtyLeaves: ReadonlySet<NodeKey>;
  readonly tags: ReadonlySet<string>;
}

/**
 * Marks in the ledger what an update changed at the top level; false when nothing was.
 * An edit costs its dirty nodes. Undo and redo swap whole states without dirty marks, so there the two node maps
 * are compared by identity, a pointer a node.
 */
export function touchDirty(update: Update, ledger: Ledger): boolean {
  const { editorState, prevEditorState, dirtyElements, dirtyLeaves, tags } = update;
  const now = editorState._nodeMap;
  const before = prevEditorState._nodeMap;
  if (tags.has('historic')) {
    if (now === before) return false;
    let found = false;
    const top = (key: NodeKey, map: EditorState['_nodeMap']) => {
      let at: NodeKey | null = key;
      while (at !== null) {
        const node = map.get(at);
        if (!node) return;
        if (node.__parent === 'root') {
          ledger.touch(at);
          found = true;
          return;
        }
        at = node.__parent;
      }
    };
    for (const [key, node] of now) if (before.get(key) !== node) top(key, now);
    for (const [key, node] of before) if (now.get(key) !== node) top(key, before);
    return found;
  }
  let found = false;
  const mark = (key: NodeKey) => {
    if (key === 'root') return;
    if (now.get(key)?.__parent === 'root' || before.get(key)?.__parent === 'root') {
      ledger.touch(key);
      found = true;
    }
  };
  for (const key of dirtyElements.keys()) mark(key);
  for (const key of dirtyLeaves) mark(key);
  return found;
}
