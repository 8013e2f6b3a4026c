import { Alert, Button, Checkbox, Group, Modal, ScrollArea, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFolder, IconPlugConnected, IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelInput } from '../../shared/channels';
import { isPublishable } from '../../shared/workflow';
import { useMarks } from '../library/rows';
import { call } from '../ui/api';
import { notify, notifyError } from '../ui/notify';
import { formatCount } from '../ui/room/format';
import { CacheFrame } from '../ui/room/RoomFrame';
import { StatusMark } from '../ui/room/StatusMark';
import { EmptyPlace } from '../ui/room/states';
import { openRoom } from '../ui/session';
import { say } from '../ui/words';
import classes from './PublishDialog.module.css';

interface Props {
  articleIds: readonly string[];
  onClose: () => void;
}

/** Asks where articles go, says what goes and what stays behind and why, and orders them out. */
export default function PublishDialog(props: Props) {
  return (
    <CacheFrame>
      <Publish {...props} />
    </CacheFrame>
  );
}

type Action = ChannelInput<'outbox.order'>['action'];

function Publish({ articleIds, onClose }: Props) {
  const { t, i18n } = useTranslation(['sync', 'app', 'library']);
  const targets = useQuery({ queryKey: ['targets'], queryFn: () => call('targets.list', {}) });
  const line = useQuery({ queryKey: ['line'], queryFn: () => call('line.get', {}) });
  const marks = useMarks(articleIds);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [action, setAction] = useState<Action>('publish');
  const [busy, setBusy] = useState(false);

  const known = marks.filter((mark) => mark !== undefined && mark !== null);
  const anyOut = known.some((mark) => mark.status === 'published');
  const goes = known.filter((mark) =>
    mark.trashed ? false : action === 'publish' ? isPublishable(mark.status) : mark.status === 'published',
  );
  const stays = known.filter((mark) => !goes.includes(mark));
  // Only one place to send to is chosen from the start: there is nothing to ask.
  const list = targets.data ?? [];
  const places = chosen ?? (list.length === 1 ? list.map((target) => target.id) : []);
  const order = async () => {
    setBusy(true);
    try {
      await call('outbox.order', { articleIds: goes.map((mark) => mark.id), targetIds: [...places], action });
      notify({
        kind: 'done',
        title: say(action === 'publish' ? 'sync:ordered' : 'sync:ordered.down', {
          count: goes.length,
          shown: formatCount(goes.length, i18n.language),
        }),
        body: line.data?.state === 'down' ? say('sync:ordered.offline') : undefined,
        action: { label: say('sync:ordered.see'), run: () => openRoom('sync') },
      });
      onClose();
    } catch (fault) {
      notifyError(fault, () => void order());
    } finally {
      setBusy(false);
    }
  };
  const words = { count: goes.length, shown: formatCount(goes.length, i18n.language) };

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('sync:publish.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {targets.isSuccess && list.length === 0 ? (
        <EmptyPlace icon={IconPlugConnected} title={t('sync:targets.none.title')} text={t('sync:targets.none.text')}>
          <Button
            onClick={() => {
              onClose();
              openRoom('sync');
            }}
          >
            {t('sync:targets.set')}
          </Button>
        </EmptyPlace>
      ) : (
        <>
          {anyOut ? (
            <SegmentedControl
              fullWidth
              mb="md"
              aria-label={t('sync:publish.action')}
              data={[
                { value: 'publish', label: t('sync:action.publish') },
                { value: 'take_down', label: t('sync:action.take_down') },
              ]}
              value={action}
              onChange={(value) => setAction(value === 'take_down' ? 'take_down' : 'publish')}
            />
          ) : null}
          <Checkbox.Group label={t('sync:publish.where')} value={[...places]} onChange={(value) => setChosen(value)}>
            <Stack gap={10} mt={8}>
              {list.map((target) => (
                <Checkbox
                  key={target.id}
                  value={target.id}
                  label={
                    <span className={classes.target}>
                      {target.config.kind === 'folder' ? <IconFolder size={17} /> : <IconWorld size={17} />}
                      {target.name}
                    </span>
                  }
                  description={target.config.kind === 'folder' ? target.config.path : target.config.url}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Text fw={500} mt="lg" mb={6}>
            {t(action === 'publish' ? 'sync:publish.goes' : 'sync:publish.comes', words)}
          </Text>
          <ScrollArea.Autosize mah={190} type="auto" className={classes.articles}>
            <ul>
              {goes.map((mark) => (
                <li key={mark.id}>
                  <span>{mark.title === '' ? t('app:common.untitled') : mark.title}</span>
                  <StatusMark status={mark.status} />
                </li>
              ))}
            </ul>
          </ScrollArea.Autosize>
          {stays.length === 0 ? null : (
            <Alert
              color="yellow"
              mt="md"
              icon={<IconAlertTriangle />}
              title={t('sync:publish.stays', { count: stays.length })}
            >
              <ul className={classes.stays}>
                {stays.map((mark) => (
                  <li key={mark.id}>
                    {mark.title === '' ? t('app:common.untitled') : mark.title}: {t(`app:status.${mark.status}`)}
                  </li>
                ))}
              </ul>
              {action === 'publish' ? t('sync:publish.stays.why') : t('sync:publish.stays.down')}
            </Alert>
          )}
          <Group justify="flex-end" mt="lg" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button loading={busy} disabled={goes.length === 0 || places.length === 0} onClick={() => void order()}>
              {t(action === 'publish' ? 'sync:publish.do' : 'sync:publish.do.down', words)}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
