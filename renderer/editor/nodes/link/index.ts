import { $createLinkNode, $isLinkNode, $toggleLink, LinkNode } from '@lexical/link';
import { $findMatchingParent } from '@lexical/utils';
import { $getSelection, $isRangeSelection } from 'lexical';

export { $isLinkNode, LinkNode };

const HREF = /^(https?:\/\/|mailto:|tel:)[^\s]+$/i;
/** Only what may be followed: absolute http, https, mailto or tel (shared/body/schema.ts). */
export const isHref = (text: string): boolean => text.length <= 4096 && HREF.test(text);

/** What a person types as an address, completed: "camau.gov.vn" is https, "a@b.vn" is mail. Null: no address. */
export function hrefOf(typed: string): string | null {
  const text = typed.trim();
  if (isHref(text)) return text;
  if (/^[^\s@:/]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`;
  if (/^[^\s:/]+\.[^\s:/]{2,}(\/\S*)?$/.test(text)) return `https://${text}`;
  return null;
}

export const $createWebLink = (href: string): LinkNode => $createLinkNode(href);

/** The link the selection begins in, or null. */
export function $linkHere(): LinkNode | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const found = $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
  return $isLinkNode(found) ? found : null;
}

/** Links the selected text; null takes the link away. */
export function $setLink(href: string | null): void {
  $toggleLink(href);
}
