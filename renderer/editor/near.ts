import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';

/** From so many blocks on, what lies far from the window and the caret is set aside. */
const LONG = 1500;
/** Blocks that stay live on each side of the window's middle and of both ends of the selection: some 15 screens. */
const REACH = 150;

/**
 * Sets blocks far from everything aside (`content-visibility: hidden` by the class `far`). `auto` alone makes the browser
 * look at every block in every frame: 28 of 60 ms a key at 10,000 paragraphs, against 0 for those set aside (Chromium 130).
 * Bodies shorter than LONG never come here. A block is live unless it was marked, so whatever is new is on screen.
 */
export function keepNear(editor: LexicalEditor, scroll: HTMLElement): () => void {
  let near = new Set<Element>();
  let frame = 0;
  let size = 0;

  const later = () => {
    if (size >= LONG && frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0;
        settle();
      });
  };

  /** Brings in what is near now, and sets aside what no longer is. */
  const settle = () => {
    const next = new Set<Element>();
    for (const middle of [middleOf(editor, scroll), ...selectionEnds(editor)]) around(middle, next);
    if (next.size === 0) return;
    for (const block of next) block.classList.remove('far');
    for (const block of near) if (!next.has(block)) block.classList.add('far');
    near = next;
  };

  /** A body that comes in: what was appended since the last time lies far. */
  const setAside = (root: Element) => {
    if (near.size === 0 || ![...near].some((block) => block.parentElement === root)) {
      near = new Set();
      settle();
    }
    for (
      let at = root.lastElementChild;
      at && !near.has(at) && !at.classList.contains('far');
      at = at.previousElementSibling
    )
      at.classList.add('far');
  };

  scroll.addEventListener('scroll', later, { passive: true });
  const end = mergeRegister(
    editor.registerUpdateListener(({ editorState, tags }) => {
      const root = editorState._nodeMap.get('root');
      const now = $isElementNode(root) ? root.__size : 0;
      const before = size;
      size = now;
      if (now < LONG) {
        if (before >= LONG) bringAllBack(editor);
        return;
      }
      const element = editor.getRootElement();
      if (!element) return;
      if (tags.has('loading') || before < LONG) setAside(element);
      else if (now !== before) later();
      // The caret went far away (undo, Ctrl+End): its block is brought in and shown.
      const [first, last] = selectionEnds(editor);
      const target = last ?? first;
      if (first?.classList.contains('far') || target?.classList.contains('far')) {
        settle();
        target?.scrollIntoView({ block: 'center' });
      }
    }),
    editor.registerCommand(KEY_DOWN_COMMAND, (event) => size >= LONG && $toEnd(event), COMMAND_PRIORITY_HIGH),
  );
  return () => {
    end();
    cancelAnimationFrame(frame);
    scroll.removeEventListener('scroll', later);
  };
}

/** Ctrl+Home and Ctrl+End, which the browser would end at the last live block. */
function $toEnd(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (event.key !== 'Home' && event.key !== 'End')) return false;
  event.preventDefault();
  const old = $getSelection()?.clone();
  const root = $getRoot();
  const selection = event.key === 'Home' ? root.selectStart() : root.selectEnd();
  if (event.shiftKey && $isRangeSelection(old))
    selection.anchor.set(old.anchor.key, old.anchor.offset, old.anchor.type);
  return true;
}

/** The block in the middle of the window. */
function middleOf(editor: LexicalEditor, scroll: HTMLElement): Element | null {
  const root = editor.getRootElement();
  if (!root) return null;
  const box = scroll.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  for (let at = hit; at && root.contains(at); at = at.parentElement) if (at.parentElement === root) return at;
  // Between two blocks, or in the head above the body.
  return scroll.scrollTop < box.height
    ? root.firstElementChild
    : scroll.scrollTop + 2 * box.height > scroll.scrollHeight
      ? root.lastElementChild
      : null;
}

/** The blocks in which the selection begins and ends. */
function selectionEnds(editor: LexicalEditor): Element[] {
  const { _selection: selection, _nodeMap: nodes } = editor.getEditorState();
  if (!$isRangeSelection(selection)) return [];
  const top = (key: NodeKey): Element | null => {
    for (let node = nodes.get(key); node; node = node.__parent === null ? undefined : nodes.get(node.__parent))
      if (node.__parent === 'root') return editor.getElementByKey(node.__key);
    return null;
  };
  return [top(selection.anchor.key), top(selection.focus.key)].filter((block) => block !== null);
}

function around(middle: Element | null, found: Set<Element>): void {
  if (!middle) return;
  found.add(middle);
  for (let at = middle.previousElementSibling, left = REACH; at && left > 0; at = at.previousElementSibling, left--)
    found.add(at);
  for (let at = middle.nextElementSibling, left = REACH; at && left > 0; at = at.nextElementSibling, left--)
    found.add(at);
}

function bringAllBack(editor: LexicalEditor): void {
  for (const block of editor.getRootElement()?.querySelectorAll(':scope > .far') ?? []) block.classList.remove('far');
}
