// VNI for Windows writes a vowel and then a sign for its marks; ư, ơ, đ and the letters of i and ỵ have one sign of their own.
const MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
};
const LETTERS: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
/** Which signs stand behind which letters: "ê" behind "a" is a breve, alone it is no sign. */
const PAIR = /([aeouyôö])([ùøûõï])|(a)([êéèúüë])|([aeo])([âáàåãä])|([ôöñíìæóòî])/gi;

/** Text in VNI, seen as Windows-1252, in Unicode (NFC). */
export function fromVni(text: string): string {
  return text
    .replace(PAIR, (whole: string) => {
      const [first = '', second] = Array.from(whole);
      const lower = first.toLowerCase();
      const letter = (LETTERS[lower] ?? lower) + (second === undefined ? '' : (MARKS[second.toLowerCase()] ?? ''));
      return first === lower ? letter : letter.toUpperCase();
    })
    .normalize('NFC');
}
