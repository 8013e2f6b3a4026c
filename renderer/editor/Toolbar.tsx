import {
  IconAlignCenter,
  IconAlignJustified,
  IconAlignLeft,
  IconAlignRight,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMinus,
  IconPhoto,
  IconStrikethrough,
  IconSubscript,
  IconSuperscript,
  IconUnderline,
} from '@tabler/icons-react';
import { type ComponentType, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { editLink } from './link-dialog';
import {
  type BlockChoice,
  type Here,
  insertRule,
  type MarkChoice,
  pickPictures,
  redo,
  setAlign,
  setBlock,
  toggleMark,
  undo,
  useHere,
} from './tools';

const BITS: Readonly<Record<MarkChoice, number>> = {
  bold: 1,
  italic: 2,
  strikethrough: 4,
  underline: 8,
  subscript: 32,
  superscript: 64,
};
const mark = (name: MarkChoice) => ({
  run: () => toggleMark(name),
  on: (here: Here) => (here.marks & BITS[name]) !== 0,
});
const align = (name: Here['align']) => ({ run: () => setAlign(name), on: (here: Here) => here.align === name });
const list = (name: 'bullets' | 'numbers') => ({ run: () => setBlock(name), on: (here: Here) => here.block === name });

interface Tool {
  readonly name: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly keys?: string;
  readonly run: () => void;
  readonly on?: (here: Here) => boolean;
  readonly can?: (here: Here) => boolean;
}

const GROUPS: readonly (readonly Tool[])[] = [
  [
    { name: 'undo', icon: IconArrowBackUp, keys: 'Ctrl+Z', run: undo, can: (here) => here.canUndo },
    { name: 'redo', icon: IconArrowForwardUp, keys: 'Ctrl+Y', run: redo, can: (here) => here.canRedo },
  ],
  [
    { name: 'bold', icon: IconBold, keys: 'Ctrl+B', ...mark('bold') },
    { name: 'italic', icon: IconItalic, keys: 'Ctrl+I', ...mark('italic') },
    { name: 'underline', icon: IconUnderline, keys: 'Ctrl+U', ...mark('underline') },
    { name: 'strike', icon: IconStrikethrough, keys: 'Ctrl+Shift+X', ...mark('strikethrough') },
    { name: 'superscript', icon: IconSuperscript, keys: 'Ctrl+.', ...mark('superscript') },
    { name: 'subscript', icon: IconSubscript, keys: 'Ctrl+,', ...mark('subscript') },
  ],
  [
    { name: 'bullets', icon: IconList, keys: 'Ctrl+Shift+8', ...list('bullets') },
    { name: 'numbers', icon: IconListNumbers, keys: 'Ctrl+Shift+7', ...list('numbers') },
  ],
  [
    { name: 'left', icon: IconAlignLeft, keys: 'Ctrl+L', ...align('left') },
    { name: 'center', icon: IconAlignCenter, keys: 'Ctrl+E', ...align('center') },
    { name: 'right', icon: IconAlignRight, keys: 'Ctrl+R', ...align('right') },
    { name: 'justify', icon: IconAlignJustified, keys: 'Ctrl+J', ...align('justify') },
  ],
  [
    { name: 'link', icon: IconLink, keys: 'Ctrl+Shift+K', run: editLink, on: (here) => here.link },
    { name: 'picture', icon: IconPhoto, run: () => void pickPictures() },
    { name: 'rule', icon: IconMinus, run: insertRule },
  ],
];

const BLOCKS: readonly BlockChoice[] = ['paragraph', 'heading2', 'heading3', 'heading4', 'quote', 'bullets', 'numbers'];

/** Above the sheet: one stop of the Tab key, arrows go along it. */
export function Toolbar({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation();
  const here = useHere();
  const bar = useRef<HTMLDivElement>(null);
  const controls = () => [...(bar.current?.querySelectorAll<HTMLElement>('button, select') ?? [])];
  const go = (event: KeyboardEvent) => {
    const all = controls();
    const at = all.indexOf(event.target as HTMLElement);
    const to =
      event.key === 'ArrowRight'
        ? at + 1
        : event.key === 'ArrowLeft'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? all.length - 1
              : null;
    const next = to === null ? undefined : all[(to + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    for (const control of all) control.tabIndex = control === next ? 0 : -1;
    next.focus();
  };
  return (
    <div className="toolbar" role="toolbar" aria-label={t('editor:toolbar')} ref={bar} onKeyDown={go}>
      <select
        className="toolbar-block"
        aria-label={t('editor:block')}
        title={t('editor:block')}
        disabled={disabled}
        value={here.block ?? 'paragraph'}
        onChange={(event) => setBlock(event.target.value as BlockChoice)}
      >
        {BLOCKS.map((block) => (
          <option key={block} value={block}>
            {t(`editor:block.${block}`)}
          </option>
        ))}
      </select>
      {GROUPS.map((group) => (
        <div className="toolbar-group" key={group[0]?.name}>
          {group.map(({ name, icon: Icon, keys, run, on, can }) => {
            const label = t(`editor:tool.${name}`);
            return (
              <button
                key={name}
                type="button"
                tabIndex={-1}
                className="tool"
                title={keys ? `${label} (${keys})` : label}
                aria-label={label}
                aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
                aria-pressed={on ? on(here) : undefined}
                aria-disabled={disabled || (can ? !can(here) : false)}
                // The caret stays in the text.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  if (!disabled && (can?.(here) ?? true)) run();
                }}
              >
                <Icon size={19} stroke={1.7} aria-hidden />
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
