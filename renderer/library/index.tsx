import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconFileImport,
  IconFileText,
  IconFilterOff,
  IconPlugConnectedX,
  IconPlus,
  IconSearchOff,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api';
import { registerCommand } from '../ui/commands';
import { notifyError } from '../ui/notify';
import { formatCount } from '../ui/room/format';
import { RoomFrame, RoomHead } from '../ui/room/RoomFrame';
import { EmptyPlace, FaultPlace, useSlow } from '../ui/room/states';
import { openArticle, useSession } from '../ui/session';
import { ArticleGrid } from './ArticleGrid';
import { createArticle, duplicateArticle, emptyTrash, purgeArticles, restoreArticles, trashArticles } from './acts';
import { useArticles } from './articles';
import { FilterBar } from './FilterBar';
import { clearedView, FIRST_VIEW, isFiltered, isSearching, toFilter, type View } from './filter';
import { takeDropped, type Waiting } from './intake';
import { ChosenBar, StatusBar } from './ListBar';
import classes from './library.module.css';
import { PurgeDialog } from './PurgeDialog';
import { onAsk, take } from './requests';
import { NOTHING, type Selection } from './selection';

const IntakeDialog = lazy(async () => ({ default: (await import('./IntakeDialog')).IntakeDialog }));
const AddDialog = lazy(() => import('../bulletin/AddDialog'));
const PublishDialog = lazy(() => import('../sync/PublishDialog'));

export default function LibraryRoom() {
  const { t } = useTranslation('app');
  return (
    <RoomFrame label={t('room.library')}>
      <Library />
    </RoomFrame>
  );
}

type Dialog = 'purge' | 'empty' | 'bulletin' | 'publish' | null;

