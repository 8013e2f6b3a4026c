import fc from 'fast-check';
import { newId } from '../../../shared/body/id';
import type { Block, Inline, Mark } from '../../../shared/body/schema';

/** Blocks for tests: as the schema allows them, in the one form in which they are stored. */
const word = fc.constantFrom('đoàn', 'kết', 'ế', 'Ưởng', 'a', ' ', '35-CT/TW', '“', 'x\u00a0y');
const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('').normalize('NFC'));
const MARKS: readonly Mark[] = ['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'];
const marks = fc.subarray([...MARKS], { maxLength: 3 });
const run = fc
  .tuple(text, marks)
  .map(
    ([words, list]): Inline =>
      list.length === 0 ? { t: 'text', text: words } : { t: 'text', text: words, marks: list },
  );
const piece = fc.oneof({ weight: 5, arbitrary: run }, { weight: 1, arbitrary: fc.constant<Inline>({ t: 'br' }) });

/** Neighbours with the same marks are one run. */
function joined(line: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const part of line) {
    const last = out.at(-1);
    if (part.t === 'text' && last?.t === 'text' && (last.marks ?? []).join() === (part.marks ?? []).join())
      out[out.length - 1] = { ...last, text: (last.text + part.text).normalize('NFC') };
    else out.push(part);
  }
  return out;
}
const pieces = fc.array(piece, { maxLength: 4 }).map(joined);
const link = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.constantFrom('https://camau.gov.vn/', 'mailto:a@b.vn'))
  .map(
    ([children, href]): Inline => ({
      t: 'link',
      href,
      children: joined(children).filter((child) => child.t !== 'link'),
    }),
  );
export const inline = fc
  .array(fc.oneof({ weight: 4, arbitrary: piece }, { weight: 1, arbitrary: link }), { maxLength: 5 })
  .map(joined);

const align = fc.constantFrom(
  {},
  {},
  { align: 'center' } as const,
  { align: 'right' } as const,
  { align: 'justify' } as const,
);
const items = fc.array(fc.tuple(fc.nat(8), fc.boolean(), pieces), { minLength: 1, maxLength: 8 }).map((raw) => {
  let before = -1;
  const kinds: boolean[] = [];
  return raw.map(([wanted, ordered, line]) => {
    const level = Math.min(wanted, before + 1);
    // The top level of one list is of one kind.
    if (level > before || level > 0) kinds[level] = level === 0 ? (kinds[0] ?? ordered) : ordered;
    kinds.length = level + 1;
    before = level;
    return { level, ordered: kinds[level] ?? ordered, inline: line };
  });
});
const size = fc.integer({ min: 1, max: 4000 });
const hash = fc.constant('0123456789abcdef'.repeat(4));

export const block: fc.Arbitrary<Block> = fc
  .oneof(
    fc.record({ kind: fc.constant('paragraph' as const), align, inline }),
    fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(2 as const, 3 as const, 4 as const),
      align,
      inline,
    }),
    fc.record({ kind: fc.constant('quote' as const), align, inline }),
    fc.record({ kind: fc.constant('list' as const), items }),
    fc.record({ kind: fc.constant('rule' as const) }),
    fc.record({
      kind: fc.constant('picture' as const),
      media: hash,
      width: size,
      height: size,
      alt: text,
      credit: text,
      caption: pieces,
    }),
  )
  .map((shape): Block => {
    if (!('align' in shape)) return { id: newId(), ...shape };
    const { align: where, ...rest } = shape;
    return { id: newId(), ...rest, ...where };
  });
