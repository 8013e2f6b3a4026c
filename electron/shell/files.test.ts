import { describe, expect, test } from 'vitest';
import { fileFor, mediaTypeOf } from './files';
import { readMediaAddress } from './media-address';
import { readRange } from './range';

describe('a file of the interface', () => {
  test('is found below its folder', () => {
    expect(fileFor('/r', 'app://toasoan/assets/a%20b.js')).toBe('/r/assets/a b.js');
  });

  test.each([
    'app://toasoan/../secret.html',
    'app://toasoan/%2e%2e/secret.html',
    'app://toasoan/..%2fsecret.html',
    'app://toasoan/assets/..%5c..%5csecret.html',
    'app://toasoan/%00.html',
    'app://toasoan/%ff.html',
    'app://toasoan/',
    'app://toasoan',
    'not an address',
  ])('%s leads nowhere out of it', (url) => {
    const file = fileFor('/r', url);
    // Without a hidden "..", URL itself keeps a path below its root.
    expect(file === null || file.startsWith('/r/')).toBe(true);
    if (/%2f|%5c|%00|%ff|not/.test(url)) expect(file).toBeNull();
  });

  test('has one of the known types or is not served', () => {
    expect(mediaTypeOf('/r/index.HTML')).toBe('text/html; charset=utf-8');
    expect(mediaTypeOf('/r/a.woff2')).toBe('font/woff2');
    for (const file of ['/r/a.map', '/r/a.node', '/r/a', '/r/.html']) expect(mediaTypeOf(file)).toBeNull();
  });
});

describe('a media address', () => {
  const sha = 'a'.repeat(64);
  test('names a picture or a preview', () => {
    expect(readMediaAddress(`media://${sha}`)).toEqual({ kind: 'picture', sha256: sha });
    expect(readMediaAddress(`media://${sha}/`)).toEqual({ kind: 'picture', sha256: sha });
    expect(readMediaAddress('media://preview/x-1_Z')).toEqual({ kind: 'preview', token: 'x-1_Z' });
  });
  test.each([
    `media://${'A'.repeat(64)}`,
    `media://${'a'.repeat(63)}`,
    `media://${sha}/../x`,
    `media://${sha}?x`,
    'media://preview/',
    'media://preview/../x',
    'media://preview/a/b',
    'media://preview/%2e%2e',
    `file:///${sha}`,
  ])('%s names nothing', (url) => {
    expect(readMediaAddress(url)).toBeNull();
  });
});

describe('a range', () => {
  test.each([
    [null, 'whole'],
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=5-4', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=0-1', 'whole'],
  ] as const)('%s of 100 bytes', (header, expected) => {
    expect(readRange(header, 100)).toEqual(expected);
  });
  test('nothing can be taken from an empty file', () => {
    expect(readRange('bytes=0-', 0)).toBe('outside');
  });
});
