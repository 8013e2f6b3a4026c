import { Spotlight, spotlight } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS, type CommandId } from '../../shared/commands';
import { fold } from '../../shared/vietnamese';
import { canRun, runCommand } from '../ui/commands';
import { shortcutWords } from './shortcuts';

/** Every command by its words, with or without diacritics. `asked` rises each time it is called for. */
export default function Palette({ asked }: { readonly asked: number }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const found = (Object.keys(COMMANDS) as CommandId[])
    .filter((id) => id !== 'palette.open' && canRun(id))
    .map((id) => ({ id, words: t(`command:${id}`) }))
    .filter(({ words }) => wanted.every((part) => fold(words).includes(part)));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ blur: 0 }}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder={t('app:palette.ask')} aria-label={t('app:palette.ask')} />
      <Spotlight.ActionsList>
        {found.map(({ id, words }) => (
          <Spotlight.Action
            key={id}
            label={words}
            onClick={() => void runCommand(id)}
            rightSection={<kbd className="kbd">{shortcutWords(COMMANDS[id])}</kbd>}
          />
        ))}
        {found.length === 0 && <Spotlight.Empty>{t('app:palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