function Library() {
  const { t, i18n } = useTranslation(['library', 'app']);
  const here = useSession().room === 'library';
  const [view, setView] = useState<View>(FIRST_VIEW);
  const [query] = useDebouncedValue(view.query, 60);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words come debounced, the rest at once
  const filter = useMemo(
    () => toFilter({ ...view, query }),
    [query, view.status, view.category, view.author, view.from, view.to, view.trash, view.sort, view.descending],
  );
  const list = useArticles(filter);
  const slow = useSlow(list.waiting);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [files, setFiles] = useState<readonly Waiting[]>([]);
  const [over, setOver] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const facets = useQuery({ queryKey: ['facets'], queryFn: () => call('articles.facets', {}) });

  const onView = useCallback((change: Partial<View>) => {
    setSelection(NOTHING);
    setView((before) => {
      const next = { ...before, ...change };
      // The first word typed turns to the nearest hits; the last one taken away turns back to the newest.
      if (change.query !== undefined && isSearching(before) !== isSearching(next)) {
        return { ...next, sort: isSearching(next) ? 'relevance' : 'updated', descending: true };
      }
      return next;
    });
  }, []);

  // A window of rows that could not be had, or a list that could not be asked again: the rows before stay, and it is told.
  const missed = list.waiting ? null : list.fault;
  const { retry } = list;
  useEffect(() => {
    if (missed !== null) notifyError(missed, retry);
  }, [missed, retry]);

  const chosen = useMemo(() => [...selection.ids], [selection.ids]);
  const forget = () => setSelection({ ...NOTHING, active: Math.min(selection.active, list.total - chosen.length - 1) });
  const toGrid = () => room.current?.querySelector<HTMLElement>('[data-rows="articles"]')?.focus();
  const trash = async () => {
    if (view.trash) setDialog('purge');
    else if (await trashArticles(chosen)) {
      forget();
      toGrid();
    }
  };
  const duplicate = () => {
    const [only] = chosen;
    if (only !== undefined) void duplicateArticle(only);
  };
  const pick = useCallback(() => {
    call('intake.pick', {}).then((picked) => setFiles((before) => [...before, ...picked]), notifyError);
  }, []);
  const focusSearch = useCallback(() => {
    search.current?.focus();
    search.current?.select();
  }, []);

  const commands = useRef({ trash, duplicate, publish: () => setDialog('publish') });
  commands.current = { trash, duplicate, publish: () => setDialog('publish') };
  const some = chosen.length > 0;
  useEffect(() => {
    if (!here) return;
    const ends = [
      registerCommand('article.new', () => void createArticle()),
      registerCommand('search.focus', focusSearch),
      ...(some && !view.trash
        ? [
            registerCommand('article.trash', () => void commands.current.trash()),
            registerCommand('article.duplicate', () => commands.current.duplicate()),
            registerCommand('article.publish', () => commands.current.publish()),
          ]
        : []),
    ];
    const answer = () => {
      if (take('intake')) pick();
      if (take('search')) focusSearch();
    };
    answer();
    ends.push(onAsk(answer));
    return () => {
      for (const end of ends) end();
    };
  }, [here, some, view.trash, pick, focusSearch]);

  useEffect(() => {
    if (!here) return;
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"]');
      if (event.key !== '/' || typing || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      focusSearch();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [here, focusSearch]);

  const onDrop = async (event: DragEvent) => {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    const { waiting, faults } = await takeDropped([...event.dataTransfer.files]);
    for (const fault of faults) notifyError(fault);
    setFiles((before) => [...before, ...waiting]);
  };

  const total = facets.data?.total ?? 0;
  const nothing = !list.waiting && !list.stale && list.total === 0;
  /** Nothing is stored at all: there is nothing to search or to filter. */
  const blank = nothing && total === 0 && !view.trash && !isSearching(view) && !isFiltered(view);
  const noteWords = { count: list.total, shown: formatCount(list.total, i18n.language) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is also a button and a command
    <div
      ref={room}
      className={classes.library}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => void onDrop(event)}
    >
      <RoomHead
        title={t('app:room.library')}
        note={list.waiting || blank ? '' : t(list.capped ? 'library:count.capped' : 'library:count', noteWords)}
      >
        <SegmentedControl
          aria-label={t('library:place')}
          data={[
            { value: 'articles', label: t('library:place.articles') },
            { value: 'trash', label: t('library:place.trash') },
          ]}
          value={view.trash ? 'trash' : 'articles'}
          onChange={(place) => onView({ trash: place === 'trash' })}
        />
        {view.trash ? (
          <Button
            variant="default"
            leftSection={<IconTrash size={17} />}
            disabled={(facets.data?.trash ?? 0) === 0}
            onClick={() => setDialog('empty')}
          >
            {t('library:empty')}
          </Button>
        ) : (
          <>
            <Button variant="default" leftSection={<IconFileImport size={17} />} onClick={pick}>
              {t('library:intake')}
            </Button>
            <Button leftSection={<IconPlus size={17} />} onClick={() => void createArticle()}>
              {t('library:new')}
            </Button>
          </>
        )}
      </RoomHead>
      {blank ? null : <FilterBar view={view} onView={onView} searchRef={search} onDown={toGrid} />}
      {some ? (
        <ChosenBar
          count={chosen.length}
          total={list.total}
          trash={view.trash}
          onBulletin={() => setDialog('bulletin')}
          onPublish={() => setDialog('publish')}
          onDuplicate={duplicate}
          onTrash={() => void trash()}
          onRestore={() => void restoreArticles(chosen).then((done) => done && forget())}
          onPurge={() => setDialog('purge')}
          onNone={() => {
            setSelection({ ...NOTHING, active: selection.active });
            toGrid();
          }}
        />
      ) : blank ? null : (
        <StatusBar view={view} onView={onView} />
      )}
      {list.waiting && list.fault !== null ? (
        <FaultPlace icon={IconPlugConnectedX} fault={list.fault} onRetry={list.retry} />
      ) : list.waiting ? (
        slow ? (
          <div className={classes.skeleton} aria-busy="true" />
        ) : null
      ) : nothing ? (
        <NothingHere view={view} any={total > 0} onView={onView} onPick={pick} />
      ) : (
        <ArticleGrid
          list={list}
          view={view}
          onView={onView}
          selection={selection}
          onSelection={setSelection}
          onOpen={openArticle}
          onTrash={() => void trash()}
        />
      )}
      {over ? <div className={classes.drop}>{t('library:drop')}</div> : null}
      {dialog === 'purge' || dialog === 'empty' ? (
        <PurgeDialog
          all={dialog === 'empty'}
          count={dialog === 'empty' ? (facets.data?.trash ?? 0) : chosen.length}
          onPurge={async () => {
            const done = dialog === 'empty' ? await emptyTrash() : await purgeArticles(chosen);
            if (done) setSelection(NOTHING);
            return done;
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      <Suspense fallback={null}>
        {files.length > 0 ? <IntakeDialog files={files} onClose={() => setFiles([])} /> : null}
        {dialog === 'bulletin' ? <AddDialog articleIds={chosen} onClose={() => setDialog(null)} /> : null}
        {dialog === 'publish' ? <PublishDialog articleIds={chosen} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </div>
  );
}

interface NothingProps {
  view: View;
  any: boolean;
  onView: (change: Partial<View>) => void;
  onPick: () => void;
}

/** Why the list is empty, and what to do: no article at all, nothing found, filtered away, an empty trash. */
function NothingHere({ view, any, onView, onPick }: NothingProps) {
  const { t } = useTranslation('library');
  if (isSearching(view) || isFiltered(view)) {
    const words = isSearching(view);
    return (
      <EmptyPlace
        icon={words ? IconSearchOff : IconFilterOff}
        title={words ? t('nothing.search.title', { query: view.query.trim() }) : t('nothing.filter.title')}
        text={words ? t('nothing.search.text') : t('nothing.filter.text')}
      >
        {isFiltered(view) ? (
          <Button variant="default" onClick={() => onView(clearedView(view))}>
            {t('nothing.filter.do')}
          </Button>
        ) : null}
        {words ? (
          <Button variant="default" onClick={() => onView({ query: '' })}>
            {t('nothing.search.do')}
          </Button>
        ) : null}
      </EmptyPlace>
    );
  }
  if (view.trash) {
    return (
      <EmptyPlace icon={IconTrash} title={t('nothing.trash.title')} text={t('nothing.trash.text')}>
        <Button variant="default" onClick={() => onView({ trash: false })}>
          {t('nothing.trash.do')}
        </Button>
      </EmptyPlace>
    );
  }
  if (any) return <EmptyPlace icon={IconFileText} title={t('nothing.filter.title')} />;
  return (
    <EmptyPlace icon={IconFileText} title={t('nothing.title')} text={t('nothing.text')}>
      <Button leftSection={<IconPlus size={17} />} onClick={() => void createArticle()}>
        {t('new')}
      </Button>
      <Button variant="default" leftSection={<IconFileImport size={17} />} onClick={onPick}>
        {t('intake')}
      </Button>
    </EmptyPlace>
  );
}
