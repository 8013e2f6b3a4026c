import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleMinus,
  IconClock,
  IconExternalLink,
  IconSend,
  IconUpload,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AppError, type ErrorCode } from '../../shared/domain/errors';
import type { OutboxItem, OutboxState } from '../../shared/domain/outbox';
import { call } from '../ui/api';
import { faultWords, notifyError } from '../ui/notify';
import { formatMoment, formatWhen } from '../ui/room/format';
import { openArticle } from '../ui/session';
import classes from './Queue.module.css';

const ICONS = {
  needs_you: IconAlertTriangle,
  sending: IconUpload,
  waiting: IconClock,
  done: IconCheck,
  cancelled: IconCircleMinus,
} as const satisfies Record<OutboxState, unknown>;

interface Props {
  /** What these orders have in common, told above them. */
  state: OutboxState;
  items: readonly OutboxItem[];
  now: number;
  /** Opens the settings of a place to send to. */
  onMend: (targetId: string) => void;
}

/** Faults that sending again cannot cure: the place itself must be set right. */
const MENDED_AT_PLACE: ReadonlySet<ErrorCode> = new Set([
  'target.auth',
  'target.secret-missing',
  'target.forbidden',
  'target.address',
  'target.insecure',
  'target.not-wordpress',
  'folder.not-writable',
]);

/** Orders in one state. Those that need the person stand first and carry what to do. */
export function Queue({ state, items, now, onMend }: Props) {
  const { t } = useTranslation('sync');
  if (items.length === 0) return null;
  const Icon = ICONS[state];
  return (
    <section className={classes.queue} data-state={state} aria-labelledby={`queue-${state}`}>
      <h2 id={`queue-${state}`}>
        <Icon size={18} aria-hidden="true" />
        {t(`state.${state}`)}
        <span className={classes.count}>{items.length}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <Order key={item.id} item={item} now={now} onMend={onMend} />
        ))}
      </ul>
    </section>
  );
}

const act = (name: 'outbox.retry' | 'outbox.cancel', id: number) => {
  call(name, { id }).catch(notifyError);
};

function Order({ item, now, onMend }: { item: OutboxItem; now: number; onMend: Props['onMend'] }) {
  const { t } = useTranslation(['sync', 'app']);
  const words = item.error === null ? null : faultWords(new AppError(item.error.code, item.error.params));
  const open = item.state === 'waiting' || item.state === 'needs_you';
  const { link } = item;
  const mend = item.state === 'needs_you' && item.error !== null && MENDED_AT_PLACE.has(item.error.code);
  return (
    <li className={classes.order} data-order={item.id}>
      <div className={classes.words}>
        <button type="button" className={classes.title} onClick={() => openArticle(item.articleId)}>
          {item.title === '' ? t('app:common.untitled') : item.title}
        </button>
        <p className={classes.under}>
          <span>{t(`sync:way.${item.action}`, { target: item.targetName })}</span>
          <span>{told(item, now, t)}</span>
        </p>
        {words !== null && open ? (
          <p className={classes.reason}>
            <strong>{words.title}.</strong> {words.body} {words.action}.
          </p>
        ) : null}
      </div>
      <div className={classes.tools}>
        {link !== null && item.state === 'done' ? (
          <Button
            variant="default"
            leftSection={<IconExternalLink size={16} />}
            onClick={() => call('app.openLink', { url: link }).catch(notifyError)}
          >
            {t('sync:see')}
          </Button>
        ) : null}
        {open ? (
          <>
            {mend ? <Button onClick={() => onMend(item.targetId)}>{t('sync:mend')}</Button> : null}
            {item.state === 'needs_you' || item.attempts > 0 ? (
              <Button
                variant={item.state === 'needs_you' && !mend ? 'filled' : 'default'}
                leftSection={<IconSend size={16} />}
                onClick={() => act('outbox.retry', item.id)}
              >
                {t('sync:retry')}
              </Button>
            ) : null}
            <Button variant="default" onClick={() => act('outbox.cancel', item.id)}>
              {t('sync:cancel')}
            </Button>
          </>
        ) : null}
      </div>
    </li>
  );
}

type Say = ReturnType<typeof useTranslation>['t'];

/** When it happened or will happen, and how often it was tried. */
function told(item: OutboxItem, now: number, t: Say): string {
  switch (item.state) {
    case 'sending':
      return t('sync:told.sending');
    case 'done':
    case 'cancelled':
      return formatMoment(item.finishedAt ?? item.createdAt);
    case 'needs_you':
      return t('sync:told.tried', { count: item.attempts });
    case 'waiting':
      if (item.attempts === 0) return t('sync:told.ordered', { when: formatWhen(item.createdAt, now) });
      return `${t('sync:told.tried', { count: item.attempts })}, ${
        item.nextAt > now + 60_000 ? t('sync:told.next', { when: formatWhen(item.nextAt, now) }) : t('sync:told.soon')
      }`;
  }
}
