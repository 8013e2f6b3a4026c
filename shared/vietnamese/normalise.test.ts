import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, normaliseReport } from './normalise';

test.each([
  ['NFD is composed', 'đại đoàn kết'.normalize('NFD'), 'đại đoàn kết'],
  ['both orders of the marks of ộ', 'o\u0302\u0323 o\u0323\u0302', 'ộ ộ'],
  ['a tone typed before its circumflex', 'e\u0301\u0302 \u00e9\u0302 A\u0300\u0306', 'ế ế Ằ'],
  ['Eth and African D', '\u00d0ảng \u00f0ại \u0189oàn \u0256i', 'Đảng đại Đoàn đi'],
  ['zero-width, soft hyphen, BOM', '\ufeffcông\u200b tác\u00ad x\u200dây\u2060', 'công tác xây'],
  ['a zero-width between letter and mark', 'e\u200b\u0302\u0301', 'ế'],
  ['direction marks', '\u202eabc\u202c', 'abc'],
  ['lone surrogates', 'a\ud800b\udc00c 😀', 'abc 😀'],
  ['halves with something dropped between them', '\ud83d\u200b\ude00', ''],
  ['controls but tab and line end', 'a\u0000\u0007b\tc\nd\u009f', 'ab\tc\nd'],
  ['line ends', 'a\r\nb\rc\u2028d\u000be', 'a\nb\nc\nd\ne'],
  ['no-break space stays', 'số\u00a035', 'số\u00a035'],
  ['an emoji joined of several stays one', '👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
])('%s', (_name, from, to) => {
  expect(normalise(from)).toBe(to);
  expect(normaliseReport(from).text).toBe(to);
});

test('the report counts what was changed', () => {
  expect(normaliseReport(`${'ế'.normalize('NFD')}\u00d0\u200b\u0000`)).toEqual({
    text: 'ếĐ',
    composed: 2,
    eth: 1,
    invisible: 1,
    control: 1,
  });
  expect(normaliseReport('Đảng bộ xã')).toEqual({ text: 'Đảng bộ xã', composed: 0, eth: 0, invisible: 0, control: 0 });
});

test('twice is the same as once, for any text; the short way agrees with the long one', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\u200d',
      '\u200b',
      '👩',
      '\ud83d',
      '\ude00',
      'e',
      '\u0302',
      '\u0301',
      '\u0323',
      '\u00f0',
      '\r',
      '\ufeff',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const once = normalise(text);
      expect(once).toBe(normaliseReport(text).text);
      expect(normalise(once)).toBe(once);
      expect(once.normalize('NFC')).toBe(once);
      expect(once).not.toMatch(/\p{Cs}/u);
    }),
    { numRuns: 500 },
  );
});
