import { $getSelection, $isRangeSelection, $setSelection, type RangeSelection } from 'lexical';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { desk } from './desk';
import { $linkHere, $setLink, hrefOf } from './nodes/link';

interface Asked {
  readonly href: string;
  /** Where the caret was: the dialog takes the focus away from it. */
  readonly place: RangeSelection;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();
function set(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Asks for the address of the selected words (Ctrl+Shift+K). */
export function editLink(): void {
  desk.editor.read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    set({ href: $linkHere()?.getURL() ?? '', place: selection.clone() });
  });
}

/** A small form over the sheet; the native dialog keeps the focus and closes by Esc. */
export function LinkDialog() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
  return open && <Form asked={open} />;
}

function Form({ asked: { href, place } }: { readonly asked: Asked }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState(href);
  const [wrong, setWrong] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => {
    set(null);
    desk.editor.focus();
  };
  const apply = (to: string | null) => {
    desk.editor.update(() => {
      const back = place.clone();
      $setSelection(back);
      if (to !== null && back.isCollapsed() && $linkHere() === null) back.insertText(to.replace(/^mailto:/, ''));
      if (to !== null && back.isCollapsed() && $linkHere() === null) {
        const text = to.replace(/^mailto:/, '');
        back.anchor.offset -= text.length;
        back.dirty = true;
      }
      $setLink(to);
    });
    close();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-label={t('editor:link.title')} onClose={close}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          const to = hrefOf(typed);
          if (to === null) setWrong(true);
          else apply(to);
        }}
      >
        <label className="label" htmlFor="link-address">
          {t('editor:link.address')}
        </label>
        <input
          id="link-address"
          className="field"
          value={typed}
          placeholder="https://"
          aria-invalid={wrong}
          aria-describedby={wrong ? 'link-wrong' : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
        {wrong && (
          <p id="link-wrong" className="field-fault">
            {t('editor:link.wrong')}
          </p>
        )}
        <div className="dialog-buttons">
          {href !== '' && (
            <button type="button" className="button plain" onClick={() => apply(null)}>
              {t('editor:link.remove')}
            </button>
          )}
          <span className="status-gap" />
          <button type="button" className="button" onClick={close}>
            {t('app:cancel')}
          </button>
          <button type="submit" className="button primary">
            {t('app:ok')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
