const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new id of `length` base62 characters from the system's random source; 12 characters hold 71 bits. */
export function newId(length = 12): string {
  const bytes = new Uint8Array(length * 2);
  let id = '';
  while (id.length < length) {
    globalThis.crypto.getRandomValues(bytes);
    for (const byte of bytes) {
      // 248 is the largest multiple of 62 in a byte: above it a letter would come up more often than others.
      if (byte < 248 && id.length < length) id += LETTERS.charAt(byte % 62);
    }
  }
  return id;
}

/** Ids of articles, bulletins and targets: lower case and digits, so that a short form can stand in a web address. */
export function newRecordId(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const bytes = new Uint8Array(16);
  globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => letters.charAt(byte & 31)).join('');
}
