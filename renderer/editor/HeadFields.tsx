import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { desk, isFresh, type OpenState } from './desk';

type Name = 'title' | 'subtitle' | 'lead';
const ORDER: readonly Name[] = ['title', 'subtitle', 'lead'];
const MOST: Readonly<Record<Name, number>> = { title: 1000, subtitle: 1000, lead: 20_000 };

/** Title, subtitle and lead where they stand in print: at the head of the sheet. */
export function HeadFields({ open }: { readonly open: OpenState }) {
  const { article } = open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each article that is opened
  useEffect(() => {
    // A new article asks for its title first, whoever made it.
    if (isFresh(article)) document.querySelector<HTMLElement>('.head-fields [name="title"]')?.focus();
  }, [article.id]);
  return (
    <div className="head-fields">
      {ORDER.map((name) => (
        <HeadField key={name} name={name} open={open} />
      ))}
    </div>
  );
}

/**
 * A plain growing field that keeps its own text while someone types: it is only written to when the article says
 * something else (another article, a restored revision).
 */
function HeadField({ name, open }: { readonly name: Name; readonly open: OpenState }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const value = desk.fields()?.[name] ?? '';
  useEffect(() => {
    const field = area.current;
    if (field && field.value.normalize('NFC') !== value.normalize('NFC')) field.value = value;
  }, [value]);
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const field = event.currentTarget;
    const atEnd = field.selectionStart === field.value.length;
    const down = event.key === 'Enter' || (event.key === 'ArrowDown' && atEnd);
    const up = event.key === 'ArrowUp' && field.selectionEnd === 0;
    if (!down && !up) return;
    event.preventDefault();
    const next = ORDER[ORDER.indexOf(name) + (down ? 1 : -1)];
    if (next) document.querySelector<HTMLElement>(`.head-fields [name="${next}"]`)?.focus();
    else if (down) desk.editor.focus(undefined, { defaultSelection: 'rootStart' });
  };
  return (
    <textarea
      ref={area}
      name={name}
      className={`head-field ${name}`}
      rows={1}
      defaultValue={value}
      maxLength={MOST[name]}
      readOnly={!open.editable}
      placeholder={t(`editor:${name}.ask`)}
      aria-label={t(`editor:${name}`)}
      spellCheck={false}
      onKeyDown={key}
      onInput={(event) => {
        const field = event.currentTarget;
        // One paragraph each: what is pasted with line ends becomes one line.
        if (/[\r\n]/.test(field.value)) field.value = field.value.replace(/\s*[\r\n]+\s*/g, ' ');
        desk.setFields({ [name]: field.value });
      }}
    />
  );
}
