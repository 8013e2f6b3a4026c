import { Alert, Button, Group, Modal, Skeleton } from '@mantine/core';
import { IconAlertCircle, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelOutput } from '../../shared/channels';
import { call } from '../ui/api';
import { faultWords, notify, notifyError } from '../ui/notify';
import { formatCount } from '../ui/room/format';
import { useSlow } from '../ui/room/states';
import { openArticle } from '../ui/session';
import { say } from '../ui/words';
import classes from './IntakeDialog.module.css';
import { firstParagraphs, type Waiting } from './intake';

interface Props {
  files: readonly Waiting[];
  onClose: () => void;
}

type Preview = ChannelOutput<'intake.preview'>;

/** Shows each file as the article it would become; nothing is stored before it is accepted. */
export function IntakeDialog({ files, onClose }: Props) {
  const { t, i18n } = useTranslation(['library', 'intake', 'app']);
  const [at, setAt] = useState(0);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const file = files[at];
  const rest = files.slice(at + 1);
  const preview = useQuery({
    queryKey: ['intake', file?.ticket],
    queryFn: () => call('intake.preview', { ticket: file?.ticket ?? '' }),
    enabled: file !== undefined,
    gcTime: 0,
  });
  const slow = useSlow(preview.isPending);

  const end = (ids: readonly string[]) => {
    onClose();
    const [only] = ids;
    if (only === undefined) return;
    if (ids.length === 1) {
      openArticle(only);
      return;
    }
    notify({
      kind: 'done',
      title: say('library:intake.taken', { count: ids.length, shown: formatCount(ids.length, i18n.language) }),
    });
  };
  const go = (ids: readonly string[]) => {
    setTaken(ids);
    if (rest.length === 0) end(ids);
    else setAt(at + 1);
  };
  const drop = (ticket: string) => call('intake.discard', { ticket }).catch(() => undefined);
  const accept = async (all: boolean) => {
    setBusy(true);
    const ids = [...taken];
    const past = all ? files.length : at + 1;
    let now = at;
    try {
      for (; now < past; now++) {
        const one = files[now];
        if (one === undefined) break;
        // A file of "take all" that nobody has looked at is read first: main stores only what was previewed.
        if (now > at) await call('intake.preview', { ticket: one.ticket });
        ids.push((await call('intake.accept', { ticket: one.ticket })).id);
      }
      if (all) end(ids);
      else go(ids);
    } catch (fault) {
      // Those before are in; the dialog stops at the one that could not be taken.
      notifyError(fault);
      setTaken(ids);
      setAt(now);
    } finally {
      setBusy(false);
    }
  };
  const skip = () => {
    if (file !== undefined) void drop(file.ticket);
    go(taken);
  };
  const leave = () => {
    for (const one of files.slice(at)) void drop(one.ticket);
    end(taken);
  };

  if (file === undefined) return null;
  return (
    <Modal
      opened
      onClose={leave}
      size={760}
      title={
        files.length === 1 ? t('library:intake.title') : t('library:intake.title.of', { at: at + 1, of: files.length })
      }
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <p className={classes.file}>{file.name}</p>
      <div className={classes.body} aria-busy={preview.isPending}>
        {preview.isError ? (
          <Alert color="red" icon={<IconAlertCircle />} title={faultWords(preview.error).title}>
            {faultWords(preview.error).body}
          </Alert>
        ) : preview.data === undefined ? (
          slow ? (
            <>
              <Skeleton height={18} width="70%" mb={16} />
              <Skeleton height={12} mb={8} />
              <Skeleton height={12} mb={8} />
              <Skeleton height={12} width="40%" />
            </>
          ) : null
        ) : (
          <Looked preview={preview.data} />
        )}
      </div>
      <Group justify="flex-end" mt="md" gap={8}>
        {files.length > 1 || preview.isError ? (
          <Button variant="default" onClick={skip} disabled={busy}>
            {t('library:intake.skip')}
          </Button>
        ) : (
          <Button variant="default" onClick={leave} disabled={busy}>
            {t('app:cancel')}
          </Button>
        )}
        {rest.length === 0 || preview.isError ? null : (
          <Button variant="default" loading={busy} onClick={() => void accept(true)}>
            {t('library:intake.all', { count: rest.length + 1 })}
          </Button>
        )}
        <Button
          data-autofocus
          loading={busy}
          disabled={preview.data === undefined || preview.isError}
          onClick={() => void accept(false)}
        >
          {t('library:intake.accept')}
        </Button>
      </Group>
    </Modal>
  );
}

const FIELDS = ['title', 'subtitle', 'lead', 'author', 'source'] as const;

const RECOGNISED: ReadonlySet<string> = new Set(['title', 'lead', 'source']);

function Looked({ preview }: { preview: Preview }) {
  const { t } = useTranslation(['library', 'intake']);
  const { texts, more } = firstParagraphs(preview.blocksJson, 4);
  // What was recognised stands in the fields above; here only what was changed or left out.
  const notes = preview.notes.filter((note) => note.count > 0 && !RECOGNISED.has(note.kind));
  return (
    <>
      <dl className={classes.fields}>
        {FIELDS.map((field) => {
          const value = preview.fields[field];
          if (value === '' && field !== 'title') return null;
          return (
            <div key={field}>
              <dt>{t(`library:field.${field}`)}</dt>
              <dd data-field={field} data-empty={value === ''}>
                {value === '' ? t('library:intake.untitled') : value}
              </dd>
            </div>
          );
        })}
      </dl>
      <div className={classes.sheet}>
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may be alike and the list never changes
          <p key={index}>{text}</p>
        ))}
        {more === 0 ? null : <p className={classes.more}>{t('library:intake.more', { count: more })}</p>}
      </div>
      {notes.length === 0 ? null : (
        <div className={classes.notes}>
          <h3>
            <IconInfoCircle size={17} aria-hidden="true" />
            {t('library:intake.notes')}
          </h3>
          <ul>
            {notes.map((note) => (
              <li key={`${note.kind} ${note.detail}`}>
                {t(`intake:report.${note.kind}`, { count: note.count, detail: note.detail })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
