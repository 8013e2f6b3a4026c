import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBook2, IconDots, IconPlugConnectedX, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api';
import { notify, notifyError } from '../ui/notify';
import { formatCount, formatDate, formatMoment } from '../ui/room/format';
import { RoomHead } from '../ui/room/RoomFrame';
import { EmptyPlace, FaultPlace } from '../ui/room/states';
import { openBulletin } from '../ui/session';
import { say } from '../ui/words';
import classes from './BulletinList.module.css';

async function create(): Promise<void> {
  try {
    openBulletin((await call('bulletins.create', {})).id);
  } catch (fault) {
    notifyError(fault, () => void create());
  }
}

async function trash(id: string, title: string): Promise<void> {
  try {
    await call('bulletins.trash', { id });
    notify({
      kind: 'info',
      title: say('bulletin:trashed.one'),
      body: title,
      action: {
        label: say('app:common.undo'),
        run: () => void call('bulletins.restore', { id }).catch(notifyError),
      },
    });
  } catch (fault) {
    notifyError(fault);
  }
}

/** All bulletins, the last changed first. */
export function BulletinList() {
  const { t, i18n } = useTranslation(['bulletin', 'app']);
  const bulletins = useQuery({ queryKey: ['bulletins', 'list'], queryFn: () => call('bulletins.list', {}) });
  const list = bulletins.data ?? [];
  return (
    <>
      <RoomHead
        title={t('app:room.bulletin')}
        note={
          bulletins.data === undefined
            ? ''
            : t('bulletin:count', { count: list.length, shown: formatCount(list.length, i18n.language) })
        }
      >
        <Button leftSection={<IconPlus size={17} />} onClick={() => void create()}>
          {t('bulletin:new')}
        </Button>
      </RoomHead>
      {bulletins.isError ? (
        <FaultPlace icon={IconPlugConnectedX} fault={bulletins.error} onRetry={() => void bulletins.refetch()} />
      ) : bulletins.data !== undefined && list.length === 0 ? (
        <EmptyPlace icon={IconBook2} title={t('bulletin:none.title')} text={t('bulletin:none.text')}>
          <Button leftSection={<IconPlus size={17} />} onClick={() => void create()}>
            {t('bulletin:new')}
          </Button>
        </EmptyPlace>
      ) : (
        <ul className={classes.list} aria-label={t('bulletin:list')}>
          {list.map((one) => {
            const title = one.title === '' ? t('bulletin:untitled') : one.title;
            return (
              <li key={one.id} className={classes.card}>
                <button type="button" className={classes.open} onClick={() => openBulletin(one.id)}>
                  <span className={classes.title}>{title}</span>
                  <span className={classes.under}>
                    {[one.issue === '' ? '' : t('bulletin:issue', { issue: one.issue }), formatDate(one.date)]
                      .filter((part) => part !== '')
                      .join(' · ') || t('bulletin:undated')}
                  </span>
                  <span className={classes.foot}>
                    <span>{t('bulletin:items', { count: one.items })}</span>
                    <span>{t('bulletin:changed', { when: formatMoment(one.updatedAt) })}</span>
                  </span>
                </button>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon
                      className={classes.more ?? ''}
                      variant="subtle"
                      color="gray"
                      aria-label={t('bulletin:more', { title })}
                    >
                      <IconDots size={18} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => void trash(one.id, title)}>
                      {t('bulletin:trash')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
