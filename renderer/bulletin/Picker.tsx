// biome-ignore-all lint/a11y/useFocusableInteractive: the list alone holds the focus and names the active option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the list's: Space chooses
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticles } from '../library/articles';
import { FIRST_VIEW, toFilter } from '../library/filter';
import { Marked } from '../library/Marked';
import { rowAfterKey } from '../library/selection';
import { formatWhen } from '../ui/room/format';
import { StatusMark } from '../ui/room/StatusMark';
import classes from './Picker.module.css';

interface Props {
  /** Already in the bulletin: shown, not chosen again. */
  there: ReadonlySet<string>;
  onAdd: (articleIds: readonly string[]) => void;
  onClose: () => void;
}

const HEIGHT = 48;

/** Chooses articles for a bulletin, in the order they are ticked. */
export function Picker({ there, onAdd, onClose }: Props) {
  const { t } = useTranslation(['bulletin', 'library', 'app']);
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query, 60);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [active, setActive] = useState(0);
  // State instead of a ref: inside a dialog the list stands only after the first frame.
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null);
  const filter = useMemo(
    () => toFilter({ ...FIRST_VIEW, query: asked, sort: asked.trim() === '' ? 'updated' : 'relevance' }),
    [asked],
  );
  const list = useArticles(filter);
  const rows = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroll,
    estimateSize: () => HEIGHT,
    overscan: 6,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { view } = list;
  useEffect(() => view(first, last), [view, first, last]);

  const flip = (id: string) => {
    if (there.has(id)) return;
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.altKey || event.ctrlKey ? null : rowAfterKey(event.key, active, list.total, 6);
    const row = list.row(active);
    if (to !== null) {
      setActive(to);
      rows.scrollToIndex(to, { align: 'auto' });
    } else if (event.key === ' ' && row !== undefined) flip(row.id);
    else if (event.key === 'Enter' && chosen.length > 0) onAdd(chosen);
    else return;
    event.preventDefault();
  };
  const now = Date.now();
  const nothing = !list.waiting && !list.stale && list.total === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('bulletin:pick.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <TextInput
        data-autofocus
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        placeholder={t('library:search.hint')}
        aria-label={t('library:search')}
        value={query}
        maxLength={500}
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          scroll?.focus();
        }}
      />
      <div
        ref={setScroll}
        className={classes.scroll}
        role="listbox"
        tabIndex={0}
        aria-multiselectable="true"
        aria-label={t('library:grid')}
        aria-activedescendant={active >= first && active <= last && list.total > 0 ? `pick-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        {nothing ? (
          <p className={classes.nothing}>
            {asked.trim() === ''
              ? t('library:nothing.title')
              : t('library:nothing.search.title', { query: asked.trim() })}
          </p>
        ) : null}
        <div className={classes.all} role="presentation" style={{ height: `${rows.getTotalSize()}px` }}>
          {items.map((item) => {
            const row = list.row(item.index);
            const has = row !== undefined && there.has(row.id);
            const at = row === undefined ? -1 : chosen.indexOf(row.id);
            return (
              <div
                key={item.index}
                id={`pick-${item.index}`}
                role="option"
                aria-selected={at >= 0 || has}
                aria-disabled={has}
                className={classes.line}
                data-active={item.index === active}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setActive(item.index);
                  if (row !== undefined) flip(row.id);
                }}
              >
                {row === undefined ? null : (
                  <>
                    <span className={classes.tick} data-on={at >= 0 || has} aria-hidden="true">
                      {has ? <IconCheck size={14} stroke={3} /> : at >= 0 ? at + 1 : null}
                    </span>
                    <span className={classes.title} title={row.title}>
                      {row.title === '' ? t('app:common.untitled') : <Marked text={row.title} hits={row.titleHits} />}
                    </span>
                    <span className={classes.status}>
                      {has ? t('bulletin:pick.there') : <StatusMark status={row.status} />}
                    </span>
                    <span className={classes.when}>{formatWhen(row.updatedAt, now)}</span>
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <Group justify="flex-end" mt="md" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
          {chosen.length === 0 ? t('bulletin:pick.do.none') : t('bulletin:pick.do', { count: chosen.length })}
        </Button>
      </Group>
    </Modal>
  );
}
