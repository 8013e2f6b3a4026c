import { href as hrefSchema } from '../schema';

/**
 * The address a link keeps, or null: only http, https, mailto and tel, which can run nothing. Google's redirects are
 * taken off, because they tell Google who follows a link in a published article.
 */
export function linkTarget(address: string): string | null {
  let href = address.trim().replace(/[\s\p{Cc}]+/gu, '%20');
  const redirect = /^https:\/\/www\.google\.com\/url\?(?:.*&)?(?:q|url)=([^&]+)/.exec(href)?.[1];
  if (redirect) {
    try {
      href = decodeURIComponent(redirect);
    } catch {
      return null;
    }
  }
  return hrefSchema.safeParse(href).success ? href : null;
}
