import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../ui/room/format';

interface Props {
  /** How many articles go for good; the whole trash when `all`. */
  count: number;
  all: boolean;
  onPurge: () => Promise<boolean>;
  onClose: () => void;
}

/** The one act that cannot be taken back: it names the count, and the way out has the focus. */
export function PurgeDialog({ count, all, onPurge, onClose }: Props) {
  const { t, i18n } = useTranslation(['library', 'app']);
  const [busy, setBusy] = useState(false);
  const words = { count, shown: formatCount(count, i18n.language) };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(all ? 'library:purge.all.title' : 'library:purge.title', words)}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Text>{t('library:purge.text')}</Text>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button
          color="red"
          loading={busy}
          onClick={() => {
            setBusy(true);
            void onPurge().finally(onClose);
          }}
        >
          {t('library:purge.do', words)}
        </Button>
      </Group>
    </Modal>
  );
}
