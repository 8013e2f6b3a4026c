import { Button, Group, Modal, Text } from '@mantine/core';
import { IconCircleCheck, IconCloudOff, IconCloudQuestion, IconCloudUp, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxState } from '../../shared/domain/outbox';
import type { Target } from '../../shared/domain/target';
import { useLibraryCommands } from '../library/everywhere';
import { call } from '../ui/api';
import { notifyError } from '../ui/notify';
import { RoomFrame, RoomHead } from '../ui/room/RoomFrame';
import { EmptyPlace, FaultPlace } from '../ui/room/states';
import { Queue } from './Queue';
import classes from './sync.module.css';
import { TargetDialog } from './TargetDialog';
import { Targets } from './Targets';
import { TestDialog } from './TestDialog';

/** What waits to be sent, what went, and where to. */
export default function SyncRoom() {
  useLibraryCommands('sync');
  const { t } = useTranslation('app');
  return (
    <RoomFrame label={t('room.sync')}>
      <Sync />
    </RoomFrame>
  );
}

type Dialog =
  | { kind: 'edit'; target: Target | null }
  | { kind: 'test'; target: Target }
  | { kind: 'remove'; target: Target }
  | null;

const OPEN = ['needs_you', 'sending', 'waiting'] as const satisfies readonly OutboxState[];
const ENDED = ['done', 'cancelled'] as const satisfies readonly OutboxState[];

function Sync() {
  const { t } = useTranslation(['sync', 'app']);
  const [history, setHistory] = useState(false);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [now, setNow] = useState(Date.now);
  const queue = useQuery({ queryKey: ['outbox', false], queryFn: () => call('outbox.list', { done: false }) });
  const ended = useQuery({
    queryKey: ['outbox', true],
    queryFn: () => call('outbox.list', { done: true }),
    enabled: history,
  });
  const targets = useQuery({ queryKey: ['targets'], queryFn: () => call('targets.list', {}) });
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);

  const items = queue.data ?? [];
  const of = (state: OutboxState, list: typeof items) => list.filter((item) => item.state === state);
  const open = items.filter((item) => item.state !== 'done' && item.state !== 'cancelled');
  const past = ended.data ?? [];
  const mend = (targetId: string) => {
    const target = targets.data?.find((one) => one.id === targetId);
    if (target !== undefined) setDialog({ kind: 'edit', target });
  };
  return (
    <>
      <RoomHead title={t('app:room.sync')}>{(targets.data?.length ?? 0) > 0 ? <LineState /> : null}</RoomHead>
      <div className={classes.sync}>
        <div className={classes.queues}>
          {queue.isError ? (
            <FaultPlace icon={IconPlugConnectedX} fault={queue.error} onRetry={() => void queue.refetch()} />
          ) : queue.data !== undefined && open.length === 0 ? (
            <EmptyPlace icon={IconCircleCheck} title={t('sync:queue.none.title')} text={t('sync:queue.none.text')} />
          ) : (
            OPEN.map((state) => <Queue key={state} state={state} items={of(state, items)} now={now} onMend={mend} />)
          )}
          <Button
            variant="subtle"
            color="gray"
            className={classes.past ?? ''}
            aria-expanded={history}
            onClick={() => setHistory((before) => !before)}
          >
            {t(history ? 'sync:history.hide' : 'sync:history.show')}
          </Button>
          {history && ended.data !== undefined ? (
            past.some((item) => item.finishedAt !== null) ? (
              ENDED.map((state) => <Queue key={state} state={state} items={of(state, past)} now={now} onMend={mend} />)
            ) : (
              <Text c="dimmed" ta="center">
                {t('sync:history.none')}
              </Text>
            )
          ) : null}
        </div>
        <Targets
          targets={targets.data}
          onEdit={(target) => setDialog({ kind: 'edit', target })}
          onTest={(target) => setDialog({ kind: 'test', target })}
          onRemove={(target) => setDialog({ kind: 'remove', target })}
        />
      </div>
      {dialog?.kind === 'edit' ? (
        <TargetDialog
          target={dialog.target}
          onSaved={(target, test) => setDialog(test ? { kind: 'test', target } : null)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === 'test' ? (
        <TestDialog
          target={dialog.target}
          onEdit={() => setDialog({ kind: 'edit', target: dialog.target })}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === 'remove' ? (
        <RemoveDialog
          target={dialog.target}
          waiting={open.filter((item) => item.targetId === dialog.target.id).length}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}

function LineState() {
  const { t } = useTranslation('sync');
  const { data } = useQuery({ queryKey: ['line'], queryFn: () => call('line.get', {}) });
  if (data === undefined) return null;
  const Icon = data.state === 'up' ? IconCloudUp : data.state === 'down' ? IconCloudOff : IconCloudQuestion;
  return (
    <p className={classes.line} data-state={data.state} role="status">
      <Icon size={19} aria-hidden="true" />
      {t(data.state === 'down' ? 'line.down' : `state.line.${data.state}`)}
    </p>
  );
}

function RemoveDialog({ target, waiting, onClose }: { target: Target; waiting: number; onClose: () => void }) {
  const { t } = useTranslation(['sync', 'app']);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sync:targets.remove.title', { name: target.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Text>
        {waiting === 0 ? t('sync:targets.remove.text') : t('sync:targets.remove.waiting', { count: waiting })}
      </Text>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            call('targets.remove', { id: target.id }).catch(notifyError);
            onClose();
          }}
        >
          {t('sync:targets.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
