import type { ElementNode } from 'lexical';
import type { Align } from '../../../shared/body/schema';

/** Left is the default and is not written. */
export function $setAlign<N extends ElementNode>(node: N, align: Align | undefined): N {
  return align ? node.setFormat(align) : node;
}

export function alignOf(node: ElementNode): { align?: Align } {
  const format = node.getFormatType();
  return format === 'center' || format === 'right' || format === 'justify' ? { align: format } : {};
}
