// Onsets and rimes of standard Vietnamese: ../shared/domain/vietnamese-text.md, "Syllable = onset + rime + tone".
const ONSETS = new Set('b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' '));
const RIMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu ' +
    'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu y ' +
    'o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oen oeo oet oem oeng ' +
    'ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt ' +
    'u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôp uôt uân uât uâng uây uâc uâm uê uêch uên uênh uêt uêu uơ uơn uơt ' +
    'uy uya uych uyên uyêt uyn uynh uyt uyu uyp ' +
    'ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu'
  ).split(' '),
);
/** Rimes that only qu takes, without its own u. */
const AFTER_QU = new Set(['au', 'êu', 'âc', 'oang']);

const TONES: Readonly<Record<string, Tone>> = {
  '\u0300': 'huyền',
  '\u0301': 'sắc',
  '\u0303': 'ngã',
  '\u0309': 'hỏi',
  '\u0323': 'nặng',
};
export type Tone = 'ngang' | 'huyền' | 'sắc' | 'hỏi' | 'ngã' | 'nặng';

export interface Syllable {
  readonly onset: string;
  /** As written, after the onset, without the tone. */
  readonly rime: string;
  readonly tone: Tone;
}

/**
 * The parts of one written syllable, in lower case; null when it breaks the rules of Vietnamese spelling. Both places of
 * a tone (hòa, hoà) and both of i and y (kĩ, kỹ) are right. Structure alone passes some syllables that no word has.
 */
export function syllable(word: string): Syllable | null {
  const pieces = word.toLowerCase().normalize('NFD');
  const tones = pieces.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? [];
  if (tones.length > 1) return null;
  const bare = pieces.replace(/[\u0300\u0301\u0303\u0309\u0323]/, '').normalize('NFC');
  const tone = TONES[tones[0] ?? ''] ?? 'ngang';
  for (let length = Math.min(3, bare.length); length >= 0; length--) {
    const onset = bare.slice(0, length);
    const rime = bare.slice(length);
    if ((onset === '' || ONSETS.has(onset)) && fits(onset, rime) && sounds(rime, tone)) return { onset, rime, tone };
  }
  return null;
}

export function isSyllable(word: string): boolean {
  return syllable(word) !== null;
}

function fits(onset: string, rime: string): boolean {
  if (onset === 'qu') return RIMES.has(`o${rime}`) || RIMES.has(`u${rime}`) || AFTER_QU.has(rime);
  // gi keeps one i: gì, giếng.
  if (onset === 'gi') return RIMES.has(rime) || RIMES.has(`i${rime}`);
  if (!RIMES.has(rime)) return false;
  const front = /^[ieêy]/.test(rime);
  if (onset === 'k' || onset === 'gh' || onset === 'ngh') return front;
  if (onset === 'c' || onset === 'g' || onset === 'ng') return !front;
  if (rime.startsWith('iê')) return onset !== '';
  return !rime.startsWith('yê') || onset === '';
}

/** Rimes that end in a stop take only sắc and nặng. */
function sounds(rime: string, tone: Tone): boolean {
  return !/(c|ch|p|t)$/.test(rime) || tone === 'sắc' || tone === 'nặng';
}
