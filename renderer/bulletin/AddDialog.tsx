import { Button, Group, Loader, Modal, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addToBulletin } from '../library/acts';
import { call } from '../ui/api';
import { formatDate } from '../ui/room/format';
import { CacheFrame } from '../ui/room/RoomFrame';

interface Props {
  articleIds: readonly string[];
  onClose: () => void;
}

/** Asks which bulletin the chosen articles go into. */
export default function AddDialog(props: Props) {
  return (
    <CacheFrame>
      <Choice {...props} />
    </CacheFrame>
  );
}

const NEW = 'new';

function Choice({ articleIds, onClose }: Props) {
  const { t } = useTranslation(['bulletin', 'app']);
  const bulletins = useQuery({ queryKey: ['bulletins', 'list'], queryFn: () => call('bulletins.list', {}) });
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const list = bulletins.data ?? [];
  const value = chosen ?? list[0]?.id ?? NEW;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('bulletin:add.title', { count: articleIds.length })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {bulletins.isPending ? (
        <Loader size="sm" />
      ) : (
        <Radio.Group value={value} onChange={setChosen} aria-label={t('bulletin:list')}>
          <ScrollArea.Autosize mah={320} type="auto">
            <Stack gap={12} py={4} pl={2}>
              {list.map((one) => (
                <Radio
                  key={one.id}
                  value={one.id}
                  label={one.title === '' ? t('bulletin:untitled') : one.title}
                  description={[one.issue, formatDate(one.date), t('bulletin:items', { count: one.items })]
                    .filter((part) => part !== '')
                    .join(' · ')}
                />
              ))}
              <Radio value={NEW} label={<Text fw={500}>{t('bulletin:new')}</Text>} />
            </Stack>
          </ScrollArea.Autosize>
        </Radio.Group>
      )}
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button
          loading={busy}
          disabled={bulletins.isPending}
          onClick={() => {
            setBusy(true);
            void addToBulletin(value === NEW ? null : value, articleIds).then((done) => {
              setBusy(false);
              if (done) onClose();
            });
          }}
        >
          {t('bulletin:add.do')}
        </Button>
      </Group>
    </Modal>
  );
}
