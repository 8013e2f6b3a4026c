import { IconBook2, IconBooks, IconPencil, IconSend, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands';
import { openRoom, type Room, useSession } from '../ui/session';
import { shortcutWords } from './shortcuts';

const ITEMS = [
  { room: 'library', icon: IconBooks },
  { room: 'editor', icon: IconPencil },
  { room: 'bulletin', icon: IconBook2 },
  { room: 'sync', icon: IconSend },
  { room: 'office', icon: IconSettings },
] as const satisfies readonly { room: Room; icon: unknown }[];

/** The rooms, always in reach; the one on screen is marked by more than its colour. */
export function Rail() {
  const { t } = useTranslation();
  const { room } = useSession();
  return (
    <nav className="rail" aria-label={t('app:rooms')} data-pane="rail">
      {ITEMS.map(({ room: item, icon: Icon }) => (
        <button
          key={item}
          type="button"
          className="rail-item"
          aria-current={item === room ? 'page' : undefined}
          title={`${t(`command:room.${item}`)} (${shortcutWords(COMMANDS[`room.${item}`])})`}
          onClick={() => openRoom(item)}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(`app:room.${item}`)}</span>
        </button>
      ))}
    </nav>
  );
}
