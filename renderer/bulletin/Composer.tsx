import { ActionIcon, Button, Menu, Tabs, Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconFileTypePdf,
  IconPlugConnectedX,
  IconPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bulletin } from '../../shared/domain/bulletin';
import { call, on } from '../ui/api';
import { registerCommand, runCommand } from '../ui/commands';
import { registerFlush } from '../ui/flush';
import { notifyError } from '../ui/notify';
import { RoomHead } from '../ui/room/RoomFrame';
import { EmptyPlace, FaultPlace } from '../ui/room/states';
import { setSession } from '../ui/session';
import { setStatus } from '../ui/status';
import classes from './Composer.module.css';
import { Draft } from './draft';
import { exportBulletin } from './export';
import { HeadForm } from './HeadForm';
import { ItemList } from './ItemList';
import { useLayout } from './layout';
import { Picker } from './Picker';
import { Preview } from './Preview';

/** Puts one bulletin together: its articles and words on the left, its pages on the right. */
export function Composer({ id, shown }: { id: string; shown: boolean }) {
  const bulletin = useQuery({
    queryKey: ['bulletin', id],
    queryFn: () => call('bulletins.open', { id }),
    // The draft holds the truth from here on.
    gcTime: 0,
  });
  if (bulletin.isError) {
    return (
      <>
        <Back />
        <FaultPlace icon={IconPlugConnectedX} fault={bulletin.error} onRetry={() => void bulletin.refetch()} />
      </>
    );
  }
  return bulletin.data === undefined ? null : <Desk start={bulletin.data} shown={shown} />;
}

const back = () => setSession({ bulletinId: null });

function Back() {
  const { t } = useTranslation('bulletin');
  return (
    <Tooltip label={t('back')}>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('back')} onClick={back}>
        <IconArrowLeft size={20} />
      </ActionIcon>
    </Tooltip>
  );
}

function useDraft(start: Bulletin): Draft {
  const [draft] = useState(
    () =>
      new Draft(start, {
        open: (id) => call('bulletins.open', { id }),
        save: (id, baseVersion, fields) => call('bulletins.save', { id, baseVersion, fields }),
        later: (ms, act) => {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
        onFault: (fault) => notifyError(fault),
      }),
  );
  useEffect(() => {
    const ends = [
      registerFlush(() => draft.flush()),
      on('bulletins.changed', ({ ids }) => {
        if (ids.includes(start.id)) draft.refresh().catch(notifyError);
      }),
    ];
    return () => {
      for (const end of ends) end();
      void draft.flush();
    };
  }, [draft, start.id]);
  return draft;
}

function Desk({ start, shown }: { start: Bulletin; shown: boolean }) {
  const { t } = useTranslation(['bulletin', 'app']);
  const draft = useDraft(start);
  const { base, fields, state } = useSyncExternalStore(draft.onView, draft.view);
  const [picking, setPicking] = useState(false);
  const [exporting, setExporting] = useState(false);
  const [warningsOpen, setWarningsOpen] = useState(false);
  const ids = useMemo(() => base.fields.items.map((item) => item.articleId), [base.fields.items]);
  const layout = useLayout({ id: start.id, version: base.version, articleIds: ids, shown });
  const pages = layout.paper?.pages ?? null;

  useEffect(() => {
    if (!shown) return;
    setStatus({ pages });
    return () => setStatus({ pages: null });
  }, [shown, pages]);

  const empty = fields.items.length === 0;
  const write = async (choose: boolean) => {
    setExporting(true);
    if (await draft.flush()) await exportBulletin(start.id, choose);
    setExporting(false);
  };
  useEffect(() => {
    if (!shown || empty) return;
    const run = async () => {
      setExporting(true);
      if (await draft.flush()) await exportBulletin(start.id, false);
      setExporting(false);
    };
    const print = async () => {
      setExporting(true);
      if (await draft.flush()) await call('bulletins.print', { id: start.id }).catch(notifyError);
      setExporting(false);
    };
    const ends = [
      registerCommand('bulletin.export', () => void run()),
      registerCommand('bulletin.print', () => void print()),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [shown, empty, draft, start.id]);

  const title = fields.masthead.title === '' ? t('bulletin:untitled') : fields.masthead.title;
  const add = (
    <Button
      variant={empty ? 'filled' : 'default'}
      leftSection={<IconPlus size={17} />}
      onClick={() => setPicking(true)}
    >
      {t('bulletin:pick')}
    </Button>
  );
  return (
    <>
      <div className={classes.head}>
        <Back />
        <RoomHead
          title={title}
          note={fields.masthead.issue === '' ? undefined : t('bulletin:issue', { issue: fields.masthead.issue })}
        >
          <span className={classes.saved} data-state={state} data-testid="bulletin-saved" role="status">
            {state === 'failed' ? <IconAlertCircle size={16} aria-hidden="true" /> : null}
            {state === 'saved' ? <IconCheck size={16} aria-hidden="true" /> : null}
            {t(`bulletin:state.${state}`)}
          </span>
          {exporting ? (
            <Button variant="default" onClick={() => call('bulletins.cancel', { id: start.id }).catch(notifyError)}>
              {t('bulletin:export.cancel')}
            </Button>
          ) : null}
          <Button.Group>
            <Tooltip label={t('bulletin:export.key')}>
              <Button
                leftSection={<IconFileTypePdf size={18} />}
                disabled={empty}
                loading={exporting}
                onClick={() => void write(false)}
              >
                {t('bulletin:export')}
              </Button>
            </Tooltip>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  px={8}
                  disabled={empty || exporting}
                  aria-label={t('bulletin:export.more')}
                  className={classes.split ?? ''}
                >
                  <IconChevronDown size={17} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => void write(true)}>{t('bulletin:export.as')}</Menu.Item>
                <Menu.Item rightSection={t('bulletin:print.key')} onClick={() => runCommand('bulletin.print')}>
                  {t('bulletin:print')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Button.Group>
        </RoomHead>
      </div>
      <div className={classes.desk}>
        <Tabs defaultValue="items" className={classes.parts ?? ''} keepMounted={false}>
          <Tabs.List className={classes.tabs ?? ''}>
            <Tabs.Tab value="items">{t('bulletin:tab.items', { count: fields.items.length })}</Tabs.Tab>
            <Tabs.Tab value="head">{t('bulletin:tab.head')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="items" className={classes.panel ?? ''}>
            {empty ? (
              <EmptyPlace icon={IconFileTypePdf} title={t('bulletin:items.none')} text={t('bulletin:items.none.text')}>
                {add}
              </EmptyPlace>
            ) : (
              <>
                <div className={classes.line}>
                  {add}
                  <span className={classes.hint}>{t('bulletin:order.hint')}</span>
                </div>
                <ItemList items={fields.items} onItems={(items) => draft.change({ items })} />
              </>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="head" className={classes.panel ?? ''}>
            <HeadForm fields={fields} onChange={(change) => draft.change(change)} />
          </Tabs.Panel>
        </Tabs>
        <div className={classes.paper}>
          <Preview
            id={start.id}
            layout={layout}
            warningsOpen={warningsOpen}
            onWarnings={() => setWarningsOpen((open) => !open)}
          />
        </div>
      </div>
      {picking ? (
        <Picker
          there={new Set(fields.items.map((item) => item.articleId))}
          onAdd={(added) => {
            setPicking(false);
            draft.change({ items: [...draft.view().fields.items, ...added.map((articleId) => ({ articleId }))] });
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
