import { Button, Group, Modal, PasswordInput, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target, TargetConfig, TargetKind, WordpressConfig } from '../../shared/domain/target';
import { call } from '../ui/api';
import { notifyError } from '../ui/notify';
import { addressOf } from './address';

interface Props {
  /** Null: a new one. */
  target: Target | null;
  /** `test`: the person asked to try the connection right away. */
  onSaved: (target: Target, test: boolean) => void;
  onClose: () => void;
}

const FINALS = ['publish', 'pending', 'draft'] as const satisfies readonly WordpressConfig['finalStatus'][];

/** Sets up a place to send to. The password goes in and never comes back. */
export function TargetDialog({ target, onSaved, onClose }: Props) {
  const { t } = useTranslation(['sync', 'app']);
  const was = target?.config;
  const [kind, setKind] = useState<TargetKind>(was?.kind ?? 'wordpress');
  const [name, setName] = useState(target?.name ?? '');
  const [path, setPath] = useState(was?.kind === 'folder' ? was.path : '');
  const [url, setUrl] = useState(was?.kind === 'wordpress' ? was.url : '');
  const [user, setUser] = useState(was?.kind === 'wordpress' ? was.user : '');
  const [final, setFinal] = useState<WordpressConfig['finalStatus']>(
    was?.kind === 'wordpress' ? was.finalStatus : 'publish',
  );
  const [secret, setSecret] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  const address = addressOf(url);
  const wrong = {
    name: name.trim() === '' ? t('sync:need.name') : null,
    path: kind === 'folder' && path === '' ? t('sync:need.path') : null,
    url: kind === 'wordpress' && address === null ? t('sync:need.url') : null,
    user: kind === 'wordpress' && user.trim() === '' ? t('sync:need.user') : null,
    secret: kind === 'wordpress' && secret === '' && !target?.hasSecret ? t('sync:need.secret') : null,
  };
  const told = (what: keyof typeof wrong) => (asked ? wrong[what] : null);

  const save = async (test: boolean) => {
    setAsked(true);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const config: TargetConfig =
      kind === 'folder' ? { kind, path } : { kind, url: address ?? '', user: user.trim(), finalStatus: final };
    setBusy(true);
    try {
      const saved = await call('targets.save', {
        id: target?.id ?? null,
        name: name.trim(),
        config,
        secret: secret === '' ? null : secret,
      });
      onSaved(saved, test);
    } catch (fault) {
      notifyError(fault);
    } finally {
      setBusy(false);
    }
  };
  const pick = () => {
    call('targets.pickFolder', {}).then((picked) => {
      if (picked === null) return;
      setPath(picked);
      if (name === '') setName(picked.split(/[\\/]/).at(-1) ?? '');
    }, notifyError);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={540}
      title={target === null ? t('sync:targets.add') : t('sync:targets.edit.title', { name: target.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
      >
        <Stack gap={14}>
          {target === null ? (
            <SegmentedControl
              fullWidth
              aria-label={t('sync:kind')}
              data={[
                { value: 'wordpress', label: t('sync:kind.wordpress') },
                { value: 'folder', label: t('sync:kind.folder') },
              ]}
              value={kind}
              onChange={(value) => setKind(value === 'folder' ? 'folder' : 'wordpress')}
            />
          ) : null}
          <TextInput
            data-autofocus
            label={t('sync:name')}
            placeholder={t(kind === 'folder' ? 'sync:name.hint.folder' : 'sync:name.hint')}
            value={name}
            maxLength={200}
            error={told('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {kind === 'folder' ? (
            <Group align="flex-end" gap={8} wrap="nowrap">
              <TextInput
                flex={1}
                label={t('sync:path')}
                description={t('sync:path.what')}
                value={path}
                readOnly
                error={told('path')}
              />
              <Button variant="default" leftSection={<IconFolderOpen size={17} />} onClick={pick}>
                {t('sync:path.pick')}
              </Button>
            </Group>
          ) : (
            <>
              <TextInput
                label={t('sync:url')}
                placeholder="https://"
                description={t('sync:url.what')}
                type="url"
                spellCheck={false}
                value={url}
                maxLength={2048}
                error={told('url')}
                onChange={(event) => setUrl(event.currentTarget.value)}
                onBlur={() => address !== null && setUrl(address)}
              />
              <TextInput
                label={t('sync:user')}
                autoComplete="off"
                spellCheck={false}
                value={user}
                maxLength={200}
                error={told('user')}
                onChange={(event) => setUser(event.currentTarget.value)}
              />
              <PasswordInput
                label={t('sync:secret')}
                description={t('sync:secret.what')}
                placeholder={target?.hasSecret ? t('sync:secret.kept') : ''}
                autoComplete="off"
                value={secret}
                maxLength={500}
                error={told('secret')}
                visibilityToggleButtonProps={{ 'aria-label': t('sync:secret.show') }}
                onChange={(event) => setSecret(event.currentTarget.value)}
              />
              <Select
                label={t('sync:final')}
                allowDeselect={false}
                data={FINALS.map((value) => ({ value, label: t(`sync:final.${value}`) }))}
                value={final}
                onChange={(value) => setFinal(FINALS.find((one) => one === value) ?? 'publish')}
              />
            </>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button variant="default" type="submit" loading={busy}>
            {t('app:common.save')}
          </Button>
          <Button loading={busy} onClick={() => void save(true)}>
            {t('sync:saveAndTest')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
