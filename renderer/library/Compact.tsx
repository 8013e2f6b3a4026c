// biome-ignore-all lint/a11y/useFocusableInteractive: the list alone holds the focus and names the active option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the list's
import { IconFileImport, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { registerCommand } from '../ui/commands';
import { formatWhen } from '../ui/room/format';
import { CacheFrame } from '../ui/room/RoomFrame';
import { StatusMark } from '../ui/room/StatusMark';
import { openArticle, openRoom, useSession } from '../ui/session';
import { createArticle } from './acts';
import { useArticles } from './articles';
import classes from './Compact.module.css';
import { FIRST_VIEW, toFilter } from './filter';
import { Marked } from './Marked';
import { ask } from './requests';
import { rowAfterKey } from './selection';

const HEIGHT = 52;

/** The narrow list beside the sheet: find an article, open it, begin a new one. */
export default function Compact() {
  return (
    <CacheFrame>
      <List />
    </CacheFrame>
  );
}

function List() {
  const { t } = useTranslation(['library', 'app']);
  const { room, articleId } = useSession();
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const [active, setActive] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), 60);
    return () => clearTimeout(timer);
  }, [query]);
  const filter = useMemo(
    () => toFilter({ ...FIRST_VIEW, query: asked, sort: asked.trim() === '' ? 'updated' : 'relevance' }),
    [asked],
  );
  const list = useArticles(filter);
  const rows = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroll.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { view } = list;
  useEffect(() => view(first, last), [view, first, last]);

  const focusSearch = useCallback(() => {
    search.current?.focus();
    search.current?.select();
  }, []);
  useEffect(() => {
    if (room !== 'editor') return;
    const ends = [
      registerCommand('article.new', () => void createArticle()),
      registerCommand('search.focus', focusSearch),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [room, focusSearch]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.altKey || event.ctrlKey ? null : rowAfterKey(event.key, active, list.total, 8);
    const row = list.row(active);
    if (to !== null) {
      event.preventDefault();
      setActive(to);
      rows.scrollToIndex(to, { align: 'auto' });
    } else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) {
      event.preventDefault();
      openArticle(row.id);
    }
  };
  const now = Date.now();
  return (
    <div className={classes.compact}>
      <div className={classes.head}>
        <div className={classes.search}>
          <IconSearch size={16} aria-hidden="true" />
          <input
            ref={search}
            className={classes.input}
            aria-label={t('library:search')}
            placeholder={t('library:search.short')}
            value={query}
            maxLength={500}
            spellCheck={false}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setActive(-1);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && query !== '') {
                event.stopPropagation();
                setQuery('');
              } else if (event.key === 'ArrowDown') {
                event.preventDefault();
                setActive(Math.max(active, 0));
                scroll.current?.focus();
              } else if (event.key === 'Enter') {
                const row = list.row(0);
                if (!list.stale && asked === query && row !== undefined) openArticle(row.id);
              }
            }}
          />
          {query === '' ? null : (
            <button
              type="button"
              className={classes.clear}
              aria-label={t('library:search.clear')}
              onClick={() => {
                setQuery('');
                search.current?.focus();
              }}
            >
              <IconX size={15} aria-hidden="true" />
            </button>
          )}
        </div>
        <button
          type="button"
          className={classes.new}
          aria-label={t('library:new')}
          title={`${t('library:new')} (Ctrl+N)`}
          onClick={() => void createArticle()}
        >
          <IconPlus size={18} aria-hidden="true" />
        </button>
      </div>
      {!list.waiting && !list.stale && list.total === 0 ? (
        <div className={classes.nothing}>
          <p>
            {asked.trim() === ''
              ? t('library:nothing.title')
              : t('library:nothing.search.title', { query: asked.trim() })}
          </p>
          {asked.trim() === '' ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                openRoom('library');
                ask('intake');
              }}
            >
              <IconFileImport size={16} aria-hidden="true" />
              {t('library:intake')}
            </button>
          ) : null}
        </div>
      ) : (
        <div
          ref={scroll}
          className={classes.scroll}
          role="listbox"
          tabIndex={0}
          aria-label={t('app:pane.left')}
          aria-activedescendant={active >= first && active <= last ? `compact-${active}` : undefined}
          onKeyDown={onKeyDown}
        >
          <div className={classes.all} role="presentation" style={{ height: `${rows.getTotalSize()}px` }}>
            {items.map((item) => {
              const row = list.row(item.index);
              return (
                <div
                  key={item.index}
                  id={`compact-${item.index}`}
                  role="option"
                  aria-selected={row !== undefined && row.id === articleId}
                  aria-setsize={list.total}
                  aria-posinset={item.index + 1}
                  className={classes.line}
                  data-active={item.index === active}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={() => {
                    setActive(item.index);
                    if (row !== undefined) openArticle(row.id);
                  }}
                >
                  {row === undefined ? null : (
                    <>
                      <span className={classes.title} data-empty={row.title === ''} title={row.title}>
                        {row.title === '' ? t('app:common.untitled') : <Marked text={row.title} hits={row.titleHits} />}
                      </span>
                      <span className={classes.under}>
                        <StatusMark status={row.status} />
                        <span className={classes.when}>{formatWhen(row.updatedAt, now)}</span>
                      </span>
                    </>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}
