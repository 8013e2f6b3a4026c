// biome-ignore-all lint/a11y/useSemanticElements: a virtual list is no table: rows are placed by transform
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid alone holds the focus and names the active row
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyError } from '../ui/notify';
import classes from './ArticleGrid.module.css';
import { ArticleLine, type LineActs } from './ArticleLine';
import { type ArticleList, idsBetween } from './articles';
import { startsDescending, type View } from './filter';
import { extend, NOTHING, pickOne, reach, rowAfterKey, type Selection, toggle, walk } from './selection';

export const LINE_HEIGHT = 56;

interface Props {
  list: ArticleList;
  view: View;
  onView: (change: Partial<View>) => void;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onOpen: (id: string) => void;
  onTrash: () => void;
}

/**
 * The list itself. One focusable element holds the keyboard and names the active row, so that rows may come and go with
 * scrolling; only rows in view exist, and the bar is as long as the whole list from the first window on.
 */
export function ArticleGrid({ list, view, onView, selection, onSelection, onOpen, onTrash }: Props) {
  const { t } = useTranslation('library');
  const scroll = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState(Date.now);
  const rows = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroll.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { view: tellView, shown } = list;

  useEffect(() => tellView(first, last), [tellView, first, last]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  // Another list begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter alone decides
  useLayoutEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
  }, [shown]);

  const reachTo = (row: number) => {
    const [from, to] = reach(selection, row);
    idsBetween(shown, from, to).then((ids) => onSelection(extend(selection, row, ids)), notifyError);
  };

  /** A row whose window is still on the way is stood on at once and chosen when its id is here. */
  const pickRow = (row: number) => {
    onSelection(pickOne(row, list.row(row)?.id));
    if (list.row(row) !== undefined) return;
    idsBetween(shown, row, row).then(([id]) => {
      if (latest.current.selection.active === row) onSelection(pickOne(row, id));
    }, notifyError);
  };

  const latest = useRef({ selection, onSelection, onOpen, reachTo });
  latest.current = { selection, onSelection, onOpen, reachTo };
  const acts = useMemo<LineActs>(
    () => ({
      press(index, id, event) {
        const now = latest.current;
        if (event.shiftKey) now.reachTo(index);
        else now.onSelection(event.ctrlKey || event.metaKey ? toggle(now.selection, index, id) : pickOne(index, id));
      },
      tick(index, id) {
        latest.current.onSelection(toggle(latest.current.selection, index, id));
      },
      open(id) {
        latest.current.onOpen(id);
      },
    }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const control = event.ctrlKey || event.metaKey;
    const here = list.row(selection.active);
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1);
    const to = event.altKey ? null : rowAfterKey(event.key, selection.active, list.total, page);
    if (to !== null) {
      event.preventDefault();
      rows.scrollToIndex(to, { align: 'auto' });
      if (event.shiftKey) reachTo(to);
      else if (control) onSelection(walk(selection, to));
      else pickRow(to);
    } else if (control && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      if (list.total > 0) {
        idsBetween(shown, 0, list.total - 1).then(
          (ids) => onSelection({ ...selection, ids: new Set(ids) }),
          notifyError,
        );
      }
    } else if (event.key === ' ' && here !== undefined) {
      event.preventDefault();
      onSelection(toggle(selection, selection.active, here.id));
    } else if (event.key === 'Enter' && here !== undefined) {
      event.preventDefault();
      onOpen(here.id);
    } else if (event.key === 'Delete' && selection.ids.size > 0) {
      event.preventDefault();
      onTrash();
    } else if (event.key === 'Escape' && selection.ids.size > 0) {
      event.preventDefault();
      event.stopPropagation();
      onSelection({ ...NOTHING, active: selection.active });
    }
  };

  const activeInView = selection.active >= first && selection.active <= last && selection.active < list.total;
  const order = (sort: 'title' | 'updated', label: string) => (
    <button
      type="button"
      className={classes.order}
      onClick={() => onView({ sort, descending: view.sort === sort ? !view.descending : startsDescending(sort) })}
    >
      {label}
      {view.sort !== sort ? null : view.descending ? (
        <IconArrowDown size={14} aria-hidden="true" />
      ) : (
        <IconArrowUp size={14} aria-hidden="true" />
      )}
    </button>
  );
  const sorted = (sort: View['sort']) => (view.sort === sort ? (view.descending ? 'descending' : 'ascending') : 'none');

  return (
    <div
      className={classes.grid}
      role="grid"
      tabIndex={0}
      data-rows="articles"
      aria-activedescendant={activeInView ? `article-line-${selection.active}` : undefined}
      onKeyDown={onKeyDown}
      aria-label={t('grid')}
      aria-rowcount={list.total + 1}
      aria-multiselectable="true"
      aria-busy={list.stale}
    >
      <div className={classes.head} role="row" aria-rowindex={1} tabIndex={-1}>
        <span role="columnheader">
          <span className="visually-hidden">{t('column.choose')}</span>
        </span>
        <span role="columnheader" aria-sort={sorted('title')}>
          {order('title', t('column.title'))}
        </span>
        <span role="columnheader">{t('column.status')}</span>
        <span role="columnheader">{t('column.category')}</span>
        <span role="columnheader">{t('column.author')}</span>
        <span role="columnheader" className={classes.right}>
          {t('column.words')}
        </span>
        <span role="columnheader" className={classes.right} aria-sort={sorted('updated')}>
          {view.trash ? t('column.trashed') : order('updated', t('column.updated'))}
        </span>
      </div>
      <div ref={scroll} className={classes.scroll} role="rowgroup">
        <div
          className={classes.all}
          role="presentation"
          data-stale={list.stale}
          style={{ height: `${rows.getTotalSize()}px` }}
        >
          {items.map((item) => {
            const row = list.row(item.index);
            return (
              <ArticleLine
                key={item.index}
                index={item.index}
                top={item.start}
                row={row}
                selected={row !== undefined && selection.ids.has(row.id)}
                active={item.index === selection.active}
                now={now}
                acts={acts}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
