import { Button, Modal, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedBlock } from '../../../shared/body/schema';
import type { ArticleFields, Revision } from '../../../shared/domain/article';
import { call, on } from '../../ui/api';
import { notify, notifyError } from '../../ui/notify';
import { whenQuiet } from '../../ui/quiet';
import { formatCount, formatMoment } from '../../ui/room/format';
import { desk, type OpenState } from '../desk';
import { Reading } from './Reading';

/** What the article was before: read one, give it a name that keeps it for good, or make it the text again. */
export function Revisions({ open }: { readonly open: OpenState }) {
  const { t, i18n } = useTranslation();
  const [list, setList] = useState<readonly Revision[] | null>(null);
  const [reading, setReading] = useState<Revision | null>(null);
  const [naming, setNaming] = useState<Revision | null>(null);
  const { id } = open.article;
  const refresh = useCallback(() => {
    call('revisions.list', { id }).then(setList, notifyError);
  }, [id]);
  useEffect(() => {
    refresh();
    return on('articles.changed', ({ ids }) => ids.includes(id) && whenQuiet(200, refresh));
  }, [id, refresh]);
  const restore = async (revision: Revision) => {
    try {
      const restored = await desk.act((article) =>
        call('revisions.restore', { id, revision: revision.id, baseVersion: article.version }),
      );
      if (!restored) return;
      setReading(null);
      await desk.reopen();
      notify({ kind: 'done', title: t('editor:revision.restored', { time: formatMoment(revision.at) }) });
    } catch (error) {
      notifyError(error);
    }
  };
  if (list === null) return null;
  if (list.length === 0) return <p className="inspector-none">{t('editor:revision.none')}</p>;
  return (
    <>
      <ul className="revisions" aria-label={t('editor:tab.history')}>
        {list.map((revision) => (
          <li key={revision.id} className={`revision ${revision.kind}`}>
            <strong>{revision.name === '' ? t(`editor:revision.kind.${revision.kind}`) : revision.name}</strong>
            <span className="tabular">
              {formatMoment(revision.at)} ·{' '}
              {t('app:status.words', { count: revision.words, shown: formatCount(revision.words, i18n.language) })}
            </span>
            <div className="revision-acts">
              <Button size="compact-sm" variant="default" onClick={() => setReading(revision)}>
                {t('editor:revision.read')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setNaming(revision)}>
                {t('editor:revision.name')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {reading && (
        <ReadRevision
          id={id}
          revision={reading}
          editable={open.editable}
          onClose={() => setReading(null)}
          onRestore={() => void restore(reading)}
        />
      )}
      {naming && <NameRevision id={id} revision={naming} onClose={() => setNaming(null)} onDone={refresh} />}
    </>
  );
}

interface ReadProps {
  readonly id: string;
  readonly revision: Revision;
  readonly editable: boolean;
  readonly onClose: () => void;
  readonly onRestore: () => void;
}

function ReadRevision({ id, revision, editable, onClose, onRestore }: ReadProps) {
  const { t } = useTranslation();
  const [text, setText] = useState<{ fields: ArticleFields; blocks: readonly PlacedBlock[] } | null>(null);
  useEffect(() => {
    call('revisions.open', { id, revision: revision.id }).then(
      ({ fields, blocksJson }) => setText({ fields, blocks: JSON.parse(blocksJson) as PlacedBlock[] }),
      notifyError,
    );
  }, [id, revision]);
  return (
    <Modal opened onClose={onClose} size="xl" title={t('editor:revision.of', { time: formatMoment(revision.at) })}>
      {text && <Reading fields={text.fields} blocks={text.blocks} />}
      <div className="dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('app:close')}
        </Button>
        <Button onClick={onRestore} disabled={!editable || !text}>
          {t('editor:revision.restore')}
        </Button>
      </div>
    </Modal>
  );
}

interface NameProps {
  readonly id: string;
  readonly revision: Revision;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function NameRevision({ id, revision, onClose, onDone }: NameProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(revision.name);
  const save = async () => {
    try {
      await call('revisions.name', { id, revision: revision.id, name: name.trim().normalize('NFC') });
      onDone();
      onClose();
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('editor:revision.naming')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <TextInput
          label={t('editor:revision.name.label')}
          description={t('editor:revision.name.why')}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="dialog-buttons">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {t('app:ok')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
