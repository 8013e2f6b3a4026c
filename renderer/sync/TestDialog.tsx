import { Alert, Button, Group, Loader, Modal } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../shared/domain/target';
import { call } from '../ui/api';
import { faultWords } from '../ui/notify';
import classes from './TestDialog.module.css';

interface Props {
  target: Target;
  onEdit: () => void;
  onClose: () => void;
}

const ICONS = { ok: IconCheck, warn: IconAlertTriangle, fail: IconX } as const;

/** Tries a target step by step and says in words what works, what does not, and what to do about it. */
export function TestDialog({ target, onEdit, onClose }: Props) {
  const { t } = useTranslation(['sync', 'app']);
  const test = useQuery({
    queryKey: ['target-test', target.id],
    queryFn: () => call('targets.test', { id: target.id }),
    gcTime: 0,
  });
  const checks = test.data ?? [];
  const failed = checks.some((check) => check.outcome === 'fail');
  const warned = checks.some((check) => check.outcome === 'warn');
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('sync:test.title', { name: target.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <div className={classes.body} aria-live="polite" aria-busy={test.isFetching}>
        {test.isFetching ? (
          <p className={classes.working}>
            <Loader size={16} />
            {t('sync:test.working')}
          </p>
        ) : test.isError ? (
          <Alert color="red" title={faultWords(test.error).title}>
            {faultWords(test.error).body}
          </Alert>
        ) : (
          <>
            <ol className={classes.steps}>
              {checks.map((check) => {
                const Icon = ICONS[check.outcome];
                return (
                  <li key={check.step} data-outcome={check.outcome}>
                    <span className={classes.mark}>
                      <Icon size={15} stroke={2.5} aria-label={t(`sync:test.outcome.${check.outcome}`)} role="img" />
                    </span>
                    <span>{t(`sync:check.${check.step}.${check.outcome}`, check.params)}</span>
                  </li>
                );
              })}
            </ol>
            <p className={classes.end} data-outcome={failed ? 'fail' : warned ? 'warn' : 'ok'}>
              {t(failed ? 'sync:test.fail' : warned ? 'sync:test.warn' : 'sync:test.ok')}
            </p>
          </>
        )}
      </div>
      <Group justify="flex-end" mt="md" gap={8}>
        {failed ? (
          <Button variant="default" onClick={onEdit}>
            {t('sync:targets.edit')}
          </Button>
        ) : null}
        <Button variant="default" loading={test.isFetching} onClick={() => void test.refetch()}>
          {t('sync:test.again')}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {t('app:close')}
        </Button>
      </Group>
    </Modal>
  );
}
