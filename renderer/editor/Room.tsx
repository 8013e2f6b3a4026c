import './sheet.css';
import './shortcuts';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError, type ErrorCode } from '../../shared/domain/errors';
import { faultWords } from '../ui/notify';
import { getSession, openRoom } from '../ui/session';
import { newArticle, registerEditorCommands } from './commands';
import { desk, type OpenState, useDesk } from './desk';
import { HeadFields } from './HeadFields';
import { LinkDialog } from './link-dialog';
import { keepNear } from './near';
import { registerPaste } from './paste';
import { announceFirstFrame } from './ready';
import { Toolbar } from './Toolbar';

/** The writing room: toolbar and sheet. It stays mounted while other rooms are on screen. */
export function EditorRoom({ shown }: { readonly shown: boolean }) {
  const state = useDesk();
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(registerEditorCommands, []);
  useEffect(() => registerPaste(desk.editor), []);
  useEffect(() => (scroll.current ? keepNear(desk.editor, scroll.current) : undefined), []);
  useEffect(() => {
    // Nothing to wait for: another room, or an empty desk, is what stands first on screen.
    if (!shown || getSession().articleId === null) announceFirstFrame();
  }, [shown]);
  const open = state.kind === 'open' ? state : null;
  const id = open?.article.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another article begins at its top
  useLayoutEffect(() => scroll.current?.scrollTo(0, 0), [id]);
  return (
    <>
      <div className="writing" hidden={open === null && state.kind !== 'opening'}>
        <Toolbar disabled={!open?.editable} />
        {open && <Banner open={open} />}
        <div className="sheet-scroll" ref={scroll}>
          <article className="sheet" aria-label={t('editor:sheet')}>
            {open && <HeadFields open={open} />}
            <Body editable={open?.editable ?? false} />
          </article>
        </div>
        <LinkDialog />
      </div>
      {state.kind === 'empty' && <Empty />}
      {state.kind === 'failed' && <Failed error={state.error} />}
    </>
  );
}

const attach = (element: HTMLDivElement | null): void => desk.editor.setRootElement(element);

/** The body's place; what is in it belongs to Lexical, React never draws it again. */
function Body({ editable }: { readonly editable: boolean }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: rich text with blocks is no <textarea>.
    <div
      ref={attach}
      className="body"
      data-testid="body"
      contentEditable={editable}
      suppressContentEditableWarning
      role="textbox"
      tabIndex={0}
      aria-multiline="true"
      aria-label={t('editor:body')}
      aria-readonly={!editable}
      data-ask={t('editor:body.ask')}
      spellCheck={false}
    />
  );
}

function Banner({ open }: { readonly open: OpenState }) {
  const { t } = useTranslation();
  const { article } = open;
  if (open.conflict)
    return (
      <div className="banner needs" role="alert">
        <p>
          <strong>{t('error:article.stale.title')}</strong> {t('error:article.stale.body')}
        </p>
        <button type="button" className="button" onClick={() => void desk.takeTheirs()}>
          {t('error:article.stale.action')}
        </button>
      </div>
    );
  if (open.editable) return null;
  return (
    <div className="banner" role="status" data-testid="locked">
      <p>{article.deletedAt === null ? t(`editor:locked.${article.status}`) : t('editor:locked.trash')}</p>
    </div>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <div className="desk-empty" data-testid="desk-empty">
      <h1>{t('editor:empty.title')}</h1>
      <p>{t('editor:empty.body')}</p>
      <div className="dialog-buttons">
        <button type="button" className="button primary" onClick={() => void newArticle()}>
          {t('editor:empty.new')}
        </button>
        <button type="button" className="button" onClick={() => openRoom('library')}>
          {t('editor:empty.library')}
        </button>
      </div>
    </div>
  );
}

/** The store could not be opened: asking it again cannot help before the program is opened anew. */
const AT_START: ReadonlySet<ErrorCode> = new Set([
  'store.newer',
  'store.read-only',
  'store.network-share',
  'store.disk-full',
]);

function Failed({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const words = faultWords(error);
  const code = error instanceof AppError ? error.code : null;
  const gone = code === 'not-found';
  return (
    <div className="desk-empty" role="alert">
      <h1>{words.title}</h1>
      <p>{gone ? words.body : `${words.body} ${words.action}.`}</p>
      {(code === null || !AT_START.has(code)) && (
        <button
          type="button"
          className="button primary"
          onClick={() => (gone ? openRoom('library') : void desk.open(getSession().articleId))}
        >
          {gone ? words.action : t('app:retry')}
        </button>
      )}
    </div>
  );
}
