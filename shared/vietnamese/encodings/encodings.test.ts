import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { findOld, fromOld, fromOldFont, OLD_ENCODINGS, type OldEncoding, oldFont } from './index';
import { TABLES } from './tables';

const TEXT =
  'Sáng nay, bà con ấp Kinh Đứng cùng nhau dọn lục bình, khơi thông tuyến kênh dài gần ba cây số trước mùa mưa. ' +
  'Ủy ban nhân dân xã hỗ trợ xuồng, cào và bao tải; ai cũng muốn xong việc trước con nước lớn, kẻo lỡ vụ tôm – lúa.';
const VNI =
  'Saùng nay, baø con aáp Kinh Ñöùng cuøng nhau doïn luïc bình, khôi thoâng tuyeán keânh daøi gaàn ba caây soá tröôùc muøa möa. ' +
  'UÛy ban nhaân daân xaõ hoã trôï xuoàng, caøo vaø bao taûi; ai cuõng muoán xong vieäc tröôùc con nöôùc lôùn, keûo lôõ vuï toâm – luùa.';

/** The bytes of text in an encoding, seen as Windows-1252. */
function seen(text: string, encoding: OldEncoding): string {
  if (encoding === 'VNI') return VNI;
  const table = {
    'TCVN3 (ABC)': TABLES.tcvn3,
    VISCII: TABLES.viscii,
    VPS: TABLES.vps,
    'Windows-1258': TABLES.windows1258,
  }[encoding];
  const letters = Array.from(table);
  const one = (letter: string) => {
    const at = /\p{ASCII}/u.test(letter) ? -1 : letters.indexOf(letter);
    return at < 0 ? letter : (Array.from(TABLES.windows1252)[at] ?? letter);
  };
  return Array.from(text)
    .map((letter) => {
      if (encoding !== 'Windows-1258' || letters.includes(letter)) return one(letter);
      // Windows-1258 has letters and tones: ế is ê and a sign.
      const pieces = letter.normalize('NFD').replace(/^(.)([\u0302\u0306\u031b])?/u, (base) => base.normalize('NFC'));
      const [base = '', tone = ''] = [
        pieces.replace(/[\u0300\u0301\u0303\u0309\u0323]/, ''),
        /[\u0300\u0301\u0303\u0309\u0323]/.exec(pieces)?.[0],
      ];
      return one(base) + (tone === '' ? '' : one(tone));
    })
    .join('');
}

test.each([
  ['TCVN3 (ABC)', 'tcvn'],
  ['VISCII', 'viscii'],
  ['Windows-1258', 'cp1258'],
] as const)('%s agrees with iconv-lite, byte for byte', (encoding, name) => {
  for (let byte = encoding === 'TCVN3 (ABC)' ? 0xa1 : 0x80; byte < 0x100; byte++) {
    const theirs = iconv.decode(Buffer.from([byte]), name);
    if (theirs === '\ufffd') continue;
    expect(fromOld(Array.from(TABLES.windows1252)[byte - 0x80] ?? '', encoding), byte.toString(16)).toBe(
      theirs.normalize('NFC'),
    );
  }
});

test.each(OLD_ENCODINGS)('%s is found and read', (encoding) => {
  // ABC's capitals come by another font; VISCII and VPS have no dash.
  const text =
    encoding === 'TCVN3 (ABC)' ? TEXT.replace('Ủy', 'ủy') : /^V[IP]/.test(encoding) ? TEXT.replace('–', '-') : TEXT;
  const wrong = seen(text, encoding);
  expect(wrong).not.toBe(text);
  expect(fromOld(wrong, encoding)).toBe(text);
  expect(findOld(wrong)).toBe(encoding);
});

test('every letter of VNI, small and capital', () => {
  expect(
    fromOld(
      'aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä ñ ô ôù ö öï í ì æ ó ò yù yø yû yõ î AÙ Ñ ÖÏ Î EÄ',
      'VNI',
    ),
  ).toBe('á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ đ ơ ớ ư ự í ì ỉ ĩ ị ý ỳ ỷ ỹ ỵ Á Đ Ự Ỵ Ệ');
});

test.each([
  ['Unicode', TEXT],
  ['plain ASCII', 'Hello world, nothing to see'],
  ['French', 'Le préfet a reçu à la mairie les élèves de l’école, où l’été a été très long; ça ira bientôt mieux.'],
  ['one sign only', 'Giá 5 € và 3 ½ ký'],
])('%s is left alone', (_name, text) => {
  expect(findOld(text)).toBeNull();
});

test('fonts name their encoding; text that is Unicode already stays', () => {
  expect(oldFont('".VnTimeH", serif')).toEqual({ encoding: 'TCVN3 (ABC)', capitals: true });
  expect(oldFont('.VnArial Narrow')).toEqual({ encoding: 'TCVN3 (ABC)', capitals: false });
  expect(oldFont('VNI-Times')).toEqual({ encoding: 'VNI', capitals: false });
  expect(oldFont('Times New Roman')).toBeNull();
  const font = { encoding: 'TCVN3 (ABC)', capitals: true } as const;
  expect(fromOldFont('\u00a7\u00b9i héi', { ...font, capitals: false })).toBe('Đại hội');
  expect(fromOldFont('®¹i héi', font)).toBe('ĐẠI HỘI');
  expect(fromOldFont('Đại hội', font)).toBe('Đại hội');
});
