/** What a media:// address names: a stored picture, or a bulletin as it was last laid out. */
export type MediaAddress =
  | { readonly kind: 'picture'; readonly sha256: string }
  | { readonly kind: 'preview'; readonly token: string };

/** Reads a media:// address; null when it names nothing that can be. */
export function readMediaAddress(url: string): MediaAddress | null {
  const picture = /^media:\/\/([0-9a-f]{64})\/?$/.exec(url);
  if (picture?.[1]) return { kind: 'picture', sha256: picture[1] };
  const preview = /^media:\/\/preview\/([0-9A-Za-z_-]{1,100})$/.exec(url);
  if (preview?.[1]) return { kind: 'preview', token: preview[1] };
  return null;
}
