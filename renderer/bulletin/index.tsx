import { useTranslation } from 'react-i18next';
import { useLibraryCommands } from '../library/everywhere';
import { RoomFrame } from '../ui/room/RoomFrame';
import { useSession } from '../ui/session';
import { BulletinList } from './BulletinList';
import { Composer } from './Composer';

/** Bulletins: all of them, or the one that is being put together. */
export default function BulletinRoom() {
  useLibraryCommands('bulletin');
  const { t } = useTranslation('app');
  const { room, bulletinId } = useSession();
  return (
    <RoomFrame label={t('room.bulletin')}>
      {bulletinId === null ? (
        <BulletinList />
      ) : (
        <Composer key={bulletinId} id={bulletinId} shown={room === 'bulletin'} />
      )}
    </RoomFrame>
  );
}
