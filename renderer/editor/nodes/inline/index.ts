import { $createLineBreakNode, $createTextNode, $isLineBreakNode, $isTextNode, type LexicalNode } from 'lexical';
import type { Inline, LineBreak, Mark, TextRun } from '../../../../shared/body/schema';
import { $createWebLink, $isLinkNode, isHref } from '../link';

/** Format bits of Lexical's text nodes, in the order in which marks are written. */
const BITS = { bold: 1, italic: 2, underline: 8, strike: 4, subscript: 32, superscript: 64 } as const satisfies Record<
  Mark,
  number
>;
const MARKS = Object.keys(BITS) as Mark[];
type Piece = TextRun | LineBreak;

const bitsOf = (marks: readonly Mark[] | undefined): number =>
  marks ? marks.reduce((bits, mark) => bits | BITS[mark], 0) : 0;

function $pieces(pieces: readonly Piece[]): LexicalNode[] {
  return pieces.map((piece) => {
    if (piece.t === 'br') return $createLineBreakNode();
    const node = $createTextNode(piece.text);
    const bits = bitsOf(piece.marks);
    return bits === 0 ? node : node.setFormat(bits);
  });
}

/** The nodes of a line of text. */
export function $fromInline(inline: readonly Inline[]): LexicalNode[] {
  const nodes: LexicalNode[] = [];
  for (const part of inline) {
    if (part.t === 'link') nodes.push($createWebLink(part.href).append(...$pieces(part.children)));
    else nodes.push(...$pieces([part]));
  }
  return nodes;
}

/**
 * A line of text as it is stored: NFC, neighbours with the same marks are one run, marks in one order,
 * links only where an address may be followed.
 */
export function $toInline(nodes: Iterable<LexicalNode>): Inline[] {
  const inline: Inline[] = [];
  for (const node of nodes) {
    if ($isLinkNode(node)) {
      const children = $toPieces(node.getChildren());
      const href = node.getURL();
      if (children.length === 0) continue;
      if (isHref(href)) inline.push({ t: 'link', href, children });
      else for (const child of children) add(inline, child);
    } else for (const piece of $toPieces([node])) add(inline, piece);
  }
  return inline;
}

function $toPieces(nodes: Iterable<LexicalNode>): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes) {
    if ($isLineBreakNode(node)) pieces.push({ t: 'br' });
    else if ($isTextNode(node)) {
      const text = node.getTextContent().normalize('NFC');
      if (text === '') continue;
      const bits = node.getFormat();
      const marks = MARKS.filter((mark) => (bits & BITS[mark]) !== 0);
      add(pieces, marks.length === 0 ? { t: 'text', text } : { t: 'text', text, marks });
    }
  }
  return pieces;
}

function add(line: Inline[], piece: Piece): void {
  const last = line.at(-1);
  if (piece.t === 'text' && last?.t === 'text' && (last.marks ?? []).join() === (piece.marks ?? []).join())
    line[line.length - 1] = { ...last, text: (last.text + piece.text).normalize('NFC') };
  else line.push(piece);
}
